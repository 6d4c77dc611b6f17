// What a page can do with scripts: search, colours, tabs, copying. Without them every page
// reads the same; these are conveniences. Nothing is asked of another host.
"use strict";
(() => {
  const words = JSON.parse(document.getElementById("book-words").textContent);
  const root = document.documentElement;
  const site = new URL("..", document.currentScript.src);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const make = (name, properties = {}) => Object.assign(document.createElement(name), properties);
  const button = (text, className) => make("button", { type: "button", textContent: text, className });

  // Colours: automatic, light or dark; the head of the page has set the remembered one already.
  const theme = document.querySelector("select.theme");
  theme.value = root.dataset.theme || "auto";
  theme.addEventListener("change", () => {
    root.dataset.theme = theme.value;
    try { localStorage.setItem("book-theme", theme.value); } catch { /* Storage may be forbidden. */ }
  });

  // Titles wrap in the bar at the top: what is linked to must not scroll below it.
  const bar = document.querySelector(".topbar");
  new ResizeObserver(() => root.style.setProperty("--measured-bar", `${bar.offsetHeight}px`)).observe(bar);

  // Copying. The clipboard needs a secure page; a selection works from a folder too.
  async function copy(source) {
    try {
      await navigator.clipboard.writeText(source.innerText);
    } catch {
      getSelection().selectAllChildren(source);
      document.execCommand("copy");
      getSelection().removeAllRanges();
    }
  }
  const status = document.body.appendChild(make("div", { className: "only-heard" }));
  status.setAttribute("role", "status");
  for (const source of all("pre, .copyable")) {
    const press = button(words.copy, "copy");
    press.addEventListener("click", async () => {
      await copy(source.querySelector("code") || source);
      press.textContent = status.textContent = words.copied;
      setTimeout(() => { press.textContent = words.copy; status.textContent = ""; }, 1500);
    });
    const box = make("div", { className: "copy-box" });
    source.replaceWith(box);
    box.append(source, press);
  }

  // One switch for all code of the page.
  const folds = all("details.code-fold");
  for (const press of all(".code-switch")) {
    press.hidden = !folds.length;
    const show = () => { press.textContent = folds.every((fold) => fold.open) ? words["code-hide"] : words["code-show"]; };
    press.addEventListener("click", () => {
      const open = folds.every((fold) => fold.open);
      for (const fold of folds) fold.open = !open;
      show();
    });
    for (const fold of folds) fold.addEventListener("toggle", show);
    show();
  }

  // Tabs, with the keys of the ARIA pattern.
  all(".panel-tabset").forEach((set, number) => {
    const panes = all(".tab-pane", set).filter((pane) => pane.parentElement === set);
    const list = make("div", { className: "tab-list" });
    list.setAttribute("role", "tablist");
    const tabs = panes.map((pane, place) => {
      const title = pane.querySelector(".tab-title");
      const tab = button("", "tab");
      tab.append(...title.childNodes);
      title.remove();
      pane.id ||= `tab-${number}-${place}`;
      tab.id = `${pane.id}-title`;
      tab.setAttribute("role", "tab");
      tab.setAttribute("aria-controls", pane.id);
      pane.setAttribute("role", "tabpanel");
      pane.setAttribute("aria-labelledby", tab.id);
      pane.tabIndex = 0;
      return tab;
    });
    const choose = (chosen) => tabs.forEach((tab, place) => {
      tab.setAttribute("aria-selected", String(place === chosen));
      tab.tabIndex = place === chosen ? 0 : -1;
      panes[place].hidden = place !== chosen;
    });
    tabs.forEach((tab, place) => {
      tab.addEventListener("click", () => choose(place));
      tab.addEventListener("keydown", (event) => {
        const last = tabs.length - 1;
        const next = { ArrowRight: place === last ? 0 : place + 1, ArrowLeft: place ? place - 1 : last, Home: 0, End: last }[event.key];
        if (next === undefined) return;
        event.preventDefault();
        choose(next);
        tabs[next].focus();
      });
      panes[place].addEventListener("beforematch", () => choose(place));
    });
    list.append(...tabs);
    set.prepend(list);
    choose(0);
    set.reveal = (target) => choose(Math.max(0, panes.findIndex((pane) => pane.contains(target))));
  });

  // An address may hold anything: a lone % behind # is no mistake of the page.
  const decoded = (hash) => { try { return decodeURIComponent(hash.slice(1)); } catch { return hash.slice(1); } };

  // A link to something folded or in another tab opens it.
  function reveal() {
    const target = document.getElementById(decoded(location.hash));
    for (let part = target; part; part = part.parentElement) {
      if (part.localName === "details") part.open = true;
      part.reveal?.(target);
    }
  }
  addEventListener("hashchange", reveal);
  if (location.hash) reveal();

  // Search. Its engine and index load when the box is first used.
  const box = document.getElementById("search-box");
  const panel = document.getElementById("search-results");
  const [said, found] = [panel.querySelector("p"), panel.querySelector("ol")];
  const say = (key, values = {}) => {
    said.textContent = words[key].replace(/\{(\w+)\}/g, (_, name) => values[name]);
  };
  let engine;
  function start() {
    engine ??= import(new URL("pagefind/pagefind.js", site)).then(async (pagefind) => {
      await pagefind.options({ baseUrl: site.pathname, excerptLength: 20 });
      await pagefind.init();
      return pagefind;
    });
    return engine;
  }
  function result(page) {
    const item = make("li");
    const parts = page.sub_results.filter((part) => part.url.includes("#")).slice(0, 3);
    item.append(make("a", { href: page.url, className: "result-page", textContent: page.meta.title }));
    for (const part of parts.length ? parts : [page]) {
      const line = part === page ? item : item.appendChild(make("div", { className: "result-part" }));
      if (part !== page) line.append(make("a", { href: part.url, textContent: part.title }));
      line.append(make("p", { innerHTML: part.excerpt }));
    }
    return item;
  }
  async function search() {
    const query = box.value.trim();
    panel.hidden = !query;
    if (!query) return;
    if (location.protocol === "file:") return say("search-offline");
    try {
      const answer = await (await start()).debouncedSearch(query, {}, 150);
      if (!answer) return; // The reader has typed on.
      const pages = await Promise.all(answer.results.slice(0, 12).map((one) => one.data()));
      if (query !== box.value.trim()) return;
      found.replaceChildren(...pages.map(result));
      say(pages.length ? "search-found" : "search-none", { query, count: answer.results.length });
    } catch {
      engine = undefined;
      say("search-offline");
    }
  }
  const form = box.form;
  form.addEventListener("submit", (event) => { event.preventDefault(); search(); });
  box.addEventListener("input", search);
  box.addEventListener("focus", () => { if (location.protocol !== "file:") start().catch(() => { engine = undefined; }); search(); });
  form.addEventListener("focusout", (event) => { if (!form.contains(event.relatedTarget)) panel.hidden = true; });
  form.addEventListener("click", (event) => { if (event.target.closest("a")) panel.hidden = true; });
  form.addEventListener("keydown", (event) => {
    const stops = [box, ...all("a", found)];
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Escape") { panel.hidden = true; box.focus(); panel.hidden = true; }
    if (!step || panel.hidden) return;
    event.preventDefault();
    stops[Math.min(stops.length - 1, Math.max(0, stops.indexOf(document.activeElement) + step))].focus();
  });
  addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key === "k") { event.preventDefault(); box.focus(); }
  });
})();
