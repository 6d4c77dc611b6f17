"""The mean score of a town as it may leave: rounded by how many forms it rests on, or withheld.

A mean with its number of forms gives away their sum. So it is withheld below so many forms, and
where, with every other form at an end of the scale, a single one is left less than the rule's part
of the scale; else it is rounded, coarsely where forms are few (`helpers.disclosure.rules`).
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from helpers.disclosure import Cell
from helpers.disclosure.rules import MEAN

if TYPE_CHECKING:
    from helpers.disclosure import Rules


def released_mean(
    mean: Fraction, n_forms: int, rules: Rules, *, least: int = 0, most: int = 9
) -> Cell:
    """A mean of so many forms on a scale from `least` to `most`, as it may leave.

    The cell's key holds the step it is rounded to.

    >>> from helpers.disclosure import load_rules
    >>> cell = released_mean(Fraction(71, 10), 10, load_rules())
    >>> cell.value, cell.key
    (Fraction(7, 1), ('0.5',))
    >>> released_mean(Fraction(71, 10), 3, load_rules()).withheld
    'mean'
    """
    is_fine = n_forms >= rules.mean_fine_from
    step = rules.mean_fine_step if is_fine else rules.mean_coarse_step
    if n_forms < rules.mean_respondents:
        return Cell((), None, MEAN)
    shown = round(mean / step) * step
    low = max(Fraction(least), (shown - step / 2) * n_forms - (n_forms - 1) * most)
    high = min(Fraction(most), (shown + step / 2) * n_forms - (n_forms - 1) * least)
    if high - low < rules.mean_span * (most - least):
        return Cell((), None, MEAN)
    return Cell((str(float(step)),), Fraction(shown))
