"""Reports of every kind are read alike, and what is no report is one sentence."""

import zipfile

import pytest
import typst
from pypdf import PdfWriter

from bookmaker.project import pandoc
from helpers.errors import InputError
from helpers.transcription import reading
from helpers.transcription.drafting import draft
from helpers.transcription.reading import read_report

TEXT = """# 1 Staff

Of 101 libraries 40 are small[^1] and twenty-five large.

Table 1. Staff

| Size | Libraries |
|------|-----------|
| small | 40 |
| large | 25 |

[^1]: Smith (2011), p. 12.
"""


@pytest.fixture(scope="module")
def reports(tmp_path_factory):
    folder = tmp_path_factory.mktemp("reports")
    (folder / "a.md").write_text(TEXT, encoding="utf-8")
    pandoc.run(TEXT, ["--from", "markdown", "--output", str(folder / "a.docx")])
    text = pandoc.run(TEXT, ["--from", "markdown", "--to", "typst", "--standalone"])
    (folder / "a.typ").write_text(text, encoding="utf-8")
    typst.compile(folder / "a.typ", output=folder / "a.pdf")
    return folder


@pytest.mark.parametrize("name", ["a.md", "a.docx", "a.pdf"])
def test_the_same_report_gives_the_same_numbers_in_every_format(reports, name):
    rows = draft(read_report(reports / name)).rows
    assert [(row["location"], row["printed"]) for row in rows] == [
        ("text", "101"),
        ("text", "40"),
        ("text", "25"),
        ("table 1", "40"),
        ("table 1", "25"),
    ]
    assert {row["section"] for row in rows} == {"1 Staff"}


def _encrypted(path):
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    writer.encrypt("secret", algorithm="RC4-128")
    writer.write(path)


def _scanned(path):
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    writer.write(path)


def _bomb(path):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * 5000)


@pytest.mark.parametrize(
    ("name", "make", "said"),
    [
        ("a.pdf", _encrypted, "is encrypted"),
        ("a.pdf", _scanned, "only pictures of pages"),
        ("a.pdf", lambda path: path.write_bytes(b"%PDF-1.7 no"), "is broken, or no PDF"),
        ("a.docx", lambda path: path.write_bytes(b"PK\3\4 no"), "is broken, encrypted, or no DOCX"),
        ("a.docx", _bomb, "unpacks to 5,000 bytes"),
        ("a.txt", lambda path: path.write_bytes(b"a\xff"), "line 1 is not UTF-8"),
        ("a.txt", lambda path: path.write_bytes(b"a\0b"), "no text but a binary file"),
        ("a.txt", lambda path: path.write_bytes(b" \n"), "holds no text"),
        ("a.txt", lambda path: path.write_bytes(b"a" * 4000), "too many for a report"),
        ("a.odt", lambda path: path.write_bytes(b"a"), "none of .txt, .md, .docx and .pdf"),
        ("a.txt", lambda path: path.mkdir(), "is a directory"),
        ("none/a.txt", lambda path: path.parent.mkdir(), "the file is missing"),
    ],
)
def test_what_cannot_be_read_is_one_sentence(tmp_path, monkeypatch, name, make, said):
    monkeypatch.setattr(reading, "LARGEST_TEXT", 3000)
    monkeypatch.setattr(reading, "LARGEST_UNPACKED", 4000)
    make(tmp_path / name)
    with pytest.raises(InputError, match=said) as raised:
        read_report(tmp_path / name)
    assert len(raised.value.problems) == 1


def test_a_docx_without_a_document_is_said_to_be_broken(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.docx", "w") as archive:
        archive.writestr("a.txt", "a")
    with pytest.raises(InputError, match="is broken, or no DOCX"):
        read_report(tmp_path / "a.docx")


FENCED = """+++
title = "Survey 2019"
date = "2020-04-17"
+++

## Audience

Of 3997 forms 14 were empty.

## Tools

### Editors

12 use another.
"""


def test_what_a_generator_put_before_a_text_is_none_of_it(tmp_path):
    """Chapters are the highest headings that there are; lines are counted from the first."""
    report = tmp_path / "post.md"
    report.write_text(FENCED, encoding="utf-8")
    rows = draft(read_report(report)).rows
    assert [(row["chapter"], row["section"], row["printed"]) for row in rows] == [
        ("audience", "Audience", "3997"),
        ("audience", "Audience", "14"),
        ("tools", "Editors", "12"),
    ]
    report.write_text("---\n\nOf 40 forms\n\n---\n\n12 were empty.\n", encoding="utf-8")
    assert [row["printed"] for row in draft(read_report(report)).rows] == ["40", "12"]
