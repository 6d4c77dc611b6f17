"""Any ledger file is read with what explains it, or what is wrong with it is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpers.audit import audit
from helpers.audit.command.files import open_file
from helpers.errors import InputError
from helpers.ledger import codebook
from helpers.study import Study
from tests.cases.small_study import LEDGER, write_codebook, write_ledger


def test_the_projects_own_file_comes_with_its_codebook_and_levels(study: Study) -> None:
    """The default file is the ledger of the book."""
    file = open_file()
    assert list(file.ledger) == list(study.ledger)
    assert (file.levels, file.unknown) == (study.levels, {})


def test_a_codebook_beside_the_file_must_know_every_id(tmp_path: Path) -> None:
    """It is the file's own, so what it does not know is a slip."""
    write_codebook(tmp_path)
    path = write_ledger(tmp_path)
    assert "register_size" in open_file(path).ledger.codebook.variables
    with pytest.raises(InputError, match=r"'scor' is not in the codebook's variables"):
        open_file(write_ledger(tmp_path, score_esik={"variable": "scor"}))


def test_a_codebook_can_be_named(tmp_path: Path) -> None:
    """Then it is the file's own, wherever it lies."""
    (tmp_path / "elsewhere").mkdir()
    codes = write_codebook(tmp_path / "elsewhere")
    assert open_file(write_ledger(tmp_path), codebook=codes).unknown == {}


def test_without_a_codebook_unknown_ids_are_taken_as_they_are(tmp_path: Path) -> None:
    """They are listed by column; nothing is known of the type of these questions."""
    changed = {"unit": "pigeons", "place": "nowhere", "chapter": "9", "variable": "doves"}
    file = open_file(write_ledger(tmp_path, score_esik=changed))
    assert file.unknown["unit"] == ("pigeons",)
    assert file.unknown["place"] == ("nowhere",)
    assert file.unknown["chapter"] == ("9",)
    assert "doves" in file.unknown["variable"]
    assert file.levels == {}
    assert audit(file.ledger).verdict_of("zero_pct").verdict == "contradiction"


@pytest.mark.parametrize("column", ["unit", "chapter", "variable"])
def test_without_a_codebook_ids_may_not_be_missing(tmp_path: Path, column: str) -> None:
    """Unknown is not empty: structure is checked for every file."""
    with pytest.raises(InputError, match=f"row 6, column {column}: '' is not in"):
        open_file(write_ledger(tmp_path, score_esik={column: ""}))


def test_a_version_of_the_projects_ledger_keeps_its_levels(tmp_path: Path, study: Study) -> None:
    """A copy with a changed digit is audited as the ledger is."""
    text = (open_file().path).read_text(encoding="utf-8")
    path = tmp_path / "copy.csv"
    path.write_text(text.replace(",357,", ",352,"), encoding="utf-8")
    file = open_file(path)
    assert (file.levels, file.unknown) == (study.levels, {})
    assert audit(file.ledger).verdict_of("zero_reports_pct").verdict == "exact"


def test_levels_beside_the_file_are_read_without_a_codebook_too(tmp_path: Path) -> None:
    """Their towns are then taken as they are."""
    path = write_ledger(tmp_path, score_esik={"place": "nowhere"})
    facts = "place,variable,category,find\nnowhere,interaction_level,low,two words\n"
    (tmp_path / "town_facts.csv").write_text(facts, encoding="utf-8")
    assert open_file(path).levels == {"nowhere": "low"}


def test_the_codebook_of_a_ledger_alone_needs_no_quotes(tmp_path: Path) -> None:
    """Sections that only quotes and recommendations need may be absent."""
    path = write_codebook(tmp_path)
    text = path.read_text(encoding="utf-8")
    start, end = text.index("quote_themes:"), text.index("places:")
    path.write_text(text[:start] + text[end:], encoding="utf-8")
    assert len(open_file(write_ledger(tmp_path)).ledger) == len(LEDGER)
    with pytest.raises(InputError, match="quote_themes"):
        codebook.load(path)
