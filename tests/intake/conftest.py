"""What tests of the intake share: made-up tables, a restricted directory, one way to run it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl
import pytest

from helpers import paths
from helpers.instruments import Instrument, load_instruments
from helpers.intake import command
from tests.cases.questionnaires import clean_tables

if TYPE_CHECKING:
    from helpers.study import Study

WAVE = "2024"
Intake = Callable[..., dict[str, pl.DataFrame]]


@pytest.fixture(scope="session")
def instruments() -> Mapping[str, Instrument]:
    """The instruments of the repository."""
    return load_instruments()


@pytest.fixture(scope="session")
def tables(study: Study) -> Mapping[str, pl.DataFrame]:
    """What clean tables of 100, 82 and 96 made-up questionnaires are, those in Russian first."""
    made = clean_tables(study, marked=False)
    made["survey"] = made["survey"].sort("survey_language", descending=True, maintain_order=True)
    return {name: _with_others(table) for name, table in made.items()}


def _with_others(table: pl.DataFrame) -> pl.DataFrame:
    """Every twentieth row answers "other" to a question beside what it ticked."""
    names = [name for name in table.columns if name.endswith("_other")]
    said = {name: f"своими словами {index}" for index, name in enumerate(names)}
    return table.with_columns(
        pl.when((pl.int_range(pl.len()) % 20 == 9) & _is_ticked(table, name))
        .then(pl.lit(text))
        .alias(name)
        for name, text in said.items()
    )


def _is_ticked(table: pl.DataFrame, other: str) -> pl.Expr:
    begins = f"{other.removesuffix('_other')}__"
    return pl.sum_horizontal(name for name in table.columns if name.startswith(begins)) > 0


@pytest.fixture
def restricted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A restricted directory of the test's own."""
    monkeypatch.setattr(paths, "RESTRICTED", tmp_path / "restricted")
    return tmp_path / "restricted"


@pytest.fixture
def intake(restricted: Path) -> Intake:
    """Run the command on files; the clean tables of the wave, by name."""

    def run(*files: Path, options: tuple[str, ...] = ()) -> dict[str, pl.DataFrame]:
        command.main([*map(str, files), "--wave", WAVE, *options])
        return {path.stem: pl.read_parquet(path) for path in clean(restricted).glob("*.parquet")}

    return run


def clean(restricted: Path) -> Path:
    """Where clean tables are."""
    return restricted / WAVE / "clean"


def lines(restricted: Path, name: str) -> pl.DataFrame:
    """All lines of the report of a table."""
    text = clean(restricted) / f"{name}.report.csv"
    return pl.read_csv(text, infer_schema=False).with_columns(pl.col("row").cast(pl.Int64))


def without_empty_ticks(table: pl.DataFrame, instrument: Instrument) -> pl.DataFrame:
    """A cell for several answers cannot tell "none ticked" from "not answered"."""
    for question in instrument.questions:
        if question.kind == "select_multiple":
            ticks = [f"{question.name}__{choice.name}" for choice in question.choices]
            is_said = pl.sum_horizontal(ticks) > 0
            table = table.with_columns(pl.when(is_said).then(pl.col(name)) for name in ticks)
    return table
