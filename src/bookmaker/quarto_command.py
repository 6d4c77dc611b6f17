"""The `quarto` command of this machine: where it is, and whether it is new enough.

Standard library only: the set-up asks before anything is installed.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from functools import cache
from pathlib import Path

OLDEST = (1, 6)


def find_quarto(name: str = "quarto", *, search: str | None = None) -> Path | None:
    """The command, when it is there, runs, and is of version 1.6 or newer; None otherwise.

    `name` may be a path, too; `search` is a list of directories in the form of PATH, the
    environment's PATH by default.
    """
    found = shutil.which(name, path=search)
    if found is None or parse_version(version_of(Path(found))) < OLDEST:
        return None
    return Path(found)


def quarto_version(name: str = "quarto") -> str:
    """Version of the Quarto that would render; empty when there is none that is new enough."""
    command = find_quarto(name)
    return version_of(command) if command else ""


@cache
def version_of(command: Path) -> str:
    """What `quarto --version` says; empty when it does not run."""
    try:
        done = subprocess.run(
            [command, "--version"], capture_output=True, text=True, timeout=60, check=True
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout.strip()


def parse_version(text: str) -> tuple[int, ...]:
    """The numbers of a version; none for a text without any.

    >>> parse_version("1.10.2") > parse_version("1.9.38")
    True
    """
    match = re.match(r"\d+(\.\d+)*", text)
    return tuple(int(part) for part in match[0].split(".")) if match else ()
