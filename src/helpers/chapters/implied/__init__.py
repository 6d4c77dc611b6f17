"""What the printed numbers imply about those that were not printed.

solved            what the solver found, for all questions below
smallest_sets, given_up, show_corrections, draw_corrections
                  can all printed numbers hold together, and if not, which must give?
scorings, show_scorings, draw_town_sizes, draw_unasked
                  how many forms, under which points, and which town was not asked?
orders, levels, statements, draw_multiverse, turned_towns, show_turned
                  do the towns' order and levels hold whatever the points?
staff_shares, draw_staff
                  what do the largest organisations hold of all staff?
answer_pairs, draw_pairs
                  how many organisations can have given two answers?
responses, show_responses
                  how large a part of the register answered, by place?
majorities, draw_majorities, show_majorities, show_breakdowns
                  how different may the silent be before an answer gains or loses the majority?
precision, show_precision
                  how wide is an interval with so many questionnaires next time?
exposed_towns, draw_exposure, SCHEMES
                  what would a town's mean give away?
assume, ask, show_queries
                  your own question
implied_numbers   numbers for the chapter's prose
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from helpers.chapters.implied.corrections import (
    correction_numbers,
    draw_corrections,
    given_up,
    show_corrections,
    smallest_sets,
)
from helpers.chapters.implied.disclosure import disclosure_numbers, draw_exposure, exposed_towns
from helpers.chapters.implied.multiverse import (
    draw_multiverse,
    levels,
    multiverse_numbers,
    orders,
    show_turned,
    statements,
    turned_towns,
)
from helpers.chapters.implied.pairs import (
    answer_pairs,
    draw_pairs,
    survey_numbers,
)
from helpers.chapters.implied.queries import ask, assume, show_queries
from helpers.chapters.implied.responses import (
    precision,
    response_numbers,
    responses,
    show_precision,
    show_responses,
)
from helpers.chapters.implied.silent import (
    draw_majorities,
    majorities,
    reading_numbers,
    show_breakdowns,
    show_majorities,
    silent_numbers,
)
from helpers.chapters.implied.solving import Implied, solved
from helpers.chapters.implied.staff import draw_staff, staff_numbers, staff_shares
from helpers.chapters.implied.towns import (
    draw_town_sizes,
    draw_unasked,
    scorings,
    show_scorings,
    town_numbers,
)
from helpers.scale.schemes import DISTINCT_SCHEMES, SCHEMES

if TYPE_CHECKING:
    from helpers.study import Study

__all__ = [
    "SCHEMES",
    "answer_pairs",
    "ask",
    "assume",
    "draw_corrections",
    "draw_exposure",
    "draw_majorities",
    "draw_multiverse",
    "draw_pairs",
    "draw_staff",
    "draw_town_sizes",
    "draw_unasked",
    "exposed_towns",
    "given_up",
    "implied_numbers",
    "levels",
    "majorities",
    "orders",
    "precision",
    "reading_numbers",
    "responses",
    "scorings",
    "show_breakdowns",
    "show_corrections",
    "show_majorities",
    "show_precision",
    "show_queries",
    "show_responses",
    "show_scorings",
    "show_turned",
    "smallest_sets",
    "solved",
    "staff_shares",
    "statements",
    "turned_towns",
]


def implied_numbers(study: Study, found: Implied) -> dict[str, str]:
    """All numbers of the chapter for its prose; their names are told where they are made."""
    return (
        correction_numbers(study, found.corrections)
        | town_numbers(study, found.scorings)
        | multiverse_numbers(study, found)
        | staff_numbers(study, found.staff)
        | survey_numbers(study, found.pairs, found.gap)
        | response_numbers(study)
        | silent_numbers(study)
        | reading_numbers(study)
        | disclosure_numbers(study, DISTINCT_SCHEMES)
    )
