// Draws a window of the graph, and keeps the drawing true without drawing it anew: what did not change is left alone.
import { Camera } from "/assets/graph-camera.js";
import { clipped, detail, parts, spoken, svg } from "/assets/graph-node.js";

/** The path through an edge's points: straight along layers, bent between them. */
function route(points, isDown) {
  let path = `M${points[0]} ${points[1]}`;
  for (let i = 2; i < points.length; i += 2) {
    const [x, y, px, py] = [points[i], points[i + 1], points[i - 2], points[i - 1]];
    if (isDown ? x === px : y === py) path += `L${x} ${y}`;
    else if (isDown) path += `C${px} ${(py + y) / 2} ${x} ${(py + y) / 2} ${x} ${y}`;
    else path += `C${(px + x) / 2} ${py} ${(px + x) / 2} ${y} ${x} ${y}`;
  }
  return path;
}

export class GraphView {
  /** Draws into `host`. `on` has what to call: `select(id)`, `toggle(run)`, `activate(id)`. */
  constructor(host, on) {
    this.host = host;
    this.on = on;
    this.layers = Object.fromEntries(["boxes", "edges", "nodes", "labels"].map((name) => [name, svg("g", { class: name })]));
    this.scene = svg("g", {}, ...Object.values(this.layers));
    const head = (id) => svg("marker", { id, viewBox: "0 0 8 8", refX: 7.5, refY: 4, markerWidth: 8, markerHeight: 8, markerUnits: "userSpaceOnUse", orient: "auto-start-reverse", class: id }, svg("path", { d: "M0 0.500 8 4 0 7.500z" }));
    this.root = svg("svg", { width: "100%", height: "100%", focusable: "false" }, svg("defs", {}, head("arrow"), head("arrow-critical")), this.scene);
    host.replaceChildren(this.root);
    this.camera = new Camera(host, this.scene, () => this.root.classList.toggle("far", this.camera.k < 0.5));
    this.nodes = new Map();
    this.edges = new Map();
    this.now = () => 0;
    host.addEventListener("click", (event) => this.#click(event));
    host.addEventListener("dblclick", (event) => {
      const id = this.#at(event);
      if (id && !event.target.closest("[data-toggle]")) on.activate(id);
    });
    host.addEventListener("pointerover", (event) => this.#mark("near", this.#at(event)));
    host.addEventListener("pointerleave", () => this.#mark("near", null));
  }

  #at(event) {
    return event.target.closest?.("[data-id]")?.dataset.id ?? null;
  }

  #click(event) {
    if (this.camera.wasDragged) return;
    const toggle = event.target.closest("[data-toggle]");
    if (toggle) this.on.toggle(Number(toggle.dataset.toggle));
    else this.on.select(this.#at(event));
  }

  /** The node with an identifier in the window that is drawn. */
  node(id) {
    return this.nodes.get(id)?.node;
  }

  /** Draws a window. `anchor` names a node that stays where it is on the screen. */
  draw(picture, { anchor = null } = {}) {
    const before = anchor ? this.node(anchor) : null;
    this.picture = picture;
    this.#drawNodes(picture);
    this.#drawEdges(picture);
    this.camera.resize(picture.width, picture.height);
    const after = before && this.node(anchor);
    if (after) {
      const { camera } = this;
      camera.go(camera.x + (before.x - after.x) * camera.k, camera.y + (before.y - after.y) * camera.k, camera.k, false);
    }
    this.select(this.selected, { quiet: true });
  }

  #drawNodes(picture) {
    const now = this.now();
    const gone = new Set(this.nodes.keys());
    for (const node of picture.nodes) {
      gone.delete(node.id);
      const { x, y, ...rest } = node;
      const content = JSON.stringify(rest);
      let known = this.nodes.get(node.id);
      if (known && known.node.kind !== node.kind) {
        known.element.remove();
        known = null;
      }
      if (!known) {
        known = { element: svg("g", { "data-id": node.id, role: "button", tabindex: -1 }), content: "", x: NaN, y: NaN };
        this.nodes.set(node.id, known);
      }
      known.node = node;
      if (known.content !== content) {
        known.content = content;
        known.element.setAttribute("class", `node ${node.kind}${node.isLight ? " light" : ""}${node.isCritical ? " critical" : ""}`);
        known.element.dataset.state = node.state;
        known.element.setAttribute("aria-label", spoken(node, now));
        known.element.replaceChildren(...parts(node, now).filter(Boolean));
      }
      if (known.x !== x || known.y !== y) {
        known.element.setAttribute("transform", `translate(${x} ${y})`);
        Object.assign(known, { x, y });
      }
      const layer = this.layers[node.kind === "box" ? "boxes" : "nodes"];
      // In the window's order, so that inner boxes lie on outer ones, and readers meet them in that order.
      if (known.element.parentNode !== layer) layer.append(known.element);
    }
    for (const id of gone) {
      this.nodes.get(id).element.remove();
      this.nodes.delete(id);
    }
    const boxes = picture.nodes.filter((node) => node.kind === "box").map((node) => this.nodes.get(node.id).element);
    if (boxes.some((box, place) => this.layers.boxes.children[place] !== box)) this.layers.boxes.append(...boxes);
  }

  #drawEdges(picture) {
    const gone = new Set(this.edges.keys());
    const isDown = picture.direction === "down";
    for (const edge of picture.edges) {
      const key = `${edge.source}>${edge.target}`;
      gone.delete(key);
      const content = JSON.stringify(edge);
      let known = this.edges.get(key);
      if (known?.content === content) continue;
      if (!known) {
        const path = svg("path");
        const label = svg("text", { "text-anchor": "middle" });
        this.layers.edges.append(path);
        this.layers.labels.append(label);
        this.edges.set(key, (known = { path, label }));
      }
      Object.assign(known, { content, edge });
      const kind = `edge${edge.isOrdering ? " ordering" : ""}${edge.isCritical ? " critical" : ""}${edge.size > 1 ? " many" : ""}`;
      known.path.setAttribute("class", kind);
      known.path.setAttribute("d", route(edge.points, isDown));
      known.path.setAttribute("marker-end", "url(#arrow)");
      known.label.setAttribute("class", `edge-label${edge.isOrdering ? " ordering" : ""}${edge.isCritical ? " critical" : ""}`);
      known.label.setAttribute("x", edge.labelX);
      known.label.setAttribute("y", edge.labelY + 3.5);
      known.label.replaceChildren(edge.label, svg("title", {}, edge.inputs.join("\n") + (edge.size > 1 ? `\n${edge.size} edges` : "")));
    }
    for (const key of gone) {
      const { path, label } = this.edges.get(key);
      path.remove();
      label.remove();
      this.edges.delete(key);
    }
  }

