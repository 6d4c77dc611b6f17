"""What verdicts say, in three languages: their names, their arithmetic, what may have happened.

Sentences have named slots; Russian and Kazakh ones are phrased so that no slot needs an ending.
"""

from __future__ import annotations

from helpers.interface import phrases

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
