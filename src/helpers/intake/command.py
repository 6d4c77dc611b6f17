"""`python -m helpers intake FILE...`: exported or typed-in questionnaires to clean tables."""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from helpers import paths, spreadsheets
from helpers.confidential.detecting import organisation_name
from helpers.confidential.keys import load_key
from helpers.confidential.names import read_names
from helpers.errors import ArgumentError, InputError, Problem
from helpers.instruments import copies, load_instruments
from helpers.intake import manifest, reporting
from helpers.intake.cleaning import LANGUAGE, Cleaner
from helpers.intake.headers import Heading, Headings
from helpers.intake.identity import Secrets
from helpers.intake.mapping import Mapping, read_mapping
from helpers.intake.reading import Source, open_source
from helpers.intake.tables import FileCount, Table
from helpers.ledger.csv_files import suggest

# Seconds until progress is shown, and between two lines of it.
PATIENCE = 2.0
# What `*.csv` finds beside the questionnaires, and what is none of them.
_OURS = frozenset({"mapping.csv", "codes.csv", "disagreements.csv"})
DAY = 86_400


def main(arguments: Sequence[str]) -> int:
    """Read the files, or say what has to be told first."""
    options = _parser().parse_args(arguments)
    options.wave = options.wave or paths.wave_of(options.files)
    if not options.wave.isdecimal() or len(options.wave) != 4:
        raise ArgumentError(f"{options.wave!r} is no wave; name it by its year, --wave 2026")
    out = _inside(options.out or paths.clean(options.wave))
    mapping = read_mapping(options.mapping or out.parent / "mapping.csv")
    with _scratch(out.parent) as scratch:
        files = [path for path in _unique(options.files) if path.name not in _OURS]
        sources = [open_source(path, scratch) for path in files]
        tables = read_all(sources, mapping, options.wave, options.instrument, scratch)
        for source in sources:
            source.require_unchanged()
        print(_publish(tables, out, mapping, options.wave, options.time, scratch))
    return 0


def read_all(
    sources: Sequence[Source], mapping: Mapping, wave: str, instrument: str, scratch: Path
) -> list[Table]:
    """The tables of all files, finished in `scratch`.

    Raises `InputError` for headings that nobody has explained; the mapping file then asks for them.
    """
    instruments = {name: Headings(each) for name, each in load_instruments().items()}
    chosen = {source.name: _recognise(source, instruments, instrument) for source in sources}
    matched = {
        source.name: instruments[chosen[source.name]].match(source.name, source.headings, mapping)
        for source in sources
    }
    _require_known(sources, matched, {n: instruments[chosen[n]] for n in chosen}, mapping)
    registered = read_names(wave)
    names = frozenset(registered) | _names(sources, matched)
    secrets = Secrets(load_key(), names, registered)
    tables: dict[str, Table] = {}
    for source in sources:
        known = instruments[chosen[source.name]].instrument
        table = tables.setdefault(known.name, Table(known, scratch))
        headings = matched[source.name]
        cleaner = Cleaner(known, source, headings, mapping, secrets, wave)
        _note_columns(table, source, headings)
        _with_progress(source, table.read(FileCount(source, headings), cleaner))
    for table in tables.values():
        table.finish()
    _require_rows(tables.values())
    return list(tables.values())


def _require_rows(tables: Iterable[Table]) -> None:
    """A table without a row would take the place of an earlier one that has some."""
    problems = [
        Problem(
            ", ".join(count.source.name for count in table.files),
            None,
            None,
            "no row is left: the file has headings only, or each row is blank or a test; export "
            "it again with its answers",
        )
        for table in tables
        if not any(count.rows_out for count in table.files)
    ]
    if problems:
        raise InputError(problems)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m helpers intake",
        description="Exported or typed-in questionnaires to clean tables, with a line for every "
        "problem.",
    )
    add = parser.add_argument
    add("files", nargs="+", type=Path, metavar="FILE", help="CSV or XLSX, one or several")
    add("--wave", default="", help="year of the survey, default the directory of the files")
    add("--instrument", default="", help="survey, form_a or form_b, else told by the headings")
    add("--mapping", type=Path, help="what headings and answers mean, default mapping.csv")
    add("--out", type=Path, help="another directory inside data/restricted")
    add("--time", default="", help="date for the manifest, default the latest submission")
    return parser


