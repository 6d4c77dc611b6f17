// Figures in full size with their captions: a click on the picture, or the button below it. Esc closes
// a dialog, and the keyboard goes on at the button. Quarto's pages have it, too.
"use strict";
(() => {
  const words = JSON.parse(document.getElementById("book-words").textContent);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const make = (name, properties = {}) => Object.assign(document.createElement(name), properties);
  const button = (text, className) => make("button", { type: "button", textContent: text, className });

  const zoom = document.body.appendChild(make("dialog", { className: "zoom" }));
  const stage = make("div", { className: "zoom-stage", tabIndex: 0 });
  const legend = make("p", { className: "zoom-caption", id: "zoom-caption" });
  const close = button(words.close, "zoom-close");
  zoom.append(close, stage, legend);
  stage.setAttribute("role", "group");
  for (const part of [zoom, stage]) part.setAttribute("aria-labelledby", legend.id);
  close.addEventListener("click", () => zoom.close());
  zoom.addEventListener("click", (event) => { if (event.target === zoom || event.target.closest("a")) zoom.close(); });
  function copyOf(part) {
    const copied = part.cloneNode(true);
    for (const each of all(".anchor, .enlarge", copied)) each.remove();
    for (const each of [copied, ...all("*", copied)]) {
      each.removeAttribute("id");
      each.removeAttribute("loading");
    }
    return copied;
  }
  // Paper is wide, whatever the screen is that prints.
  const narrow = all("picture source").map((source) => [source, source.media]);
  addEventListener("beforeprint", () => narrow.forEach(([source]) => { source.media = "not all"; }));
  addEventListener("afterprint", () => narrow.forEach(([source, media]) => { source.media = media; }));
  for (const figure of all("figure.quarto-float-fig")) {
    const picture = figure.querySelector("picture, img");
    const caption = figure.querySelector("figcaption");
    if (!picture || !caption) continue;
    const name = (caption.querySelector(".float-label") || caption).textContent.trim().split(":")[0];
    const press = button(words.enlarge, "enlarge");
    press.setAttribute("aria-label", `${words.enlarge}: ${name}`);
    caption.append(" ", press);
    picture.classList.add("can-enlarge");
    const enlarge = () => {
      stage.replaceChildren(copyOf(picture));
      legend.replaceChildren(...copyOf(caption).childNodes);
      zoom.addEventListener("close", () => press.focus({ preventScroll: true }), { once: true });
      zoom.showModal();
      stage.scrollTo(0, 0);
    };
    for (const element of [press, picture]) element.addEventListener("click", enlarge);
  }
})();
