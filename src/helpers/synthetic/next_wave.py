"""A second wave made up from two first ones, for rehearsals and tests, and marked as such.

Some of the organisations answer again, and keep most of their answers; the others come and go. The
instruments change as real ones would, once in every way that a comparison must notice:

    a question in other words    `REWORDED`
    an answer more to tick       `MADE_UP` of the question `EXTENDED`
    a question not asked         `GONE`
    a question more              `MADE_UP`
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from helpers.errors import ArgumentError
from helpers.instruments import Choice, Instrument, Question
from helpers.synthetic.watermark import COLUMN, TEXT

if TYPE_CHECKING:
    import numpy as np
    import polars as pl

REWORDED, EXTENDED, GONE = "technology_limits", "funding_source", "local_impact"
MADE_UP = "made_up"
LABEL = {"ru": "Придумано", "kk": "Ойдан шығарылған", "en": "Made up"}

# Organisations that answer again, of the smaller wave; answers that they then repeat.
TWICE_PROP = 0.6
SAME_PROP = 0.7
# Ticks that are lost, or made by those who had not, of every answer; single answers that move.
LOST_PROP, MADE_PROP, MOVED_PROP = 0.25, 0.12, 0.15
# What becomes of a register: organisations that stay, and those that come per one that was there.
STAY_PROP, COME_PROP = 0.85, 0.1
ZERO_PROP = 0.73


def next_instruments(instruments: Mapping[str, Instrument]) -> dict[str, Instrument]:
    """The same instruments as a later wave could have them; only the survey changes."""
    survey = instruments["survey"]
    sections = []
    for section in survey.sections:
        kept = [_changed(each) for each in section.questions if each.name != GONE]
        sections.append(replace(section, questions=tuple(kept)))
    more = Question(MADE_UP, "select_one", LABEL, choices=(Choice("yes", LABEL),))
    sections[-1] = replace(sections[-1], questions=(*sections[-1].questions, more))
    return {**instruments, "survey": replace(survey, sections=tuple(sections))}


def next_wave(
    then: Mapping[str, pl.DataFrame],
    fresh: Mapping[str, pl.DataFrame],
    instruments: Mapping[str, Instrument],
    *,
    seed: int = 0,
) -> dict[str, pl.DataFrame]:
    """Clean tables of a later wave: `fresh` rows, some by organisations that answered `then`.

    Both are clean tables of `instruments`, the earlier ones, from different seeds. The same
    arguments give the same rows. Raises `ArgumentError` for rows without the mark.
    """
    import numpy as np

    for name, table in (*then.items(), *fresh.items()):
        if COLUMN not in table.columns:
            raise ArgumentError(
                f"{name}: rows without the mark; a wave is made up from made-up ones"
            )
    generator = np.random.default_rng(seed)
    survey = _survey(then["survey"], fresh["survey"], instruments["survey"], generator)
    return {**fresh, "survey": survey}


def registers(
    then: pl.DataFrame, now: pl.DataFrame, n_then: int, *, seed: int = 0
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The registers of both waves: organisation, region, zero_report, year.

    All organisations that answered are in the register of their wave; `n_then` is its size then.
    """
    import numpy as np

    generator = np.random.default_rng(seed)
    regions = sorted(then["survey_region"].drop_nulls().unique())
    answered = [dict(zip(t["organisation"], t["survey_region"], strict=True)) for t in (then, now)]
    first = dict(answered[0])
    for number in range(n_then - len(first)):
        first[f"silent{number:05d}"] = generator.choice(regions)
    stay = [each for each in first if each in answered[1] or generator.random() < STAY_PROP]
    second = {each: first[each] for each in stay} | answered[1]
    for number in range(round(COME_PROP * n_then)):
        second[f"new{number:05d}"] = generator.choice(regions)
    known = list(first | second)
    zero = dict(zip(known, (generator.random(len(known)) < ZERO_PROP).tolist(), strict=True))
    return _register(first, zero, 2024), _register(second, zero, 2026)


