/* Light or dark before anything is painted, by the reader's choice or else the system's. A file of its own, and not
   inline as in the theme, so that it runs where a strict policy forbids inline scripts. The theme's switch takes over. */
(function () {
  "use strict";
  const root = document.documentElement;
  let mode = "auto";
  try { mode = localStorage.getItem("mode") || mode; } catch (error) { /* storage is off: the system's choice holds */ }
  const dark = mode === "dark" || (mode === "auto" && window.matchMedia("(prefers-color-scheme: dark)").matches);
  root.dataset.mode = mode;
  root.dataset.theme = dark ? "dark" : "light";
})();
