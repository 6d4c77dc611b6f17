"""The README of the dossier, in Markdown and as PDF, after the data editors' template.

Its sections are those of the template README of the social science data editors, with the folder
structure that the World Bank asks for. What it says is read: titles from the book, provenance from
`data/README.md`, programs from the first lines of the modules, and what the computer needs from the
record of two clean runs.
"""

from __future__ import annotations

import ast
import json
import re
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bookmaker.project import pandoc, yaml_text
from bookmaker.rendering import embedded
from bookmaker.rendering.embedded.paper.pictures import set_pdf
from helpers.dossier import personal, software
from helpers.dossier.data_files import DataFile
from helpers.dossier.exhibits import Exhibit, as_markdown
from helpers.dossier.software import Package
from helpers.export.about import About

LAYOUT = Path(__file__).parent / "assets" / "readme.typ"

# The headings that the checklist looks for, in their order.
SECTIONS = (
    "Overview",
    "Data availability and provenance",
    "Statement about rights",
    "Licence for data",
    "Summary of availability",
    "Details on each data source",
    "Computational requirements",
    "Software requirements",
    "Controlled randomness",
    "Memory, runtime and storage requirements",
    "Description of programs",
    "Licence for code",
    "Instructions to replicators",
    "List of figures, tables and numbers",
    "Folder structure",
    "Personal data",
    "References",
)
NOT_MEASURED = (
    "Not measured in this package: it was made without two clean runs. `make dossier` runs them."
)
# What only whoever hands the package in can say; a box that a program ticked would say nothing.
CERTIFIED = "- [x] "
RIGHTS = (
    "I certify that the author(s) of the manuscript have legitimate access to and permission to "
    "use the data used in this manuscript."
)

_SEEDED = re.compile(r"\bdefault_rng\(|\brandom_seed\b|\bRandom\(")

# Minutes until a class of the template ends.
_TIMES = (
    (10, "less than 10 minutes"),
    (60, "10 to 60 minutes"),
    (480, "1 to 8 hours"),
    (1440, "8 to 24 hours"),
    (float("inf"), "more than a day"),
)

_TREE = """\
README.md, README.pdf   this text
checklist.md            what data editors ask for, and where it is
exhibits.csv, .md       every figure, table and number in the text, with the cell that makes it
data_files.csv          every data file, with source, access and licence
checksums.sha256        of every file here: sha256sum --check checksums.sha256
runs/                   logs of two clean runs, their difference, the machine and what they took
personal_data.json      the scan for personal data
licences.csv            licences of the packages
sbom.cdx.json           software bill of materials (CycloneDX)
CITATION.cff            how to cite; LICENSE is for code, LICENSE-DATA for data and text
manuscript.pdf          the book
results/                figures, tables and numbers of the book, as its cells wrote them
replication/            code and data: the repository at this commit
    Makefile            the main script: make book
    requirements.lock   the packages, pinned with hashes
    data/               the data
    notebooks/          the chapters
    pipeline/           what is built, in which order
    src/                the modules that the chapters call, and the renderer
    tests/              the tests
"""


@dataclass(frozen=True)
class Contents:
    """What a README is written from: the lists of the dossier, and where its parts are.

    `about` is what CITATION.cff says, licences among it.
    `record` is that of two clean runs (`helpers.workshop.reproduce`), empty without them; `root` is
    the directory with the code and the data. `certified_by` is who makes the statement about
    rights, empty when nobody does.
    """

    root: Path
    about: About
    commit: str
    day: str
    exhibits: Sequence[Exhibit]
    data: Sequence[DataFile]
    packages: Sequence[Package]
    scan: Mapping[str, Any]
    record: Mapping[str, Any]
    certified_by: str = ""


