/* The page that checks a reader's own table: the form, and what is said beside each number while it
   is typed. No word stands here; they come with check-data.js. Nothing is sent or stored. */
(function () {
  "use strict";

  const { checkInput, checkJudge, checkData: data } = window;
  const { fill, make } = window.pageParts;
  const { words } = data;
  const { judgeTable } = checkJudge.judging(data);
  const KINDS = { percent: words.kind_percent, mean: words.kind_mean, median: words.kind_median, count: words.kind_count };
  const DESIGNS = { none: words.design_none, one: words.design_one, many: words.design_many };
  const STATUSES = {
    possible: words.status_possible, rule: words.status_rule, base: words.status_base,
    impossible: words.status_impossible, open: words.status_open, unread: words.status_unread,
  };
  const COLUMNS = {
    label: words.label, kind: words.kind, percent: words.kind_percent, mean: words.kind_mean,
    median: words.kind_median, count: words.count, n: words.n, printed: words.printed,
  };
  const FIELDS = ["label", "kind", "printed", "count", "n", "items", "step"];
  // Where a field is asked for; a count is its own printed number.
  const ASKED = { count: ["percent"], items: ["mean", "median"], step: ["mean", "median"] };
  const [FIRST_ROWS, PAUSE, LONG_PAUSE] = [3, 120, 900];

  const part = (name) => document.getElementById(`check-${name}`);
  let made = 0;

  // The form.

  function choice(id, options, chosen) {
    const list = Object.entries(options).map(([value, text]) =>
      make("option", { value, selected: value === chosen }, text));
    return make("select", { id }, list);
  }
  function field(id, name, text, value, isNumber) {
    const attributes = { id, type: "text", autocomplete: "off", spellcheck: "false", value };
    if (isNumber) attributes.inputmode = "decimal";
    return make("div", { class: `check-field check-${name}`, "data-field": name },
      make("label", { for: id }, text), make("input", attributes));
  }
  function rowPart(row) {
    const id = `check-row-${++made}`;
    const kind = make("div", { class: "check-field check-kind", "data-field": "kind" },
      make("label", { for: `${id}-kind` }, words.kind), choice(`${id}-kind`, KINDS, row.kind || "percent"));
    const texts = (name, isNumber) => field(`${id}-${name}`, name, words[name], row[name] || "", isNumber);
    const remove = make("button", { type: "button", class: "check-remove" }, words.remove);
    const said = make("div", { class: "check-said", id: `${id}-said` });
    const node = make("fieldset", { class: "check-row", id }, make("legend", {}),
      make("div", { class: "check-fields" }, texts("label"), kind, texts("printed", true),
        texts("count", true), texts("n", true), texts("items", true), texts("step", true)), said, remove);
    node.querySelector(`#${id}-printed`).setAttribute("aria-describedby", said.id);
    return node;
  }
  const rowsShown = () => [...part("rows").children];
  const control = (node, name) => node.querySelector(`[data-field="${name}"] :is(input, select)`);
  const readRow = (node) => Object.fromEntries(FIELDS.map((name) => [name, control(node, name).value]));

  function setRows(rows) {
    part("rows").replaceChildren(...rows.map(rowPart));
    arrange();
  }
  /* Numbers the rows, and shows the fields that their kinds ask for. */
  function arrange() {
    rowsShown().forEach((node, place) => {
      const row = place + 1;
      node.querySelector("legend").textContent = fill(words.row, { row });
      node.querySelector(".check-remove").setAttribute("aria-label", fill(words.remove_row, { row }));
      const kind = control(node, "kind").value;
      for (const [name, kinds] of Object.entries(ASKED))
        node.querySelector(`[data-field="${name}"]`).hidden = !kinds.includes(kind);
    });
  }
  const blank = () => Array.from({ length: FIRST_ROWS }, () => ({}));

  function buildForm() {
    const paste = make("div", { class: "check-paste" },
      make("label", { for: "check-paste" }, words.paste),
      make("p", { id: "check-paste-help", class: "check-help" }, words.paste_help),
      make("textarea", { id: "check-paste", rows: "4", spellcheck: "false", autocomplete: "off",
        "aria-describedby": "check-paste-help check-read" }),
      make("p", { id: "check-read", class: "check-help", role: "status" }));
    const size = field("check-n", "common", words.common_n, "", true);
    size.querySelector("input").setAttribute("aria-describedby", "check-n-help");
    size.append(make("p", { id: "check-n-help", class: "check-help" }, words.common_n_help));
    const common = make("div", { class: "check-common" }, size,
      make("div", { class: "check-field check-design" }, make("label", { for: "check-design" }, words.design),
        choice("check-design", DESIGNS, "none")));
    const button = (name) => make("button", { type: "button", id: `check-${name}` }, words[name]);
    return make("form", { class: "check-form", novalidate: true },
      paste, make("div", { class: "check-actions" }, button("example"), button("clear")), common,
      make("p", { id: "check-status", role: "status" }), make("div", { id: "check-question" }),
      make("div", { id: "check-rows" }), make("div", { class: "check-actions" }, button("add")));
  }

  // What is said.

  function groupItem(group) {
    const sign = group.fits ? data.signs.possible : data.signs.impossible;
    return make("li", {}, make("span", { class: "check-sign", "aria-hidden": "true" }, sign), " ",
      make("strong", {}, group.text), ` (${group.rules})`);
  }
  function listPart({ title, groups }) {
    return make("div", { class: "check-list" }, make("p", {}, `${title}:`), make("ul", {}, groups.map(groupItem)));
  }
  function saidParts(found) {
    if (!found) return [];
    const { status, sentences, lists } = found;
    const parts = [
      make("p", { class: `check-verdict check-${status}` },
        make("span", { class: "check-sign", "aria-hidden": "true" }, data.signs[status]), ` ${STATUSES[status]}`),
      sentences.length ? make("p", {}, sentences.join(" ")) : null,
      ...lists.map(listPart),
    ];
    return parts.filter((each) => each);
  }
  /* What stands there already is left, so that a screen reader and a selection keep their place. */
  function say(node, parts) {
    const before = node.cloneNode(false);
    before.append(...parts);
    if (!node.isEqualNode(before)) node.replaceChildren(...before.childNodes);
  }

  function judge() {
    const common = { n: part("n").value };
    const nodes = rowsShown();
    const rows = nodes.map(readRow);
    const { rows: found, question } = judgeTable(rows, common, part("design").value);
    nodes.forEach((node, place) => {
      const status = found[place]?.status ?? "";
      node.dataset.status = status;
      control(node, "printed").toggleAttribute("aria-invalid", false);
      if (status === "unread") control(node, "printed").setAttribute("aria-invalid", "true");
      say(node.querySelector(".check-said"), saidParts(found[place]));
    });
    say(part("question"), question ? [make("p", { class: "check-title" }, words.results), ...saidParts(question)] : []);
    return found.filter((each) => each);
  }
  function summary(found) {
    if (!found.length) return "";
    const parts = Object.keys(STATUSES)
      .map((status) => ({ status: STATUSES[status], number: found.filter((each) => each.status === status).length }))
      .filter(({ number }) => number)
      .map((each) => fill(words.summary_part, each));
    return fill(words.summary, { number: found.length, parts: parts.join("; ") });
  }

  // Events. Numbers are judged at once; the summary, which is read aloud, waits for a pause.

  let [waiting, announcing] = [0, 0];
  function change() {
    clearTimeout(waiting);
    waiting = setTimeout(judgeNow, PAUSE);
  }
  function judgeNow(note = "") {
    clearTimeout(waiting);
    const text = summary(judge()) || note;
    clearTimeout(announcing);
    announcing = setTimeout(() => (part("status").textContent = text), LONG_PAUSE);
  }
  function readPaste(text) {
    const { rows, columns, left } = checkInput.readTable(text, data);
    if (!text.trim()) return void (part("read").textContent = "");
    if (!rows.length) return void (part("read").textContent = words.pasted_none);
    const names = columns.map((name) => COLUMNS[name]).join(", ");
    const said = [fill(words.pasted, { rows: rows.length, columns: names })];
    if (left) said.push(fill(words.pasted_left, { most: rows.length, left }));
    part("read").textContent = said.join(" ");
    setRows(rows);
    judgeNow();
  }
  /* A piece of a spreadsheet pasted into any field is a table. */
  function pasted(event) {
    const text = event.clipboardData?.getData("text/plain") ?? "";
    if (event.target.id === "check-paste" || !/\t|\n./.test(text)) return;
    event.preventDefault();
    part("paste").value = text;
    readPaste(text);
    part("paste").focus();
  }
  function addRow() {
    part("rows").append(rowPart({}));
    arrange();
    control(rowsShown().at(-1), "label").focus();
  }
  function removeRow(node) {
    const place = rowsShown().indexOf(node);
    node.remove();
    if (!rowsShown().length) part("rows").append(rowPart({}));
    arrange();
    const next = rowsShown()[Math.min(place, rowsShown().length - 1)];
    next.querySelector(".check-remove").focus();
    judgeNow();
  }
  function clear() {
    ["paste", "n"].forEach((name) => (part(name).value = ""));
    part("design").value = "none";
    part("read").textContent = "";
    setRows(blank());
    judgeNow(words.cleared);
  }
  function fillExample() {
    clear();
    part("n").value = data.example_n;
    part("design").value = "one";
    setRows(data.example.map((row) => ({ ...row, printed: row.printed.replace(".", data.decimal_sign) })));
    judgeNow();
  }

  function start(app) {
    const form = buildForm();
    app.replaceChildren(form);
    setRows(blank());
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("paste", pasted);
    form.addEventListener("input", (event) => {
      if (event.target.id === "check-paste") return readPaste(event.target.value);
      arrange();
      return change();
    });
    form.addEventListener("click", (event) => {
      const remove = event.target.closest(".check-remove");
      if (remove) removeRow(remove.closest(".check-row"));
    });
    part("add").addEventListener("click", addRow);
    part("example").addEventListener("click", fillExample);
    part("clear").addEventListener("click", clear);
  }

  start(document.getElementById("check-app"));
})();
