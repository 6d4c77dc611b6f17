/* The result for a group: its first lines, the chart beside the towns, the tables of other readings.
   A group has `people`, `marginals`, `notes` and `read(scheme, rule)`, a reading as in score.js. */
(function () {
  "use strict";

  const { score, scoreData: data } = window;
  const { fill, make } = window.pageParts;
  const { words } = data;

  const schemes = data.schemes.map((entry) => ({ ...score.readScheme(entry), sameAs: entry.same_as }));
  const thresholds = data.thresholds.map((entry) => ({ ...entry, exact: entry.cuts.map(score.parse) }));
  const labels = new Map(schemes.map((scheme) => [scheme.name, scheme.label]));
  const bookScheme = schemes.find((scheme) => scheme.name === data.default.scheme);
  const bookThresholds = thresholds.find((entry) => entry.id === data.default.thresholds);
  const bookCuts = bookThresholds.exact;
  const bookRule = data.rules.find((rule) => rule.id === data.default.rule);
  // The chart shows this book's reading, so it spans that scheme's scores.
  const [scaleStart, scaleEnd] = [data.score_min, data.score_max].map(score.parse);

  // Numbers and levels as text.

  /* Two decimals, more where rounding would show another level than the exact number has. The ends
     of a range, "low" and "high", are rounded outward. */
  function writeNumber(exact, end) {
    const levels = (value) => thresholds.map((entry) => score.levelOf(value, entry.exact)).join();
    for (let places = 2; ; places++) {
      const rounded = score.decimal(exact, places, end);
      if (places < 6 && levels(rounded) !== levels(exact)) continue;
      const digits = String((rounded.n * 10n ** BigInt(places)) / rounded.d).padStart(places + 1, "0");
      const [whole, rest] = [digits.slice(0, -places), digits.slice(-places).replace(/0+$/, "")];
      return rest ? whole + data.decimal_sign + rest : whole;
    }
  }
  function writeExact(exact, end) {
    const isShort = score.isEqual(score.decimal(exact, 2), exact);
    return isShort ? writeNumber(exact) : `${writeNumber(exact, end)} (${score.write(exact)})`;
  }
  const isRange = ({ low, high }) => low !== null && !score.isEqual(low, high);
  const upTo = (a, b) => (a === b ? String(a) : `${a}–${b}`);
  function writeMean(reading) {
    if (reading.low === null) return words.none;
    if (!isRange(reading)) return writeNumber(reading.low);
    return upTo(writeNumber(reading.low, "low"), writeNumber(reading.high, "high"));
  }
  function writeLevel(reading, cuts) {
    if (reading.low === null) return words.none;
    const [low, high] = [reading.low, reading.high].map((end) => score.levelOf(end, cuts));
    return upTo(data.levels[low].label, data.levels[high].label);
  }

  const gapsOf = ({ marginals, people }) =>
    marginals.map((row) => people - row.reduce((a, b) => a + b, 0));

  // The first lines.

  function headline(reading) {
    if (reading.low === null) return words.no_score;
    const [max, level] = [writeNumber(scaleEnd), writeLevel(reading, bookCuts)];
    if (!isRange(reading)) return fill(words.exact, { score: writeExact(reading.low), max, level });
    const ends = { low: writeExact(reading.low, "low"), high: writeExact(reading.high, "high") };
    return fill(words.between, { ...ends, max, level });
  }
  function remarks(group, reading, isOpen) {
    const scored = upTo(reading.scoredLow, reading.scoredHigh);
    const perhapsNone = reading.scoredLow === 0 && reading.scoredHigh > 0;
    const [medium, high] = bookThresholds.texts;
    const book = { points: bookScheme.label, rule: bookRule.label, medium, high };
    return [
      fill(words.book_reading, book),
      fill(words.scored, { people: group.people, scored }),
      ...group.notes,
      ...(isOpen ? [words.needs_table] : []),
      ...(perhapsNone ? [words.perhaps_none] : []),
      allReadings(group),
    ];
  }

  /* Which levels the readings give, not how many give which: they are examples. A scheme that only
     repeats another is left out, and so are rules for missing answers where none is missing. */
  function allReadings(group) {
    const distinct = schemes.filter((scheme) => !scheme.sameAs);
    const rules = rulesFor(group);
    const found = new Set();
    for (const scheme of distinct)
      for (const rule of rules) {
        const reading = group.read(scheme, rule.id);
        for (const entry of thresholds) {
          const [low, high] = [reading.low, reading.high].map((end) => score.levelOf(end, entry.exact));
          found.add(low === null ? words.none : low === high ? data.levels[low].label : words.open);
        }
      }
    const order = [...data.levels.map((level) => level.label), words.open, words.none];
    const levels = order.filter((name) => found.has(name)).join(", ");
    const sizes = { schemes: distinct.length, rules: rules.length, cuts: thresholds.length };
    const number = sizes.schemes * sizes.rules * sizes.cuts;
    const isOne = data.levels.some((level) => level.label === levels);
    const text = isOne ? words.readings_same : words.readings_differ;
    return fill(text, { ...sizes, number, levels });
  }
  const rulesFor = (group) =>
    gapsOf(group).some((gap) => gap > 0) ? data.rules : [bookRule];

  const scrolling = (name) => ({ tabindex: "0", role: "region", "aria-label": name });
  function table(caption, heads, rows, note) {
    const headRow = make("tr", {}, heads.map((head) => make("th", { scope: "col" }, head)));
    const body = rows.map(([first, ...rest]) =>
      make("tr", {}, make("th", { scope: "row" }, first), rest.map((cell) => make("td", {}, cell))));
    return [
      make("div", { class: "score-scroll table-scroll", ...scrolling(caption) },
        make("table", {}, make("caption", {}, caption), make("thead", {}, headRow), make("tbody", {}, body))),
      note ? make("p", { class: "score-help" }, note) : null,
    ];
  }
  function readTable(group) {
    const gaps = gapsOf(group);
    const rows = data.questions.map((question, q) => {
      const parts = question.answers.map((answer, n) => `${answer.label}: ${group.marginals[q][n]}`);
      return [question.label, [...parts, `${words.no_answer}: ${gaps[q]}`].join("; ")];
    });
    return table(words.read_title, [words.question, words.answers], rows);
  }
  function schemeTable(group) {
    const rules = rulesFor(group);
    const heads = rules.length > 1 ? rules.map((rule) => rule.label) : [words.score];
    const rows = schemes.map((scheme) => {
      const same = scheme.sameAs ? fill(words.same_as, { name: labels.get(scheme.sameAs) }) : "";
      const note = scheme === bookScheme ? words.book_scheme : same;
      const name = [scheme.label, note ? make("small", {}, ` (${note})`) : null];
      const cells = rules.map((rule) => {
        const reading = group.read(scheme, rule.id);
        return reading.low === null ? words.none : `${writeMean(reading)}, ${writeLevel(reading, bookCuts)}`;
      });
      return [name.filter((part) => part), ...cells];
    });
    return table(words.schemes_title, [words.points, ...heads], rows, words.schemes_note);
  }
  function thresholdTable(reading) {
    const heads = [words.alternative, words.cut_medium, words.cut_high, words.your_level, words.reproduces];
    const rows = thresholds.map((entry) =>
      [entry.label, ...entry.texts, writeLevel(reading, entry.exact), entry.reproduces]);
    return table(words.thresholds_title, heads, rows);
  }

  // The chart: a table whose middle column is drawn; its numbers stand beside the drawing.

  const plain = ({ n, d }) => Number(n) / Number(d);
  const share = (exact) =>
    `${(100 * (plain(exact) - plain(scaleStart))) / (plain(scaleEnd) - plain(scaleStart))}%`;
  function place(node, low, high) {
    node.style.left = share(low);
    node.style.width = `calc(${share(high)} - ${share(low)})`;
    return node;
  }
  function track(low, high, span) {
    const bands = [...bookCuts, scaleEnd].slice(0, -1).map((cut, n) =>
      place(make("span", { class: `score-band score-band-${n}` }), cut, [...bookCuts, scaleEnd][n + 1]));
    const marks = low === null ? [] : [
      place(make("span", { class: "score-span" }), ...(span || [low, high])),
      ...(score.isEqual(low, high) ? [place(make("span", { class: "score-dot" }), low, low)] : []),
    ];
    return make("div", { class: "score-track", "aria-hidden": "true" }, bands, marks);
  }
  function axis() {
    const ends = [scaleStart, ...bookCuts, scaleEnd];
    const ticks = ends.map((end) => {
      const tick = make("span", { class: "score-tick" }, writeNumber(end));
      tick.style.left = share(end);
      return tick;
    });
    return make("div", { class: "score-axis", "aria-hidden": "true" }, ticks);
  }
  function chartRow(name, drawn, text, level, own) {
    return make("tr", { class: own ? "score-own" : "score-town" }, make("th", { scope: "row" }, name),
      make("td", { class: "score-drawn" }, drawn), make("td", {}, text), make("td", {}, level));
  }
  function chart(reading) {
    const own = reading
      ? chartRow(words.your_group, track(reading.low, reading.high), writeMean(reading),
        reading.low === null ? "" : writeLevel(reading, bookCuts), true)
      : chartRow(words.your_group, track(null), words.not_entered, "", true);
    const rows = data.towns.map((town) => {
      const mean = score.parse(town.score);
      return chartRow(town.label, track(mean, mean, town.rounding.map(score.parse)), town.text,
        data.levels[town.level].label, false);
    });
    const head = make("tr", {}, make("th", { scope: "col" }, words.town),
      make("th", { scope: "col" }, make("span", { class: "score-hidden" }, words.position), axis()),
      make("th", { scope: "col" }, words.score), make("th", { scope: "col" }, words.level));
    return [
      make("div", { class: "table-scroll", ...scrolling(words.chart_title) },
        make("table", { class: "score-chart" }, make("caption", {}, words.chart_title),
          make("thead", {}, head), make("tbody", {}, own, rows))),
      make("p", { class: "score-help" }, words.chart_note),
    ];
  }

  const bookReading = (group) => group.read(bookScheme, bookRule.id);

  /* What is announced: the score under this book's scheme, and what it rests on. */
  function summary(group) {
    const readings = schemes.flatMap((scheme) => data.rules.map((rule) => group.read(scheme, rule.id)));
    const notes = remarks(group, bookReading(group), readings.some(isRange));
    return [
      make("p", { class: "score-headline" }, headline(bookReading(group))),
      ...notes.map((note) => make("p", {}, note)),
    ];
  }
  const tables = (group) =>
    [readTable(group), schemeTable(group), thresholdTable(bookReading(group))].flat().filter((node) => node);

  window.scoreResult = { summary, tables, chart: (group) => chart(group && bookReading(group)) };
})();
