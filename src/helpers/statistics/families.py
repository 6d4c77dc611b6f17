"""Tests that were asked together are judged together: Holm's correction within a named family.

Among many tests some are small by chance. Within a family no true null hypothesis is rejected with
more than the level's probability, whatever the tests depend on.
"""

from __future__ import annotations

from collections.abc import Mapping


def holm(p_values: Mapping[str, float]) -> dict[str, float]:
    """The p-values of a family, adjusted so that each may be held against the level itself.

    The smallest of m times m, the next times m - 1, and so on; none below the one before it.
    Returns the same names in the same order. Source: Holm (1979),
    Scandinavian Journal of Statistics 6, 65-70.

    >>> holm({"towns": 0.01, "items": 0.04, "regions": 0.03})
    {'towns': 0.03, 'items': 0.06, 'regions': 0.06}
    """
    from statsmodels.stats.multitest import multipletests

    if not p_values:
        return {}
    adjusted = multipletests(list(p_values.values()), method="holm")[1]
    return dict(zip(p_values, map(float, adjusted), strict=True))
