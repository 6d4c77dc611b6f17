"""The search index: Pagefind reads the rendered pages and writes an index of static files.

Only the text of a page goes in: no code, no lists of links. Pagefind's own interface stays out;
`book.js` asks its engine in the browser.
"""

from __future__ import annotations

import io
import re
import subprocess
import tempfile
import zipfile
from collections.abc import Mapping
from pathlib import Path

from lxml import html
from pagefind.service import get_executable

from bookmaker.errors import BookError
from bookmaker.project.remembered import NOTHING, Memory, own_code, version_of

DIRECTORY = "pagefind"
_TAGS_LEFT_OUT = frozenset({"pre", "script", "style", "math"})
_CLASSES_LEFT_OUT = frozenset({"code-fold", "anchor", "footnote-ref"})
_FACTS = frozenset({"p", "dl"})
_HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
# Hundreds of entries of the ledger must not come before the chapters.
_ENTRY_WEIGHT = "0.5"
_MAIN = re.compile(r"<main\b.*</main>", re.DOTALL)
_LANGUAGE = re.compile(r"<html\b[^>]*>")
# Files of Pagefind's ready-made interfaces, which the book does not use.
_INTERFACES = re.compile(r"\bpagefind-(?:\w+-ui|ui|highlight)\.|playground")


class SearchError(BookError):
    """Pagefind refused the pages; the message is Pagefind's own."""


def version() -> str:
    """Version of Pagefind in use."""
    return version_of("pagefind")


def write_index(pages: Mapping[str, Path], *, directory: Path, memory: Memory = NOTHING) -> Path:
    """Write the index of a site's pages, given by their address in it; returns its directory."""
    contents = {
        href: _searchable(path.read_text(encoding="utf-8"), memory)
        for href, path in sorted(pages.items())
    }
    decided_by = ["search", own_code(), version(), *(p for item in contents.items() for p in item)]
    packed = memory.answer(decided_by, lambda: _packed_index(contents))
    with zipfile.ZipFile(io.BytesIO(packed)) as files:
        files.extractall(directory / DIRECTORY)
    return directory / DIRECTORY


def _searchable(page: str, memory: Memory) -> str:
    """What search reads of a page; whatever stands around its text decides nothing of it."""
    main, language = _MAIN.search(page), _LANGUAGE.search(page)
    part = f"{language[0]}{main[0]}" if main and language else page
    decided_by = ["searchable", own_code(), version_of("lxml"), part]
    return memory.text(decided_by, lambda: searchable(part))


def _packed_index(contents: Mapping[str, str]) -> bytes:
    """Pagefind's files in an archive."""
    # Its client for Python waits a tenth of a second for each page.
    with tempfile.TemporaryDirectory() as scratch:
        site, written = Path(scratch) / "site", Path(scratch) / "written"
        for href, content in contents.items():
            path = site / href
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, encoding="utf-8")
        options = ["--site", site, "--output-path", written, "--keep-index-url", "--silent"]
        done = subprocess.run([get_executable(), *options], capture_output=True, text=True)
        if done.returncode:
            raise SearchError(f"Pagefind cannot index the book: {done.stderr.strip()}")
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as archive:
            for path in sorted(path for path in written.rglob("*") if path.is_file()):
                name = path.relative_to(written).as_posix()
                if not _INTERFACES.search(name):
                    # Of a fixed date, not that of the file.
                    archive.writestr(zipfile.ZipInfo(name), path.read_bytes())
    return packed.getvalue()


def searchable(page: str) -> str:
    """What search reads of a page: its language, its title, its text with ids on the headings.

    Pagefind leads to a section only if the heading itself has an id; pages have it on the section.
    """
    root = html.document_fromstring(page)
    [main] = root.iter("main")
    for part in [each for each in main.iter("*") if _is_left_out(each)]:
        part.drop_tree()
    for section in main.iter("section"):
        heading = next((each for each in section if each.tag in _HEADINGS), None)
        if heading is not None and "id" in section.attrib:
            heading.set("id", section.attrib.pop("id"))
    for heading in main.iter("h3"):
        if "claim-entry" in _classes(heading.getparent()):
            heading.set("data-pagefind-weight", _ENTRY_WEIGHT)
    *_, title = main.iter("h1")
    title.set("data-pagefind-meta", "title")
    text = html.tostring(main, encoding="unicode", with_tail=False)
    return f'<html lang="{root.get("lang")}"><body>{text}</body></html>'


def _is_left_out(element: html.HtmlElement) -> bool:
    if element.tag in _TAGS_LEFT_OUT or "data-furniture" in element.attrib:
        return True
    is_fact = element.tag in _FACTS and "claim-entry" in _classes(element.getparent())
    return is_fact or not _CLASSES_LEFT_OUT.isdisjoint(_classes(element))


def _classes(element: html.HtmlElement) -> list[str]:
    return element.get("class", "").split()
