"""DDI-Codebook 2.5: the description that data archives read, of all tables of a language.

Every table is a `fileDscr`, every column a `var` with its title, its codes and which of them count
as missing. Element order is the schema's.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from bookmaker.project.directories import write_whole
from helpers.export.about import SPDX

if TYPE_CHECKING:
    from pathlib import Path

    from lxml.etree import _Element

    from helpers.export.about import About
    from helpers.export.tables import Field, Table

NAMESPACE = "ddi:codebook:2_5"
_SCHEMA = "https://ddialliance.org/Specification/DDI-Codebook/2.5/XMLSchema/codebook.xsd"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_INTERVALS = {"number": "contin", "integer": "contin"}


def write_ddi(tables: Sequence[Table], path: Path, language: str, about: About) -> None:
    """Write the description of these tables, as their CSV files hold them."""
    from lxml import etree

    root = etree.Element(f"{{{NAMESPACE}}}codeBook", nsmap={None: NAMESPACE, "xsi": _XSI})
    root.set("version", "2.5")
    root.set(_LANGUAGE, language)
    root.set(f"{{{_XSI}}}schemaLocation", f"{NAMESPACE} {_SCHEMA}")
    _study(root, about)
    for table in tables:
        _file(root, table)
    data = _add(root, "dataDscr")
    for table in tables:
        for one in table.fields:
            _variable(data, table, one)
    etree.indent(root, " ")
    write_whole(path, etree.tostring(root, xml_declaration=True, encoding="UTF-8") + b"\n")


def _add(parent: _Element, name: str, text: str = "", /, **attributes: str) -> _Element:
    from lxml import etree

    made = etree.SubElement(parent, f"{{{NAMESPACE}}}{name}", attributes)
    made.text = text or None
    return made


def _study(root: _Element, about: About) -> None:
    study = _add(root, "stdyDscr")
    citation = _add(study, "citation")
    _add(_add(citation, "titlStmt"), "titl", about.title)
    authors = _add(citation, "rspStmt")
    for name in about.authors:
        _add(authors, "AuthEnty", name)
    producing = _add(citation, "prodStmt")
    _add(producing, "copyright", f"© {about.year} {', '.join(about.authors)}, {about.licence}")
    _add(producing, "prodDate", about.year, date=about.year)
    information = _add(study, "stdyInfo")
    subject = _add(information, "subject")
    for word in about.keywords:
        _add(subject, "keyword", word)
    _add(information, "abstract", " ".join(about.abstract.split()))
    sources = _add(_add(_add(study, "method"), "dataColl"), "sources")
    report = f"{', '.join(about.report_authors)}. {about.report['title']}. {about.report['year']}"
    _add(sources, "dataSrc", report)
    use = _add(_add(study, "dataAccs"), "useStmt")
    _add(use, "citReq", about.citation["message"])
    _add(use, "conditions", f"{about.licence}: {SPDX}{about.licence}")


def _file(root: _Element, table: Table) -> None:
    described = _add(_add(root, "fileDscr", ID=table.name), "fileTxt")
    _add(described, "fileName", f"{table.name}.csv")
    _add(described, "fileCont", table.title)
    size = _add(described, "dimensns")
    _add(size, "caseQnty", str(len(table.rows)))
    _add(size, "varQnty", str(len(table.fields)))
    _add(described, "fileType", "text/csv", charset="UTF-8")


def _variable(data: _Element, table: Table, one: Field) -> None:
    interval = _INTERVALS.get(one.kind, "discrete")
    made = _add(data, "var", ID=f"{table.name}.{one.name}", name=one.name, files=table.name)
    made.set("intrvl", interval)
    _add(made, "labl", one.title, level="variable")
    if one.description:
        _add(made, "txt", one.description)
    counts: dict[str, int] = {}
    for cell in table.column(one.name) if one.codes else ():
        counts[str(cell)] = counts.get(str(cell), 0) + 1
    for code, label in one.codes.items():
        category = _add(made, "catgry", missing="Y" if code in one.missing else "N")
        _add(category, "catValu", code)
        _add(category, "labl", label, level="category")
        _add(category, "catStat", str(counts.get(code, 0)), type="freq")
    kind = "character" if one.kind in ("text", "code") else "numeric"
    _add(made, "varFormat", type=kind, schema="other")
