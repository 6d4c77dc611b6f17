"""Reading a report: text, Markdown, DOCX or PDF, whoever wrote it and whatever is in it.

Text and Markdown are read line by line: a heading begins with #, a row of a table has tabs or
bars. DOCX goes through Pandoc, in bounded time and memory. Every file has a size beyond which it is
refused; what cannot be read is one sentence that says why, and how to mend it.
"""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from bookmaker.project import pandoc
from helpers.errors import InputError, Problem
from helpers.transcription import report
from helpers.transcription.report import (
    HEADING,
    ITEM,
    NOTE,
    ROW,
    TEXT,
    Piece,
    Report,
    Say,
    clean,
    unsaid,
)

LARGEST_TEXT = 20_000_000
LARGEST_FILE = 100_000_000
LARGEST_UNPACKED = 300_000_000
READING_SECONDS = 60
SUFFIXES = {".txt": "text", ".md": "text", ".markdown": "text", ".docx": "docx", ".pdf": "pdf"}

_HEADING = re.compile(r"(#{1,6})\s+(.*?)\s*#*$")
_BULLET = re.compile(r"\s*[-*+•–]\s+")
_RULE = re.compile(r"\s*\|?[\s:|-]*-{3}[\s:|-]*\|?\s*$")
_MARK = re.compile(
    r"<sup>\s*[0-9*,\s]{1,9}\s*</sup>|\[\^[\w-]{1,40}\](?!:)|[¹²³⁰-⁹]+(?<!m²)(?<!м²)(?<!m³)(?<!м³)"
)
_NOTE = re.compile(r"\s*(?:<sup>\s*[0-9]{1,4}\s*</sup>|\[\^[\w-]{1,40}\]:|[¹²³⁰-⁹]+(?=\s))\s*")
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,200}>")
_LINK = re.compile(r"!?\[([^\[\]]{0,1000})\]\([^()\s]{0,2000}\)")
_EMPHASIS = re.compile(r"\*{1,3}|(?<!\w)_{1,3}(?=\S)|(?<=\S)_{1,3}(?!\w)|`+")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+.!<>~|$-])")


def read_report(path: Path, language: str = "", *, say: Say = unsaid) -> Report:
    """What does a report say, piece by piece?

    `language` is that of the report, guessed from its letters where none is given; `say` is told
    how far the reading is. Raises `InputError` with one sentence for a file that is missing, too
    large, of another kind, broken, encrypted, or without text.
    """
    kind = SUFFIXES.get(path.suffix.lower(), "")
    try:
        size = path.stat().st_size
        if path.is_dir():
            raise _unusable(path, "this is a directory; name a report in it")
        if not kind:
            raise _unusable(path, "is none of .txt, .md, .docx and .pdf; save the report as one")
        if size > (LARGEST_TEXT if kind == "text" else LARGEST_FILE):
            raise _unusable(path, f"{size:,} bytes are too many for a report; give a part of it")
        pieces, unit = _READERS[kind](path, say)
    except FileNotFoundError as error:
        raise _unusable(path, "the file is missing; check its name") from error
    except OSError as error:
        raise _unusable(path, f"cannot be read: {error.strerror}; check the file") from error
    found = report.arranged([piece for piece in pieces if piece.text.strip()])
    if not any(piece.text for piece in found):
        raise _unusable(path, "holds no text; is this the right file?")
    guessed = language or report.guess_language(" ".join(piece.text for piece in found))
    return Report(path.name, tuple(found), unit, guessed)


def _unusable(path: Path, message: str) -> InputError:
    return InputError([Problem(path.name[:80], "", "", message)])


def _read_text(path: Path, say: Say) -> tuple[list[Piece], str]:  # noqa: ARG001 (readers share it)
    data = path.read_bytes()
    if b"\0" in data[:10_000]:
        raise _unusable(path, "this is no text but a binary file; name the report's text")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = data.count(b"\n", 0, error.start) + 1
        message = f"line {row} is not UTF-8; save the file as UTF-8"
        raise _unusable(path, message) from error
    return list(pieces_of(text)), report.LINE


