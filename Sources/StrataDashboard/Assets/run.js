// The page of a run: what changes is read again while it goes on; values, charts, log, notes.

import { api, el, refreshTimes, toast } from "/assets/base.js";
import { LogView } from "/assets/logs.js";
import { draw, logSwitch, upgradePlots } from "/assets/plot.js";
import { number, visible } from "/assets/run-text.js";
import { upgradeValues } from "/assets/run-values.js";
import { upgradeTables } from "/assets/table.js";

const root = document.getElementById("run-page");
const run = root.dataset.run;
const pipelineRun = root.dataset.pipelineRun;
const index = Number(run.split(".")[1]);
const terminal = ["succeeded", "failed", "nestedFailed", "canceled", "cached"];
let isOver = terminal.includes(root.dataset.state);

function upgrade(place) {
  upgradeValues(place);
  upgradeTables(place);
  upgradePlots(place);
}

/** What each part was when the server sent it: scripts change what stands in the document. */
const sent = new Map();
const signature = (part) => part.innerHTML
  .replaceAll(/data-elapsed="\d+">[^<]*/g, "")
  .replaceAll(/<time[^>]*datetime="([^"]*)"[^>]*>[^<]*/g, "<time $1>");
for (const part of root.querySelectorAll("[data-live]")) sent.set(part.dataset.live, signature(part));

upgrade(root);

const log = new LogView(root, {
  run, index, pipelineRun, state: root.dataset.state, isFailed: root.dataset.failed === "true", isOver, labels: new Map(),
});
log.start();

// MARK: What changes

let reading = null;
let isStale = false;

/** Reads the page again and takes over the parts that differ, but for those where somebody opened something. */
async function refresh() {
  if (reading) {
    isStale = true;
    return reading;
  }
  reading = (async () => {
    do {
      isStale = false;
      const response = await fetch(location.pathname, { headers: { Accept: "text/html" } });
      if (!response.ok) return;
      const page = new DOMParser().parseFromString(await response.text(), "text/html");
      const fresh = page.getElementById("run-page");
      if (fresh) takeOver(fresh);
    } while (isStale);
  })().catch(() => {}).finally(() => { reading = null; });
  return reading;
}

function takeOver(fresh) {
  for (const part of fresh.querySelectorAll("[data-live]")) {
    const name = part.dataset.live;
    const text = signature(part);
    const present = root.querySelector(`[data-live="${name}"]`);
    if (!present || sent.get(name) === text) continue;
    sent.set(name, text);
    const imported = document.importNode(part, true);
    const hadFocus = present.contains(document.activeElement);
    present.replaceWith(imported);
    upgrade(imported);
    if (hadFocus && imported.id) imported.querySelector("a, button")?.focus({ preventScroll: true });
  }
  refreshTimes(root);
  const state = fresh.dataset.state;
  if (state !== root.dataset.state) root.dataset.state = state;
  root.dataset.attempt = fresh.dataset.attempt;
  if (!isOver && terminal.includes(state)) {
    isOver = true;
    log.ended();
    readMetrics();
  }
}

let events = null;
let timer = null;

function soon() {
  timer ??= setTimeout(async () => {
    timer = null;
    await refresh();
    if (!isOver) readMetrics();
  }, 250);
}

function watch() {
  events?.close();
  events = null;
  if (document.hidden || root.dataset.watched !== "true") return;
  events = new EventSource(`/api/v1/pipeline-runs/${pipelineRun}/events`);
  events.addEventListener("change", (message) => {
    const change = JSON.parse(message.data);
    const isAbout = change.isReset || change.remarksChanged || change.runs.some((one) => one.index === index || isRelated(one.index));
    if (isAbout) soon();
    // Metrics come between transitions.
    else if (!isOver) metricsSoon();
    if (terminal.includes(change.state)) {
      root.dataset.watched = "false";
      events?.close();
      soon();
    }
  });
}

/** Whether the page shows the state of a run. */
function isRelated(number) {
  return root.querySelector(`[data-live] a[href="/runs/${pipelineRun}.${number}"]`) !== null;
}

document.addEventListener("visibilitychange", () => {
  watch();
  if (!document.hidden && root.dataset.watched === "true") soon();
});
watch();

// MARK: Metrics

