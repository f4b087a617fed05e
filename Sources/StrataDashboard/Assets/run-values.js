// Values as trees that open and close. Long values are read to their first 64 KiB; what is cut off is said.

import { el } from "/assets/base.js";
import { grouped, visible } from "/assets/run-text.js";

const limit = 64 * 1024;
const childLimit = 200;
const depthLimit = 200;
const textLimit = 500;

/**
 * Reads JSON without losing digits of numbers, and as far as it goes where it is cut off.
 * Values: { kind: "object" | "array" | "string" | "number" | "word" | "cut", … }.
 */
export function parse(text) {
  let at = 0;
  const cut = () => ({ kind: "cut" });
  const white = () => { while (at < text.length && " \n\r\t".includes(text[at])) at += 1; };
  const string = () => {
    const start = at;
    at += 1;
    while (at < text.length && text[at] !== '"') at += text[at] === "\\" ? 2 : 1;
    if (at >= text.length) return { kind: "string", text: text.slice(start + 1), isCut: true };
    at += 1;
    return { kind: "string", text: JSON.parse(text.slice(start, at)) };
  };
  const list = (end, depth, one) => {
    const items = [];
    at += 1;
    for (white(); at < text.length; white()) {
      if (text[at] === end) {
        at += 1;
        return { items };
      }
      if (text[at] === ",") {
        at += 1;
        continue;
      }
      items.push(one(depth));
    }
    return { items, isCut: true };
  };
  const member = (depth) => {
    if (text[at] !== '"') throw new SyntaxError(`At ${at}: a name was expected.`);
    const name = string();
    white();
    if (at >= text.length) return { name: name.text, value: cut() };
    if (text[at] !== ":") throw new SyntaxError(`At ${at}: a colon was expected.`);
    at += 1;
    return { name: name.text, value: value(depth + 1) };
  };
  const value = (depth) => {
    white();
    if (at >= text.length) return cut();
    if (depth > depthLimit) throw new RangeError("The value is nested too deep to show.");
    const first = text[at];
    if (first === "{") return { kind: "object", ...list("}", depth, member) };
    if (first === "[") return { kind: "array", ...list("]", depth, (inner) => value(inner + 1)) };
    if (first === '"') return string();
    const match = /[-+.\w]+/y;
    match.lastIndex = at;
    const word = match.exec(text)?.[0];
    if (!word) throw new SyntaxError(`At ${at}: ${visible(first)} was not expected.`);
    at += word.length;
    return { kind: /^[-\d]/.test(word) ? "number" : "word", text: word };
  };
  return value(0);
}

function leaf(value) {
  if (value.kind === "cut") return el("span", { class: "quiet" }, "… cut off here");
  if (value.kind === "string") {
    const long = value.text.length > textLimit;
    const shown = long ? value.text.slice(0, textLimit) : value.text;
    const part = el("span", { class: "v-string" }, `"${visible(shown)}${value.isCut ? "" : long ? "" : '"'}`);
    if (!long) return value.isCut ? el("span", {}, part, el("span", { class: "quiet" }, " … cut off here")) : part;
    const more = el("button", { type: "button", class: "link small" }, `… ${grouped(value.text.length)} characters, show all`);
    const whole = el("span", {}, part, " ", more);
    more.addEventListener("click", () => {
      part.textContent = `"${visible(value.text)}${value.isCut ? "" : '"'}`;
      more.remove();
    });
    return whole;
  }
  return el("span", { class: value.kind === "number" ? "v-number" : "v-word" }, visible(value.text));
}

/** A file that a value refers to. */
function file(value) {
  if (value.kind !== "object" || value.items.length !== 1 || value.items[0].name !== "strataFile") return null;
  const fields = Object.fromEntries((value.items[0].value.items ?? []).map((item) => [item.name, item.value.text]));
  if (!/^sha256:[0-9a-f]{64}$/.test(fields.digest ?? "")) return null;
  const name = fields.name ?? "file";
  return el("span", {}, el("a", { href: `/api/v1/blobs/${fields.digest}`, download: name }, visible(name)), el("span", { class: "quiet" }, ` ${grouped(Number(fields.size) || 0)} bytes`));
}

