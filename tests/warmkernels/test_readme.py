"""The README's table of faults, against the tests that it names."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from helpers.paths import ROOT

README = (ROOT / "src" / "warmkernels" / "README.md").read_text(encoding="utf-8")


def test_each_fault_has_a_test_and_each_test_of_a_fault_a_row() -> None:
    """By the names in the last column."""
    files = {each.name: each.read_text("utf-8") for each in Path(__file__).parent.glob("test_*.py")}
    tests = {name: set(re.findall(r"^def (test_\w+)", text, re.M)) for name, text in files.items()}
    rows = [line for line in README.splitlines() if line.startswith("| ")][1:]
    named = [re.findall(r"`(test_\w+)`", row.split("|")[-2]) for row in rows]
    assert rows
    assert all(named), "a row names no test"
    mentioned = {name for each in named for name in each}
    assert mentioned <= set().union(*tests.values())
    assert tests["test_faults.py"] <= mentioned


@pytest.mark.skipif(not hasattr(os, "pidfd_open"), reason="warm kernels are for Linux")
def test_the_times_in_the_table_are_those_of_the_code() -> None:
    """How long a fault can last."""
    from warmkernels import client, template

    lasting = {
        "hangs": client._ANSWER_SECONDS,
        "not ready": client._READY_SECONDS,
        "keeper killed": template.WAKE_SECONDS,
    }
    for fault, seconds in lasting.items():
        (row,) = (line for line in README.splitlines() if line.startswith("|") and fault in line)
        assert f" {seconds} s" in row
