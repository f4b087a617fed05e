// What stands beside the graph: what is known of the node that is selected.
import { api, duration, el } from "/assets/base.js";
import { count, order, signs, taken, words } from "/assets/graph-node.js";

const pageSize = 50;
export const chip = (state) => el("span", { class: "state", "data-state": state }, words(state));
const when = (microseconds) => {
  const date = new Date(microseconds / 1000);
  return el("time", { datetime: date.toISOString(), title: date.toISOString() }, date.toLocaleString(undefined, { dateStyle: "medium", timeStyle: "medium" }));
};

export class Panel {
  /** Fills `host`. `page` has the pipeline run's `id`, `now()`, and `focus(run)`, `toggle(run)`, `close()` to call. */
  constructor(host, page) {
    Object.assign(this, { host, page, id: null, filter: null, first: 0 });
  }

  /** Shows a node of a window; `null` for none. What is typed or scrolled stays where it is the same node. */
  show(node, picture) {
    this.host.hidden = !node;
    this.host.parentElement.classList.toggle("has-panel", Boolean(node));
    const isNew = this.id !== (node?.id ?? null);
    this.id = node?.id ?? null;
    if (!node) return this.host.replaceChildren();
    const facts = JSON.stringify([node.state, node.counts, node.ended, node.started, node.children, node.kind]);
    if (!isNew && facts === this.facts) return;
    this.facts = facts;
    if (isNew) Object.assign(this, { filter: null, first: 0, trail: [] });
    if (node.kind === "group") this.#group(node, isNew);
    else this.#run(node, picture, isNew);
  }