def as_text(contents: Contents) -> str:
    """The README as Markdown."""
    citation = yaml_text.load_mapping(contents.root / "CITATION.cff", refusal="{cause}")
    parts = [
        f"# Replication package: {citation['title']}",
        f"Commit `{contents.commit}` of {contents.day}.",
        *_overview(contents, citation),
        *_data(contents),
        *_computing(contents),
        *_programs(contents),
        *_instructions(),
        *_exhibits(contents),
        f"## Folder structure\n\n```\n{_tree(contents)}```",
        *_personal(contents),
        "## References",
        *_references(citation),
    ]
    return "\n\n".join(parts) + "\n"


def _tree(contents: Contents) -> str:
    """The folders that are there: without two clean runs none of their logs."""
    lines = _TREE.splitlines(keepends=True)
    return "".join(line for line in lines if contents.record or not line.startswith("runs/"))


def _overview(contents: Contents, citation: Mapping[str, Any]) -> Iterator[str]:
    n = {kind: _count(contents.exhibits, kind) for kind in ("figure", "table", "number")}
    yield "## Overview"
    yield " ".join(citation.get("abstract", "").split()) or citation["title"]
    yield (
        f"One command, `make book` in `replication/`, makes all of it from the files in "
        f"`replication/data/`: {n['figure']} figures, {n['table']} tables and {n['number']} places "
        "in the text with a number. `exhibits.csv` names the notebook and the cell of each. "
        "`checklist.md` goes through what data editors ask for and says where it is."
    )


def _count(exhibits: Iterable[Exhibit], kind: str) -> int:
    return sum(each.kind == kind for each in exhibits)


def _data(contents: Contents) -> Iterator[str]:
    provided = [each for each in contents.data if each.provided == "yes"]
    withheld = [each for each in contents.data if each.provided != "yes"]
    yield "## Data availability and provenance"
    yield (
        "All data were transcribed or coded from one public report (see References). Its text is "
        "not in this package: its rights stay with its authors. The questionnaires behind it are "
        "confidential and not here; no result rests on them. "
        "`replication/data/README.md` says how the numbers were transcribed and what is missing."
    )
    yield "### Statement about rights"
    if contents.certified_by:
        yield f"{CERTIFIED}{RIGHTS} ({contents.certified_by})"
    else:
        yield f"- [ ] {RIGHTS}"
        yield "Not ticked: only whoever hands the package in can say it, with their name."
    yield "The printed numbers come from a public report, which is cited."
    yield "### Licence for data"
    yield f"{contents.about.licence}, see `LICENSE-DATA`, which also says what it does not cover."
    yield "### Summary of availability"
    yield (
        "- [x] All data are publicly available: all that the results rest on is in this package.\n"
        "- [ ] Some data cannot be made publicly available.\n"
        "- [ ] No data can be made publicly available."
    )
    yield "\n".join(f"Not provided: `{each.file}` ({each.access})." for each in withheld)
    yield "### Details on each data source"
    yield (
        f"The {len(provided)} data files; the same list is in `data_files.csv`. Variables, "
        "categories and units are in `replication/data/published/codebook.yaml`; columns are "
        "described at the head of the modules in `replication/src/helpers/ledger/`."
    )
    head = "| Data file | One row is | Source | Provided | Licence |\n|:----|:-----|:---|:--|:--|"
    yield "\n".join([head, *(_data_row(each) for each in contents.data)])
    yield from _of_others(contents)


def _of_others(contents: Contents) -> Iterator[str]:
    """What `data/README.md` says of the borders, which come with a package of the lock."""
    text = (contents.root / "data/README.md").read_text(encoding="utf-8")
    for package in contents.packages:
        for paragraph in text.split("\n\n"):
            if f"`{package.package}`" in paragraph and "package" in paragraph:
                licence = package.in_its_words or package.licence
                yield f"{' '.join(paragraph.split())} Licence of the package: {licence}."


