"""The preview: a server of this machine, and builds when a source changes."""

from __future__ import annotations

import json
import re
import sys
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

import helpers.staging.pages  # noqa: F401 (what a worker that makes pages has imported)
from helpers import paths
from helpers.paths import ROOT
from helpers.workshop import preview, processes
from helpers.workshop.preview import worker
from helpers.workshop.preview.making import Maker
from helpers.workshop.preview.serving import Desk
from helpers.workshop.preview.worker import Worker


def test_a_taken_port_is_told(tmp_path: Path) -> None:
    """The message says how to choose another; the pages are served from this machine only."""
    (tmp_path / "index.html").write_text("page", encoding="utf-8")
    with preview.serve(tmp_path, 0) as server:
        assert server.server_address[0] == "127.0.0.1"
        with pytest.raises(preview.PreviewError, match=r"port \d+ cannot be used .*PORT=\d+"):
            preview.serve(tmp_path, server.server_port)


def test_the_preview_serves_what_was_just_built(tmp_path: Path) -> None:
    """A browser must not keep the files of the build before."""
    (tmp_path / "picture.svg").write_text("<svg/>", encoding="utf-8")
    with (
        served(tmp_path, Desk(tmp_path)) as address,
        urllib.request.urlopen(f"{address}/picture.svg") as answer,
    ):
        assert answer.read() == b"<svg/>"
        assert answer.headers["Cache-Control"] == "no-store"


def test_the_preview_watches_sources_only() -> None:
    """Every directory with sources, and neither the environment nor the outputs."""
    watched = {path.relative_to(ROOT).as_posix() for path in preview.watched()}
    assert {".", "notebooks", "data/published", "src/helpers", "pipeline"} <= watched
    assert not any(path.startswith((".venv", "outputs")) for path in watched)


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("notebooks/01_sector_picture.ipynb", True),
        ("src/bookmaker/project/languages/kk.yml", True),
        ("notebooks/.ipynb_checkpoints/01-checkpoint.ipynb", False),
        ("src/helpers/__pycache__/paths.cpython-311.pyc", False),
        ("data/published/.#claims.csv", False),
        ("data/published/claims.csv~", False),
    ],
)
def test_backups_and_caches_are_no_sources(path: str, expected: bool) -> None:
    """Saving a file builds once, not three times."""
    assert preview.is_source(None, path) is expected


def test_a_saved_source_is_noticed_without_being_told(tmp_path: Path) -> None:
    """Written in place, in another's place, new, or gone."""
    page, chapter = tmp_path / "index.qmd", tmp_path / "notebooks" / "a.ipynb"
    chapter.parent.mkdir()
    for path in (page, chapter):
        path.write_text("one", encoding="utf-8")
    before = preview.states(tmp_path)
    assert set(before) == {page, chapter}
    page.write_text("three", encoding="utf-8")
    chapter.unlink()
    (tmp_path / "notes.txt").write_text("no source", encoding="utf-8")
    now = preview.states(tmp_path)
    assert {path for path, _ in before.items() ^ now.items()} == {page, chapter}


def test_a_page_reloads_when_one_of_its_files_has_changed(tmp_path: Path) -> None:
    """Its picture changed: reload. Another page's did: nothing. The file itself stays as it is."""
    page = tmp_path / "en" / "a.html"
    page.parent.mkdir()
    page.write_text('<p><img src="a.svg"><a href="b.html">b</a></p>', encoding="utf-8")
    (page.parent / "a.svg").write_text("<svg/>", encoding="utf-8")
    desk = Desk(tmp_path)
    with served(tmp_path, desk) as address:
        shown = urllib.request.urlopen(f"{address}/en/a.html").read().decode()
        state = re.search(r'<script src="/-preview/preview.js" data-state="(\w+)"', shown)[1]
        assert "data-state" not in page.read_text(encoding="utf-8")
        asked = f"{address}/-preview/events?page=/en/a.html&state={state}"
        with urllib.request.urlopen(asked) as events:
            wait_until(lambda: desk.pages() == ["/en/a.html"])
            (page.parent / "b.html").write_text("another", encoding="utf-8")
            desk.reload_changed()
            desk.say("trouble", "row 3:\nno")
            assert next_event(events) == ("trouble", "row 3:\nno")
            (page.parent / "a.svg").write_text("<svg></svg>", encoding="utf-8")
            desk.reload_changed()
            assert next_event(events) == ("reload", "")
        desk.say("fine")
        desk.say("fine")
        wait_until(lambda: not desk.pages())


