"""What a wave's questionnaires are counted into before the gate: a table per question.

    <wave>/<instrument>/<question>          answers; who left it out is the answer `not_answered`
    <wave>/form_b/household_head.place      the same by region, as the report prints it
    <wave>/survey/staff_gender, staff_age   people, by what is stated of them
    <wave>/register/<column>                organisations that were asked, where there is a register

No question by town: a dozen forms each leave little but withheld cells, and these take numbers of
the whole with them. Of towns there are the means of the scale, which have a rule of their own.

"" is the total of a dimension: all questionnaires. With several answers possible it is who answered
at all.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from helpers.bounds.blocks import CITY, LOCATIONS
from helpers.disclosure import CountTable, Magnitudes, Merged, count
from helpers.disclosure.layout import Known
from helpers.microdata.questionnaires import HOUSEHOLD, INSIDE, REGISTER
from helpers.microdata.tabulating import PEOPLE, Counted, counted_in, words_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd

    from helpers.instruments import Instrument, Question
    from helpers.ledger.claims import Ledger
    from helpers.ledger.codebook import Codebook

DERIVED = ("staff_size", "survey_location")


def table_name(wave: str, instrument: str, table: str) -> str:
    """What a table is called in a release.

    >>> table_name("2024", "survey", "difficulty")
    '2024/survey/difficulty'
    """
    return f"{wave}/{instrument}/{table}"


def count_tables(
    wave: str, tables: Mapping[str, pd.DataFrame], instruments: Mapping[str, Instrument]
) -> list[CountTable | Magnitudes]:
    """A table of every question that has answers to tick.

    `tables` as `microdata.questionnaires.prepared` makes them. Questions that nobody answered have
    no table.
    """
    found: list[CountTable | Magnitudes] = []
    for name, rows in tables.items():
        population = f"{wave}/{name}"
        for question in instruments[name].questions if name in instruments else ():
            found += _tables_of(rows, question, population)
        worked_out = DERIVED if name == "survey" else REGISTER if name == "register" else ()
        for variable in (each for each in worked_out if each in rows):
            found += _table(rows, population, variable)
        if f"{HOUSEHOLD}_place" in rows:
            place = {f"{HOUSEHOLD}.place": (f"{HOUSEHOLD}_place", HOUSEHOLD)}
            found += _table(rows, population, **place)
        if "staff" in rows:
            found += _people(rows, population)
    return found


def claims_of(tables: Mapping[str, pd.DataFrame], ledger: Ledger, wave: str) -> dict[str, Counted]:
    """Every claim that the rows can answer, with the cells of a release it follows from."""
    found: dict[str, Counted] = {}
    for name, rows in tables.items():
        own = counted_in(rows, ledger)
        own |= words_of(rows, ledger, own)
        for claim_id, number in own.items():
            cells = tuple(
                (table_name(wave, name, table), key) for table, key in dict.fromkeys(number.cells)
            )
            found.setdefault(claim_id, Counted(number.value, cells))
    return found


def merged_of(wave: str, codes: Codebook) -> list[Merged]:
    """Variables of a wave's tables that follow from others, as everybody can work out.

    Which towns lie in a region, and which places are cities: `microdata.questionnaires` and
    `release.respondents` derive them so. Named as `waves.by_wave` names them.
    """
    regions = {town.id: town.region for town in codes.towns()}
    found = [Merged(f"{wave}.{HOUSEHOLD}_place", f"{wave}.place", regions)]
    for coarse, (region, outside) in LOCATIONS.items():
        kinds = {
            each.id: INSIDE if each.kind == CITY else outside for each in codes.places.values()
        }
        for fine in (region, REGISTER[0]):
            found.append(Merged(f"{wave}.{coarse}", f"{wave}.{fine}", kinds))
    return found


def known_from(
    ledger: Ledger, claims: Mapping[str, Counted], tables: Iterable[CountTable | Magnitudes]
) -> list[Known]:
    """Counts that everybody knows from the report, where the rows give the same.

    A printed number that the rows do not give is no knowledge of these rows.
    """
    counts = {each.name: each for each in tables if isinstance(each, CountTable)}
    found = []
    for claim_id, number in claims.items():
        claim = ledger[claim_id]
        if claim.kind != "count" or len(number.cells) != 1 or number.value != claim.value:
            continue
        ((table, key),) = number.cells
        if table in counts and key in counts[table].counts:
            value = int(number.value)
            found.append(Known(claim_id, {counts[table].key(key): 1}, value, value))
    return found


def _tables_of(rows: pd.DataFrame, question: Question, population: str) -> Iterator[CountTable]:
    if question.kind not in ("select_one", "select_multiple"):
        return
    name = question.name
    choices = {name: [choice.name for choice in question.choices]}
    settings = {"categories": choices, "exclusive": question.exclusive}
    yield from _table(rows, population, name, **settings)


def _table(
    rows: pd.DataFrame, population: str, *names: str, categories=None, exclusive=(), **crossed
) -> Iterator[CountTable]:
    """The table of a question, or of the dimensions that a name stands for."""
    for name, dimensions in {**{each: (each,) for each in names}, **crossed}.items():
        last = dimensions[-1]
        columns = [each for each in rows if each == last or str(each).startswith(f"{last}__")]
        if any(rows[column].notna().any() for column in columns):
            yield count(
                rows,
                f"{population}/{name}",
                dimensions,
                population=population,
                categories=categories,
                exclusive=exclusive if len(columns) > 1 else (),
            )


def _people(rows: pd.DataFrame, population: str) -> Iterator[Magnitudes]:
    """Sums of staff by what is stated of them; the rest is a category of its own."""
    staff = rows["staff"].fillna(0)
    for table, parts in PEOPLE.items():
        if not set(parts.values()) <= set(rows):
            continue
        own = {category: rows[column].fillna(0) for category, column in parts.items()}
        own["other"] = (staff - sum(own.values())).clip(lower=0)
        people = {
            (category,): tuple(int(each) for each in values if each > 0)
            for category, values in own.items()
        }
        yield Magnitudes(
            f"{population}/{table}", (table,), people, measure="staff", population=population
        )
