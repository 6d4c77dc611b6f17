"""The command line starts at once: what is heavy is imported by the command that needs it."""

from __future__ import annotations

import subprocess
import sys

from helpers.__main__ import COMMANDS


def started(*arguments: str) -> tuple[str, set[str]]:
    """What a new Python prints, and the modules that it imports."""
    command = [sys.executable, "-X", "importtime", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return done.stdout, {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}


def test_the_help_imports_no_library() -> None:
    """Nothing but Python's own modules and eight of ours, whatever the commands import."""
    _, own = started("-c", "pass")
    text, imported = started("-m", "helpers", "--help")
    assert set(COMMANDS) <= set(text.split())
    # Python's own `copy` asks for Jython's `org`, which is not there.
    known = sys.stdlib_module_names | {"org"}
    assert {name for name in imported - own if name.split(".")[0] not in known} == {
        *("bookmaker", "bookmaker.errors", "helpers", "helpers.errors", "helpers.machine"),
        *("helpers.paths", "helpers.workshop", "helpers.workshop.processes"),
    }