def test_what_changed_while_a_page_was_loading_is_not_lost(tmp_path: Path) -> None:
    """A page that listens for the first time with an old state is told to reload at once."""
    (tmp_path / "a.html").write_text("new", encoding="utf-8")
    with (
        served(tmp_path, Desk(tmp_path)) as address,
        urllib.request.urlopen(f"{address}/-preview/events?page=/a.html&state=old") as events,
    ):
        assert next_event(events) == ("reload", "")


def test_a_page_that_is_not_there_yet_appears_by_itself(tmp_path: Path) -> None:
    """The server is there before the book: the page says so, and listens."""
    with served(tmp_path, Desk(tmp_path)) as address:
        shown = urllib.request.urlopen(f"{address}/kk/index.html").read().decode()
    assert "This page is being built" in shown
    assert 'data-state=""' in shown


def test_nothing_outside_the_book_is_a_page(tmp_path: Path) -> None:
    """Whatever an address says."""
    desk = Desk(tmp_path / "book")
    for address in ("/../secret.html", "/%2e%2e/secret.html", "/en/../../secret.html"):
        assert desk.file(address).is_relative_to(tmp_path / "book")


class Orders(Worker):
    """A worker that notes what it was told, and answers as it is told to."""

    def __init__(self, given: list[tuple], answers: dict[str, str]) -> None:
        self.given, self.answers, self.waiting = given, answers, []

    def order(self, name: str, *arguments: object) -> None:
        """Note an order."""
        self.given.append((name, *arguments))
        self.waiting.append(self.answers.get(name, ""))

    def answer(self) -> str:
        """The answers in their order."""
        return self.waiting.pop(0)

    def restart(self) -> None:
        """Note it."""
        self.given.append(("restart",))

    def stop(self) -> None:
        """There is no process."""


def test_the_open_page_is_made_before_the_book(own_outputs: Path) -> None:
    """Executed, staged, rendered, told; then everything is built."""
    desk = Desk(own_outputs)
    given: list[tuple] = []
    built = own_outputs / "built"
    command = [sys.executable, "-c", f"open({str(built)!r}, 'a').write('x')"]
    with (
        desk.reading("/en/notebooks/a.html", ""),
        Maker(desk, "en", worker=lambda: Orders(given, {}), build=command) as maker,
    ):
        wait_until(lambda: built.exists() and built.read_text() == "x")
        given.clear()
        maker.changed([Path("a.ipynb")])
        pages = [each for each in given if each[0] in ("execute", "make")]
        assert pages == [("execute", "/en/notebooks/a.html"), ("make", "/en/notebooks/a.html")]
        wait_until(lambda: built.read_text() == "xx")


def test_what_is_wrong_is_said_on_the_pages_and_nothing_is_built(own_outputs: Path) -> None:
    """A page that fails would fail the build: its reason stands on the page, and stays there."""
    desk, given = Desk(own_outputs), []
    command = [sys.executable, "-c", ""]
    answers = {"execute": "01.ipynb, cell 3: NameError", "stale": ""}
    with (
        desk.reading("/en/a.html", "") as told,
        Maker(desk, "en", worker=lambda: Orders(given, answers), build=command) as maker,
    ):
        wait_until(lambda: "fine" in drained(told))
        maker.changed([Path("a.ipynb")])
        said = drained(told)
        assert "event: trouble" in said
        assert "cell 3: NameError" in said
        assert "make" not in {each[0] for each in given}
    with desk.reading("/en/b.html", "") as later:
        assert "cell 3: NameError" in later.get(timeout=5)


