/* What can be said of each number and of a question: window.checkJudge. Sentences are in the words
   of check-data.js; nothing here knows of the page.

   judgeTable    all rows -> {rows, question}: for each row, and for the percentages as answers to one
                 question, {status, sentences, lists}; null for an empty row, and without a question

   status: possible; rule (only under a rounding that is not the usual one); base (together on another
   base than the stated one); impossible; open (nothing can be tested); unread (the text is no number). `lists` are answers per rounding rule. */
(function (root) {
  "use strict";

  const inNode = typeof module === "object" && module.exports;
  const fractions = inNode ? require("./fractions.js") : root.fractions;
  const check = inNode ? require("./check.js") : root.check;
  const { readNumber } = inNode ? require("./check-input.js") : root.checkInput;
  const { fill, shorten } = inNode ? require("./page-parts.js") : root.pageParts;
  const { fraction, times, over, isBelow, isEqual, floor } = fractions;
  const USUAL = "half_up";
  const NEAREST = ["half_up", "half_even", "half_down"];
  const MOST_DECIMALS = 8;
  const MOST_STRETCHES = 6;
  const MOST_ANSWERS = 30;

  function judging(data) {
    const { words, rules } = data;
    const ids = rules.map((rule) => rule.id);

    // Numbers as text.

    function whole(number) {
      const digits = String(number);
      return digits.replace(/\B(?=(\d{3})+(?!\d))/g, data.group_sign);
    }
    function decimals(exact, places) {
      const sign = exact.n < 0n ? "−" : "";
      const { n, d } = fractions.decimal({ n: exact.n < 0n ? -exact.n : exact.n, d: exact.d }, places);
      const digits = String((n * 10n ** BigInt(places)) / d).padStart(places + 1, "0");
      const head = whole(digits.slice(0, digits.length - places));
      return sign + head + (places ? data.decimal_sign + digits.slice(-places) : "");
    }
    const asPrinted = (printed) => printed.replace("-", "−").replace(".", data.decimal_sign);

    /* One decimal more than was printed, and more while rounding would move the number into or out
       of a rounding range, or onto the printed digits. */
    function precisely(exact, printed) {
      const ranges = ids.map((rule) => check.rangeOf(printed, rule));
      for (let places = check.read(printed).decimals + 1; ; places++) {
        const shown = fractions.decimal({ n: exact.n < 0n ? -exact.n : exact.n, d: exact.d }, places);
        const signed = { n: exact.n < 0n ? -shown.n : shown.n, d: shown.d };
        const same = ranges.every((range) => check.contains(range, signed) === check.contains(range, exact));
        if (same || places >= MOST_DECIMALS) return decimals(exact, places).replace(/0+$/, "").replace(/\D$/, "");
      }
    }
    const upTo = ([first, last]) => (first === last ? whole(first) : `${whole(first)}–${whole(last)}`);

    /* Stretches of bases, those next to n first, and how many are left out. */
    function listed(stretches, n) {
      const near = (pair) => (n === null ? 0 : pair[1] < n ? n - pair[1] : pair[0] > n ? pair[0] - n : 0);
      const chosen = [...stretches].sort((a, b) => near(a) - near(b) || a[0] - b[0]).slice(0, MOST_STRETCHES);
      const text = chosen.sort((a, b) => a[0] - b[0]).map(upTo).join(", ");
      const number = stretches.length - chosen.length;
      return number ? fill(words.and_more, { list: text, number: whole(number) }) : text;
    }

    /* Rules by name; those to the nearest, and all together, have a name of their own. */
    function named(chosen) {
      if (chosen.length === ids.length) return words.every_rule;
      const isNearest = NEAREST.every((id) => chosen.includes(id));
      const rest = rules.filter(({ id }) => chosen.includes(id) && !(isNearest && NEAREST.includes(id)));
      return [...(isNearest ? [words.nearest] : []), ...rest.map(({ label }) => label)].join(", ");
    }
    /* Rules with the same answer stand together: [{rules, text, fits}], those without one last. */
    function byRule(answer, none = words.none) {
      const found = new Map();
      for (const id of ids) {
        const text = answer(id);
        found.set(text, [...(found.get(text) ?? []), id]);
      }
      const groups = [...found].map(([text, chosen]) =>
        ({ rules: named(chosen), text: text || none, fits: Boolean(text) }));
      return [...groups.filter((group) => group.fits), ...groups.filter((group) => !group.fits)];
    }
    const fitting = (holds) => byRule((rule) => (holds(rule) ? words.yes : ""), words.no);
    const statusOf = (holds) =>
      holds(USUAL) ? "possible" : ids.some(holds) ? "rule" : "impossible";
    const onlyUnder = (holds) => {
      const chosen = ids.filter(holds);
      return chosen.length ? [fill(words.only_under, { rules: named(chosen) })] : [];
    };
    const said = (status, sentences, lists = []) => ({ status, sentences, lists });

    // What a row holds.

    function problem(name, text, mend) {
      return fill(mend, { field: name, value: shorten(text.trim()) });
    }
    function readRow(row, common) {
      const problems = [];
      const number = (text, name, isWhole, mend) => {
        if (!text.trim()) return null;
        const found = readNumber(text, isWhole);
        if (found === null) problems.push(problem(name, text, mend));
        return found;
      };
      const size = (text, name, least) => {
        const found = number(text, name, true, words.bad_whole);
        if (found === null) return null;
        if (Number(found) >= least && Number(found) <= check.MOST) return Number(found);
        const range = { field: name, value: shorten(text.trim()), least, most: whole(check.MOST) };
        problems.push(fill(words.bad_size, range));
        return null;
      };
      const isCount = row.kind === "count";
      const printed = number(row.printed, words.printed, isCount, isCount ? words.bad_whole : words.bad_number);
      const isPercent = row.kind === "percent";
      const count = isPercent ? size(row.count, words.count, 0) : null;
      const n = size(row.n.trim() ? row.n : common.n, words.n, 1);
      const isMean = row.kind === "mean" || row.kind === "median";
      const items = isMean ? size(row.items ?? "", words.items, 1) ?? 1 : 1;
      let step = isMean ? number(row.step ?? "", words.step, false, words.bad_number) : null;
      if (step !== null && !(check.read(step).value.n > 0n)) {
        problems.push(problem(words.step, row.step, words.bad_step));
        step = null;
      }
      return { kind: row.kind, printed, count, n, items, step: step === null ? fraction(1) : check.read(step).value, problems };
    }

    function judgeRow(row, common) {
      if (!row.printed.trim()) return null;
      const entry = readRow(row, common);
      if (entry.problems.length) return said("unread", entry.problems);
      if (entry.kind === "count") return judgeCount(entry);
      if (entry.kind === "percent") return judgePercent(entry);
      return judgeMean(entry);
    }

    // A count is a part of its base.

    function judgeCount({ printed, n }) {
      if (n === null) return said("open", [words.count_needs_n]);
      const count = Number(printed);
      if (count > n) return said("impossible", [fill(words.count_over, { count: whole(printed), n: whole(n) })]);
      const share = decimals(fraction(100 * count, n), 1);
      return said("possible", [fill(words.count_share, { count: whole(printed), n: whole(n), share })]);
    }

    // Percentages.

    function judgePercent(entry) {
      const { printed, count, n } = entry;
      const { value } = check.read(printed);
      const shown = asPrinted(printed);
      if (value.n < 0n || isBelow(fraction(100), value))
        return said("impossible", [fill(words.percent_outside, { printed: shown })]);
      if (count !== null && n !== null && count > n)
        return said("impossible", [fill(words.count_over, { count: whole(count), n: whole(n) })]);
      if (count !== null && n !== null) return withBoth({ printed, shown, count, n });
      if (n !== null) return withBase({ printed, shown, n });
      if (count !== null) return withCount({ printed, shown, count });
      return alone({ printed, shown });
    }

    function countLists({ printed, shown, n }) {
      const groups = byRule((rule) => {
        const counts = check.countsOf(printed, n, rule);
        return counts ? upTo(counts) : "";
      });
      return { title: fill(words.counts_title, { printed: shown, n: whole(n) }), groups };
    }
    function baseLists({ printed, shown, count }) {
      const groups = byRule((rule) => {
        const bases = check.basesOf(count, printed, check.MOST, rule);
        return bases ? upTo(bases) : "";
      });
      return { title: fill(words.bases_title, { printed: shown, count: whole(count) }), groups };
    }

    function withBoth({ printed, shown, count, n }) {
      const share = fraction(100 * count, n);
      const holds = (rule) => check.contains(check.rangeOf(printed, rule), share);
      let status = statusOf(holds);
      const values = { count: whole(count), n: whole(n), share: precisely(share, printed), printed: shown };
      const sentences = [fill(words.share_is, values)];
      if (status === "rule") sentences.push(...onlyUnder(holds));
      const lists = [{ title: words.rules_title, groups: fitting(holds) }];
      lists.push(countLists({ printed, shown, n }));
      // Nobody is 0 % of any base.
      if (count) lists.push(baseLists({ printed, shown, count }));
      if (status === "impossible") {
        lists.shift();
        const bases = check.basesOf(count, printed, check.MOST, USUAL);
        sentences.push(beyond(bases, n));
        if (bases && bases[0] < n) status = "base";
      }
      return said(status, sentences, lists);
    }
    /* Whether the bases that work lie within the stated one. */
    function beyond(bases, n) {
      if (!bases) return fill(words.no_base, { most: whole(check.MOST) });
      return fill(bases[0] > n ? words.bases_over : words.bases_within, { bases: upTo(bases), n: whole(n) });
    }

    function withBase({ printed, shown, n }) {
      const holds = (rule) => check.countsOf(printed, n, rule) !== null;
      const lists = [countLists({ printed, shown, n })];
      const any = { n: whole(n), decimals: check.read(printed).decimals };
      if (!check.canFailOn(printed, n, USUAL)) return said("open", [fill(words.any_percent, any)], lists);
      const status = statusOf(holds);
      if (status === "possible") return said(status, [fill(words.some_count, { printed: shown, n: whole(n) })], lists);
      const exact = over(times(check.read(printed).value, fraction(n)), 100);
      const below = floor(exact);
      const near = [below, below + 1n].filter((count) => count <= BigInt(n)).map((count) =>
        fill(words.neighbour, { count: whole(count), n: whole(n), share: precisely(fraction(100n * count, n), printed) }));
      const sentences = [fill(words.no_count, { printed: shown, n: whole(n) }), ...near];
      if (status === "rule") return said(status, [...onlyUnder(holds), ...near], lists);
      const others = check.possibleBases(printed, 1, n, USUAL);
      sentences.push(others.length
        ? fill(words.smaller_bases, { bases: listed(others, n) })
        : words.smaller_none);
      return said(status, sentences);
    }

    function withCount({ printed, shown, count }) {
      const bases = (rule) => check.basesOf(count, printed, check.MOST, rule);
      const holds = (rule) => bases(rule) !== null;
      const status = statusOf(holds);
      if (status === "impossible") return said(status, [fill(words.no_base, { most: whole(check.MOST) })]);
      const sentences = status === "rule" ? onlyUnder(holds)
        : [fill(words.base_if, { count: whole(count), printed: shown, bases: upTo(bases(USUAL)) })];
      return said(status, sentences, [baseLists({ printed, shown, count })]);
    }

    function alone({ printed, shown }) {
      const places = check.read(printed).decimals;
      const last = Math.min(check.MOST, 2 * 100 * 10 ** places);
      const found = check.possibleBases(printed, 1, last, USUAL);
      const sentences = [words.alone];
      if (found.length) sentences.push(fill(words.smallest_base, { printed: shown, base: whole(found[0][0]) }));
      return said("open", sentences);
    }

    // Means and medians.

    function judgeMean({ kind, printed, n, items, step }) {
      if (n === null) return said("open", [words.mean_needs_n]);
      // The median of an odd number is one answer, of an even number the mean of two.
      const people = kind === "mean" ? n : n % 2 ? 1 : 2;
      const found = new Map(ids.map((rule) => [rule, check.grim(printed, people, { items, step, rule })]));
      const usual = found.get(USUAL);
      const shown = asPrinted(printed);
      if (!usual.canFail) return said("open", [fill(words.any_mean, { n: whole(n) })]);
      const holds = (rule) => found.get(rule).consistent;
      const status = statusOf(holds);
      const sum = (mean) => trim(times(mean, fraction(people * items)));
      const near = [["below", usual.below], ["above", usual.above]]
        .map(([, mean]) => mean)
        .filter((mean, place, both) => !place || !isEqual(mean, both[0]))
        .map((mean) => fill(kind === "mean" ? words.mean_neighbour : words.median_neighbour,
          { mean: precisely(mean, printed), sum: sum(mean), n: whole(n * items) }));
      const lists = [];
      if (kind === "mean" && status !== "impossible")
        lists.push({
          title: fill(words.sums_title, { printed: shown, n: whole(n) }),
          groups: byRule((rule) => {
            const sums = found.get(rule).sums;
            if (!sums) return "";
            const ends = sums.map((steps) => trim(times(step, fraction(steps))));
            return ends[0] === ends[1] ? ends[0] : `${ends[0]}–${ends[1]}`;
          }),
        });
      if (status === "possible") {
        const text = kind === "mean" ? words.mean_possible : words.median_possible;
        return said(status, [fill(text, { printed: shown, n: whole(n) })], lists);
      }
      if (status === "rule") return said(status, [...onlyUnder(holds), ...near], lists);
      const sentences = [fill(kind === "mean" ? words.mean_impossible : words.median_impossible, { printed: shown, n: whole(n) }), ...near];
      if (kind === "mean") {
        const smaller = sizeBelow(printed, n, { items, step, rule: USUAL });
        sentences.push(smaller ? fill(words.mean_smaller, { n: whole(smaller) }) : words.mean_smaller_none);
      }
      return said(status, sentences);
    }
    function sizeBelow(printed, n, how) {
      for (let size = n - 1; size > 0; size--) if (check.grim(printed, size, how).consistent) return size;
      return null;
    }
    /* A fraction with as many decimals as it has, at most six. */
    function trim(exact) {
      for (let places = 0; places < 6; places++) {
        const power = fraction(10n ** BigInt(places));
        if (times(exact, power).d === 1n) return decimals(exact, places);
      }
      return decimals(exact, 6);
    }

    // The percentages of one question.

    /* `design`: "one" for one answer each, "many" for several. */
    function judgeQuestion(rows, common, design) {
      const percents = rows.filter((row) => row.kind === "percent" && row.printed.trim());
      const entries = percents.map((row) => readRow(row, common));
      const isFit = ({ problems, printed }) => !problems.length && printed[0] !== "-";
      if (entries.length < 2) return said("open", [words.question_few]);
      if (!entries.every(isFit)) return said("unread", [words.question_unread]);
      if (entries.length > MOST_ANSWERS) return said("unread", [fill(words.question_many, { most: MOST_ANSWERS })]);
      const sizes = new Set(entries.map(({ n }) => n).filter((n) => n !== null));
      if (sizes.size > 1) return said("unread", [words.question_sizes]);
      const [n = null] = sizes;
      const answers = entries.map(({ printed, count }) => ({ printed, count }));
      return judgeAnswers(answers, n, design === "one");
    }

    function judgeAnswers(answers, n, isSingle) {
      const counted = answers.map(({ count }) => count ?? 0);
      const first = Math.max(1, isSingle ? counted.reduce((a, b) => a + b, 0) : Math.max(...counted));
      const last = n ?? check.MOST;
      const values = { number: answers.length, n: n === null ? "" : whole(n) };
      if (first > last) {
        const over = fill(isSingle ? words.question_over : words.count_over, { total: whole(first), count: whole(first), ...values });
        return said("impossible", [over]);
      }
      const fits = new Map(ids.map((rule) => [rule, check.bestFit(answers, { first, last, isSingle, rule })]));
      const sum = isSingle ? sumSaid(answers) : { sentences: [], reach: "" };
      const sentences = sum.sentences;
      // Of one answer each that are all printed the counts add up to the base.
      const isWhole = isSingle && sum.reach !== "below";
      const bases = (rule) => (isWhole ? fits.get(rule).whole : fits.get(rule).all);
      const onBase = (rule) => n === null || bases(rule).some(([low, high]) => low <= n && n <= high);
      const holds = (rule) => bases(rule).length > 0;
      const adjusted = isSingle ? adjustedOn(answers, n) : null;
      const lists = [{
        title: fill(words.common_title, { number: answers.length, most: whole(last) }),
        groups: byRule((rule) => (holds(rule) ? listed(bases(rule), n) : "")),
      }];
      if (adjusted !== null && !holds(USUAL)) {
        sentences.push(fill(words.adjusted, { n: whole(adjusted) }));
        return { ...said("rule", sentences, lists), together: words.adjusted_row };
      }
      const onStated = (rule) => holds(rule) && onBase(rule);
      if (ids.some(onStated)) {
        if (n !== null) sentences.push(fill(words.all_on_base, values));
        else sentences.push(fill(words.all_on_some, values));
        if (!onStated(USUAL)) sentences.push(...onlyUnder(onStated));
        return said(onStated(USUAL) ? "possible" : "rule", sentences, lists);
      }
      if (sum.reach === "over") return said("impossible", sentences);
      const rule = ids.find(holds);
      if (rule === undefined) {
        const best = fits.get(USUAL);
        sentences.push(fill(words.no_common, { ...values, most: whole(last) }));
        if (best.most > 1 && best.most < answers.length)
          sentences.push(fill(words.best_common, { best: best.most, bases: listed(best.bases, n) }));
        if (sum.reach === "exact" && answers.some(({ count }) => count === null)) sentences.push(words.adjusted_perhaps);
        return said("impossible", sentences, lists);
      }
      const found = bases(rule);
      const base = found[found.length - 1][1];
      sentences.push(fill(words.fewer, { ...values, base: whole(base), missing: whole(n - base) }));
      if (rule !== USUAL) sentences.push(...onlyUnder(holds));
      return { ...said("base", sentences, lists), together: fill(words.together, { base: whole(base) }) };
    }

    /* The sum of the percentages beside 100: exact, within rounding, below, or over. */
    function sumSaid(answers) {
      const percents = answers.map(({ printed }) => printed);
      const { sum, range } = check.sumOf(percents, USUAL);
      const places = Math.max(...percents.map((text) => check.read(text).decimals));
      const values = { sum: decimals(sum, places), low: trim(range.low), high: trim(range.high) };
      const holds = (rule) => check.contains(check.sumOf(percents, rule).range, fraction(100));
      if (isEqual(sum, fraction(100))) return { sentences: [fill(words.sum_exact, values)], reach: "exact" };
      if (holds(USUAL)) return { sentences: [fill(words.sum_rounding, values)], reach: "rounding" };
      if (ids.some(holds)) return { sentences: [fill(words.sum_rule, values), ...onlyUnder(holds)], reach: "rounding" };
      const isOver = isBelow(fraction(100), sum);
      return { sentences: [fill(isOver ? words.sum_over : words.sum_below, values)], reach: isOver ? "over" : "below" };
    }
    function adjustedOn(answers, n) {
      if (answers.some(({ count }) => count === null)) return null;
      const total = answers.reduce((sum, { count }) => sum + count, 0);
      const base = [n, total].find((size) => size && check.isAdjusted(answers, size));
      return base ?? null;
    }

    /* One table has one base and one rounding: what the percentages need together holds for each. */
    function judgeTable(rows, common, design) {
      const isAsked = design !== "none" && rows.some((row) => row.printed.trim());
      const question = isAsked ? judgeQuestion(rows, common, design) : null;
      const found = rows.map((row) => {
        const one = judgeRow(row, common);
        const isPart = question?.together && row.kind === "percent" && ["impossible", "rule"].includes(one?.status);
        if (!isPart) return one;
        return { ...one, status: question.status, sentences: [...one.sentences, question.together] };
      });
      return { rows: found, question };
    }

    return { judgeTable };
  }

  const api = { judging };
  if (inNode) module.exports = api;
  else root.checkJudge = api;
})(typeof globalThis === "object" ? globalThis : this);