def _data_row(each: DataFile) -> str:
    cells = [f"`{each.file}`", each.description, each.source, each.provided, each.licence]
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _computing(contents: Contents) -> Iterator[str]:
    packages = contents.packages
    yield "## Computational requirements"
    yield "### Software requirements"
    yield (
        "- Python 3.11 or newer, make, git, and a package registry for the first run\n"
        f"- {len(packages)} packages, pinned with their hashes in `replication/requirements.lock`; "
        f"`make` installs them into `.venv`. Their licences are in `licences.csv` "
        f"({software.declared(packages)} declare an SPDX expression), the bill of materials in "
        "`sbom.cdx.json`\n"
        f"- {embedded.version()}, both among these packages"
    )
    yield "### Controlled randomness"
    yield (
        "Draws at random have seeds, given in these modules or by whoever calls them, and so has "
        "the solver; kernels run with fixed hashes."
    )
    yield "\n".join(f"- `{each}`" for each in _seeded(contents.root))
    yield "### Memory, runtime and storage requirements"
    yield runs_text(contents.record)


def _seeded(root: Path) -> Iterator[str]:
    """The modules that draw at random or give a seed."""
    for path in sorted((root / "src").rglob("*.py")):
        if _SEEDED.search(path.read_text(encoding="utf-8")):
            yield path.relative_to(root).as_posix()


def runs_text(record: Mapping[str, Any]) -> str:
    """What two clean runs took, and on which machine; that nothing was measured, without them."""
    if not record:
        return NOT_MEASURED
    machine = record["machine"]
    head = "| Run | Minutes | Memory, all processes | Outputs |\n|:---|--:|--:|--:|"
    rows = [
        f"| {run['clone']} ({_words(run['circumstances'])}) | {run['seconds'] / 60:.1f} | "
        f"{run['peak_megabytes']:,} MB | {run['outputs_megabytes']:,} MB |"
        for run in record["runs"]
    ]
    differing = len(record["differing"])
    compared = sum(record["n_compared"].values())
    return "\n".join(
        [
            "Approximate time needed to make everything again:",
            "",
            *_time_boxes(record),
            "",
            f"Last run on {machine['cores']} cores ({machine['processor']}), {machine['memory']}, "
            f"{machine['system']}, Python {machine['Python']}, editions "
            f"{', '.join(record['editions'])}. The installed packages take "
            f"{record['environment_megabytes']:,} MB; their installation is not in the times.",
            "",
            head,
            *rows,
            "",
            f"The two runs, from clean clones of this commit, were compared byte by byte: "
            f"{compared} files, {differing} differing (`runs/comparison.txt`).",
        ]
    )


def _time_boxes(record: Mapping[str, Any]) -> Iterator[str]:
    """The template's classes of time, that of the slowest run ticked."""
    minutes = max(run["seconds"] for run in record["runs"]) / 60
    begun = 0
    for end, words in _TIMES:
        yield f"- [{'x' if begun <= minutes < end else ' '}] {words}"
        begun = end


def _words(circumstances: Mapping[str, str]) -> str:
    return ", ".join(f"{name}={value}" for name, value in circumstances.items())


def _programs(contents: Contents) -> Iterator[str]:
    yield "## Description of programs"
    yield "`make book` runs the pipeline, which executes the chapters and renders the book."
    titles = {
        Path(each.program).name: each.chapter
        for each in contents.exhibits
        if each.program and Path(each.program).stem == Path(each.page.split("#")[0]).stem
    }
    root = contents.root
    chapters = sorted((root / "notebooks").glob("*.ipynb"))
    others = [
        *sorted((root / "pipeline").glob("*.py")),
        *sorted((root / "src").glob("*/*/__init__.py")),
    ]
    rows = [_program_row(root, path, titles.get(path.name, "")) for path in chapters]
    rows += [_program_row(root, path, _first_line(path)) for path in others]
    yield "\n".join(["| Program | What it does |", "|:----|:-------|", *filter(None, rows)])
    yield "### Licence for code"
    yield f"{contents.about.code_licence}, see `LICENSE`."


def _program_row(root: Path, path: Path, said: str) -> str:
    where = path.relative_to(root).as_posix().removesuffix("__init__.py")
    return f"| `{where}` | {said.replace('|', ' ')} |" if said else ""


def _first_line(path: Path) -> str:
    said = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    return said.partition("\n\n")[0].replace("\n", " ")


