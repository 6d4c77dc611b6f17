"""Rows, claims and resamples by the helpers, and by what people use for the same.

    python benchmarks/vectors_speed.py --measure NAME SIZE     one measurement, as JSON

Each measurement is a process of its own; its seconds begin after imports and made-up data. What
would take many minutes is done on a share of the rows, and the seconds are those of all of them in
proportion: the table marks these with ~.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from copies import WORKSPACE, compared_environment, inherited
from measuring import ROOT, Contender, Contest, Run, RunError, measured, peak_megabytes

if TYPE_CHECKING:
    import pandas as pd

HERE = ROOT / "benchmarks"
R_LIBRARY = WORKSPACE / "r-library"
OURS = "ours"
SEED = 1
ROW_WISE_ROWS = 100_000
N_CLAIMS = N_MEANS = 100_000
N_INTAKE, N_EXCEL = 1_000_000, 5_000
RESAMPLED = (10_000, 1_000_000)


def contests() -> list[Contest]:
    """All contests of vectors."""
    scored = [scoring(n_rows) for n_rows in (1_000_000, 10_000_000)]
    return [*scored, audited(), possible_means(), *map(resampled, RESAMPLED), taken_in()]


def child(name: str, size: int) -> Run:
    """One measurement in a process of its own."""
    command = [sys.executable, __file__, "--measure", name, str(size)]
    return timed_by(command, helpers_environment())


def timed_by(command: Sequence[str], environment: Mapping[str, str]) -> Run:
    """What a process says of itself, as JSON in its last line."""
    done = subprocess.run(
        command, env=dict(environment), capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise RunError(done.stderr.strip().rpartition("\n")[2] or f"status {done.returncode}")
    found = json.loads(done.stdout)
    return Run(found["seconds"], found["processor_seconds"], found["megabytes"])


def helpers_environment(**more: str) -> dict[str, str]:
    """This checkout's helpers, and nothing of the caller's choices."""
    return {**inherited(), "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]), **more}


# The scale of the focus groups.


def scoring(n_rows: int) -> Contest:
    """Scores and levels of so many questionnaires."""
    share = n_rows / ROW_WISE_ROWS
    copied = "reads three bytes a row and writes nine, the bytes of answers, score and level"
    by_row = f"scores only, no levels; {ROW_WISE_ROWS:,} rows, in proportion"
    return Contest(
        f"score-{n_rows:.0e}".replace("+0", ""),
        f"scoring {n_rows:,} rows",
        [
            Contender(OURS, partial(child, "score", n_rows), "checks every answer; levels"),
            Contender(
                "pandas, row by row",
                partial(child, "score_row_wise", ROW_WISE_ROWS),
                by_row,
                factor=share,
            ),
            Contender("the memory's bandwidth", partial(child, "copy_bytes", n_rows), copied),
        ],
    )


def answers(n_rows: int) -> pd.DataFrame:
    """Made-up answers to the three questions as categories, one in ten missing."""
    import numpy as np
    import pandas as pd

    from helpers.scale import QUESTIONS

    chance = np.random.default_rng(SEED)
    columns = {}
    for question, names in QUESTIONS.items():
        codes = chance.integers(0, 30, n_rows, dtype=np.int8)
        codes = np.where(codes < 27, codes % 3, -1).astype(np.int8)
        columns[question] = pd.Categorical.from_codes(codes, categories=names)
    return pd.DataFrame(columns)


def score(n_rows: int) -> Callable[[], object]:
    """By the helpers."""
    from helpers.scale import score_responses

    rows = answers(n_rows)
    score_responses(rows.head(10))
    return lambda: score_responses(rows)


def score_row_wise(n_rows: int) -> Callable[[], object]:
    """A function of a row, applied to each."""
    from helpers.scale import DEFAULT_SCHEME, QUESTIONS, score_responses

    rows = answers(n_rows)
    points = {
        question: dict(zip(names, map(float, earned), strict=True))
        for (question, names), earned in zip(QUESTIONS.items(), DEFAULT_SCHEME.points, strict=True)
    }

    def score_row(row: pd.Series) -> float:
        given = [points[question].get(row[question]) for question in QUESTIONS]
        return sum(given) if None not in given else float("nan")

    ours = score_responses(rows.head(1000))["score"]
    if not rows.head(1000).apply(score_row, axis=1).equals(ours):
        raise RunError("the two ways of scoring differ")
    return lambda: rows.apply(score_row, axis=1)


def copy_bytes(n_rows: int) -> Callable[[], object]:
    """As little as has to go through memory: what is read, read, and what is written, written."""
    import numpy as np

    # Of ones, so that the pages are there before the clock runs.
    read, written = np.ones(3 * n_rows, dtype=np.uint8), np.ones(9 * n_rows, dtype=np.uint8)

    def once() -> object:
        written.fill(2)
        return read.max()

    return once


# The audit.


def audited() -> Contest:
    """A ledger of so many claims, read, audited and written as text."""
    ours = "read, audited, printed; a ledger is no other tool's input, so no ratio"
    contender = Contender(OURS, audit_by_us, ours)
    return Contest("audit", f"audit of {N_CLAIMS:,} claims", [contender])


def audit_by_us() -> Run:
    """As `audit_speed` measures it."""
    import audit_speed

    folder = WORKSPACE / "ledger"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    ledger = audit_speed.write_ledger(folder, N_CLAIMS)
    command = [sys.executable, str(HERE / "audit_speed.py"), "--measure", str(ledger)]
    done = subprocess.run(
        command, env=helpers_environment(), capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise RunError(done.stderr.strip().rpartition("\n")[2])
    found = json.loads(done.stdout)
    seconds = sum(found[step] for step in ("read", "audit", "text"))
    return Run(seconds, seconds, found["megabytes"])


def possible_means() -> Contest:
    """Which of so many printed means can be: ours against scrutiny's `grim_map`."""
    did = "rounding up or down from 5; also the sums that work and the nearest means"
    return Contest(
        "grim",
        f"which of {N_MEANS:,} printed means are possible (GRIM)",
        [
            Contender(OURS, partial(child, "grim", N_MEANS), did),
            Contender(
                "R scrutiny, grim_map",
                grim_by_scrutiny,
                "rounding up or down from 5; also the probability of an impossible mean",
                missing_scrutiny(),
            ),
        ],
    )


