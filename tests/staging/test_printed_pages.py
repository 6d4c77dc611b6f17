"""Pages on the report itself, in a book whose other pages show other numbers."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bookmaker.errors import InputError
from helpers.staging.printed_pages import Numbers


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    """Numbers of three notebooks, one of them on the report."""
    files = {
        "01_sector": {"staff": "1,388", "size": "100"},
        "02_challenges": {"size": "100"},
        "06_audit": {"staff": "1,387", "size": "100", "exact": "7", "numbers_of": "report"},
    }
    for stem, numbers in files.items():
        (tmp_path / f"{stem}.json").write_text(json.dumps(numbers), encoding="utf-8")
    return tmp_path


def test_a_page_on_the_report_has_its_numbers(directory: Path) -> None:
    """The same name is another number there, and has a name of its own in the project."""
    numbers = Numbers.read(directory)
    assert numbers.of_page("notebooks/01_sector.ipynb")["staff"] == "1,388"
    assert numbers.of_page("notebooks/06_audit.ipynb")["staff"] == "1,387"
    assert numbers.all() == {
        "exact": "7",
        "printed_staff": "1,387",
        "size": "100",
        "staff": "1,388",
    }


def test_only_names_that_differ_are_written_otherwise(directory: Path) -> None:
    """On the page on the report alone."""
    numbers = Numbers.read(directory)
    text = "{{< var staff >}} of {{< var size >}}, {{< var exact >}}"
    renamed = "{{< var printed_staff >}} of {{< var size >}}, {{< var exact >}}"
    assert numbers.rename(text, "notebooks/06_audit.ipynb") == renamed
    assert numbers.rename(text, "notebooks/01_sector.ipynb") == text
    assert numbers.is_printed("notebooks/06_audit.ipynb")
    assert not numbers.is_printed("index.qmd")


def test_in_a_book_of_the_report_two_values_are_still_refused(directory: Path) -> None:
    """Only a page that says so may have another."""
    path = directory / "02_challenges.json"
    path.write_text(json.dumps({"size": "99"}), encoding="utf-8")
    with pytest.raises(InputError, match=r"is '99' here and '100' in 01_sector\.json"):
        Numbers.read(directory)
