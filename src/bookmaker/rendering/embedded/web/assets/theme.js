// Before anything is shown: that scripts run, and the colours that the reader chose.
"use strict";
document.documentElement.className = "js";
try {
  document.documentElement.dataset.theme = localStorage.getItem("book-theme") || "auto";
} catch { /* Storage may be forbidden. */ }
