"""How long do a register and a column of open answers take?

    python benchmarks/register_speed.py [ROWS ...]

A register of made-up reports through all steps, then as many open answers, all different, one in a
hundred with something of a person in it, searched without and with the names of 25,000
organisations. Seconds of the wall clock, and the most memory held so far.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import polars as pl
from measuring import peak_megabytes

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from helpers.confidential.columns import mask_column, scan  # noqa: E402
from helpers.ledger import quotes  # noqa: E402
from helpers.register import funnel, reading, rules  # noqa: E402
from tests.confidential.sentences import marked  # noqa: E402
from tests.register import made_up  # noqa: E402

SIZES = (25_000, 1_000_000)
NAMES = frozenset(f"организация пример {number}" for number in range(25_000))


def main(arguments: list[str]) -> None:
    """Print one row for each size and task."""
    print(f"{'task':<24} {'rows':>10} {'found':>8} {'seconds':>8} {'MB':>6}")
    for size in [int(each) for each in arguments] or SIZES:
        with tempfile.TemporaryDirectory() as scratch:
            path = register_of(size, Path(scratch))
            timed("register", size, lambda path=path: taken(path))
        answers = answers_of(size)
        timed("answers", size, lambda answers=answers: scan(answers).height)
        timed("answers and names", size, lambda answers=answers: scan(answers, NAMES).height)
        timed("answers masked", size, lambda answers=answers: mask_column(answers).len())


def timed(task: str, size: int, action: Callable[[], int]) -> None:
    """Do it and print how long it took."""
    start = time.perf_counter()
    found = action()
    seconds = time.perf_counter() - start
    print(
        f"{task:<24} {size:>10,} {found:>8,} {seconds:>8.2f} {peak_megabytes():>6,.0f}", flush=True
    )


def register_of(size: int, directory: Path) -> Path:
    """A CSV of so many rows: the made-up register, again and again, cut off."""
    heading, *lines = made_up.as_csv(made_up.rows()).splitlines(keepends=True)
    path = directory / "register.csv"
    with path.open("w", encoding="utf-8") as file:
        file.write(heading)
        file.writelines(lines[row % len(lines)] for row in range(size))
    return path


def taken(path: Path) -> int:
    """The rows of the frame."""
    known = rules.load_rules()
    return funnel.run(reading.read_register(path, known, path.parent), known).kept.height


def answers_of(size: int) -> pl.Series:
    """Open answers, no two alike: paraphrases, and sentences with something to find."""
    drawn = random.Random(15)
    plain = [quote.paraphrase(each) for quote in quotes.load() for each in ("ru", "kk", "en")]
    found = [text for _, text, _ in marked()]
    return pl.Series(
        f"{drawn.choice(found if row % 100 == 0 else plain)} {chr(0x430 + row % 32)}{row}"
        for row in range(size)
    )


if __name__ == "__main__":
    main(sys.argv[1:])
