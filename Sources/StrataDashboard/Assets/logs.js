// The log of a run: a window onto lines that the server has, of which few pages are held at a time.

import { api, el, toast } from "/assets/base.js";
import { plain, write } from "/assets/logs-ansi.js";
import { grouped, visible } from "/assets/run-text.js";

const pageSize = 500;
const keptPages = 20;
/** No element is made higher than this: browsers stop counting somewhere above. */
const highest = 8_000_000;
const shownLimit = 20_000;

/** The lines that match a query, by position; pages come as they are asked for. */
class Lines {
  constructor(run, query) {
    this.run = run;
    this.query = query;
    this.total = 0;
    this.next = null;
    this.pages = new Map();
    this.asked = new Map();
    this.isGone = false;
  }

  address(fields) {
    const all = new URLSearchParams();
    for (const [name, value] of Object.entries({ ...this.query, ...fields })) {
      if (value !== "" && value !== false && value !== null && value !== undefined) all.set(name, String(value));
    }
    return `/runs/${this.run}/logs?${all}`;
  }

  /** The line at a position, or undefined where its page is not there. */
  at(position) {
    const number = Math.floor(position / pageSize);
    const page = this.pages.get(number);
    if (!page) return undefined;
    // What was used last is kept longest.
    this.pages.delete(number);
    this.pages.set(number, page);
    return page[position - number * pageSize];
  }

  /** Makes the page with a position come; resolves once it is there. */
  load(position) {
    const number = Math.max(0, Math.floor(position / pageSize));
    const present = this.pages.get(number);
    if (present && (present.length === pageSize || number * pageSize + present.length >= this.total)) return Promise.resolve();
    if (!this.asked.has(number)) {
      const task = api(this.address({ offset: number * pageSize, limit: pageSize })).then((page) => {
        if (this.isGone) return;
        this.total = Math.max(page.total, 0);
        this.keep(number, page.lines);
        if (number * pageSize + page.lines.length >= this.total) this.next = page.next;
      }).finally(() => this.asked.delete(number));
      this.asked.set(number, task);
    }
    return this.asked.get(number);
  }

  keep(number, lines) {
    this.pages.delete(number);
    this.pages.set(number, lines);
    for (const key of this.pages.keys()) {
      if (this.pages.size <= keptPages) break;
      this.pages.delete(key);
    }
  }

  /** Takes in what was followed. */
  append(page) {
    const end = page.offset + page.lines.length;
    page.lines.forEach((line, index) => {
      const position = page.offset + index;
      const lines = this.pages.get(Math.floor(position / pageSize));
      // Only what goes on without a gap: the rest comes when it is looked at.
      if (lines && lines.length === position % pageSize) lines.push(line);
      else if (!lines && position % pageSize === 0) this.keep(position / pageSize, [line]);
    });
    this.total = Math.max(this.total, page.total, end);
    this.next = page.next;
  }

  async one(fields) {
    return api(this.address({ limit: 1, ...fields }));
  }
}

const order = (left, right, byTime) =>
  byTime ? left.time - right.time || left.run - right.run || left.attempt - right.attempt || left.number - right.number
    : left.attempt - right.attempt || left.number - right.number;

export class LogView {
  constructor(root, { run, index, pipelineRun, state, isFailed, isOver, labels }) {
    Object.assign(this, { run, index, pipelineRun, state, isFailed, isOver, labels });
    this.view = root.querySelector("#log-view");
    this.space = this.view.querySelector(".log-space");
    this.place = this.view.querySelector(".log-lines");
    this.get = (id) => root.querySelector(`#log-${id}`);
    this.first = 0;
    this.fraction = 0;
    this.selected = null;
    this.match = -1;
    this.matches = null;
    this.frame = 0;
    this.rowHeight = 20;
    this.bind();
  }

  get settings() {
    return {
      q: this.get("q").value,
      level: this.get("level").value,
      only: this.get("only").checked,
      nested: this.get("nested").checked,
    };
  }