def _inside(directory: Path) -> Path:
    """The directory, if it is inside the restricted one."""
    if not directory.resolve().is_relative_to(paths.RESTRICTED.resolve()):
        raise ArgumentError(
            f"{directory.name}: clean questionnaires stay inside data/restricted; "
            "choose a directory there for --out"
        )
    return directory


def _unique(files: Iterable[Path]) -> list[Path]:
    """The files; two of the same name could not be told apart in the report."""
    found: dict[str, Path] = {}
    for path in files:
        if path.name in found:
            raise ArgumentError(f"two files are called {path.name}: rename one of them")
        found[path.name] = path
    return list(found.values())


@contextmanager
def _scratch(near: Path) -> Iterator[Path]:
    """A directory for half-made files, inside the restricted one, gone at the end."""
    near.mkdir(parents=True, exist_ok=True)
    for stale in near.glob(".intake-*.tmp"):
        # Left by a run that was killed; one that goes on is younger.
        if time.time() - stale.stat().st_mtime > DAY:
            shutil.rmtree(stale, ignore_errors=True)
    with tempfile.TemporaryDirectory(prefix=".intake-", suffix=".tmp", dir=near) as name:
        yield Path(name)


def _recognise(source: Source, instruments: dict[str, Headings], said: str) -> str:
    """The instrument that the headings belong to, unless it is given."""
    if said and said not in instruments:
        raise ArgumentError(f"no instrument {said!r}; {suggest(said, list(instruments))}")
    counts = {name: each.n_matched(source.headings) for name, each in instruments.items()}
    best, second, *_ = sorted(counts, key=lambda name: -counts[name])
    shown = ", ".join(f"{name} {number}" for name, number in counts.items())
    sheets = "".join(f"; {detail}" for rule, detail in source.remarks if rule == "not_read")
    message = ""
    if said:
        if counts[best] > 2 * counts[said]:
            message = (
                f"not {said} by its headings (questions found: {shown}); leave --instrument out"
            )
    elif decoded := _decoded_twice(source.headings):
        message = f"its letters were read in a wrong encoding ({decoded!r}?): export it again"
    elif counts[best] < 2 or counts[best] == counts[second]:
        message = (
            f"whose headings these are cannot be told (questions found: {shown}{sheets}); row 1 "
            "has to hold the headings: delete what is above them, put the sheet with answers "
            "first, separate the cells of a CSV by commas, semicolons or tabs; else say "
            f"--instrument {'|'.join(instruments)}"
        )
    if message:
        raise InputError([Problem(source.name, 1, None, message)])
    return said or best


def _decoded_twice(headings: Sequence[str]) -> str:
    """A heading as it was before somebody read UTF-8 as cp1251 or Latin-1; "" where nobody did."""
    for encoding in ("cp1251", "latin-1"):
        for heading in headings:
            try:
                before = heading.encode(encoding).decode("utf-8")
            except UnicodeError:
                continue
            if before != heading:
                return before
    return ""


def _require_known(
    sources: Sequence[Source],
    matched: dict[str, list[Heading]],
    headings: dict[str, Headings],
    mapping: Mapping,
) -> None:
    """Ask for headings that nothing matched. Raises `InputError` with each of them."""
    problems = []
    for source in sources:
        names = list(headings[source.name].questions)
        for heading in matched[source.name]:
            if heading.role is None:
                said = mapping.heading(source.name, heading.text)
                mapping.ask(source.name, heading.text)
                why = "no question has this heading"
                if said:
                    why = f"the mapping file says {said!r}, which is none; {suggest(said, names)}"
                problems.append(Problem(source.name, 1, heading.text, why))
    if problems:
        mapping.write()
        last = (
            f"fill the column `means` of {_shown(mapping.path)} with the name of a question, or "
            "with - for a column that is not needed, and run the same command again; questions: "
            + ", ".join(dict.fromkeys(n for each in headings.values() for n in each.questions))
        )
        raise InputError([*problems, Problem(mapping.path.name, None, "means", last)])


