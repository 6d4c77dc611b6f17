"""The book and its helpers against what people use, by one command: `make bench`.

    python benchmarks/compare.py [--only KEY ...] [--minutes 25] [--rounds 3] [--write]

Results are kept run by run in `results.json` beside this file; a second call adds the runs that the
first had no time for, and `--again` forgets those of the contests it runs. `--write` brings the
table and the picture of `README.md` in step with the results; `--write-only` measures nothing.
`--chapters 00_introduction` tries the contests of books with one chapter, results kept apart.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import book_speed
import copies
import page
import vectors_speed
from measuring import (
    ROOT,
    Contest,
    Results,
    RunError,
    end_when_told,
    measured,
    play,
    versions,
)

from helpers.workshop.measuring import machine

HERE = ROOT / "benchmarks"
RESULTS = HERE / "results.json"
PACKAGES = (
    *("papermill", "nbconvert", "nbclient", "ipykernel", "pytask", "numpy", "pandas", "polars"),
    *("scipy", "openpyxl", "python-calamine", "typst", "pypandoc-binary"),
)
LIBRARIES = (
    "papermill, nbconvert, pytask, matplotlib.pyplot, seaborn, geopandas, statsmodels.api, "
    "ortools.sat.python.cp_model, polars"
)
COMPARED_PACKAGES = ("jupyter-book", "myst-nb", "jupyter-cache", "Sphinx", "pyarrow")


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure what is asked for and say what could not be."""
    end_when_told()
    options = _parser().parse_args(arguments)
    path = options.results or (copies.WORKSPACE / "trial.json" if options.chapters else RESULTS)
    results = Results.read(path)
    if not options.write_only:
        compete(options, results)
    if options.write or options.write_only:
        page.write(results.content, HERE)
        print(f"{HERE.name}: README.md and {page.PICTURE} are written")
    contests = results.content.get("contests", {}).values()
    failed = [
        f"{entry['work']}: {name}: failed: {each['failed']}"
        for entry in contests
        for name, each in entry["contenders"].items()
        if each["failed"]
    ]
    print("\n".join(["", *failed] if failed else []))
    return 1 if failed else 0


def compete(options: argparse.Namespace, results: Results) -> None:
    """Run the contests asked for, within the minutes given."""
    start = time.monotonic()
    results.path.parent.mkdir(parents=True, exist_ok=True)
    contests = chosen(options)
    if options.again:
        for contest in contests:
            results.content.get("contests", {}).pop(contest.key, None)
    before, now = results.content.get("commit"), commit()
    if before not in (None, now):
        said(f"earlier runs are of commit {before}, these are of {now}; --again forgets them")
    results.content |= {"machine": machine(), "commit": now}
    # Nobody is to be the first to read the libraries from the disk.
    measured([sys.executable, "-c", f"import {LIBRARIES}"])
    play(contests, results, seconds=60 * options.minutes - (time.monotonic() - start), say=said)
    results.content["versions"] = versions(PACKAGES) | compared_versions()
    results.write()


def chosen(options: argparse.Namespace) -> list[Contest]:
    """The contests named, or all of them: the long ones of books first."""
    only = set(options.only or ())
    found = [*vectors_speed.contests()]
    book_keys = {"executed", "html", "one-html", "all-formats", "nothing", "paragraph", "cell"}
    if not only or only & book_keys:
        setting = book_speed.Setting(
            copies.copy_sources(copies.WORKSPACE),
            copies.WORKSPACE,
            tuple(options.editions.split()),
            tuple(options.chapters or ()),
        )
        found = [*book_speed.contests(setting), *found]
    if unknown := only - book_keys - {each.key for each in found}:
        raise SystemExit(f"there is no contest {', '.join(sorted(unknown))}")
    wanted = [each for each in found if not only or each.key in only]
    wanted = [with_only(each, options.contenders) for each in wanted]
    return [replace(each, rounds=options.rounds or each.rounds) for each in wanted]


def with_only(contest: Contest, names: Sequence[str] | None) -> Contest:
    """The contest with the contenders whose names begin so."""
    kept = [each for each in contest.contenders if not names or each.name.startswith(tuple(names))]
    return replace(contest, contenders=kept)


def said(text: str) -> None:
    """A line of progress with the time of day."""
    print(f"{time.strftime('%H:%M:%S')} {text}", flush=True)


def compared_versions() -> dict[str, str]:
    """Versions in the environment of the tools compared with, if it is there."""
    python = copies.WORKSPACE / "compared" / "bin" / "python"
    if not python.is_file():
        return of_quarto() | of_r()
    listing = [str(python), "-m", "pip", "list", "--format=freeze", "--disable-pip-version-check"]
    done = subprocess.run(listing, capture_output=True, text=True, check=False)
    found = dict(line.split("==", 1) for line in done.stdout.splitlines() if "==" in line)
    return {name: found[name] for name in COMPARED_PACKAGES if name in found} | of_quarto() | of_r()


def of_quarto() -> dict[str, str]:
    """Quarto's version, if it takes part."""
    if not (quarto := book_speed.Quarto.program()):
        return {}
    done = subprocess.run([quarto, "--version"], capture_output=True, text=True, check=False)
    return {"Quarto": done.stdout.strip()}


def of_r() -> dict[str, str]:
    """Versions of R and of scrutiny, if they take part."""
    if vectors_speed.missing_scrutiny():
        return {}
    asked = 'cat(as.character(getRversion()), as.character(packageVersion("scrutiny")))'
    done = subprocess.run(
        ["Rscript", "-e", asked],
        env=vectors_speed.r_environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    return dict(zip(("R", "scrutiny"), done.stdout.split(), strict=False))


def commit() -> str:
    """The commit that was measured."""
    command = ["git", "-C", str(ROOT), "rev-parse", "--short", "HEAD"]
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--only", nargs="+", metavar="KEY", help="contests to run")
    parser.add_argument("--contenders", nargs="+", metavar="NAME", help="beginnings of names")
    parser.add_argument("--minutes", type=float, default=25, help="of wall time, at most")
    parser.add_argument("--rounds", type=int, help="runs of each, at most")
    parser.add_argument("--editions", default=" ".join(copies.LANGUAGES))
    parser.add_argument("--chapters", nargs="+", help="try with these notebooks only")
    parser.add_argument("--again", action="store_true", help="forget earlier runs")
    parser.add_argument("--write", action="store_true", help="write the page and the picture")
    parser.add_argument("--write-only", action="store_true", help="write them, measure nothing")
    parser.add_argument("--results", type=Path, help="another file of results")
    return parser


if __name__ == "__main__":
    try:
        sys.exit(main())
    except RunError as error:
        sys.exit(str(error))
