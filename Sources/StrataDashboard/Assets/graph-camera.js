// Where the picture is looked at from: dragging, wheel, pinch and keys move a group within an SVG.

const still = matchMedia("(prefers-reduced-motion: reduce)");
const least = 0.05;
const most = 3;

export class Camera {
  /** Moves `scene` within `host`; calls `moved` after each change. */
  constructor(host, scene, moved = () => {}) {
    Object.assign(this, { host, scene, moved, x: 0, y: 0, k: 1, width: 1, height: 1, hasMoved: false });
    this.pointers = new Map();
    host.addEventListener("wheel", (event) => this.#wheel(event), { passive: false });
    host.addEventListener("pointerdown", (event) => this.#down(event));
    host.addEventListener("pointermove", (event) => this.#move(event));
    for (const name of ["pointerup", "pointercancel"]) host.addEventListener(name, (event) => this.#up(event));
    new ResizeObserver(() => requestAnimationFrame(() => !this.hasMoved && this.home())).observe(host);
  }

  /** What the picture's extents are. */
  resize(width, height) {
    this.width = Math.max(width, 1);
    this.height = Math.max(height, 1);
  }

  /** Looks at everything. */
  fit(animated = true) {
    const [w, h] = [this.host.clientWidth, this.host.clientHeight];
    if (!w || !h) return;
    const k = Math.max(Math.min(w / this.width, h / this.height, 1), least);
    this.go((w - this.width * k) / 2, Math.min((h - this.height * k) / 2, 60), k, animated);
  }

  /** Looks at everything where it can be read then, else at the beginning. */
  home() {
    const [w, h] = [this.host.clientWidth, this.host.clientHeight];
    if (!w || !h) return;
    const whole = Math.min(w / this.width, h / this.height, 1);
    const k = Math.max(whole, Math.min(0.6, Math.max(w / this.width, h / this.height)), least);
    const place = (room, length) => (length * k > room ? 0 : (room - length * k) / 2);
    this.go(place(w, this.width), Math.min(place(h, this.height), 60), k, false);
    this.hasMoved = false;
  }

  /** Brings a rectangle of the picture into sight; `centered` where it should be in the middle. */
  reveal({ x, y, width, height }, { centered = false, animated = true } = {}) {
    const [w, h] = [this.host.clientWidth, this.host.clientHeight];
    const k = centered ? Math.min(Math.max(this.k, 0.75), 1.2) : this.k;
    const margin = 32;
    let [nextX, nextY] = [this.x, this.y];
    if (centered) {
      nextX = w / 2 - (x + width / 2) * k;
      nextY = height * k > h - 2 * margin ? margin - y * k : h / 2 - (y + height / 2) * k;
    } else {
      const [left, top] = [x * k + this.x, y * k + this.y];
      if (left + width * k > w - margin) nextX -= left + width * k - w + margin;
      if (left < margin || width * k > w - 2 * margin) nextX = margin - x * k;
      if (top + height * k > h - margin) nextY -= top + height * k - h + margin;
      if (top < margin || height * k > h - 2 * margin) nextY = margin - y * k;
    }
    if (nextX === this.x && nextY === this.y && k === this.k) return;
    this.go(nextX, nextY, k, animated);
  }

  /** Moves what is seen by pixels of the screen. */
  pan(dx, dy) {
    this.go(this.x + dx, this.y + dy, this.k, false);
  }

  /** Zooms by a factor about a point of the screen; the middle where none is given. */
  zoom(factor, at = { x: this.host.clientWidth / 2, y: this.host.clientHeight / 2 }, animated = false) {
    const k = Math.min(Math.max(this.k * factor, least), most);
    this.go(at.x - ((at.x - this.x) * k) / this.k, at.y - ((at.y - this.y) * k) / this.k, k, animated);
  }

  go(x, y, k, animated = true) {
    cancelAnimationFrame(this.frame);
    this.hasMoved = true;
    if (!animated || still.matches) return this.#set(x, y, k);
    const [from, start] = [{ x: this.x, y: this.y, k: this.k }, performance.now()];
    const step = (now) => {
      const t = Math.min((now - start) / 180, 1);
      const ease = 1 - (1 - t) ** 3;
      this.#set(from.x + (x - from.x) * ease, from.y + (y - from.y) * ease, from.k + (k - from.k) * ease);
      if (t < 1) this.frame = requestAnimationFrame(step);
    };
    this.frame = requestAnimationFrame(step);
  }

  #set(x, y, k) {
    Object.assign(this, { x, y, k });
    this.scene.setAttribute("transform", `translate(${x.toFixed(2)} ${y.toFixed(2)}) scale(${k.toFixed(4)})`);
    this.moved();
  }

  #point(event) {
    const bounds = this.host.getBoundingClientRect();
    return { x: event.clientX - bounds.left, y: event.clientY - bounds.top };
  }

  #wheel(event) {
    event.preventDefault();
    const unit = event.deltaMode === 1 ? 16 : event.deltaMode === 2 ? this.host.clientHeight : 1;
    const [dx, dy] = [event.deltaX * unit, event.deltaY * unit];
    // A wheel turns in large steps, fingers on a touchpad move in small ones, or sideways: those pan.
    const isWheel = event.ctrlKey || event.metaKey || (dx === 0 && Math.abs(dy) >= 50 && !event.shiftKey);
    if (isWheel) this.zoom(Math.exp(-Math.max(-120, Math.min(120, dy)) * (event.ctrlKey && Math.abs(dy) < 50 ? 0.01 : 0.0018)), this.#point(event));
    else this.pan(event.shiftKey ? -dy : -dx, event.shiftKey ? -dx : -dy);
  }

  #down(event) {
    if (event.button !== 0) return;
    this.pointers.set(event.pointerId, this.#point(event));
    this.travel = this.pointers.size > 1 ? Infinity : 0;
  }

  #move(event) {
    const before = this.pointers.get(event.pointerId);
    if (!before) return;
    const now = this.#point(event);
    const others = [...this.pointers].filter(([id]) => id !== event.pointerId).map(([, point]) => point);
    this.pointers.set(event.pointerId, now);
    if (others.length > 0) {
      const [other] = others;
      const distance = (a, b) => Math.hypot(a.x - b.x, a.y - b.y) || 1;
      this.pan((now.x - before.x) / 2, (now.y - before.y) / 2);
      this.zoom(distance(now, other) / distance(before, other), { x: (now.x + other.x) / 2, y: (now.y + other.y) / 2 });
      return;
    }
    this.travel += Math.abs(now.x - before.x) + Math.abs(now.y - before.y);
    if (this.travel < 4) return;
    // Only now: a press that does not move is a click on what lies there.
    if (!this.host.hasPointerCapture(event.pointerId)) this.host.setPointerCapture(event.pointerId);
    this.host.classList.add("dragging");
    this.pan(now.x - before.x, now.y - before.y);
  }

  #up(event) {
    this.pointers.delete(event.pointerId);
    if (this.pointers.size === 0) this.host.classList.remove("dragging");
  }

  /** Whether the press that ended last moved the picture, and so was no click. */
  get wasDragged() {
    return this.travel >= 4;
  }
}
