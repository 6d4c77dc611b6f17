"""Two waves side by side: what changed, who answered twice, what became of the register.

How many gave an answer in a wave, the tables of `release.counts` say. Here are those that need both
waves; an organisation that was there in both is known by the hash that its rows carry:

    waves/survey/<question>              those who answered twice: what they said then, and now
    waves/survey/<question>/<answer>     several possible: whether they ticked it then, and now
    waves/survey/survey_region           where those who answered twice were then
    waves/answers                        what became of those who answered then
    waves/register/<column>/<wave>       organisations in both registers, by region or by report

Those who are there twice are a population of their own (`disclosure.tables`), whose rows are among
those of both waves: so the gate sees what the waves, they and those who left tell of each other. An
answer of one wave is another variable than that of the next, `by_wave`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import product
from typing import TYPE_CHECKING

from helpers.disclosure.tables import LEFT as UNTICKED
from helpers.disclosure.tables import NO_ANSWER, NOT_ANSWERED, TICKED, CountTable, count
from helpers.release.comparability import comparable
from helpers.synthetic.watermark import is_synthetic

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from helpers.disclosure.tables import Magnitudes
    from helpers.instruments import Instrument, Question

# Those who are there twice, as populations of rows.
PANEL = "waves/survey"
BOTH_REGISTERS = "waves/register"
# Whose rows can be followed from wave to wave.
FOLLOWED = {"survey": PANEL, "register": BOTH_REGISTERS}
ANSWERED, SILENT, AWAY, UNLINKED = "answered", "silent", "away", "unlinked"
LEFT = "left"
FATE = "fate"
REGION = "survey_region"
OF_REGISTER = ("register_region", "financial_report")

# More answers then by as many now leave a few organisations a cell.
MOST_FLOWS = 8


@dataclass(frozen=True)
class Wave:
    """The questionnaires of a wave and what was asked; no tables where only the report is left.

    `tables` are those of `microdata.questionnaires.prepared`, by instrument, and the register.
    """

    name: str
    instruments: Mapping[str, Instrument]
    tables: Mapping[str, pd.DataFrame] = field(default_factory=dict)

    @property
    def is_synthetic(self) -> bool:
        """Whether any of its rows is made up."""
        return any(is_synthetic(rows) for rows in self.tables.values())


def wave_tables(
    then: Wave, now: Wave, *, beside: Sequence[CountTable | Magnitudes] = ()
) -> list[CountTable]:
    """Every table that needs both waves, to be protected together with those `beside` them.

    None where the earlier wave has no rows, except of the registers. Of questions with several
    answers that are crossed with each other already nobody counts who changed an answer: the gate
    could not settle in minutes what all of it tells together.
    """
    found = list(_register_tables(then, now))
    if "survey" not in then.tables or "survey" not in now.tables:
        return found
    found.append(_fates(then, now))
    rows = [_followed(wave.tables["survey"]) for wave in (then, now)]
    both = [key for key in rows[0].index if key in rows[1].index]
    if not both:
        return found
    twice = [each.loc[both] for each in rows]
    where = twice[0][REGION].where(twice[0][REGION].notna(), NOT_ANSWERED)
    found.append(_panel_table(REGION, (then,), [where]))
    several = _crossed(beside, then.instruments["survey"])
    for each in comparable(then.instruments, now.instruments):
        if each.instrument == "survey" and not each.changes and each.name not in several:
            found += _flow_tables(each.question, (then, now), twice)
    return found


def _crossed(tables: Sequence[CountTable | Magnitudes], survey: Instrument) -> set[str]:
    """Questions with several answers that a table crosses with another such."""
    several = {each.name for each in survey.questions if each.kind == "select_multiple"}
    found: set[str] = set()
    for table in tables:
        own = {each.partition("=")[0] for each in table.dimensions} & several
        found |= own if len(own) > 1 else set()
    return found


def by_wave(tables: Sequence[CountTable | Magnitudes], wave: str) -> list[CountTable | Magnitudes]:
    """The tables of a wave with its name before their variables.

    The same organisation may say one thing in one wave and another in the next; without this the
    gate would take both for one answer. Of a wave alone they have it, too: the next release may be
    of several.
    """
    return [
        replace(
            table, variables={each: f"{wave}.{table.variable(each)}" for each in table.dimensions}
        )
        if isinstance(table, CountTable)
        else table
        for table in tables
    ]


def rows_of(wave: Wave) -> dict[str, list[str]]:
    """Which rows each population of a wave holds, by names that are the same in every release.

    A questionnaire of the survey or a line of the register is its organisation's, in whatever wave,
    or has a name of its own where that cannot be followed; so has each form. A questionnaire and a
    line of the register are rows of different kinds, whosever they are.
    """
    found = {}
    for name, rows in wave.tables.items():
        own = f"{wave.name}/{name}"
        kind = name if name in FOLLOWED else own
        places = rows.get("source", rows.index)
        found[own] = [
            f"{kind}:{key}" if key else f"{own}:{place}"
            for key, place in zip(_keys(rows), places, strict=True)
        ]
    return found


def population_rows(then: Wave, now: Wave) -> dict[str, list[str]]:
    """The rows of both waves, and of who is there twice: in the survey, and in the register."""
    found = rows_of(then) | rows_of(now)
    for name, both in FOLLOWED.items():
        sides = [set(found.get(f"{wave.name}/{name}", ())) for wave in (then, now)]
        if sides[0] & sides[1]:
            found[both] = sorted(sides[0] & sides[1])
    return found


def _keys(rows: pd.DataFrame) -> list[str | None]:
    """The organisation of each row, if it has one and no other row has the same."""
    own = rows["organisation"].tolist() if "organisation" in rows else [None] * len(rows)
    times = Counter(own)
    return [key if isinstance(key, str) and times[key] == 1 else None for key in own]


def _followed(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows that can be followed, by their organisation."""
    keyed = rows.set_axis(_keys(rows))
    return keyed[keyed.index.notna()]


