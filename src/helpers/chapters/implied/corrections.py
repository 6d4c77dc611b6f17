"""Can the printed numbers of each block hold together, and if not, which smallest sets must give?

Asked under every rounding and base; see `feasibility.corrections` for what a smallest set is.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from helpers.bounds.assumptions import BASES, ROUNDINGS
from helpers.bounds.blocks import SOURCES
from helpers.bounds.corrections import Corrections, corrections_by_reading
from helpers.chapters.implied.implied_words import implied_word
from helpers.outputs import tables

if TYPE_CHECKING:
    import pandas as pd

    from helpers.ledger.claims import Ledger
    from helpers.outputs.tables import Markdown
    from helpers.study import Study

# How often a printed number is in the smallest sets of a reading.
IN_ALL, IN_SOME, IN_NONE = "all", "some", "none"


@dataclass(frozen=True)
class BlockCorrections:
    """The smallest sets of one block under all readings."""

    block: str
    readings: tuple[Corrections, ...]

    @property
    def always_holds(self) -> bool:
        """Whether all its printed numbers hold together under every reading."""
        return all(each.status == "feasible" for each in self.readings)

    @property
    def never_holds(self) -> bool:
        """Whether they hold together under no reading, each of which was settled."""
        return all(each.status == "infeasible" for each in self.readings)


def correct_all(ledger: Ledger) -> tuple[BlockCorrections, ...]:
    """The smallest sets of every block of a ledger, under every reading."""
    return tuple(BlockCorrections(name, corrections_by_reading(ledger, name)) for name in SOURCES)


def given_up(study: Study, found: tuple[BlockCorrections, ...]) -> pd.DataFrame:
    """How often is each printed number given up? One row per number and reading.

    Only numbers that some smallest set gives up. Columns block, claim_id, label, rounding, bases,
    n_sets, n_with (sets that hold the number), how (`IN_ALL`, `IN_SOME`, `IN_NONE`).
    """
    import pandas as pd

    rows = []
    for each in found:
        in_sets = {claim for r in each.readings for one in r.sets for claim in one}
        for claim_id in (claim for claim in study.ledger if claim in in_sets):
            rows += [_row(study, each.block, claim_id, reading) for reading in each.readings]
    return pd.DataFrame(rows)


def show_corrections(study: Study, found: tuple[BlockCorrections, ...], *, name: str) -> Markdown:
    """Every block and reading: do all numbers hold, how many must give, in how many ways?"""
    import pandas as pd

    frame = pd.DataFrame([_summary(study, r) for each in found for r in _grouped(each)])
    columns = ("block", "readings", "n_claims", "result", "n_sets", "shared")
    headings = {column: implied_word(f"column_{column}", study.language) for column in columns}
    return tables.markdown(frame, study, name=name, columns=headings)


def correction_numbers(study: Study, found: tuple[BlockCorrections, ...]) -> dict[str, str]:
    """Numbers for the prose.

    sets_<block>_<rounding>_<bases> (how many sets), drop_<block>_<rounding>_<bases> (how many
    numbers each gives up), drop_<block>_min and _max over the readings, n_readings,
    n_blocks_holding, solver_questions_corrections.
    """
    numbers: dict[str, int] = {"n_readings": len(ROUNDINGS) * len(BASES)}
    for each in found:
        sizes = [r.n_dropped for r in each.readings if r.n_dropped is not None]
        numbers |= {f"drop_{each.block}_min": min(sizes), f"drop_{each.block}_max": max(sizes)}
        for r in each.readings:
            key = f"{each.block}_{r.assumptions.rounding}_{r.assumptions.bases}"
            numbers |= {f"drop_{key}": r.n_dropped or 0, f"sets_{key}": len(r.sets)}
    numbers["n_blocks"] = len(found)
    numbers["n_blocks_holding"] = sum(each.always_holds for each in found)
    return {name: study.edition.number(number) for name, number in numbers.items()}


def _row(study: Study, block: str, claim_id: str, reading: Corrections) -> dict[str, object]:
    n_with = sum(claim_id in each for each in reading.sets)
    partly = IN_SOME if n_with else IN_NONE
    return {
        "block": block,
        "claim_id": claim_id,
        "label": named(study, claim_id),
        "rounding": reading.assumptions.rounding,
        "bases": reading.assumptions.bases,
        "n_sets": len(reading.sets),
        "n_with": n_with,
        "how": IN_ALL if claim_id in reading.shared else partly,
    }


def named(study: Study, claim_id: str) -> str:
    """A claim's name with its printed number, which tells two prints of one quantity apart."""
    return f"{study.name(claim_id)} ({study.printed(study.ledger[claim_id])})"


def _grouped(found: BlockCorrections) -> list[tuple[Corrections, ...]]:
    """Readings with the same result, in the order of their first one."""
    groups: dict[tuple, list[Corrections]] = {}
    for each in found.readings:
        groups.setdefault((each.status, each.n_dropped, each.sets), []).append(each)
    return [tuple(group) for group in groups.values()]


def _summary(study: Study, group: tuple[Corrections, ...]) -> dict[str, object]:
    language, found = study.language, group[0]
    printed = [study.printed(study.ledger[claim]) for claim in found.shared]
    shared = "; ".join(printed) or implied_word("nothing_shared", language)
    holds = found.status == "feasible"
    n_sets = study.edition.number(len(found.sets))
    at_least = implied_word("at_least", language).format(n=n_sets)
    gives = implied_word("gives", language).format(n=study.edition.number(found.n_dropped or 0))
    result = {"feasible": implied_word("all_hold", language), "infeasible": gives}
    return {
        "block": study.label("sources", found.block),
        "readings": _readings(study, group),
        "n_claims": found.n_claims,
        "result": result.get(found.status, implied_word("undecided", language)),
        "n_sets": "–" if holds else (n_sets if found.complete else at_least),
        "shared": "–" if holds else shared,
        "claim_ids": " ".join(found.shared),
    }


def _readings(study: Study, group: tuple[Corrections, ...]) -> str:
    """Which readings a row of the table speaks of, as "nearest: as stated, one per question"."""
    language = study.language
    if len(group) == len(ROUNDINGS) * len(BASES):
        return implied_word("all_readings", language)
    parts = []
    for rounding in ROUNDINGS:
        bases = [r.assumptions.bases for r in group if r.assumptions.rounding == rounding]
        names = ", ".join(implied_word(f"bases_{each}", language) for each in bases)
        if len(bases) == len(BASES):
            names = implied_word("all_bases", language)
        if bases:
            parts.append(f"{implied_word(f'rounding_{rounding}', language)}: {names}")
    return "; ".join(parts)
