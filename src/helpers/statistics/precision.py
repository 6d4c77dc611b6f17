"""How precise will a next survey be? What a number of questionnaires leaves to chance.

This is planning, for organisations drawn at random. Where organisations answer by themselves, what
the silent think is the larger doubt (`intervals.no_assumption_bounds`), whatever chance allows.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from statistics import NormalDist

from helpers.errors import ArgumentError
from helpers.ledger.reported import to_fraction, to_whole

# Beyond it an interval is a fraction of a point, and more questionnaires than organisations exist.
MOST_RESPONDENTS = 10**7


def interval_width(
    share: Fraction | Decimal | int | str,
    n_respondents: int,
    *,
    n_population: int | None = None,
    confidence: float = 0.95,
) -> float:
    """How wide, from end to end, is Wilson's interval of a share that so many respondents give?

        2 z sqrt(p(1-p)/m + z^2/4m^2) / (1 + z^2/m),    m = n, or n (N - 1)/(N - n) out of N

    Parameters: `share` p exact, 0 to 1 (p = 1/2 is the widest); `n_respondents` n, at least 1;
    `n_population` N, at least n, for the finite population correction.
    Returns a proportion, 0 when the whole population answers.
    Raises `ArgumentError` for numbers outside these ranges.
    Source: Wilson (1927), doi:10.1080/01621459.1927.10502953.

    >>> round(interval_width("0.5", 100), 3), round(interval_width("0.5", 100, n_population=487), 3)
    (0.192, 0.172)
    """
    p = to_fraction(share, "share")
    n = to_whole(n_respondents, "n_respondents", at_least=1)
    if not 0 <= p <= 1 or not 0 < confidence < 1:
        raise ArgumentError(f"share {share} and confidence {confidence} must be proportions")
    draws = Fraction(n)
    if n_population is not None:
        n_all = to_whole(n_population, "n_population", at_least=n)
        if n_all == n:
            return 0.0
        draws *= Fraction(n_all - 1, n_all - n)
    m, z = float(draws), NormalDist().inv_cdf((1 + confidence) / 2)
    spread = float(p * (1 - p)) / m + z**2 / (4 * m**2)
    return 2 * z * spread**0.5 / (1 + z**2 / m)


def respondents_needed(
    width: Fraction | Decimal | str,
    share: Fraction | Decimal | int | str = "0.5",
    *,
    n_population: int | None = None,
    confidence: float = 0.95,
) -> int:
    """How many respondents make the interval at most so wide from end to end?

    The width falls with n, so that the least n is found by halving. Parameters as of
    `interval_width`; `width` is an exact proportion above 0.
    Raises `ArgumentError` for a width that ten million respondents do not reach.

    >>> respondents_needed("0.1"), respondents_needed("0.1", n_population=487)
    (381, 214)
    """
    limit = float(to_fraction(width, "width"))
    most = MOST_RESPONDENTS if n_population is None else n_population

    def reached(n: int) -> bool:
        found = interval_width(share, n, n_population=n_population, confidence=confidence)
        return found <= limit

    if limit <= 0 or not reached(most):
        raise ArgumentError(f"width {width} is out of reach; give a proportion above 0, as '0.1'")
    low, high = 0, most
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if reached(middle) else (middle, high)
    return high
