"""What two waves tell of each other: changes, the panel, attrition, old numbers against new.

Every result is worked out from released cells and from nothing else, so that it tells no more than
they do. Intervals and tests are refused for made-up rows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product
from typing import TYPE_CHECKING, Any, NamedTuple

from helpers.disclosure.tables import NO_ANSWER, NOT_ANSWERED, TICKED
from helpers.interface import marked
from helpers.ledger.reported import counts_that_print_as
from helpers.release.comparability import Compared, comparable
from helpers.release.counts import table_name
from helpers.release.waves import (
    ANSWERED,
    BOTH_REGISTERS,
    FATE,
    OF_REGISTER,
    PANEL,
    REGION,
    Wave,
    population_rows,
)
from helpers.statistics.changes import (
    Flows,
    change_bounds,
    change_interval,
    change_p_value,
    paired_change,
)
from helpers.statistics.families import holm
from helpers.statistics.intervals import no_assumption_bounds
from helpers.statistics.leads import lead_interval

if TYPE_CHECKING:
    from helpers.disclosure.released import Cell, Table
    from helpers.disclosure.rules import Rules
    from helpers.instruments import Question
    from helpers.ledger.claims import Claim, Ledger

DECIMALS = 6
# Sums of staff are no shares of questionnaires.
PEOPLE = "people"

# Why a number is not here.
REASONS = {
    "synthetic": marked("made-up rows: an interval or test would measure how they were made"),
    "withheld": marked("a number it needs is withheld"),
    "minimum": marked("fewer organisations than the rules of release allow"),
    "unprinted": marked("the report does not print it"),
    "changed": marked("the question was not the same in both waves"),
    "crossed": marked("not counted, because the question is crossed with others already"),
    "nobody": marked("no organisation is known to have answered twice"),
}
ASSUMPTIONS = {
    "changes": marked("as if both waves were random samples"),
    "panel": marked("as if those who answered twice were a random sample"),
    "counted": marked("nothing is assumed: whoever is in the tables is counted"),
}


class Share(NamedTuple):
    """How many gave an answer, of how many questionnaires, and how many left the question out.

    The base is that of the report: all questionnaires. `n_missing` is None where it is not known.
    """

    count: int
    base: int
    n_missing: int | None


def wave_results(
    then: Wave,
    now: Wave,
    tables: Mapping[str, Table],
    ledger: Ledger,
    rules: Rules,
    claims: Mapping[str, Mapping[str, Cell]],
) -> dict[str, dict[str, Any]]:
    """What two waves tell of each other, from released tables; all of it may be published.

    `ledger` is what the report printed, which stands for the earlier wave where that has no rows;
    `claims` are its numbers counted anew, by wave. Returns, by name, mappings with `groups`, the
    two waves, `n`, `assumption` and `values`, a list of rows:

        waves/questions    which questions can be compared, and what came between the others
        waves/changes      per answer: counts, bases, difference, interval, bounds, p-values
        waves/panel        per answer: what those who answered twice said then and now
        waves/answers      those who answered then: what became of them, by region, too
        waves/register     organisations that stayed, left or came, by region and zero report
        waves/claims       per number of the report: as printed, counted then, counted now

    Shares and differences are proportions. Where an interval is missing, `refused` says why.
    """
    compared = comparable(then.instruments, now.instruments)
    released = _Released(then, now, tables, ledger, rules)
    changes, panel = list(_changes(compared, released)), list(_panel(compared, released))
    _correct(changes)
    _correct(panel)
    groups = [then.name, now.name]
    sizes = {wave.name: released.size(wave) for wave in (then, now)}
    registers = {wave.name: released.registered(wave) for wave in (then, now)}
    twice = {"both": released.n_twice}
    return {
        "waves/questions": {"groups": groups, "values": [_question(each) for each in compared]},
        "waves/changes": _result(groups, "changes", changes, sizes | {"printed": not then.tables}),
        "waves/panel": _result(groups, "panel", panel, twice),
        "waves/answers": _result(groups, "counted", list(_answered_again(released)), sizes),
        "waves/register": _result(groups, "counted", list(_fates_by(released)), registers),
        "waves/claims": _result(
            groups, "changes", list(_claims(claims, changes, compared, released)), sizes
        ),
    }


def printed_share(ledger: Ledger, variable: str, answer: str) -> Share | None:
    """How many gave an answer as the report prints it; None where it does not say it of a base.

    A percentage is taken where one count alone prints as it. How many of the base left the question
    out is known where it is printed, or where the answers printed make up the base.
    """
    is_place = answer in ledger.codebook.places
    wanted = {"category": "", "place": answer} if is_place else {"category": answer, "place": ""}
    for claim in ledger.select(variable=variable, **wanted):
        base = ledger[claim.base] if claim.base else None
        count = _printed_count(claim, base)
        if base is not None and count is not None:
            return Share(count, int(base.value), _printed_missing(ledger, claim, int(base.value)))
    return None


def _printed_count(claim: Claim, base: Claim | None) -> int | None:
    if base is None or base.kind not in ("base", "total"):
        return None
    if claim.kind == "percent":
        counts = counts_that_print_as(claim.printed, int(base.value), rule="nearest")
        return counts[0] if len(counts) == 1 else None
    return int(claim.value) if claim.kind == "count" else None


def _printed_missing(ledger: Ledger, claim: Claim, base: int) -> int | None:
    """Of a question with several answers it is unknown; of others, who gave no printed answer."""
    if ledger.codebook.variables[claim.variable].answer not in ("single", "ordinal"):
        return None
    own = {
        each.category or each.place: _printed_count(each, ledger[each.base])
        for each in ledger.select(variable=claim.variable)
        if each.base == claim.base and each.kind in ("count", "percent")
    }
    own.pop(NOT_ANSWERED, None)
    given = [number for number in own.values() if number is not None]
    return max(0, base - sum(given)) if len(given) > 1 and sum(given) <= base else None


class _Released:
    """Released numbers of two waves by what they count; None for one that is withheld."""

    def __init__(
        self, then: Wave, now: Wave, tables: Mapping[str, Table], ledger: Ledger, rules: Rules
    ) -> None:
        self.then, self.now, self.ledger, self.rules = then, now, ledger, rules
        self.is_synthetic = then.is_synthetic or now.is_synthetic
        self.cells = {
            name: {cell.key: cell.value for cell in table.cells}
            for name, table in tables.items()
            if table.unit != PEOPLE
        }

    def number(self, table: str, *key: str) -> int | None:
        """The number of a cell; 0 where the table has no such cell, None where it has no number."""
        value = self.cells[table].get(key, 0) if table in self.cells else None
        return None if value is None else int(value)

    def size(self, wave: Wave, instrument: str = "survey") -> int | None:
        """How many questionnaires a wave has."""
        if wave.tables:
            return len(wave.tables[instrument]) if instrument in wave.tables else None
        return int(self.ledger["survey_size"].value) if instrument == "survey" else None

    def registered(self, wave: Wave) -> int | None:
        """How many organisations the register holds, all of which were asked."""
        if "register" in wave.tables:
            return len(wave.tables["register"])
        return int(self.ledger["register_size"].value) if wave is self.then else None

    @property
    def n_twice(self) -> int:
        """How many organisations are known to have answered twice."""
        return len(population_rows(self.then, self.now).get(PANEL, ()))

    def share(self, wave: Wave, instrument: str, variable: str, answer: str) -> Share | None:
        """How many gave an answer in a wave."""
        if not wave.tables:
            return printed_share(self.ledger, variable, answer)
        table = table_name(wave.name, instrument, variable)
        size, n_missing = self.size(wave, instrument), self.missing(wave, instrument, variable)
        count = n_missing if answer == NOT_ANSWERED else self.number(table, answer)
        if not size or count is None:
            return None
        if answer == NOT_ANSWERED:
            return Share(count, size, 0)
        return Share(count, size, n_missing)

    def missing(self, wave: Wave, instrument: str, variable: str) -> int | None:
        """How many questionnaires leave a question out."""
        table = table_name(wave.name, instrument, variable)
        numbers = self.size(wave, instrument), self.number(table, "")
        unsaid = self.number(table, NOT_ANSWERED)
        return None if None in (*numbers, unsaid) else numbers[0] - numbers[1] + unsaid

    def margins(self, variable: str, answer: str) -> tuple[int, int, int] | None:
        """How many of those who answered the question twice gave an answer then, and now.

        Where not all of them answered it both times, it takes the flows.
        """
        flows = self.flows(variable, answer)
        if flows:
            return (flows.stayed_yes + flows.to_no, flows.stayed_yes + flows.to_yes, flows.size)
        several = f"{PANEL}/{variable}/{answer}"
        table = several if several in self.cells else f"{PANEL}/{variable}"
        yes = TICKED if table == several else answer
        unsaid = [
            self.number(table, *key)
            for each in (NOT_ANSWERED, NO_ANSWER)
            for key in ((each, ""), ("", each))
        ]
        found = [self.number(table, *key) for key in ((yes, ""), ("", yes), ("", ""))]
        return None if any(each != 0 for each in unsaid) or None in found else tuple(found)

    def flows(self, variable: str, answer: str) -> Flows | None:
        """Those who answered the question twice, by whether they gave an answer then and now."""
        several = self.cells.get(f"{PANEL}/{variable}/{answer}")
        cells = several or self.cells.get(f"{PANEL}/{variable}")
        if cells is None or variable == REGION:
            return None
        yes = TICKED if several else answer
        inside = {key: value for key, value in cells.items() if not {*key} & _UNSAID}
        numbers = [
            [value for key, value in inside.items() if (key[0] == yes, key[1] == yes) == said]
            for said in product((True, False), repeat=2)
        ]
        if any(None in each for each in numbers):
            return None
        return Flows(*(int(sum(each)) for each in numbers))


# Totals, and who left the question out in one wave.
_UNSAID = {"", NOT_ANSWERED, NO_ANSWER}


def _result(
    groups: list[str], assumption: str, values: list[dict[str, Any]], n: Mapping[str, Any]
) -> dict[str, Any]:
    return {"groups": groups, "assumption": ASSUMPTIONS[assumption], "n": dict(n), "values": values}


def _question(compared: Compared) -> dict[str, Any]:
    """A question's row, with the words that the codebook may not have."""
    question = compared.question
    return {
        "instrument": compared.instrument,
        "question": compared.name,
        "label": dict(question.label),
        "changes": list(compared.changes),
        "languages": list(compared.languages),
        "answers": {choice.name: dict(choice.label) for choice in question.choices},
        "added": [dict(_label(compared.now, name)) for name in compared.added],
        "removed": [dict(_label(compared.then, name)) for name in compared.removed],
    }


