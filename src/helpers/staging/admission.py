"""What a staged project takes in of texts, pictures and references that anybody can send.

It is asked before a page is written, so that neither renderer, nor Quarto called by hand, ever
sees more than `bookmaker.project.admission` allows. What notebooks, sources and `_quarto.yml` say
is code and read by whoever reviews it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from xml.etree import ElementTree

from bookmaker.project import admission, pandoc
from bookmaker.project.description import Chapter
from bookmaker.project.lines import read_text
from bookmaker.project.remembered import NOTHING, Memory
from helpers import paths
from helpers.editions import SOURCE
from helpers.errors import BookError, InputError, Problem
from helpers.ledger.texts import FOLDERS, text_problems
from helpers.paths import Directories
from helpers.translation.catalogues import LANGUAGES, translated
from helpers.translation.marks import added_marks

# Of parts of pages that scripts fill.
IDENTIFIERS = ("score-app", "check-app")
MOST_PICTURE_BYTES = 20_000_000
_SIGNATURES = {
    ".png": (b"\x89PNG\r\n\x1a\n",),
    ".jpg": (b"\xff\xd8\xff",),
    ".jpeg": (b"\xff\xd8\xff",),
    ".gif": (b"GIF87a", b"GIF89a"),
}
# The parts of a drawing; what can run, embed a page or fetch something is none.
# fmt: off
_DRAWN = frozenset({
    "svg", "g", "defs", "symbol", "use", "title", "desc", "style", "path", "rect", "circle",
    "ellipse", "line", "polyline", "polygon", "text", "tspan", "textPath", "image", "marker",
    "clipPath", "mask", "pattern", "linearGradient", "radialGradient", "stop",
})
# fmt: on
_ADDRESS = re.compile(r"#[\w:.-]+|data:image/(png|jpeg);base64,[\w+/=\s]*")
_FETCHED = re.compile(
    r"@import|\\|javascript:|expression\(|\b(image-set|image|src)\(|url\((?!\s*[\"']?#)",
    re.IGNORECASE,
)
# Of these a browser runs and shows elements, whatever they stand in; "" is a file without any.
_ALIVE = ("", "{http://www.w3.org/2000/svg}", "{http://www.w3.org/1999/xhtml}")
# What nobody publishes: respondents' own, and what programs keep for themselves.
_HELD_BACK = re.compile(r"data/restricted/|(.*/)?\.")
_SAID_AT = re.compile(r"\(line (\d+), column \d+\):\s*(.+)")
_ENTRY = re.compile(r"^\s*@\w+\s*\{\s*(?P<key>[^,\s]+)", re.MULTILINE)


def text_faults(edition: Directories, chapters: Iterable[Chapter]) -> list[Problem]:
    """What is no text in the data, the translations and the pages of an edition."""
    if problems := link_problems(edition.root):
        return problems
    memory = Memory(edition.remembered)
    problems = text_problems(edition.root, memory=memory)
    if edition.language != SOURCE:
        problems += added_marks(translated(edition.language, edition.root), memory=memory)
    written = [edition.root / each.source for each in chapters if not each.is_notebook]
    return problems + page_problems(edition.root, filter(Path.is_file, written), memory=memory)


def link_problems(root: Path) -> list[Problem]:
    """Texts that are none but lead to another file, which may be one of the machine."""
    patterns = ("*.qmd", "*.bib", "locale/**/*", *(f"{folder}/**/*" for folder in FOLDERS))
    found = sorted({path for pattern in patterns for path in root.glob(pattern)})
    message = "is a link to another file; send the file itself"
    return [
        Problem(path.relative_to(root).as_posix(), "", "", message)
        for path in found
        if not path.resolve().is_relative_to(root.resolve())
    ]


def require_texts(root: Path = paths.ROOT) -> None:
    """Raise `InputError` with what is no text in translations, pages and sources."""
    problems = link_problems(root)
    problems += [each for lang in LANGUAGES for each in added_marks(translated(lang, root))]
    problems += page_problems(root, sorted(root.glob("*.qmd")))
    problems += [each for path in sorted(root.glob("*.bib")) for each in source_problems(path)]
    if problems:
        raise InputError(problems)


def page_problems(root: Path, pages: Iterable[Path], *, memory: Memory = NOTHING) -> list[Problem]:
    """What pages of Markdown have and may not have, with the line where it can be found.

    Raises `InputError` for a page that takes Pandoc too long.
    """
    names = {path.relative_to(root).as_posix(): path for path in pages}
    texts = {name: read_text(path, name) for name, path in names.items()}
    try:
        found = admission.page_faults(texts, IDENTIFIERS, memory=memory)
    except admission.UnreadableError as error:
        source = list(texts)[error.place]
        row, line = pandoc.slow_line(texts[source])
        raise InputError([Problem(source, str(row), "", f"{line!r}: {error}")]) from None
    mend = "a page is text: put what runs into src/, and what it looks like into a style sheet"
    return [
        Problem(source, _row(texts[source], fault), "", f"{fault} is not allowed here; {mend}")
        for source, faults in found.items()
        for fault in faults
    ]


def _row(text: str, fault: str) -> str:
    """The first line with a word of what was found, if one has it."""
    for word in re.findall(r"[\w:/.#=-]{4,}", fault.partition("'")[2]):
        if word in text:
            return str(text.count("\n", 0, text.index(word)) + 1)
    return ""


def source_problems(path: Path, *, memory: Memory = NOTHING) -> list[Problem]:
    """What a bibliography has besides words, by entry and field."""
    text = read_text(path, path.name)
    rows = {m["key"]: text.count("\n", 0, m.start("key")) + 1 for m in _ENTRY.finditer(text)}
    try:
        [[judged]] = admission.judged(
            [[text]], admission.source_faults, admission.BIBLATEX, memory=memory
        )
    except BookError as error:
        # Pandoc says it within a report on its filter.
        said = _SAID_AT.search(str(error))
        row, why = said.groups() if said else ("", str(error))
        return [Problem(path.name, row, "", f"cannot be read as BibLaTeX: {why}")]
    return [
        Problem(
            path.name,
            str(rows.get(key, "")),
            field,
            f"source {key} has {', '.join(faults)}; its fields are words with accents and emphasis "
            "at most, its addresses begin with http:// or https://",
        )
        for key, field, faults in judged
    ]


def picture_fault(path: Path, root: Path) -> str:
    """Why a file is no picture that may go into the book; empty when it is one."""
    if not path.resolve().is_relative_to(root.resolve()):
        return "leads out of the project; keep a copy in it"
    if _HELD_BACK.match(path.resolve().relative_to(root.resolve()).as_posix()):
        return "is none of those that may be published; keep a copy elsewhere in the project"
    if path.stat().st_size > MOST_PICTURE_BYTES:
        return f"has more than {MOST_PICTURE_BYTES:,} bytes; make it smaller"
    content, suffix = path.read_bytes(), path.suffix.lower()
    if suffix == ".svg":
        found = next(_drawing_faults(content), "")
        return f"{found}; save it as a plain SVG" if found else ""
    if not content.startswith(_SIGNATURES.get(suffix, ())):
        return f"is no picture of the kind {suffix or 'SVG'}; known are .svg, .png, .jpg, .gif"
    return ""


def _drawing_faults(content: bytes) -> Iterator[str]:
    if b"\0" in content:
        yield "is in UTF-16, not in UTF-8"
        return
    if b"<!ENTITY" in content or b"<?xml-stylesheet" in content:
        yield "defines entities or asks for a style sheet"
        return
    try:
        drawing = ElementTree.fromstring(content)
    except ElementTree.ParseError as error:
        yield f"is no SVG ({error})"
        return
    if _name(drawing.tag) != "svg":
        yield "is no SVG"
    below = [drawing]
    while below:
        element = below.pop()
        if _name(element.tag) == "metadata":
            yield from _metadata_faults(element)
        else:
            yield from _element_faults(element)
            below += reversed(element)


def _metadata_faults(metadata: ElementTree.Element) -> Iterator[str]:
    """What a browser would run of a description, which nobody sees."""
    for element in metadata.iter():
        if element is not metadata and _namespace(element.tag) in _ALIVE:
            yield f"has <{_name(element.tag)}> in its metadata"
        if any(_name(key).lower().startswith("on") for key in element.attrib):
            yield "has an event in its metadata"


def _element_faults(element: ElementTree.Element) -> Iterator[str]:
    name = _name(element.tag)
    if name not in _DRAWN:
        yield f"has <{name}>, which is no part of a drawing"
    for key, value in element.attrib.items():
        if _name(key).lower().startswith("on") or _name(key) == "base":
            yield f"has the attribute {_name(key)}"
        elif _name(key) in ("href", "src") and not _ADDRESS.fullmatch(value):
            yield f"leads to '{value[:60]}'"
        elif _FETCHED.search(value):
            yield f"has {_name(key)}='{value[:60]}'"
    if name == "style" and _FETCHED.search("".join(element.itertext())):
        yield "has a style that fetches something"


def _name(tag: object) -> str:
    """Without its namespace; a comment or an instruction has none."""
    return tag.rpartition("}")[2] if isinstance(tag, str) else "?"


def _namespace(tag: object) -> str:
    return "".join(tag.rpartition("}")[:2]) if isinstance(tag, str) else ""
