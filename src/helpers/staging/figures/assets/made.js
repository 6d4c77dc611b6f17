/* "How it was made" opens the code of a figure. Without scripts the link leads to the place where
   that code lies folded, just above the figure. A link to a list of claims opens the list. */
(() => {
  "use strict";
  const folds = [...document.querySelectorAll("details.code-fold")];

  function part(place) {
    if (place?.matches("details.figure-claims")) return place;
    if (!place?.matches(".code-place")) return null;
    const follows = (fold) => place.compareDocumentPosition(fold) & Node.DOCUMENT_POSITION_FOLLOWING;
    return folds.find(follows) ?? null;
  }

  // An address may hold anything: a lone % behind # is no mistake of the page.
  const decoded = (hash) => { try { return decodeURIComponent(hash.slice(1)); } catch { return hash.slice(1); } };

  function reveal(hash) {
    const found = part(document.getElementById(decoded(hash)));
    if (!found) return;
    found.open = true;
    found.querySelector("summary").focus({ preventScroll: true });
    found.scrollIntoView();
  }

  // A second press of a link leaves the address as it is, so a change of address is not enough.
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href]");
    if (link?.hash && link.pathname === location.pathname) setTimeout(() => reveal(link.hash));
  });
  addEventListener("hashchange", () => reveal(location.hash));
  if (location.hash) reveal(location.hash);
})();