def _names(sources: Sequence[Source], matched: dict[str, list[Heading]]) -> frozenset[str]:
    """Names of organisations that the files give, as names are compared."""
    found = set()
    for source in sources:
        for heading in matched[source.name]:
            role = heading.role
            if role and role.kind == "personal" and role.question.endswith("name"):
                found |= {organisation_name(text) for text in source.distinct(heading.column)}
    return frozenset(name for name in found if len(name) > 3)


def _note_columns(table: Table, source: Source, headings: Sequence[Heading]) -> None:
    """Lines about whole columns: kept out, without heading, or questions that have none."""
    asked = {heading.role.question for heading in headings if heading.role}
    for heading in headings:
        role = heading.role
        if role and role.kind == "ignored" and not heading.text.strip():
            if source.distinct(heading.column):
                number = int(heading.column[1:]) + 1
                table.notes.add(source.name, 0, f"column {number}", "no_heading")
        elif role and (
            role.kind in ("ignored", "personal") or role.part in ("service", "personal")
        ):
            why = {"personal": "it is personal", "ignored": "the mapping file says so"}
            detail = why.get(role.kind, "the tool's own")
            table.notes.add(source.name, 0, heading.text, "column_kept_out", detail=detail)
        elif role and heading.how == "by number":
            table.notes.add(source.name, 0, heading.text, "by_number", detail=role.question)
    for question in table.instrument.questions:
        if question.name not in asked:
            rule = "language_of_form" if question.name == LANGUAGE else "not_asked"
            table.notes.add(source.name, 0, question.name, rule)
    for rule, detail in source.remarks:
        table.notes.add(source.name, 0, "", rule, detail=detail)


def _with_progress(source: Source, rows: Iterator[int]) -> None:
    """Read on, and show how far it is where that takes long."""
    shown = time.monotonic()
    for n_read in rows:
        if time.monotonic() - shown > PATIENCE:
            shown = time.monotonic()
            print(f"  {source.name}: {n_read:,} of {source.n_rows:,} rows", file=sys.stderr)


def _publish(
    tables: Sequence[Table], out: Path, mapping: Mapping, wave: str, when: str, scratch: Path
) -> str:
    """Put finished files in place, each at once, the manifest last; what the terminal shows."""
    told, entries, finished = [], {}, []
    earlier = manifest.files_of(out)
    has_asked = mapping.write()
    for table in tables:
        lines = reporting.lines_of(table)
        page, sheet = scratch / reporting.html_name(table), scratch / reporting.csv_name(table)
        page.write_text(reporting.html(table, lines, wave), encoding="utf-8")
        spreadsheets.write_csv(sheet, lines.write_csv(line_terminator="\r\n"), marked=True)
        finished += [table.path, sheet, page]
        entries[table.instrument.name] = manifest.manifest_of(table, lines, mapping.path, when)
        told.append(reporting.terminal(table, lines))
        told.append(f"Clean table and report: {_shown(out / table.path.name)}, {page.name}")
        gone = earlier.get(table.instrument.name, set()) - {c.source.name for c in table.files}
        if gone:
            told.append(
                f"The table that was there was also made of {', '.join(sorted(gone))}, whose rows "
                "are no longer in it; name all files in one command if they belong together."
            )
    out.mkdir(parents=True, exist_ok=True)
    # A later wave is compared with what this one was asked, to the word.
    asked, before = scratch / copies.FILE, out / copies.FILE
    kept = copies.read_copy(before) if before.is_file() else {}
    copies.write_copy(asked, kept | {table.instrument.name: table.instrument for table in tables})
    final = scratch / manifest.NAME
    final.write_text(manifest.written(out, entries), encoding="utf-8")
    for path in (*finished, asked, final):
        path.replace(out / path.name)
    if has_asked:
        told.append(
            f"Answers that nothing matched are listed in {_shown(mapping.path)}: fill the column "
            "`means` and run the same command again."
        )
    return "\n".join(told)


def _shown(path: Path) -> str:
    """A path without what is above the restricted directory."""
    try:
        return f"data/restricted/{path.resolve().relative_to(paths.RESTRICTED.resolve())}"
    except ValueError:
        return path.name
