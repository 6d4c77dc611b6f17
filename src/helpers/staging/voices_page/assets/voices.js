// Filtering the voices: by theme, direction, region and who speaks; the address of the page says
// how, so that a view can be shared. Without scripts the whole list is there.
"use strict";
(() => {
  const form = document.getElementById("voices-tools");
  const words = JSON.parse(form.dataset.words);
  const status = form.querySelector("[role=status]");
  const filters = [...form.querySelectorAll("select")];
  const voices = [...document.querySelectorAll(".voice")];
  const themes = new Set(voices.map((voice) => voice.closest("section")));
  // An address may hold anything: a lone % behind # is no mistake of the page.
  const decoded = (hash) => { try { return decodeURIComponent(hash.slice(1)); } catch { return hash.slice(1); } };
  const target = () => document.getElementById(decoded(location.hash));

  function read() {
    const asked = new URLSearchParams(location.search);
    for (const filter of filters) {
      filter.value = asked.get(filter.name) || "";
      if (filter.selectedIndex < 0) filter.value = "";
    }
  }

  // A reader who filters leaves the voice that the address named.
  function write(hash = "") {
    const asked = new URLSearchParams();
    for (const { name, value } of filters) if (value) asked.set(name, value);
    const query = asked.toString();
    try { history.replaceState(null, "", `${location.pathname}${query && "?"}${query}${hash}`); } catch { /* Some browsers refuse it in a folder. */ }
  }

  function show() {
    for (const voice of voices) voice.hidden = !filters.every(({ name, value }) => !value || voice.dataset[name] === value);
    for (const theme of themes) theme.hidden = !theme.querySelector(".voice:not([hidden])");
    const shown = voices.filter((voice) => !voice.hidden).length;
    const key = shown === voices.length ? "count-all" : shown ? "count" : "count-none";
    status.textContent = words[key].replace("{shown}", shown).replace("{all}", voices.length);
  }

  // A jump to what the filters hide shows all.
  function jump() {
    read();
    show();
    const named = target();
    if (named?.closest("[hidden]")) {
      for (const filter of filters) filter.value = "";
      write(location.hash);
      show();
    }
    named?.scrollIntoView({ behavior: "instant" });
  }

  const filter = () => { write(); show(); };
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", filter);
  form.addEventListener("reset", () => setTimeout(filter));
  addEventListener("popstate", jump);
  addEventListener("hashchange", jump);
  form.hidden = false;
  jump();
})();
