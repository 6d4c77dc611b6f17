"""The benchmark runs, on a ledger that the audit accepts; its seconds are for people to read."""

from __future__ import annotations

import importlib
import re
import subprocess
import sys

import pytest

from helpers.paths import ROOT


def test_the_benchmark_prints_a_row_for_each_size() -> None:
    """Claims, seconds of each step and in all, claims per second, memory."""
    command = [sys.executable, str(ROOT / "benchmarks/audit_speed.py"), "100", "400"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    heading, *rows = done.stdout.splitlines()
    assert heading.split() == ["claims", "read", "audit", "text", "all", "claims/s", "MB"]
    assert [row.split()[0] for row in rows] == ["100", "400"]
    assert all(re.fullmatch(r" +[0-9,]+( +[0-9.]+){4} +[0-9,]+ +[0-9,]+", row) for row in rows)


@pytest.mark.slow
def test_synthetic_rows_are_timed_by_block_and_size() -> None:
    """A row for each block and each number of rows asked for."""
    command = [sys.executable, str(ROOT / "benchmarks/synthetic_speed.py"), "50", "200"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    heading, *rows = done.stdout.splitlines()
    assert heading.split() == ["block", "rows", "seconds", "MB"]
    assert [row.split()[:2] for row in rows] == [
        [block, size] for block in ("survey", "form_a", "form_b") for size in ("50", "200")
    ]


@pytest.mark.slow
def test_bounds_are_timed_in_tables(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The first row of each: correction sets, an order turned, a town's sizes under a scoring."""
    monkeypatch.syspath_prepend(str(ROOT / "benchmarks"))
    script = importlib.import_module("bounds_speed")
    every_town = script.town_questions
    monkeypatch.setattr(script, "town_questions", lambda ledger: every_town(ledger)[:2])
    script.main(["--first"])
    said = capsys.readouterr().out
    lines = said.splitlines()
    assert sum(line.startswith("correction sets of form A") for line in lines) == 1
    turned = [line for line in lines if line.startswith("order turned")]
    assert len(turned) == 1
    assert all(line.endswith("  found") for line in turned)
    scorings = [line for line in lines if line.startswith("3/")]
    assert len(scorings) == 1
    assert "open" not in said
