"""What the check of means says, in three languages: templates of `consistency.wording`."""

from __future__ import annotations

from helpers.interface import phrases

TEMPLATES: dict[str, dict[str, str]] = phrases(
    "means_words.templates",
    {
        "mean_possible": "With a base of {n}, whole-number answers can have the mean {mean}: "
        "their sum is then {sums}.",
        "mean_impossible": "{sum_below} / {n} = {below} and {sum_above} / {n} = {above}: "
        "with a base of {n}, whole-number answers have no mean that rounds to {mean}.",
        "mean_possible_half_up": "It is possible if halves were rounded up.",
        "mean_possible_half_even": "It is possible if halves were rounded to the even digit.",
        "mean_possible_truncated": "It is possible if further digits were cut off.",
        "mean_possible_up": "It is possible if it was rounded up.",
        "mean_untestable": "With a base of {n} every number with as many decimals as {mean} is a "
        "possible mean, "
        "so this test says nothing.",
    },
)

# What may have happened, by the case of a verdict.
POSSIBLE: dict[str, dict[str, str]] = phrases(
    "means_words.possible",
    {
        "mean_impossible": "The mean may rest on fewer or more answers than stated, be weighted, "
        "or have been "
        "mistyped.",
    },
)
