"""Any ledger file is read with what explains it, or what is wrong with it is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpers import paths
from helpers.audit import audit
from helpers.audit.command.files import notices, open_file
from helpers.errors import InputError
from helpers.ledger import claims, codebook
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
    assert "pigeons" in file.unknown["unit"]
    assert "nowhere" in file.unknown["place"]
    assert "9" in file.unknown["chapter"]
    assert "doves" in file.unknown["variable"]
    assert file.levels == {}
    assert audit(file.ledger).verdict_of("zero_pct").verdict == "contradiction"


@pytest.mark.parametrize("column", ["variable", "unit"])
def test_what_is_not_said_yet_is_told(tmp_path: Path, column: str) -> None:
    """A first ledger may leave variable and unit empty; a complete codebook's ledger may not."""
    path = write_ledger(tmp_path, score_esik={column: ""})
    said = notices(open_file(path), "en")[0]
    assert said.startswith(
        "claims.csv: without a variable or a unit, so far: 1 (first: score_esik)"
    )
    with pytest.raises(InputError, match=f"row 6, column {column}: '' is not in"):
        claims.load(path, codebook.load(write_codebook(tmp_path)))


def test_without_a_codebook_a_chapter_may_not_be_missing(tmp_path: Path) -> None:
    """Unknown is not empty: structure is checked for every file."""
    with pytest.raises(InputError, match="row 6, column chapter: '' is not in"):
        open_file(write_ledger(tmp_path, score_esik={"chapter": ""}))


def test_a_copy_of_the_projects_ledger_takes_nothing_from_it(tmp_path: Path, study: Study) -> None:
    """Its ids mean what the codebook says that is named for it; else it has no types."""
    path = tmp_path / "copy.csv"
    path.write_bytes(paths.CLAIMS.read_bytes())
    alone = open_file(path)
    assert (alone.has_codebook, alone.levels) == (False, {})
    assert not alone.ledger.codebook.variables
    named = open_file(path, codebook=paths.CODEBOOK)
    assert (named.has_codebook, named.unknown) == (True, {})
    assert list(named.ledger) == list(study.ledger)


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


def test_a_codebook_of_a_line_is_enough(tmp_path: Path) -> None:
    """Chapters, units, places and categories that it does not list are taken as they are."""
    path = write_ledger(tmp_path)
    lines = [
        f"  {name}: single" for name in ("register_size", "financial_report", "start", "score")
    ]
    text = "\n".join(["variables:", *lines])
    (tmp_path / "codebook.yaml").write_text(text, encoding="utf-8")
    file = open_file(path)
    assert (list(file.ledger), file.has_codebook, notices(file, "en")) == (
        [row["claim_id"] for row in LEDGER],
        *(True, []),
    )
    with pytest.raises(InputError, match="'scor' is not in the codebook's variables"):
        open_file(write_ledger(tmp_path, score_esik={"variable": "scor"}))


def test_the_shortest_codebook_shown_is_one(tmp_path: Path) -> None:
    """What the notice proposes can be pasted; with a line for each question it is complete."""
    path = write_ledger(tmp_path)
    (notice,) = notices(open_file(path), "en")
    shown = notice.partition("variables:\n")[2]
    named = "".join(f"  {name}: {{answer: mean}}\n" for name in ("start", "score"))
    (tmp_path / "codebook.yaml").write_text(f"variables:\n{shown}\n{named}", encoding="utf-8")
    assert open_file(path).has_codebook


def test_other_peoples_files_are_read_and_the_projects_own_held_to_their_form(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Headings with capitals are read from anywhere but the project's own directory."""
    path = write_ledger(tmp_path)
    text = path.read_text(encoding="utf-8").replace("claim_id", "Claim ID", 1)
    path.write_text(text, encoding="utf-8")
    assert len(open_file(path).ledger) == len(LEDGER)
    monkeypatch.setattr(paths, "PUBLISHED", tmp_path)
    with pytest.raises(InputError, match="unknown: Claim ID"):
        open_file(path)


def test_what_was_noticed_in_a_file_is_told_in_a_paragraph(tmp_path: Path) -> None:
    """That it was read as cp1251, with the name of the file."""
    write_codebook(tmp_path)
    path = write_ledger(tmp_path)
    path.write_bytes(path.read_bytes().decode().encode("cp1251"))
    (notice,) = notices(open_file(path), "en")
    assert notice.startswith("claims.csv is read as cp1251 (Windows, Cyrillic)")
