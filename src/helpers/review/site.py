"""The built site, read back as a reader's browser would: links, pictures, numbers, leftovers.

It knows nothing of the renderer, so it judges Quarto's pages and the embedded renderer's alike.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

from bs4 import BeautifulSoup, Tag

from helpers.errors import Problem

# What a renderer leaves where it could not resolve something.
LEFTOVERS = re.compile(r"\{\{<|\?@|\?var:|@(?:fig|tbl|sec|eq)-|\[@|\?\?\?")
_CAPTION = re.compile(r"^\s*\w+\s(?P<number>\d+(?:\.\d+)*)\s*[:.]")
_REQUESTS = (
    ("script", "src"),
    ("img", "src"),
    ("img", "srcset"),
    ("iframe", "src"),
    ("source", "src"),
    ("video", "src"),
    ("audio", "src"),
    ("object", "data"),
    ("embed", "src"),
)
_FETCHED_LINKS = frozenset(
    ["stylesheet", "icon", "preload", "modulepreload", "preconnect", "dns-prefetch", "manifest"]
)


def check_site(directory: Path) -> list[Problem]:
    """Everything wrong with a built site; an empty list means none was found.

    Checks that internal links and anchors lead somewhere, pictures exist and have alternative
    text, ids are unique in a page, nothing is left unresolved, figures and tables are numbered in
    order and once, no page asks another host for anything, and every page has a language, a title
    of its own, and a heading.
    """
    files = sorted(directory.rglob("*.html"))
    if not files:
        return [Problem(str(directory.name), "", "", "has no HTML page; render the book first")]
    pages = {path: _parse(path) for path in files}
    ids = {
        path.resolve(): {tag["id"] for tag in page.find_all(id=True)}
        for path, page in pages.items()
    }
    problems: list[Problem] = []
    for path, page in pages.items():
        name = path.relative_to(directory).as_posix()
        problems += [Problem(name, "", "", message) for message in _page_messages(page)]
        problems += [
            Problem(name, "", "", message) for message in _link_messages(path, page, ids=ids)
        ]
    problems += _repeated_numbers(directory, pages)
    problems += _repeated_titles(directory, pages)
    return problems + _style_problems(directory)


def _parse(path: Path) -> BeautifulSoup:
    return BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")


def _page_messages(page: BeautifulSoup) -> Iterator[str]:
    root = page.find("html")
    if not (root and root.get("lang")):
        yield "the html element has no lang"
    if not _title(page):
        yield "the page has no title"
    if not page.find("h1"):
        yield "the page has no heading of the first level"
    counts = Counter(tag["id"] for tag in page.find_all(id=True))
    yield from (f"id '{name}' is used {n} times" for name, n in counts.items() if n > 1)
    for image in page.find_all("img"):
        if not str(image.get("alt", "")).strip():
            yield f"picture {image.get('src')} has no alternative text"
    yield from (f"asks another host: {address}" for address in _foreign_requests(page))
    yield from (f"unresolved '{text}'" for text in leftovers(page))
    yield from _order_messages(page)


def _foreign_requests(page: BeautifulSoup) -> Iterator[str]:
    for name, attribute in _REQUESTS:
        for tag in page.find_all(name):
            yield from _foreign(str(tag.get(attribute, "")))
    for tag in page.find_all("link"):
        if _FETCHED_LINKS & set(tag.get("rel") or ()):
            yield from _foreign(str(tag.get("href", "")))


def _foreign(address: str) -> list[str]:
    return [address] if re.match(r"(?:[a-z]+:)?//", address) else []


def leftovers(page: Tag) -> list[str]:
    """Words around what no renderer resolved, outside code and scripts."""
    found = []
    for text in page.find_all(string=LEFTOVERS):
        if not text.find_parent(["code", "pre", "script", "style", "annotation"]):
            match = LEFTOVERS.search(text)
            found.append(" ".join(text[match.start() : match.start() + 40].split()))
    return found


def captions(page: Tag) -> list[tuple[str, str]]:
    """Kinds and numbers of the captions of a page, in order: ("fig", "1.2").

    A caption of a nested part of a figure has no number and is left out.
    """
    found = []
    for caption in page.find_all("figcaption"):
        match = _CAPTION.match(caption.get_text().replace("\u00a0", " "))
        if match:
            is_table = "quarto-float-tbl" in (caption.get("class") or ())
            found.append(("tbl" if is_table else "fig", match["number"]))
    return found


def _order_messages(page: Tag) -> Iterator[str]:
    counts: Counter[str] = Counter()
    for kind, number in captions(page):
        counts[kind] += 1
        last = int(number.split(".")[-1])
        if last != counts[kind]:
            name = {"fig": "figure", "tbl": "table"}[kind]
            yield f"{name} {number} stands where the {name} number {counts[kind]} should"


def _repeated_numbers(directory: Path, pages: dict[Path, BeautifulSoup]) -> list[Problem]:
    """Numbers used on two pages. Unnumbered chapters count 1, 2, … each, as in Quarto."""
    holders: dict[tuple[str, str], str] = {}
    problems = []
    for path, page in pages.items():
        name = path.relative_to(directory).as_posix()
        for key in (key for key in captions(page) if "." in key[1]):
            if holders.setdefault(key, name) != name:
                message = f"number {key[1]} is also in {holders[key]}"
                problems.append(Problem(name, "", key[0], message))
    return problems


def _title(page: Tag) -> str:
    title = page.find("title")
    return " ".join(title.get_text().split()) if title else ""


def _repeated_titles(directory: Path, pages: dict[Path, BeautifulSoup]) -> list[Problem]:
    """Pages that a reader could not tell apart by the names of their tabs."""
    holders: dict[str, str] = {}
    problems = []
    for path, page in pages.items():
        name, title = path.relative_to(directory).as_posix(), _title(page)
        if title and holders.setdefault(title, name) != name:
            message = f"title '{title}' is also that of {holders[title]}"
            problems.append(Problem(name, "", "", message))
    return problems


def _link_messages(path: Path, page: Tag, *, ids: dict[Path, set[str]]) -> Iterator[str]:
    for tag in page.find_all(["a", "link", "area"], href=True):
        yield from _target_messages(path, str(tag["href"]), ids=ids)
    for tag in page.find_all(["img", "script", "source"], src=True):
        yield from _target_messages(path, str(tag["src"]), ids=ids)


def _target_messages(path: Path, address: str, *, ids: dict[Path, set[str]]) -> Iterable[str]:
    """What is wrong with a link of a page; `ids` are those of each page, by its resolved path."""
    parts = urlsplit(address)
    if parts.scheme or parts.netloc or address in ("", "#"):
        return []
    target = (path.parent / unquote(parts.path)).resolve() if parts.path else path.resolve()
    target = target / "index.html" if target.is_dir() else target
    if not target.exists():
        return [f"link to {address}: no such file"]
    anchors = ids.get(target)
    fragment = unquote(parts.fragment)
    if fragment and anchors is not None and fragment not in anchors:
        return [f"link to {address}: the page has no such anchor"]
    return []


def _style_problems(directory: Path) -> list[Problem]:
    """Style sheets that fetch from another host."""
    pattern = re.compile(r"(?:@import\s+|url\()\s*[\"']?(?P<address>(?:https?:)?//[^\"')\s]+)")
    return [
        Problem(
            sheet.relative_to(directory).as_posix(), "", "", f"asks another host: {m['address']}"
        )
        for sheet in sorted(directory.rglob("*.css"))
        for m in pattern.finditer(sheet.read_text(encoding="utf-8"))
    ]
