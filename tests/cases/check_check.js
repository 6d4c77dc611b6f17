/* Holds the page's arithmetic against the table of tests/cases/check_cases.py: every disagreement,
   as text. window.checkCheck in a page, module.exports in node. */
(function (root) {
  "use strict";

  const numbers = (found) => (found === null ? null : found.map(Number));
  const write = ({ n, d }) => (d === 1n ? `${n}` : `${n}/${d}`);

  const ANSWERS = {
    range: (check, { printed, rule }) => {
      const { low, high, lowIn, highIn } = check.rangeOf(printed, rule);
      return [write(low), write(high), lowIn, highIn];
    },
    counts: (check, { printed, base, rule }) => numbers(check.countsOf(printed, base, rule)),
    bases: (check, { count, printed, most, rule }) => numbers(check.basesOf(count, printed, most, rule)),
    mean: (check, { printed, n, items, step, rule }) => {
      const found = check.grim(printed, n, { items, step: check.parse(step), rule });
      const { consistent, canFail, sums, below, above } = found;
      return [consistent, canFail, numbers(sums), write(below), write(above)];
    },
    fit: (check, { answers, first, last, single, rule }) => {
      const given = answers.map(([printed, count]) => ({ printed, count }));
      const found = check.bestFit(given, { first, last, isSingle: single, rule });
      return [found.most, found.bases, found.whole];
    },
  };

  function disagreements(check, cases) {
    return cases.flatMap((entry, number) => {
      const { expected, ...given } = entry;
      const found = JSON.stringify(ANSWERS[entry.kind](check, entry));
      const wanted = JSON.stringify(expected);
      return found === wanted ? [] : [`case ${number} ${JSON.stringify(given)}: ${found}, not ${wanted}`];
    });
  }

  root.checkCheck = { disagreements };
  if (typeof module === "object" && module.exports) module.exports = root.checkCheck;
})(typeof globalThis === "object" ? globalThis : this);
