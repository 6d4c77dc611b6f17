"""What several test files share: the book, built once as a reader builds it, and a small one."""

from __future__ import annotations

import gc
import json
import shutil
import tempfile
from collections import Counter
from collections.abc import Generator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from bs4 import BeautifulSoup
from hypothesis import settings

from bookmaker.rendering import embedded
from helpers import paths, staging
from helpers.machine import cores
from helpers.study import Study, open_study
from tests import shared_build
from tests.cases import ledger_book, score_cases
from tests.cases.small_books import BOOK

if TYPE_CHECKING:
    from xdist.workermanage import WorkerController

# A machine that is busy takes a while for nothing; tests of speed say so themselves.
settings.register_profile("any machine", deadline=None)
settings.load_profile("any machine")

# A directory that all processes of a run share.
SHARED = pytest.StashKey[Path]()

# What takes one of these waits for a build or a browser.
SLOW_FIXTURES = frozenset({"built_book", "built", "chromium"})

NO_BOOK = "the book does not build"


def pytest_configure(config: pytest.Config) -> None:
    """Make the directory that the run shares; a worker is told where it is."""
    given = getattr(config, "workerinput", {}).get("shared")
    config.stash[SHARED] = Path(given or tempfile.mkdtemp(prefix="civic-voice-tests-"))


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: WorkerController) -> None:
    """Tell a worker where the shared directory is."""
    node.workerinput["shared"] = str(node.config.stash[SHARED])


def pytest_unconfigure(config: pytest.Config) -> None:
    """Remove the shared directory, after the last worker has ended."""
    if not hasattr(config, "workerinput"):
        shutil.rmtree(config.stash[SHARED], ignore_errors=True)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """For the whole suite one more than there are cores, since some tests wait for others' work.

    Chosen tests are done before workers would have started.
    """
    is_chosen = config.args_source is config.ArgsSource.ARGS or config.option.keyword
    return 0 if is_chosen else cores() + 1


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Collect the tests without a search for garbage; what they are made of stays till the end.

    Else Python walks through all of it again and again, a tenth of the time of most tests.
    """
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.enable()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark as slow what takes a slow fixture, and put it first: what needs the book, then the rest.

    The first worker builds the book at once, the others have quick tests meanwhile, and take quick
    ones from the end of the first one's list until slow ones are left to all.
    """
    for item in items:
        if SLOW_FIXTURES.intersection(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.slow)
    items.sort(key=lambda item: (item.get_closest_marker("slow") is None, not _needs_book(item)))


def _needs_book(item: pytest.Item) -> bool:
    return "built_book" in getattr(item, "fixturenames", ())


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    """What tests have counted; and once why the book does not build, however many needed it."""
    counted: dict[str, Counter[str]] = {}
    for report in chain.from_iterable(terminalreporter.stats.values()):
        is_call = getattr(report, "when", "") == "call"
        for name, number in report.user_properties if is_call else ():
            counted.setdefault(name, Counter()).update(number)
    for name, numbers in counted.items():
        terminalreporter.section(name)
        lines = (f"{number:>7,} {kind}" for kind, number in sorted(numbers.items()))
        terminalreporter.write_line("\n".join(lines))
    build = shared_build.result_in(config.stash[SHARED])
    if build and build.status:
        terminalreporter.section(NO_BOOK)
        terminalreporter.write_line(build.output[-6000:])


@dataclass(frozen=True)
class BuiltBook:
    """Where the parts of one built edition are, and what the build printed."""

    language: str
    output: str

    @property
    def executed(self) -> Path:
        """Directory of the executed notebooks."""
        return paths.executed(self.language)

    @property
    def site(self) -> Path:
        """The staged Quarto project."""
        return paths.site(self.language)

    @property
    def root(self) -> Path:
        """The rendered book."""
        return paths.book(self.language)

    @property
    def pages(self) -> list[Path]:
        """Every HTML page."""
        return sorted(self.root.rglob("*.html"))

    @property
    def pdf(self) -> Path:
        """The book as PDF; the leaflet is another."""
        (pdf,) = (path for path in self.root.glob("*.pdf") if path.name != "leaflet.pdf")
        return pdf


@pytest.fixture(scope="session")
def built_book(request: pytest.FixtureRequest) -> BuiltBook:
    """The English book, current, by the embedded renderer, built with the other editions."""
    build = shared_build.build_once(request.config.stash[SHARED])
    if build.status:
        pytest.fail(f"{NO_BOOK}; its output is at the end of this report", pytrace=False)
    return BuiltBook("en", build.output)


@pytest.fixture(scope="session")
def study() -> Study:
    """The published data, for the English edition."""
    return open_study("en")


@pytest.fixture(scope="session")
def score_table(request: pytest.FixtureRequest) -> list[dict[str, Any]]:
    """The shared table of cases of the score."""

    def write(directory: Path) -> None:
        (directory / "cases.json").write_text(json.dumps(score_cases.cases()), encoding="utf-8")

    made = shared_build.made_once(request.config.stash[SHARED], "score-table", write)
    return json.loads((made / "cases.json").read_text(encoding="utf-8"))


@pytest.fixture
def own_outputs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What a test draws goes to its own directory, not to the reader's outputs."""
    monkeypatch.setattr(paths, "OUTPUTS", tmp_path)
    return tmp_path


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    """A copy of the fixture book's tree that a test may break."""
    return Path(shutil.copytree(BOOK, tmp_path / "sources"))


@pytest.fixture(scope="session")
def outputs(request: pytest.FixtureRequest) -> Path:
    """Outputs of the fixture book: executed, staged and rendered. Do not write into it."""

    def write(directory: Path) -> None:
        made = Path(shutil.copytree(BOOK / "outputs", directory / "outputs"))
        staging.stage("en", root=BOOK, outputs=made)
        embedded.render(made / "site/en", made / "book/en")

    return shared_build.made_once(request.config.stash[SHARED], "fixture-book", write) / "outputs"


@pytest.fixture(scope="session")
def site(outputs: Path) -> Path:
    """The staged project of the fixture book."""
    return outputs / "site" / "en"


@pytest.fixture(scope="session")
def book(outputs: Path) -> Path:
    """The rendered fixture book."""
    return outputs / "book" / "en"


@pytest.fixture(scope="session")
def chapter(book: Path) -> BeautifulSoup:
    """The fixture book's numbered chapter."""
    text = (book / "notebooks" / "01_sector.html").read_text(encoding="utf-8")
    return BeautifulSoup(text, "html.parser")


@pytest.fixture(scope="session")
def ledger_site(request: pytest.FixtureRequest) -> Path:
    """The rendered small book with the ledger. Do not write into it."""
    stash = request.config.stash
    return (
        shared_build.made_once(stash[SHARED], "ledger-book", ledger_book.build) / ledger_book.SITE
    )
