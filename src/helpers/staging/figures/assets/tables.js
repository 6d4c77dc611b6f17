/* A long table: a press on a heading sorts by it, and columns with few different words offer them to
   choose from. Without scripts, and in print, the table is what it was. */
(() => {
  "use strict";
  const MOST_CHOICES = 9;
  const language = document.documentElement.lang;
  const collator = new Intl.Collator(language, { numeric: true });
  const make = (name, properties = {}) => Object.assign(document.createElement(name), properties);

  function prepare(tools) {
    const table = document.getElementById(tools.dataset.table)?.querySelector("table");
    // One row, such as the reason why there is no more, leaves nothing to sort.
    if (!table || table.tBodies[0].rows.length < 2) return;
    const words = tools.dataset;
    const body = table.tBodies[0];
    const headings = [...table.tHead.rows[0].cells];
    const rows = [...body.rows];
    const cell = (row, column) => row.cells[column].textContent.trim();
    const parts = (row, column) => cell(row, column).split(", ");

    const choices = [];
    headings.forEach((heading, column) => {
      const known = [...new Set(rows.flatMap((row) => parts(row, column)))];
      if (known.length < 2 || known.length > MOST_CHOICES) return;
      const select = make("select");
      select.append(make("option", { value: "", textContent: words.all }));
      for (const each of known.sort(collator.compare)) select.append(make("option", { value: each, textContent: each }));
      const label = make("label", { textContent: `${heading.textContent.trim()}: ` });
      label.append(select);
      tools.append(label);
      choices.push({ column, select });
    });
    const status = make("p", { className: "table-status" });
    status.setAttribute("role", "status");

    function choose() {
      let shown = 0;
      for (const row of rows) {
        row.hidden = !choices.every(({ column, select }) => !select.value || parts(row, column).includes(select.value));
        shown += !row.hidden;
      }
      const counted = words.shown.replace("{shown}", shown).replace("{all}", rows.length);
      status.textContent = `${counted} ${words.sort}`;
    }

    // A second press turns the order round, a third brings back the table's own.
    function sort(column) {
      const heading = headings[column];
      const next = { none: "ascending", ascending: "descending", descending: "none" }[heading.getAttribute("aria-sort")];
      for (const each of headings) each.setAttribute("aria-sort", "none");
      heading.setAttribute("aria-sort", next);
      const sorted = [...rows];
      if (next !== "none") sorted.sort((a, b) => collator.compare(cell(a, column), cell(b, column)));
      if (next === "descending") sorted.reverse();
      body.append(...sorted);
    }

    headings.forEach((heading, column) => {
      const press = make("button", { type: "button", className: "sort" });
      press.append(...heading.childNodes);
      press.addEventListener("click", () => sort(column));
      heading.append(press);
      heading.setAttribute("aria-sort", "none");
    });
    for (const { select } of choices) select.addEventListener("change", choose);
    tools.append(status);
    tools.hidden = false;
    choose();
  }

  for (const tools of document.querySelectorAll(".table-tools")) prepare(tools);
})();
