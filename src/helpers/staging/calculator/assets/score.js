/* The 9-point score in exact arithmetic, without a page: window.score, or require("./score.js").

   The same as helpers.scale.scores, whose answers tests/cases/score_cases.py holds against it, and
   what that module does not need: bounds of the mean score when only the counts per answer are
   known (boundsOf). A number is a fraction (fractions.js); answers are 0, 1, 2 from the most to the
   least engaged, 3 for no answer; a pattern is 16 a + 4 b + c of the three. */
(function (root) {
  "use strict";

  const fractions = typeof module === "object" && module.exports ? require("./fractions.js") : root.fractions;
  const { fraction, parse, times, plus, over, write, decimal, isBelow, isEqual } = fractions;
  const N_QUESTIONS = 3;
  const NO_ANSWER = 3;
  const N_PATTERNS = 64;

  // Points. Inside the sums they are whole multiples of 1/unit, so that plain numbers are exact.
  function readScheme(entry) {
    const exact = entry.points.map((row) => row.map(parse));
    const unit = exact.flat().reduce((product, point) => lcm(product, Number(point.d)), 1);
    const points = exact.map((row) => row.map((point) => (Number(point.n) * unit) / Number(point.d)));
    return { name: entry.name, label: entry.label ?? entry.name, points, unit, rescale: parse(entry.rescale) };
  }
  function lcm(a, b) {
    let [x, y] = [a, b];
    while (y) [x, y] = [y, x % y];
    return (a * b) / x;
  }
  const toScore = (scheme, sum, divisor) =>
    times(scheme.rescale, fraction(sum, BigInt(scheme.unit) * BigInt(divisor)));

  const patternOf = (answers) => answers.reduce((code, answer) => 4 * code + answer, 0);
  const answersOf = (pattern) => [pattern >> 4, (pattern >> 2) & 3, pattern & 3];

  /* Score of one pattern, null for none: helpers.scale.scores.score_pattern. */
  function scorePattern(pattern, scheme, rule) {
    const given = answersOf(pattern)
      .map((answer, question) => [answer, scheme.points[question]])
      .filter(([answer]) => answer !== NO_ANSWER);
    const sum = given.reduce((total, [answer, points]) => total + points[answer], 0);
    if (rule === "zero" || given.length === N_QUESTIONS) return toScore(scheme, sum, 1);
    if (rule === "complete_cases" || !given.length) return null;
    return toScore(scheme, sum * N_QUESTIONS, given.length);
  }

  /* Mean score of a group whose patterns are known: helpers.scale.scores.mean_score.
     `counts` has one whole number per pattern. */
  function meanOf(counts, scheme, rule) {
    let [sum, scored, unscored] = [fraction(0n), 0, 0];
    counts.forEach((count, pattern) => {
      if (!count) return;
      const score = scorePattern(pattern, scheme, rule);
      if (score === null) unscored += count;
      else {
        scored += count;
        sum = plus(sum, times(score, fraction(count)));
      }
    });
    const mean = scored ? over(sum, scored) : null;
    return { low: mean, high: mean, scoredLow: scored, scoredHigh: scored, people: scored + unscored };
  }

  /* Lowest and highest mean score that any group with these counts per answer can have.
     `marginals` has three counts per question, `people` is the size of the group; who left which
     question without an answer is free. Both ends are reached by some group; null where no group
     with these counts has a score. */
  function boundsOf(marginals, people, scheme, rule) {
    const missing = marginals.map((row) => people - row.reduce((a, b) => a + b, 0));
    const known = { marginals, people, missing, scheme };
    if (rule === "zero") return boundsZero(known);
    return rule === "complete_cases" ? boundsComplete(known) : boundsPersonMean(known);
  }

  /* Everybody is scored and every answer counts once: nothing is left open. */
  function boundsZero({ marginals, people, scheme }) {
    const sum = marginals.reduce((total, row, q) => total + extreme(row, scheme.points[q], people, true), 0);
    const mean = people ? toScore(scheme, sum, people) : null;
    return { low: mean, high: mean, scoredLow: people, scoredHigh: people, people };
  }

  /* k people answered everything, from people - (all gaps) to people - (most gaps). Their answers to
     a question may be any k of those given, and the mean of the best k falls as k grows. */
  function boundsComplete({ marginals, people, missing, scheme }) {
    const scoredLow = Math.max(0, people - missing.reduce((a, b) => a + b, 0));
    const scoredHigh = people - Math.max(...missing);
    const k = Math.max(1, scoredLow);
    const end = (best) => {
      if (!scoredHigh) return null;
      const sums = marginals.map((row, q) => extreme(row, scheme.points[q], k, best));
      return toScore(scheme, sums[0] + sums[1] + sums[2], k);
    };
    return { low: end(false), high: end(true), scoredLow, scoredHigh, people };
  }

  /* An answer weighs 3 if it is its person's only one, 3/2 beside one other, 1 beside two. With e
     people without any answer, u_q who answered q only and D = sum of u, those who answered all are
     people - (all gaps) + 2e + D, and the best case gives the best answers the largest weights:
     twice the sum over scored people is the sum of 3 T_q(u_q) + T_q(answers - all) + 2 T_q(answers),
     with T_q(n) the best n answers. For each e and D the u_q >= e + D - gaps_q that make it largest
     are found by always taking the best next answer, since T_q grows by ever smaller steps. */
  function boundsPersonMean({ marginals, people, missing, scheme }) {
    const gaps = missing.reduce((a, b) => a + b, 0);
    const [emptyLow, emptyHigh] = [Math.max(0, gaps - 2 * people), Math.min(...missing)];
    const end = (best) => {
      let found = null;
      for (let empty = emptyLow; empty <= emptyHigh && empty < people; empty++) {
        const sum = extremeSum({ marginals, people, missing, scheme, gaps, empty, best });
        if (sum === null) continue;
        const mean = toScore(scheme, sum, 2 * (people - empty));
        if (!found || (best ? isBelow(found, mean) : isBelow(mean, found))) found = mean;
      }
      return found;
    };
    const scoredLow = people - emptyHigh;
    return { low: end(false), high: end(true), scoredLow, scoredHigh: people - emptyLow, people };
  }

  function extremeSum({ marginals, people, missing, scheme, gaps, empty, best }) {
    let found = null;
    for (let singles = Math.max(0, gaps - people - 2 * empty); ; singles++) {
      const least = missing.map((gap) => Math.max(0, empty + singles - gap));
      const rest = singles - least[0] - least[1] - least[2];
      if (rest < 0) return found;
      const alone = fillUp(least, rest, marginals, scheme, best);
      const complete = people - gaps + 2 * empty + singles;
      let sum = 0;
      for (let q = 0; q < N_QUESTIONS; q++) {
        const take = (n) => extreme(marginals[q], scheme.points[q], n, best);
        const answered = people - missing[q];
        sum += 3 * take(alone[q]) + take(answered - complete) + 2 * take(answered);
      }
      if (found === null || (best ? sum > found : sum < found)) found = sum;
    }
  }

  /* Raise `least` by `rest` in all, each time where the next answer has the most (least) points. */
  function fillUp(least, rest, marginals, scheme, best) {
    const alone = [...least];
    while (rest > 0) {
      let chosen = null;
      for (let q = 0; q < N_QUESTIONS; q++) {
        const step = nextStep(marginals[q], scheme.points[q], alone[q], best);
        if (step && (!chosen || (best ? step.point > chosen.point : step.point < chosen.point)))
          chosen = { ...step, q };
      }
      const n = Math.min(rest, chosen.room);
      alone[chosen.q] += n;
      rest -= n;
    }
    return alone;
  }
  function nextStep(row, points, taken, best) {
    let end = 0;
    for (const answer of best ? [0, 1, 2] : [2, 1, 0]) {
      end += row[answer];
      if (taken < end) return { point: points[answer], room: end - taken };
    }
    return null;
  }

  /* Sum of the points of the best (worst) n answers; all of them where n is more. */
  function extreme(row, points, n, best) {
    let [sum, rest] = [0, n];
    for (const answer of best ? [0, 1, 2] : [2, 1, 0]) {
      const taken = Math.min(rest, row[answer]);
      sum += taken * points[answer];
      rest -= taken;
    }
    return sum;
  }

  /* Position of the level (0 low, 1 medium, 2 high); a threshold belongs to the level it opens. */
  function levelOf(mean, cuts) {
    if (mean === null) return null;
    return cuts.filter((cut) => !isBelow(mean, cut)).length;
  }

  /* Counts per pattern to counts per answer of each question. */
  function marginalsOf(counts) {
    const rows = [0, 1, 2].map(() => [0, 0, 0]);
    counts.forEach((count, pattern) =>
      answersOf(pattern).forEach((answer, q) => {
        if (answer !== NO_ANSWER) rows[q][answer] += count;
      }),
    );
    return rows;
  }

  const api = {
    N_PATTERNS, NO_ANSWER, fraction, parse, write, decimal, isBelow, isEqual, readScheme,
    patternOf, answersOf, scorePattern, meanOf, boundsOf, levelOf, marginalsOf,
  };
  if (typeof module === "object" && module.exports) module.exports = api;
  else root.score = api;
})(typeof globalThis === "object" ? globalThis : this);
