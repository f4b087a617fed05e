// What every page has: the theme's switch, copy buttons, requests to the API, short messages, times that go on.

/** Says something in a corner, for a moment. */
export function toast(message) {
  const place = document.getElementById("toast");
  place.textContent = message;
  place.classList.add("shown");
  clearTimeout(toast.timer);
  toast.timer = setTimeout(() => place.classList.remove("shown"), 4000);
}

/** Calls the API; throws an Error with the server's words where it refuses. */
export async function api(path, { method = "GET", body, signal, headers = {} } = {}) {
  const token = document.body.dataset.csrf;
  const response = await fetch(`/api/v1${path}`, {
    method,
    signal,
    headers: {
      Accept: "application/json",
      ...(body === undefined ? {} : { "Content-Type": "application/json" }),
      ...(token ? { "X-CSRF-Token": token } : {}),
      ...headers,
    },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  if (response.status === 204) return null;
  if (response.ok) return response.json();
  const problem = await response.json().catch(() => ({}));
  throw new Error([problem.detail ?? `The server answered ${response.status}.`, problem.remedy].filter(Boolean).join(" "));
}

/** Makes an element: el("a", { href: "/", class: "x" }, "text", child…). Text is never read as HTML. */
export function el(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

/** A duration for people, as the server writes it: "850 µs", "12 ms", "12.4 s", "3 min 5 s", "2 h 10 min", "3 d 4 h". */
export function duration(microseconds) {
  const whole = Math.floor(microseconds);
  if (!(whole > 0)) return "0 s";
  if (whole < 1e3) return `${whole} µs`;
  if (whole < 1e6) return `${Math.floor(whole / 1e3)} ms`;
  const seconds = Math.floor(whole / 1e6);
  if (seconds < 60) return `${Math.floor(whole / 1e5) / 10}`.replace(/^(\d+)$/, "$1.0") + " s";
  const two = (large, largeName, small, smallName) => `${large} ${largeName}` + (small ? ` ${small} ${smallName}` : "");
  if (seconds < 3600) return two(Math.floor(seconds / 60), "min", seconds % 60, "s");
  if (seconds < 86400) return two(Math.floor(seconds / 3600), "h", Math.floor(seconds / 60) % 60, "min");
  return two(Math.floor(seconds / 86400), "d", Math.floor(seconds / 3600) % 24, "h");
}

/** A moment for people, as the server writes it: "just now", "12 seconds ago", "1 hour ago", or the date. */
export function relative(date, now = new Date()) {
  const seconds = Math.floor((now - date) / 1000);
  const ago = (count, unit) => `${count} ${unit}${count === 1 ? "" : "s"} ago`;
  if (seconds < -60) return date.toISOString().slice(0, 10);
  if (seconds < 5) return "just now";
  if (seconds < 60) return ago(seconds, "second");
  if (seconds < 3600) return ago(Math.floor(seconds / 60), "minute");
  if (seconds < 86400) return ago(Math.floor(seconds / 3600), "hour");
  if (seconds < 31 * 86400) return ago(Math.floor(seconds / 86400), "day");
  return date.toISOString().slice(0, 10);
}

// Elements that were seen first: from then on their time goes on by this browser's steady clock, whatever its date says.
const starts = new WeakMap();

/** Brings the times below `root` up to date: `<time class="ago">` and `<span data-elapsed="microseconds">`. */
export function refreshTimes(root = document) {
  for (const element of root.querySelectorAll("[data-elapsed]")) {
    if (!starts.has(element)) starts.set(element, performance.now());
    const text = duration(Number(element.dataset.elapsed) + (performance.now() - starts.get(element)) * 1e3);
    if (element.textContent !== text) element.textContent = text;
  }
  for (const element of root.querySelectorAll("time.ago")) {
    const date = new Date(element.dateTime);
    if (Number.isNaN(date.getTime())) continue;
    const text = relative(date);
    if (element.textContent !== text) element.textContent = text;
    if (!element.dataset.local) {
      element.dataset.local = "yes";
      element.title = `${date.toLocaleString(undefined, { dateStyle: "medium", timeStyle: "medium" })} (${element.dateTime})`;
    }
  }
}

// What scrolls sideways has to be reached by the keyboard; what fits needs no stop there.
function markScrollers() {
  for (const place of document.querySelectorAll(".scroll, pre")) {
    const style = getComputedStyle(place);
    const scrolls = place.scrollWidth > place.clientWidth + 1 && /auto|scroll/.test(style.overflowX);
    if (scrolls && !place.hasAttribute("tabindex")) {
      const name = place.querySelector("caption")?.textContent ?? place.closest("section, article")?.querySelector("h2, h3")?.textContent;
      place.tabIndex = 0;
      place.setAttribute("role", "region");
      place.setAttribute("aria-label", `${(name ?? "").trim().slice(0, 80) || "More"}, scrolls sideways`);
      place.dataset.scrolls = "yes";
    } else if (!scrolls && place.dataset.scrolls) {
      for (const attribute of ["tabindex", "role", "aria-label", "data-scrolls"]) place.removeAttribute(attribute);
    }
  }
}

refreshTimes();
markScrollers();
addEventListener("load", markScrollers);
addEventListener("resize", () => requestAnimationFrame(markScrollers));
setInterval(() => {
  if (document.hidden) return;
  refreshTimes();
  markScrollers();
}, 1000);

const systemIsDark = matchMedia("(prefers-color-scheme: dark)");
const themeNow = () => document.documentElement.dataset.theme ?? (systemIsDark.matches ? "dark" : "light");
const themeButton = document.getElementById("theme");

function labelTheme() {
  const label = `Switch to ${themeNow() === "dark" ? "light" : "dark"}`;
  themeButton?.setAttribute("aria-label", label);
  themeButton?.setAttribute("title", label);
}

themeButton?.addEventListener("click", () => {
  const next = themeNow() === "dark" ? "light" : "dark";
  document.documentElement.dataset.theme = next;
  try {
    localStorage.setItem("strata-theme", next);
  } catch {
    // Storage is switched off: the choice holds for this page.
  }
  labelTheme();
  document.dispatchEvent(new CustomEvent("strata:theme", { detail: next }));
});
systemIsDark.addEventListener("change", labelTheme);
labelTheme();

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  try {
    await navigator.clipboard.writeText(button.dataset.copy);
    toast("Copied.");
  } catch {
    toast(`The browser did not allow copying: ${button.dataset.copy}`);
  }
});
