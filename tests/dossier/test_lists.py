"""The lists of a dossier: data files, personal data, packages."""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path

import pytest

from helpers import paths
from helpers.dossier import data_files, personal, software

CITATION = "authors: Петрова Людмила, ОО «Ангел»"


def test_every_data_file_of_this_repository_is_described() -> None:
    """The README of the data says of each what a row is and who made it."""
    names = [f"data/{path.relative_to(paths.ROOT / 'data')}" for path in _tracked()]
    listed = data_files.list_data(
        (paths.ROOT / "data/README.md").read_text("utf-8"), names, "CC-BY-4.0"
    )
    provided = [each for each in listed if each.provided == "yes"]
    assert [each.file for each in provided] == sorted(filter(data_files.is_data, names))
    assert all(each.description and each.source for each in listed)
    assert [each.file for each in listed if each.provided == "no"] == ["data/restricted/"]


def _tracked() -> list[Path]:
    return [
        path
        for part in ("published", "examples", "instruments")
        for path in (paths.ROOT / "data" / part).iterdir()
    ]


def test_a_file_that_nobody_described_is_listed_empty() -> None:
    """The checklist then tells; nothing is made up in its place."""
    (row,) = data_files.list_data("| `a.csv` | a | b |", ["data/other.csv"], "CC0-1.0")
    assert (row.file, row.description, row.source) == ("data/other.csv", "", "")


@pytest.mark.parametrize(
    ("name", "text", "place", "kind"),
    [
        ("a.csv", 'id,words\n1,"Звоните: +7 701 000 00 00"\n', "row 2, column 2", "phone"),
        ("a.yaml", "said:\n  - Пишите на eco@example.kz\n", "said[1]", "email"),
        ("a.json", '{"who": {"name": "Иванова Анна Петровна"}}', "who.name", "person"),
        ("a.md", "Первая\nИИН 850101300123\n", "line 2", "iin"),
    ],
)
def test_what_belongs_to_a_person_is_found_with_its_place(
    tmp_path: Path, name: str, text: str, place: str, kind: str
) -> None:
    """Where it is and of what kind, never what it says."""
    (tmp_path / name).write_text(text, encoding="utf-8")
    result = personal.scan(tmp_path, [name], CITATION)
    (found,) = personal.unknown(result)
    assert (found["file"], found["place"], found["kind"]) == (name, place, kind)
    assert set(found) == {"file", "place", "kind", "characters", "known"}


def test_authors_of_the_report_are_known(tmp_path: Path) -> None:
    """By the names that the citation has; another person beside them is not."""
    (tmp_path / "a.csv").write_text("Петрова Л.\nСидорова Л.\n", encoding="utf-8")
    result = personal.scan(tmp_path, ["a.csv"], CITATION)
    assert [each["known"] for each in result["findings"]] == [personal.AUTHORS, ""]
    assert result["files"][0]["values"] == 2


def test_pictures_are_not_listed_as_scanned(tmp_path: Path) -> None:
    """What was not read is not said to be clean."""
    (tmp_path / "a.png").write_bytes(b"\x89PNG")
    assert personal.scan(tmp_path, ["a.png"], CITATION) == {"files": [], "findings": []}


def test_licences_are_those_that_the_installed_packages_declare() -> None:
    """One with an SPDX expression, one pinned in another version, one that is nowhere."""
    lock = f"numpy=={version('numpy')}\nnumpy==0.1 ; python_version < '3'\nno-such-package==1\n"
    own, other, absent = software.list_packages(lock)
    assert (own.installed, own.only_if) == ("yes", "")
    assert own.licence.startswith("BSD-3-Clause")
    assert (other.licence, other.installed) == (software.NOT_DECLARED, "no")
    assert other.only_if == "python_version < '3'"
    assert (absent.licence, absent.installed) == (software.NOT_DECLARED, "no")


def test_every_package_of_the_lock_is_listed() -> None:
    """None is passed over for the way it is pinned."""
    lock = (paths.ROOT / "requirements.lock").read_text(encoding="utf-8")
    pinned = [line for line in lock.splitlines() if "==" in line and line[0].isalnum()]
    assert len(software.list_packages(lock)) == len(pinned)


@pytest.mark.slow
def test_the_bill_of_this_environment_is_valid_and_the_same_twice(tmp_path: Path) -> None:
    """It names no place of this machine."""
    project = paths.ROOT / "pyproject.toml"
    texts = [
        software.write_bill(tmp_path / name, project).read_text(encoding="utf-8")
        for name in ("a.json", "b.json")
    ]
    assert texts[0] == texts[1]
    assert software.faults_of_bill(texts[0]) == []
    assert str(paths.ROOT) not in texts[0]