def _label(question: Question | None, choice: str) -> Mapping[str, str]:
    return next(each.label for each in question.choices if each.name == choice)


def _answers(compared: tuple[Compared, ...], released: _Released) -> Iterator[tuple[str, ...]]:
    """Instrument, question, variable and answer of all that can be compared, in the order asked."""
    for each in compared:
        question = each.question
        places = _places(released, each.instrument)
        # Forms of other towns are no second wave of these.
        if each.changes or places[0] != places[1] or question.name == "place":
            continue
        own = (question.name,) if question.choices else ()
        for variable in dict.fromkeys((*own, *question.feeds)):
            known = _categories(released.ledger, variable)
            cells = released.cells.get(table_name(released.now.name, each.instrument, variable), {})
            counted = [
                key[0] for key in cells if len(key) == 1 and key[0] not in ("", NOT_ANSWERED)
            ]
            counted = [name for name in counted if variable in own or name in known]
            counted.append(NOT_ANSWERED)
            order = [*known, *(choice.name for choice in question.choices)]
            order = [name for name in order if name != NOT_ANSWERED]
            counted.sort(key=lambda name: order.index(name) if name in order else len(order))
            if cells:
                yield from ((each.instrument, each.name, variable, answer) for answer in counted)


def _categories(ledger: Ledger, variable: str) -> tuple[str, ...]:
    entry = ledger.codebook.variables.get(variable)
    return tuple(entry.categories) if entry else ()


