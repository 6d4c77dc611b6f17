"""Each change of a source is one, and small."""

from __future__ import annotations

import difflib
from pathlib import Path

import changes_speed
import pytest

from helpers.paths import ROOT

SOURCES = (
    changes_speed.NOTEBOOK,
    "data/published/claims.csv",
    "locale/ru/01_sector_picture.po",
    "src/bookmaker/rendering/theme/claims.css",
    "src/helpers/outputs/figures.py",
    "src/helpers/statistics/intervals.py",
)


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """The sources that are changed."""
    for name in SOURCES:
        copied = tmp_path / name
        copied.parent.mkdir(parents=True, exist_ok=True)
        copied.write_bytes((ROOT / name).read_bytes())
    return tmp_path


@pytest.mark.parametrize("name", [each for each in changes_speed.CHANGES if each != "nothing"])
def test_a_change_is_of_one_source_and_of_few_lines(checkout: Path, name: str) -> None:
    """Nothing else of the file is written anew."""
    changes_speed.CHANGES[name](checkout)
    changed = [each for each in SOURCES if lines(ROOT, each) != lines(checkout, each)]
    assert len(changed) == 1
    compared = difflib.unified_diff(lines(ROOT, changed[0]), lines(checkout, changed[0]), n=0)
    added = [line for line in compared if line.startswith("+") and not line.startswith("+++")]
    # A notebook's cell is written as one line.
    assert 1 <= len(added) <= 2


def lines(root: Path, name: str) -> list[str]:
    """The lines of a source."""
    return (root / name).read_text(encoding="utf-8").splitlines()
