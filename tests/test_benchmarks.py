"""The benchmark runs, on a ledger that the audit accepts; its seconds are for people to read."""

from __future__ import annotations

import re
import subprocess
import sys

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
