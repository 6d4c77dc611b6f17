"""How long does it take to resample a mean exactly, and by drawing?

    python benchmarks/resampling_speed.py [RESPONDENTS ...]

Scores from 1 to 9 in steps of a half, as the scale of the focus groups has them, are made up for
100, 10,000 and 1,000,000 respondents. For each the 95 % percentile interval of the mean is computed
by `helpers.statistics.resampling` and drawn by `scipy.stats.bootstrap` (percentile, vectorised, in
batches so that no more than `MOST_DRAWN` numbers are held at once).

The two columns of seconds are processor time on one core, and MB the most memory that the process
held. Drawing is meant to be done 9,999 times; where that would take minutes it is done fewer times,
the column "drawn" says how often, and the seconds, marked ~, are those of 9,999 in proportion. Few
drawings make a poor interval. The last column is the larger distance of the two intervals' ends,
in standard errors of the mean: drawing 9,999 times alone moves an end by about 0.03 of these.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from fractions import Fraction

from measuring import peak_megabytes

SIZES = (100, 10_000, 1_000_000)
RESAMPLES = 9_999
MOST_DRAWN = 20_000_000  # scores held at once, 8 bytes each
MOST_IN_ALL = 200_000_000  # scores drawn for one row of the table
SEED = 1

Found = dict[str, float]


def main(arguments: list[str]) -> None:
    """Measure as many respondents as given and print one row for each."""
    if arguments[:1] == ["--measure"]:
        print(json.dumps({"exact": exact, "drawn": drawn}[arguments[1]](int(arguments[2]))))
        return
    print(
        f"{'n':>9} {'exact s':>8} {'MB':>5} {'interval':>16} "
        f"{'drawn s':>10} {'MB':>5} {'drawn':>6} {'interval':>16} {'apart':>6}"
    )
    for n in [int(size) for size in arguments] or SIZES:
        print(table_row(n, measured("exact", n), measured("drawn", n)))


def table_row(n: int, exactly: Found, by_drawing: Found) -> str:
    """One line of the table."""
    apart = max(abs(exactly[end] - by_drawing[end]) for end in ("low", "high"))
    n_drawn = by_drawing["n_drawn"]
    seconds = by_drawing["seconds"] * RESAMPLES / n_drawn
    mark = "" if n_drawn == RESAMPLES else "~"
    return (
        f"{n:>9,} {exactly['seconds']:>8.4f} {exactly['megabytes']:>5.0f} {interval(exactly)} "
        f"{f'{mark}{seconds:.2f}':>10} {by_drawing['megabytes']:>5.0f} {n_drawn:>6,} "
        f"{interval(by_drawing)} {apart / exactly['standard_error']:>6.3f}"
    )


def interval(found: Found) -> str:
    """Both ends to five decimals."""
    return f"{found['low']:.5f}-{found['high']:.5f}".rjust(16)


def measured(how: str, n: int) -> Found:
    """One measurement in a process of its own, on one core."""
    command = [sys.executable, __file__, "--measure", how, str(n)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def exact(n: int) -> Found:
    """The interval by convolution."""
    from helpers.statistics.resampling import resampled_mean

    resampled_mean({0: 1, 1: 1})  # loads the libraries
    counts = made_up_counts(n)
    start = time.process_time()
    resampled = resampled_mean(counts)
    low, high, _ = resampled.percentile_interval(0.95)
    seconds = time.process_time() - start
    squares = sum(count * (score - resampled.mean) ** 2 for score, count in counts.items())
    return {
        "seconds": seconds,
        "low": float(low),
        "high": float(high),
        "standard_error": float(squares) ** 0.5 / n,
        "megabytes": peak_megabytes(),
    }


def drawn(n: int) -> Found:
    """The interval by drawing."""
    import numpy as np
    from scipy.stats import bootstrap

    counts = made_up_counts(n)
    scores = np.repeat([float(score) for score in counts], list(counts.values()))
    n_resamples = min(RESAMPLES, MOST_IN_ALL // n)
    options = {"method": "percentile", "vectorized": True, "rng": np.random.default_rng(SEED)}
    bootstrap((scores[:10],), np.mean, n_resamples=9, **options)  # loads what it needs
    start = time.process_time()
    found = bootstrap(
        (scores,),
        np.mean,
        n_resamples=n_resamples,
        batch=max(1, min(n_resamples, MOST_DRAWN // n)),
        confidence_level=0.95,
        **options,
    ).confidence_interval
    seconds = time.process_time() - start
    return {
        "seconds": seconds,
        "low": float(found.low),
        "high": float(found.high),
        "n_drawn": n_resamples,
        "megabytes": peak_megabytes(),
    }


def made_up_counts(n: int) -> dict[Fraction, int]:
    """Respondents at each score from 1 to 9, most of them in the lower half."""
    weights = {Fraction(half, 2): abs(half - 22) ** 2 for half in range(2, 19)}
    counts = {score: n * weight // sum(weights.values()) for score, weight in weights.items()}
    counts[Fraction(1)] += n - sum(counts.values())
    return counts


if __name__ == "__main__":
    main(sys.argv[1:])
