"""Every page asked by axe-core, in light and in dark: what would keep a reader out.

axe-core's script comes from the package axe-playwright-python, pinned in requirements.lock, so
nothing is downloaded when the book is checked. Rules: https://dequeuniversity.com/rules/axe/
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from helpers import paths
from helpers.editions import SOURCE
from helpers.review.browser import chromium, page_names, served

if TYPE_CHECKING:
    from playwright.sync_api import Page

SCHEMES = ("light", "dark")
_RUN = """async () => {
    document.querySelectorAll('details').forEach(part => { part.open = true; });
    return await axe.run(document, {resultTypes: ['violations']});
}"""


@dataclass(frozen=True)
class AxeResult:
    """What axe-core said of one page: rules passed, and each violation with where it stands."""

    n_passed: int
    violations: tuple[str, ...]


@cache
def axe_script() -> str:
    """The script of axe-core."""
    return (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")


def check_page(page: Page) -> AxeResult:
    """Ask axe-core about an open page, every rule at every level, with folded parts unfolded.

    A violation reads "rule (impact) selector: what to mend", one per place.
    """
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(axe_script())
    answer = page.evaluate(_RUN)
    violations = [
        f"{rule['id']} ({rule['impact']}) {_place(node)}: {_first_line(node['failureSummary'])}"
        for rule in answer["violations"]
        for node in rule["nodes"]
    ]
    return AxeResult(len(answer["passes"]), tuple(violations))


def _place(node: dict) -> str:
    return " ".join(str(part) for part in node["target"])


def _first_line(summary: str) -> str:
    """The first thing to mend; the summary's first line only says "fix any of the following"."""
    lines = [line.strip() for line in summary.splitlines() if line.strip()]
    return lines[1] if len(lines) > 1 else "".join(lines)


def check_book(directory: Path) -> dict[tuple[str, str], AxeResult]:
    """What axe-core says of every page of a rendered book, by page and colour scheme."""
    found = {}
    with served(directory) as address, chromium() as browser, browser.new_page() as page:
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            for name in page_names(directory):
                page.goto(f"{address}/{name}")
                found[name, scheme] = check_page(page)
    return found


def results_table(results: dict[tuple[str, str], AxeResult]) -> str:
    """The results as a Markdown table, with a last row of sums.

    >>> passed = {("a.html", "light"): AxeResult(40, ()), ("a.html", "dark"): AxeResult(41, ())}
    >>> print(results_table(passed))
    | Page | Scheme | Rules passed | Violations |
    |:---|:---|---:|---:|
    | a.html | light | 40 | 0 |
    | a.html | dark | 41 | 0 |
    | 2 checks | | 81 | 0 |
    """
    rows = [
        f"| {name} | {scheme} | {each.n_passed} | {len(each.violations)} |"
        for (name, scheme), each in results.items()
    ]
    n_passed = sum(each.n_passed for each in results.values())
    n_violations = sum(len(each.violations) for each in results.values())
    rows.append(f"| {len(results)} checks | | {n_passed} | {n_violations} |")
    return "\n".join(
        ["| Page | Scheme | Rules passed | Violations |", "|:---|:---|---:|---:|", *rows]
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Ask axe-core about every page of the built book; print each violation, then a table."""
    parser = argparse.ArgumentParser(prog="axe", description=main.__doc__)
    parser.add_argument("--language", default=SOURCE, help="edition of the built book")
    parser.add_argument("--book", type=Path, help="a rendered book elsewhere")
    options = parser.parse_args(arguments)
    results = check_book(options.book or paths.book(options.language))
    for (name, scheme), each in results.items():
        for violation in each.violations:
            print(f"{name} ({scheme}): {violation}")
    print(results_table(results))
    return 1 if any(each.violations for each in results.values()) else 0
