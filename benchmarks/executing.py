"""The build, or a part of it, with a list of what ran.

    python benchmarks/executing.py [--only TASKS] [--ran FILE] EDITION ...

Everything is set up, checked and ended as `make book` does. With `--only` the tasks whose names
have this in them take part, with what they need: `execute_en` is one edition's notebooks. The names
of tasks that ran go into a file as JSON.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

import pytask

from helpers.__main__ import main

whole_build = pytask.build


class Watched:
    """The pipeline as the build calls it; what it does is noted."""

    def __init__(self, only: str, ran: Path | None) -> None:
        self._only, self._ran = only, ran

    def __call__(self, **options: Any) -> Any:
        """Run the pipeline, or the part."""
        part = {"expression": self._only} if self._only else {}
        session = whole_build(**options, **part)
        if self._ran:
            done = [each for each in session.execution_reports if each.outcome.name == "SUCCESS"]
            names = sorted(each.task.name.rpartition("::")[2] for each in done)
            self._ran.write_text(json.dumps(names), encoding="utf-8")
        if self._only:
            # The build goes on to report on books, which a part of it has not made.
            raise SystemExit(int(session.exit_code))
        return session


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--only", default="")
    parser.add_argument("--ran", type=Path)
    parser.add_argument("editions", nargs="+")
    asked = parser.parse_args()
    pytask.build = Watched(asked.only, asked.ran)
    sys.exit(main(["build", "--editions", " ".join(asked.editions), "--renderer", "embedded"]))
