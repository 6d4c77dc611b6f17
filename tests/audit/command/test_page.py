"""The page: everything of the audit, escaped, and nothing from anywhere else."""

from __future__ import annotations

import base64
import hashlib
import re
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest

from helpers.audit import audit
from helpers.audit.command import page
from helpers.audit.command.files import open_file
from helpers.audit.command.report import Report
from helpers.audit.results import NOT_EXACT, SIGNS, VERDICTS
from helpers.audit.texts import VERDICT_NAMES
from helpers.editions import LANGUAGES, Edition
from helpers.paths import ROOT
from tests.cases.small_study import load_ledger

SOURCE = page.Source("claims.csv", "0" * 64, date(2031, 3, 1))


class Tags(HTMLParser):
    """Start tags with their attributes, and the ids of rows by the list they stand in."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Remember a tag."""
        self.found.append((tag, dict(attrs)))

    def all(self, name: str) -> list[dict[str, str | None]]:
        """The attributes of every tag of a name."""
        return [attributes for tag, attributes in self.found if tag == name]


def faulty(language: str = "en") -> Report:
    """The audit of the ledger that has every verdict."""
    file = open_file(ROOT / "data/examples/faulty.csv")
    return Report(audit(file.ledger, levels=file.levels), Edition(language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_number_has_one_row_the_worst_first(language: str) -> None:
    """With its sign; each link leads to a place of the page."""
    report = faulty(language)
    html = page.html(report, SOURCE)
    tags = Tags(html)
    rows = [each for each in tags.all("tr") if "data-verdict" in each]
    assert sorted(each["id"] for each in rows) == sorted(f"claim-{x}" for x in report.audit.ledger)
    verdicts = [each["data-verdict"].split()[0] for each in rows]
    assert list(dict.fromkeys(verdicts))[: len(NOT_EXACT)] == list(NOT_EXACT)
    assert all(SIGNS[verdict] in html for verdict in VERDICTS)
    ids = {attributes.get("id") for _, attributes in tags.found}
    assert {each["href"].removeprefix("#") for each in tags.all("a")} <= ids
    assert tags.all("html") == [{"lang": language}]


def test_the_page_asks_nothing_of_anybody() -> None:
    """No address, no handler, and the browser is told to run what stands here by its hash."""
    html = page.html(faulty(), SOURCE)
    tags = Tags(html)
    names = {name for _, attributes in tags.found for name in attributes}
    assert not {"src", "srcset", "style", "action"} & names
    assert not [name for name in names if name.startswith("on")]
    assert "http:" not in html
    assert "https:" not in html
    (policy,) = [each["content"] for each in tags.all("meta") if each.get("http-equiv")]
    assert policy.startswith("default-src 'none'; ")
    for tag in ("style", "script"):
        (code,) = re.findall(f"<{tag}>(.*?)</{tag}>", html, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy


def test_what_the_ledger_says_is_text(tmp_path: Path) -> None:
    """Markup in any cell, and in the name of the file, stays what it is."""
    bad = "<img src=x onerror=alert(1)>\"'&{{7*7}}"
    cells = {"section": bad, "find": bad, "note": bad}
    ledger = load_ledger(tmp_path, zero_pct=cells)
    html = page.html(Report(audit(ledger), Edition("en")), page.Source(bad, "", SOURCE.made, [bad]))
    assert Tags(html).all("img") == []
    assert html.count("&lt;img src=x onerror=alert(1)&gt;&quot;&#x27;&amp;{{7*7}}") == 7


def test_a_long_list_is_cut_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """Links lead to rows only that are there."""
    monkeypatch.setattr(page, "MOST_ROWS", 3)
    html = page.html(faulty(), SOURCE)
    tags = Tags(html)
    assert "The first 3 of 16 are on this page; --json writes all." in html
    ids = {attributes.get("id") for _, attributes in tags.found}
    assert {each["href"].removeprefix("#") for each in tags.all("a")} <= ids


def test_a_page_says_how_the_ledger_was_read() -> None:
    """File, digest, day, rounding, units, and remarks."""
    source = page.Source("a.csv", "ab" * 32, date(2031, 3, 1), ["Something else."])
    said = dict(page.readings(faulty(), source))
    assert said["rounding assumed"] == "rounded, halves up"
    assert said["day of the audit"] == "March 1, 2031"
    assert {"a.csv", "ab" * 32, "51", "Something else."} <= set(said.values())


def test_every_verdict_has_a_count() -> None:
    """Also those that no number has, so that a reader sees what was asked."""
    html = page.html(faulty(), SOURCE)
    for name in VERDICT_NAMES.values():
        assert f'scope="row">{name}</th>' in html
