// Before anything is shown: that scripts run, and the colours that the reader chose.
"use strict";
document.documentElement.className = "js";
try {
  const kept = localStorage.getItem("book-theme");
  document.documentElement.dataset.theme = ["light", "dark"].includes(kept) ? kept : "auto";
} catch { /* Storage may be forbidden. */ }
