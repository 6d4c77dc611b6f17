"""What the export says of itself: citations, README, RO-Crate. All of it follows from the files of
the repository that say so: CITATION.cff, LICENSE-DATA, report.bib.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from bookmaker.project import yaml_text
from helpers import paths
from helpers.errors import BookError
from helpers.interface import marked, text

if TYPE_CHECKING:
    from pathlib import Path

    from helpers.export.tables import Table

SPDX = "https://spdx.org/licenses/"
# How the ids of licences of data begin; others are of code.
_OF_DATA = ("CC", "OD", "PDDL")
CRATE = "ro-crate-metadata.json"
_LICENCES = ("LICENSE-DATA", "LICENSE")
_YEAR = re.compile(r"\(c\) (\d{4})")
_CRATE_CONTEXT = "https://w3id.org/ro/crate/1.1"
# Files of the repository that the export has, too, where they are.
COPIED = ("CITATION.cff", "LICENSE-DATA")

TYPES = {
    ".csv": "text/csv",
    ".json": "application/json",
    ".jsonld": "application/ld+json",
    ".parquet": "application/vnd.apache.parquet",
    ".sav": "application/x-spss-sav",
    ".dta": "application/x-stata-dta",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".xml": "application/xml",
    ".md": "text/markdown",
    ".html": "text/html",
    ".py": "text/x-python",
    ".R": "text/x-r-source",
    ".bib": "application/x-bibtex",
    ".ris": "application/x-research-info-systems",
    ".cff": "application/yaml",
}

HEADING = marked("The data of this book, for other programs")
INTRODUCTION = marked(
    "Each table comes in every format. Where a program knows labels, it shows words and no ids. "
    "Rows of the tables “synthetic” are made up: they print the numbers of the report and are no "
    "respondents, so that nothing can be inferred from them."
)
FORMATS = {
    "*.sav": marked("SPSS: labels of columns and answers, missing answers declared as such"),
    "*.dta": marked("Stata 14 and later: the same, missing answers as .a and .b"),
    "tables.xlsx": marked("Excel, LibreOffice: the codebook is the first sheet"),
    "*.csv, datapackage.json": marked(
        "CSV in UTF-8 with a Frictionless description; an apostrophe stands before a text that a "
        "spreadsheet would compute"
    ),
    "*.parquet": marked("Parquet: the same columns, every text exactly"),
    "ddi.xml": marked("DDI-Codebook 2.5 for data archives"),
}
TABLE, ROWS, COLUMNS = marked("table"), marked("rows"), marked("columns")
FORMAT, CONTENT = marked("format"), marked("what is in it")
CITE = marked("To cite: CITATION.cff, citation.bib, citation.ris. Licence: {licence}.")


@dataclass(frozen=True)
class About:
    """What CITATION.cff says, and the year of the licence."""

    citation: Mapping[str, Any]
    year: str

    @classmethod
    def read(cls, root: Path = paths.ROOT) -> About:
        """Read the files of the repository.

        Raises `BookError` when CITATION.cff names no report or no licence, or no licence a year.
        """
        citation = yaml_text.load_file(root / "CITATION.cff")
        for key in ("references", "license"):
            if not citation.get(key):
                raise BookError(f"CITATION.cff: {key} is missing; write it")
        licences = [path for name in _LICENCES if (path := root / name).is_file()]
        texts = (path.read_text(encoding="utf-8") for path in licences)
        found = next((match for text in texts if (match := _YEAR.search(text))), None)
        if found is None:
            raise BookError(
                f"{_LICENCES[0]}: no year; write Copyright (c), the year and whose it is"
            )
        return cls(citation, found[1])

    @property
    def title(self) -> str:
        """Title of the book."""
        return self.citation["title"]

    @property
    def abstract(self) -> str:
        """What the book is."""
        return self.citation.get("abstract", "")

    @property
    def keywords(self) -> Sequence[str]:
        """What it is about."""
        return self.citation.get("keywords", ())

    @property
    def licence(self) -> str:
        """SPDX id of the licence of the data."""
        ids = self._licences()
        return next((each for each in ids if each.startswith(_OF_DATA)), ids[0])

    @property
    def code_licence(self) -> str:
        """SPDX id of the licence of the code."""
        ids = self._licences()
        return next((each for each in ids if not each.startswith(_OF_DATA)), ids[0])

    def _licences(self) -> Sequence[str]:
        given = self.citation["license"]
        return [given] if isinstance(given, str) else given

    @property
    def authors(self) -> list[str]:
        """Who made the book."""
        return [_name(each) for each in self.citation["authors"]]

    @cached_property
    def report(self) -> Mapping[str, Any]:
        """The report whose numbers these are."""
        return self.citation["references"][0]

    @property
    def report_authors(self) -> list[str]:
        """Who made the report."""
        return [_name(each) for each in self.report["authors"]]


def bibtex(about: About, report: str) -> str:
    """The book and the report for BibTeX; `report` is the repository's own entry of it."""
    authors = " and ".join(f"{{{name}}}" for name in about.authors)
    book = {
        "author": f"{{{authors}}}",
        "title": f"{{{about.title}}}",
        "year": f"{{{about.year}}}",
        "version": f"{{{about.citation['version']}}}",
        "note": f"{{Data, {about.licence}}}",
    }
    lines = "".join(f"  {key} = {value},\n" for key, value in book.items())
    return f"@misc{{book,\n{lines}}}\n{report}"


