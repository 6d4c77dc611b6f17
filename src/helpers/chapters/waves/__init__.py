"""Two waves of the survey: what changed between them, and how far can that be trusted?

questions, show_questions     which questions can be compared, and what came between the others
changes, draw_changes         shares then and now, their difference, interval and bounds
show_changes                  the same as text
panel, draw_panel, show_panel what those who answered twice said then and now
attrition, draw_attrition     organisations of the register that stayed, left and came
answered_again, show_answered_again    what became of those who answered then
claims, show_claims           the report's numbers beside those of the later wave
wave_numbers                  the names of the waves and their sizes, for the prose
"""

from helpers.chapters.waves.attrition import (
    answered_again,
    attrition,
    draw_attrition,
    show_answered_again,
)
from helpers.chapters.waves.changes import changes, draw_changes, show_changes
from helpers.chapters.waves.claims import claims, show_claims
from helpers.chapters.waves.panel import draw_panel, panel, show_panel
from helpers.chapters.waves.questions import questions, show_questions, wave_numbers

__all__ = [
    "answered_again",
    "attrition",
    "changes",
    "claims",
    "draw_attrition",
    "draw_changes",
    "draw_panel",
    "panel",
    "questions",
    "show_answered_again",
    "show_changes",
    "show_claims",
    "show_panel",
    "show_questions",
    "wave_numbers",
]
