"""The checks of the checklist: each reads a dossier's folder and yields what is not right there.

A check asks nothing of the checkout, so that it can be run by whoever received the dossier. What it
cannot read is told by whoever calls it.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from bookmaker.project import yaml_text
from bookmaker.project.description import Chapter, chapters_of
from bookmaker.project.notebooks import joined, read_notebook
from helpers.dossier import data_files, exhibits, personal, readme, software
from helpers.dossier.making import (
    CHECKLIST,
    CHECKSUMS,
    CODE,
    COPIED,
    RESULTS,
    RUNS,
    digest_of,
    summed,
)
from helpers.editions import SOURCE
from helpers.export.about import About
from helpers.staging.figures.files import listed_in
from helpers.workshop.reproduce import COMPARISON, RECORD
from helpers.workshop.reproduce import RESULTS as SUMS_OF_RUN

MISSING, WRONG = "missing", "wrong"

_COMMIT = re.compile(r"Commit `([0-9a-f]{40})`")
_LEFT_OVER = re.compile(r"INSTRUCTIONS:|TODO|FIXME|lorem ipsum", re.IGNORECASE)
_CFF = ("cff-version", "message", "title", "version", "authors", "license")
# What no package may hold: what machines leave behind, and git's own history.
_EXTRANEOUS = re.compile(r"(^|/)(__pycache__|\.git|\.venv|\.ipynb_checkpoints|\.DS_Store)(/|$)|~$")

# What stands at the top of a dossier.
_TOP = (
    *("README.md", "README.pdf", CHECKLIST, "exhibits.csv", "exhibits.md", "data_files.csv"),
    *(CHECKSUMS, "personal_data.json", "licences.csv", "sbom.cdx.json", "manuscript.pdf"),
    *(CODE, RESULTS, RUNS),
)


@dataclass(frozen=True)
class Fault:
    """What is not right with an item: not there at all, or there and wrong."""

    outcome: str
    said: str


# Reading -----------------------------------------------------------------------------------------


def _absent(directory: Path, *names: str) -> Iterator[Fault]:
    for name in names:
        path = directory / name
        if not path.is_file():
            yield Fault(MISSING, f"{name} is not there")
        elif not path.stat().st_size:
            yield Fault(WRONG, f"{name} is empty")


def _text(directory: Path, name: str) -> str:
    return (directory / name).read_text(encoding="utf-8")


def _rows(directory: Path, name: str, columns: tuple[str, ...]) -> list[dict[str, str]]:
    with (directory / name).open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        rows = list(reader)
    if tuple(reader.fieldnames or ()) != columns:
        raise ValueError(f"{name} has not the columns {', '.join(columns)}")
    return rows


def _exhibits(directory: Path) -> list[dict[str, str]]:
    return _rows(directory, "exhibits.csv", exhibits.COLUMNS)


def _chapters(directory: Path) -> list[str]:
    """The pages of the book that the package has as sources."""
    sources = [each.source for each in _described(directory)]
    return [each for each in sources if (directory / CODE / each).is_file()]


def _described(directory: Path) -> tuple[Chapter, ...]:
    text = _text(directory, f"{CODE}/_quarto.yml")
    return chapters_of(yaml_text.load(text, "_quarto.yml", refusal="{cause}"))


def _cells(directory: Path, source: str) -> list[dict[str, Any]]:
    return read_notebook(directory / CODE / source, source)["cells"]


# Documents ---------------------------------------------------------------------------------------


def check_readme(directory: Path) -> Iterator[Fault]:
    """Every section of the template is there and says something, and the commit is named."""
    yield from _absent(directory, "README.md")
    if (directory / "README.md").is_file():
        text = _text(directory, "README.md")
        parts = re.split(r"^#{2,3} (.+)$", text, flags=re.MULTILINE)
        bodies = dict(zip(parts[1::2], parts[2::2], strict=True))
        for section in readme.SECTIONS:
            has_below = section in (
                "Data availability and provenance",
                "Computational requirements",
            )
            if section not in bodies:
                yield Fault(MISSING, f"README.md has no section “{section}”")
            elif not bodies[section].strip() and not has_below:
                yield Fault(WRONG, f"section “{section}” of README.md is empty")
        for match in _LEFT_OVER.finditer(text):
            yield Fault(WRONG, f"README.md still has “{match[0]}” of a template")
        if not _COMMIT.search(text):
            yield Fault(WRONG, "README.md does not name the commit")


def check_readme_pdf(directory: Path) -> Iterator[Fault]:
    """The PDF has every heading of the Markdown, and its commit."""
    from pypdfium2 import PdfDocument, PdfiumError

    yield from _absent(directory, "README.pdf")
    if (directory / "README.pdf").is_file():
        try:
            pages = list(PdfDocument(directory / "README.pdf"))
        except PdfiumError as error:
            yield Fault(WRONG, f"README.pdf cannot be read: {error}")
            return
        printed = _letters("".join(page.get_textpage().get_text_range() for page in pages))
        headings = re.findall(r"^#{2,3} (.+)$", _text(directory, "README.md"), flags=re.MULTILINE)
        commit = _COMMIT.search(_text(directory, "README.md"))
        for words in [*headings, *([commit[1]] if commit else [])]:
            if _letters(words) not in printed:
                yield Fault(WRONG, f"README.pdf lacks “{words}”, which README.md has")


def _letters(text: str) -> str:
    return re.sub(r"[^\w]", "", text).casefold()


def check_licences_of_book(directory: Path) -> Iterator[Fault]:
    """Both licences are there and are those that CITATION.cff names."""
    yield from _absent(directory, "LICENSE", "LICENSE-DATA")
    about = About.read(directory)
    named = {"LICENSE": about.code_licence, "LICENSE-DATA": about.licence}
    for name, licence in named.items():
        # As people write it: CC BY 4.0.
        words = licence.replace("-", " ")
        if (directory / name).is_file() and words not in _text(directory, name).replace("-", " "):
            yield Fault(WRONG, f"{name} does not say {words}")


def check_citation(directory: Path) -> Iterator[Fault]:
    """The citation is complete, and the README names the same titles."""
    yield from _absent(directory, "CITATION.cff")
    if (directory / "CITATION.cff").is_file():
        content = yaml_text.load_mapping(directory / "CITATION.cff", refusal="{cause}")
        for key in _CFF:
            if not content.get(key):
                yield Fault(WRONG, f"CITATION.cff has no {key}")
        reports = [each["title"] for each in content.get("references") or ()]
        if not reports:
            yield Fault(WRONG, "CITATION.cff does not name the report the data come from")
        text = _text(directory, "README.md")
        for title in [content.get("title", ""), *reports]:
            if title not in text.partition("## References")[2]:
                yield Fault(WRONG, f"the references of README.md lack “{title}”")


# Data --------------------------------------------------------------------------------------------


def check_data(directory: Path) -> Iterator[Fault]:
    """Every data file is there and described, and what is not provided is said to be so."""
    yield from _absent(directory, "data_files.csv")
    if not (directory / "data_files.csv").is_file():
        return
    rows = {row["file"]: row for row in _rows(directory, "data_files.csv", data_files.COLUMNS)}
    there = set(filter(data_files.is_data, data_files.read_tracked(directory / CODE)))
    listed = {name for name, row in rows.items() if row["provided"] == "yes"}
    if not there:
        yield Fault(MISSING, f"{CODE}/data has no data files")
    for name in sorted(listed - there):
        yield Fault(MISSING, f"{CODE}/{name} is not there")
    for name in sorted(there - listed):
        yield Fault(WRONG, f"{CODE}/{name} is not described in data_files.csv")
    text = _text(directory, "README.md")
    for name, row in rows.items():
        if row["provided"] != "yes" and f"Not provided: `{name}`" not in text:
            yield Fault(WRONG, f"README.md does not say that {name} is not provided")
        for column in ("description", "source", "access", "licence"):
            if not row[column]:
                yield Fault(WRONG, f"data_files.csv says no {column} of {name}")


def check_restricted(directory: Path) -> Iterator[Fault]:
    """Nothing lies where questionnaires lie."""
    restricted = directory / CODE / "data" / "restricted"
    if restricted.is_dir():
        for name in data_files.read_tracked(restricted):
            if name != "README.md":
                yield Fault(WRONG, f"{CODE}/data/restricted/{name} may not be handed in")


def check_personal(directory: Path) -> Iterator[Fault]:
    """Every data file was scanned as it is, and nothing was found that nobody explains."""
    yield from _absent(directory, "personal_data.json")
    if not (directory / "personal_data.json").is_file():
        return
    result = json.loads(_text(directory, "personal_data.json"))
    scanned = {each["file"]: each["sha256"] for each in result["files"]}
    data = [
        f"{CODE}/{n}" for n in filter(data_files.is_data, data_files.read_tracked(directory / CODE))
    ]
    anew = []
    for name in data:
        if name not in scanned:
            yield Fault(WRONG, f"{name} was not scanned")
            anew.append(name)
    for name, digest in scanned.items():
        if (directory / name).is_file() and digest_of(directory / name) != digest:
            yield Fault(WRONG, f"{name} is not what was scanned")
            anew.append(name)
    found = personal.scan(directory, anew, _text(directory, f"{CODE}/CITATION.cff"))
    for each in [*personal.unknown(result), *personal.unknown(found)]:
        place = f"{each['file']}, {each['place']}"
        yield Fault(WRONG, f"{place}: {each['kind']}, {each['characters']} characters")


def check_instruments(directory: Path) -> Iterator[Fault]:
    """The questionnaires are there."""
    if not list((directory / CODE / "data" / "instruments").glob("*.yaml")):
        yield Fault(MISSING, f"{CODE}/data/instruments has no questionnaire")


# Code --------------------------------------------------------------------------------------------


def check_main(directory: Path) -> Iterator[Fault]:
    """The Makefile makes the book, and no chapter is empty."""
    yield from _absent(directory, f"{CODE}/Makefile")
    makefile = directory / CODE / "Makefile"
    if makefile.is_file() and not re.search(r"^book:", makefile.read_text("utf-8"), re.MULTILINE):
        yield Fault(WRONG, f"{CODE}/Makefile has no target book")
    for source in _chapters(directory) if makefile.is_file() else ():
        if source.endswith(".ipynb") and not _cells(directory, source):
            yield Fault(WRONG, f"{CODE}/{source} has no cells")


def check_sources(directory: Path) -> Iterator[Fault]:
    """Every page that has exhibits has its source, and there are modules for its cells."""
    for folder in ("src", "pipeline"):
        if not any((directory / CODE / folder).rglob("*.py")):
            yield Fault(MISSING, f"{CODE}/{folder} has no program")
    pages = {each["page"].partition("#")[0] for each in _exhibits(directory)}
    for chapter in _described(directory):
        if chapter.href in pages and not (directory / CODE / chapter.source).is_file():
            yield Fault(MISSING, f"{CODE}/{chapter.source} is not there, and has exhibits")


def check_lock(directory: Path) -> Iterator[Fault]:
    """Every package is pinned with a hash."""
    yield from _absent(directory, f"{CODE}/requirements.lock")
    if (directory / CODE / "requirements.lock").is_file():
        text = _text(directory, f"{CODE}/requirements.lock")
        found = list(software.pins(text))
        if not found:
            yield Fault(WRONG, "requirements.lock pins no package")
        for pin, end in zip(found, [*(p.start() for p in found[1:]), len(text)], strict=True):
            if "--hash=sha256:" not in text[pin.start() : end]:
                yield Fault(WRONG, f"requirements.lock has no hash of {pin['name']}")


def check_licences(directory: Path) -> Iterator[Fault]:
    """Every package of the lock has its row, which says something of the licence."""
    yield from _absent(directory, "licences.csv")
    if (directory / "licences.csv").is_file():
        rows = _rows(directory, "licences.csv", software.COLUMNS)
        listed = {(row["package"], row["version"]) for row in rows}
        for pin in software.pins(_text(directory, f"{CODE}/requirements.lock")):
            if (pin["name"], pin["version"]) not in listed:
                yield Fault(MISSING, f"licences.csv lacks {pin['name']} {pin['version']}")
        for row in rows:
            if not row["licence"]:
                yield Fault(WRONG, f"licences.csv says nothing of {row['package']}")


def check_bill(directory: Path) -> Iterator[Fault]:
    """The bill of materials is valid and has every package that is installed."""
    yield from _absent(directory, "sbom.cdx.json")
    if not (directory / "sbom.cdx.json").is_file():
        return
    text = _text(directory, "sbom.cdx.json")
    yield from (Fault(WRONG, f"sbom.cdx.json: {said}") for said in software.faults_of_bill(text))
    held = {
        (_normal(each["name"]), each["version"]) for each in json.loads(text).get("components", ())
    }
    for row in _rows(directory, "licences.csv", software.COLUMNS):
        if row["installed"] == "yes" and (_normal(row["package"]), row["version"]) not in held:
            yield Fault(WRONG, f"sbom.cdx.json lacks {row['package']} {row['version']}")


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


# Exhibits ----------------------------------------------------------------------------------------


def check_exhibits(directory: Path) -> Iterator[Fault]:
    """Every figure and table that a notebook makes is listed, and every listed one is made."""
    yield from _absent(directory, "exhibits.csv", "exhibits.md")
    if not (directory / "exhibits.csv").is_file():
        return
    rows = [row for row in _exhibits(directory) if row["kind"] != "number"]
    listed = {row["label"] for row in rows}
    cells = {}
    for source in _chapters(directory):
        if source.endswith(".ipynb"):
            for cell in _cells(directory, source):
                cells[source, cell.get("id", "")] = cell
                if (made := listed_in(cell, source)) and made.label not in listed:
                    yield Fault(MISSING, f"exhibits.csv lacks {made.label} of {source}")
    for row in rows:
        yield from _faults_of_float(directory, row, cells)
    if (directory / "exhibits.md").is_file():
        text = _text(directory, "exhibits.md")
        for row in rows:
            if row["exhibit"] not in text or (row["cell"] and row["cell"] not in text):
                yield Fault(WRONG, f"exhibits.md lacks {row['exhibit']} ({row['label']})")


def _faults_of_float(
    directory: Path, row: dict[str, str], cells: dict[tuple[str, str], dict[str, Any]]
) -> Iterator[Fault]:
    name = f"{row['exhibit']} ({row['label']})"
    if not row["program"]:
        page = PurePosixPath(row["page"].partition("#")[0]).with_suffix(".qmd")
        source = directory / CODE / page
        if not source.is_file() or f"#{row['label']}" not in source.read_text(encoding="utf-8"):
            yield Fault(WRONG, f"no notebook makes {name}, and no page has it typed")
        return
    cell = cells.get((row["program"], row["cell"]))
    made = listed_in(cell, row["program"]) if cell else None
    if made is None:
        yield Fault(WRONG, f"no cell {row['cell']} of {row['program']} makes {name}")
    elif not row["files"]:
        yield Fault(MISSING, f"{name} has no file in {RESULTS}")
    else:
        for file in row["files"].split():
            if PurePosixPath(file).name.partition(".")[0] != made.label:
                yield Fault(WRONG, f"{file} is not what cell {row['cell']} makes ({made.label})")


def check_results(directory: Path) -> Iterator[Fault]:
    """The results are those of the exhibits: none is missing, and none comes from nowhere."""
    rows = _exhibits(directory)
    named = {file for row in rows for file in row["files"].split()}
    there = {f"{RESULTS}/{name}" for name in data_files.read_tracked(directory / RESULTS)}
    if not there:
        yield Fault(MISSING, f"{RESULTS} is not there")
    for name in sorted(named - there):
        yield Fault(MISSING, f"{name} is not there")
    # A notebook may write numbers of which no text shows any.
    numbers = {
        f"{RESULTS}/numbers/{PurePosixPath(each).stem}.json" for each in _chapters(directory)
    }
    for name in sorted(there - named - numbers):
        yield Fault(WRONG, f"no notebook makes {name}")


def check_numbers(directory: Path) -> Iterator[Fault]:
    """Every number in a text is listed with its cell, and has the value that its file has."""
    rows = [row for row in _exhibits(directory) if row["kind"] == "number"]
    listed = {(row["page"], row["place"], row["label"]) for row in rows}
    for source in _chapters(directory):
        page = PurePosixPath(source).with_suffix(".html").as_posix()
        for place, name in dict.fromkeys(exhibits.shown_numbers(directory / CODE, source)):
            if (page, place, name) not in listed:
                yield Fault(MISSING, f"exhibits.csv lacks {name} of {source}, {place}")
    written: dict[str, dict[str, str]] = {}
    for row in rows:
        where = f"{row['label']} ({row['page']}, {row['place']})"
        file = row["files"]
        if not file:
            yield Fault(MISSING, f"no notebook writes {where}")
            continue
        if file not in written:
            path = directory / file
            written[file] = json.loads(path.read_text("utf-8")) if path.is_file() else {}
        if written[file].get(row["label"]) != row["value"]:
            yield Fault(WRONG, f"{where} is {row['value']!r}, and not so in {file}")


def check_programs_of_numbers(directory: Path) -> Iterator[Fault]:
    """The cell that is said to write a number calls what writes numbers."""
    codes: dict[str, dict[str, str]] = {}
    for row in _exhibits(directory):
        if row["kind"] == "number" and row["program"]:
            source = row["program"]
            if source not in codes:
                found = _cells(directory, source)
                codes[source] = {cell.get("id", ""): joined(cell["source"]) for cell in found}
            if exhibits.WRITES not in codes[source].get(row["cell"], ""):
                yield Fault(WRONG, f"cell {row['cell']} of {source} does not write {row['label']}")


def check_claims(directory: Path) -> Iterator[Fault]:
    """Every claim behind an exhibit is in the ledger."""
    with (directory / CODE / "data/published/claims.csv").open(
        encoding="utf-8", newline=""
    ) as file:
        known = {row["claim_id"] for row in csv.DictReader(file)}
    for row in _exhibits(directory):
        for claim_id in row["claims"].split():
            if claim_id not in known:
                yield Fault(WRONG, f"{row['label']} rests on {claim_id}, which claims.csv has not")


def check_manuscript(directory: Path) -> Iterator[Fault]:
    """The book is there as PDF, whole."""
    from pypdfium2 import PdfDocument, PdfiumError

    yield from _absent(directory, "manuscript.pdf")
    if (directory / "manuscript.pdf").is_file():
        try:
            PdfDocument(directory / "manuscript.pdf").close()
        except PdfiumError as error:
            yield Fault(WRONG, f"manuscript.pdf cannot be read: {error}")


# Runs and bytes ----------------------------------------------------------------------------------


def check_runs(directory: Path) -> Iterator[Fault]:
    """Two runs of this commit were recorded and compared, and do not differ."""
    if not (directory / RUNS).is_dir():
        yield Fault(MISSING, f"{RUNS} is not there: no two clean runs were made")
        return
    yield from _absent(directory, f"{RUNS}/{RECORD}", f"{RUNS}/{COMPARISON}")
    record = json.loads(_text(directory, f"{RUNS}/{RECORD}"))
    logs = [f"{RUNS}/{run['clone']}.log" for run in record["runs"]]
    if len(logs) < 2:
        yield Fault(MISSING, f"{RUNS} has the record of {len(logs)} runs, not of two")
    yield from _absent(directory, *logs)
    commit = _COMMIT.search(_text(directory, "README.md"))
    if not commit or record["commit"] != commit[1]:
        yield Fault(WRONG, f"the runs are of commit {record['commit']}, the package of another")
    if not sum(record["n_compared"].values()):
        yield Fault(WRONG, "nothing was compared")
    for name in record["differing"]:
        yield Fault(WRONG, f"the two runs differ in {name}")


def check_same(directory: Path) -> Iterator[Fault]:
    """What is handed in is what the first clean run made, byte by byte."""
    if not (directory / RUNS / SUMS_OF_RUN).is_file():
        yield Fault(MISSING, f"{RUNS}/{SUMS_OF_RUN} is not there: no clean run to compare with")
        return
    sums = _sums(directory, f"{RUNS}/{SUMS_OF_RUN}")
    handed = {
        f"{folder}/{SOURCE}/{name}": f"{RESULTS}/{folder}/{name}"
        for folder in ("figures", "tables", "numbers")
        for name in data_files.read_tracked(directory / RESULTS / folder)
    }
    book = [name for name in sums if name.startswith(f"book/{SOURCE}/") and "leaflet" not in name]
    handed |= dict.fromkeys(book, "manuscript.pdf")
    for place, name in handed.items():
        if place not in sums:
            yield Fault(WRONG, f"the clean run made no {name}")
        elif (directory / name).is_file() and digest_of(directory / name) != sums[place]:
            yield Fault(WRONG, f"{name} is not what the clean run made")


def _sums(directory: Path, name: str) -> dict[str, str]:
    """A list of checksums, by file."""
    lines = _text(directory, name).splitlines()
    return {file: digest for digest, _, file in (line.partition("  ") for line in lines)}


def check_measured(directory: Path) -> Iterator[Fault]:
    """The README says of time, memory and disk what the record says."""
    path = directory / RUNS / RECORD
    record = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    if not record:
        yield Fault(MISSING, "time, memory and disk were not measured")
    elif readme.runs_text(record) not in _text(directory, "README.md"):
        yield Fault(WRONG, f"README.md says other times than {RUNS}/{RECORD}")


def check_sums(directory: Path) -> Iterator[Fault]:
    """Every file is the one that its checksum is of, and none is without."""
    yield from _absent(directory, CHECKSUMS)
    if not (directory / CHECKSUMS).is_file():
        return
    sums = _sums(directory, CHECKSUMS)
    there = set(summed(directory))
    for name in sorted(there | set(sums)):
        if name not in there:
            yield Fault(MISSING, f"{name} is not there, and {CHECKSUMS} lists it")
        elif name not in sums:
            yield Fault(WRONG, f"{name} is not in {CHECKSUMS}")
        elif digest_of(directory / name) != sums[name]:
            yield Fault(WRONG, f"{name} is not what {CHECKSUMS} says")


def check_copies(directory: Path) -> Iterator[Fault]:
    """What stands twice says the same."""
    for name in COPIED:
        if (directory / name).read_bytes() != (directory / CODE / name).read_bytes():
            yield Fault(WRONG, f"{name} is not {CODE}/{name}")


def check_extraneous(directory: Path) -> Iterator[Fault]:
    """Every file is part of a dossier, and none was left behind by a program."""
    known = {*_TOP, *COPIED}
    for name in data_files.read_tracked(directory):
        if PurePosixPath(name).parts[0] not in known:
            yield Fault(WRONG, f"{name} is no part of a dossier")
        elif _EXTRANEOUS.search(name):
            yield Fault(WRONG, f"{name} was left behind by a program")