def _places(released: _Released, instrument: str) -> list[set[str]]:
    """Where the forms of each wave are from; of the survey nobody asks."""
    tables = (table_name(wave.name, instrument, "place") for wave in (released.then, released.now))
    return [{key[0] for key in released.cells.get(table, {})} for table in tables]


def _changes(compared: tuple[Compared, ...], released: _Released) -> Iterator[dict[str, Any]]:
    for instrument, question, variable, answer in _answers(compared, released):
        then, now = (
            released.share(wave, instrument, variable, answer)
            for wave in (released.then, released.now)
        )
        row: dict[str, Any] = {
            "instrument": instrument,
            "question": question,
            "variable": variable,
            "answer": answer,
        }
        row |= _sides(then, now)
        if answer == NOT_ANSWERED and not (now and now.count) and not (then and then.count):
            continue
        if then and now:
            row["difference"] = _rounded(now.count / now.base - then.count / then.base)
            row |= _bounds(then, now, instrument, released)
        row["refused"] = _refusal(then, now, released)
        if not row["refused"]:
            row |= _chance(then, now, released.flows(variable, answer))
        yield row


def _sides(then: Share | None, now: Share | None) -> dict[str, int | None]:
    return {
        f"{name}_{field}": getattr(share, field) if share else None
        for name, share in (("then", then), ("now", now))
        for field in ("count", "base")
    }


