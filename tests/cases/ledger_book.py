"""A book of one chapter that lists the ledger's page, staged and rendered."""

from __future__ import annotations

import json
from pathlib import Path

from bookmaker.rendering import embedded
from helpers import staging
from helpers.paths import LEDGER_PAGE
from tests.cases.small_books import code, markdown, write_executed

VALUES = {
    "zero_reports_pct": "72%",
    "register_size": "487",
    "not_zero_reports": "130",
    "zero_reports": "357",
}
TEXT = (
    "{{< var zero_reports_pct >}} of {{< var register_size >}}, less {{< var not_zero_reports >}}"
)
FRONT = "# Front {.unnumbered}\n\nOf {{< var zero_reports >}} zero reports\n"
# Where the numbers of the chapter lead.
LINKS = {
    "72%": "../ledger.html#claim-zero_reports_pct",
    "487": "../ledger.html#claim-register_size",
    "130": "../ledger.html#derived-not_zero_reports",
}


# Where the site is.
SITE = "outputs/book/en"


def build(folder: Path) -> None:
    """Write the book's sources and build it."""
    outputs = folder / "outputs"
    cells = markdown(f"# One {{#sec-one}}\n\n{TEXT}"), code("#| label: setup\n1")
    write_executed(folder, "01_one", *cells)
    numbers = outputs / "numbers" / "en" / "01_one.json"
    numbers.parent.mkdir(parents=True)
    numbers.write_text(json.dumps(VALUES), encoding="utf-8")
    book = {
        "title": "Small",
        "output-file": "small",
        "chapters": ["index.qmd", "notebooks/01_one.ipynb", LEDGER_PAGE],
        "downloads": ["pdf", "epub", "docx"],
    }
    description = {"project": {"type": "book"}, "lang": "en", "book": book}
    (folder / "_quarto.yml").write_text(json.dumps(description), encoding="utf-8")
    (folder / "index.qmd").write_text(FRONT, encoding="utf-8")
    staging.stage("en", root=folder, outputs=outputs)
    embedded.render(outputs / "site/en", folder / SITE)
