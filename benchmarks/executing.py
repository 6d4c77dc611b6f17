"""The build of one edition as far as its executed notebooks: `python benchmarks/executing.py en`.

Everything is set up, checked and ended as `make book` does; of the tasks only those that execute
this edition's notebooks take part, with what they need.
"""

from __future__ import annotations

import sys
from typing import Any

import pytask

from helpers.__main__ import main

whole_build = pytask.build


def executed_only(**options: Any) -> None:
    """The pipeline as the build calls it, and no more than the executed notebooks."""
    session = whole_build(**options, expression=f"execute_{' '.join(sys.argv[1:])}")
    raise SystemExit(int(session.exit_code))


if __name__ == "__main__":
    pytask.build = executed_only
    sys.exit(main(["build", "--editions", sys.argv[1].partition("_")[0]]))
