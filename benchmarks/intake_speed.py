"""Seconds and memory of an intake of many questionnaires: `python benchmarks/intake_speed.py [N]`.

A file as KoboToolbox exports it, a million rows unless another number is given, is made in a
temporary directory out of made-up questionnaires: every row with its own id, time and number of
staff, one in twenty with the BIN and the name of an organisation of its own, one in ten with free
text of its own, one in a hundred of these with a telephone number. Then the command reads it in a
process of its own, whose seconds, processor time and peak memory are printed.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from measuring import measured

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]
MOST_SECONDS, MOST_MEGABYTES = 60, 2048


def make(path: Path, n_rows: int) -> None:
    """Write the file."""
    import csv

    from helpers.confidential.identifiers import check_digit
    from helpers.instruments import load_instruments
    from helpers.study import open_study
    from tests.cases.questionnaires import clean_tables
    from tests.intake import exports

    instrument = load_instruments()["survey"]
    tables = clean_tables(open_study("en"), marked=False)
    heading, *rows = exports.kobo(tables["survey"], instrument)
    at = {name: index for index, name in enumerate(heading)}
    words = ["organisation/bin", "organisation/organisation_name", "obstacles/difficulty_words"]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow([*heading, *words])
        for number in range(n_rows):
            row = list(rows[number % len(rows)])
            now = f"2024-{1 + number % 12:02d}-{1 + number % 28:02d}T10:{number % 60:02d}:01"
            row[at["start"]], row[at["end"]] = f"{now}.123+05:00", f"{now}.456+05:00"
            row[at["_submission_time"]], row[at["_id"]] = now, str(number)
            row[at["organisation/staff"]] = str(number % 9973)
            for name in ("women", "men", "youth"):
                row[at[f"organisation/staff_{name}"]] = ""
            row[at["_uuid"]] = f"{number:08x}-0000-4000-8000-0123456789ab"
            digits = f"{number // 100_000 + 10:02d}0140{number % 100_000:05d}"
            last = check_digit(digits)
            text = f"Не хватает людей для проекта {number}" if number % 10 == 0 else ""
            if number % 1000 == 0:
                text += f", звоните +7 701 {number % 1000:03d} 45 67"
            is_named = number % 20 == 0 and last is not None
            row += [f"{digits}{last}", f"ОФ «Жасыл {number}»"] if is_named else ["", ""]
            row.append(text)
            writer.writerow(row)


def main() -> int:
    """Make the file, read it, and say how it went."""
    n_rows = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "kobo.csv"
        make(path, n_rows)
        print(f"{n_rows:,} rows, {path.stat().st_size / 1e6:,.0f} MB", flush=True)
        environment = os.environ | {
            "CIVIC_VOICE_RESTRICTED": str(Path(name) / "restricted"),
            "PYTHONPATH": str(ROOT / "src"),
        }
        command = [sys.executable, "-m", "helpers", "intake", str(path), "--wave", "2024"]
        run = measured(command, environment=environment)
    print(
        f"{run.seconds:.1f} s ({run.processor_seconds:.1f} s of processor time), "
        f"{run.megabytes:,.0f} MB at most"
    )
    return int(run.seconds > MOST_SECONDS or run.megabytes > MOST_MEGABYTES)


if __name__ == "__main__":
    sys.exit(main())