def printed_means(n_means: int) -> list[tuple[str, int]]:
    """Made-up means with two decimals and the numbers of their respondents."""
    import random

    chance = random.Random(SEED)
    return [(f"{chance.uniform(1, 9):.2f}", chance.randrange(5, 100)) for _ in range(n_means)]


def is_possible(mean: str, n: int) -> bool:
    """Whether rounding up or down from 5 leads to the mean."""
    from helpers.audit.means import grim as test

    return any(test(mean, n, rule=rule).consistent for rule in ("half_up", "half_down"))


def grim(n_means: int) -> Callable[[], object]:
    """By the helpers, one mean after the other."""
    means = printed_means(n_means)
    is_possible(*means[0])
    return lambda: sum(is_possible(mean, n) for mean, n in means)


def grim_by_scrutiny() -> Run:
    """The same means from a file, as text, by R; both must find as many possible."""
    path = WORKSPACE / "means.csv"
    path.parent.mkdir(parents=True, exist_ok=True)
    means = printed_means(N_MEANS)
    path.write_text("x,n\n" + "".join(f"{x},{n}\n" for x, n in means), encoding="utf-8")
    command = ["Rscript", str(HERE / "grim_map.R"), str(path)]
    done = subprocess.run(command, env=r_environment(), capture_output=True, text=True, check=False)
    if done.returncode:
        raise RunError(done.stderr.strip().rpartition("\n")[2])
    found = json.loads(done.stdout)
    expected = sum(is_possible(mean, n) for mean, n in means)
    if found["possible"] != expected:
        raise RunError(f"{found['possible']} means are possible by scrutiny, {expected} by ours")
    return Run(found["seconds"], found["processor_seconds"], found["megabytes"])


def r_environment() -> dict[str, str]:
    """R with a library of its own besides those it knows."""
    known = os.environ.get("R_LIBS", "")
    return {**inherited(), "R_LIBS": os.pathsep.join(filter(None, [str(R_LIBRARY), known]))}


def missing_scrutiny() -> str:
    """Why scrutiny does not take part; empty when it does."""
    if not shutil.which("Rscript"):
        return "R is not installed"
    asked = ["Rscript", "-e", 'quit(status = !requireNamespace("scrutiny", quietly = TRUE))']
    done = subprocess.run(asked, env=r_environment(), capture_output=True, check=False)
    return "R is installed without the package scrutiny" if done.returncode else ""


# Resampling.


