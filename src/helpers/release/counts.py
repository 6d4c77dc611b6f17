"""What a wave's questionnaires are counted into before the gate: a table per question.

    <wave>/<instrument>/<question>          answers; "" is how many answered
    <wave>/<instrument>/<question>.town     the same by town, for the forms of the focus groups
    <wave>/form_b/household_head.place      the same by region, as the report prints it
    <wave>/<instrument>/size                how many questionnaires
    <wave>/survey/staff                     people, by what is stated of them

Who left a question out is not counted: that is no trait of anybody.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from helpers.microdata.questionnaires import HOUSEHOLD
from helpers.microdata.tabulating import STAFF, Counted, counted_in, words_of
from helpers.release.gate import CountTable

if TYPE_CHECKING:
    import pandas as pd

    from helpers.instruments import Instrument, Question
    from helpers.ledger.claims import Ledger

TOWN = "place"
DERIVED = ("staff_size", "survey_location")
# In the place of a wave's own name where every wave is meant.
SIZE = "size"


def table_name(wave: str, instrument: str, table: str) -> str:
    """What a table is called in a release.

    >>> table_name("2024", "survey", "difficulty")
    '2024/survey/difficulty'
    """
    return f"{wave}/{instrument}/{table}"


def count_tables(
    wave: str, tables: Mapping[str, pd.DataFrame], instruments: Mapping[str, Instrument]
) -> list[CountTable]:
    """A table of every question that has answers to tick, and of each form's questions by town.

    `tables` as `microdata.prepared` makes them. Questions that nobody answered have no table.
    """
    found = []
    for name, instrument in instruments.items():
        if name in tables:
            rows = tables[name]
            found.append(CountTable(table_name(wave, name, SIZE), (SIZE,), {(name,): len(rows)}))
            for question in instrument.questions:
                found += _tables_of(
                    rows, question, lambda table, n=name: table_name(wave, n, table)
                )
            found += _derived(rows, wave, name)
    return [table for table in found if table.counts]


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


def _tables_of(rows: pd.DataFrame, question: Question, named) -> Iterator[CountTable]:
    name = question.name
    by_town = TOWN in rows
    if question.kind == "select_one" and name != TOWN and name in rows:
        none = {(choice.name,): 0 for choice in question.choices}
        counts = _counts(rows, [name])
        yield CountTable(named(name), (name,), none | counts if counts else {})
        if by_town:
            yield CountTable(named(f"{name}.town"), (TOWN, name), _counts(rows, [TOWN, name]))
    elif question.kind == "select_multiple":
        columns = [column for column in rows if str(column).startswith(f"{name}__")]
        answered = rows[columns[0]].notna() if columns else []
        if any(answered):
            yield _several(rows, name, columns, named(name))
    elif name == TOWN and by_town:
        yield CountTable(named(TOWN), (TOWN,), _counts(rows, [TOWN]))


def _several(rows: pd.DataFrame, name: str, columns: list[str], table: str) -> CountTable:
    counts = {(column.removeprefix(f"{name}__"),): int(rows[column].sum()) for column in columns}
    base = int(rows[columns[0]].notna().sum())
    return CountTable(table, (name,), counts, additive=False, base=base)


def _derived(rows: pd.DataFrame, wave: str, name: str) -> Iterator[CountTable]:
    for variable in DERIVED:
        if variable in rows:
            yield CountTable(
                table_name(wave, name, variable), (variable,), _counts(rows, [variable])
            )
    place = f"{HOUSEHOLD}_place"
    if place in rows:
        counts = _counts(rows, [place, HOUSEHOLD])
        yield CountTable(table_name(wave, name, f"{HOUSEHOLD}.place"), (place, HOUSEHOLD), counts)
    if "staff" in rows:
        people = dict.fromkeys(STAFF.values())
        counts = {(column,): int(rows[column].sum()) for column in people}
        table = table_name(wave, name, "staff")
        yield CountTable(table, ("people",), counts, additive=False, unit="people")


def _counts(rows: pd.DataFrame, columns: list[str]) -> dict[tuple[str, ...], int]:
    answered = rows[columns].dropna().astype(str)
    counts = answered.value_counts(sort=False)
    return {tuple(map(str, key)): int(number) for key, number in sorted(counts.items())}
