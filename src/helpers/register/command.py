"""`python -m helpers register FILE`: a file of financial reports to the frame of a survey."""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from helpers import paths, spreadsheets
from helpers.confidential import names as known_names
from helpers.confidential.detecting import organisation_name
from helpers.confidential.keys import load_key, pseudonym
from helpers.errors import ArgumentError, BookError
from helpers.intake import manifest
from helpers.intake.reading import sha256_of
from helpers.ledger import claims
from helpers.ledger import codebook as codebooks
from helpers.register import funnel as steps
from helpers.register import reporting
from helpers.register.fields import read_bin
from helpers.register.reading import RegisterFile, read_register, remarks
from helpers.register.rules import RULES, Rules, load_rules

# Seconds until progress is shown.
PATIENCE = 2.0

TABLE, PAGE = "register.parquet", "register.report.html"
STEPS, LINES = "register.steps.csv", "register.report.csv"


def main(arguments: Sequence[str]) -> int:
    """Read the register, write frame, names and reports, print the funnel."""
    options = _parser().parse_args(arguments)
    options.wave = options.wave or paths.wave_of([options.file])
    if not (options.wave.isdecimal() and len(options.wave) == 4):
        raise ArgumentError(f"{options.wave!r} is no wave; name it by its year, --wave 2026")
    out = options.out or paths.clean(options.wave)
    if not out.resolve().is_relative_to(paths.RESTRICTED.resolve()):
        raise ArgumentError(
            f"{out.name}: the register stays inside data/restricted; choose a directory there"
        )
    say = _progress()
    rules = load_rules(options.rules)
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".register-", suffix=".tmp", dir=out) as scratch:
        say(f"reading {options.file.name}")
        file = read_register(options.file, rules, Path(scratch))
        say(f"taking {file.rows.height:,} rows through the steps")
        found = steps.run(file, rules, options.year, wave=int(options.wave))
        report = _report(file, found, rules, options.wave)
        say("writing")
        _write_reports(report, out, Path(scratch))
        print(reporting.terminal(report))
        if found.kept.is_empty():
            raise BookError(
                f"{file.source.name}: no organisation is left, so that there is no frame; the step "
                f"where rows end is in {PAGE} in {_shown(out)}"
            )
        _write(file, report, out, Path(scratch), options.rules)
    print(f"Frame, funnel and lines: {TABLE}, {PAGE}, {STEPS}, {LINES} in {_shown(out)}")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m helpers register",
        description="From a register of NGO financial reports to the frame of a survey, with a "
        "reason for every row that is left out.",
    )
    add = parser.add_argument
    add("file", type=Path, metavar="FILE", help="CSV or XLSX")
    add("--rules", type=Path, default=RULES, help="a copy of data/instruments/register.yaml")
    add("--wave", default="", help="year of the survey, default the directory of the files")
    add("--year", type=int, help="year from which silence is counted back, default the latest")
    add("--out", type=Path, help="another directory inside data/restricted")
    return parser


def _progress() -> Callable[[str], None]:
    """Says what is being done, once the whole takes longer than a reader waits gladly."""
    start = time.monotonic()

    def say(what: str) -> None:
        if time.monotonic() - start > PATIENCE:
            print(f"  {what} …", file=sys.stderr)

    return say


def _report(file: RegisterFile, found: steps.Funnel, rules: Rules, wave: str) -> reporting.Report:
    compared: Mapping[str, reporting.Comparison] = {}
    if wave == reporting.PRINTED_WAVE:
        compared = reporting.compare(found, rules, claims.load(), codebooks.load())
    return reporting.Report(file.source.name, wave, found, compared, tuple(remarks(file)))


def _write_reports(report: reporting.Report, out: Path, scratch: Path) -> None:
    for name, frame in {STEPS: reporting.steps_frame, LINES: reporting.lines_frame}.items():
        spreadsheets.write_csv(
            scratch / name, frame(report).write_csv(line_terminator="\r\n"), marked=True
        )
    (scratch / PAGE).write_text(reporting.html(report), encoding="utf-8")
    for name in (STEPS, LINES, PAGE):
        (scratch / name).replace(out / name)


def _write(
    file: RegisterFile, report: reporting.Report, out: Path, scratch: Path, rules: Path
) -> None:
    """Write frame and names beside their places, then put them there, the manifest last."""
    key = load_key()
    table = steps.frame_table(report.funnel, file.source.name, key)
    table.write_parquet(scratch / TABLE, compression="zstd", statistics=False)
    known_names.write_names(scratch / known_names.FILE, _names(file, key))
    entry = {
        "sha256": sha256_of(scratch / TABLE),
        "rows": table.height,
        "time": table["submitted"].max(),
        "files": [
            {
                "name": file.source.name,
                "sha256": file.source.sha256,
                "rows_in": report.funnel.steps[0].rows_after,
                "rows_out": table.height,
            }
        ],
        "lines": {rule: n for rule, _, _, n in sorted(report.reasons)},
        "instrument": sha256_of(rules),
        "mapping": None,
    }
    (scratch / manifest.NAME).write_text(
        manifest.written(out, {"register": entry}), encoding="utf-8"
    )
    file.source.require_unchanged()
    (scratch / known_names.FILE).replace(known_names.names_file(report.wave))
    for name in (TABLE, manifest.NAME):
        (scratch / name).replace(out / name)


def _names(file: RegisterFile, key: bytes) -> list[tuple[str, str]]:
    """Names of all organisations in the file with their pseudonyms, "" without a BIN."""
    return [
        (organisation_name(name), pseudonym(number, key) if number else "")
        for name, number in (
            (name, read_bin(cell).number) for name, cell in file.rows.select("name", "bin").rows()
        )
        if name
    ]


def _shown(directory: Path) -> str:
    inside = directory.resolve().relative_to(paths.RESTRICTED.resolve())
    return f"data/restricted/{inside.as_posix()}"
