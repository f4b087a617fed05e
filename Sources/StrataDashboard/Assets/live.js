// Lists that stay true: when the server says that pipeline runs changed, the same page is asked for again and what differs
// is put in place. The server makes all markup; nothing is made twice.
import { refreshTimes } from "/assets/base.js";

const places = () => [...document.querySelectorAll("[data-live]")];

/** What has a key among the children of `place`, and everything else, in order. */
function put(place, fresh) {
  const keyed = (root) => new Map([...root.querySelectorAll("[data-key]")].map((item) => [item.dataset.key, item]));
  const [old, next] = [keyed(place), keyed(fresh)];
  if (old.size === 0 || next.size === 0) {
    if (place.innerHTML !== fresh.innerHTML) place.replaceChildren(...fresh.childNodes);
    return;
  }
  const focused = document.activeElement?.closest("[data-key]")?.dataset.key;
  const focusedPart = document.activeElement?.dataset?.part;
  const parent = [...old.values()][0].parentNode;
  const checked = new Set([...place.querySelectorAll("input:checked")].map((box) => box.value));
  for (const [key, item] of old) if (!next.has(key)) item.remove();
  let before = null;
  for (const [key, item] of next) {
    const present = old.get(key);
    let placed = present;
    if (!present || !same(present, item)) {
      placed = document.importNode(item, true);
      for (const box of placed.querySelectorAll("input[type=checkbox]")) box.checked = checked.has(box.value);
      if (present) present.replaceWith(placed);
      else placed.classList.add("fresh");
    }
    const expected = before ? before.nextElementSibling : parent.firstElementChild;
    if (placed !== expected) parent.insertBefore(placed, expected);
    before = placed;
  }
  if (focused && !document.activeElement?.closest("[data-key]")) {
    const item = [...parent.children].find((child) => child.dataset.key === focused);
    const part = focusedPart ? item?.querySelector(`[data-part="${focusedPart}"]`) : item?.querySelector("a, input, button");
    part?.focus({ preventScroll: true });
  }
}

/** Whether two elements say the same, apart from times that this page keeps going itself. */
function same(left, right) {
  const plain = (element) => {
    const copy = element.cloneNode(true);
    copy.classList.remove("fresh", "unwanted");
    if (!copy.getAttribute("class")) copy.removeAttribute("class");
    for (const time of copy.querySelectorAll("time.ago")) {
      time.textContent = "";
      time.removeAttribute("title");
      time.removeAttribute("data-local");
    }
    for (const time of copy.querySelectorAll("[data-elapsed]")) {
      time.textContent = "";
      time.dataset.elapsed = "";
    }
    return copy.outerHTML;
  };
  return plain(left) === plain(right);
}

/** Keeps every `data-live` part of the page as the server has it; calls `changed` after each time. */
export function keepLive({ changed = () => {}, pause = 700 } = {}) {
  const sign = document.getElementById("live");
  let source = null;
  let timer = 0;
  let isAsking = false;
  let isStale = false;

  const say = (state, words) => {
    if (!sign) return;
    sign.dataset.liveState = state;
    sign.textContent = words;
  };

  async function refresh() {
    timer = 0;
    if (isAsking) {
      isStale = true;
      return;
    }
    isAsking = true;
    try {
      const response = await fetch(location.href, { headers: { Accept: "text/html" } });
      if (response.redirected || response.status === 401) return stop("signed out");
      if (!response.ok) return;
      const fresh = new DOMParser().parseFromString(await response.text(), "text/html");
      for (const place of places()) {
        const next = fresh.querySelector(`[data-live="${place.dataset.live}"]`);
        if (next) put(place, next);
      }
      refreshTimes();
      changed();
    } catch {
      // The server is away: the event stream reconnects by itself and asks again.
    } finally {
      isAsking = false;
      if (isStale) {
        isStale = false;
        soon();
      }
    }
  }

  // A little later, and not everybody at once.
  function soon() {
    if (!timer) timer = setTimeout(refresh, pause * (0.5 + Math.random()));
  }

  function start() {
    if (source) return;
    source = new EventSource("/api/v1/events");
    let wasOpen = false;
    source.addEventListener("open", () => {
      say("on", "Live");
      if (wasOpen) soon();
      wasOpen = true;
    });
    for (const name of ["change", "reset", "message"]) source.addEventListener(name, soon);
    source.addEventListener("error", () => {
      if (source?.readyState === EventSource.CLOSED) stop("not live");
      else say("off", "Reconnecting…");
    });
  }

  function stop(words) {
    source?.close();
    source = null;
    say("off", words ? words[0].toUpperCase() + words.slice(1) : "");
  }

  // A browser opens few connections to a server: tabs that nobody looks at hold none.
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) stop();
    else {
      start();
      soon();
    }
  });
  addEventListener("pagehide", () => stop());
  addEventListener("pageshow", (event) => {
    if (event.persisted) start();
  });
  if (!document.hidden) start();
}
