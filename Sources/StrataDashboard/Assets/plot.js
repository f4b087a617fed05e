// Charts as SVG: lines, bars and heat maps, with axes, a legend and values under the pointer.

import { el } from "/assets/base.js";
import { number, short, visible } from "/assets/run-text.js";

const dashes = ["", "6 3", "2 3", "8 3 2 3"];
const colors = 8;
const legendLimit = 24;

function svg(name, attributes = {}, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) if (value !== null && value !== undefined) element.setAttribute(key, String(value));
  element.append(...children);
  return element;
}

const clipped = (text, limit) => (text.length > limit ? `${text.slice(0, limit - 1)}…` : text);
const round = (value) => Math.round(value * 10) / 10;

/** Steps of 1, 2 or 5 times a power of ten between two numbers, about `count` of them. */
function ticks(low, high, count) {
  const raw = (high - low) / Math.max(1, count);
  if (!(raw > 0) || !Number.isFinite(raw)) return [low];
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((size) => size >= raw * 0.999) ?? raw;
  const found = [];
  const first = Math.ceil(low / step - 1e-9);
  for (let index = first; index * step <= high + step * 1e-9 && found.length < 50; index += 1) {
    found.push(Number((index * step).toPrecision(12)));
  }
  return found;
}

/** Powers of ten, or what lies between where they are few. */
function logTicks(low, high, count) {
  const from = Math.floor(Math.log10(low));
  const to = Math.ceil(Math.log10(high));
  const step = Math.max(1, Math.ceil((to - from) / Math.max(1, count)));
  const factors = to - from <= 2 ? [1, 2, 5] : [1];
  const found = [];
  for (let power = from; power <= to; power += step) {
    for (const factor of factors) {
      const value = factor * 10 ** power;
      if (value >= low * 0.999 && value <= high * 1.001) found.push(value);
    }
  }
  return found.length > 1 ? found : [low, high];
}

