"""Clean tables of made-up questionnaires, placed where real ones would be."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from helpers.instruments import Question, load_instruments
from helpers.microdata import clean
from helpers.microdata.tabulating import UNPRINTED
from helpers.synthetic import make_rows
from helpers.synthetic.watermark import COLUMN, TEXT

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl

    from helpers.study import Study

CITIES = ("astana", "almaty_city", "shymkent")
N_OUTSIDE = 84
# An answer was given that the report does not print.
BEYOND_PRINT = {"technology_limits": "no", "household_head": "men"}


def clean_tables(study: Study, *, seed: int = 0, marked: bool = True) -> dict[str, pl.DataFrame]:
    """The clean tables that questionnaires printing the report's numbers would lead to."""
    return {
        name: _clean(make_rows(study.ledger, name, seed=seed), name, study, seed, marked)
        for name in ("survey", "form_a", "form_b")
    }


def write_wave(wave: str, study: Study, *, seed: int = 0, marked: bool = True) -> None:
    """Place the clean tables below `paths.RESTRICTED`, which a test sets to its own directory."""
    clean.write_wave(wave, clean_tables(study, seed=seed, marked=marked))


def _clean(rows: pd.DataFrame, name: str, study: Study, seed: int, marked: bool) -> pl.DataFrame:
    import polars as pl

    generator = np.random.default_rng(seed)
    own = _added(rows, name, study, generator)
    columns: dict[str, list[object]] = {COLUMN: [TEXT] * len(rows)} if marked else {}
    columns["row"] = list(range(1, len(rows) + 1))
    columns["source"] = [f"{name}.csv:{row + 1}" for row in columns["row"]]
    columns["submitted"] = [f"2024-10-{1 + row % 28:02d}" for row in columns["row"]]
    columns["language"] = ["kk" if row % 8 == 0 else "ru" for row in columns["row"]]
    columns["organisation"] = [f"{row * 2654435761 % 2**64:016x}" for row in columns["row"]]
    for question in load_instruments(codebook=study.codebook)[name].questions:
        for column in question.columns:
            columns[column] = own.get(column) or _answers(rows, question, column)
    made = pl.DataFrame(columns, infer_schema_length=None, strict=False)
    return made.with_columns(pl.col(pl.Null).cast(pl.String))


def _answers(rows: pd.DataFrame, question: Question, column: str) -> list[object]:
    if question.other and column == f"{question.name}_other":
        ticked = rows.get(f"{question.name}__other", [0] * len(rows))
        return ["made up" if each else None for each in ticked]
    if column not in rows:
        return [None] * len(rows)
    if question.kind in ("select_multiple", "integer"):
        return rows[column].astype(int).tolist()
    values = rows[column].astype(object)
    beyond = BEYOND_PRINT.get(question.name, "dont_know")
    kept = values.where(values.notna(), None).replace({UNPRINTED: beyond, "not_answered": None})
    return [value if isinstance(value, str) else None for value in kept]


def _added(
    rows: pd.DataFrame, name: str, study: Study, generator: np.random.Generator
) -> dict[str, list[object]]:
    """What the questionnaires ask and the made-up rows have under another name, or not at all."""
    if name == "form_a":
        return {}
    if name == "form_b":
        towns = {place.region: place.id for place in study.codebook.towns()}
        regions = rows["household_head_place"].astype(object)
        dealt = generator.choice(sorted(towns.values()), len(rows)).tolist()
        return {
            "place": [towns.get(region, town) for region, town in zip(regions, dealt, strict=True)]
        }
    men = rows["staff"] - rows["staff_women"] - rows["staff_unknown"]
    others = [p.id for p in study.codebook.regions() if p.id not in (*CITIES, "akmola")]
    n_akmola = int((rows["survey_region"] == "akmola").sum())
    regions = ["akmola"] * n_akmola
    regions += generator.choice(others, N_OUTSIDE - n_akmola).tolist()
    regions += generator.choice(CITIES, len(rows) - N_OUTSIDE).tolist()
    return {
        "survey_region": generator.permutation(regions).tolist(),
        "staff_men": men.tolist(),
        "registration_year": generator.integers(1995, 2024, len(rows)).tolist(),
    }
