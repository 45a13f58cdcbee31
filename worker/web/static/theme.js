// Runs before anything is painted: the theme that was chosen here, or else the system's.
"use strict";
(() => {
  const stored = (() => {
    try {
      return localStorage.getItem("wiredesk-theme");
    } catch {
      return null;
    }
  })();
  if (stored === "light" || stored === "dark") document.documentElement.dataset.theme = stored;
})();