def answers_of(rows: pd.DataFrame, question: Question) -> dict[str, pd.Series]:
    """The answers of rows to a question, by the name of what is counted.

    One series for a question with one answer, and for a variable that is worked out from a number;
    for one with several answers a series for each of ticked or not.
    """
    found = {}
    if question.kind == "select_one" and question.name in rows:
        found[question.name] = rows[question.name]
    elif question.kind == "select_multiple":
        for column in (each for each in rows if str(each).startswith(f"{question.name}__")):
            said = (rows[column] == 1).map({True: TICKED, False: UNTICKED})
            found[str(column)] = said.where(rows[column].notna(), NO_ANSWER)
    for variable in question.feeds:
        if variable != question.name and variable in rows and rows[variable].dtype == object:
            found[variable] = rows[variable]
    return {name: each.where(each.notna(), NOT_ANSWERED) for name, each in found.items()}


def _flow_tables(
    question: Question, waves: tuple[Wave, Wave], rows: Sequence[pd.DataFrame]
) -> Iterator[CountTable]:
    earlier, later = (answers_of(each, question) for each in rows)
    for name, answers in earlier.items():
        if name not in later:
            continue
        if max(answers.nunique(), later[name].nunique()) <= MOST_FLOWS:
            yield _panel_table(name, waves, [answers, later[name]])


def _panel_table(name: str, waves: tuple[Wave, ...], answers: Sequence[pd.Series]) -> CountTable:
    """Counts of those who answered twice by what they said in one wave or in each."""
    counts = Counter(zip(*answers, strict=True))
    dimensions = tuple(wave.name for wave in waves)
    variable = name.replace("__", "=", 1)
    return CountTable(
        f"{PANEL}/{name.replace('__', '/', 1)}",
        dimensions,
        _filled(counts),
        population=PANEL,
        variables={wave: f"{wave}.{variable}" for wave in dimensions},
    )


def _filled(counts: Counter[tuple[str, ...]]) -> dict[tuple[str, ...], int]:
    """With a zero for every cell that nobody is in."""
    n_places = len(next(iter(counts), ()))
    seen = [sorted({key[place] for key in counts}) for place in range(n_places)]
    return {key: counts[key] for key in product(*seen)}


def _fates(then: Wave, now: Wave) -> CountTable:
    """What became of those who answered; who left is known where the later register is."""
    later = set(_keys(now.tables["survey"])) - {None}
    register = now.tables.get("register")
    registered = None if register is None else set(register["organisation"].dropna())
    counts: Counter[tuple[str, ...]] = Counter()
    for key in _keys(then.tables["survey"]):
        fate = UNLINKED if key is None else ANSWERED if key in later else AWAY
        if fate == AWAY and registered is not None:
            fate = SILENT if key in registered else LEFT
        counts[fate,] += 1
    own = {FATE: f"{then.name}.{FATE}"}
    return CountTable(
        "waves/answers", (FATE,), counts, population=f"{then.name}/survey", variables=own
    )


def _register_tables(then: Wave, now: Wave) -> Iterator[CountTable]:
    if not all("register" in wave.tables for wave in (then, now)):
        return
    rows = [_followed(wave.tables["register"]) for wave in (then, now)]
    both = [key for key in rows[0].index if key in rows[1].index]
    for wave, own in zip((then, now), rows, strict=True):
        for column in (each for each in OF_REGISTER if both and each in own):
            yield count(
                own.loc[both],
                f"{BOTH_REGISTERS}/{column}/{wave.name}",
                (column,),
                population=BOTH_REGISTERS,
                variables={column: f"{wave.name}.{column}"},
            )
