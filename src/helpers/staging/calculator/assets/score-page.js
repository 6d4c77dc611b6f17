/* The page that scores a visitor's own group: the form, and what happens when it is used. No number
   of the study and no word stands here; both come with score-data.js. Nothing is sent or stored. */
(function () {
  "use strict";

  const { score, scoreInput, scoreResult, scoreData: data } = window;
  const { words } = data;
  const { fill, make } = window.pageParts;
  const PROBLEMS_SHOWN = 10;

  // The form.

  function countField(question, q, answer, place) {
    const id = `score-count-${q}-${place}`;
    return make("div", { class: "score-field" },
      make("label", { for: id }, answer.label),
      make("input", { id, type: "text", inputmode: "numeric", autocomplete: "off", size: "4" }));
  }
  function countsPart() {
    const questions = data.questions.map((question, q) =>
      make("fieldset", { class: "score-question" }, make("legend", {}, question.label),
        question.answers.map((answer, place) => countField(question, q, answer, place))));
    const people = make("div", { class: "score-field score-people" },
      make("label", { for: "score-people" }, words.people),
      make("input", { id: "score-people", type: "text", inputmode: "numeric", autocomplete: "off",
        size: "4", "aria-describedby": "score-people-help" }),
      make("p", { id: "score-people-help", class: "score-help" }, words.people_help));
    return make("div", { id: "score-counts" }, questions, people);
  }
  function spellingsList() {
    const items = data.questions.map((question) =>
      make("li", {}, make("strong", {}, question.label), make("ol", {},
        question.answers.map((answer) =>
          make("li", {}, answer.label, " ", make("code", {}, answer.id))))));
    return make("div", { class: "score-spellings" },
      make("p", { class: "score-help" }, words.spellings), make("ol", { class: "score-columns" }, items));
  }
  function tablePart() {
    return make("div", { id: "score-rows", hidden: true },
      make("label", { for: "score-table" }, words.table),
      make("p", { id: "score-table-help", class: "score-help" }, words.table_help),
      make("textarea", { id: "score-table", rows: "8", spellcheck: "false", autocomplete: "off",
        "aria-describedby": "score-table-help" }),
      spellingsList());
  }
  function modeChoice() {
    const option = (value, text) =>
      make("label", { class: "score-option" },
        make("input", { type: "radio", name: "score-mode", value, checked: value === "counts" }), text);
    return make("fieldset", { class: "score-mode" }, make("legend", {}, words.mode),
      option("counts", words.mode_counts), option("table", words.mode_table));
  }
  function buildForm() {
    return make("form", { class: "score-form", novalidate: true }, modeChoice(), countsPart(), tablePart(),
      make("div", { class: "score-actions" },
        make("button", { type: "submit", class: "score-main" }, words.submit),
        make("button", { type: "button", id: "score-example" }, words.example),
        make("button", { type: "reset" }, words.clear)));
  }

  // What the form holds.

  const field = (id) => document.getElementById(`score-${id}`);
  const mode = () => document.querySelector("input[name=score-mode]:checked").value;

  /* The group as entered: problems, or how to read it under a scheme and a rule. */
  function readGroup() {
    if (mode() === "table") {
      const table = scoreInput.readTable(field("table").value, data);
      const marginals = score.marginalsOf(table.counts);
      const read = remember((scheme, rule) => score.meanOf(table.counts, scheme, rule));
      return { ...table, marginals, read, notes: table.header ? [words.header_read] : [] };
    }
    const texts = data.questions.map((question, q) =>
      question.answers.map((_, place) => field(`count-${q}-${place}`).value));
    const counts = scoreInput.readCounts(texts, field("people").value, data);
    const { marginals, people } = counts;
    const read = remember((scheme, rule) => score.boundsOf(marginals, people, scheme, rule));
    const notes = counts.stated ? [] : [fill(words.size_assumed, counts)];
    return { ...counts, read, notes };
  }
  /* Bounds of a large group with many gaps take a moment, and each table asks for them again. */
  function remember(read) {
    const known = new Map();
    return (scheme, rule) => {
      const key = `${scheme.name} ${rule}`;
      if (!known.has(key)) known.set(key, read(scheme, rule));
      return known.get(key);
    };
  }
  // Events.

  function showProblems(problems) {
    const shown = problems.slice(0, PROBLEMS_SHOWN);
    const items = shown.map((problem) => {
      const link = make("a", { href: `#score-${problem.field}` }, problem.text);
      link.addEventListener("click", (event) => {
        event.preventDefault();
        field(problem.field).focus();
      });
      field(problem.field).setAttribute("aria-invalid", "true");
      return make("li", {}, link);
    });
    const number = problems.length - shown.length;
    const more = number ? make("li", {}, fill(words.problems_more, { number })) : null;
    field("problems").replaceChildren(
      ...(items.length ? [make("p", {}, words.problems), make("ul", {}, [...items, more])] : []));
    field("problems").hidden = !items.length;
    if (items.length) field("problems").focus();
  }

  /* An old result beside changed answers would be read as theirs, so editing takes it away. */
  function forget() {
    document.querySelectorAll("#score-app [aria-invalid]").forEach((n) => n.removeAttribute("aria-invalid"));
    showProblems([]);
    field("status").replaceChildren();
    field("details").replaceChildren();
    field("chart").replaceChildren(...scoreResult.chart(null));
  }
  function compute(event) {
    event.preventDefault();
    forget();
    const group = readGroup();
    if (group.problems.length) return showProblems(group.problems);
    field("status").replaceChildren(...scoreResult.summary(group));
    field("chart").replaceChildren(...scoreResult.chart(group));
    field("details").replaceChildren(...scoreResult.tables(group));
    field("status").scrollIntoView({ block: "nearest" });
    return undefined;
  }
  function changeMode() {
    field("counts").hidden = mode() !== "counts";
    field("rows").hidden = mode() !== "table";
    forget();
  }
  function fillExample() {
    const people = data.example;
    if (mode() === "table") {
      const name = (answer, q) => (answer === null ? "" : data.questions[q].answers[answer].id);
      field("table").value = people.map((person) => person.map(name).join("; ")).join("\n");
    } else {
      data.questions.forEach((question, q) => question.answers.forEach((_, n) => {
        field(`count-${q}-${n}`).value = people.filter((person) => person[q] === n).length;
      }));
      field("people").value = people.length;
    }
    forget();
  }

  function start(app) {
    const form = buildForm();
    app.replaceChildren(form,
      make("div", { id: "score-problems", role: "alert", tabindex: "-1", hidden: true }),
      make("div", { id: "score-status", role: "status", "aria-live": "polite" }),
      make("div", { id: "score-chart" }), make("div", { id: "score-details" }));
    form.addEventListener("submit", compute);
    form.addEventListener("input", (event) => event.target.name !== "score-mode" && forget());
    form.addEventListener("reset", () => setTimeout(() => {
      changeMode();
      field("status").replaceChildren(make("p", {}, words.cleared));
    }));
    document.querySelectorAll("input[name=score-mode]").forEach((n) => n.addEventListener("change", changeMode));
    field("example").addEventListener("click", fillExample);
    changeMode();
  }

  start(document.getElementById("score-app"));
})();
