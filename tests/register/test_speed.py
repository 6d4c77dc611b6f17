"""The benchmark runs; its seconds are for people to read."""

from __future__ import annotations

import subprocess
import sys

import pytest

from helpers.paths import ROOT


@pytest.mark.slow
def test_register_and_answers_are_timed() -> None:
    """A row for each task of each size."""
    command = [sys.executable, str(ROOT / "benchmarks/register_speed.py"), "300"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    heading, *rows = done.stdout.splitlines()
    assert heading.split() == ["task", "rows", "found", "seconds", "MB"]
    assert len(rows) == 4
    assert all(" 300 " in row for row in rows)
