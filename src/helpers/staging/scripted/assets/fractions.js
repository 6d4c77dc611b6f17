/* Exact arithmetic for the pages that compute: window.fractions, or require("./fractions.js").

   A number is a fraction {n, d} of BigInts in lowest terms, d > 0. */
(function (root) {
  "use strict";

  function fraction(n, d = 1n) {
    let [a, b] = [BigInt(n), BigInt(d)];
    let [x, y] = [a < 0n ? -a : a, b];
    while (y) [x, y] = [y, x % y];
    return x ? { n: a / x, d: b / x } : { n: 0n, d: 1n };
  }
  function parse(text) {
    const [n, d = "1"] = text.split("/");
    return fraction(n, d);
  }
  const times = (a, b) => fraction(a.n * b.n, a.d * b.d);
  const plus = (a, b) => fraction(a.n * b.d + b.n * a.d, a.d * b.d);
  const over = (a, whole) => fraction(a.n, a.d * BigInt(whole));
  const isBelow = (a, b) => a.n * b.d < b.n * a.d;
  const isEqual = (a, b) => a.n === b.n && a.d === b.d;
  const write = (a) => (a.d === 1n ? `${a.n}` : `${a.n}/${a.d}`);

  /* The largest whole number at or below a fraction, the smallest at or above it: BigInts. */
  function floor(a) {
    const whole = a.n / a.d;
    return a.n < 0n && whole * a.d !== a.n ? whole - 1n : whole;
  }
  const ceil = (a) => -floor({ n: -a.n, d: a.d });

  /* Decimal places of a fraction that is not negative: rounded half to even, or outward as the
     "low" or "high" end of a range. */
  function decimal(a, places, end) {
    const power = 10n ** BigInt(places);
    const [whole, rest] = [(a.n * power) / a.d, (a.n * power) % a.d];
    const nearestUp = 2n * rest > a.d || (2n * rest === a.d && whole % 2n === 1n);
    const up = end === "high" ? rest > 0n : end !== "low" && nearestUp;
    return fraction(whole + (up ? 1n : 0n), power);
  }

  const api = { fraction, parse, times, plus, over, isBelow, isEqual, write, floor, ceil, decimal };
  if (typeof module === "object" && module.exports) module.exports = api;
  else root.fractions = api;
})(typeof globalThis === "object" ? globalThis : this);
