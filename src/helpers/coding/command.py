"""`python -m helpers coding FILE...`: coded discussions read, compared, settled and counted."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from helpers import paths
from helpers.coding import counts, refi, settling
from helpers.coding.statements import read_files
from helpers.coding.themes import Answers, Coding, coded
from helpers.editions import LANGUAGES, round_outward
from helpers.errors import ArgumentError, BookError
from helpers.intake import manifest
from helpers.intake.reading import sha256_of
from helpers.ledger import codebook as codebooks
from helpers.statistics.reliability import Reliability, TooLittleCodedError, by_code, reliability
from helpers.synthetic.watermark import SyntheticDataError

EPILOG = """The files are REFI-QDA projects (.qdpx, from NVivo, ATLAS.ti, MAXQDA) or CSV with the
columns quote_id,coder,theme,direction (and speaker, text if wanted). Real discussions stay below
data/restricted, and so does every list that holds what was said."""


def main(arguments: Sequence[str]) -> int:
    """Read the files given, print how far coders agree, write what is asked for."""
    options = _parser().parse_args(arguments)
    codebook = codebooks.load()
    if options.qdc:
        refi.write_qdc(codebook, options.language, options.qdc)
        print(f"{options.qdc.name}: themes and directions, for NVivo, ATLAS.ti or MAXQDA")
    if not options.files:
        if options.qdc:
            return 0
        raise BookError("name the coded files, or --qdc FILE for the codebook; see --help")
    segments = read_files(options.files, by_file=options.by_file)
    wave = options.wave or paths.wave_of(options.files)
    if not (wave.isdecimal() and len(wave) == 4):
        raise ArgumentError(f"{wave!r} is no wave; name it by its year, --wave 2026")
    mapping = options.mapping or paths.RESTRICTED / wave / "codes.csv"
    coding = coded(segments, codebook, mapping)
    print(agreement_lines(coding))
    if options.disagreements:
        n_rows = settling.write(coding, options.disagreements, with_text=options.with_text)
        print(f"{options.disagreements.name}: {n_rows} disagreements to settle")
    if options.wave:
        print(_count(options.wave, coding, settling.settled(coding, codebook, options.settled)))
        note(options.wave, options.files, {"mapping": mapping, "settled": options.settled})
    elif options.settled:
        raise BookError("add --wave YEAR: the settled statements become a clean table of that wave")
    return 0


def _count(wave: str, coding: Coding, final: Mapping[str, Answers]) -> str:
    """Write the wave's clean table, and say what can be counted of it."""
    n_rows = counts.write_statements(wave, coding, final)
    line = f"{counts.TABLE}.parquet of {wave}: {n_rows} statements with their themes"
    themes = final["theme"]
    n_nobody = sum(bool(themes[each]) and not coding.segments[each].speaker for each in themes)
    if not n_nobody:
        return line
    return (
        f"{line}\nNo count of them is released: {n_nobody} segments have no speaker, and whose a "
        "statement is decides whether it may be counted (cases in the project, or a column speaker)"
    )


def note(wave: str, files: Sequence[Path], lists: Mapping[str, Path | None]) -> None:
    """Note in the wave's manifest what its table of statements was made of."""
    directory = paths.clean(wave)
    table = directory / f"{counts.TABLE}.parquet"
    entry = {
        "sha256": sha256_of(table),
        "rows": len(counts.read_statements(wave)),
        "files": [{"name": path.name, "sha256": sha256_of(path)} for path in files],
        "codebook": sha256_of(paths.CODEBOOK),
        **{name: sha256_of(p) if p and p.is_file() else None for name, p in lists.items()},
    }
    text = manifest.written(directory, {counts.TABLE: entry})
    partial = directory / f"{manifest.NAME}.tmp"
    partial.write_text(text, encoding="utf-8")
    partial.replace(directory / manifest.NAME)


def agreement_lines(coding: Coding) -> str:
    """How many units and coders there are, and alpha overall, by direction and by theme."""
    n_several, n_single = settling.n_coded(coding.answers["theme"])
    lines = [
        f"{n_several + n_single} segments with a theme, coders: {len(coding.coders)}; "
        f"coded by two or more: {n_several}, by a single one: {n_single} "
        f"(of these over another's segment with other ends: {settling.overlapping(coding)})"
    ]
    themes, directions = (list(by_coder.values()) for by_coder in coding.answers.values())
    made_up = {"synthetic": coding.synthetic}
    try:
        found = [reliability("theme", themes, **made_up), *by_code(themes, **made_up)]
    except (TooLittleCodedError, SyntheticDataError) as refusal:
        return "\n".join([*lines, f"No agreement: {refusal}"])
    with suppress(TooLittleCodedError):
        found.insert(1, reliability("direction", directions))
    heading = f"{'':26} units  alike  alpha  95 in 100 resamples"
    return "\n".join([*lines, heading, *map(_line, found)])


def _line(found: Reliability) -> str:
    alpha = "single code" if found.alpha is None else f"{found.alpha:5.2f}"
    interval = ""
    if found.low is not None and found.high is not None:
        low, high = round_outward(found.low, "low", 2), round_outward(found.high, "high", 2)
        interval = f" {float(low)} to {float(high)}"
    if found.alpha is not None and found.low is None:
        interval = "withheld: given too rarely"
    return f"{found.name:26} {found.n_units:5} {found.n_alike:6}  {alpha}  {interval}".rstrip()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m helpers coding",
        description="Coded discussions: how far coders agree, what they have to settle.",
        epilog=EPILOG,
    )
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE", help="CSV or .qdpx")
    parser.add_argument("--by-file", action="store_true", help="each file is another coder's")
    parser.add_argument(
        "--mapping",
        type=Path,
        metavar="FILE",
        help="which code is which theme, default codes.csv of the wave",
    )
    parser.add_argument("--disagreements", type=Path, metavar="FILE", help="write them, to settle")
    parser.add_argument("--with-text", action="store_true", help="with what was said, restricted")
    parser.add_argument("--settled", type=Path, metavar="FILE", help="the list, filled in")
    parser.add_argument("--wave", metavar="YEAR", help="write the wave's clean table of statements")
    parser.add_argument("--qdc", type=Path, metavar="FILE", help="write the codebook, REFI-QDA")
    parser.add_argument("--language", choices=LANGUAGES, default="ru", help="of --qdc; default ru")
    return parser
