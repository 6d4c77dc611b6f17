"""DDI-Codebook: elements in the order of the schema, a variable for each column, fitting counts."""

from __future__ import annotations

import pytest
from lxml import etree

from helpers.export.ddi import NAMESPACE
from helpers.export.plain import with_labels

# Of the schema (codebook.xsd 2.5): the order in which an element has these children. The schema
# itself is not in the repository; CONTRIBUTING.md says how the file was held against it.
ORDER = {
    "codeBook": ("stdyDscr", "fileDscr", "dataDscr"),
    "stdyDscr": ("citation", "stdyInfo", "method", "dataAccs"),
    "citation": ("titlStmt", "rspStmt", "prodStmt"),
    "titlStmt": ("titl",),
    "rspStmt": ("AuthEnty",),
    "prodStmt": ("copyright", "prodDate"),
    "stdyInfo": ("subject", "abstract"),
    "subject": ("keyword",),
    "method": ("dataColl",),
    "dataColl": ("sources",),
    "sources": ("dataSrc",),
    "dataAccs": ("useStmt",),
    "useStmt": ("citReq", "conditions"),
    "fileDscr": ("fileTxt",),
    "fileTxt": ("fileName", "fileCont", "dimensns", "fileType"),
    "dimensns": ("caseQnty", "varQnty"),
    "dataDscr": ("var",),
    "var": ("labl", "txt", "catgry", "varFormat"),
    "catgry": ("catValu", "labl", "catStat"),
}


@pytest.fixture(scope="module")
def root(exported):
    """The description in Russian."""
    return etree.parse(exported / "ru" / "ddi.xml").getroot()


def children(element, name: str):
    return element.findall(f"{{{NAMESPACE}}}{name}")


def local(element) -> str:
    return etree.QName(element).localname


def test_elements_stand_in_the_order_of_the_schema(root):
    """And no others; every id is used once."""
    for element in root.iter():
        order = ORDER.get(local(element), ())
        places = [order.index(local(child)) for child in element]
        assert places == sorted(places), local(element)
        is_said = len(element) or (element.text or "").strip()
        assert is_said or local(element) == "varFormat", local(element)
    ids = [element.get("ID") for element in root.iter() if element.get("ID")]
    assert len(ids) == len(set(ids))


def test_every_column_is_a_variable(root, tables, russian):
    """With its title, its codes, how often each was given, and which count as missing."""
    variables = {each.get("ID"): each for each in root.iter(f"{{{NAMESPACE}}}var")}
    worded = [with_labels(table, russian) for table in tables.values()]
    assert len(variables) == sum(len(table.fields) for table in worded)
    for table in worded:
        for one in table.fields:
            element = variables[f"{table.name}.{one.name}"]
            assert children(element, "labl")[0].text == one.title
            cells = [str(cell) for cell in table.column(one.name)]
            found = [
                (
                    *(child.text for child in each),
                    each.get("missing"),
                )
                for each in children(element, "catgry")
            ]
            assert found == [
                (code, label, str(cells.count(code)), "Y" if code in one.missing else "N")
                for code, label in one.codes.items()
            ]


def test_every_file_is_described(root, exported, tables):
    """By its name, with as many rows as it has."""
    for element in children(root, "fileDscr"):
        name, title, size, _ = children(element, "fileTxt")[0]
        assert (exported / "ru" / name.text).is_file()
        table = tables[element.get("ID")]
        assert (title.text, size[0].text) == (table.title, str(len(table.rows)))