def resampled(n: int) -> Contest:
    """The interval of a mean of so many scores."""
    import resampling_speed

    n_drawn = min(resampling_speed.RESAMPLES, resampling_speed.MOST_IN_ALL // n)
    share = resampling_speed.RESAMPLES / n_drawn
    drawn = f"9,999 resamples{f' in proportion to {n_drawn:,}' if share > 1 else ''}, approximate"
    return Contest(
        f"resample-{n:.0e}".replace("+0", ""),
        f"95 % interval of a mean of {n:,} scores by resampling",
        [
            Contender(OURS, partial(resample, "exact", n), "by Fourier transform: all resamples"),
            Contender("scipy.stats.bootstrap", partial(resample, "drawn", n), drawn, factor=share),
        ],
    )


def resample(how: str, n: int) -> Run:
    """As `resampling_speed` measures it: processor time on one core."""
    import resampling_speed

    found = resampling_speed.measured(how, n)
    return Run(found["seconds"], found["seconds"], found["megabytes"])


# The intake.


def taken_in() -> Contest:
    """So many questionnaires as KoboToolbox exports them, checked and written as Parquet."""
    pandas_did = (
        "known answers, whole numbers, times, repeated ids; telephones masked, names dropped; "
        "Parquet. No report, no other personal data, no repeats by content"
    )
    few = f"; {N_EXCEL:,} rows, in proportion"
    return Contest(
        "intake",
        f"intake of {N_INTAKE:,} questionnaires",
        [
            Contender(
                OURS,
                intake_by_us,
                "also headings of four tools, identities, repeats by content, names, addresses, "
                "identifiers and telephones in free text, a report of every cell",
            ),
            Contender("pandas.read_csv", partial(intake_by_pandas, "csv", N_INTAKE), pandas_did),
            *(
                Contender(
                    f"pandas.read_excel, {engine}",
                    partial(intake_by_pandas, engine, N_EXCEL),
                    "the same checks" + few,
                    factor=N_INTAKE / N_EXCEL,
                )
                for engine in ("openpyxl", "calamine")
            ),
        ],
        rounds=2,
    )


def export(n_rows: int, suffix: str) -> Path:
    """The file of an export, made when it is not there."""
    import intake_speed

    path = WORKSPACE / "intake" / f"kobo-{n_rows}.csv"
    if not path.is_file():
        path.parent.mkdir(parents=True, exist_ok=True)
        intake_speed.make(path.with_suffix(".tmp"), n_rows)
        path.with_suffix(".tmp").replace(path)
    if suffix == ".csv":
        return path
    workbook = path.with_suffix(suffix)
    if not workbook.is_file():
        import pandas as pd

        rows = pd.read_csv(path, sep=";", dtype="str")
        partial_book = workbook.with_name(f"partial-{workbook.name}")
        rows.to_excel(partial_book, index=False)
        partial_book.replace(workbook)
    return workbook


def intake_by_us() -> Run:
    """The command, into a directory of its own."""
    path, restricted = export(N_INTAKE, ".csv"), WORKSPACE / "intake" / "restricted"
    shutil.rmtree(restricted, ignore_errors=True)
    run = measured(
        [sys.executable, "-m", "helpers", "intake", str(path), "--wave", "2024"],
        environment=helpers_environment(CIVIC_VOICE_RESTRICTED=str(restricted)),
    )
    if not list(restricted.rglob("*.parquet")):
        raise RunError("the intake wrote no table")
    return run


def intake_by_pandas(engine: str, n_rows: int) -> Run:
    """The same file, or a workbook of fewer rows, in the environment of what is compared."""
    path = export(n_rows, ".csv" if engine == "csv" else ".xlsx")
    rules = path.with_name("rules.json")
    rules.write_text(json.dumps(rules_of_survey()), encoding="utf-8")
    python = compared_environment(WORKSPACE) / "python"
    script = str(HERE / "pandas_intake.py")
    target = path.with_name(f"{engine}.parquet")
    return timed_by([str(python), script, engine, str(path), str(rules), str(target)], inherited())


def rules_of_survey() -> dict[str, Any]:
    """Allowed answers and columns of whole numbers, by the last part of the heading."""
    from helpers.instruments import load_instruments

    allowed, whole = {}, []
    for question in load_instruments()["survey"].questions:
        names = [choice.name for choice in question.choices]
        if question.kind == "select_one":
            allowed[question.name] = [*names, "other"]
        elif question.kind == "select_multiple":
            allowed |= {f"{question.name}/{name}": ["0", "1"] for name in (*names, "other")}
        elif question.kind == "integer":
            whole.append(question.name)
    return {"allowed": allowed, "whole": whole}


ACTIONS: Mapping[str, Callable[[int], Callable[[], Any]]] = {
    "score": score,
    "score_row_wise": score_row_wise,
    "copy_bytes": copy_bytes,
    "grim": grim,
}


def measure(name: str, size: int) -> dict[str, float]:
    """Prepare, then time the action alone."""
    action = ACTIONS[name](size)
    wall, busy = time.perf_counter(), time.process_time()
    action()
    return {
        "seconds": time.perf_counter() - wall,
        "processor_seconds": time.process_time() - busy,
        "megabytes": peak_megabytes(),
    }


if __name__ == "__main__":
    if sys.argv[1:2] != ["--measure"]:
        sys.exit(re.sub(r"\n.*", "", __doc__))
    print(json.dumps(measure(sys.argv[2], int(sys.argv[3]))))
