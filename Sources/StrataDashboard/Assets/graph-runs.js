// The tab of all runs: a table with filters and pages, from the same outline as the graph.
import { api, el } from "/assets/base.js";
import { count, order, signs, taken, words } from "/assets/graph-node.js";
import { chip } from "/assets/graph-panel.js";

const pageSize = 100;

export class RunTable {
  /** Fills the card; `page` has the pipeline run's `id`, `now()` and `focus(run)`. */
  constructor(tools, card, page) {
    Object.assign(this, { tools, card, page, states: new Set(), text: "", first: 0, trail: [], counts: {} });
    this.chips = el("div", { class: "chips", role: "group", "aria-label": "Filter by state" });
    const field = el("input", { type: "search", placeholder: "Function or number", "aria-label": "Function or number", autocomplete: "off", spellcheck: "false", oninput: () => {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.#restart({ text: field.value.trim() }), 150);
    } });
    tools.className = "tools";
    tools.replaceChildren(field, this.chips);
  }

  /** Brings the page that is shown up to date. */
  async refresh(counts) {
    this.counts = counts;
    this.#drawChips();
    const query = new URLSearchParams({ from: this.first, limit: pageSize });
    for (const state of this.states) query.append("state", state);
    if (this.text) query.set("q", this.text);
    const asked = (this.asked = (this.asked ?? 0) + 1);
    try {
      const page = await api(`/pipeline-runs/${this.page.id}/graph/members?${query}`);
      if (asked === this.asked) this.#draw(page);
    } catch (error) {
      this.card.replaceChildren(el("p", { class: "empty" }, error.message));
    }
  }

  #restart(change) {
    Object.assign(this, { first: 0, trail: [] }, change);
    this.refresh(this.counts);
  }

  #drawChips() {
    const focused = document.activeElement?.dataset?.state;
    this.chips.replaceChildren(...order.filter((state) => this.counts[state] > 0 || this.states.has(state)).map((state) =>
      el("button", { type: "button", "data-state": state, "aria-pressed": String(this.states.has(state)), onclick: () => {
        const states = new Set(this.states);
        if (!states.delete(state)) states.add(state);
        this.#restart({ states });
      } }, `${signs[state]} ${count(this.counts[state] ?? 0)} ${words(state)}`)));
    if (focused) this.chips.querySelector(`[data-state="${focused}"]`)?.focus();
  }

  #draw(page) {
    const rows = page.items.map((item) => el("tr", {},
      el("td", { class: "num mono" }, String(item.run)),
      el("td", {}, el("a", { href: `/runs/${this.page.id}.${item.run}` }, el("bdi", {}, item.label))),
      el("td", {}, chip(item.state)),
      el("td", { class: "num" }, taken(item, this.page.now()) || "–"),
      el("td", { class: "num" }, item.attempt > 1 ? String(item.attempt) : ""),
      el("td", {}, el("button", { type: "button", class: "link", onclick: () => this.page.focus(item.run), "aria-label": `Show run ${item.run} in the graph` }, "In the graph"))));
    const table = el("table", {}, el("caption", { class: "hidden" }, "Runs"),
      el("thead", {}, el("tr", {}, el("th", { class: "num" }, "Number"), el("th", {}, "Function"), el("th", {}, "State"), el("th", { class: "num" }, "Duration"), el("th", { class: "num" }, "Attempt"), el("th", {}, el("span", { class: "hidden" }, "Graph")))),
      el("tbody", {}, ...rows));
    const pager = el("div", { class: "pager row" },
      el("button", { type: "button", disabled: this.trail.length === 0, onclick: () => this.#turn(this.trail.pop()) }, "Back"),
      el("span", { class: "quiet small", role: "status" }, `${count(page.total)} runs`),
      el("button", { type: "button", disabled: page.next === undefined, onclick: () => {
        this.trail.push(this.first);
        this.#turn(page.next);
      } }, "More"));
    const scrolled = this.card.querySelector(".scroll")?.scrollTop ?? 0;
    this.card.replaceChildren(rows.length > 0 ? el("div", { class: "scroll" }, table) : el("p", { class: "empty" }, "No run matches."), pager);
    const place = this.card.querySelector(".scroll");
    if (place) place.scrollTop = scrolled;
  }

  #turn(first) {
    this.first = first ?? 0;
    this.refresh(this.counts);
  }
}
