"""The instruments of the repository, and everything that is made from them, made once."""

from __future__ import annotations

import contextlib
import io
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import pytest

from helpers.instruments import Instrument, load_instruments
from helpers.instruments.command import main
from helpers.instruments.loading import load_words


class Products(NamedTuple):
    """What the command wrote and said."""

    directory: Path
    status: int
    said: str


@pytest.fixture(scope="session")
def instruments() -> Mapping[str, Instrument]:
    return load_instruments()


@pytest.fixture(scope="session")
def words() -> Mapping[str, Mapping[str, str]]:
    return load_words()


@pytest.fixture(scope="session")
def products(tmp_path_factory: pytest.TempPathFactory) -> Products:
    directory = tmp_path_factory.mktemp("instruments")
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        status = main(["--to", str(directory), "--quick"])
    return Products(directory, status, said.getvalue())
