"""How long does it take to make synthetic questionnaires?

    python benchmarks/synthetic_speed.py [ROWS ...]

The rows of each block, made from a world that the engine has already found; seconds of the wall
clock, and the most memory held so far.
"""

from __future__ import annotations

import sys
import time

from measuring import peak_megabytes

from helpers.ledger import claims
from helpers.synthetic import rows

SIZES = (100, 23_335, 1_000_000)


def main(arguments: list[str]) -> None:
    """Print one row for each block and size."""
    ledger = claims.load()
    print(f"{'block':<8} {'rows':>10} {'seconds':>8} {'MB':>6}")
    for block in rows.BLOCKS:
        rows.make_rows(ledger, block)
        for n_rows in [int(size) for size in arguments] or SIZES:
            start = time.perf_counter()
            made = len(rows.make_rows(ledger, block, n_rows=n_rows))
            seconds = time.perf_counter() - start
            print(f"{block:<8} {made:>10,} {seconds:>8.3f} {peak_megabytes():>6,.0f}")


if __name__ == "__main__":
    main(sys.argv[1:])
