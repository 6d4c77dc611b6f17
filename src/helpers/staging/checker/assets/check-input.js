/* What a reader types or pastes, read without a page: window.checkInput.

   readNumber a number as people print it -> {printed}: plain digits, or null for none
   readTable  a pasted table              -> rows as the form holds them, and how it was read

   A row is {label, kind, printed, count, n} of texts. Headings are known in every language of the
   book; they come with check-data.js. */
(function (root) {
  "use strict";

  const inNode = typeof module === "object" && module.exports;
  const { cells } = inNode ? require("./page-parts.js") : root.pageParts;
  const KINDS = ["percent", "mean", "median", "count"];
  const MOST_ROWS = 200;
  const MOST_DIGITS = 15;

  /* Plain digits with a point. Whole numbers ("isWhole") have grouping marks before three digits,
     where any other number has a decimal sign: 1,327 people, but 1,327 %. */
  function readNumber(text, isWhole) {
    let plain = text.normalize("NFKC").replace(/[\s'’_]+/g, " ").trim();
    plain = plain.replace(/^[\u2212\u2013\u2014]/, "-").replace(/^\+/, "");
    plain = plain.replace(/ ?[%٪]$/, "").replace(/^% ?/, "");
    if (isWhole && /^\d{1,3}([ .,]\d{3})+$/.test(plain)) plain = plain.replace(/[ .,]/g, "");
    plain = plain.replace(/(\d) (?=\d{3}(?!\d))/g, "$1");
    const marks = plain.match(/[.,]/g) ?? [];
    if (marks.length > 1) {
      // The last mark is the decimal sign, or there is none: 1.327,5 and 1,327,000.
      const last = marks[marks.length - 1];
      const groups = marks.slice(0, -1).every((mark) => mark !== last) ? marks[0] : null;
      const grouped = /^-?\d{1,3}([.,]\d{3})+$/.test(plain) && new Set(marks).size === 1;
      if (grouped) plain = plain.replace(/[.,]/g, "");
      else if (groups && /^-?\d{1,3}([.,]\d{3})+[.,]\d+$/.test(plain)) plain = plain.replaceAll(groups, "");
      else return null;
    }
    plain = plain.replace(",", ".").replace(/^(-?)\./, "$10.").replace(/\.$/, "");
    if (isWhole) plain = plain.replace(/^(\d+)\.0+$/, "$1");
    const isNumber = isWhole ? /^\d+$/.test(plain) : /^-?\d+(\.\d+)?$/.test(plain);
    return isNumber && plain.replace(/\D/g, "").length <= MOST_DIGITS ? plain : null;
  }

  const plainWord = (text) => text.normalize("NFKC").toLowerCase().replace(/[\s.,:;()№#]+/g, " ").trim();

  /* The separator of a table: the first of tab, semicolon and bar that it has. A comma separates
     only where every line has as many, two at least; otherwise it is a decimal sign. */
  function separatorOf(lines) {
    const found = ["\t", ";", "|"].find((mark) => lines.some((line) => line.includes(mark)));
    if (found) return found;
    const commas = lines.map((line) => cells(line, ",").length);
    return commas[0] > 2 && commas.every((number) => number === commas[0]) ? "," : "\t";
  }

  /* What each column of a first row is called; null when fewer than two words are known, or when
     there is a number among them. */
  function headerOf(row, headings) {
    const kinds = row.map((cell) => {
      const word = plainWord(cell);
      if (cell.trim() === "N" || cell.trim() === "n") return "n";
      return Object.keys(headings).find((kind) => headings[kind].includes(word)) ?? null;
    });
    const known = kinds.filter((kind) => kind);
    const hasNumber = row.some((cell) => readNumber(cell, false) !== null);
    const tells = known.some((kind) => kind !== "label");
    if (hasNumber || !tells || (known.length < 2 && row.length > 1)) return null;
    return kinds[0] === null && !kinds.includes("label") ? ["label", ...kinds.slice(1)] : kinds;
  }

  /* Columns without a heading: the first with words is the label. Of the numbers the percentages have
     percent signs, or else decimals, or else are all at most 100; the others are count and n. */
  function guess(rows) {
    const width = Math.max(...rows.map((row) => row.length));
    const column = (place) => rows.map((row) => row[place] ?? "").filter((cell) => cell !== "");
    const numeric = [...Array(width).keys()].filter((place) => {
      const filled = column(place);
      return filled.length && filled.filter((cell) => readNumber(cell, false) !== null).length * 2 > filled.length;
    });
    const has = (pattern) => numeric.find((place) => column(place).some((cell) => pattern.test(cell)));
    const isSmall = (place) => column(place).every((cell) => Number(readNumber(cell, false) ?? 0) <= 100);
    const printed = has(/%/) ?? has(/\d[.,]\d{1,2}$/) ?? numeric.find(isSmall);
    const others = numeric.filter((place) => place !== printed);
    const columns = Array(width).fill(null);
    const label = [...Array(width).keys()].find((place) => !numeric.includes(place));
    if (label !== undefined) columns[label] = "label";
    if (printed !== undefined) columns[printed] = "percent";
    others.slice(0, 2).forEach((place, order) => (columns[place] = ["count", "n"][order]));
    return columns;
  }

  /* The rows of a line: one for each printed number, or its count where nothing else is printed. */
  function rowsOf(line, columns, kinds) {
    const cell = (kind) => line[columns.indexOf(kind)] ?? "";
    const [label, count, n] = ["label", "count", "n"].map(cell);
    const typed = kinds.get(plainWord(cell("kind")));
    const printed = columns.flatMap((kind, place) =>
      KINDS.includes(kind) && kind !== "count" && line[place] ? [{ kind, text: line[place] }] : []);
    if (columns.includes("printed") && cell("printed"))
      printed.push({ kind: typed ?? "percent", text: cell("printed") });
    if (printed.length)
      return printed.map(({ kind, text }) => ({
        label, kind: typed ?? kind, printed: text, count: kind === "percent" ? count : "", n,
      }));
    return count ? [{ label, kind: "count", printed: count, count: "", n }] : [];
  }

  function readTable(text, { headings, kinds }) {
    const lines = text.replace(/^\uFEFF/, "").split(/\r\n|\r|\n/)
      .map((line) => line.replaceAll("\u001a", ""))
      .filter((line, place) => !(place === 0 && /^sep=.$/i.test(line)));
    const filled = lines.filter((line) => /[^\s;|,"]/.test(line));
    if (!filled.length) return { rows: [], columns: [], header: false, left: 0 };
    const separator = separatorOf(filled);
    const table = filled.map((line) => cells(line, separator));
    const header = headerOf(table[0], headings);
    const body = header ? table.slice(1) : table;
    const columns = header ?? guess(body);
    const words = new Map(Object.entries(kinds).flatMap(([kind, names]) => names.map((name) => [name, kind])));
    const rows = body.flatMap((line) => rowsOf(line, columns, words));
    return {
      rows: rows.slice(0, MOST_ROWS),
      columns: columns.filter((kind) => kind),
      header: header !== null,
      left: Math.max(0, rows.length - MOST_ROWS),
    };
  }

  const api = { KINDS, MOST_ROWS, readNumber, readTable };
  if (inNode) module.exports = api;
  else root.checkInput = api;
})(typeof globalThis === "object" ? globalThis : this);
