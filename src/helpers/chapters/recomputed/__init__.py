"""What the report printed, and what its questionnaires give.

numbers            one row per printed number: printed, recomputed, difference, verdict
outcomes, show_outcomes
                   how many come back, by chapter of the report
show_numbers       the numbers of chapters, side by side
draw_differences   how far the recomputed numbers are from the printed ones
recomputed_numbers numbers for the chapter's prose
"""

from __future__ import annotations

from helpers.chapters.recomputed.charts import draw_differences
from helpers.chapters.recomputed.numbers import (
    numbers,
    outcomes,
    recomputed_numbers,
    show_numbers,
    show_outcomes,
)

__all__ = [
    "draw_differences",
    "numbers",
    "outcomes",
    "recomputed_numbers",
    "show_numbers",
    "show_outcomes",
]
