"""A checkout with a built book, and its dossier, made once for all tests."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.cases.small_dossier import commit, make, write_checkout


@pytest.fixture(scope="session")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The checkout, everything committed, its book staged. Do not write into it."""
    root = tmp_path_factory.mktemp("checkout")
    write_checkout(root)
    commit(root)
    return root


@pytest.fixture(scope="session")
def made(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The dossier of the checkout, with two runs. Do not write into it."""
    return make(checkout, tmp_path_factory.mktemp("made") / "dossier")


@pytest.fixture
def dossier(made: Path, tmp_path: Path) -> Path:
    """A copy of the dossier that a test may break."""
    return Path(shutil.copytree(made, tmp_path / "dossier"))
