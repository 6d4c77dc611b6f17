"""The release of one or more waves: count, apply the rules, write what may leave.

The only place that opens the clean questionnaires for a book. A number of the report is released
anew if every cell it follows from is; else it is withheld by the rule of the first that is not.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from helpers import paths
from helpers.disclosure import NOT_ANSWERED, Cell, Release, Rules, Table, load_rules, protect
from helpers.disclosure.results import check_means
from helpers.errors import BookError
from helpers.instruments import load_instruments
from helpers.ledger import claims, codebook
from helpers.microdata.clean import read_wave
from helpers.microdata.questionnaires import prepared
from helpers.microdata.tabulating import READING, SCORE, scores_of
from helpers.release.counts import claims_of, count_tables, known_from
from helpers.synthetic.watermark import is_synthetic

if TYPE_CHECKING:
    import pandas as pd

    from helpers.ledger.claims import Ledger
    from helpers.microdata.tabulating import Counted

    Waves = Mapping[str, Mapping[str, pd.DataFrame]]


def write_release(waves: Sequence[str] = paths.WAVES) -> Release:
    """Make the release of these waves and write it where every book reads it."""
    release = make_release(waves)
    release.write(paths.release())
    return release


def make_release(waves: Sequence[str]) -> Release:
    """Everything that may leave the questionnaires of these waves; the first is the report's.

    Raises `BookError` for a wave without clean tables, and for waves of which some are made up;
    `DisclosureError` where no withholding keeps the rules.
    """
    ledger = claims.load(codebook=codebook.load())
    instruments = load_instruments(codebook=ledger.codebook)
    rows = {wave: prepared(read_wave(wave), ledger, instruments) for wave in waves}
    made_up, rules = is_made_up(rows), load_rules()
    counted = [each for wave in waves for each in count_tables(wave, rows[wave], instruments)]
    anew = claims_of(rows[waves[0]], ledger, waves[0])
    left = protect(counted, rules, known_from(ledger, anew, counted))
    tables = {table.name: table for table in left.tables}
    return Release(
        waves=tuple(waves),
        synthetic=made_up,
        sizes=sizes_of(rows),
        tables=tables,
        claims=released_claims(anew, tables) | town_means(rows[waves[0]], anew, ledger, rules),
        refusals=tuple(left.refusals),
        attack=left.attack,
        rules=rules.as_dict(),
    )


def is_made_up(rows: Waves) -> bool:
    """Whether the rows are synthetic. Raises `BookError` where some are and some are not."""
    found = {
        f"{wave}/{name}": is_synthetic(table)
        for wave, tables in rows.items()
        for name, table in tables.items()
    }
    if any(found.values()) and not all(found.values()):
        made_up = ", ".join(name for name, is_so in found.items() if is_so)
        raise BookError(
            f"{made_up} in data/restricted holds synthetic rows and other tables do not; "
            "take in the questionnaires anew (`python -m helpers intake FILE... --wave YEAR`)"
        )
    return all(found.values())


def sizes_of(rows: Waves) -> dict[str, int]:
    """How many questionnaires each instrument of each wave has, as "2024/survey"."""
    return {
        f"{wave}/{name}": len(table)
        for wave, tables in rows.items()
        for name, table in tables.items()
    }


def released_claims(counted: Mapping[str, Counted], tables: Mapping[str, Table]) -> dict[str, Cell]:
    """The report's numbers anew, each released if all its cells are."""
    cells = {name: {cell.key: cell for cell in table.cells} for name, table in tables.items()}
    found = {}
    for claim_id, number in counted.items():
        rules = [_rule(cells.get(table, {}), key) for table, key in number.cells]
        rule = next((each for each in rules if each), "")
        found[claim_id] = Cell((), None if rule else number.value, rule)
    return found


def town_means(
    rows: Mapping[str, pd.DataFrame], anew: Mapping[str, Counted], ledger: Ledger, rules: Rules
) -> dict[str, Cell]:
    """The towns' mean scores, by the rule for means; and places in their order if all are out.

    The key of a cell is the step that its mean is rounded to.
    """
    claims = [c for c in ledger.select(variable=SCORE, kind="mean") if c.claim_id in anew]
    scores = {claim.place: scores_of(rows["form_a"], claim.place) for claim in claims}
    means = check_means(SCORE, scores, rules, scale=(0, int(READING.scheme.score_max)), total=False)
    found = {}
    for claim in claims:
        is_fine = len(scores[claim.place]) >= rules.mean_fine_from
        step = rules.mean_fine_step if is_fine else rules.mean_coarse_step
        cell = means[claim.place]
        found[claim.claim_id] = Cell((str(float(step)),), cell.value, cell.withheld)
    withheld = next((cell.withheld for cell in found.values() if cell.withheld), "")
    for claim in ledger.select(variable=SCORE, kind="rank"):
        if claim.claim_id in anew:
            value = None if withheld else anew[claim.claim_id].value
            found[claim.claim_id] = Cell((), value, withheld)
    return found


def _rule(cells: Mapping[tuple[str, ...], Cell], key: tuple[str, ...]) -> str:
    """By which rule a cell is withheld; who answered at all follows from two cells."""
    silent = (*key[:-1], NOT_ANSWERED) if not key[-1] else key
    found = [cells[each] for each in (key, silent) if each in cells]
    return next((each.withheld for each in found if each.value is None), "")