def ris(about: About) -> str:
    """The same for reference managers that read RIS."""
    # A name that is not one of a person ends in a comma.
    book = ["TY  - DATA", *(f"AU  - {name}," for name in about.authors)]
    book += [
        f"TI  - {about.title}",
        f"PY  - {about.year}",
        f"AB  - {' '.join(about.abstract.split())}",
    ]
    book += [*(f"KW  - {word}" for word in about.keywords), "ER  - "]
    report = ["TY  - RPRT", *(f"AU  - {name}" for name in about.report_authors)]
    report += [f"TI  - {about.report['title']}", f"PY  - {about.report['year']}"]
    report += [*(f"LA  - {language}" for language in about.report.get("languages", ())), "ER  - "]
    return "\n".join([*book, "", *report, ""])


def readme(about: About, tables: Mapping[str, Sequence[Table]]) -> str:
    """README of the export, a section for each language; `tables` by language."""
    sections = (_section(about, language, each) for language, each in tables.items())
    return "\n".join([f"# {about.title}\n", *sections])


def _section(about: About, language: str, tables: Sequence[Table]) -> str:
    head = [f"## {text(HEADING, language)}: `{language}/`", "", text(INTRODUCTION, language), ""]
    formats = [(f"`{name}`", text(words, language)) for name, words in FORMATS.items()]
    made = _table([text(word, language) for word in (FORMAT, CONTENT)], formats)
    rows = [
        (f"`{each.name}`", each.title, str(len(each.rows)), str(len(each.fields)))
        for each in tables
    ]
    heads = [text(word, language) for word in (TABLE, CONTENT, ROWS, COLUMNS)]
    return "\n".join(
        [
            *head,
            *made,
            "",
            *_table(heads, rows),
            "",
            text(CITE, language).format(licence=about.licence),
            "",
        ]
    )


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    lines = [heads, ["---"] * len(heads), *rows]
    return [f"| {' | '.join(line)} |" for line in lines]


def crate(about: About, directory: Path, titles: Mapping[str, str]) -> str:
    """RO-Crate 1.1 of the files in `directory`; `titles` by table, for the files named after it.

    Nothing of today is in it: the year of publication is that of the licence.
    """
    files = sorted(path for path in directory.rglob("*") if path.is_file() and path.name != CRATE)
    entries = [_file(path, directory, titles) for path in files]
    people = [
        {"@id": f"#{quote(name)}", "@type": "Organization", "name": name} for name in about.authors
    ]
    writers = [
        {"@id": f"#{quote(name)}", "@type": "Person", "name": name} for name in about.report_authors
    ]
    report = {
        "@id": "#report",
        "@type": "Report",
        "name": about.report["title"],
        "datePublished": str(about.report["year"]),
        "author": [{"@id": each["@id"]} for each in writers],
    }
    root = {
        "@id": "./",
        "@type": "Dataset",
        "name": about.title,
        "description": " ".join(about.abstract.split()),
        "datePublished": about.year,
        "license": {"@id": SPDX + about.licence},
        "author": [{"@id": each["@id"]} for each in people],
        "keywords": list(about.keywords),
        "isBasedOn": {"@id": "#report"},
        "hasPart": [{"@id": each["@id"]} for each in entries],
    }
    licence = {"@id": SPDX + about.licence, "@type": "CreativeWork", "name": about.licence}
    itself = {
        "@id": CRATE,
        "@type": "CreativeWork",
        "conformsTo": {"@id": _CRATE_CONTEXT},
        "about": {"@id": "./"},
    }
    graph = [itself, root, licence, report, *people, *writers, *entries]
    made = {"@context": f"{_CRATE_CONTEXT}/context", "@graph": graph}
    return json.dumps(made, ensure_ascii=False, indent=1) + "\n"


def _file(path: Path, directory: Path, titles: Mapping[str, str]) -> dict[str, Any]:
    content = path.read_bytes()
    made = {
        "@id": path.relative_to(directory).as_posix(),
        "@type": "File",
        "name": titles.get(path.stem, path.name),
        "contentSize": str(len(content)),
        "sha256": sha256(content).hexdigest(),
    }
    form = TYPES.get(path.suffix)
    return made | ({"encodingFormat": form} if form else {})


def _name(author: Mapping[str, str]) -> str:
    if "name" in author:
        return author["name"]
    return f"{author['family-names']}, {author['given-names']}"
