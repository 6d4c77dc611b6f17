"""What may have happened where a number does not follow, fairly put and in three languages.

By the case of the verdict. These are possibilities that fit the arithmetic; none is known, and
none says that anyone meant to mislead.
"""

from __future__ import annotations

from helpers.interface import phrases

POSSIBLE: dict[str, dict[str, str]] = phrases(
    "possible_words.possible",
    {
        "share_half_up": "Halves may have been rounded up.",
        "share_half_even": "Halves may have been rounded to the even digit, as some programs do.",
        "share_truncated": "The decimals may have been cut off instead of rounded.",
        "share_up": "The number may have been rounded up instead of to the nearest.",
        "share_base": "The share may have been computed on another number of respondents than "
        "the text"
        " states, for instance with or without those who skipped the question.",
        "share_none": "One of the numbers may come from an earlier version of the data, or may "
        "have been "
        "mistyped.",
        "inputs_rounded": "The unrounded numbers may have been added up.",
        "total_short": "Some parts may not be printed, or the total may count something more.",
        "total_over": "Something may have been counted under more than one part, or the total "
        "may come "
        "from an earlier version of the data.",
        "repeat_differs": "The two numbers may come from different versions of the data, or may "
        "have been "
        "counted in different ways.",
        "overshoot": "Some may have given more than one answer, or the base may leave out forms "
        "that were"
        " counted in the answers.",
        "over_base": "The part and its base may have been counted in different groups.",
        "beyond_maximum": "The score or its scale may have been mistyped, or the score is on "
        "another scale.",
        "beyond_minimum": "The score or its scale may have been mistyped, or the score is on "
        "another scale.",
        "total_units": "Some parts may not be printed, or people, statements and cases were "
        "added up; then "
        "all the numbers can be right.",
        "other_units": "The numbers are counted in different units; then all of them can be right.",
        "rank_units": "The order may hold among numbers in one unit.",
    },
)
