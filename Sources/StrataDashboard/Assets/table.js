// Tables of values: sorting, filtering and turning pages in the browser; the page itself has the first rows alone.

import { api, el } from "/assets/base.js";
import { grouped, visible } from "/assets/run-text.js";

const pageSize = 50;
const cellLimit = 2000;
const records = new Map();
const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: "base" });

/** The artifact at a path below the API, read once. */
function record(source) {
  if (!records.has(source)) {
    const task = api(source);
    task.catch(() => records.delete(source));
    records.set(source, task);
  }
  return records.get(source);
}

/** The table at a place among the sections of a view. */
function find(view, path) {
  let present = view;
  for (const index of path === "" ? [] : path.split(".").map(Number)) present = present?.sections?._0?.[index]?.view;
  return present?.table?._0;
}

const isNumber = (text) => text !== "" && text.length < 40 && Number.isFinite(Number(text));

class TableView {
  constructor(root) {
    this.root = root;
    this.table = root.querySelector("table");
    this.body = this.table.tBodies[0];
    this.note = root.querySelector(".table-count");
    this.heads = [...this.table.querySelectorAll("thead th")];
    this.total = Number(root.dataset.rows);
    this.rows = null;
    this.sorted = null;
    this.page = 0;
    this.tools();
  }

  tools() {
    this.filter = el("input", { type: "search", placeholder: "Filter rows", "aria-label": "Filter rows", autocomplete: "off" });
    this.filter.addEventListener("input", () => {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.change(() => { this.page = 0; }), 120);
    });
    this.previous = el("button", { type: "button", onclick: () => this.change(() => { this.page -= 1; }) }, "Previous");
    this.next = el("button", { type: "button", onclick: () => this.change(() => { this.page += 1; }) }, "Next");
    this.status = el("span", { class: "quiet small", role: "status" }, this.note.textContent);
    const pager = this.total > pageSize ? [this.previous, this.next] : [];
    this.previous.disabled = true;
    this.note.replaceWith(el("div", { class: "row table-tools" }, ...(this.total > 1 ? [this.filter] : []), ...pager, this.status));
    if (this.total < 2) return;
    this.heads.forEach((head, index) => {
      // A column without a name can be sorted by, too.
      const label = head.textContent.trim() ? null : `Column ${index + 1}`;
      const button = el("button", { type: "button", class: "sort", "aria-label": label }, ...head.childNodes);
      button.addEventListener("click", () => this.change(() => this.sortBy(index)));
      head.replaceChildren(button);
    });
  }

  /** The rows: those that stand here, or all of them from the server. */
  async read() {
    if (this.rows) return;
    if (this.total <= pageSize) {
      this.rows = [...this.body.rows].map((row) => [...row.cells].map((cell) => cell.textContent));
      return;
    }
    this.status.textContent = "Reading…";
    const found = find((await record(this.root.dataset.source)).view, this.root.dataset.path);
    if (!found) throw new Error("The server no longer has this table.");
    this.rows = found.rows;
  }

  async change(by) {
    try {
      await this.read();
      by();
      this.draw();
    } catch (error) {
      this.status.textContent = error.message;
    }
  }

  sortBy(column) {
    // Upwards, downwards, as it was.
    const before = this.sorted?.column === column ? this.sorted.down : null;
    this.sorted = before === true ? null : { column, down: before === false };
    this.page = 0;
  }

  chosen() {
    const words = this.filter.value.toLowerCase();
    let rows = words ? this.rows.filter((row) => row.some((cell) => cell.toLowerCase().includes(words))) : this.rows;
    if (!this.sorted) return rows;
    const { column, down } = this.sorted;
    const keys = rows.map((row, index) => ({ row, index, text: row[column] ?? "", number: isNumber(row[column] ?? "") ? Number(row[column]) : null }));
    keys.sort((left, right) => {
      // What is empty comes last either way; numbers come before words.
      if ((left.text === "") !== (right.text === "")) return left.text === "" ? 1 : -1;
      let result;
      if (left.number !== null && right.number !== null) result = left.number - right.number;
      else if ((left.number === null) !== (right.number === null)) result = left.number === null ? 1 : -1;
      else result = collator.compare(left.text, right.text);
      return (down ? -result : result) || left.index - right.index;
    });
    rows = keys.map((key) => key.row);
    return rows;
  }

  draw() {
    const rows = this.chosen();
    const pages = Math.max(1, Math.ceil(rows.length / pageSize));
    this.page = Math.max(0, Math.min(this.page, pages - 1));
    const from = this.page * pageSize;
    const shown = rows.slice(from, from + pageSize);
    this.body.replaceChildren(...shown.map((row) => this.row(row)));
    this.previous.disabled = this.page === 0;
    this.next.disabled = this.page >= pages - 1;
    const all = rows.length === this.rows.length ? `${grouped(rows.length)} rows` : `${grouped(rows.length)} of ${grouped(this.rows.length)} rows`;
    this.status.textContent = rows.length > pageSize ? `${grouped(from + 1)}–${grouped(from + shown.length)} of ${all}` : all;
    this.heads.forEach((head, index) => {
      if (this.sorted?.column === index) head.setAttribute("aria-sort", this.sorted.down ? "descending" : "ascending");
      else head.removeAttribute("aria-sort");
    });
  }

  row(row) {
    const line = el("tr");
    for (let index = 0; index < this.heads.length; index += 1) {
      const text = row[index] ?? "";
      const shown = text.length > cellLimit ? `${text.slice(0, cellLimit)}…` : text;
      line.append(el("td", { class: isNumber(text) ? "num" : null }, visible(shown)));
    }
    return line;
  }
}

/** Makes the tables below `root` sortable. */
export function upgradeTables(root) {
  for (const place of root.querySelectorAll(".table-view:not([data-ready])")) {
    place.dataset.ready = "yes";
    new TableView(place);
  }
}
