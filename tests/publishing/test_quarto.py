"""The real Quarto, played by a small script: it may not be installed where the tests run."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import yaml

from helpers import publishing
from helpers.errors import CivicVoiceError
from helpers.publishing import quarto
from helpers.publishing.quarto import QuartoError, add_colophon, find_quarto

# Renders books.
pytestmark = pytest.mark.slow

SCRIPT = """#!/bin/sh
if [ "$1" = --version ]; then echo {version}; exit 0; fi
mkdir -p "$2/_book/notebooks" && cp "$2/_quarto.yml" "$2/_book/seen.yml"
for page in index notebooks/00_method notebooks/01_sector; do touch "$2/_book/$page.html"; done
touch "$2/_book/small-book.pdf"
echo "{said}"
exit {status}
"""


def fake(directory: Path, *, version: str = "1.9.38", said: str = "", status: int = 0) -> Path:
    """A command that answers like Quarto."""
    directory.mkdir(exist_ok=True)
    command = directory / "quarto"
    command.write_text(SCRIPT.format(version=version, said=said, status=status), encoding="utf-8")
    command.chmod(0o755)
    return command


@pytest.fixture
def staged(outputs: Path, tmp_path: Path) -> Path:
    """Outputs with only the staged fixture book in them."""
    shutil.copytree(outputs / "site", tmp_path / "out" / "site")
    return tmp_path / "out"


@pytest.mark.parametrize(
    ("version", "usable"), [("1.6.0", True), ("1.10.1", True), ("1.5.57", False), ("oops", False)]
)
def test_only_a_quarto_of_the_right_age_is_taken(
    tmp_path: Path, version: str, usable: bool
) -> None:
    """Older ones lack what the book uses; versions compare as numbers."""
    command = fake(tmp_path / "bin", version=version)
    assert (find_quarto(str(tmp_path / "bin")) == command) is usable


def test_without_quarto_there_is_none(tmp_path: Path) -> None:
    """A missing Quarto is no error."""
    assert find_quarto(str(tmp_path)) is None


def test_the_book_lands_where_the_embedded_one_does(staged: Path, tmp_path: Path) -> None:
    """Same products in the same place, and the staged project untouched."""
    before = sorted((staged / "site").rglob("*"))
    products = quarto.render("en", outputs=staged, command=fake(tmp_path / "bin"))
    names = ["index.html", "notebooks/00_method.html", "notebooks/01_sector.html", "small-book.pdf"]
    assert products == [staged / "book" / "en" / name for name in names]
    assert all(path.is_file() for path in products)
    assert sorted((staged / "site").rglob("*")) == before


@pytest.mark.parametrize(
    ("said", "status", "message"),
    [
        ("ERROR: bad yaml", 1, r"quarto render failed:\n(.|\n)*ERROR: bad yaml"),
        ("Unable to resolve crossref @sec-method", 0, "quarto left unresolved: @sec-method"),
        ("?var:nothere", 0, "quarto left unresolved: nothere"),
    ],
)
def test_quartos_failures_and_silent_gaps_are_errors(
    staged: Path, tmp_path: Path, said: str, status: int, message: str
) -> None:
    """Quarto takes an unresolved reference for a warning; a book must not."""
    command = fake(tmp_path / "bin", said=said, status=status)
    with pytest.raises(QuartoError, match=message):
        quarto.render("en", outputs=staged, command=command)
    assert not (staged / "book").exists()


def test_the_colophon_joins_the_projects_own_footer(staged: Path) -> None:
    """Every page says what rendered it, and so does the front page in print."""
    project = staged / "site" / "en"
    description = yaml.safe_load((project / "_quarto.yml").read_text(encoding="utf-8"))
    description["book"]["page-footer"] = "Own words."
    (project / "_quarto.yml").write_text(yaml.safe_dump(description), encoding="utf-8")
    add_colophon(project, "Rendered by Quarto 1.9.38")
    seen = yaml.safe_load((project / "_quarto.yml").read_text(encoding="utf-8"))
    assert seen["book"]["page-footer"]["center"] == "Own words. Rendered by Quarto 1.9.38"
    assert "Rendered by Quarto" in (project / "index.qmd").read_text(encoding="utf-8")


def test_the_result_says_who_rendered(staged: Path) -> None:
    """The build's last line quotes it."""
    result = publishing.render("en", "embedded", outputs=staged)
    assert (result.renderer, result.version) == ("embedded", publishing.embedded.version())
    assert str(result).startswith("rendered by the embedded renderer (Pandoc 3")


def test_auto_takes_quarto_when_it_is_there(
    staged: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And the embedded renderer when it is not."""
    monkeypatch.setenv("PATH", f"{fake(tmp_path / 'bin').parent}:/usr/bin:/bin")
    assert publishing.render("en", outputs=staged).version == "1.9.38"
    monkeypatch.setenv("PATH", str(tmp_path))
    assert publishing.render("en", outputs=staged).renderer == "embedded"


def test_an_unknown_or_missing_renderer_is_an_error(
    staged: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Asking for Quarto by name does not fall back in silence."""
    with pytest.raises(CivicVoiceError, match="'word' is not a renderer; use one of auto, quarto"):
        publishing.render("en", "word", outputs=staged)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(QuartoError, match=r"no Quarto 1\.6 or newer on the PATH; install it"):
        publishing.render("en", "quarto", outputs=staged)
