// How one node of the graph is drawn. Text from outside becomes text nodes, never markup.
import { duration } from "/assets/base.js";

const space = "http://www.w3.org/2000/svg";
const pen = document.createElement("canvas").getContext("2d");
const fonts = {};

/** What people read for a state, as the server writes it. */
export const words = (state) =>
  ({ created: "waiting", ran: "waiting for its runs", nestedFailed: "failed below" })[state] ?? state;
export const signs = {
  created: "○", scheduled: "◔", running: "▶", ran: "▶", retrying: "↻", succeeded: "✓", cached: "⟲", failed: "✕", nestedFailed: "✕", canceled: "■",
};
/** The states from what is done to what is still to come. */
export const order = ["succeeded", "cached", "failed", "nestedFailed", "canceled", "running", "retrying", "ran", "scheduled", "created"];
export const count = (number) => String(number).replace(/\B(?=(\d{3})+$)/g, "\u202f");

/** Makes an SVG element. */
export function svg(name, attributes = {}, ...children) {
  const element = document.createElementNS(space, name);
  for (const [key, value] of Object.entries(attributes)) if (value !== undefined && value !== null) element.setAttribute(key, value);
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

/** As much of a text as fits into `width` pixels. */
export function clipped(text, width, font) {
  fonts[font] ??= `${font} ${getComputedStyle(document.body).fontFamily}`;
  pen.font = fonts[font];
  if (pen.measureText(text).width <= width) return text;
  let [low, high] = [0, text.length];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (pen.measureText(text.slice(0, middle) + "…").width <= width) low = middle;
    else high = middle - 1;
  }
  return text.slice(0, low) + "…";
}

/** How long a node has taken, in words; empty where it has not started. `now` is the server's time in microseconds. */
export function taken(node, now) {
  if (!node.started) return "";
  return duration(Math.max((node.ended ?? now) - node.started, 0));
}

/** The second line of a node. */
export function detail(node, now) {
  const time = taken(node, now);
  const attempt = node.attempt > 1 ? ` · attempt ${node.attempt}` : "";
  // An open box shows what it waits for.
  const isPlain = (["succeeded", "cached"].includes(node.state) && time) || (node.state === "ran" && node.kind === "box");
  const state = isPlain ? "" : ` · ${words(node.state)}`;
  return `#${node.run}${state}${time ? ` · ${time}` : ""}${attempt}`;
}

/** Counts by state in words, for example `11 succeeded, 1 failed`. */
export function countWords(counts) {
  return order.filter((state) => counts?.[state] > 0).map((state) => `${count(counts[state])} ${words(state)}`).join(", ");
}

/** What a screen reader says of a node. */
export function spoken(node, now) {
  const parts = node.kind === "group" ? [`${count(node.size)} runs of ${node.label}`, countWords(node.counts)] : [node.label, `run ${node.run}`, words(node.state), taken(node, now)];
  if (node.kind === "box") parts.push(`open, ${count(node.children)} runs inside`);
  else if (node.children > 0) parts.push(`${count(node.children)} runs inside`);
  if (node.isCritical) parts.push("on the critical path");
  return parts.filter(Boolean).join(", ");
}

const text = (x, y, kind, content, more = {}) => svg("text", { x, y, class: kind, ...more }, content);
const sign = (node, x, y) => svg("text", { x, y, class: "sign", "text-anchor": "middle" }, signs[node.state] ?? "○");

function opener(node, x, y, isOpen) {
  const label = isOpen ? "−" : `+${count(node.children)}`;
  const width = Math.max(24, 12 + label.length * 7);
  return svg("g", { class: "opener", "data-toggle": node.run, transform: `translate(${x - width} ${y})` },
    svg("rect", { width, height: 22, rx: 6 }), text(width / 2, 15, "", label, { "text-anchor": "middle" }),
    svg("title", {}, isOpen ? "Close" : `Open: ${countWords(node.counts)}`));
}

