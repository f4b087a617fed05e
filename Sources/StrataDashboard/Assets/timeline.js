// The runs as bars over time, in the order of the tree: a table that screen readers can walk as one.
import { duration, el } from "/assets/base.js";
import { count, signs, svg, taken, words } from "/assets/graph-node.js";

const wide = 1000;
/** Steps of the axis in microseconds: 1, 2, 5, 10 … seconds, then minutes, hours and days. */
const steps = [1, 2, 5, 10, 20, 50, 100, 200, 500].map((n) => n * 1e3).concat([1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 28800, 86400, 172800, 604800].map((n) => n * 1e6));

export class Timeline {
  /** Fills `host`; `page` has the pipeline run's `id`, `now()`, and `focus(run)`, `toggle(run)`. */
  constructor(host, page) {
    Object.assign(this, { host, page, rows: new Map() });
    this.body = el("tbody", { role: "rowgroup" });
    this.axis = svg("svg", { class: "axis", width: "100%", height: 22, "aria-hidden": "true" });
    host.replaceChildren(el("p", { class: "timeline-legend small quiet", "aria-hidden": "true" }, el("span", { class: "key waited" }), "waited for a place", el("span", { class: "key ran" }), "executed", el("span", { class: "key many" }), "how many of a group executed at once"),
      el("div", { class: "timeline-scroll card flush" }, el("table", { class: "timeline", role: "treegrid", "aria-label": "Runs over time" },
        el("thead", { role: "rowgroup" }, el("tr", { role: "row" }, el("th", { role: "columnheader" }, "Run"), el("th", { role: "columnheader", class: "num took" }, "Duration"), el("th", { role: "columnheader", class: "axis-cell" }, el("span", { class: "hidden" }, "Time"), this.axis))), this.body)));
    this.body.addEventListener("keydown", (event) => this.#key(event));
    new ResizeObserver(() => requestAnimationFrame(() => this.picture && this.#drawAxis())).observe(host);
  }

  /** Draws a window; rows that are the same stay as they are. */
  draw(picture) {
    this.picture = picture;
    const now = this.page.now();
    const isOver = picture.rows.length > 0 && picture.rows.every((row) => row.ended || !row.started);
    this.from = picture.from;
    this.to = Math.max(isOver ? picture.to : Math.max(now, picture.to), picture.from + 1000);
    const gone = new Set(this.rows.keys());
    let before = null;
    for (const row of picture.rows) {
      gone.delete(row.id);
      const content = JSON.stringify([row, this.from, row.ended ? this.to : Math.floor(this.to / 2e5)]);
      let known = this.rows.get(row.id);
      if (known?.content !== content) {
        const element = this.#row(row, picture);
        if (known) {
          const part = document.activeElement?.closest("tr") === known.element ? document.activeElement.dataset.part : null;
          known.element.replaceWith(element);
          if (part) element.querySelector(`[data-part="${part}"]`)?.focus();
        }
        this.rows.set(row.id, (known = { element, content }));
      }
      const expected = before ? before.nextElementSibling : this.body.firstElementChild;
      if (known.element !== expected) this.body.insertBefore(known.element, expected);
      before = known.element;
    }
    for (const id of gone) {
      this.rows.get(id).element.remove();
      this.rows.delete(id);
    }
    this.#drawAxis();
  }

  #x(time) {
    return Math.min(Math.max(((time - this.from) / (this.to - this.from)) * wide, 0), wide);
  }

  #row(row, picture) {
    const isOpen = picture.open.includes(row.run) && row.size === 1 && row.children > 0;
    const twist = row.size === 1 && row.children > 0
      ? el("button", { type: "button", class: "twist", "data-part": "twist", "aria-label": `${isOpen ? "Close" : "Open"} ${row.label} #${row.run}`, onclick: () => this.page.toggle(row.run) }, isOpen ? "▾" : "▸")
      : el("span", { class: "twist" });
    const name = el("button", { type: "button", class: "link name", "data-part": "name", title: `${row.label} #${row.run}: show in the graph`, onclick: () => this.page.select(row.id) },
      el("bdi", {}, row.label), row.size > 1 ? ` ×${count(row.size)}` : el("span", { class: "quiet mono" }, ` #${row.run}`));
    const cell = el("td", { role: "gridcell", class: "run" }, twist, el("span", { class: "sign", "data-state": row.state, title: words(row.state) }, signs[row.state] ?? ""), el("span", { class: "hidden" }, words(row.state)), name);
    // Scripts may set single properties where a style sheet cannot know the value.
    cell.style.paddingInlineStart = `${6 + Math.min(row.depth, 12) * 16}px`;
    const attributes = { role: "row", "aria-level": row.depth + 1, "data-state": row.state, class: row.isCritical ? "critical" : null };
    if (row.size === 1 && row.children > 0) attributes["aria-expanded"] = String(isOpen);
    return el("tr", attributes, cell, el("td", { role: "gridcell", class: "num took" }, taken(row, this.page.now()) || "–"), el("td", { role: "gridcell", class: "bar-cell" }, this.#bar(row)));
  }

  #bar(row) {
    const parts = [];
    const end = row.ended ?? (row.started ? this.to : null);
    const waitedUntil = row.started ?? row.ended ?? this.to;
    if (waitedUntil > row.ready) parts.push(svg("rect", { class: "waited", x: this.#x(row.ready), width: Math.max(this.#x(waitedUntil) - this.#x(row.ready), 1), y: 8, height: 6 }));
    if (row.started) {
      const [x, width] = [this.#x(row.started), Math.max(this.#x(end) - this.#x(row.started), 1.5)];
      if (row.density) parts.push(this.#density(row.density, x, width));
      else parts.push(svg("rect", { class: "ran", x, width, y: 4, height: 14, rx: 1.5 }));
    }
    const words = `${row.label} #${row.run}` + (row.started ? `\nbegan ${duration(row.started - this.from)} after the start` : "") + (row.started && row.started > row.ready ? `\nwaited ${duration(row.started - row.ready)} for a place` : "") + (row.started ? `\nexecuted ${taken(row, this.page.now())}` : "");
    return svg("svg", { class: "bar", viewBox: `0 0 ${wide} 22`, preserveAspectRatio: "none", "aria-hidden": "true" }, ...parts, svg("title", {}, words));
  }

  #density(density, x, width) {
    const peak = Math.max(...density, 1);
    let path = `M${x} 20`;
    density.forEach((number, place) => {
      const height = number ? 3 + (14 * number) / peak : 0;
      path += `L${x + (place * width) / density.length} ${20 - height}L${x + ((place + 1) * width) / density.length} ${20 - height}`;
    });
    return svg("path", { class: "many", d: `${path}L${x + width} 20z` });
  }

  #drawAxis() {
    const width = this.axis.clientWidth || 600;
    const span = this.to - this.from;
    const step = steps.find((candidate) => span / candidate <= Math.max(width / 90, 2)) ?? span;
    const marks = [];
    for (let time = 0; time <= span; time += step) {
      const x = (time / span) * width;
      marks.push(svg("line", { x1: x, x2: x, y1: 15, y2: 22 }));
      if (x < width - 30) marks.push(svg("text", { x: x + 3, y: 13 }, time === 0 ? "0" : duration(time).replace(/\.0 s$/, " s")));
    }
    this.axis.replaceChildren(...marks);
  }

  #key(event) {
    const row = event.target.closest("tr");
    const button = row?.querySelector("button.twist");
    const isOpen = row?.getAttribute("aria-expanded");
    if (event.key === "ArrowDown") row?.nextElementSibling?.querySelector(".name")?.focus();
    else if (event.key === "ArrowUp") row?.previousElementSibling?.querySelector(".name")?.focus();
    else if (event.key === "ArrowRight" && isOpen === "false") button?.click();
    else if (event.key === "ArrowLeft" && isOpen === "true") button?.click();
    else return;
    event.preventDefault();
  }
}
