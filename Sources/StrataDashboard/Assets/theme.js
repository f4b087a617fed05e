// Before the first paint: the theme someone chose, if they did. Where the browser keeps nothing, it follows the system.
(() => {
  const root = document.documentElement;
  root.classList.add("js");
  try {
    const chosen = localStorage.getItem("strata-theme");
    if (chosen === "light" || chosen === "dark") root.dataset.theme = chosen;
  } catch {
    // Storage is switched off.
  }
})();
