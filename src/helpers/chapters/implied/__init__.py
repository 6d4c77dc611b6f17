"""Everything the chapter on what the numbers imply works with, solved once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from helpers.bounds.staff import bound_staff
from helpers.chapters.implied import disclosure, multiverse, town_tables, towns
from helpers.chapters.implied.corrections import correct_all, correction_numbers
from helpers.chapters.implied.pairs import bound_gap, bound_pairs, survey_numbers
from helpers.chapters.implied.staff import staff_numbers
from helpers.outputs.remembered import remembered
from helpers.scale.schemes import DISTINCT_SCHEMES

if TYPE_CHECKING:
    from helpers.bounds.extremes import Bounds
    from helpers.bounds.staff import StaffBounds
    from helpers.chapters.implied.corrections import BlockCorrections
    from helpers.chapters.implied.multiverse import Variant
    from helpers.chapters.implied.pairs import Pair
    from helpers.chapters.implied.towns import TownScoring
    from helpers.study import Study


@dataclass(frozen=True)
class Implied:
    """What the solver found, question by question."""

    corrections: tuple[BlockCorrections, ...]
    scorings: tuple[TownScoring, ...]
    variants: tuple[Variant, ...]
    staff: StaffBounds
    pairs: tuple[Pair, ...]
    gap: Bounds


def solve(study: Study) -> Implied:
    """Ask the solver every question of the chapter; about half a minute."""
    scorings = towns.solve_towns(study.ledger)
    return Implied(
        corrections=correct_all(study.ledger),
        scorings=scorings,
        variants=multiverse.variants(study, scorings),
        staff=bound_staff(study.ledger),
        pairs=bound_pairs(study.ledger),
        gap=bound_gap(study.ledger),
    )


def solved(study: Study) -> Implied:
    """The same, asked once for all editions of the book."""
    claims = tuple(study.ledger.values())
    return remembered("implied", lambda: solve(study), of=(claims, study.codebook))


def chapter_numbers(study: Study, found: Implied) -> dict[str, str]:
    """All numbers of the chapter for its prose; their names are told where they are made."""
    return (
        correction_numbers(study, found.corrections)
        | town_tables.town_numbers(study, found.scorings)
        | multiverse.multiverse_numbers(study, found.variants)
        | staff_numbers(study, found.staff)
        | survey_numbers(study, found.pairs, found.gap)
        | disclosure.disclosure_numbers(study, DISTINCT_SCHEMES)
    )
