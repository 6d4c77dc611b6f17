"""Nothing has changed only when every file is the one that it was."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from helpers import paths
from helpers.workshop import unchanged

ASKED = ("three editions", "embedded")
SOURCE, PRODUCT = "data/published/claims.csv", "outputs/book/en/index.html"


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Sources and products of which the last build has said `Done.`"""
    for name in (SOURCE, PRODUCT, "_quarto.yml", "src/helpers/a.py"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("few\n", encoding="utf-8")
    monkeypatch.setattr(paths, "ROOT", tmp_path)
    monkeypatch.setattr(paths, "OUTPUTS", tmp_path / "outputs")
    unchanged.note(start(), "Done.\n")
    return tmp_path


def start(*asked: str, **variables: str) -> str | None:
    return unchanged.start_of(*(asked or ASKED), variables=variables)


@pytest.mark.usefixtures("checkout")
def test_what_was_said_is_said_again() -> None:
    """As often as one asks."""
    assert unchanged.last_words(start()) == unchanged.last_words(start()) == "Done.\n"


def set_back(path: Path) -> None:
    """Other content of the same size and time."""
    stat = path.stat()
    path.write_text("one\n", encoding="utf-8")
    os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))


def replaced(path: Path) -> None:
    """Another file of the same content in its place."""
    other = path.with_name("other")
    other.write_bytes(path.read_bytes())
    other.replace(path)


@pytest.mark.parametrize("name", [SOURCE, PRODUCT, "_quarto.yml"])
@pytest.mark.parametrize(
    "change",
    [
        set_back,
        replaced,
        Path.unlink,
        lambda path: path.rename(path.with_name("renamed")),
        lambda path: path.with_name("added").touch(),
        lambda path: path.chmod(0o600),
    ],
)
def test_any_other_file_is_a_change(
    checkout: Path, name: str, change: Callable[[Path], None]
) -> None:
    """Among the sources and among the products, whatever time it bears."""
    change(checkout / name)
    assert unchanged.last_words(start()) is None


@pytest.mark.usefixtures("checkout")
def test_other_questions_are_a_change(monkeypatch: pytest.MonkeyPatch) -> None:
    """Settings, the renderer, the date of the sources, and what the book rests on."""
    assert unchanged.last_words(start("one edition", "embedded")) is None
    assert unchanged.last_words(start(SOURCE_DATE_EPOCH="1700000000")) is None
    assert unchanged.last_words(start(HOME="/elsewhere")) == "Done.\n"
    monkeypatch.setattr(paths, "DATA", "synthetic")
    assert unchanged.last_words(start()) is None


@pytest.mark.parametrize("name", [".git/index", ".venv/a", "tests/test_a.py", "src/__pycache__/a"])
def test_what_is_no_part_of_the_book_changes_nothing(checkout: Path, name: str) -> None:
    """The history, the environment, tests and caches."""
    (checkout / name).parent.mkdir(parents=True, exist_ok=True)
    (checkout / name).touch()
    assert unchanged.last_words(start()) == "Done.\n"


@pytest.mark.parametrize("name", ["assets", "outputs/figures"])
def test_where_a_link_leads_is_not_known(checkout: Path, name: str) -> None:
    """A file behind it could change unseen, so nothing is noted, ever."""
    (checkout / name).symlink_to(checkout / "data")
    unchanged.note(start(), "Linked.\n")
    assert unchanged.last_words(start()) is None


@pytest.mark.usefixtures("checkout")
def test_questionnaires_are_never_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    """A book from them is searched for their words by every build."""
    monkeypatch.setattr(paths, "DATA", "microdata")
    assert start() is None
    unchanged.note(None, "Done.\n")
    assert unchanged.last_words(None) is None


@pytest.mark.parametrize("content", ["", "{}", "[]", '{"of": null, "said": "x"}'])
def test_a_damaged_note_says_nothing(checkout: Path, content: str) -> None:
    """The pipeline is asked then."""
    (checkout / "outputs" / unchanged.STAMP).write_text(content, encoding="utf-8")
    assert unchanged.last_words(start()) is None
