// The way from an edition to another. The section at the top of the window is where the other
// edition opens; the choice is remembered for the page above the editions, which asks for this
// file, too, and names them: with `#choose` nobody is sent on.
"use strict";
(() => {
  const built = (document.currentScript.dataset.editions || "").split(" ");
  if (built[0]) {
    const wanted = [...navigator.languages];
    try { wanted.unshift(localStorage.getItem("book-language") || ""); } catch { /* Storage may be forbidden. */ }
    const found = wanted.map((tag) => tag.slice(0, 2)).find((tag) => built.includes(tag));
    if (found && location.hash !== "#choose") location.replace(`${found}/index.html`);
    return;
  }
  for (const link of document.querySelectorAll(".languages a")) {
    link.addEventListener("click", () => {
      let id = "";
      for (const section of document.querySelectorAll("main section[id]")) {
        if (section.getBoundingClientRect().top < innerHeight / 3) id = section.id;
      }
      if (id) link.hash = id;
      try { localStorage.setItem("book-language", link.lang); } catch { /* As above. */ }
    });
  }
})();
