// Text that others wrote, for the eye: nothing in it is hidden.

const hidden = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/;
const hiddenAll = new RegExp(hidden.source, "g");

/** What stands for a character that does not show: its number. */
export function picture(character) {
  return `[U+${character.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}]`;
}

/** The text with control characters and those that turn the direction of writing made visible. */
export function visible(text) {
  return hidden.test(text) ? text.replace(hiddenAll, (character) => (character === "\u200d" ? character : picture(character))) : text;
}

/** A count with thin spaces between groups of three digits. */
export function grouped(number) {
  return String(number).replace(/\B(?=(\d{3})+(?!\d))/g, "\u202f");
}

/** A number with at most six significant digits. */
export function short(value) {
  if (Number.isNaN(value)) return "NaN";
  if (!Number.isFinite(value)) return value < 0 ? "−∞" : "∞";
  if (Number.isInteger(value) && Math.abs(value) < 1e6) return String(value).replace("-", "−");
  const text = Math.abs(value) >= 1e-4 && Math.abs(value) < 1e9 ? String(Number(value.toPrecision(6))) : value.toExponential(3);
  return text.replace("e+", "e").replaceAll("-", "−");
}

/** A number of the wire, where NaN and infinities are words. */
export function number(value) {
  if (typeof value === "number") return value;
  return value === "Infinity" ? Infinity : value === "-Infinity" ? -Infinity : NaN;
}
