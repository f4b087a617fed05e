// The list of runs: filters at once, keys, two selected to compare; stays live.
import { keepLive } from "/assets/live.js";

const filters = document.getElementById("filters");
const search = document.getElementById("search");
const rows = () => [...document.querySelectorAll("tr[data-key]")];

// A short address: fields that say nothing are not sent.
filters.addEventListener("submit", (event) => {
  event.preventDefault();
  const fields = [...new FormData(filters)].filter(([, value]) => value !== "");
  // An exact time takes the place of a preset.
  const isExact = fields.some(([name]) => name === "since" || name === "until");
  const kept = fields.filter(([name]) => !(isExact && name === "range"));
  const query = new URLSearchParams(kept).toString();
  location.assign(query ? `/runs?${query}` : "/runs");
});
filters.addEventListener("change", (event) => {
  if (event.target.matches('select, input[type="checkbox"]')) {
    if (event.target.name === "range") for (const field of filters.querySelectorAll("[type=datetime-local]")) field.value = "";
    filters.requestSubmit();
  }
});

function showSelection() {
  const chosen = document.querySelectorAll('input[name="pick"]:checked').length;
  const button = document.getElementById("compare");
  if (!button) return;
  button.disabled = chosen !== 2;
  button.textContent = chosen === 2 ? "Compare the two selected" : `Select two to compare (${chosen})`;
  button.classList.toggle("primary", chosen === 2);
}

document.addEventListener("change", (event) => {
  if (event.target.matches('input[name="pick"]')) showSelection();
});
addEventListener("pageshow", showSelection);

/** Moves by so many rows; returns whether there was one to go to. */
function move(by) {
  const all = rows();
  if (all.length === 0) return;
  const present = all.indexOf(document.activeElement?.closest("tr[data-key]"));
  const next = present < 0 ? (by > 0 ? 0 : all.length - 1) : Math.min(all.length - 1, Math.max(0, present + by));
  const link = all[next].querySelector(".open");
  link.focus();
  link.scrollIntoView({ block: "nearest" });
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const isTyping = event.target.closest("select, textarea, input:not([type=checkbox])");
  if (event.key === "Escape" && isTyping) return event.target.blur();
  if (isTyping) return;
  switch (event.key) {
    case "j": move(1); break;
    case "k": move(-1); break;
    case "/": search.focus(); search.select(); break;
    case "x": document.activeElement?.closest("tr[data-key]")?.querySelector('input[name="pick"]')?.click(); break;
    default: return;
  }
  event.preventDefault();
});

showSelection();
keepLive({ changed: showSelection });
