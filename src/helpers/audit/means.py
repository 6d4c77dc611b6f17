"""GRIM: can whole-number answers of so many respondents have the mean that is printed?

The mean of n respondents who answered m items in steps of s is k s / (n m) for a whole number k, so
means lie s / (n m) apart, the granule. A printed mean is possible when one of them lies in its
rounding range. With a granule no wider than the unit of the last printed digit every printed number
is possible, and the test says nothing.

Source: Brown & Heathers (2017), The GRIM Test, doi:10.1177/1948550616673876.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor
from numbers import Rational

from helpers.audit.bases import mean_base
from helpers.audit.index import LedgerIndex
from helpers.audit.results import Finding, Printed, Shown, Statement, Verdict
from helpers.audit.shares import RULES
from helpers.audit.tables import RulesLeft, refuted, rules_left
from helpers.errors import ArgumentError
from helpers.ledger.claims import Claim
from helpers.ledger.reported import (
    ValueRange,
    parse_reported,
    rounding_range,
    to_fraction,
    to_whole,
)


@dataclass(frozen=True)
class Grim:
    """What the test says of one printed mean.

    consistent    whether some sum of the answers gives a mean that is printed so
    can_fail      whether any number with as many decimals would be inconsistent; when False, the
                  test says nothing, and `consistent` is True
    sums          the sums that work, counted in steps: with step 1 the sums themselves
    below, above  the nearest achievable means at or below, and at or above, the printed number
    """

    consistent: bool
    can_fail: bool
    sums: range
    below: Fraction
    above: Fraction


def grim(
    printed_mean: str, n: int, *, items: int = 1, step: Rational | str = "1", rule: str
) -> Grim:
    """Can the answers of `n` respondents have this mean?

    Sought are whole numbers k with k * step / (n * items) in the rounding range of the mean.
    Arguments: the mean as printed; respondents and items per respondent, at least 1 each; the
    smallest difference between two answers, such as 1 or "0.5"; one of the rounding rules of
    `helpers.ledger.reported`. Answers may be negative. Raises `ArgumentError` for a mean that is no
    text or number, n or items below 1, a step that is not above zero, and an unknown rule.

    Source: Brown & Heathers (2017), doi:10.1177/1948550616673876.

    >>> grim("5.19", 28, rule="half_up").consistent  # 145 / 28 = 5.18, 146 / 28 = 5.21
    False
    >>> grim("3.45", 20, rule="half_up").sums
    range(69, 70)
    """
    number = parse_reported(printed_mean)
    granule = _granule(n, items, step)
    span = rounding_range(printed_mean, rule)
    ends = span.low / granule, span.high / granule
    sums = ValueRange(*ends, span.low_included, span.high_included).integers()
    position = Fraction(number.value) / granule
    nearest = floor(position) * granule, ceil(position) * granule
    return Grim(len(sums) > 0, _can_fail(granule / number.unit, rule), sums, *nearest)


def sizes_that_reproduce(
    printed_mean: str, max_n: int, *, items: int = 1, step: Rational | str = "1", rule: str
) -> tuple[int, ...]:
    """With how many respondents, from 1 to `max_n`, can the answers have this mean?

    Arguments and errors as `grim`.

    >>> sizes_that_reproduce("7.1", 25, rule="half_up")
    (7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25)
    >>> sizes_that_reproduce("5.19", 28, rule="half_up")
    (16, 21, 26, 27)
    """
    sizes = range(1, to_whole(max_n, "max_n", at_least=1) + 1)
    return tuple(
        n for n in sizes if grim(printed_mean, n, items=items, step=step, rule=rule).consistent
    )


def judge_mean(index: LedgerIndex, claim: Claim, *, rule: str) -> Verdict | None:
    """The verdict of a mean without a formula; None when the test does not apply or says nothing.

    A mean that no answers can have contradicts its base. A possible mean still does not follow from
    anything printed, so it stays `not_derivable`, or external where it is another source's.
    """
    if not _applies(index, claim):
        return None
    n = _size(index, claim)
    result, rules = grim(claim.printed, n, rule=rule), _rules(index, claim, n, rule)
    statements = _statements(claim, n, result, rules)
    is_external = index.is_external(claim.variable)
    if not result.can_fail or (result.consistent and is_external):
        return None
    if result.consistent:
        statements = (Statement("not_derivable"), *statements)
        return Verdict(claim.claim_id, "not_derivable", "mean_possible", statements)
    if rules.kept:
        case = f"share_{rules.kept[0]}"
        return Verdict(claim.claim_id, "rounding", case, statements, rule=rules.kept[0])
    against = (claim.base,)
    return Verdict(claim.claim_id, "contradiction", "mean_impossible", statements, against=against)


def check_means(index: LedgerIndex, *, rule: str = "half_up") -> tuple[Finding, ...]:
    """Which printed means are possible for the number of respondents that the report states?

    For each mean without a formula whose base counts respondents; the answers are taken to be whole
    numbers, so means of money and of percentages are left out. A mean that is possible under
    another rounding rule only is `open`, and so is one that the test cannot judge.
    """
    order = {claim_id: place for place, claim_id in enumerate((*index.ledger, *index.ledger.bases))}
    findings = []
    for claim in index.ledger.values():
        if _applies(index, claim):
            names = sorted((claim.base, claim.claim_id), key=order.__getitem__)
            findings.append(_find(index, claim, rule=rule, names=tuple(names)))
    return tuple(findings)


def _find(index: LedgerIndex, claim: Claim, *, rule: str, names: tuple[str, ...]) -> Finding:
    n = _size(index, claim)
    result, rules = grim(claim.printed, n, rule=rule), _rules(index, claim, n, rule)
    status = "inconsistent"
    if not result.can_fail or rules.kept:
        status = "consistent" if result.can_fail and result.consistent else "open"
    return Finding("means", status, names, _statements(claim, n, result, rules))


def _applies(index: LedgerIndex, claim: Claim) -> bool:
    return mean_base(index, claim) is not None


def _size(index: LedgerIndex, claim: Claim) -> int:
    return mean_base(index, claim)


def _rules(index: LedgerIndex, claim: Claim, n: int, rule: str) -> RulesLeft:
    """Under which rules is the mean possible, and which of them does its table leave?"""
    ordered = dict.fromkeys((rule, *RULES))
    rules = tuple(each for each in ordered if grim(claim.printed, n, rule=each).consistent)
    return rules_left(index, claim, rules, rule=rule)


def _statements(claim: Claim, n: int, result: Grim, rules: RulesLeft) -> tuple[Statement, ...]:
    values: dict[str, object] = {"mean": Printed(claim.printed), "n": n}
    if not result.can_fail:
        return (Statement("mean_untestable", values),)
    if result.consistent:
        return (Statement("mean_possible", values | {"sums": result.sums}),)
    # One decimal more than is printed shows on which side of a tie each mean lies.
    decimals = parse_reported(claim.printed).decimals + 1
    for name, mean in (("below", result.below), ("above", result.above)):
        values |= {name: Shown(mean, decimals), f"sum_{name}": int(mean * n)}
    impossible = Statement("mean_impossible", values)
    possible = (Statement(f"mean_possible_{each}") for each in rules.kept)
    return (impossible, *possible, *refuted(rules.refuted))


def _granule(n: int, items: int, step: Rational | str) -> Fraction:
    """The distance between two neighbouring means."""
    size = to_fraction(step, "step")
    if size <= 0:
        raise ArgumentError(f"step is {step!r}; give a number above zero, such as 1 or '0.5'")
    return size / (to_whole(n, "n", at_least=1) * to_whole(items, "items", at_least=1))


def _can_fail(granule: Fraction, rule: str) -> bool:
    """Whether some printed number is inconsistent, the granule given in units of its last digit.

    Ranges of neighbouring numbers meet without a gap, so in a stretch of p units, p / q being the
    granule, q achievable means must reach p printed numbers. Under `nearest` a mean on a tie
    reaches two numbers, which happens once in a stretch when q is even.
    """
    units, means = granule.numerator, granule.denominator
    if rule == "exact":
        return units > 1
    return units > means + (rule == "nearest" and means % 2 == 0)
