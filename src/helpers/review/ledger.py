"""The ledger of a built site: every number has its entry, and every number's link leads to one."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path, PurePosixPath

from bs4 import BeautifulSoup, Tag

from helpers.errors import Problem
from helpers.paths import LEDGER_PAGE

LEDGER = str(PurePosixPath(LEDGER_PAGE).with_suffix(".html"))


def check_ledger(directory: Path, anchors: Iterable[str]) -> list[Problem]:
    """What is wrong with the ledger of a site; an empty list means that nothing is.

    `anchors` are the ids that its page must have, such as `claim-zero_reports`. Links of numbers
    must lead to an entry of the page and say what the number is; entries must lead back.
    """
    entries = {tag["id"]: tag for tag in _page(directory / LEDGER).select(".claim-entry[id]")}
    problems = [
        Problem(LEDGER, "", anchor, "has no entry; stage the book again")
        for anchor in anchors
        if anchor not in entries
    ]
    for path in sorted(directory.rglob("*.html")):
        name = path.relative_to(directory).as_posix()
        for link in _page(path).select("a.claim"):
            problems += [
                Problem(name, "", link.get_text(), message)
                for message in _faults(link, path, directory / LEDGER, entries)
            ]
    return problems


def _page(path: Path) -> BeautifulSoup:
    return BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")


def _faults(link: Tag, path: Path, ledger: Path, entries: dict[str, Tag]) -> Iterable[str]:
    address, _, anchor = str(link.get("href", "")).partition("#")
    if (path.parent / address).resolve() != ledger.resolve():
        yield f"leads to {address}, not to the ledger"
    elif anchor not in entries:
        yield f"leads to #{anchor}, which the ledger does not have"
    elif link.get("id") and not entries[anchor].select(f'a[href$="#{link["id"]}"]'):
        yield f"is named {link['id']}, and its entry does not lead back to it"
    if not link.get("title"):
        yield "does not say what the number is"
