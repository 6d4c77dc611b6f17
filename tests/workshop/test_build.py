"""What to build, and what is said of it afterwards."""

from __future__ import annotations

import json
import re
from pathlib import Path
from types import SimpleNamespace

import pytest

from bookmaker.rendering import RenderResult
from helpers import inputs, paths
from helpers.errors import BookError, InputError, Problem
from helpers.workshop import build
from helpers.workshop.build import Settings, SettingsError, write_record


@pytest.mark.parametrize(
    ("environment", "message"),
    [
        ({"EDITIONS": "en,xx"}, r"EDITIONS: there is no 'xx'; choose from en, ru, kk"),
        ({"RENDERER": "word"}, r"RENDERER: there is no 'word'; choose from auto, quarto, embedded"),
        ({"FORMATS": "html, word"}, r"FORMATS: there is no 'word'; choose from html, pdf, epub, d"),
        ({"CELL_SECONDS": "0"}, r"CELL_SECONDS: '0' is no number of seconds, such as 600"),
        ({"CELL_SECONDS": "1.5"}, r"CELL_SECONDS: '1\.5' is no number of seconds"),
    ],
)
def test_settings_there_are_not_are_refused(environment: dict[str, str], message: str) -> None:
    """The message names the variable, the value and what there is."""
    with pytest.raises(SettingsError, match=message):
        Settings.of(environment)


@pytest.mark.parametrize(
    ("editions", "expected"),
    [("", ("en", "ru", "kk")), ("en", ("en",)), ("kk ru", ("kk", "ru")), (" en , en ", ("en",))],
)
def test_editions_are_separated_by_spaces_or_commas(
    editions: str, expected: tuple[str, ...]
) -> None:
    """Each edition is built once, whatever separates them; without a word, all of them."""
    assert Settings.of({"EDITIONS": editions}) == Settings(expected, "auto")


@pytest.mark.parametrize(
    ("formats", "expected"),
    [
        ("", ("html", "pdf", "epub", "docx")),
        ("html", ("html",)),
        ("docx, html", ("html", "docx")),
        ("pdf", ("html", "pdf")),
    ],
)
def test_pages_are_made_whatever_else_is_asked_for(formats: str, expected: tuple[str, ...]) -> None:
    """In an order of their own: the same formats are the same book."""
    assert Settings.of({"FORMATS": formats}).formats == expected


def test_a_book_in_one_format_says_so_and_is_not_published(own_outputs: Path) -> None:
    """The build's last lines say what is left out, and publishing how to have it."""
    (own_outputs / "rendered").mkdir()
    page = paths.book("en") / "index.html"
    page.parent.mkdir(parents=True)
    page.write_text("<html>", encoding="utf-8")
    write_record("en", RenderResult("embedded", "Pandoc 3", (page,)), ["html", "pdf"])
    assert build._book_lines("en").endswith(
        "\n  without EPUB, DOCX, as FORMATS says; `make book` without it adds them"
    )
    message = r"book/en was built without EPUB, DOCX\. Build all of it \(`make book` without FORM"
    with pytest.raises(BookError, match=message):
        build.require_as_built(["en"])


def test_the_record_of_a_rendering_gives_the_last_lines(own_outputs: Path) -> None:
    """Who rendered, and where a reader begins: the front page and the downloads."""
    names = ("index.html", "notebooks/01.html", "book.pdf")
    (own_outputs / "rendered").mkdir()
    products = tuple(paths.book("en") / name for name in names)
    write_record("en", RenderResult("embedded", "Pandoc 3", products))
    record = json.loads(build.record_of("en").read_text(encoding="utf-8"))
    assert record["products"] == [f"book/en/{name}" for name in names]
    assert build._book_lines("en").split("\n") == [
        "Book (en), rendered by the embedded renderer (Pandoc 3):",
        f"  {own_outputs}/book/en/index.html",
        f"  {own_outputs}/book/en/book.pdf",
    ]


def test_a_book_that_was_changed_is_not_published(own_outputs: Path) -> None:
    """Nor one of which it is not known what was built."""
    (own_outputs / "rendered").mkdir()
    page = paths.book("en") / "index.html"
    page.parent.mkdir(parents=True)
    page.write_text("<html>", encoding="utf-8")
    write_record("en", RenderResult("embedded", "Pandoc 3", (page,)))
    build.require_as_built(["en"])
    (page.parent / "added.html").write_text("<html>", encoding="utf-8")
    with pytest.raises(BookError, match=r"book/en is not what was built .*make book"):
        build.require_as_built(["en"])
    (page.parent / "added.html").unlink()
    build.record_of("en").write_text("{", encoding="utf-8")
    with pytest.raises(BookError, match="is not what was built"):
        build.require_as_built(["en"])


def test_the_pipeline_waits_only_when_there_is_no_task_to_begin(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """However long nothing has happened: the library itself would look once a second by then."""
    from _pytask import state
    from pytask_parallel import execute

    slept: list[float] = []
    monkeypatch.setattr(build, "time", SimpleNamespace(sleep=slept.append))
    monkeypatch.setattr(execute, "_Sleeper", execute._Sleeper)
    monkeypatch.setattr(state, "update_states_in_database", state.update_states_in_database)
    build._hurry()
    sleeper = execute._Sleeper()
    sleeper.sleep()
    for _ in range(20):
        sleeper.increment()
        sleeper.sleep()
    sleeper.reset()
    sleeper.sleep()
    assert slept[0] == slept[-1] == 0
    assert len(slept) == 22
    assert all(0 < seconds <= 0.05 for seconds in slept[1:-1])


def test_a_path_is_shown_as_a_reader_types_it() -> None:
    """From the checkout where it lies inside."""
    assert build.shown(paths.ROOT / "outputs/book") == "outputs/book"
    assert build.shown(Path("/elsewhere/book")) == "/elsewhere/book"


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (
            InputError([Problem("a.csv", "2", "", "odd")]),
            "1 problem in the input.*\n  a.csv, row 2",
        ),
        (BookError("mend it"), "mend it"),
        (KeyError("x"), "the trace"),
    ],
)
def test_an_error_meant_for_the_reader_is_its_message(error: Exception, said: str) -> None:
    """Anything else needs the place in the code."""
    assert re.match(said, build._explanation((type(error), error, "the trace")))


def test_a_scan_says_which_books_it_scanned(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So that a page that changes later is another book."""
    monkeypatch.setattr(paths, "OUTPUTS", tmp_path)
    page = paths.book("en") / "index.html"
    page.parent.mkdir(parents=True)
    page.write_text("<html>", encoding="utf-8")
    record = tmp_path / "scanned.json"
    record.write_text('{"finds": 0}', encoding="utf-8")
    build.note_scanned(record, ["en"])
    done = json.loads(record.read_text(encoding="utf-8"))
    assert done == {"finds": 0, "books": {"en": inputs.book("en").state()}}