const card = document.getElementById("metrics");
const plots = document.getElementById("metric-plots");
const smoothing = document.getElementById("smoothing");
const areas = new Map();
let metricsTimer = null;

function metricsSoon() {
  metricsTimer ??= setTimeout(() => {
    metricsTimer = null;
    readMetrics();
  }, 2000);
}

/** The lowest and highest point of each stretch, and the gaps: a chart shows no more. */
function thinned(points, most) {
  if (points.length <= most) return points;
  const size = Math.ceil((points.length * 2) / most);
  const kept = [];
  for (let at = 0; at < points.length; at += size) {
    const part = points.slice(at, at + size);
    const finite = part.filter((point) => !Number.isNaN(point.value));
    const gap = part.find((point) => Number.isNaN(point.value));
    const few = new Set([gap]);
    if (finite.length > 0) {
      few.add(finite.reduce((left, right) => (right.value < left.value ? right : left)));
      few.add(finite.reduce((left, right) => (right.value > left.value ? right : left)));
    }
    few.delete(undefined);
    kept.push(...[...few].sort((left, right) => left.step - right.step));
  }
  return kept;
}

function series(points) {
  const attempts = new Map();
  for (const point of points) {
    if (!attempts.has(point.attempt)) attempts.set(point.attempt, []);
    attempts.get(point.attempt).push({ step: point.step, value: number(point.value) });
  }
  return [...attempts].sort(([left], [right]) => left - right).map(([attempt, all]) => {
    const few = thinned(all.sort((left, right) => left.step - right.step), 4000);
    return { name: attempts.size > 1 ? `attempt ${attempt}` : "value", x: few.map((point) => point.step), y: few.map((point) => point.value) };
  });
}

async function readMetrics() {
  let points;
  try {
    points = await api(`/runs/${run}/metrics`);
  } catch {
    // The figures in the table stand; the next change tries again.
    return;
  }
  if (points.length === 0) return;
  const names = new Map();
  for (const point of points) {
    if (!names.has(point.name)) names.set(point.name, []);
    names.get(point.name).push(point);
  }
  card.hidden = false;
  document.getElementById("metrics-link").hidden = false;
  for (const [name, own] of [...names].sort(([left], [right]) => (left < right ? -1 : 1)).slice(0, 100)) drawMetric(name, own);
}

function drawMetric(name, points) {
  const drawing = { title: name, xLabel: "step", yLabel: "", content: { kind: "lines", series: series(points) } };
  const present = areas.get(name);
  if (present) {
    present.drawing = drawing;
    present.redraw();
    return;
  }
  const area = el("div", { class: "plot-area" });
  const caption = el("figcaption", { class: "isolate" }, visible(name));
  plots.append(el("figure", { class: "plot" }, el("div", { class: "row spread" }, caption, logSwitch(area)), area));
  areas.set(name, area);
  draw(area, drawing, { xName: "step", height: 220, smoothing: Number(smoothing.value) });
}

smoothing.addEventListener("input", () => {
  for (const area of areas.values()) area.redraw({ smoothing: Number(smoothing.value) });
});
readMetrics();

// MARK: Notes

const form = document.getElementById("note-form");
/** The identifier is made once for each text, so that sending it again after an error adds nothing twice. */
let noteID = null;

form?.addEventListener("submit", async (event) => {
  event.preventDefault();
  const text = document.getElementById("note-text");
  if (text.value.trim() === "") return;
  noteID ??= [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  const button = form.querySelector("button");
  button.disabled = true;
  try {
    await api(`/pipeline-runs/${pipelineRun}/notes`, { method: "POST", body: { id: noteID, run: index, text: text.value } });
    noteID = null;
    text.value = "";
    await refresh();
  } catch (error) {
    toast(error.message);
  }
  button.disabled = false;
});

root.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-delete-note]");
  if (!button) return;
  // Asked for by a second click, on the button itself.
  if (!button.dataset.sure) {
    button.dataset.sure = "yes";
    button.textContent = "Really delete?";
    setTimeout(() => {
      delete button.dataset.sure;
      button.textContent = "Delete";
    }, 4000);
    return;
  }
  button.disabled = true;
  try {
    await api(`/pipeline-runs/${pipelineRun}/notes/${encodeURIComponent(button.dataset.deleteNote)}`, { method: "DELETE" });
    await refresh();
  } catch (error) {
    button.disabled = false;
    toast(error.message);
  }
});
