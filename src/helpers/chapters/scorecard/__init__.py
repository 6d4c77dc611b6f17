"""The verdict on every printed number: does it follow from the others?

audit             the audit of a study, for all that follows
judged, show_verdicts, show_scorecard, draw_scorecard, show_reach
                  every printed number with its verdict, and what checks it
inexact, show_inexact
                  the numbers that do not follow as they are printed
checks, show_checks, findings, show_findings
                  groups of numbers that must hold together
possible_bases, draw_bases
                  on which bases the percentages of the forms follow
scorecard_numbers numbers for the chapter's prose
"""

from helpers.chapters.scorecard.bases import draw_bases, possible_bases
from helpers.chapters.scorecard.charts import draw_scorecard
from helpers.chapters.scorecard.numbers import audit, judged, scorecard_numbers
from helpers.chapters.scorecard.tables import (
    checks,
    findings,
    inexact,
    show_checks,
    show_findings,
    show_inexact,
    show_reach,
    show_scorecard,
    show_verdicts,
)

__all__ = [
    "audit",
    "checks",
    "draw_bases",
    "draw_scorecard",
    "findings",
    "inexact",
    "judged",
    "possible_bases",
    "scorecard_numbers",
    "show_checks",
    "show_findings",
    "show_inexact",
    "show_reach",
    "show_scorecard",
    "show_verdicts",
]