  /** Lets the times of what executes go on. */
  tick() {
    const now = this.now();
    for (const { node, element } of this.nodes.values()) {
      if (!node.started || node.ended || node.kind === "group") continue;
      const line = element.querySelector(".live");
      if (line) line.textContent = clipped(detail(node, now), Number(line.dataset.room), "11.5px");
    }
  }

  /** Marks a node as the selected one; keyboard and screen readers go there where `focus` is set. */
  select(id, { focus = false } = {}) {
    const known = this.nodes.get(id);
    this.selected = id;
    for (const element of this.scene.querySelectorAll(".selected")) {
      element.classList.remove("selected");
      element.setAttribute("tabindex", "-1");
    }
    if (known) {
      known.element.classList.add("selected");
      known.element.setAttribute("tabindex", "0");
      if (focus) known.element.focus({ preventScroll: true });
    }
    this.#mark("chosen", known ? id : null);
  }

  /** Marks the edges of a node. */
  #mark(name, id) {
    if (this[name] === id) {
      if (name === "near") return;
    }
    this[name] = id;
    for (const { path, label, edge } of this.edges.values()) {
      const isOne = id !== null && (edge.source === id || edge.target === id);
      path.classList.toggle(name, isOne);
      label.classList.toggle(name, isOne);
    }
    this.root.classList.toggle(`has-${name}`, id !== null);
  }

  /** Where an arrow key leads from a node: along an edge, or to the nearest node on that side in the same box. */
  neighbour(id, key) {
    const from = this.node(id);
    if (!from) return this.picture?.nodes[0]?.id ?? null;
    const isDown = this.picture.direction === "down";
    const [forward, back] = isDown ? ["ArrowDown", "ArrowUp"] : ["ArrowRight", "ArrowLeft"];
    const center = (node) => ({ x: node.x + node.width / 2, y: node.y + node.height / 2 });
    const here = center(from);
    const near = (nodes) => {
      const far = (node) => Math.abs(center(node).x - here.x) + Math.abs(center(node).y - here.y);
      return nodes.filter(Boolean).sort((a, b) => far(a) - far(b))[0]?.id ?? null;
    };
    if (key === forward || key === back) {
      const [end, start] = key === forward ? ["target", "source"] : ["source", "target"];
      const next = near([...this.edges.values()].filter(({ edge }) => edge[start] === id).map(({ edge }) => this.node(edge[end])));
      if (next) return next;
      // Past the last edge: into a box, or out of one.
      if (key === forward && from.kind === "box") return near(this.picture.nodes.filter((node) => node.parent === id));
      if (key === back && from.parent) return from.parent;
    }
    const inside = from.kind === "box" ? () => near(this.picture.nodes.filter((node) => node.parent === id)) : () => null;
    const [dx, dy] = { ArrowDown: [0, 1], ArrowUp: [0, -1], ArrowRight: [1, 0], ArrowLeft: [-1, 0] }[key];
    return near(this.picture.nodes.filter((node) => {
      if (node.id === id || node.parent !== from.parent) return false;
      const there = center(node);
      const [ahead, aside] = dx ? [(there.x - here.x) * dx, Math.abs(there.y - here.y)] : [(there.y - here.y) * dy, Math.abs(there.x - here.x)];
      return ahead > 4 && aside <= ahead * 2 + 40;
    })) ?? inside();
  }
}