def _changed(question: Question) -> Question:
    if question.name == REWORDED:
        words = {lang: f"{text} ({LABEL[lang]})" for lang, text in question.label.items()}
        return replace(question, label=words)
    if question.name == EXTENDED:
        return replace(question, choices=(*question.choices, Choice(MADE_UP, LABEL)))
    return question


def _survey(
    then: pl.DataFrame, fresh: pl.DataFrame, instrument: Instrument, generator: np.random.Generator
) -> pl.DataFrame:
    import polars as pl

    old, new = (table.to_dict(as_series=False) for table in (then, fresh))
    for question in instrument.questions:
        _shift(question, new, generator)
    new["organisation"] = [f"later{row:011d}" for row in range(len(fresh))]
    n_twice = round(TWICE_PROP * min(len(then), len(fresh)))
    pairs = list(
        zip(
            generator.permutation(len(then))[:n_twice].tolist(),
            generator.permutation(len(fresh))[:n_twice].tolist(),
            strict=True,
        )
    )
    # Numbers depend on each other: women are among the staff.
    numbers = [each.name for each in instrument.questions if each.kind == "integer"]
    together = [numbers, *(q.columns for q in instrument.questions if q.name not in numbers)]
    for earlier, later in pairs:
        new["organisation"][later] = old["organisation"][earlier]
        new["survey_region"][later] = old["survey_region"][earlier]
        for columns in together:
            if generator.random() < SAME_PROP:
                for column in columns:
                    new[column][later] = old[column][earlier]
    gone = {column for column in new if column == GONE or column.startswith(f"{GONE}_")}
    kept = {column: values for column, values in new.items() if column not in gone}
    kept[f"{EXTENDED}__{MADE_UP}"] = (generator.random(len(fresh)) < 0.1).astype(int).tolist()
    kept[MADE_UP] = generator.choice(["yes", None], len(fresh)).tolist()
    kept[COLUMN] = [TEXT] * len(fresh)
    return pl.DataFrame(kept, infer_schema_length=None, strict=False)


def _shift(
    question: Question, rows: dict[str, list[object]], generator: np.random.Generator
) -> None:
    """Answers change, so that the shares of the later wave are others."""
    if question.kind == "select_one" and len(question.choices) > 1 and question.name in rows:
        to = question.choices[int(generator.integers(2))].name
        moved = generator.random(len(rows[question.name])) < MOVED_PROP
        rows[question.name] = [
            to if each is not None and goes else each
            for each, goes in zip(rows[question.name], moved, strict=True)
        ]
    if question.kind == "select_multiple":
        alone = [f"{question.name}__{each}" for each in question.exclusive]
        for column in (f"{question.name}__{choice.name}" for choice in question.choices):
            if column not in alone:
                free = [not any(each) for each in zip(*(rows[name] for name in alone), strict=True)]
                rows[column] = _ticks(rows[column], free or [True] * len(rows[column]), generator)


def _ticks(
    ticks: list[int | None], free: list[bool], generator: np.random.Generator
) -> list[int | None]:
    """Ticks of an answer, of which some are lost, or some are made by those who are free to."""
    loses = generator.random() < 0.5
    chance = generator.random(len(ticks)) < (LOST_PROP if loses else MADE_PROP)
    return [
        int(not loses) if each is not None and each == loses and hit and may else each
        for each, hit, may in zip(ticks, chance, free, strict=True)
    ]


def _register(regions: Mapping[str, str], zero: Mapping[str, bool], year: int) -> pl.DataFrame:
    import polars as pl

    return pl.DataFrame(
        {
            COLUMN: [TEXT] * len(regions),
            "organisation": list(regions),
            "region": [str(each) for each in regions.values()],
            "zero_report": [zero[each] for each in regions],
            "year": [year] * len(regions),
        }
    )