  bind() {
    this.view.addEventListener("scroll", () => this.scrolled(), { passive: true });
    new ResizeObserver(() => requestAnimationFrame(() => this.measure())).observe(this.view);
    this.view.addEventListener("wheel", (event) => this.wheel(event), { passive: false });
    this.view.addEventListener("keydown", (event) => this.key(event));
    this.get("tools").addEventListener("submit", (event) => {
      event.preventDefault();
      // Enter in the field for a line goes there, and nowhere else.
      if (document.activeElement === this.get("line")) this.goTo(this.get("line").value);
      else this.step(1);
    });
    this.get("q").addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || !event.shiftKey) return;
      event.preventDefault();
      this.step(-1);
    });
    this.get("q").addEventListener("input", () => {
      clearTimeout(this.typing);
      this.typing = setTimeout(() => this.search(), 250);
    });
    this.get("previous").addEventListener("click", () => this.step(-1));
    for (const name of ["level", "only", "nested"]) this.get(name).addEventListener("change", () => this.reload());
    for (const name of ["times", "wrap"]) {
      this.get(name).addEventListener("change", () => {
        this.view.classList.toggle(name === "times" ? "with-times" : "wrapped", this.get(name).checked);
        this.measure();
      });
    }
    this.get("follow").addEventListener("change", () => {
      if (this.get("follow").checked) this.toEnd();
      this.listen();
    });
    this.place.addEventListener("click", (event) => {
      const anchor = event.target.closest("a.n");
      if (!anchor || anchor.dataset.foreign) return;
      event.preventDefault();
      this.select(Number(anchor.closest(".line").dataset.at));
      history.replaceState(null, "", anchor.hash);
    });
    addEventListener("hashchange", () => this.followHash());
    document.addEventListener("visibilitychange", () => this.listen());
    document.addEventListener("click", (event) => {
      if (event.target.closest("[data-jump='failure']")) this.toFailure();
    });
  }

  async start() {
    this.get("follow").checked = !this.isOver;
    this.get("follow").closest("label").hidden = this.isOver;
    // Where a run below failed, its lines are those that say why; a line's own address speaks of this run's alone.
    this.get("nested").checked = this.state === "nestedFailed" && !location.hash.startsWith("#log-");
    await this.reload();
    // A run that failed begins where it did, unless an address says otherwise.
    if (!location.hash.startsWith("#log-") && location.hash !== "#failure" && this.isFailed) await this.toFailure(true);
    else await this.followHash();
  }

  /** Reads the log anew, as what is chosen asks for. */
  async reload() {
    const { q, level, only, nested } = this.settings;
    if (this.lines) this.lines.isGone = true;
    this.lines = new Lines(this.run, { descendants: nested, level, q: only ? q : "" });
    const lines = this.lines;
    this.selected = null;
    this.get("download").href = `/runs/${this.run}/log.txt${nested ? "?descendants=true" : ""}`;
    this.view.classList.toggle("with-runs", nested);
    try {
      const follows = this.get("follow").checked;
      const page = await api(lines.address({ limit: pageSize, fromEnd: follows }));
      if (lines.isGone) return;
      lines.total = page.total;
      if (page.offset === 0) lines.keep(0, page.lines);
      if (page.offset + page.lines.length >= page.total) lines.next = page.next;
      this.measure();
      if (follows) this.toEnd();
      else this.show(0);
      this.listen();
      if (q && !only) this.search();
      else this.said();
    } catch (error) {
      if (!lines.isGone) this.empty(error.message);
    }
  }

  // MARK: What is seen

  get visibleRows() {
    return Math.max(1, Math.ceil(this.view.clientHeight / this.rowHeight));
  }

  get height() {
    return Math.min(highest, this.lines.total * this.rowHeight);
  }

  /** How far the first line seen may be from the start. */
  get lastFirst() {
    return Math.max(0, this.lines.total - Math.floor(this.view.clientHeight / this.rowHeight));
  }

  measure() {
    if (!this.lines) return;
    const sample = el("div", { class: "line" }, "x");
    this.place.append(sample);
    this.rowHeight = sample.getBoundingClientRect().height || 20;
    sample.remove();
    this.resize();
    this.draw();
  }

  resize() {
    this.space.style.height = `${this.height}px`;
    this.view.hidden = this.lines.total === 0;
    this.get("count").textContent = this.lines.total === 1 ? "1 line" : `${grouped(this.lines.total)} lines`;
    if (this.lines.total === 0) this.empty(this.emptyWords());
    else this.get("empty").hidden = true;
  }

  emptyWords() {
    const { q, level, only, nested } = this.settings;
    if ((q && only) || level) return "No line matches.";
    const words = this.isOver ? "The run logged nothing." : "The run has logged nothing yet.";
    return nested ? words : `${words} Runs below it may have: tick “Runs below”.`;
  }

  empty(words) {
    this.get("empty").textContent = words;
    this.get("empty").hidden = false;
  }

  scrolled() {
    if (this.isOwnScroll) {
      this.isOwnScroll = false;
      return;
    }
    const range = this.height - this.view.clientHeight;
    const position = range > 0 ? Math.min(1, this.view.scrollTop / range) * this.lastFirst : 0;
    this.first = Math.floor(position);
    this.fraction = position - this.first;
    this.unfollow();
    this.schedule();
  }

  /** In logs whose scroll bar stands for more lines than it has pixels, the wheel still goes line by line. */
  wheel(event) {
    if (!this.lines || this.lines.total * this.rowHeight <= highest || event.ctrlKey || event.deltaX) return;
    event.preventDefault();
    const lines = event.deltaMode === 1 ? event.deltaY : event.deltaY / this.rowHeight;
    this.show(Math.round(this.first + this.fraction + (lines < 0 ? Math.min(-1, lines) : Math.max(1, lines))));
    this.unfollow();
  }

  key(event) {
    const moves = {
      Home: 0, End: this.lastFirst, PageUp: this.first - this.visibleRows + 2, PageDown: this.first + this.visibleRows - 2,
      ArrowUp: this.first - 1, ArrowDown: this.first + 1,
    };
    if (!(event.key in moves) || event.target !== this.view || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    this.show(moves[event.key]);
    this.unfollow();
  }

  unfollow() {
    const isAtEnd = this.first >= this.lastFirst - 1;
    if (this.get("follow").checked && !isAtEnd) this.get("follow").checked = false;
  }

  /** Brings a line to the top, or as near as it goes. */
  show(first) {
    this.first = Math.max(0, Math.min(first, this.lastFirst));
    this.fraction = 0;
    const range = this.height - this.view.clientHeight;
    const top = this.lastFirst > 0 ? (this.first / this.lastFirst) * Math.max(0, range) : 0;
    if (Math.abs(this.view.scrollTop - top) >= 1) {
      this.isOwnScroll = true;
      this.view.scrollTop = top;
      // Where nothing moved no event follows.
      requestAnimationFrame(() => requestAnimationFrame(() => { this.isOwnScroll = false; }));
    }
    this.schedule();
  }

  toEnd() {
    this.show(this.lastFirst);
  }

  schedule() {
    if (!this.frame) this.frame = requestAnimationFrame(() => {
      this.frame = 0;
      this.draw();
    });
  }

  draw() {
    if (!this.lines || this.view.hidden) return;
    const count = this.visibleRows + 2;
    const isAtEnd = this.first >= this.lastFirst;
    // At the end the last line stands at the bottom, and part of one more line at the top.
    const first = Math.max(0, Math.min(this.first, this.lines.total - 1) - (isAtEnd ? 1 : 0));
    const last = Math.min(this.lines.total, first + count);
    const rows = [];
    for (let position = first; position < last; position += 1) rows.push(this.row(position));
    this.place.replaceChildren(...rows);
    this.align(rows, isAtEnd);
    // One page beyond what is seen, either way.
    for (const position of [first, last - 1, last + pageSize / 2, first - pageSize / 2]) {
      if (position >= 0 && position < this.lines.total) this.want(position);
    }
  }

  align(rows, isAtEnd) {
    const top = this.view.scrollTop;
    if (isAtEnd && rows.length > 0 && this.first > 0) {
      const height = rows.reduce((sum, row) => sum + row.getBoundingClientRect().height, 0);
      this.place.style.transform = `translateY(${top + this.view.clientHeight - height}px)`;
      return;
    }
    const shift = this.fraction > 0 && rows[0] ? rows[0].getBoundingClientRect().height * this.fraction : 0;
    this.place.style.transform = `translateY(${top - shift}px)`;
  }

  want(position) {
    const lines = this.lines;
    if (lines.at(position) !== undefined || this.failedAt > Date.now() - 2000) return;
    // Who drags the scroll bar passes hundreds of pages; those seen when an answer comes are asked for then.
    if (lines.asked.size >= 3) return;
    lines.load(position).then(() => {
      if (lines !== this.lines) return;
      this.resize();
      this.schedule();
    }, (error) => {
      this.failedAt = Date.now();
      this.empty(error.message);
      setTimeout(() => this.schedule(), 2500);
    });
  }

  row(position) {
    const line = this.lines.at(position);
    const row = el("div", { class: "line", "data-at": position });
    if (!line) {
      row.append(el("span", { class: "n" }), el("span", { class: "m quiet" }, "…"));
      return row;
    }
    row.dataset.level = line.level;
    if (position === this.selected) row.classList.add("selected");
    const isForeign = line.run !== this.index;
    const hash = `#log-${line.attempt > 1 ? `${line.attempt}.` : ""}${line.number + 1}`;
    const address = isForeign ? `/runs/${this.pipelineRun}.${line.run}${hash}` : hash;
    const name = `${line.attempt > 1 ? `${line.attempt}·` : ""}${line.number + 1}`;
    row.append(el("a", { class: "n", href: address, "data-foreign": isForeign, tabindex: "-1" }, name));
    const time = new Date(line.time / 1000);
    const clock = Number.isNaN(time.getTime()) ? "" : time.toISOString().slice(11, 23);
    row.append(el("time", { class: "t", title: Number.isNaN(time.getTime()) ? null : time.toISOString() }, clock));
    if (this.settings.nested) row.append(this.origin(line, isForeign));
    row.append(el("span", { class: "l" }, visible(line.level)));
    const message = el("span", { class: "m" });
    const text = line.message.length > shownLimit ? `${line.message.slice(0, shownLimit)} … (${grouped(line.message.length)} characters)` : line.message;
    write(text.replace(/\r?\n$/, ""), this.settings.q.toLowerCase(), message);
    row.append(message);
    return row;
  }

  origin(line, isForeign) {
    const label = this.labels.get(line.run);
    if (label === undefined) this.askLabel(line.run);
    const words = visible(label ? `${label} ${line.run}` : `run ${line.run}`);
    return isForeign
      ? el("a", { class: "r", href: `/runs/${this.pipelineRun}.${line.run}`, title: words, tabindex: "-1" }, words)
      : el("span", { class: "r", title: words }, words);
  }

  /** Asks for the functions' names of runs below, some hundred at a time. */
  askLabel(run) {
    this.labels.set(run, "");
    const from = run - (run % 200);
    this.labelPages ??= new Map();
    if (this.labelPages.has(from)) return;
    this.functions ??= api(`/pipeline-runs/${this.pipelineRun}/functions`);
    this.labelPages.set(from, Promise.all([this.functions, api(`/pipeline-runs/${this.pipelineRun}/runs?from=${from}&limit=200`)])
      .then(([functions, page]) => {
        for (const item of page.items) this.labels.set(item.index, functions[item.function]?.label ?? "");
        this.schedule();
      })
      // The numbers stand there, which is enough.
      .catch(() => {}));
  }

  select(position) {
    this.selected = position;
    this.schedule();
  }

  /** Selects a line and brings it to the middle. */
  reveal(position) {
    this.get("follow").checked = false;
    this.selected = position;
    this.show(position - Math.floor(this.visibleRows / 3));
  }

  // MARK: Finding

  async search() {
    const { q, only } = this.settings;
    if (only) return this.reload();
    this.match = -1;
    this.matches = q ? new Lines(this.run, { ...this.lines.query, q }) : null;
    this.schedule();
    if (q) {
      const matches = this.matches;
      try {
        const page = await matches.one({ offset: 0 });
        matches.total = page.total;
      } catch (error) {
        toast(error.message);
      }
      if (matches !== this.matches) return;
    }
    this.said();
  }

  said() {
    const { q, only } = this.settings;
    const total = only ? this.lines.total : this.matches?.total ?? 0;
    const lines = total === 1 ? "1 line" : `${grouped(total)} lines`;
    this.get("matches").textContent = !q ? "" : this.match >= 0 ? `${grouped(this.match + 1)} of ${lines}` : lines;
  }

  async step(by) {
    clearTimeout(this.typing);
    const { q, only } = this.settings;
    if (!q) return;
    if (only || !this.matches || this.matches.query.q !== q) await this.search();
    if (only) {
      if (this.lines.total > 0) {
        this.match = ((this.match < 0 && by < 0 ? 0 : this.match) + by + this.lines.total) % this.lines.total;
        this.reveal(this.match);
        this.said();
      }
      return;
    }
    const { total } = this.matches;
    if (total === 0) return;
    this.match = this.match < 0 ? (by > 0 ? 0 : total - 1) : (this.match + by + total) % total;
    this.said();
    await this.revealLine(await this.matches.one({ offset: this.match }));
  }

  /** Goes to where a line that was found stands among all that are shown. */
  async revealLine(page) {
    const line = page.lines[0];
    if (line) this.reveal(await this.locate(line));
  }

  /** The position of a line among those shown: where its number says, or found by halving. */
  async locate(line) {
    const byTime = this.lines.query.descendants;
    const isIt = (other) => other && other.run === line.run && other.attempt === line.attempt && other.number === line.number;
    const read = async (position) => {
      await this.lines.load(position);
      return this.lines.at(position);
    };
    if (!byTime && line.attempt === 1 && line.number < this.lines.total && isIt(await read(line.number))) return line.number;
    let low = 0;
    let high = this.lines.total;
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      const other = this.lines.at(middle) ?? (await this.lines.one({ offset: middle })).lines[0];
      if (!other || order(other, line, byTime) >= 0) high = middle;
      else low = middle + 1;
    }
    // Lines of one moment may stand in any order.
    for (let position = Math.max(0, low - 100); position < Math.min(this.lines.total, low + 100); position += 1) {
      if (isIt(await read(position))) return position;
    }
    return Math.min(low, Math.max(0, this.lines.total - 1));
  }

  /** Goes to the last line that was logged as an error; `isQuiet` leaves the page itself where it is. */
  async toFailure(isQuiet = false) {
    if (!isQuiet) {
      document.getElementById("log").scrollIntoView({ block: "start" });
      this.view.focus({ preventScroll: true });
    }
    if (!this.lines || this.lines.total === 0) return;
    try {
      const errors = new Lines(this.run, { ...this.lines.query, q: "", level: "error" });
      const page = await errors.one({ fromEnd: true });
      if (page.lines.length > 0) return await this.revealLine(page);
      if (!isQuiet) toast("No line was logged as an error; these are the last.");
      this.toEnd();
    } catch (error) {
      if (!isQuiet) toast(error.message);
    }
  }

  /** Goes to a line by its number, from 1, or `attempt.number`. */
  async goTo(text) {
    const match = /^\s*(?:(\d{1,6})[.·])?(\d{1,12})\s*$/.exec(text);
    if (!match) return toast("A line's number is wanted, for example 120, or 2.120 for the second attempt.");
    const line = { run: this.index, attempt: Number(match[1] ?? 1), number: Math.max(0, Number(match[2]) - 1) };
    try {
      if (this.lines.total > 0) this.reveal(await this.locate(line));
    } catch (error) {
      toast(error.message);
    }
  }

  async followHash() {
    if (location.hash === "#failure") return this.toFailure();
    const match = /^#log-((?:\d+\.)?\d+)$/.exec(location.hash);
    if (!match) return;
    document.getElementById("log").scrollIntoView({ block: "start" });
    await this.goTo(match[1]);
  }

  // MARK: What comes

  /** Follows while the run goes on and somebody looks. */
  listen() {
    this.events?.close();
    this.events = null;
    if (this.isOver || document.hidden || !this.lines || this.lines.next === null) return this.catchUp();
    const lines = this.lines;
    const { descendants, q, level } = lines.query;
    const query = new URLSearchParams({ cursor: lines.next });
    if (descendants) query.set("descendants", "true");
    if (q) query.set("q", q);
    if (level) query.set("level", level);
    this.events = new EventSource(`/api/v1/runs/${this.run}/logs/follow?${query}`);
    const take = (event) => {
      if (lines !== this.lines) return;
      lines.append(JSON.parse(event.data));
      this.resize();
      if (this.get("follow").checked) this.toEnd();
      else this.schedule();
    };
    for (const name of ["message", "lines", "page", "log"]) this.events.addEventListener(name, take);
    this.events.addEventListener("end", () => this.events?.close());
  }

  /** Where the end is not known, because it was not read: reads it, then follows. */
  async catchUp() {
    const lines = this.lines;
    if (this.isOver || document.hidden || !lines || lines.next !== null || this.isCatchingUp) return;
    this.isCatchingUp = true;
    try {
      const page = await lines.one({ fromEnd: true });
      lines.total = page.total;
      lines.next = page.next;
    } catch {
      // The next sign of life tries again.
    }
    this.isCatchingUp = false;
    if (lines === this.lines && lines.next !== null) this.listen();
  }

  /** The run ended: what was logged last is read, and nothing follows any more. */
  async ended() {
    this.isOver = true;
    this.events?.close();
    this.get("follow").closest("label").hidden = true;
    try {
      const page = await this.lines.one({ fromEnd: true });
      this.lines.total = page.total;
      this.resize();
      if (this.get("follow").checked) this.toEnd();
      else this.schedule();
    } catch {
      // Scrolling there reads it.
    }
  }
}

export { plain };
