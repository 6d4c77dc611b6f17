// Finding numbers in the ledger: words, chapter and verdicts narrow the list, and the address of
// the page says how, so that a view can be shared. Without scripts the whole list is there.
"use strict";
(() => {
  const form = document.getElementById("ledger-tools");
  const words = JSON.parse(form.dataset.words);
  const status = form.querySelector("[role=status]");
  const language = document.documentElement.lang;
  // Spaces and commas within numbers do not count: 23335 finds 23,335.
  const plain = (text) => text.normalize("NFKC").toLocaleLowerCase(language)
    .replace(/(\d)[\s,](?=\d{3}(?!\d))/g, "$1").replace(/\s+/g, " ").trim();
  const parts = [...document.querySelectorAll(".ledger-part")].map((part) => ({
    name: part.dataset.chapter,
    box: part.closest("section"),
    entries: [...part.querySelectorAll(".claim-entry")].map((element) => ({
      element, verdicts: (element.dataset.verdict || "").split(" "), text: plain(element.textContent),
    })),
  }));
  const total = parts.reduce((sum, part) => sum + part.entries.length, 0);
  // An address may hold anything: a lone % behind # is no mistake of the page.
  const decoded = (hash) => { try { return decodeURIComponent(hash.slice(1)); } catch { return hash.slice(1); } };
  const target = () => document.getElementById(decoded(location.hash));

  function read() {
    const asked = new URLSearchParams(location.search);
    form.q.value = (asked.get("q") || "").slice(0, form.q.maxLength);
    form.chapter.value = asked.get("chapter") || "";
    if (form.chapter.selectedIndex < 0) form.chapter.value = "";
    const verdicts = (asked.get("verdict") || "").split(",");
    for (const box of form.querySelectorAll("[name=verdict]")) box.checked = verdicts.includes(box.value);
  }

  // A reader who filters leaves the entry that the address named.
  function write(chosen) {
    const asked = new URLSearchParams();
    for (const [name, value] of Object.entries(chosen)) if (value.length) asked.set(name, value);
    const query = asked.toString().replaceAll("%2C", ",");
    try { history.replaceState(null, "", query ? `?${query}` : location.pathname); } catch { /* Some browsers refuse it in a folder. */ }
  }

  const chosen = () => ({
    q: form.q.value.slice(0, form.q.maxLength).trim(),
    chapter: form.chapter.value,
    verdict: [...form.querySelectorAll("[name=verdict]:checked")].map((box) => box.value).join(","),
  });

  function show({ q, chapter, verdict }, named) {
    const wanted = plain(q).split(" ");
    const verdicts = verdict ? verdict.split(",") : [];
    let [found, kept] = [0, 0];
    for (const part of parts) {
      let isEmpty = true;
      for (const { element, verdicts: own, text } of part.entries) {
        const fits = (!chapter || chapter === part.name) && (!verdicts.length || verdicts.some((each) => own.includes(each)))
          && wanted.every((word) => text.includes(word));
        const isNamed = element === named;
        element.hidden = !fits && !isNamed;
        found += fits;
        kept += isNamed && !fits;
        isEmpty &&= element.hidden;
      }
      part.box.hidden = isEmpty;
    }
    const key = found === total ? "count-all" : found ? "count" : "count-none";
    const said = words[key].replace("{shown}", found).replace("{all}", total);
    status.textContent = kept ? `${said} ${words.kept}` : said;
  }

  // A jump always shows where it leads: an entry beside what fits, a chapter with all its entries.
  function jump() {
    read();
    const named = target();
    show(chosen(), named);
    if (named && !named.getClientRects().length) {
      for (const part of parts) {
        if (part.box === named) { form.reset(); write(chosen()); show(chosen()); }
      }
    }
    named?.scrollIntoView({ behavior: "instant" });
  }

  let waiting;
  const filter = () => { clearTimeout(waiting); write(chosen()); show(chosen()); };
  form.addEventListener("submit", (event) => { event.preventDefault(); filter(); });
  form.addEventListener("input", (event) => {
    clearTimeout(waiting);
    if (event.target === form.q) waiting = setTimeout(filter, 150);
    else filter();
  });
  form.addEventListener("reset", () => setTimeout(filter));
  addEventListener("popstate", jump);
  addEventListener("hashchange", jump);
  form.hidden = false;
  jump();
})();