def test_a_failed_build_is_said_on_the_pages(own_outputs: Path) -> None:
    """What it printed below its table."""
    desk = Desk(own_outputs)
    text = "── Failed ──\nclaims.csv, row 3: no"
    command = [sys.executable, "-X", "utf8", "-c", f"print({text!r}); raise SystemExit(1)"]
    with (
        desk.reading("/en/a.html", "") as told,
        Maker(desk, "en", worker=lambda: Orders([], {}), build=command),
    ):
        said: list[str] = []
        wait_until(lambda: "trouble" in (said.append(drained(told)) or "".join(said)))
    assert "claims.csv, row 3: no" in "".join(said)


def test_a_page_of_another_edition_begins_its_build(own_outputs: Path) -> None:
    """With the edition that is looked at first."""
    built = own_outputs / "built"
    code = f"import os; open({str(built)!r}, 'a').write(os.environ['EDITIONS'] + ';')"
    desk = Desk(own_outputs)
    command = [sys.executable, "-c", code]
    with Maker(desk, "en", worker=lambda: Orders([], {}), build=command):
        wait_until(lambda: built.exists() and built.read_text() == "en;")
        with desk.reading("/kk/index.html", ""):
            wait_until(lambda: built.read_text() == "en;kk en;")


@pytest.mark.parametrize(
    ("file", "expected"),
    [
        ("notebooks/01_sector_picture.ipynb", False),
        ("index.qmd", False),
        ("src/helpers/no_such_module.py", False),
        ("src/helpers/staging/pages.py", True),
        ("data/published/claims.csv", True),
        ("locale/kk/book.po", True),
    ],
)
def test_a_worker_knows_when_it_is_out_of_date(file: str, expected: bool) -> None:
    """By what it has imported and read; what it reads for each page is never old."""
    assert "helpers.staging.pages" in sys.modules
    assert bool(worker.stale([str(ROOT / file)])) is expected


def test_what_a_worker_cannot_do_is_a_sentence() -> None:
    """An error foreseen is its message, another one its traceback."""
    said = worker.carried_out("execute", "/en/no-such.html")
    assert said == "/en/no-such.html is no page of the book that _quarto.yml lists"
    assert "TypeError" in worker.carried_out("execute")


@pytest.mark.parametrize("page", ["ledger", "voices", "figures"])
def test_a_page_without_a_source_needs_a_project(
    page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who looks at the page of all numbers while data are saved is told of no missing file."""
    monkeypatch.setattr(paths, "OUTPUTS", tmp_path)
    assert not (ROOT / f"{page}.qmd").exists()
    assert worker.carried_out("make", f"/en/{page}.html") == ""
    paths.book("en").mkdir(parents=True)
    assert worker.carried_out("make", f"/en/{page}.html") == ""


def test_what_kernels_are_forked_from_is_loaded_before_the_first_save(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """By the process that executes, when the book is built and nobody waits."""
    with processes.folder() as own:
        monkeypatch.setenv(processes.TEMPLATES, str(own / "kernels"))
        executing = Worker()
        try:
            assert not executing.ask("warm_to_execute")
            wait_until(lambda: any(each.is_socket() for each in own.glob("kernels/*")), 60)
        finally:
            executing.stop()


def drained(told: object) -> str:
    """All that waits in a queue."""
    texts = []
    while not told.empty():
        texts.append(told.get())
    return "".join(texts)


def next_event(events: object) -> tuple[str, str]:
    """The next event of a stream, and its text."""
    kind = events.readline().decode().removeprefix("event: ").strip()
    text = json.loads(events.readline().decode().removeprefix("data: "))
    events.readline()
    return kind, text


def wait_until(condition: Callable[[], bool], seconds: float = 20) -> None:
    """Return when a condition holds; fail when it does not for long."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.02)


@contextmanager
def served(directory: Path, desk: Desk) -> Iterator[str]:
    """The address of a running preview."""
    with preview.serve(directory, 0, desk=desk) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
