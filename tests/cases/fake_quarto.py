"""A command that answers like Quarto: it may not be installed where the tests run."""

from __future__ import annotations

from pathlib import Path

SCRIPT = """#!/bin/sh
if [ "$1" = --version ]; then echo {version}; exit 0; fi
mkdir -p "$2/_book/notebooks" && cp "$2/_quarto.yml" "$2/_book/seen.yml"
for page in index notebooks/00_method notebooks/01_sector; do touch "$2/_book/$page.html"; done
touch "$2/_book/small-book.pdf"
echo "{said}"
exit {status}
"""


def fake_quarto(
    directory: Path, *, version: str = "1.9.38", said: str = "", status: int = 0
) -> Path:
    """Write the command into `directory`; it renders the fixture book's pages, empty."""
    directory.mkdir(exist_ok=True)
    command = directory / "quarto"
    command.write_text(SCRIPT.format(version=version, said=said, status=status), encoding="utf-8")
    command.chmod(0o755)
    return command
