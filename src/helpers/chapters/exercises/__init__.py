"""Exercises of the chapter "Extend the study": where they start, and whether an answer is right.

check_draw                          a table filtered, ordered and drawn
add_claim, check_claim              a claim more, and what the audit says of it
made_up_forms, score_responses, check_scale
                                    forms scored with other points
check_bound                         a bound that the solver was asked for
quotes_to_code, codes_to_choose, show_to_code, check_code
                                    quotes coded, and how far that agrees with our codes
check_section                       a section of one's own

An answer that is not given yet is `...`. Expected values are computed from the study.
"""

from helpers.chapters.exercises.coding import (
    check_code,
    codes_to_choose,
    quotes_to_code,
    show_to_code,
)
from helpers.chapters.exercises.forms import check_scale, made_up_forms
from helpers.chapters.exercises.printed import add_claim, check_bound, check_claim, check_draw
from helpers.chapters.exercises.section import check_section
from helpers.scale import score_responses

__all__ = [
    "add_claim",
    "check_bound",
    "check_claim",
    "check_code",
    "check_draw",
    "check_scale",
    "check_section",
    "codes_to_choose",
    "made_up_forms",
    "quotes_to_code",
    "score_responses",
    "show_to_code",
]