def _refusal(then: Share | None, now: Share | None, released: _Released) -> str:
    if now is None or (then is None and released.then.tables):
        return REASONS["withheld"]
    if then is None:
        return REASONS["unprinted"]
    if released.is_synthetic:
        return REASONS["synthetic"]
    is_small = min(then.base, now.base) < released.rules.test_n
    return REASONS["minimum"] if is_small else ""


def _chance(then: Share, now: Share, flows: Flows | None) -> dict[str, Any]:
    """Interval and p-value; `n_twice` of both waves are the same, if their answers are released."""
    counts = (then.count, then.base, now.count, now.base)
    low, high = change_interval(*counts, panel=flows)
    return {
        "low": _rounded(low),
        "high": _rounded(high),
        "p_value": _rounded(change_p_value(*counts)),
        "n_twice": flows.size if flows else 0,
    }


def _bounds(then: Share, now: Share, instrument: str, released: _Released) -> dict[str, float]:
    """Bounds of the change over the registers of both waves, of whom only some answered."""
    waves = (released.then, released.now)
    registered = [released.registered(wave) for wave in waves]
    if instrument != "survey" or None in registered:
        return {}
    if then.base > registered[0] or now.base > registered[1]:
        return {}
    bounds = [
        no_assumption_bounds(
            share.count, share.base, n_population=size, n_item_missing=share.n_missing or 0
        )
        for share, size in zip((then, now), registered, strict=True)
    ]
    low, high = change_bounds(*bounds)
    return {"bounds_low": _rounded(low), "bounds_high": _rounded(high)}


def _panel(compared: tuple[Compared, ...], released: _Released) -> Iterator[dict[str, Any]]:
    several = {each.name for each in compared if each.question.kind == "select_multiple"}
    for instrument, question, variable, answer in _answers(compared, released):
        if instrument != "survey" or answer == NOT_ANSWERED or variable == REGION:
            continue
        tables = {f"{PANEL}/{variable}", f"{PANEL}/{variable}/{answer}"} & set(released.cells)
        if not released.n_twice or (not tables and question not in several):
            continue
        flows, margins = released.flows(variable, answer), released.margins(variable, answer)
        row: dict[str, Any] = {"question": question, "variable": variable, "answer": answer}
        row |= flows._asdict() if flows else dict.fromkeys(Flows._fields)
        row |= dict(zip(("then_count", "now_count", "base"), margins or [None] * 3, strict=True))
        if margins and margins[2]:
            row["difference"] = _rounded((margins[1] - margins[0]) / margins[2])
        row["refused"] = _panel_refusal(margins, released) if tables else REASONS["crossed"]
        if not row["refused"]:
            row |= _paired(flows, margins)
        yield row


