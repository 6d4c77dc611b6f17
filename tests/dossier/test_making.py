"""The dossier as it is made: the same bytes twice, nothing of this machine, refusals in words."""

from __future__ import annotations

import csv
import json
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from helpers import paths
from helpers.disclosure.rules import DisclosureError
from helpers.dossier import checklist, command, making
from helpers.errors import BookError
from tests.cases.small_dossier import make


def test_the_same_dossier_is_the_same_zip(made: Path, checkout: Path, tmp_path: Path) -> None:
    """The runs are kept: a second dossier of the commit makes none, and differs in nothing."""
    again = make(checkout, tmp_path / "dossier")
    first = making.pack(made, tmp_path / "first.zip").read_bytes()
    assert making.pack(again, tmp_path / "second.zip").read_bytes() == first
    with zipfile.ZipFile(tmp_path / "first.zip") as archive:
        assert {each.date_time for each in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_it_names_no_place_of_this_machine(made: Path, checkout: Path) -> None:
    """No directory of the checkout, of the clones, or of the environment."""
    for path in made.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            for place in (checkout, sys.prefix, paths.ROOT, "civic-voice-tests-"):
                assert str(place).encode() not in content, path


def test_code_and_data_are_those_of_the_commit(made: Path, checkout: Path) -> None:
    """What git has and nothing else, as it is."""
    listed = subprocess.run(["git", "-C", checkout, "ls-files"], capture_output=True, text=True)
    names = listed.stdout.split()
    inside = made / making.CODE
    found = sorted(p.relative_to(inside).as_posix() for p in inside.rglob("*") if p.is_file())
    assert found == sorted(names)
    assert all((inside / n).read_bytes() == (checkout / n).read_bytes() for n in names)


def test_exhibits_have_number_cell_files_and_claims(made: Path) -> None:
    """A figure, where it is shown again, a table, a typed one, and numbers with their cells."""
    with (made / "exhibits.csv").open(encoding="utf-8", newline="") as file:
        rows = {row["label"]: row for row in csv.DictReader(file)}
    figure = rows["fig-needs"]
    assert (figure["exhibit"], figure["title"]) == ("Figure 1.1", "Needs named")
    assert (figure["program"], figure["cell"]) == ("notebooks/01_needs.ipynb", "draws")
    assert figure["files"].split() == [f"results/figures/fig-needs.{s}" for s in ("csv", "svg")]
    assert figure["claims"] == "difficulty_finance"
    again = rows["fig-needs-front"]
    assert (again["chapter"], again["place"], again["cell"]) == ("Front", "line 5", "draws")
    assert rows["tbl-typed"]["note"] == "typed in the page"
    number = rows["silent"]
    assert (number["value"], number["cell"]) == ("387", "setup")
    assert number["claims"] == "register_size survey_size"
    assert rows["survey_size"]["place"] == "shows"


def test_the_readme_says_what_was_measured(made: Path) -> None:
    """Times and machine are those of the record."""
    record = json.loads((made / "runs/record.json").read_text(encoding="utf-8"))
    text = (made / "README.md").read_text(encoding="utf-8")
    assert f"Last run on {record['machine']['cores']} cores" in text
    assert "6 files, 0 differing" in text


def test_without_runs_it_is_said_in_readme_and_checklist(checkout: Path, tmp_path: Path) -> None:
    """Nothing is typed in the place of a measurement."""
    made = make(checkout, tmp_path / "dossier", with_runs=False)
    assert "Not measured in this package" in (made / "README.md").read_text(encoding="utf-8")
    assert "no two clean runs were made" in (made / "checklist.md").read_text(encoding="utf-8")


def test_the_statement_about_rights_is_made_by_name(checkout: Path, tmp_path: Path) -> None:
    """Nobody's box is ticked for them; what was said is asked for no more."""
    unsigned = make(checkout, tmp_path / "unsigned")
    assert "- [ ] I certify" in (unsigned / "README.md").read_text(encoding="utf-8")
    assert any("statement about rights" in each for each in checklist.yours(unsigned))
    signed = make(checkout, tmp_path / "signed", certified_by="A. Author")
    assert "manuscript. (A. Author)" in (signed / "README.md").read_text(encoding="utf-8")
    assert not any("statement about rights" in each for each in checklist.yours(signed))


def test_what_is_not_committed_is_refused(checkout: Path, tmp_path: Path) -> None:
    """It would be in the book and in no package; an earlier dossier stays."""
    root = Path(shutil.copytree(checkout, tmp_path / "checkout"))
    (root / "draft.txt").touch()
    target = tmp_path / "dossier"
    target.mkdir()
    with pytest.raises(BookError, match=r"1 uncommitted changes would be in no package"):
        making.make(target, with_runs=False, root=root)
    assert list(target.iterdir()) == []


def test_a_repository_without_a_licence_for_its_data_is_told(
    checkout: Path, tmp_path: Path
) -> None:
    """Before anything else: there is nothing to hand in without it."""
    root = Path(shutil.copytree(checkout, tmp_path / "checkout"))
    (root / "LICENSE-DATA").unlink()
    with pytest.raises(BookError, match=r"needs LICENSE-DATA, which is not there; write and"):
        making.make(tmp_path / "dossier", with_runs=False, root=root)


def test_a_book_that_is_not_built_is_told(
    checkout: Path, tmp_path: Path, own_outputs: Path
) -> None:
    """The message says which command builds it."""
    assert own_outputs == tmp_path
    with pytest.raises(BookError, match=r"English book is not built; `make book`"):
        making.make(tmp_path / "dossier", with_runs=False, root=checkout)


def test_what_questionnaires_say_is_refused_wherever_it_stands(
    checkout: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A value of rows on this machine, here in a table of the results; nothing is written."""
    raw = tmp_path / "restricted/2026/export.csv"
    raw.parent.mkdir(parents=True)
    monkeypatch.setattr(paths, "RESTRICTED", tmp_path / "restricted")
    raw.write_text("who,reach\nN,lake@example.kz\n", encoding="utf-8")
    made = make(checkout, tmp_path / "clean")
    assert "searched for 1 values of the questionnaires" in (made / "README.md").read_text("utf-8")
    raw.write_text("who,reach\nN,quiet@example.kz\n", encoding="utf-8")
    root = Path(shutil.copytree(checkout, tmp_path / "checkout"))
    (root / "outputs/tables/en/tbl-needs.csv").write_text("QUIET@example.kz\n", encoding="utf-8")
    with pytest.raises(DisclosureError, match=r"results/tables/tbl-needs\.csv, at 0: canary 2026"):
        make(root, tmp_path / "dossier")
    assert not (tmp_path / "dossier").exists()


def test_a_rehearsal_is_refused(
    checkout: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Made-up rows are nothing to hand in."""
    monkeypatch.setattr(paths, "DATA", "synthetic")
    with pytest.raises(BookError, match=r"made of the published book: without DATA"):
        making.make(tmp_path / "dossier", with_runs=False, root=checkout)


def test_the_command_checks_a_folder_and_a_zip(
    made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Status 0 for a whole one; 1 when something is gone, and the item says so."""
    packed = making.pack(made, tmp_path / "a.zip")
    assert command.main(["--check", str(packed)]) == 0
    broken = Path(shutil.copytree(made, tmp_path / "broken"))
    (broken / "manuscript.pdf").unlink()
    assert command.main(["--check", str(making.pack(broken, tmp_path / "b.zip"))]) == 1
    printed = capsys.readouterr().out
    assert "missing  the manuscript (manuscript.pdf)" in printed
    assert "Yours to say" in printed


def test_what_is_no_dossier_is_told(tmp_path: Path) -> None:
    """A path with nothing, and a zip that was cut off."""
    with pytest.raises(BookError, match=r"there is no dossier at .*nowhere"):
        command.main(["--check", str(tmp_path / "nowhere")])
    (tmp_path / "cut.zip").write_bytes(b"PK\x03\x04")
    with pytest.raises(BookError, match=r"cut.zip is no whole zip"):
        command.main(["--check", str(tmp_path / "cut.zip")])


def test_a_zip_with_altered_bytes_is_told(made: Path, tmp_path: Path) -> None:
    """Not as an error of the program that unpacks it."""
    altered = bytearray(making.pack(made, tmp_path / "altered.zip").read_bytes())
    start = 30 + int.from_bytes(altered[26:28], "little")  # after the head of the first file
    altered[start : start + 8] = b"\xff" * 8
    (tmp_path / "altered.zip").write_bytes(altered)
    with pytest.raises(BookError, match=r"altered.zip is no whole zip"):
        command.main(["--check", str(tmp_path / "altered.zip")])
