// Before the first paint: the theme someone chose, if they did.
(() => {
  const chosen = localStorage.getItem("strata-theme");
  if (chosen === "light" || chosen === "dark") document.documentElement.dataset.theme = chosen;
})();