def _instructions() -> Iterator[str]:
    yield "## Instructions to replicators"
    yield (
        "1. `cd replication`\n"
        "2. `make book EDITIONS=en`: sets up `.venv` once, executes every chapter, and writes "
        "the book to `outputs/book/en/index.html`, figures, tables and numbers to "
        "`outputs/figures/en`, `outputs/tables/en`, `outputs/numbers/en`. No path has to be "
        "changed.\n"
        "3. Compare: `diff -rq -x '*.vl.json' outputs/figures/en ../results/figures`, likewise "
        "`tables` and `numbers`; nothing is printed where all is the same.\n"
        "4. Optional, `make check`: the data, their translations and the pages are held to their "
        "rules."
    )
    yield (
        "The history of the repository is not in this package, so that the book built here "
        "bears no date; figures, tables and numbers do not depend on it. No step is manual, and "
        "the order of the programs is the pipeline's."
    )


def _exhibits(contents: Contents) -> Iterator[str]:
    yield "## List of figures, tables and numbers"
    without = [each for each in contents.exhibits if not each.program]
    typed = ", ".join(f"{each.exhibit} of {each.page.partition('#')[0]}" for each in without)
    has_numbers = all(each.kind != "number" for each in without)
    yield (
        "The provided code reproduces:\n\n"
        f"- [{'x' if has_numbers else ' '}] all numbers provided in the text\n"
        f"- [{' ' if without else 'x'}] all figures and tables\n"
        f"- [{'x' if without else ' '}] all figures and tables but these, which are typed in a "
        f"page and hold no result: {typed or 'none'}"
    )
    yield (
        "Figures and tables are below; the numbers are in `exhibits.csv`, each with its cell, its "
        "file and the ids of the printed numbers behind it."
    )
    yield as_markdown(contents.exhibits).strip()


def _personal(contents: Contents) -> Iterator[str]:
    files, findings = contents.scan["files"], contents.scan["findings"]
    strange = personal.unknown(dict(contents.scan))
    yield "## Personal data"
    yield (
        f"{sum(each['values'] for each in files):,} values of {len(files)} files were searched for "
        "names, organisations, addresses, telephone, account and identity numbers "
        f"(`personal_data.json`). {len(findings)} findings, of which {len(strange)} are neither "
        "names of the report's authors nor addresses of standards. What the search cannot see is "
        "listed in `replication/src/helpers/confidential/detecting.py`."
    )
    sought = contents.scan["restricted_values_sought"]
    yield (
        f"All files were also searched for {sought:,} values of the questionnaires that lie on the "
        "machine where this was made; none was found."
        if sought
        else "No questionnaires lie on the machine where this was made."
    )


def _references(citation: Mapping[str, Any]) -> Iterator[str]:
    yield f"{_people(citation)}. {citation['title']}. Version {citation.get('version', '')}."
    for each in citation.get("references") or ():
        notes = " ".join(each.get("notes", "").split())
        yield f"{_people(each)}. {each.get('year', 'no year')}. {each['title']}. {notes}".strip()


def _people(work: Mapping[str, Any]) -> str:
    """Who made a work: persons by family and given name, others by their name."""
    keys = ("family-names", "given-names", "name")
    return ", ".join(" ".join(a[key] for key in keys if key in a) for a in work["authors"])


def write_pdf(markdown: str, product: Path) -> Path:
    """Set the README as PDF; returns its path. Raises `PandocError` and `TypstError`."""
    body = pandoc.run(markdown, ["--from", "markdown", "--to", "typst", "--wrap=none"])
    title = markdown.partition("\n")[0].removeprefix("# ")
    with tempfile.TemporaryDirectory() as scratch:
        work = Path(scratch)
        shutil.copyfile(LAYOUT, work / LAYOUT.name)
        heading = json.dumps(title, ensure_ascii=False)
        text = f'#import "{LAYOUT.name}": *\n#show: readme.with(title: {heading})\n\n{body}'
        (work / "main.typ").write_text(text, encoding="utf-8")
        return set_pdf(work / "main.typ", product)