/** Cells of the same state side by side are one rectangle. */
function strip(heat, x, y, width, height) {
  const parts = [];
  for (let start = 0; start < heat.length; ) {
    let end = start + 1;
    while (end < heat.length && heat[end] === heat[start]) end += 1;
    parts.push(svg("rect", { "data-state": heat[start], x: x + (start * width) / heat.length, y, width: ((end - start) * width) / heat.length, height }));
    start = end;
  }
  return svg("g", { class: "heat" }, ...parts);
}

function groupParts(node) {
  const { width: w, height: h, durations } = node;
  const size = `×${count(node.size)}`;
  const label = clipped(node.label, w - 66 - size.length * 8.5, "600 14px");
  const short = order.filter((state) => node.counts[state] > 0);
  const counts = short.map((state) => `${count(node.counts[state])} ${words(state)}`).join(" · ");
  const times = durations && (durations.least === durations.most ? duration(durations.median) : `${duration(durations.least)} – ${duration(durations.median)} – ${duration(durations.most)}`);
  return [
    svg("rect", { class: "stack", x: 8, y: 8, width: w - 16, height: h, rx: 10 }),
    svg("rect", { class: "stack", x: 4, y: 4, width: w - 8, height: h, rx: 10 }),
    svg("rect", { class: "shape", width: w, height: h, rx: 9 }),
    sign(node, 17, 23),
    text(32, 23, "label", label),
    text(w - 12, 23, "size", size, { "text-anchor": "end" }),
    strip(node.heat ?? [], 12, 34, w - 24, 12),
    text(12, 62, "detail", clipped(counts, w - 24, "11.5px")),
    text(12, 78, "detail quiet", times ? clipped(times, w - 24, "11.5px") : "not started"),
    svg("title", {}, `${node.label} ×${node.size}\n${countWords(node.counts)}${durations ? "\nshortest, median and longest time: " + times : ""}`),
  ];
}

function boxParts(node, now) {
  const { width: w, height: h } = node;
  const label = clipped(node.label, w * 0.5, "600 14px");
  pen.font = fonts["600 14px"];
  const after = 36 + pen.measureText(label).width + 8;
  return [
    svg("rect", { class: "shape", width: w, height: h, rx: 12 }),
    svg("rect", { class: "grip", width: w, height: 36, rx: 12 }),
    sign(node, 19, 23),
    text(34, 23, "label", label),
    text(after, 23, "detail quiet live", clipped(detail(node, now), w - after - 48, "11.5px"), { "data-room": w - after - 48 }),
    opener(node, w - 8, 7, true),
    svg("title", {}, `${node.label}\n${countWords(node.counts)}`),
  ];
}

function runParts(node, now) {
  const { width: w, height: h } = node;
  const title = svg("title", {}, `${node.label} #${node.run}\n${words(node.state)} ${taken(node, now)}`);
  if (node.isLight) {
    return [svg("rect", { class: "shape", width: w, height: h, rx: h / 2 }), sign(node, 16, h / 2 + 4), text(28, h / 2 + 4, "label light", clipped(node.label, w - 40, "12px")), title];
  }
  const room = w - 46 - (node.children > 0 ? 22 + String(node.children).length * 7 : 0);
  return [
    node.children > 0 ? svg("rect", { class: "stack", x: 4, y: 4, width: w - 8, height: h, rx: 10 }) : null,
    svg("rect", { class: "shape", width: w, height: h, rx: 9 }),
    sign(node, 17, h / 2 + 5),
    text(32, h / 2 - 3, "label", clipped(node.label, room, "600 14px")),
    text(32, h / 2 + 14, "detail quiet live", clipped(detail(node, now), room + 4, "11.5px"), { "data-room": room + 4 }),
    node.children > 0 ? opener(node, w - 10, h / 2 - 11, false) : null,
    title,
  ];
}

/** The parts of a node, from its own corner. */
export function parts(node, now) {
  if (node.kind === "group") return groupParts(node);
  return node.kind === "box" ? boxParts(node, now) : runParts(node, now);
}
