"""SECURITY.md says of every file whether it is text or code."""

from __future__ import annotations

import re
import subprocess

from helpers.ledger.texts import FOLDERS
from helpers.paths import ROOT

TEXT = (ROOT / "SECURITY.md").read_text(encoding="utf-8")


def listed(kind: str) -> set[str]:
    """The files and folders of a row of the table."""
    [row] = re.findall(rf"^\| {kind} \|([^|]*)\|", TEXT, re.MULTILINE)
    return set(re.findall(r"`([^`]+)`", row))


def within(name: str, places: set[str]) -> bool:
    """Whether a file is listed, or stands in a folder that is."""
    return any(name == each or (each.endswith("/") and name.startswith(each)) for each in places)


def test_every_file_is_text_or_code() -> None:
    """Each tracked file one of both, and nothing is listed that is not there."""
    done = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True)
    names = done.stdout.split("\n")[:-1]
    text, code = listed("text"), listed("code")
    assert [n for n in names if within(n, text) == within(n, code)] == []
    assert {each for each in text | code if not any(within(n, {each}) for n in names)} == set()


def test_what_is_called_text_is_checked() -> None:
    """The folders of data that a book is made of, and all pages."""
    assert all(f"{folder}/" in listed("text") for folder in FOLDERS)
    assert {path.name for path in ROOT.glob("*.qmd")} <= listed("text")
    assert {path.name for path in ROOT.glob("*.bib")} <= listed("text")


def test_the_files_it_names_are_there() -> None:
    """Where the lists and the vectors are."""
    paths = re.findall(r"`((?:src|tests)/[^`]*\.\w+)`", TEXT)
    assert len(paths) == 4
    assert all((ROOT / path).is_file() for path in paths)