def _panel_refusal(margins: tuple[int, ...] | None, released: _Released) -> str:
    if margins is None:
        return REASONS["withheld"]
    if not margins[2]:
        return REASONS["nobody"]
    if released.is_synthetic:
        return REASONS["synthetic"]
    return REASONS["minimum"] if margins[2] < released.rules.test_n else ""


def _paired(flows: Flows | None, margins: tuple[int, ...]) -> dict[str, Any]:
    """The interval; the widest that is possible, and no test, where who changed is withheld."""
    if flows:
        found = paired_change(flows)
        return {name: _rounded(getattr(found, name)) for name in ("low", "high", "p_value")}
    then, now, base = margins
    low, high = lead_interval(now, then, base)
    return {"low": _rounded(low), "high": _rounded(high)}


def _correct(rows: list[dict[str, Any]]) -> None:
    """Holm's correction: the tests of all answers are one family."""
    tested = {str(place): row["p_value"] for place, row in enumerate(rows) if "p_value" in row}
    for place, p_value in holm(tested).items():
        rows[int(place)]["p_holm"] = _rounded(p_value)


def _answered_again(released: _Released) -> Iterator[dict[str, Any]]:
    """What became of those who answered then, as a whole and by region."""
    for (fate,), value in released.cells.get("waves/answers", {}).items():
        if fate:
            yield {"region": "", FATE: fate, "count": None if value is None else int(value)}
    table = table_name(released.then.name, "survey", REGION)
    for key in released.cells.get(f"{PANEL}/{REGION}", {}):
        if key[0]:
            again = released.number(f"{PANEL}/{REGION}", *key)
            then = released.number(table, *key)
            yield {"region": key[0], FATE: ANSWERED, "count": again, "base": then}


def _fates_by(released: _Released) -> Iterator[dict[str, Any]]:
    """How many organisations of each category stayed, left and came; all of them first.

    Who stayed or left counts where it was then, and who came where it is now.
    """
    for column in OF_REGISTER:
        sides = [
            (f"{wave.name}/register/{column}", f"{BOTH_REGISTERS}/{column}/{wave.name}")
            for wave in (released.then, released.now)
        ]
        if not all(table in released.cells for side in sides for table in side):
            continue
        seen = {key[0] for tables in sides for key in released.cells[tables[0]]}
        for category in sorted(seen):
            old, stayed = (released.number(table, category) for table in sides[0])
            new, here = (released.number(table, category) for table in sides[1])
            yield {
                "column": column,
                "category": category,
                "stayed": stayed,
                "left": None if None in (old, stayed) else old - stayed,
                "came": None if None in (new, here) else new - here,
            }


def _claims(
    claims: Mapping[str, Mapping[str, Cell]],
    changes: list[dict[str, Any]],
    compared: tuple[Compared, ...],
    released: _Released,
) -> Iterator[dict[str, Any]]:
    """Every number of the report that the later wave answers, beside what it is now."""
    by_answer = {(row["variable"], row["answer"]): row for row in changes}
    changed = {variable for each in compared if each.changes for variable in each.question.feeds}
    then, now = (claims.get(wave.name, {}) for wave in (released.then, released.now))
    for name, cell in now.items():
        claim = released.ledger[name]
        values = [each.value if each else None for each in (then.get(name), cell)]
        row: dict[str, Any] = {"claim_id": name, "then": _text(values[0]), "now": _text(values[1])}
        change = by_answer.get((claim.variable, claim.category or claim.place))
        if claim.variable in changed:
            row["refused"] = REASONS["changed"]
        elif change and claim.kind in ("count", "percent"):
            row |= {key: change.get(key) for key in ("difference", "low", "high", "refused")}
        yield row


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _rounded(value: object) -> float:
    return round(float(value), DECIMALS)
