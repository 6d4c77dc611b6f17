"""A restricted directory of its own for each test, and the made-up register read once."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from helpers import paths
from helpers.register import command
from helpers.register.funnel import Funnel, run
from helpers.register.reading import RegisterFile, read_register
from helpers.register.rules import load_rules
from tests.register import made_up


@pytest.fixture
def restricted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the command writes, instead of data/restricted."""
    monkeypatch.setattr(paths, "RESTRICTED", tmp_path / "restricted")
    return tmp_path / "restricted"


@pytest.fixture
def register(
    restricted: Path, capsys: pytest.CaptureFixture[str]
) -> Callable[..., tuple[Path, str]]:
    """Runs the command; gives the directory of the wave and what was printed."""

    def run_command(path: Path, *options: str) -> tuple[Path, str]:
        assert command.main([str(path), *options]) == 0
        return restricted / "2024", capsys.readouterr().out

    return run_command


class Whole(NamedTuple):
    """The register of 25,000 after all steps, and the seconds it took."""

    made: list[list[str]]
    file: RegisterFile
    funnel: Funnel
    seconds: float


@pytest.fixture(scope="session")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Whole:
    """25,000 rows, read and taken through all steps once for all tests."""
    scratch = tmp_path_factory.mktemp("register")
    made = made_up.rows()
    path = scratch / "reports.csv"
    path.write_text(made_up.as_csv(made), encoding="utf-8")
    start = time.process_time()
    rules = load_rules()
    file = read_register(path, rules, scratch)
    funnel = run(file, rules)
    return Whole(made, file, funnel, time.process_time() - start)
