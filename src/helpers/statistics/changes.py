"""How much did a share change between two waves, and what does chance leave of it?

    function            who is compared                           what is assumed
    ----------------    ---------------------------------------   -------------------------------
    change_interval     all who answered then, all who do now     both as if random samples
    paired_change       the organisations that answered twice     those as if a random sample
    change_bounds       the registers of both waves               nothing

Organisations that answer twice make the two samples dependent. How strongly their answers hang
together is an argument, `n_both`: left out, the waves are taken to be independent.
"""

from __future__ import annotations

from fractions import Fraction
from math import sqrt
from typing import NamedTuple

from helpers.errors import ArgumentError
from helpers.statistics.intervals import Interval, wilson_interval
from helpers.statistics.leads import lead_interval


class Flows(NamedTuple):
    """Organisations that answered both times, by their answer then and now."""

    stayed_yes: int
    to_no: int
    to_yes: int
    stayed_no: int

    @property
    def size(self) -> int:
        """How many answered both times."""
        return sum(self)

    @property
    def correlation(self) -> float:
        """Phi of the answers then and now, -1 to 1; 0 where all gave the same answer."""
        a, b, c, d = self
        margins = (a + b) * (c + d) * (a + c) * (b + d)
        return (a * d - b * c) / sqrt(margins) if margins else 0.0


class PairedChange(NamedTuple):
    """The change among those who answered twice: now less then, as proportions."""

    difference: Fraction
    low: float
    high: float
    p_value: float


def change_interval(
    count_then: int,
    n_then: int,
    count_now: int,
    n_now: int,
    *,
    panel: Flows | None = None,
    confidence: float = 0.95,
) -> Interval:
    """Between which differences does chance leave the change of a share, now less then?

    With p and [l, u] the share and Wilson interval of each wave, d = p2 - p1:

        low  = d - sqrt((p2 - l2)^2 - 2 r (p2 - l2)(u1 - p1) + (u1 - p1)^2)
        high = d + sqrt((u2 - p2)^2 - 2 r (u2 - p2)(p1 - l1) + (p1 - l1)^2)

    Without a panel r = 0 and this is Newcombe's hybrid score interval. Of n1 and n2 respondents m
    may be the same; then r = phi m / sqrt(n1 n2), with phi the correlation of their two answers.

    Parameters: counts of yes among those who answered in each wave; `panel` those who did in both,
    if there are any and their answers are known.
    Returns differences of proportions, -1 to 1.
    Raises `ArgumentError` as `wilson_interval`, and for a panel that is not among the respondents.
    Source: Newcombe (1998), doi:10.1002/(SICI)1097-0258(19980430)17:8<873::AID-SIM779>3.0.CO;2-I,
    method 10, whose example 56 of 70 less 48 of 80 is below; Zou and Donner (2008),
    doi:10.1002/sim.3095, for correlated estimates; the variance of samples that overlap in part is
    Kish's (1965), Survey Sampling, section 12.4.

    >>> low, high = change_interval(48, 80, 56, 70)
    >>> round(low, 4), round(high, 4)
    (0.0524, 0.3339)
    """
    then = wilson_interval(count_then, n_then, confidence=confidence)
    now = wilson_interval(count_now, n_now, confidence=confidence)
    r = _overlap(panel, (count_then, n_then), (count_now, n_now)) if panel else 0.0
    p_then, p_now = count_then / n_then, count_now / n_now
    difference = p_now - p_then
    return Interval(
        max(-1.0, difference - _reach(p_now - now.low, then.high - p_then, r)),
        min(1.0, difference + _reach(now.high - p_now, p_then - then.low, r)),
    )


def change_p_value(count_then: int, n_then: int, count_now: int, n_now: int) -> float:
    """How often would chance alone part two samples as far, if the share had not changed?

    Fisher's exact test, two-sided: it keeps its level at any size, and says too seldom that
    something changed. Counts and sizes as of `change_interval`.

    >>> round(change_p_value(3, 10, 8, 10), 4)
    0.0698
    """
    from scipy.stats import fisher_exact

    table = [[count_then, n_then - count_then], [count_now, n_now - count_now]]
    return float(fisher_exact(table).pvalue)


def paired_change(flows: Flows, *, confidence: float = 0.95) -> PairedChange:
    """How did the share change among those who answered twice?

    The difference is (to yes - to no) / n; its interval is Newcombe's for paired proportions
    (`leads.lead_interval`), its test McNemar's exact one: of those who changed their answer, as
    many should have gone either way.

    Raises `ArgumentError` where nobody answered twice.

    Of 50 who answered twice, 12 turned from no to yes and 2 from yes to no:

    >>> found = paired_change(Flows(36, 2, 12, 0))
    >>> found.difference, round(found.low, 4), round(found.high, 4), round(found.p_value, 4)
    (Fraction(1, 5), 0.0569, 0.3404, 0.0129)
    """
    from statsmodels.stats.contingency_tables import mcnemar

    if not flows.size:
        raise ArgumentError("nobody answered twice; a paired change needs a panel")
    n_now, n_then = flows.stayed_yes + flows.to_yes, flows.stayed_yes + flows.to_no
    low, high = lead_interval(
        n_now, n_then, flows.size, n_both=flows.stayed_yes, confidence=confidence
    )
    table = [[flows.stayed_yes, flows.to_no], [flows.to_yes, flows.stayed_no]]
    changed = flows.to_no + flows.to_yes
    p_value = float(mcnemar(table, exact=True).pvalue) if changed else 1.0
    return PairedChange(Fraction(flows.to_yes - flows.to_no, flows.size), low, high, p_value)


def change_bounds(then: Interval, now: Interval) -> Interval:
    """Between which differences must the change lie if nothing is assumed about the silent?

        low = l2 - u1,  high = u2 - l1

    of the no-assumption bounds of both waves: an organisation that was silent twice may have
    changed its mind. The distance of the ends is the silent share of both registers together.

    >>> change_bounds(Interval(Fraction(1, 4), Fraction(1, 2)), Interval(Fraction(1, 2), 1))
    Interval(low=Fraction(0, 1), high=Fraction(3, 4))
    """
    return Interval(now.low - then.high, now.high - then.low)


def _overlap(panel: Flows, then: tuple[int, int], now: tuple[int, int]) -> float:
    """Correlation of the two shares that the same organisations bring about."""
    yes = panel.stayed_yes + panel.to_no, panel.stayed_yes + panel.to_yes
    for n_yes, (count, size) in zip(yes, (then, now), strict=True):
        if n_yes > count or panel.size - n_yes > size - count:
            raise ArgumentError(
                f"of {size} respondents {count} said yes; a panel of {panel.size} with {n_yes} yes "
                "cannot be among them"
            )
    return panel.correlation * panel.size / sqrt(then[1] * now[1])


def _reach(one: float, two: float, r: float) -> float:
    return sqrt(max(0.0, one**2 - 2 * r * one * two + two**2))
