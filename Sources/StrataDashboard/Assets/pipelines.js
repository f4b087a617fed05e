// The start page: finds while you type, and stays live.
import { keepLive } from "/assets/live.js";

const search = document.getElementById("search");

function filter() {
  const wanted = search?.value.trim().toLowerCase() ?? "";
  let shown = 0;
  for (const card of document.querySelectorAll(".pipeline")) {
    card.hidden = wanted !== "" && !card.dataset.words.includes(wanted);
    if (!card.hidden) shown += 1;
  }
  const none = document.getElementById("no-match");
  if (none) none.hidden = shown > 0 || document.querySelector(".pipeline") === null;
}

search?.addEventListener("input", filter);
search?.form?.addEventListener("submit", (event) => {
  event.preventDefault();
  const address = new URL(location.href);
  if (search.value) address.searchParams.set("q", search.value);
  else address.searchParams.delete("q");
  address.searchParams.delete("cursor");
  location.assign(address);
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input, textarea, select")) return;
  event.preventDefault();
  search?.focus();
});
keepLive({ changed: filter });