def pieces_of(text: str) -> Iterator[Piece]:
    """The pieces of a text or of Markdown, with the numbers of their lines.

    >>> [(p.kind, p.text) for p in pieces_of("# 1 Staff\\n\\nOf **100**\\nit<sup>2</sup>\\na\\t5")]
    [('heading', '1 Staff'), ('text', 'Of 100 it'), ('row', 'a\\t5')]
    """
    waiting: list[tuple[int, str]] = []
    lines = text.splitlines()
    headings = [found for line in lines if (found := _HEADING.match(line.strip()))]
    top = min((len(found[1]) for found in headings), default=1)
    for number, line in enumerate(lines[_front_matter(lines) :], start=_front_matter(lines) + 1):
        bare = line.strip()
        heading = _HEADING.match(bare)
        is_row = "\t" in bare or (bare.startswith("|") and bare.count("|") > 1)
        starts = heading or is_row or not bare or _BULLET.match(line) or _NOTE.match(line)
        starts = starts or re.match(r"\s*[0-9]{1,3}[.)]\s", line) or report.is_caption(plain(bare))
        if waiting and starts:
            yield _joined(waiting)
            waiting = []
        if heading:
            words, marks = _without_marks(heading[2])
            level = "top" if len(heading[1]) <= top else ""
            yield Piece(plain(words), HEADING, chapter=level, places=((0, number),), marks=marks)
        elif is_row:
            if not _RULE.match(bare):
                yield _row(bare, number)
        elif bare:
            waiting.append((number, line))
    if waiting:
        yield _joined(waiting)


def _front_matter(lines: Sequence[str]) -> int:
    """How many lines a generator of pages has put before a text, between two --- or +++."""
    fence = lines[0].strip() if lines else ""
    if fence not in ("---", "+++") or not re.match(r"\w+ *[:=]", "".join(lines[1:2])):
        return 0
    ends = (n for n, line in enumerate(lines[1:], start=2) if line.strip() == fence)
    return next(ends, 0)


def _row(bare: str, number: int) -> Piece:
    words, marks = _without_marks(bare)
    cells = words.split("\t") if "\t" in words else words.strip("|").split("|")
    return Piece("\t".join(plain(each).strip() for each in cells), ROW, places=((0, number),),
                 marks=marks)  # fmt: skip


def _joined(lines: list[tuple[int, str]]) -> Piece:
    kind, first = TEXT, lines[0][1]
    if found := _NOTE.match(first):
        kind, first = NOTE, first[found.end() :]
    elif found := _BULLET.match(first):
        kind, first = ITEM, first[found.end() :]
    text, places, marks = "", [], int(kind == NOTE)
    for number, line in [(lines[0][0], first), *lines[1:]]:
        words, n_marks = _without_marks(line)
        places.append((len(text) + bool(text), number))
        text += (" " if text else "") + plain(words)
        marks += n_marks
    return Piece(text, kind, places=tuple(places), marks=marks)


def _without_marks(line: str) -> tuple[str, int]:
    return _MARK.subn("", line)


def plain(line: str) -> str:
    """The words of a line of Markdown.

    >>> plain("**Of** [100](https://a.example/2) <b>forms</b>")
    'Of 100 forms'
    """
    words = _LINK.sub(r"\1", _TAG.sub("", clean(line)))
    return _ESCAPE.sub(r"\1", _EMPHASIS.sub("", words)).strip()


def _read_docx(path: Path, say: Say) -> tuple[list[Piece], str]:
    _require_docx(path)
    say(f"reading {path.name}")
    arguments = ["--from", "docx", "--to", "json", "--sandbox", str(path.absolute())]
    try:
        done = pandoc.call("", arguments, seconds=READING_SECONDS)
        if done.returncode:
            raise ValueError(done.returncode)
        tree = json.loads(done.stdout)
        pandoc.require_shallow(tree)
    except pandoc.UnendingError as error:
        raise _unusable(path, f"is too much to read: {error}") from error
    except (ValueError, RecursionError) as error:
        message = "is broken, or no DOCX; open it in a word processor and save it again"
        raise _unusable(path, message) from error
    pieces = list(_of_blocks(tree["blocks"]))
    return [_placed(each, n) for n, each in enumerate(pieces, start=1)], report.PARAGRAPH


