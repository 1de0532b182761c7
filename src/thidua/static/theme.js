// Loaded in <head> without defer: the theme stands before the first paint. The person's own choice
// first, else the system's. Without script the page is light and nothing else changes.
(() => {
  const root = document.documentElement;
  root.dataset.tdScript = "";
  let choice = null;
  try { choice = localStorage.getItem("td-nen"); } catch { choice = null; } // storage may be refused
  const dark = choice ? choice === "toi" : matchMedia("(prefers-color-scheme: dark)").matches;
  root.dataset.bsTheme = dark ? "dark" : "light";
})();
