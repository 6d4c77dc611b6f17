"""What the page says of results: medians, ratios, marks, targets, and the picture."""

from __future__ import annotations

import doctest
from pathlib import Path

import changes_speed
import copies
import page
import pytest

from helpers.paths import ROOT


def contender(*seconds: float, factor: float = 1, skipped: str = "") -> dict[str, object]:
    """An entry of the results with runs of so many seconds."""
    runs = [{"seconds": s, "processor_seconds": s, "megabytes": 100 + s} for s in seconds]
    return {"runs": runs, "did": "no checks", "skipped": skipped, "failed": "", "factor": factor}


CONTENT = {
    "machine": {
        "cores": "2",
        "processor": "P",
        "memory": "4 GiB",
        "system": "S",
        "Python": "3.11.7",
    },
    "versions": {"papermill": "2.7.0"},
    "commit": "abc",
    "contests": {
        "executed": {
            "work": "all chapters executed",
            "contenders": {
                "ours": contender(10, 30, 20),
                "papermill, one after the other": contender(100, 120, factor=10),
                "nbclient": contender(skipped="it is not installed"),
                "quick": contender(10),
            },
        },
        "one-html": {"work": "one edition", "contenders": {"ours": contender(55)}},
        "all-formats": {"work": "three editions", "contenders": {"ours": contender(100)}},
    },
    "loop": {"a sentence": [1.0, 3.0, 1.5], "data": []},
    "changes": {"a caption": {"ran": "1 × stage", "seconds": 2.5}},
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the page."""
    text = (ROOT / "benchmarks" / "README.md").read_text(encoding="utf-8")
    (tmp_path / "README.md").write_text(text, encoding="utf-8")
    return tmp_path


def test_ratios_are_of_medians_over_ours() -> None:
    """Ours has none, nor has who did not run."""
    found = {row.name: row.ratio for row in page.rows_of(CONTENT) if row.work.startswith("all")}
    assert found == {
        "ours": None,
        "papermill, one after the other": 5.5,
        "nbclient": None,
        "quick": 0.5,
    }


def test_the_table_says_shares_and_absences() -> None:
    """A time in proportion is marked, and one that is missing has its reason."""
    lines = page.table(list(page.rows_of(CONTENT))).splitlines()
    assert lines[2].startswith("| all chapters executed | ours | 20.0 |  | 3 | 20.0 | 130 |")
    assert "| ~110 | **5.50** | 2 |" in lines[3]
    assert lines[4].endswith("| not measured: it is not installed |")


def test_targets_are_ratios_of_two_contests() -> None:
    """Met or missed by what is measured; without both runs nothing is said."""
    met, missed = page.target_lines(CONTENT).splitlines()
    assert met.endswith("**0.91** (at most 1.00: met)")
    assert missed.endswith("**0.50** (at most 0.33: missed)")
    assert page.target_lines({}) == "Not measured yet."


def test_the_page_is_written_between_its_marks(folder: Path) -> None:
    """The same results twice give the same bytes; the words around stay."""
    page.write(CONTENT, folder)
    first = {path.name: path.read_bytes() for path in folder.iterdir()}
    page.write(CONTENT, folder)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == first
    text = first["README.md"].decode()
    assert "Not measured yet." not in text
    assert "| a sentence | 1.50 | 3.00 | 3 |\n| data | not measured | | |" in text
    assert "| a caption | 1 × stage | 2.50 |" in text
    assert "How to read the table" in text
    assert len(first["speed.svg"]) < 100_000
    assert "× 5.50" in first["speed.svg"].decode()


def test_examples_in_the_scripts_hold() -> None:
    """Of the modules that have some; the test runner finds those of the package only."""
    for module in (page, copies, changes_speed):
        n_failed, n_tried = doctest.testmod(module)
        assert n_tried
        assert not n_failed


def test_a_page_without_marks_is_an_error() -> None:
    """Which are missing is said."""
    with pytest.raises(page.PageError, match="one pair of marks <!-- results -->"):
        page.with_part("# Page", "results", "table")


def test_the_page_is_in_step_with_its_results() -> None:
    """What is published was written from the file beside it."""
    import json

    results = ROOT / "benchmarks" / "results.json"
    content = json.loads(results.read_text(encoding="utf-8"))
    assert page.table(list(page.rows_of(content))) in (
        (ROOT / "benchmarks" / "README.md").read_text(encoding="utf-8")
    )
