"""What the checks say, in three languages: templates of `consistency.wording`.

Russian and Kazakh sentences are phrased so that no slot needs an ending. Checks of questions and
their answers have theirs in `answer_words`.
"""

from __future__ import annotations

from helpers.consistency.answer_words import TEMPLATES as ANSWER_TEMPLATES
from helpers.interface import phrases

Words = dict[str, dict[str, str]]

TEMPLATES: Words = ANSWER_TEMPLATES | phrases(
    "check_words.templates",
    {
        "rank_order": "{order}. Position of {value}: {positions}; printed: {rank}.",
        "rank_order_start": "The largest of {n_ranked}: {order}. Position of {value}: "
        "{positions}; printed:"
        " {rank}.",
        "rank_tied": "Equal numbers share their positions.",
        "rank_larger": "A larger number is printed for: {names}.",
        "rank_units": "They are not all in one unit; of the {n_ranked} in its own unit its "
        "position is: "
        "{positions}.",
        "rank_rounded": "Before rounding the position may have been: {positions}.",
        "rank_alone": "The report prints {value} and nothing to compare it with.",
        "one_in": "{base} / {count} = {value}, printed: one in {printed}.",
        "more_than_one_in": "{base} / {count} = {value}, printed: more than one in {printed}.",
        "one_in_rounded": "It follows for some shares that round to {share}.",
        "one_in_none": "None of {base}, printed: one in {printed}.",
        "level_room": "A threshold above {low} ({below}) and not above {high} ({above}) "
        "separates the"
        " levels.",
        "level_crossed": "No threshold separates the levels: {low} ({below}) has a lower level, "
        "{high}"
        " ({above}) a higher one.",
        "level_rounded": "Thresholds exist only for scores before they were rounded.",
        "level_count": "Places with this level in the report: {n_places} ({names}). Printed: "
        "{printed}.",
        "level_count_none": "The report gives this level to no place. Printed: {printed}.",
        "subset_within": "Parts printed: {n_parts}; the largest is {largest}, the base {base}.",
        "subset_over": "{part} ({name}) is more than its base of {base}.",
        "places_within": "{expression} = {value}, part of {whole} ({name}).",
        "places_over": "{expression} = {value}, more than the whole, {whole} ({name}).",
        "bases_within": "{expression} = {value}, no more than the {whole} of the same source "
        "({name}).",
        "bases_beyond": "{expression} = {value}, more than the {whole} of the same source "
        "({name}).",
        "bases_units": "They are counted in another unit.",
    },
)

# What may have happened, by the case of a verdict.
POSSIBLE: Words = phrases(
    "check_words.possible",
    {
        "rank_wrong": "The words may rest on another way of counting, or on numbers that are not "
        "printed.",
        "rank_rounded": "The order may have been read off unrounded numbers.",
        "one_in_rounded": "The words may rest on the unrounded share.",
        "one_in_wrong": "The words may be meant loosely.",
        "level_count_differs": "The count may cover other places than those whose level is "
        "printed.",
    },
)
