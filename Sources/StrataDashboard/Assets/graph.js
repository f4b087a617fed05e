// The page of a pipeline run: tabs, what is open and selected, and the link that says so; live while it runs.
import { toast } from "/assets/base.js";
import { Find } from "/assets/graph-find.js";
import { Panel } from "/assets/graph-panel.js";
import { follow } from "/assets/graph-live.js";
import { RunTable } from "/assets/graph-runs.js";
import { refreshHead, remarks } from "/assets/graph-remarks.js";
import { GraphView } from "/assets/graph-view.js";
import { Timeline } from "/assets/timeline.js";

const at = (name) => document.getElementById(name);
const id = document.querySelector("[data-id]").dataset.id;
const names = ["graph", "timeline", "runs", "notes"];

// What the link says. `open` is null while the server chooses, which it does until somebody opens or closes a box.
const fields = new URLSearchParams(location.search);
for (const [name, value] of new URLSearchParams(location.hash.slice(1))) fields.set(name === "node" ? "focus" : name, value);
const state = {
  open: fields.has("open") ? new Set(fields.get("open").split(",").filter(Boolean).map(Number)) : null,
  selected: fields.get("focus"),
  tab: names.includes(fields.get("tab")) ? fields.get("tab") : "graph",
  direction: ["down", "right"].includes(fields.get("direction")) ? fields.get("direction") : null,
};
const isChosen = { direction: state.direction !== null };
let picture = JSON.parse(at("first-window").textContent);

// The server's clock, so that what executes goes on by it whatever this machine's says.
const loaded = performance.now();
const elapsed = document.querySelector("#duration [data-elapsed]");
const started = Date.parse(document.querySelector(".run-facts time")?.dateTime) * 1000;
const serverTime = elapsed ? started + Number(elapsed.dataset.elapsed) : Date.now() * 1000;
const now = () => serverTime + (performance.now() - loaded) * 1000;

function query({ focus = null, tab = null } = {}) {
  const query = [];
  if (state.open) query.push(`open=${[...state.open].sort((a, b) => a - b).join(",")}`);
  if (focus !== null) query.push(`focus=${encodeURIComponent(focus)}`);
  if (state.direction && (isChosen.direction || !tab)) query.push(`direction=${state.direction}`);
  if (tab && tab !== "graph") query.push(`tab=${tab}`);
  return query.length > 0 ? `?${query.join("&")}` : "";
}

function keepLink() {
  history.replaceState(null, "", location.pathname + query({ focus: state.selected, tab: state.tab || "graph" }));
}

/** The run that has to be drawn by itself for the selected node to be there. */
const focused = () => (state.selected && !state.selected.startsWith("g") ? state.selected : null);

const tags = new Map();
async function ask(kind, focus) {
  const address = `/api/v1/pipeline-runs/${id}/${kind}${query({ focus })}`;
  const known = tags.get(kind);
  const headers = { Accept: "application/json", ...(known?.address === address ? { "If-None-Match": known.tag } : {}) };
  const response = await fetch(address, { headers, cache: "no-store" });
  if (response.status === 304) return null;
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) throw new Error([answer.detail, answer.remedy].filter(Boolean).join(" ") || `The server answered ${response.status}.`);
  tags.set(kind, { address, tag: response.headers.get("ETag") ?? "" });
  return answer;
}

const page = {
  id,
  now,
  close: () => select(null),
  focus: (run) => focusOn(run),
  toggle: (run) => toggle(run),
  select(node) {
    showTab("graph");
    const run = node.startsWith("g") ? null : node;
    if (view.node(node)) select(node, { centered: true });
    else load({ focus: run }).then(() => select(node, { centered: true }));
  },
};
const panel = new Panel(at("panel"), page);
const timeline = new Timeline(at("timeline"), page);
const runs = new RunTable(at("runs-tools"), at("runs-card"), page);
const view = new GraphView(at("graph"), {
  select: (node) => select(node),
  toggle: (run) => toggle(run),
  activate: (node) => activate(node),
});
view.now = now;

function draw(next, options) {
  picture = next;
  view.draw(picture, options);
  panel.show(view.node(state.selected) ?? null, picture);
  const notice = at("graph-notice");
  notice.hidden = !picture.isTruncated;
  notice.textContent = "Not everything that is open is shown: it would be too much. Close something first.";
}

let running = null;
let isStale = false;
/** Asks for what is shown and draws it: one request at a time, and once more where something changed meanwhile. */
async function load({ focus = focused(), anchor = null } = {}) {
  if (running) {
    isStale = true;
    await running;
    if (focus === focused() && !anchor) return;
  }
  running = (async () => {
    try {
      const next = await ask("graph", focus);
      if (next) draw(next, { anchor });
      if (state.tab === "timeline") await loadTimeline();
      if (state.tab === "runs") await runs.refresh(picture.counts);
    } catch (error) {
      toast(error.message);
    } finally {
      running = null;
    }
  })();
  await running;
  if (isStale) {
    isStale = false;
    await load();
  }
}

async function loadTimeline() {
  const next = await ask("timeline", focused());
  if (next) timeline.draw(next);
  else timeline.draw(timeline.picture);
}

function select(node, { centered = false, focus = false } = {}) {
  state.selected = node;
  view.select(node, { focus });
  const known = view.node(node);
  const wasHidden = at("panel").hidden;
  panel.show(known ?? null, picture);
  keepLink();
  // The panel takes room: only then is it known what of the graph can be seen.
  if (known) requestAnimationFrame(() => (centered || focus || wasHidden) && view.camera.reveal(known, { centered }));
}

