"""Rows like those of questionnaires, dealt at random; unmarked, for tests of what needs rows."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pandas as pd

from helpers.disclosure import Cell, Release, Table, count, load_rules
from helpers.disclosure.tables import CountTable
from helpers.release.respondents import tables
from helpers.release.results import results
from helpers.synthetic.watermark import mark

WAVE = "2024"
REGIONS = ("akmola", "kostanay", "zhetysu", "astana", "almaty_city")
TOWNS = ("esik", "konaev", "talgar")
ANSWERS = {
    "difficulty": ("finance", "staff", "regulation", "language"),
    "need": ("finance", "training", "staff"),
    "training_topic": ("finance", "youth", "gender"),
    "obstacle": ("bureaucracy", "mistrust", "none"),
    "funding_source": ("state", "private", "none"),
}
SCALE = {
    "interaction_frequency": ("regular", "periodic", "rare_or_none"),
    "influence_level": ("active", "limited", "minimal_or_none"),
    "monitoring_participation": ("regular", "rare", "none"),
}


def survey_rows(n: int, *, seed: int = 0) -> pd.DataFrame:
    """Online questionnaires, every answer independent of the others."""
    generator = np.random.default_rng(seed)
    region = generator.choice(REGIONS, n)
    rows = {
        "organisation": [f"o{number}" for number in range(n)],
        "survey_region": region,
        "survey_location": [
            "three_cities" if each in REGIONS[3:] else "outside_three_cities" for each in region
        ],
        "staff": generator.integers(1, 12, n),
        "participation_level": generator.choice(["high", "medium", "low", "none"], n),
        "local_impact": generator.choice(["yes", "no", "not_answered"], n, p=[0.6, 0.3, 0.1]),
        "technology_limits": generator.choice(["yes", "no"], n),
    }
    for question, answers in ANSWERS.items():
        for place, answer in enumerate(answers):
            chance = 0.6 - 0.1 * place
            rows[f"{question}__{answer}"] = (generator.random(n) < chance).astype(int)
    return pd.DataFrame(rows)


def form_rows(n: int, *, seed: int = 0, towns: tuple[str, ...] = TOWNS) -> pd.DataFrame:
    """Forms of the discussions."""
    generator = np.random.default_rng(seed)
    rows = {"place": [towns[number % len(towns)] for number in range(n)]}
    rows |= {name: generator.choice(answers, n) for name, answers in SCALE.items()}
    return pd.DataFrame(rows)


def register_rows(survey: pd.DataFrame, n: int, *, seed: int = 0) -> pd.DataFrame:
    """A register that holds the respondents and others."""
    generator = np.random.default_rng(seed)
    others = n - len(survey)
    silent = [f"silent{number}" for number in range(others)]
    region = [*survey["survey_region"], *generator.choice(REGIONS, others)]
    report = generator.choice(["zero", "not_zero"], n)
    return pd.DataFrame(
        {
            "organisation": [*survey["organisation"], *silent],
            "region": region,
            "register_region": region,
            "financial_report": report,
        }
    )


def all_rows(n: int, *, marked: bool = False) -> dict[str, pd.DataFrame]:
    """A wave: `n` questionnaires, as many forms up to 60, a register of four times as many."""
    survey = survey_rows(n)
    rows = {
        "survey": survey,
        "form_a": form_rows(min(n, 60)),
        "register": register_rows(survey, 4 * n),
    }
    return {name: mark(frame) if marked else frame for name, frame in rows.items()}


def make_release(n: int, *, marked: bool = False) -> Release:
    """What a wave of `n` would leave; small cells are withheld and nothing else, which is quick."""
    rows, rules = all_rows(n, marked=marked), load_rules()
    own = [*tables(rows, WAVE), *_single_tables(rows)]
    return Release(
        waves=(WAVE,),
        synthetic=marked,
        sizes={f"{WAVE}/{name}": len(frame) for name, frame in rows.items()},
        tables={each.name: _without_small(each, rules.minimum) for each in own},
        results=results(rows, rows["register"], rules),
        rules=rules.as_dict(),
    )


def _single_tables(rows: dict[str, pd.DataFrame]) -> list[CountTable]:
    asked = {
        "survey": ("difficulty", "local_impact", "survey_region"),
        "form_a": tuple(SCALE),
        "register": ("register_region",),
    }
    return [
        count(rows[name], f"{WAVE}/{name}/{each}", (each,), population=f"{WAVE}/{name}")
        for name, questions in asked.items()
        for each in questions
    ]


def _without_small(table: CountTable, least: int) -> Table:
    cells = [
        Cell(key, None if is_small else Fraction(value), "protected" if is_small else "")
        for key, value in table.values().items()
        for is_small in [0 < value < least and "not_answered" not in key]
    ]
    return Table(table.name, table.dimensions, tuple(cells))
