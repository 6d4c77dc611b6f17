"""Workers of a build are forked from a process that has imported what they need."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from warmkernels import SWITCH

ASKED = """
import json, os
from loky import get_reusable_executor
from helpers.workshop import workers

def has(name):
    import sys
    return name in sys.modules, workers._TOLD in os.environ

if __name__ == "__main__":
    workers.load_workers(["no_module_of_this_name", "this", "colorsys"])
    with get_reusable_executor(max_workers=2) as executor:
        print(json.dumps(executor.submit(has, "colorsys").result(60)))
"""


@pytest.mark.parametrize(("switch", "is_loaded"), [("1", True), ("0", False)])
def test_workers_have_imported_what_they_need_unless_forks_are_unwanted(
    switch: str, is_loaded: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What does not import is left to the task that needs it."""
    monkeypatch.setenv(SWITCH, switch)
    done = subprocess.run(
        [sys.executable, "-c", ASKED], capture_output=True, text=True, check=True, timeout=120
    )
    assert json.loads(done.stdout.splitlines()[-1]) == [is_loaded, False]
    assert not done.stderr
