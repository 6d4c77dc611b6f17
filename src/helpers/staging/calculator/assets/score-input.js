/* What a visitor types or pastes, read and checked without a page: window.scoreInput.

   readTable  one row per person, three columns    -> counts per pattern (score.js)
   readCounts counts per answer and the group size -> counts per answer of each question

   Both return every problem found, each with the field to mend, in the words of score-data.js. */
(function (root) {
  "use strict";

  const inNode = typeof module === "object" && module.exports;
  const score = inNode ? require("./score.js") : root.score;
  const { fill, shorten, cells } = inNode ? require("./page-parts.js") : root.pageParts;
  const SEPARATORS = ["\t", ";", ","];
  const PEOPLE_MAX = 500;

  /* Spaces, case, dashes and the Unicode form of a label make no difference. */
  const plain = (text) =>
    text.normalize("NFC").replace(/[‐-―−]/g, "-").replace(/\s+/g, " ").trim().toLowerCase();

  /* What an answer of a question may be written as: its id, its names, its place in the list. */
  function spellings(question) {
    const known = new Map([["", score.NO_ANSWER]]);
    question.answers.forEach((answer, place) =>
      [answer.id, ...answer.names, String(place + 1)].forEach((name) => known.set(plain(name), place)),
    );
    return known;
  }

  /* Columns of a first row that names the three questions by id or name; null if it does not. */
  function headerOf(row, questions) {
    const places = row.map((cell) =>
      questions.findIndex((q) => [q.id, ...q.names].some((name) => plain(name) === plain(cell))),
    );
    return new Set(places).size === questions.length && !places.includes(-1) ? places : null;
  }

  function readTable(text, data) {
    const { questions, words } = data;
    const lines = text.replace(/^\uFEFF/, "").split(/\r\n|\r|\n/);
    const separator = SEPARATORS.find((mark) => text.includes(mark)) || ",";
    const rows = lines
      .map((line, place) => ({ number: place + 1, line, cells: cells(line, separator) }))
      .filter(({ line }) => /[^ ]/.test(line));
    const header = rows.length ? headerOf(rows[0].cells, questions) : null;
    const people = header ? rows.slice(1) : rows;
    const reader = { columns: header || [0, 1, 2], questions, words, known: questions.map(spellings) };
    const counts = new Array(score.N_PATTERNS).fill(0);
    const problems = people.flatMap((row) => readRow(row, reader, counts));
    if (!people.length) problems.push({ field: "table", text: words.problem_no_rows });
    return { counts, people: people.length, header: Boolean(header), problems };
  }

  function readRow(row, { columns, questions, words, known }, counts) {
    if (row.cells.length !== columns.length) {
      const values = { row: row.number, value: shorten(row.line.trim()), found: row.cells.length };
      return [{ field: "table", text: fill(words.problem_columns, values) }];
    }
    const answers = new Array(columns.length);
    const problems = [];
    row.cells.forEach((cell, place) => {
      const q = columns[place];
      answers[q] = known[q].get(plain(cell));
      if (answers[q] !== undefined) return;
      const allowed = questions[q].answers.map((answer, n) => `${n + 1} (${answer.id})`).join(", ");
      const where = { row: row.number, column: place + 1, question: questions[q].label };
      const text = fill(words.problem_answer, { ...where, value: shorten(cell), allowed });
      problems.push({ field: "table", text });
    });
    if (!problems.length) counts[score.patternOf(answers)] += 1;
    return problems;
  }

  /* `fields` holds three rows of three texts, `size` the text of the group size or "". */
  function readCounts(fields, size, data) {
    const { questions, words } = data;
    const problems = [];
    const marginals = fields.map((row, q) =>
      row.map((text, place) => {
        const where = { question: questions[q].label, answer: questions[q].answers[place].label };
        return readWhole(text, `count-${q}-${place}`, { words, problems, where });
      }),
    );
    const totals = marginals.map((row) => row.reduce((a, b) => a + b, 0));
    const most = Math.max(...totals);
    const stated = size.trim() !== "";
    const people = stated ? readSize(size, { totals, questions, words, problems }) : most;
    if (!problems.length && most > PEOPLE_MAX) {
      const values = { value: most, max: PEOPLE_MAX, question: questions[totals.indexOf(most)].label };
      problems.push({ field: `count-${totals.indexOf(most)}-0`, text: fill(words.problem_many, values) });
    }
    if (!problems.length && !most) problems.push({ field: "count-0-0", text: words.problem_no_counts });
    return { marginals, totals, people, stated, problems };
  }

  function readWhole(text, field, { words, problems, where }) {
    const value = text.trim();
    if (value === "") return 0;
    if (/^\d+$/.test(value) && Number(value) <= PEOPLE_MAX) return Number(value);
    const values = { ...where, value: shorten(value), max: PEOPLE_MAX };
    problems.push({ field, text: fill(words.problem_count, values) });
    return 0;
  }

  function readSize(text, { totals, questions, words, problems }) {
    const where = { question: words.people, answer: words.people_number };
    const people = readWhole(text, "people", { words, problems, where });
    const most = Math.max(...totals);
    if (!problems.length && people < most) {
      const values = { value: people, total: most, question: questions[totals.indexOf(most)].label };
      problems.push({ field: "people", text: fill(words.problem_people, values) });
    }
    return people;
  }

  const api = { PEOPLE_MAX, readTable, readCounts };
  if (typeof module === "object" && module.exports) module.exports = api;
  else root.scoreInput = api;
})(typeof globalThis === "object" ? globalThis : this);
