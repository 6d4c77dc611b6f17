"""The fixture book, staged and rendered once for all tests that only read it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from bookmaker.rendering import embedded
from helpers import staging

from .small_books import BOOK


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
    embedded.render("en", outputs=directory)
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
