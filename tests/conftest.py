"""What several test files share: the book, built once as a reader builds it, and a small one."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from bookmaker.rendering import embedded
from helpers import paths, staging
from helpers.study import Study, open_study
from tests.cases.small_books import BOOK


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
        """The one PDF."""
        (pdf,) = self.root.glob("*.pdf")
        return pdf


@pytest.fixture(scope="session")
def built_book() -> BuiltBook:
    """The English book, current, by the embedded renderer, built with the other editions.

    The same entry point as `make book`, into the same outputs: when they are current nothing runs.
    """
    command = [sys.executable, "-m", "helpers", "build", "--editions", "en ru kk"]
    run = subprocess.run(
        [*command, "--renderer", "embedded"],
        cwd=paths.ROOT,
        env={**os.environ, "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    if run.returncode:
        pytest.fail(f"the book does not build:\n{run.stdout[-6000:]}\n{run.stderr[-2000:]}")
    return BuiltBook("en", run.stdout)


@pytest.fixture(scope="session")
def study() -> Study:
    """The published data, for the English edition."""
    return open_study("en")


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
def outputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Outputs of the fixture book: executed, staged and rendered. Do not write into it."""
    root = tmp_path_factory.mktemp("fixture-book")
    directory = Path(shutil.copytree(BOOK / "outputs", root / "outputs"))
    staging.stage("en", root=BOOK, outputs=directory)
    embedded.render(directory / "site/en", directory / "book/en")
    return directory


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
