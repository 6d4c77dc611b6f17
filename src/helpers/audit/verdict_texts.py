"""What verdicts say, in three languages: their names, their arithmetic, what may have happened.

Sentences have named slots; Russian and Kazakh ones are phrased so that no slot needs an ending.
What may have happened are possibilities that fit the arithmetic; none is known, and none says that
anyone meant to mislead.
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

Words = dict[str, dict[str, str]]

VERDICT_NAMES: Words = phrases(
    "verdict_words.verdict_names",
    {
        "exact": "exact",
        "rounding": "rounding",
        "base": "base",
        "contradiction": "contradiction",
        "not_derivable": "not derivable",
        "external": "external",
    },
)

VERDICT_MEANINGS: Words = phrases(
    "verdict_words.verdict_meanings",
    {
        "exact": "equal to what other printed numbers give, exactly or when rounded",
        "rounding": "follows when digits are cut off or rounded in another way",
        "base": "follows on another base than the stated one",
        "contradiction": "follows under no rounding rule and on no base, or is printed elsewhere "
        "as another "
        "number",
        "not_derivable": "the report prints nothing it could be derived from",
        "external": "taken from another source than the study",
    },
)

RULE_NAMES: Words = phrases(
    "verdict_words.rule_names",
    {
        "exact": "no rounding",
        "nearest": "rounded to nearest",
        "half_up": "rounded, halves up",
        "half_even": "rounded, halves to even",
        "truncated": "digits cut off",
        "up": "rounded up",
    },
)

TEMPLATES: Words = phrases(
    "verdict_words.templates",
    {
        "share": "{expression} = {value}, printed {printed}.",
        "total": "{expression} = {value}, printed {printed}.",
        "share_needs_counts": "{printed} needs {counts} of {base}.",
        "share_needs_none": "No whole number of {base} gives {printed}.",
        "other_units": "They are not all counted in one unit.",
        "rule_half_up": "It follows when halves are rounded up.",
        "rule_half_even": "It follows when halves are rounded to the even digit.",
        "rule_truncated": "It follows when the further digits are cut off.",
        "rule_up": "It follows when everything is rounded up.",
        "bases_half_up": "Bases that work: {bases}.",
        "bases_half_even": "Bases that work when halves go to the even digit: {bases}.",
        "bases_truncated": "Bases that work when digits are cut off: {bases}.",
        "bases_up": "Bases that work when everything is rounded up: {bases}.",
        "bases_over": "It would need a base of {bases}; the largest of this kind in the report "
        "is {limit}.",
        "bases_under": "It would need a base of {bases}, fewer than the {limit} answers that are "
        "printed.",
        "bases_none": "No base up to {limit} gives it.",
        "inputs_rounded": "It follows when the rounding of the numbers added up is allowed for.",
        "total_more": "The numbers give {gap} more than is printed.",
        "total_less": "The numbers give {gap} less than is printed.",
        "repeat_same": "{printed} is printed here and under {name}.",
        "repeat_other": "{printed} is printed here, {other} under {name}.",
        "repeat_pair": "Printed: {other} ({name}) and {printed} ({own_name}).",
        "repeat_all": "Printed {n_prints} times: {prints}.",
        "over_base": "{printed} is more than its base of {base}.",
        "beyond_maximum": "{printed} ({name}) is more than the highest possible {limit}.",
        "beyond_minimum": "{printed} ({name}) is less than the lowest possible {limit}.",
        "within_scale": "Every score lies within the printed scale ({limits}).",
        "overshoot": "{expression} = {value} answers to a question with one answer each, more "
        "than the "
        "{printed} printed as its base.",
        "not_derivable": "The report prints nothing it could be derived from.",
        "external": "Taken from another source than the study.",
    },
)
