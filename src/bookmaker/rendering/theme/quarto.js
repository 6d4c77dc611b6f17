// What Quarto's pages lack besides its own scripts. It runs before them, when the page is read.
"use strict";
(() => {
  // The way to the text comes first, before the bar that Quarto puts above everything.
  const skip = document.querySelector(".skip-link");
  if (skip) document.body.prepend(skip);

  // A page may run no address; what these links do is said by their events.
  for (const link of document.querySelectorAll('a[href^="javascript:"]')) {
    link.href = "#";
    link.addEventListener("click", (event) => event.preventDefault());
  }

  // Quarto's search asks for its index, which a page opened from a folder may not: say so in its
  // place, and let nobody search in vain.
  if (location.protocol !== "file:") return;
  const words = JSON.parse(document.getElementById("book-words").textContent);
  for (const box of document.querySelectorAll("#quarto-search, .quarto-search-button")) {
    const note = document.createElement("p");
    note.className = "search-offline";
    note.textContent = words["search-offline"];
    if (box.id) box.replaceWith(note); else box.remove();
  }
})();