function brief(value) {
  const count = value.items.length;
  const plus = value.isCut ? "+" : "";
  return value.kind === "array" ? `[ ${grouped(count)}${plus} ]` : `{ ${grouped(count)}${plus} }`;
}

function branch(name, value, isOpen) {
  const label = name === null ? [] : [el("span", { class: "v-name isolate" }, visible(name)), ": "];
  const reference = file(value);
  if (reference) return el("div", { class: "v-leaf" }, ...label, reference);
  if (!value.items || value.items.length === 0) {
    const shown = value.items ? el("span", { class: "quiet" }, value.kind === "array" ? "[ ]" : "{ }") : leaf(value);
    return el("div", { class: "v-leaf" }, ...label, shown);
  }
  const node = el("details", { class: "v-branch" }, el("summary", {}, ...label, el("span", { class: "quiet" }, brief(value))));
  const fill = () => {
    if (node.dataset.filled) return;
    node.dataset.filled = "yes";
    node.append(children(value, 0));
  };
  node.addEventListener("toggle", () => node.open && fill());
  if (isOpen) {
    fill();
    node.open = true;
  }
  return node;
}

function children(value, from) {
  const place = el("div", { class: "v-children" });
  const add = (start) => {
    const end = Math.min(value.items.length, start + childLimit);
    for (let index = start; index < end; index += 1) {
      const item = value.items[index];
      place.append(value.kind === "array" ? branch(String(index), item, false) : branch(item.name, item.value, false));
    }
    if (end < value.items.length) {
      const more = el("button", { type: "button", class: "link small" }, `Show ${grouped(Math.min(childLimit, value.items.length - end))} more of ${grouped(value.items.length)}`);
      more.addEventListener("click", () => {
        more.remove();
        add(end);
      });
      place.append(more);
    } else if (value.isCut) {
      place.append(el("div", { class: "quiet small" }, "… cut off here"));
    }
  };
  add(from);
  return place;
}

function show(place, text, isCut) {
  try {
    if (place.dataset.kind !== "json") throw new SyntaxError("no JSON");
    place.replaceChildren(el("div", { class: "tree" }, branch(null, parse(text), true)));
  } catch {
    place.replaceChildren(el("pre", { class: "value-text", tabindex: "0" }, visible(text)));
  }
  if (isCut) place.append(el("p", { class: "quiet small" }, `The first ${grouped(limit)} of ${grouped(Number(place.dataset.size))} bytes; download it to see the rest.`));
}

/** Reads a value's first bytes, whether or not the server sends parts. */
async function read(address) {
  const response = await fetch(address, { headers: { Range: `bytes=0-${limit - 1}` } });
  if (!response.ok) {
    const problem = await response.json().catch(() => ({}));
    throw new Error(problem.detail ?? `The server answered ${response.status}.`);
  }
  const reader = response.body.getReader();
  const bytes = new Uint8Array(limit);
  let count = 0;
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    const piece = part.value.subarray(0, limit - count);
    bytes.set(piece, count);
    count += piece.length;
    if (count === limit) {
      await reader.cancel();
      break;
    }
  }
  // A character that was cut in two at the end is left out.
  return new TextDecoder().decode(bytes.subarray(0, count), { stream: true });
}

/** Makes trees of the values below `root`. */
export function upgradeValues(root) {
  for (const place of root.querySelectorAll(".value:not([data-ready])")) {
    place.dataset.ready = "yes";
    const text = place.querySelector(".value-text");
    if (text) {
      show(place, text.textContent, false);
      continue;
    }
    const size = Number(place.dataset.size);
    const load = async (button) => {
      button.disabled = true;
      try {
        show(place, await read(place.dataset.value), size > limit);
      } catch (error) {
        button.disabled = false;
        place.append(el("p", { class: "quiet small" }, error.message));
      }
    };
    const button = el("button", { type: "button" }, size > limit ? "Show the first 64 KiB" : "Show");
    button.addEventListener("click", () => load(button));
    place.append(button);
  }
}