/** Opens whatever a run is in, takes it out of its group, and selects it. */
async function focusOn(run) {
  showTab("graph");
  const node = String(run);
  if (!view.node(node)) {
    await load({ focus: node });
    if (state.open) state.open = new Set(picture.open);
  }
  select(node, { centered: true });
}

async function toggle(run) {
  // What is open for the sake of the selected run counts, too; the box itself is selected, so that it stays closed.
  const open = new Set([...(state.open ?? []), ...picture.open]);
  if (!open.delete(run)) open.add(run);
  state.open = open;
  state.selected = String(run);
  keepLink();
  const anchor = String(run);
  await load({ anchor });
  const known = view.node(anchor);
  if (known?.kind === "box" && state.tab === "graph") view.camera.reveal(known);
  keepLink();
}

function activate(id) {
  const node = view.node(id);
  if (!node) return;
  if (node.kind !== "group" && node.children > 0) toggle(node.run);
  else {
    select(id);
    at("panel").querySelector(".members button, a.button")?.focus();
  }
}

function showTab(name) {
  state.tab = name;
  for (const other of names) {
    const isShown = other === name;
    at(`view-${other}`).classList.toggle("shown", isShown);
    at(`view-${other}`).hidden = !isShown;
    at(`tab-${other}`).setAttribute("aria-selected", String(isShown));
    at(`tab-${other}`).tabIndex = isShown ? 0 : -1;
  }
  keepLink();
  if (name === "timeline") loadTimeline().catch((error) => toast(error.message));
  if (name === "runs") runs.refresh(picture.counts);
  if (name === "graph" && !view.camera.hasMoved) view.camera.home();
}

function setDirection(direction) {
  state.direction = direction;
  const words = direction === "down" ? "Lay out from left to right" : "Lay out from top to bottom";
  at("direction").title = `${words} (d)`;
  at("direction").setAttribute("aria-label", words);
  at("direction").textContent = direction === "down" ? "⇄" : "⇅";
}

const actions = {
  "+": () => view.camera.zoom(1.25, undefined, true),
  "=": () => view.camera.zoom(1.25, undefined, true),
  "-": () => view.camera.zoom(0.8, undefined, true),
  0: () => view.camera.fit(),
  "/": () => at("find-field").focus(),
  c: () => {
    const isOn = view.root.classList.toggle("show-critical");
    at("critical").setAttribute("aria-pressed", String(isOn));
  },
  d: async () => {
    isChosen.direction = true;
    setDirection(state.direction === "down" ? "right" : "down");
    await load();
    view.camera.fit();
    keepLink();
  },
  Escape: () => select(null),
};

function key(event) {
  if (event.altKey || event.ctrlKey || event.metaKey) return;
  const isInGraph = at("graph").contains(event.target);
  if (event.key.startsWith("Arrow") && isInGraph) {
    event.preventDefault();
    if (event.shiftKey || (!state.selected && picture.nodes.length === 0)) {
      const [dx, dy] = { ArrowLeft: [60, 0], ArrowRight: [-60, 0], ArrowUp: [0, 60], ArrowDown: [0, -60] }[event.key];
      return view.camera.pan(dx, dy);
    }
    const next = view.neighbour(state.selected, event.key);
    if (next) select(next, { focus: true });
    return;
  }
  if ((event.key === "Enter" || event.key === " ") && isInGraph && state.selected) {
    event.preventDefault();
    return activate(state.selected);
  }
  const isTyping = event.target.closest("input, textarea, select");
  if (isTyping || state.tab !== "graph" || !actions[event.key]) return;
  if (event.key === "Escape" && !state.selected) return;
  event.preventDefault();
  actions[event.key]();
  if (event.key === "Escape") at("graph").focus({ preventScroll: true });
}

function connect() {
  for (const name of names) at(`tab-${name}`).addEventListener("click", () => showTab(name));
  document.querySelector(".tabs").addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const next = names[(names.indexOf(state.tab) + step + names.length) % names.length];
    showTab(next);
    at(`tab-${next}`).focus();
  });
  document.addEventListener("keydown", key);
  for (const [name, action] of [["zoom-in", "+"], ["zoom-out", "-"], ["zoom-fit", 0], ["critical", "c"], ["direction", "d"]]) at(name).addEventListener("click", () => actions[action]());
  at("fullscreen").addEventListener("click", () => (document.fullscreenElement ? document.exitFullscreen() : at("graph-frame").requestFullscreen()));
  at("fullscreen").hidden = !document.fullscreenEnabled;
  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-focus]");
    if (!link) return;
    event.preventDefault();
    focusOn(link.dataset.focus);
  });
  new Find(at("find"), id, focusOn);
  remarks(id, refreshHead);
  setInterval(() => !document.hidden && view.tick(), 1000);
}

async function begin() {
  connect();
  // From top to bottom where the screen is narrow; else what the server took to be larger.
  setDirection(state.direction ?? (innerWidth < 700 ? "down" : picture.direction));
  // The page came with what its own address asks for; what stands behind a `#` the server did not see.
  const isOther = location.hash.length > 1 || picture.direction !== state.direction;
  draw(picture);
  showTab(state.tab);
  if (isOther) await load();
  view.camera.home();
  if (state.selected) select(view.node(state.selected) ? state.selected : null, { centered: true });
  if (at("state").dataset.state === "running") {
    follow(id, { load, refreshHead, say: (mode, words) => Object.assign(at("live"), { textContent: words }).setAttribute("data-live-state", mode) });
  }
}

begin();
