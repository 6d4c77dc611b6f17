"""Everything the chapter on what the numbers imply works with, solved once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from helpers import (
    disclosure,
    implied_corrections,
    implied_staff,
    implied_survey,
    implied_town_tables,
    implied_towns,
    town_multiverse,
)
from helpers.remembered import remembered
from helpers.scoring_schemes import DISTINCT_SCHEMES

if TYPE_CHECKING:
    from helpers.feasibility.bounds import Bounds
    from helpers.implied_corrections import BlockCorrections
    from helpers.implied_staff import StaffBounds
    from helpers.implied_survey import Pair
    from helpers.implied_towns import TownScoring
    from helpers.study import Study
    from helpers.town_multiverse import Variant


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
    scorings = implied_towns.solve_towns(study.ledger)
    return Implied(
        corrections=implied_corrections.correct_all(study.ledger),
        scorings=scorings,
        variants=town_multiverse.variants(study, scorings),
        staff=implied_staff.bound_staff(study.ledger),
        pairs=implied_survey.bound_pairs(study.ledger),
        gap=implied_survey.bound_gap(study.ledger),
    )


def solved(study: Study) -> Implied:
    """The same, asked once for all editions of the book."""
    claims = tuple(study.ledger.values())
    return remembered("implied", lambda: solve(study), of=(claims, study.codebook))


def chapter_numbers(study: Study, found: Implied) -> dict[str, str]:
    """All numbers of the chapter for its prose; their names are told where they are made."""
    return (
        implied_corrections.correction_numbers(study, found.corrections)
        | implied_town_tables.town_numbers(study, found.scorings)
        | town_multiverse.multiverse_numbers(study, found.variants)
        | implied_staff.staff_numbers(study, found.staff)
        | implied_survey.survey_numbers(study, found.pairs, found.gap)
        | disclosure.disclosure_numbers(study, DISTINCT_SCHEMES)
    )
