"""The oracles by the build's own route: `python -m tests.oracles`, here or with CLUSTER=….

Repeated are only those whose code, data or tests have changed.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from helpers.errors import BookError
from helpers.workshop import build, processes


def main() -> int:
    """Run all oracles side by side; the exit status."""
    address = build.Settings.of(os.environ).cluster
    try:
        with processes.ending_together("Interrupted."), build.workers(address) as options:
            session = build.run_tasks([Path(__file__).with_name("task_oracles.py")], options)
    except BookError as error:
        print(error, file=sys.stderr)
        return 1
    for report in session.execution_reports:
        if report.outcome.name == "FAIL":
            print(report.exc_info[1])
    return int(session.exit_code)


if __name__ == "__main__":
    sys.exit(main())
