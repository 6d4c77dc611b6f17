// Words and verdicts narrow the lists of numbers. Without scripts everything is there, folded.
"use strict";
(() => {
  const form = document.getElementById("filter");
  const words = JSON.parse(form.dataset.words);
  const status = form.querySelector("[role=status]");
  const language = document.documentElement.lang;
  // Spaces and commas within numbers do not count: 23335 finds 23,335.
  const plain = (text) => text.normalize("NFKC").toLocaleLowerCase(language)
    .replace(/(\d)[\s,](?=\d{3}(?!\d))/g, "$1").replace(/\s+/g, " ").trim();
  const lists = [...document.querySelectorAll(".list")];
  const rows = [...document.querySelectorAll(".numbers tbody tr")].map((element) => ({
    element, list: element.closest(".list"), verdicts: element.dataset.verdict.split(" "), text: "",
  }));
  const folded = [...document.querySelectorAll("details")];

  function show() {
    const wanted = plain(form.q.value).split(" ").filter(Boolean);
    const verdicts = [...form.querySelectorAll("[name=verdict]:checked")].map((box) => box.value);
    const isFiltered = wanted.length + verdicts.length > 0;
    const filled = new Set();
    let shown = 0;
    for (const row of rows) {
      if (wanted.length) row.text ||= plain(row.element.textContent);
      const fits = (!verdicts.length || verdicts.some((each) => row.verdicts.includes(each)))
        && wanted.every((word) => row.text.includes(word));
      row.element.hidden = !fits;
      if (fits) { shown += 1; filled.add(row.list); }
    }
    for (const list of lists) {
      list.hidden = isFiltered && !filled.has(list);
      if (list.matches("details")) list.open = isFiltered && filled.has(list);
    }
    form.classList.toggle("filtered", isFiltered);
    const key = shown === rows.length ? "all" : shown ? "some" : "none";
    status.textContent = words[key].replace("{shown}", shown).replace("{all}", rows.length);
  }

  // A link leads to its number, also where that is folded or left out.
  function jump() {
    const target = location.hash && document.getElementById(location.hash.slice(1));
    if (!target) return;
    if (target.closest("[hidden]")) { form.reset(); show(); }
    const list = target.closest("details");
    if (list) list.open = true;
    target.scrollIntoView();
  }

  let waiting;
  form.addEventListener("submit", (event) => { event.preventDefault(); show(); });
  form.addEventListener("input", (event) => {
    clearTimeout(waiting);
    waiting = setTimeout(show, event.target === form.q ? 150 : 0);
  });
  form.addEventListener("reset", () => setTimeout(show));
  addEventListener("hashchange", jump);
  document.addEventListener("click", (event) => {
    if (event.target.closest("a[href]")?.hash === location.hash) jump();
  });
  let closed = [];
  addEventListener("beforeprint", () => {
    closed = folded.filter((part) => !part.open);
    for (const part of closed) part.open = true;
  });
  addEventListener("afterprint", () => { for (const part of closed) part.open = false; });
  form.hidden = false;
  show();
  jump();
})();