  #head(node, title) {
    return el("header", {}, el("div", {}, el("h2", {}, el("bdi", {}, title)), chip(node.state)),
      el("button", { type: "button", class: "icon", title: "Close (Escape)", "aria-label": "Close", onclick: () => this.page.close() }, "✕"));
  }

  #facts(entries) {
    return el("dl", { class: "facts" }, ...entries.filter(([, value]) => value !== null && value !== "" && value !== undefined)
      .flatMap(([term, value]) => [el("dt", {}, term), el("dd", {}, value)]));
  }

  async #run(node, picture, isNew) {
    const { page } = this;
    const id = `${page.id}.${node.run}`;
    const called = picture.functions[node.function];
    const more = isNew || !this.more ? (this.more = el("div")) : this.more;
    const actions = el("div", { class: "row" }, el("a", { class: "button primary", href: `/runs/${id}` }, "Open the run"));
    if (node.children > 0) actions.append(el("button", { type: "button", onclick: () => page.toggle(node.run) }, node.kind === "box" ? "Close the box" : `Open: ${count(node.children)} runs`));
    actions.append(el("button", { type: "button", class: "copy", "data-copy": id, title: `Copy ${id}`, "aria-label": "Copy the identifier" }, "Copy"));
    this.host.replaceChildren(this.#head(node, node.label), this.#facts([
      ["Number", `#${node.run}`],
      ["Function", called ? el("code", { class: "break" }, called.name) : null],
      ["Started", node.started ? when(node.started) : "not yet"],
      ["Duration", taken(node, page.now())],
      ["Attempt", node.attempt > 1 ? String(node.attempt) : null],
      ["Called", node.isAwaited ? "awaited by the function above" : null],
      ["Runs inside", node.children > 0 ? Object.entries(node.counts ?? {}).map(([state, number]) => `${count(number)} ${words(state)}`).join(", ") : null],
    ]), actions, more);
    await this.#details(id, node, more);
  }

  /** What the window does not say: the failure, and where inputs come from. */
  async #details(id, node, place) {
    let detail;
    try {
      detail = await api(`/runs/${id}`);
    } catch (error) {
      if (this.id === node.id) place.replaceChildren(el("p", { class: "quiet" }, error.message));
      return;
    }
    if (this.id !== node.id) return;
    const parts = [];
    const failure = detail.run.failure;
    if (failure) {
      parts.push(el("h3", {}, "Why it did not succeed"), el("div", { class: "failure" }, failure.message, failure.remedy ? `\n${failure.remedy}` : null));
    }
    const link = (run, label, state) => el("button", { type: "button", class: "link", onclick: () => this.page.focus(run) }, el("span", { "data-state": state, class: "sign" }, signs[state] ?? ""), ` ${label} #${run}`);
    const inputs = detail.function.parameters.map((parameter) => {
      const sources = detail.upstream.filter((source) => source.input === parameter.name);
      const shown = sources.slice(0, 8).map((source) => el("div", {}, link(source.index, source.label, source.state), source.path ? el("code", {}, ` ${source.path}`) : null));
      if (sources.length > 8) shown.push(el("div", { class: "quiet" }, `and ${count(sources.length - 8)} more`));
      return el("li", {}, el("span", { class: "strong" }, parameter.name), el("code", { class: "quiet" }, ` ${parameter.type}`), ...(sources.length > 0 ? shown : [el("span", { class: "quiet" }, " given")]));
    });
    if (inputs.length > 0) parts.push(el("h3", {}, "Inputs"), el("ul", { class: "links" }, ...inputs));
    const after = detail.upstream.filter((source) => !source.input);
    if (after.length > 0) parts.push(el("h3", {}, "Waits for"), el("ul", { class: "links" }, ...after.slice(0, 20).map((source) => el("li", {}, link(source.index, source.label, source.state)))));
    if (detail.downstream.length > 0) {
      parts.push(el("h3", {}, "Used by"), el("ul", { class: "links" }, ...detail.downstream.slice(0, 20).map((target) => el("li", {}, link(target.index, target.label, target.state), target.input ? el("span", { class: "quiet" }, ` as ${target.input}`) : null))));
    }
    place.replaceChildren(...parts);
  }

  #group(node, isNew) {
    const times = node.durations;
    const chips = el("div", { class: "chips", role: "group", "aria-label": "Filter by state" },
      ...order.filter((state) => node.counts[state] > 0).map((state) =>
        el("button", { type: "button", "data-state": state, "aria-pressed": String(this.filter === state), onclick: () => this.#setFilter(state, node) }, `${count(node.counts[state])} ${words(state)}`)));
    this.list = isNew || !this.list ? el("div", { "aria-live": "off" }) : this.list;
    this.host.replaceChildren(this.#head(node, `${node.label} ×${count(node.size)}`), this.#facts([
      ["Shortest", times ? duration(times.least) : null],
      ["Median", times ? duration(times.median) : null],
      ["Longest", times ? duration(times.most) : null],
      ["Started", times ? `${count(times.count)} of ${count(node.size)}` : "none yet"],
    ]), chips, this.list);
    this.#members(node);
  }

  #setFilter(state, node) {
    Object.assign(this, { filter: this.filter === state ? null : state, first: 0, trail: [] });
    for (const button of this.host.querySelectorAll(".chips button")) button.setAttribute("aria-pressed", String(button.dataset.state === this.filter));
    this.#members(node);
  }

  async #members(node) {
    const query = new URLSearchParams({ group: node.run, from: this.first, limit: pageSize });
    if (this.filter) query.set("state", this.filter);
    let page;
    try {
      page = await api(`/pipeline-runs/${this.page.id}/graph/members?${query}`);
    } catch (error) {
      this.list.replaceChildren(el("p", { class: "quiet" }, error.message));
      return;
    }
    if (this.id !== node.id) return;
    const rows = page.items.map((item) => el("li", { "data-state": item.state },
      el("span", { class: "sign", title: words(item.state) }, signs[item.state] ?? ""),
      el("button", { type: "button", class: "link", title: "Show it by itself in the graph", onclick: () => this.page.focus(item.run) }, `#${item.run}`),
      el("span", { class: "quiet" }, taken(item, this.page.now())),
      el("a", { href: `/runs/${this.page.id}.${item.run}`, "aria-label": `Open run ${item.run}` }, "Open")));
    const back = el("button", { type: "button", onclick: () => this.#turn(this.trail.pop() ?? 0, node), ...(this.trail.length ? {} : { disabled: true }) }, "Back");
    const on = el("button", { type: "button", ...(page.next === undefined ? { disabled: true } : {}), onclick: () => {
      this.trail.push(this.first);
      this.#turn(page.next, node);
    } }, "More");
    this.list.replaceChildren(el("ul", { class: "members" }, ...rows), el("div", { class: "pager" }, back, el("span", { class: "quiet small" }, `${count(page.total)} runs`), on));
  }

  #turn(first, node) {
    this.first = first;
    this.#members(node);
  }
}
