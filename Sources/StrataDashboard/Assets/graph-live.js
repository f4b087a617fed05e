// Keeps the page true while the pipeline run goes on: the server says that something changed, and it is asked for anew.
import { countWords, order, svg } from "/assets/graph-node.js";

/** What the head shows of states, without asking for the page again. */
function showCounts(event) {
  const total = Object.values(event.counts).reduce((sum, number) => sum + number, 0);
  const words = document.getElementById("progress-words");
  if (words) words.textContent = countWords(event.counts) || "no runs yet";
  let x = 0;
  const parts = order.filter((state) => event.counts[state] > 0).map((state) => {
    const width = (event.counts[state] / total) * 100;
    const part = svg("rect", { "data-state": state, x, width, height: 6 });
    x += width;
    return part;
  });
  document.querySelector("#progress .counts")?.replaceChildren(...parts);
}

/** Follows a pipeline run until it ends. `load()` draws anew, `refreshHead()` the head, `say(mode, words)` tells how it goes. */
export function follow(id, { load, refreshHead, say }) {
  let source = null;
  let timer = 0;
  let last = 0;
  let isOver = false;

  // At once where nothing came lately, else bundled: drawing must not be all that a browser does.
  function soon() {
    if (timer) return;
    timer = setTimeout(async () => {
      timer = 0;
      last = performance.now();
      await load();
    }, Math.max(0, 150 - (performance.now() - last)));
  }

  function changed(event) {
    const change = JSON.parse(event.data);
    showCounts(change);
    const isNew = document.getElementById("state").dataset.state !== change.state;
    const hasFailed = (change.counts.failed ?? 0) > 0 && !document.querySelector(".run-failure");
    if (isNew || hasFailed || change.remarksChanged || change.cancelRequestedAt) refreshHead().catch(() => {});
    soon();
    if (change.state !== "running") {
      isOver = true;
      stop("ended");
    }
  }

  function start() {
    if (source || isOver) return;
    source = new EventSource(`/api/v1/pipeline-runs/${id}/events`);
    let wasOpen = false;
    source.addEventListener("open", () => {
      say("on", "Live");
      if (wasOpen) soon();
      wasOpen = true;
    });
    source.addEventListener("change", changed);
    source.addEventListener("error", () => {
      if (source?.readyState === EventSource.CLOSED) stop("Not live");
      else say("off", "Reconnecting…");
    });
  }

  function stop(words = "") {
    source?.close();
    source = null;
    say("off", words === "ended" ? "" : words);
  }

  // A browser opens few connections to a server: tabs that nobody looks at hold none.
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) stop();
    else {
      start();
      if (!isOver) {
        soon();
        refreshHead().catch(() => {});
      }
    }
  });
  addEventListener("pagehide", () => stop());
  addEventListener("pageshow", (event) => event.persisted && start());
  if (!document.hidden) start();
}
