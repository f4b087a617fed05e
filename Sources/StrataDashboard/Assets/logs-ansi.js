// What programs write for terminals: colours become classes or styles, everything else of the kind is left out.

import { el } from "/assets/base.js";
import { visible } from "/assets/run-text.js";

// CSI … final byte; OSC, DCS and the like up to bell or ESC \; other two- and three-byte sequences; an ESC left over.
// eslint-disable-next-line no-control-regex
const sequence = /\u001b(?:\[([0-?]*)[ -/]*([@-~]?)|[\]PX^_][^\u0007\u001b]*(?:\u0007|\u001b\\|$)|[ -/]*[0-~]?)/g;

const levels = [0, 95, 135, 175, 215, 255];

/** The colour of one of the 256: a class for the first 16, `rgb(…)` for the rest. */
function indexed(index) {
  if (!(index >= 0 && index <= 255)) return null;
  if (index < 16) return { name: String(index) };
  if (index >= 232) return rgb(8 + (index - 232) * 10, 8 + (index - 232) * 10, 8 + (index - 232) * 10);
  const cube = index - 16;
  return rgb(levels[Math.floor(cube / 36)], levels[Math.floor(cube / 6) % 6], levels[cube % 6]);
}

function rgb(red, green, blue) {
  const isByte = (value) => value >= 0 && value <= 255;
  return [red, green, blue].every(isByte) ? { style: `rgb(${red}, ${green}, ${blue})` } : null;
}

/** Reads `38;5;n`, `38;2;r;g;b` and the same with colons; returns the colour and how many numbers it took. */
function extended(codes, at) {
  if (codes[at + 1] === 5) return [indexed(codes[at + 2]), 3];
  if (codes[at + 1] === 2) return [rgb(codes[at + 2], codes[at + 3], codes[at + 4]), 5];
  return [null, 1];
}

function apply(style, parameters) {
  const codes = (parameters === "" ? "0" : parameters)
    .replaceAll(/([34]8:2):[0-9]*:([0-9]+:[0-9]+:[0-9]+)/g, "$1:$2")
    .split(/[;:]/, 64)
    .map((code) => (code === "" ? 0 : Number(code)));
  for (let at = 0; at < codes.length; at += 1) {
    const code = codes[at];
    if (code === 0) for (const key of Object.keys(style)) delete style[key];
    else if (code === 1) style.bold = true;
    else if (code === 2) style.dim = true;
    else if (code === 3) style.italic = true;
    else if (code === 4) style.underline = true;
    else if (code === 7) style.inverse = true;
    else if (code === 9) style.strike = true;
    else if (code === 22) { delete style.bold; delete style.dim; }
    else if (code === 23) delete style.italic;
    else if (code === 24) delete style.underline;
    else if (code === 27) delete style.inverse;
    else if (code === 29) delete style.strike;
    else if (code >= 30 && code <= 37) style.front = { name: String(code - 30) };
    else if (code === 39) delete style.front;
    else if (code >= 40 && code <= 47) style.back = { name: String(code - 40) };
    else if (code === 49) delete style.back;
    else if (code >= 90 && code <= 97) style.front = { name: String(code - 82) };
    else if (code >= 100 && code <= 107) style.back = { name: String(code - 92) };
    else if (code === 38 || code === 48) {
      const [color, count] = extended(codes, at);
      if (color) style[code === 38 ? "front" : "back"] = color;
      at += count - 1;
    }
  }
}

/** A line in parts that look alike: `[{ text, style }]`. Every line starts without colours. */
export function parts(line) {
  if (!line.includes("\u001b")) return [{ text: line, style: null }];
  const found = [];
  const style = {};
  let end = 0;
  const add = (text) => {
    if (text) found.push({ text, style: Object.keys(style).length ? { ...style } : null });
  };
  for (const match of line.matchAll(sequence)) {
    add(line.slice(end, match.index));
    end = match.index + match[0].length;
    if (match[2] === "m" && /^[0-9;:]*$/.test(match[1])) apply(style, match[1]);
  }
  add(line.slice(end));
  return found;
}

/** The text of a line without escape sequences. */
export function plain(line) {
  return parts(line).map((part) => part.text).join("");
}

/** Marks `words` (lower case) within a text. */
function marked(text, words, into) {
  if (!words) return void into.append(visible(text));
  const lower = text.toLowerCase();
  let end = 0;
  // Where lower case has another length the places would not fit.
  for (let at = lower.length === text.length ? lower.indexOf(words) : -1; at >= 0; at = lower.indexOf(words, end)) {
    into.append(visible(text.slice(end, at)), el("mark", {}, visible(text.slice(at, at + words.length))));
    end = at + words.length;
  }
  into.append(visible(text.slice(end)));
}

/** Puts a line into an element, coloured, with `words` marked. */
export function write(line, words, into) {
  for (const { text, style } of parts(line)) {
    if (!style) {
      marked(text, words, into);
      continue;
    }
    const names = ["bold", "dim", "italic", "underline", "strike", "inverse"].filter((name) => style[name]);
    if (style.front?.name) names.push(`f${style.front.name}`);
    if (style.back?.name) names.push(`b${style.back.name}`);
    const span = el("span", { class: `ansi ${names.join(" ")}` });
    if (style.front?.style) span.style.color = style.front.style;
    if (style.back?.style) span.style.backgroundColor = style.back.style;
    marked(text, words, span);
    into.append(span);
  }
}