/** The least and greatest finite number; 0 and 1 where there is none, with room where they are one. */
function range(values, { log = false, zero = false } = {}) {
  let low = Infinity;
  let high = -Infinity;
  for (const value of values) {
    if (!Number.isFinite(value) || (log && value <= 0)) continue;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  if (low > high) return log ? [1, 10] : [0, 1];
  if (zero) [low, high] = [Math.min(0, low), Math.max(0, high)];
  if (low === high) {
    if (log) return [low / 2, high * 2];
    const room = Math.abs(low) * 0.1 || 1;
    return [low - room, high + room];
  }
  return [low, high];
}

function scale([low, high], from, to, log) {
  if (log) {
    const [bottom, top] = [Math.log10(low), Math.log10(high)];
    return (value) => from + ((Math.log10(value) - bottom) / (top - bottom)) * (to - from);
  }
  // Halved, since the difference of the greatest numbers there are is none.
  return (value) => from + ((value / 2 - low / 2) / (high / 2 - low / 2)) * (to - from);
}

class Frame {
  constructor(width, height, xRange, yRange, { log, xLabel, yLabel, xTicks }) {
    const marks = log ? logTicks(...yRange, height / 45) : ticks(...yRange, height / 45);
    const words = marks.map(short);
    this.left = Math.min(90, 14 + Math.max(1, ...words.map((word) => word.length)) * 7) + (yLabel ? 18 : 0);
    this.top = 10;
    this.right = width - 14;
    this.bottom = height - 26 - (xLabel ? 18 : 0);
    this.x = scale(xRange, this.left, this.right, false);
    this.y = scale(yRange, this.bottom, this.top, log);
    this.root = svg("svg", { viewBox: `0 0 ${width} ${height}`, width, height, role: "img", class: "chart" });
    const grid = svg("g", { class: "grid" });
    marks.forEach((mark, index) => {
      const y = round(this.y(mark));
      grid.append(svg("line", { x1: this.left, x2: this.right, y1: y, y2: y }), svg("text", { x: this.left - 6, y: y + 4, "text-anchor": "end" }, words[index]));
    });
    for (const mark of xTicks ?? ticks(...xRange, (this.right - this.left) / 80)) {
      const x = round(this.x(mark));
      grid.append(svg("line", { x1: x, x2: x, y1: this.bottom, y2: this.bottom + 4 }), svg("text", { x, y: this.bottom + 17, "text-anchor": "middle" }, short(mark)));
    }
    grid.append(svg("line", { class: "axis", x1: this.left, x2: this.right, y1: this.bottom, y2: this.bottom }));
    if (xLabel) grid.append(svg("text", { class: "name", x: (this.left + this.right) / 2, y: height - 5, "text-anchor": "middle" }, clipped(visible(xLabel), 80)));
    if (yLabel) {
      const middle = (this.top + this.bottom) / 2;
      grid.append(svg("text", { class: "name", x: 12, y: middle, "text-anchor": "middle", transform: `rotate(-90 12 ${middle})` }, clipped(visible(yLabel), 40)));
    }
    this.root.append(grid);
  }
}

// MARK: Lines

/** The path of a series: it breaks where a value is none. */
function path(series, frame, log) {
  let text = "";
  let isDrawing = false;
  const lone = [];
  const count = Math.min(series.x.length, series.y.length);
  for (let index = 0; index < count; index += 1) {
    const [x, y] = [series.x[index], series.y[index]];
    const isThere = (value, at) => at >= 0 && at < count && Number.isFinite(value) && (!log || value > 0);
    if (!Number.isFinite(x) || !isThere(y, index)) {
      isDrawing = false;
      continue;
    }
    text += `${isDrawing ? "L" : "M"}${round(frame.x(x))} ${round(frame.y(y))}`;
    if (!isDrawing && !isThere(series.y[index + 1], index + 1)) lone.push([x, y]);
    isDrawing = true;
  }
  return { text, lone };
}

/** A mean that forgets: what is not finite stays as it is. */
export function smoothed(values, weight) {
  if (!(weight > 0)) return values;
  let last = null;
  return values.map((value) => {
    if (!Number.isFinite(value)) return value;
    last = last === null ? value : last * weight + value * (1 - weight);
    return last;
  });
}

function drawLines(area, drawing, options) {
  const width = Math.max(260, area.clientWidth);
  const height = options.height ?? 280;
  const series = drawing.content.series.map((one) => ({ name: one.name, x: one.x.map(number), y: one.y.map(number) }));
  const log = options.log;
  const zoom = area.zoom;
  const inZoom = (x) => !zoom || (x >= zoom[0] && x <= zoom[1]);
  const xRange = zoom ?? range(series.flatMap((one) => one.x));
  const yRange = range(series.flatMap((one) => one.y.filter((_, index) => inZoom(one.x[index]))), { log });
  const frame = new Frame(width, height, xRange, yRange, { log, xLabel: drawing.xLabel, yLabel: drawing.yLabel });
  const clip = `clip-${(drawLines.count = (drawLines.count ?? 0) + 1)}`;
  frame.root.append(svg("clipPath", { id: clip }, svg("rect", { x: frame.left, y: frame.top - 6, width: Math.max(0, frame.right - frame.left), height: frame.bottom - frame.top + 12 })));
  const group = svg("g", { "clip-path": `url(#${clip})` });
  series.forEach((one, index) => {
    const smooth = { ...one, y: smoothed(one.y, options.smoothing) };
    const kind = `s${index % colors}`;
    if (options.smoothing > 0) group.append(svg("path", { class: `line-path faint ${kind}`, d: path(one, frame, log).text }));
    const { text, lone } = path(smooth, frame, log);
    group.append(svg("path", { class: `line-path ${kind}`, d: text, "stroke-dasharray": dashes[Math.floor(index / colors) % dashes.length] || null }));
    const dots = one.x.length <= 40 ? smooth.x.map((x, at) => [x, smooth.y[at]]).filter(([x, y]) => Number.isFinite(x) && Number.isFinite(y) && (!log || y > 0)) : lone;
    for (const [x, y] of dots) group.append(svg("circle", { class: `dot ${kind}`, cx: round(frame.x(x)), cy: round(frame.y(y)), r: 2.5 }));
    one.y.forEach((y, at) => {
      if (Number.isNaN(y) || Number.isFinite(y) || !Number.isFinite(one.x[at])) return;
      const [x, edge, way] = [round(frame.x(one.x[at])), y > 0 ? frame.top : frame.bottom, y > 0 ? 1 : -1];
      group.append(svg("path", { class: `dot ${kind}`, d: `M${x - 4} ${edge + 7 * way}L${x} ${edge}L${x + 4} ${edge + 7 * way}Z` }, svg("title", {}, y > 0 ? "∞" : "−∞")));
    });
  });
  frame.root.append(group);
  area.replaceChildren(frame.root);
  const names = series.map((one) => visible(one.name));
  if (series.length > 1) area.append(legend(names));
  if (log && series.some((one) => one.y.some((y) => y <= 0))) area.append(el("p", { class: "quiet small" }, "Values of 0 and less have no place on a logarithmic axis."));
  if (series.every((one) => !one.y.some(Number.isFinite))) area.append(el("p", { class: "quiet small" }, "No value is a finite number."));
  follow(area, frame, series, names, options);
  return frame.root;
}

function legend(names) {
  const list = el("ul", { class: "legend" });
  names.slice(0, legendLimit).forEach((name, index) => {
    const key = svg("svg", { width: 22, height: 10, "aria-hidden": "true" }, svg("line", { class: `line-path s${index % colors}`, x1: 1, x2: 21, y1: 5, y2: 5, "stroke-dasharray": dashes[Math.floor(index / colors) % dashes.length] || null }));
    list.append(el("li", { title: name }, key, clipped(name, 60)));
  });
  if (names.length > legendLimit) list.append(el("li", { class: "quiet" }, `and ${names.length - legendLimit} more`));
  return list;
}

/** What is under the pointer, and zooming by dragging. */
function follow(area, frame, series, names, options) {
  const guide = svg("line", { class: "guide", y1: frame.top, y2: frame.bottom, visibility: "hidden" });
  const frameBox = svg("rect", { class: "zoom-box", y: frame.top, height: frame.bottom - frame.top, visibility: "hidden" });
  frame.root.append(guide, frameBox);
  const toValue = (x) => {
    const [low, high] = area.zoom ?? range(series.flatMap((one) => one.x));
    return low + ((x - frame.left) / (frame.right - frame.left)) * (high - low);
  };
  const place = (event) => {
    const box = frame.root.getBoundingClientRect();
    return Math.max(frame.left, Math.min(frame.right, ((event.clientX - box.left) / box.width) * frame.root.viewBox.baseVal.width));
  };
  let start = null;
  frame.root.addEventListener("pointermove", (event) => {
    const x = place(event);
    if (start !== null) {
      for (const [key, value] of [["x", Math.min(start, x)], ["width", Math.abs(x - start)], ["visibility", "visible"]]) frameBox.setAttribute(key, value);
      return;
    }
    const value = toValue(x);
    const near = series.map((one, index) => ({ index, at: nearest(one.x, value) })).filter(({ at }) => at >= 0);
    if (near.length === 0) return;
    const best = near.reduce((left, right) => (Math.abs(series[left.index].x[left.at] - value) <= Math.abs(series[right.index].x[right.at] - value) ? left : right));
    const position = series[best.index].x[best.at];
    guide.setAttribute("x1", frame.x(position));
    guide.setAttribute("x2", frame.x(position));
    guide.setAttribute("visibility", "visible");
    const lines = near.filter(({ index, at }) => series[index].x[at] === position).slice(0, 10)
      .map(({ index, at }) => `${clipped(names[index], 40)}: ${short(series[index].y[at])}`);
    tip(area, event, [`${options.xName ?? "x"} ${short(position)}`, ...lines]);
  });
  frame.root.addEventListener("pointerdown", (event) => {
    if (event.button === 0 && event.pointerType !== "touch") start = place(event);
  });
  frame.root.addEventListener("pointerup", (event) => {
    const [from, to] = [start, place(event)];
    start = null;
    if (from === null || Math.abs(to - from) < 6) return void frameBox.setAttribute("visibility", "hidden");
    area.zoom = [toValue(Math.min(from, to)), toValue(Math.max(from, to))];
    area.redraw();
  });
  frame.root.addEventListener("pointerleave", () => {
    start = null;
    frameBox.setAttribute("visibility", "hidden");
    guide.setAttribute("visibility", "hidden");
    tip(area, null);
  });
  if (area.zoom) {
    area.append(el("button", { type: "button", class: "link small", onclick: () => {
      area.zoom = null;
      area.redraw();
    } }, "Show all"));
  }
}

/** The position of the finite number nearest to `value`, or -1. */
function nearest(values, value) {
  let best = -1;
  for (let index = 0; index < values.length; index += 1) {
    if (Number.isFinite(values[index]) && (best < 0 || Math.abs(values[index] - value) < Math.abs(values[best] - value))) best = index;
  }
  return best;
}

function tip(area, event, lines) {
  area.tip?.remove();
  area.tip = null;
  if (!event) return;
  area.tip = el("div", { class: "plot-tip", "aria-hidden": "true" }, ...lines.map((line) => el("div", {}, line)));
  area.append(area.tip);
  const box = area.getBoundingClientRect();
  const left = Math.max(0, Math.min(event.clientX - box.left + 14, box.width - area.tip.offsetWidth - 4));
  area.tip.style.left = `${left}px`;
  area.tip.style.top = `${Math.max(0, event.clientY - box.top + 14)}px`;
}

// MARK: Bars

function drawBars(area, drawing, options) {
  const labels = drawing.content.labels.map(visible);
  const values = drawing.content.values.map(number);
  const width = Math.max(260, area.clientWidth);
  const log = options.log;
  const names = Math.min(width * 0.4, 12 + Math.max(3, ...labels.map((label) => Math.min(label.length, 28))) * 7);
  const [step, top] = [22, 4];
  const height = top + labels.length * step + (drawing.yLabel ? 40 : 24);
  const bounds = range(values, { log, zero: !log });
  const ends = log ? [bounds[0] / 1.5, bounds[1]] : bounds;
  const place = scale(ends, names, width - 64, log);
  const root = svg("svg", { viewBox: `0 0 ${width} ${height}`, width, height, role: "img", class: "chart" });
  const grid = svg("g", { class: "grid" });
  const bottom = top + labels.length * step;
  for (const mark of log ? logTicks(...ends, width / 110) : ticks(...ends, width / 110)) {
    const x = round(place(mark));
    grid.append(svg("line", { x1: x, x2: x, y1: top, y2: bottom }), svg("text", { x, y: bottom + 15, "text-anchor": "middle" }, short(mark)));
  }
  if (drawing.yLabel) grid.append(svg("text", { class: "name", x: (names + width) / 2, y: height - 5, "text-anchor": "middle" }, clipped(visible(drawing.yLabel), 80)));
  root.append(grid);
  const zero = log ? names : place(0);
  labels.forEach((label, index) => {
    const y = top + index * step;
    const value = values[index];
    const end = !Number.isFinite(value) || (log && value <= 0) ? zero : place(value);
    const row = svg("g", {}, svg("title", {}, `${label}: ${short(value)}`));
    row.append(svg("text", { x: names - 6, y: y + 15, "text-anchor": "end" }, clipped(label, Math.floor((names - 12) / 7))));
    row.append(svg("rect", { class: "bar s0", x: round(Math.min(zero, end)), y: y + 3, width: round(Math.abs(end - zero)), height: step - 6, rx: 2 }));
    row.append(svg("text", { x: round(Math.max(zero, end)) + 5, y: y + 15 }, short(value)));
    root.append(row);
  });
  area.replaceChildren(root);
  return root;
}

// MARK: Heat maps

const stops = [[68, 1, 84], [59, 82, 139], [33, 145, 140], [94, 201, 98], [253, 231, 37]];

function heat(share) {
  const place = Math.max(0, Math.min(1, share)) * (stops.length - 1);
  const index = Math.min(stops.length - 2, Math.floor(place));
  return stops[index].map((value, channel) => Math.round(value + (stops[index + 1][channel] - value) * (place - index)));
}

/** A picture with one dot a cell, which the browser enlarges. */
function pixels(values, columns, share) {
  const canvas = document.createElement("canvas");
  canvas.width = columns;
  canvas.height = values.length;
  const context = canvas.getContext("2d");
  const image = context.createImageData(columns, values.length);
  values.forEach((row, y) => row.forEach((value, x) => {
    if (x >= columns || Number.isNaN(value)) return;
    const color = heat(share(value));
    image.data.set([...color, 255], (y * columns + x) * 4);
  }));
  context.putImageData(image, 0, 0);
  return canvas.toDataURL("image/png");
}

function drawHeatMap(area, drawing, options) {
  const rows = drawing.content.rows.map(visible);
  const columns = drawing.content.columns.map(visible);
  const values = drawing.content.values.map((row) => row.map(number));
  const count = Math.max(1, columns.length, ...values.map((row) => row.length));
  const log = options.log;
  const [low, high] = range(values.flat(), { log });
  const share = scale([low, high], 0, 1, log);
  const toShare = (value) => (value === Infinity ? 1 : value === -Infinity || (log && value <= 0) ? 0 : share(value));
  const width = Math.max(260, area.clientWidth);
  const left = 10 + Math.min(width * 0.3, Math.max(1, ...rows.map((row) => Math.min(row.length, 20))) * 7) + (drawing.yLabel ? 18 : 0);
  const cell = Math.min(44, (width - left - 10) / count);
  const tall = Math.max(values.length > 60 ? 4 : 16, Math.min(44, cell));
  const isWide = columns.some((name) => name.length * 7 > cell);
  const head = isWide ? 8 + Math.min(14, Math.max(1, ...columns.map((name) => name.length))) * 6.5 : 20;
  const foot = 40 + (drawing.xLabel ? 16 : 0);
  const [bottom, height] = [head + values.length * tall, head + values.length * tall + foot];
  const root = svg("svg", { viewBox: `0 0 ${width} ${height}`, width, height, role: "img", class: "chart" });
  if (values.length > 0) {
    const id = `none-${(drawHeatMap.count = (drawHeatMap.count ?? 0) + 1)}`;
    root.append(svg("pattern", { id, width: 6, height: 6, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" }, svg("rect", { class: "nothing", width: 6, height: 6 }), svg("line", { class: "hatch", x1: 0, x2: 0, y1: 0, y2: 6 })));
    root.append(svg("rect", { fill: `url(#${id})`, x: left, y: head, width: cell * count, height: tall * values.length }));
    root.append(svg("image", { href: pixels(values, count, toShare), x: left, y: head, width: cell * count, height: tall * values.length, preserveAspectRatio: "none", class: "pixels" }));
  }
  const words = svg("g", { class: "grid" });
  const every = (size, need) => Math.max(1, Math.ceil(need / size));
  columns.forEach((name, index) => {
    if (index % every(cell, 13) !== 0) return;
    const x = left + (index + 0.5) * cell;
    const at = isWide ? { x: x + 4, y: head - 4, transform: `rotate(-90 ${x + 4} ${head - 4})` } : { x, y: head - 6, "text-anchor": "middle" };
    words.append(svg("text", at, clipped(name, 14)));
  });
  rows.slice(0, values.length).forEach((name, index) => {
    if (index % every(tall, 13) === 0) words.append(svg("text", { x: left - 6, y: head + (index + 0.5) * tall + 4, "text-anchor": "end" }, clipped(name, 20)));
  });
  if (cell >= 30 && values.length * count <= 400) {
    values.forEach((row, y) => row.forEach((value, x) => {
      const dark = Number.isNaN(value) ? null : toShare(value) > 0.55;
      words.append(svg("text", { class: `cell ${dark === null ? "" : dark ? "on-light" : "on-dark"}`, x: left + (x + 0.5) * cell, y: head + (y + 0.5) * tall + 4, "text-anchor": "middle" }, clipped(short(value), Math.floor(cell / 6.5))));
    }));
  }
  if (drawing.yLabel) words.append(svg("text", { class: "name", x: 10, y: (head + bottom) / 2, "text-anchor": "middle", transform: `rotate(-90 10 ${(head + bottom) / 2})` }, clipped(visible(drawing.yLabel), 40)));
  if (drawing.xLabel) words.append(svg("text", { class: "name", x: left + (cell * count) / 2, y: bottom + 16, "text-anchor": "middle" }, clipped(visible(drawing.xLabel), 60)));
  root.append(words, scaleBar(left, height - 16, Math.min(220, width - left - 20), low, high));
  area.replaceChildren(root);
  if (values.some((row) => row.some(Number.isNaN))) area.append(el("p", { class: "quiet small" }, "Hatched where the value is not a number."));
  root.addEventListener("pointermove", (event) => {
    const box = root.getBoundingClientRect();
    const x = Math.floor((((event.clientX - box.left) / box.width) * width - left) / cell);
    const y = Math.floor((((event.clientY - box.top) / box.height) * height - head) / tall);
    const value = values[y]?.[x];
    tip(area, value === undefined ? null : event, [`${rows[y] ?? y} · ${columns[x] ?? x}`, short(value ?? NaN)]);
  });
  root.addEventListener("pointerleave", () => tip(area, null));
  return root;
}

function scaleBar(x, y, width, low, high) {
  const group = svg("g", { class: "grid" });
  const bars = 40;
  const label = 8 + short(low).length * 7;
  for (let index = 0; index < bars; index += 1) {
    group.append(svg("rect", { x: round(x + label + (index * (width - label)) / bars), y: y - 5, width: (width - label) / bars + 0.5, height: 10, fill: `rgb(${heat(index / (bars - 1)).join(" ")})` }));
  }
  group.append(svg("text", { x, y: y + 4 }, short(low)), svg("text", { x: x + width + 6, y: y + 4 }, short(high)));
  return group;
}

// MARK: The whole

/** Draws into `area`; draws again when its width changes, or when `area.redraw()` is called with other options. */
export function draw(area, drawing, options = {}) {
  const kind = drawing.content.kind;
  area.options = options;
  area.redraw = (more = {}) => {
    Object.assign(area.options, more);
    const root = kind === "lines" ? drawLines(area, area.drawing, area.options) : kind === "bars" ? drawBars(area, area.drawing, area.options) : drawHeatMap(area, area.drawing, area.options);
    root.setAttribute("aria-label", `${visible(area.drawing.title) || "Chart"}. The numbers stand in a table below.`);
  };
  area.drawing = drawing;
  area.redraw();
  if (area.observer) return;
  let width = area.clientWidth;
  area.observer = new ResizeObserver(() => {
    if (area.clientWidth === width || area.clientWidth === 0) return;
    width = area.clientWidth;
    requestAnimationFrame(() => area.redraw());
  });
  area.observer.observe(area);
}

/** A switch between even and logarithmic steps. */
export function logSwitch(area) {
  const box = el("input", { type: "checkbox" });
  box.addEventListener("change", () => area.redraw({ log: box.checked }));
  return el("label", { class: "row small log-switch" }, box, "Logarithmic");
}

/** Draws the charts below `root`. */
export function upgradePlots(root) {
  for (const figure of root.querySelectorAll("figure.plot:not([data-ready])")) {
    figure.dataset.ready = "yes";
    const area = figure.querySelector(".plot-area");
    const drawing = JSON.parse(figure.dataset.plot);
    draw(area, drawing, { xName: visible(drawing.xLabel) || "x" });
    area.before(logSwitch(area));
  }
}
