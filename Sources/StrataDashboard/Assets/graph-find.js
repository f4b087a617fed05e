// Finds runs by a part of their function's name or by their number, also those that are folded away.
import { api, el } from "/assets/base.js";
import { signs, words } from "/assets/graph-node.js";

export class Find {
  /** Makes a field and its list work; `go(run)` is called with what was chosen. */
  constructor(form, id, go) {
    Object.assign(this, { form, id, go, items: [], chosen: -1, asked: 0 });
    this.field = form.querySelector("input");
    this.list = form.querySelector("ul");
    this.field.addEventListener("input", () => this.#later());
    this.field.addEventListener("keydown", (event) => this.#key(event));
    this.field.addEventListener("blur", () => setTimeout(() => this.#show([]), 150));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#enter();
    });
    this.list.addEventListener("pointerdown", (event) => {
      const item = event.target.closest("li");
      if (!item) return;
      event.preventDefault();
      this.#choose(Number(item.dataset.place));
    });
  }

  #later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.#ask(), 120);
  }

  async #ask() {
    const text = this.field.value.trim();
    if (!text) return this.#show([]);
    const number = ++this.asked;
    try {
      const page = await api(`/pipeline-runs/${this.id}/graph/members?${new URLSearchParams({ q: text, limit: 30 })}`);
      if (number !== this.asked) return;
      this.#show(page.items, page.total);
    } catch {
      this.#show([]);
    }
  }

  #show(items, total = 0) {
    this.items = items;
    this.chosen = items.length > 0 ? 0 : -1;
    this.list.hidden = items.length === 0 && !(this.field.value.trim() && document.activeElement === this.field && total === 0 && this.asked > 0);
    const rows = items.map((item, place) => el("li", { role: "option", id: `found-${place}`, "data-place": place, "data-state": item.state, "aria-selected": String(place === this.chosen) },
      el("span", { class: "sign", "aria-hidden": "true" }, signs[item.state] ?? ""), el("bdi", {}, item.label), el("span", { class: "mono quiet" }, `#${item.run}`), el("span", { class: "quiet small" }, words(item.state))));
    if (items.length === 0) rows.push(el("li", { class: "quiet" }, "No run has this in its function's name."));
    if (total > items.length) rows.push(el("li", { class: "quiet small" }, `and ${total - items.length} more`));
    this.list.replaceChildren(...rows);
    this.field.setAttribute("aria-expanded", String(!this.list.hidden));
    this.#point();
  }

  #point() {
    for (const item of this.list.querySelectorAll("[data-place]")) item.setAttribute("aria-selected", String(Number(item.dataset.place) === this.chosen));
    if (this.chosen < 0) return this.field.removeAttribute("aria-activedescendant");
    this.field.setAttribute("aria-activedescendant", `found-${this.chosen}`);
    this.list.querySelector(`#found-${this.chosen}`)?.scrollIntoView({ block: "nearest" });
  }

  #key(event) {
    if (event.key === "Escape") {
      this.field.value = "";
      this.#show([]);
      this.field.blur();
    } else if (["ArrowDown", "ArrowUp"].includes(event.key) && this.items.length > 0) {
      event.preventDefault();
      this.chosen = (this.chosen + (event.key === "ArrowDown" ? 1 : -1) + this.items.length) % this.items.length;
      this.#point();
    }
  }

  async #enter() {
    clearTimeout(this.timer);
    if (this.chosen < 0) await this.#ask();
    if (this.chosen >= 0) this.#choose(this.chosen);
  }

  #choose(place) {
    const item = this.items[place];
    if (!item) return;
    this.#show([]);
    this.list.hidden = true;
    this.go(item.run);
  }
}