def _require_docx(path: Path) -> None:
    """A DOCX is an archive; one that unpacks to far more than a report is meant to harm."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.infolist()
            unpacked = sum(each.file_size for each in names)
            encrypted = any(each.flag_bits & 1 for each in names)
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        message = "is broken, encrypted, or no DOCX; open it in a word processor and save it again"
        raise _unusable(path, message) from error
    if encrypted:
        raise _unusable(path, "is encrypted; save it without a password")
    if unpacked > LARGEST_UNPACKED:
        raise _unusable(path, f"unpacks to {unpacked:,} bytes, too many for a report")


def _placed(piece: Piece, number: int) -> Piece:
    return replace(piece, places=((0, number),))


def _of_blocks(blocks: list[Any], kind: str = TEXT) -> Iterator[Piece]:
    for block in blocks:
        name, content = block.get("t"), block.get("c")
        if name == "Header":
            level = "top" if content[0] == 1 else ""
            yield from _of_inlines(content[2], HEADING, chapter=level)
        elif name in ("Para", "Plain"):
            yield from _of_inlines(content, _kind_of(content, kind))
        elif name == "LineBlock":
            for line in content:
                yield from _of_inlines(line, kind)
        elif name in ("BulletList", "OrderedList"):
            for item in content if name == "BulletList" else content[1]:
                yield from _of_blocks(item, ITEM)
        elif name == "BlockQuote":
            yield from _of_blocks(content, kind)
        elif name in ("Div", "Figure"):
            yield from _of_blocks(content[-1], kind)
        elif name == "DefinitionList":
            for term, definitions in content:
                yield from _of_inlines(term, kind)
                for each in definitions:
                    yield from _of_blocks(each, kind)
        elif name == "CodeBlock":
            yield Piece(clean(content[1]).replace("\n", " "), kind)
        elif name == "Table":
            yield from _of_table(content)


def _kind_of(inlines: list[Any], kind: str) -> str:
    """A short paragraph in bold without a full stop is a heading that nobody marked as one."""
    words = [each for each in inlines if each.get("t") not in ("Space", "SoftBreak")]
    if kind != TEXT or not words or any(each.get("t") != "Strong" for each in words):
        return kind
    text = pandoc.text_of(inlines)
    return HEADING if len(text) < 150 and not text.rstrip().endswith((".", ":", ";")) else kind


def _of_inlines(inlines: list[Any], kind: str, chapter: str = "") -> Iterator[Piece]:
    notes = list(pandoc.nodes(inlines, "Note"))
    marks = len(notes) + sum(map(_is_mark, pandoc.nodes(inlines, "Superscript")))
    if kind == TEXT and inlines and _is_mark(inlines[0]):
        kind = NOTE
    text = clean(pandoc.text_of(pandoc.walk(inlines, _unmarked)))
    yield Piece(" ".join(text.split()), kind, chapter=chapter, marks=marks)
    for each in notes:
        for piece in _of_blocks(each["c"]):
            yield replace(piece, kind=NOTE)


def _is_mark(node: dict) -> bool:
    is_raised = node.get("t") == "Superscript"
    return is_raised and bool(re.fullmatch(r"[0-9,\s*]{1,9}", pandoc.text_of(node["c"])))


def _unmarked(node: dict) -> dict | list | None:
    if node["t"] == "LineBreak":
        return {"t": "Space"}
    return [] if _is_mark(node) else None


def _of_table(content: list[Any]) -> Iterator[Piece]:
    _, caption, _, head, bodies, foot = content
    yield from _of_blocks(caption[-1])
    rows = [*head[1], *(row for body in bodies for part in body[2:4] for row in part), *foot[1]]
    heads = tuple(_cells(head[1][-1])) if head[1] else ()
    for row in rows:
        yield Piece("\t".join(_cells(row)), ROW, heads=heads)


def _cells(row: list[Any]) -> Iterator[str]:
    for cell in row[1]:
        words = " ".join(piece.text for piece in _of_blocks(cell[-1]))
        yield " ".join(words.split())


def _read_pdf(path: Path, say: Say) -> tuple[list[Piece], str]:
    from helpers.transcription.printed import pieces_of_pdf

    try:
        return list(pieces_of_pdf(path, say)), report.PAGES
    except ValueError as error:
        raise _unusable(path, str(error)) from error


_READERS = {"text": _read_text, "docx": _read_docx, "pdf": _read_pdf}
