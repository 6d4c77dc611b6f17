// Reloads the page when it has been made anew, where the reader was, and shows what went wrong.
(() => {
  const PLACE = "preview-place " + location.pathname;
  const kept = sessionStorage.getItem(PLACE);
  if (kept !== null) {
    sessionStorage.removeItem(PLACE);
    history.scrollRestoration = "manual";
    const back = () => scrollTo({ top: Number(kept), behavior: "instant" });
    back();
    // Pictures that arrive late move the text.
    addEventListener("load", back);
  }

  const note = document.createElement("pre");
  note.setAttribute("role", "status");
  note.style.cssText =
    "position:fixed;z-index:9999;right:1rem;bottom:1rem;max-width:min(60rem,calc(100vw - 2rem));" +
    "max-height:70vh;overflow:auto;margin:0;padding:.6rem .9rem;white-space:pre-wrap;" +
    "font:.85rem/1.45 monospace;color:#fff;background:#333;border-left:.4rem solid #888;" +
    "border-radius:.3rem;box-shadow:0 .2rem 1rem #0006";
  const show = (text, colour) => {
    note.textContent = text;
    note.style.borderColor = colour;
    if (text) document.body.append(note);
    else note.remove();
  };

  let missed = false;
  const { state } = document.currentScript.dataset;
  const asked = new URLSearchParams({ page: location.pathname, state });
  const events = new EventSource("/-preview/events?" + asked);
  const reload = () => {
    events.close();
    sessionStorage.setItem(PLACE, String(scrollY));
    location.reload();
  };
  events.addEventListener("reload", reload);
  events.addEventListener("busy", (event) => show(JSON.parse(event.data), "#888"));
  events.addEventListener("trouble", (event) => show(JSON.parse(event.data), "#d55e00"));
  events.addEventListener("fine", () => show("", ""));
  events.addEventListener("open", () => missed && reload());
  events.addEventListener("error", () => {
    missed = true;
    show("The preview has ended. Start it again: make preview", "#d55e00");
  });
})();
