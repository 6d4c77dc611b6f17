/* Printed numbers and what can be behind them, without a page: window.check, require("./check.js").

   The same as helpers.ledger.reported, helpers.audit.means and helpers.audit.questions, whose
   answers tests/cases/check_cases.py holds against it. A printed number is text in plain digits,
   "6.0"; whole numbers go in as Numbers and come out as pairs [first, last] of BigInts, null for
   none; fractions are those of fractions.js. */
(function (root) {
  "use strict";

  const inNode = typeof module === "object" && module.exports;
  const { fraction, parse, times, plus, over, isBelow, isEqual, floor, ceil } =
    inNode ? require("./fractions.js") : root.fractions;

  const MOST = 100000;
  const HALF = fraction(1, 2);
  const [ZERO, ONE] = [fraction(0), fraction(1)];
  const PRINTED = /^-?[0-9]+(\.[0-9]+)?$/;
  /* Inward and outward reach in units of the last digit, and whether each end belongs to it. */
  const REACH = {
    exact: [ZERO, ZERO, true, true],
    nearest: [HALF, HALF, true, true],
    half_up: [HALF, HALF, true, false],
    half_down: [HALF, HALF, false, true],
    half_even: [HALF, HALF, true, true],
    truncated: [ZERO, ONE, true, false],
    up: [ONE, ZERO, false, true],
  };

  const minus = (a) => ({ n: -a.n, d: a.d });
  const inverse = (a) => fraction(a.d, a.n);

  /* Value, decimals and the unit of the last digit; null for a text that is no printed number. */
  function read(text) {
    if (!PRINTED.test(text)) return null;
    const decimals = (text.split(".")[1] ?? "").length;
    const power = 10n ** BigInt(decimals);
    return { value: fraction(BigInt(text.replace(".", "")), power), decimals, unit: fraction(1n, power) };
  }

  /* Which values print so under a rule: {low, high, lowIn, highIn}. */
  function rangeOf(text, rule) {
    const { value, unit } = read(text);
    let [inward, outward, inner, outer] = REACH[rule];
    if (rule === "half_even") inner = outer = over(times(value, inverse(unit)), 2).d === 1n;
    const [near, far] = [times(inward, unit), times(outward, unit)];
    if (value.n === 0n) return { low: minus(far), high: far, lowIn: outer, highIn: outer };
    if (value.n < 0n)
      return { low: plus(value, minus(far)), high: plus(value, near), lowIn: outer, highIn: inner };
    return { low: plus(value, minus(near)), high: plus(value, far), lowIn: inner, highIn: outer };
  }
  function contains({ low, high, lowIn, highIn }, value) {
    const above = isBelow(low, value) || (lowIn && isEqual(low, value));
    return above && (isBelow(value, high) || (highIn && isEqual(high, value)));
  }
  const pair = (first, last) => (first <= last ? [first, last] : null);
  const overlap = (one, other) =>
    one && other && pair(one[0] > other[0] ? one[0] : other[0], one[1] < other[1] ? one[1] : other[1]);
  const wholes = ({ low, high, lowIn, highIn }) =>
    pair(lowIn ? ceil(low) : floor(low) + 1n, highIn ? floor(high) : ceil(high) - 1n);
  const scaled = ({ low, high, ...ends }, factor) =>
    ({ low: times(low, factor), high: times(high, factor), ...ends });

  /* Which counts out of `base` print as this percentage? */
  function countsOf(percent, base, rule) {
    const counts = wholes(scaled(rangeOf(percent, rule), fraction(base, 100)));
    return overlap(counts, [0n, BigInt(base)]);
  }

  /* On which bases up to `most` does `count` print as this percentage? */
  function basesOf(count, percent, most, rule) {
    const allowed = pair(BigInt(Math.max(count, 1)), BigInt(most));
    const range = rangeOf(percent, rule);
    if (count === 0) return contains(range, ZERO) ? allowed : null;
    if (range.high.n <= 0n) return null;
    const top = fraction(100 * count);
    // Dividing by the percentage swaps the ends; from zero percent down no base is too large.
    const high = range.low.n > 0n ? times(top, inverse(range.low)) : fraction(most + 1);
    const low = times(top, inverse(range.high));
    return overlap(wholes({ low, high, lowIn: range.highIn, highIn: range.lowIn }), allowed);
  }

  /* Can the answers of n people to so many items, in such steps, have this mean? (GRIM)
     `step` is a fraction; sums are counted in steps. */
  function grim(mean, n, { items = 1, step = ONE, rule }) {
    const { value, unit } = read(mean);
    const granule = over(over(step, n), items);
    const sums = wholes(scaled(rangeOf(mean, rule), inverse(granule)));
    const position = times(value, inverse(granule));
    return {
      consistent: sums !== null,
      canFail: canFail(times(granule, inverse(unit)), rule),
      sums,
      below: times(granule, fraction(floor(position))),
      above: times(granule, fraction(ceil(position))),
    };
  }

  /* Whether a number with as many decimals could be impossible, values lying `granule` units of the
     last digit apart: helpers.audit.means. */
  function canFail({ n: units, d: values }, rule) {
    if (rule === "exact") return units > 1n;
    return units > values + (rule === "nearest" && values % 2n === 0n ? 1n : 0n);
  }
  const canFailOn = (percent, base, rule) =>
    canFail(times(fraction(100, base), inverse(read(percent).unit)), rule);

  /* The first and the last count of a percentage on any of many bases, as functions of the base, in
     plain numbers where these are exact. None works where the first is above the last. */
  function counter(percent, most, rule) {
    const { low, high, lowIn, highIn } = rangeOf(percent, rule);
    const divisors = [low.d * 100n, high.d * 100n];
    const widest = [low.n, high.n].map((n) => (n < 0n ? -n : n) * BigInt(most));
    const isSafe = divisors.every((d, end) => widest[end] + d < BigInt(Number.MAX_SAFE_INTEGER));
    if (!isSafe) {
      const end = (base, place) => Number((countsOf(percent, base, rule) ?? [1n, 0n])[place]);
      return { first: (base) => end(base, 0), last: (base) => end(base, 1) };
    }
    const [lowN, highN, lowD, highD] = [low.n, high.n, ...divisors].map(Number);
    return {
      first: (base) => Math.max(lowIn ? -floorOf(-lowN * base, lowD) : floorOf(lowN * base, lowD) + 1, 0),
      last: (base) => Math.min(highIn ? floorOf(highN * base, highD) : -floorOf(-highN * base, highD) - 1, base),
    };
  }
  /* The quotient of doubles may be rounded to a whole number; products of whole numbers are exact. */
  function floorOf(a, b) {
    const whole = Math.floor(a / b);
    return whole * b > a ? whole - 1 : (whole + 1) * b <= a ? whole + 1 : whole;
  }

  /* On which bases from `first` to `last` is a percentage without a count possible? */
  function possibleBases(percent, first, last, rule) {
    const counts = counter(percent, last, rule);
    return stretches(first, last, (base) => counts.first(base) <= counts.last(base));
  }
  function stretches(first, last, holds) {
    const found = [];
    for (let base = first; base <= last; base++) if (holds(base)) add(found, base);
    return found;
  }
  /* The next base makes the last stretch longer, or begins another. */
  function add(found, base) {
    const end = found[found.length - 1];
    if (end && end[1] === base - 1) end[1] = base;
    else found.push([base, base]);
  }

  /* The most percentages of a question that follow together, and on which bases.

     `answers` are {printed, count}, count null where none is known; `isSingle` where each person
     gives at most one answer, so that the counts must fit into the base together. `all` are the
     bases on which all of them follow, `whole` those of them that the counts add up to. */
  function bestFit(answers, { first, last, isSingle, rule }) {
    const sides = answers.map(({ printed, count }) => ({
      count,
      bases: count === null ? null : basesOf(count, printed, last, rule)?.map(Number),
      counts: count === null ? counter(printed, last, rule) : null,
    }));
    let [most, best] = [0, []];
    const whole = [];
    for (let base = first; base <= last; base++) {
      const { number, least, largest } = follow(sides, { base, isSingle, most });
      if (number > most) [most, best] = [number, []];
      if (number && number === most) add(best, base);
      if (number === sides.length && least <= base && base <= largest) add(whole, base);
    }
    const all = most === answers.length ? best : [];
    return { most, bases: best, all, whole: isSingle ? whole : [] };
  }
  /* How many follow on a base, and what the counts add up to; where these cannot be as many as
     `most`, how many is not looked into. */
  function follow(sides, { base, isSingle, most }) {
    let [found, least, largest, given] = [0, 0, 0, 0];
    const fewest = [];
    for (const { count, bases, counts } of sides) {
      if (count !== null) {
        if (bases && bases[0] <= base && base <= bases[1]) found++;
        given += count;
        continue;
      }
      const low = counts.first(base);
      const high = counts.last(base);
      if (low > high) continue;
      fewest.push(low);
      least += low;
      largest += high;
    }
    const room = base - given;
    const number = found + fewest.length;
    const sums = { least: least + given, largest: largest + given };
    if (!isSingle || least <= room || number < most) return { number, ...sums };
    let total = 0;
    const fitting = fewest.sort((a, b) => a - b).filter((low) => (total += low) <= room);
    return { number: found + fitting.length, ...sums };
  }

  /* The sum of printed percentages, and the values that the sum of the unrounded ones can have. */
  function sumOf(percents, rule) {
    const sum = percents.reduce((total, text) => plus(total, read(text).value), ZERO);
    const ranges = percents.map((text) => rangeOf(text, rule));
    const range = {
      low: ranges.reduce((total, each) => plus(total, each.low), ZERO),
      high: ranges.reduce((total, each) => plus(total, each.high), ZERO),
      lowIn: ranges.every((each) => each.lowIn),
      highIn: ranges.every((each) => each.highIn),
    };
    return { sum, range };
  }

  /* Whether counts give these percentages once they are adjusted to add up to 100: the sum is 100,
     each lies less than a unit of its last digit from its share, and the shares rounded as usual
     add up to something else. */
  function isAdjusted(answers, base) {
    if (!answers.length || answers.some(({ count }) => count === null)) return false;
    if (!isEqual(sumOf(answers.map(({ printed }) => printed), "half_up").sum, fraction(100))) return false;
    const shares = answers.map(({ printed, count }) => ({ printed, share: fraction(100 * count, base) }));
    const near = shares.every(({ printed, share }) => {
      const { value, unit } = read(printed);
      return isBelow(plus(value, minus(unit)), share) && isBelow(share, plus(value, unit));
    });
    return near && shares.some(({ printed, share }) => !contains(rangeOf(printed, "half_up"), share));
  }

  const api = {
    MOST, RULES: Object.keys(REACH), read, rangeOf, contains, countsOf, basesOf, grim, canFailOn,
    possibleBases, bestFit, sumOf, isAdjusted, fraction, parse,
  };
  if (inNode) module.exports = api;
  else root.check = api;
})(typeof globalThis === "object" ? globalThis : this);
