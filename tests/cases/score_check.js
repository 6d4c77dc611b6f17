/* Holds the page's scripts against the table of score_cases.py: every disagreement, as text.
   window.scoreCheck in a page, module.exports in node. */
(function (root) {
  "use strict";

  function disagreements(score, scoreInput, data, cases) {
    const schemes = new Map(data.schemes.map((entry) => [entry.name, score.readScheme(entry)]));
    const cuts = new Map(data.thresholds.map((entry) => [entry.id, entry.cuts.map(score.parse)]));
    const tools = { score, scoreInput, data, schemes, cuts };
    return cases.flatMap((entry, number) => checkCase(entry, `case ${number} (${entry.kind})`, tools));
  }

  function checkCase(entry, name, tools) {
    const { score, scoreInput, data } = tools;
    if (entry.kind === "counts") {
      const read = (scheme, rule) => score.boundsOf(entry.marginals, entry.people, scheme, rule);
      return [...checkFields(entry, name, tools), ...checkReadings(entry, name, { ...tools, read })];
    }
    const expected = countPatterns(entry.counts, data, score);
    let counts = expected;
    const found = [];
    if (entry.kind === "table") {
      const table = scoreInput.readTable(entry.text, data);
      counts = table.counts;
      found.push(...table.problems.map((problem) => `${name}: ${problem.text}`));
      if (String(counts) !== String(expected)) found.push(`${name}: read ${counts}, not ${expected}`);
    }
    const read = (scheme, rule) => score.meanOf(counts, scheme, rule);
    return [...found, ...checkReadings(entry, name, { ...tools, read })];
  }

  /* The counts as a visitor would type them. */
  function checkFields(entry, name, { scoreInput, data }) {
    const texts = entry.marginals.map((row) => row.map((n) => (n ? ` ${n}` : "")));
    const read = scoreInput.readCounts(texts, String(entry.people), data);
    const same = String(read.marginals) === String(entry.marginals) && read.people === entry.people;
    return [...read.problems.map((p) => `${name}: ${p.text}`), ...(same ? [] : [`${name}: misread`])];
  }

  function countPatterns(listed, data, score) {
    const counts = new Array(score.N_PATTERNS).fill(0);
    for (const [pattern, n] of listed) {
      const answers = pattern.map((id, q) =>
        id === null ? score.NO_ANSWER : data.questions[q].answers.findIndex((a) => a.id === id));
      counts[score.patternOf(answers)] += n;
    }
    return counts;
  }

  function checkReadings(entry, name, { score, schemes, cuts, read }) {
    return entry.expected.flatMap((wanted) => {
      const reading = read(schemes.get(wanted.scheme), wanted.rule);
      const ends = [reading.low, reading.high];
      const levels = [...cuts].map(([id, pair]) => [id, ends.map((end) => score.levelOf(end, pair))]);
      const got = {
        low: ends[0] && score.write(ends[0]),
        high: ends[1] && score.write(ends[1]),
        scored: [reading.scoredLow, reading.scoredHigh],
        levels: Object.fromEntries(levels),
      };
      return Object.keys(got)
        .filter((key) => JSON.stringify(got[key]) !== JSON.stringify(wanted[key]))
        .map((key) => `${name}, ${wanted.scheme}, ${wanted.rule}, ${key}: ` +
          `${JSON.stringify(got[key])}, not ${JSON.stringify(wanted[key])}`);
    });
  }

  root.scoreCheck = { disagreements };
  if (typeof module === "object" && module.exports) module.exports = root.scoreCheck;
})(typeof globalThis === "object" ? globalThis : this);
