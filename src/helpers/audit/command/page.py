"""The audit as one page that a person can hand in: a single HTML file that asks nothing of any
network, is read, searched and printed without the command, and is escaped wherever the ledger
speaks.

The browser is told to run the one script and style of the page and nothing else. Without scripts
everything is there, only folded; on paper everything is unfolded.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from html import escape, unescape
from pathlib import Path

from markupsafe import Markup

from bookmaker.project.directories import write_whole
from bookmaker.templates import template
from helpers.audit import OtherEnd
from helpers.audit.checks import CHECKS
from helpers.audit.command.report import (
    MOST_SENTENCES,
    STATUS_NAMES,
    Report,
    counted,
    title_of,
)
from helpers.audit.command.summary import summary
from helpers.audit.results import (
    NOT_EXACT,
    ORDER,
    SIGNS,
    STATUSES,
    CheckResult,
    Finding,
    Mark,
    Statement,
    Verdict,
)
from helpers.audit.texts import OTHER_END
from helpers.audit.wording import (
    explain,
    mark_words,
    may_be,
    other_end_meaning,
    rule_name,
    verdict_meaning,
    verdict_word,
    write,
)
from helpers.errors import ArgumentError
from helpers.interface import marked, text_in
from helpers.ledger.claims import Claim

ASSETS = Path(__file__).parent / "assets"
GENERATOR = "civic-voice audit"

# A list of more numbers is cut, and says so: browsers scroll and search that many at once.
MOST_ROWS = 5_000
MOST_FINDINGS = 1_000  # of one check
MOST_LINKS = 12  # claims named of one finding

# What page.js says, by the names it knows; it puts the numbers in.
SCRIPT_TEXTS = {
    "all": marked("All {all} numbers are shown."),
    "some": marked("{shown} of {all} numbers are shown."),
    "none": marked("No number fits. Shorten the search, or show all."),
}

# A claim's id between two signs that no text uses is a link as soon as the text is escaped.
_OPEN, _CLOSE = "\ue000", "\ue001"
_NAME = re.compile(f"{_OPEN}([^{_OPEN}{_CLOSE}]*){_CLOSE}")
_BEGINNING = 4096


@dataclass(frozen=True)
class Source:
    """What is said of the file that was audited.

    name        its name, without the folders of the machine
    digest      SHA-256 of its bytes, so that a reader knows whether a file is the same
    made        the day of the audit
    remarks     what else a reader must know of how it was read
    """

    name: str
    digest: str
    made: date
    remarks: Sequence[str] = ()


@dataclass(frozen=True)
class _Row:
    """A number of the ledger as a row shows it."""

    id: str
    anchor: str
    verdict: str
    sign: str
    word: str
    printed: str
    unit: str
    title: str
    arithmetic: Markup
    place: str
    find: str
    note: str
    further: Sequence[tuple[str, str]] = ()
    ends: Sequence[Mapping[str, object]] = ()
    findings: Sequence[Mapping[str, object]] = ()


@dataclass(frozen=True)
class _Part:
    """Rows of one list, and how many there would be if none were left out."""

    rows: Iterable[_Row]
    n: int
    sign: str = ""
    word: str = ""


@dataclass(frozen=True)
class _Page:
    """Makes the parts of a page.

    `shown` are the claims that have a row on it, `findings` the places of those findings that it
    lists, by their identity.
    """

    report: Report
    shown: frozenset[str]
    findings: Mapping[int, str]

    def part(self, verdicts: Sequence[Verdict], *, is_brief: bool, **heading: str) -> _Part:
        rows = [self.row(each, is_brief=is_brief) for each in verdicts[:MOST_ROWS]]
        return _Part(rows, len(verdicts), **heading)

    def row(self, verdict: Verdict, *, is_brief: bool) -> _Row:
        """A number and its arithmetic; a brief row leads to findings instead of saying them."""
        audit, language = self.report.audit, self.report.language
        claim, mark = audit.ledger[verdict.claim_id], audit.marks.get(verdict.claim_id)
        ends = audit.other_ends.get(verdict.claim_id, ())
        findings = audit.findings_of(verdict.claim_id)
        return _Row(
            id=claim.claim_id,
            anchor=_anchor(claim.claim_id),
            verdict=verdict.verdict,
            sign=mark.sign if mark else SIGNS[verdict.verdict],
            word=verdict_word(verdict.verdict, language),
            printed=claim.printed,
            unit=self.label("units", claim.unit),
            title=self.title(claim),
            arithmetic=self.html(verdict.statements),
            place=self.place(claim),
            find=claim.find,
            note=claim.note,
            further=tuple(self.further(verdict)),
            ends=[
                {
                    "word": mark_words(Mark(end.verdict, is_other_end=True), language),
                    "said": self.end(end, is_brief=is_brief),
                }
                for end in ends
            ],
            findings=[
                self.finding(each, is_brief=is_brief)
                for each in findings
                if each.status != "consistent" and each.statements != verdict.statements
            ],
        )

    def further(self, verdict: Verdict) -> Iterator[tuple[str, str]]:
        """What explains a verdict besides its arithmetic: term and text."""
        report, claim = self.report, self.report.audit.ledger[verdict.claim_id]
        if claim.formula:
            yield report.text("formula"), claim.formula
        for rule, bases in verdict.bases.items() if verdict.verdict != "base" else ():
            term = f"{report.text('other bases that work')} ({rule_name(rule, report.language)})"
            yield term, write(bases, report.edition)
        if possible := may_be(verdict, report.language):
            yield report.text("what may have happened"), possible

    def end(self, end: OtherEnd, *, is_brief: bool) -> Markup:
        """What is said at the other end of a number, or where it is said."""
        if is_brief and (anchor := self.findings.get(id(end.of))):
            return _link(anchor, title_of(end.of.check, self.report))
        return self.html(self.report.audit.allowance(end))

    def finding(self, finding: Finding, *, is_brief: bool = False) -> dict[str, object]:
        names = finding.claim_ids[:MOST_LINKS]
        anchor = self.findings.get(id(finding), "")
        if is_brief and anchor:
            return {
                "title": _link(anchor, title_of(finding.check, self.report)),
                "status": finding.status,
                "word": self.report.text(STATUS_NAMES[finding.status]),
            }
        return {
            "anchor": anchor,
            "title": title_of(finding.check, self.report),
            "status": finding.status,
            "word": self.report.text(STATUS_NAMES[finding.status]),
            "claims": [self.linked(name) for name in names],
            "n_more": len(finding.claim_ids) - len(names),
            "said": self.html(finding.statements),
        }

    def check(self, check: CheckResult) -> dict[str, object]:
        found = worst_first(check)
        return {
            "title": title_of(check.check, self.report),
            "question": self.report.text(CHECKS[check.check].question),
            "counted": counted(check, self.report),
            "findings": [self.finding(each) for each in found[:MOST_FINDINGS]],
            "n": len(found),
        }

    def counts(self) -> Iterator[dict[str, object]]:
        """How many numbers have each verdict, and what its sign means."""
        audit, language = self.report.audit, self.report.language
        by_verdict = audit.by_verdict()
        for verdict in ORDER:
            yield {
                "verdict": verdict,
                "sign": SIGNS[verdict],
                "word": verdict_word(verdict, language),
                "n": len(by_verdict[verdict]),
                "meaning": verdict_meaning(verdict, language),
            }
        yield {
            "verdict": "other_end",
            "sign": "(…)",
            "word": self.report.text(OTHER_END),
            "n": len(audit.other_ends),
            "meaning": other_end_meaning(language),
        }

    def html(self, statements: Sequence[Statement]) -> Markup:
        """Sentences with each claim a link to its row, if it has one; cut where they are many."""
        said = explain(statements[:MOST_SENTENCES], self.report.edition, _named)
        said += " …" if len(statements) > MOST_SENTENCES else ""
        return Markup(_NAME.sub(lambda match: self.linked(unescape(match[1])), escape(said)))

    def linked(self, claim_id: str) -> Markup:
        if claim_id not in self.shown:
            return Markup("<code>{}</code>").format(claim_id)
        return _link(_anchor(claim_id), claim_id)

    def title(self, claim: Claim) -> str:
        """The labels of the question, the answer and the place of a number."""
        variable = self.report.audit.ledger.codebook.variables.get(claim.variable)
        categories = variable.categories if variable else {}
        labels = (
            self.label("variables", claim.variable),
            self.said(categories.get(claim.category), claim.category),
            self.label("places", claim.place),
        )
        return " · ".join(label for label in labels if label)

    def place(self, claim: Claim) -> str:
        parts = (self.label("chapters", claim.chapter), claim.section, claim.location)
        return ", ".join(part for part in parts if part)

    def label(self, section: str, key: str) -> str:
        """The label of an id; the id itself where the codebook knows none."""
        codes = self.report.audit.ledger.codebook
        if section in ("variables", "places"):
            known = getattr(codes, section).get(key)
            return self.said(known.label if known else None, key)
        return self.said(codes.labels.get(section, {}).get(key), key)

    def said(self, label: Mapping[str, str] | None, key: str) -> str:
        """A label in the language of the page, or in the one that it has."""
        label = label or {}
        return label.get(self.report.language) or next(iter(label.values()), key)


def html(report: Report, source: Source) -> str:
    """The page: what was audited and how, the summary, verdicts by number, and the checks.

    Lists are worst first and hold at most `MOST_ROWS` numbers or `MOST_FINDINGS` findings; where
    that leaves some out, the page says how many.
    """
    audit, language = report.audit, report.language
    groups = audit.by_verdict()
    failing = [each for verdict in NOT_EXACT for each in groups[verdict]]
    folded = {verdict: groups[verdict] for verdict in ORDER if verdict not in NOT_EXACT}
    shown = [each[:MOST_ROWS] for each in (failing, *folded.values())]
    claims = frozenset(each.claim_id for part in shown for each in part)
    page = _Page(report, claims, _finding_anchors(audit.checks))
    style, script = asset("page.css"), asset("page.js")
    said = {key: report.text(english) for key, english in SCRIPT_TEXTS.items()}
    return template(ASSETS / "page.html.jinja").render(
        language=language,
        title=report.text("Audit of {file}").format(file=source.name),
        generator=GENERATOR,
        policy=policy(style, script),
        style=Markup(style),
        script=Markup(script),
        words=json.dumps(said, ensure_ascii=False),
        summary=summary(audit, report.edition),
        readings=list(readings(report, source)),
        counts=list(page.counts()),
        listed=page.part(failing, is_brief=False),
        others=[
            page.part(
                found, is_brief=True, sign=SIGNS[verdict], word=verdict_word(verdict, language)
            )
            for verdict, found in folded.items()
            if found
        ],
        checks=[page.check(each) for each in audit.checks if each.applies],
        idle=[title_of(each.check, report) for each in audit.checks if not each.applies],
        text=report.text,
        text_in=lambda context, english: text_in(context, english, language),
        number=report.edition.number,
    )


def worst_first(check: CheckResult) -> list[Finding]:
    """The findings of a check that are not consistent, the worst first."""
    found = [each for each in check.findings if each.status != "consistent"]
    return sorted(found, key=lambda each: STATUSES.index(each.status))


def _finding_anchors(checks: Iterable[CheckResult]) -> dict[int, str]:
    listed = (each for check in checks for each in worst_first(check)[:MOST_FINDINGS])
    return {id(each): f"finding-{number}" for number, each in enumerate(listed, start=1)}


def readings(report: Report, source: Source) -> Iterator[tuple[str, str]]:
    """What was audited and what was taken for granted: terms and texts."""
    edition = report.edition
    yield report.text("ledger"), source.name
    yield report.text("SHA-256 of the file"), source.digest
    yield report.text("day of the audit"), edition.day(source.made.isoformat())
    yield report.text("Claims"), edition.number(len(report.audit.verdicts))
    yield report.text("rounding assumed"), rule_name(report.audit.rule, report.language)
    one_each = report.text("A respondent is taken for one form and one organisation.")
    apart = report.text("A respondent is not taken for one form and one organisation.")
    yield report.text("units"), one_each if report.audit.index.one_each else apart
    for remark in source.remarks:
        yield report.text("remark"), remark


def policy(style: str, script: str) -> str:
    """What the page allows a browser: this style and this script, and nothing from anywhere."""
    rules = {
        "default-src": "'none'",
        "style-src": _hash(style),
        "script-src": _hash(script),
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    return "; ".join(f"{name} {source}" for name, source in rules.items())


@cache
def asset(name: str) -> str:
    """The text of a file that becomes part of the page."""
    return (ASSETS / name).read_text(encoding="utf-8")


def require_place(path: Path) -> None:
    """Raises `ArgumentError` where no page can stand: only an earlier page is written over."""
    if str(path) == "-":
        raise ArgumentError("--html writes a file; name one, such as audit.html")
    try:
        if path.is_dir():
            raise ArgumentError(f"{path} is a directory; name a file in it")
        if not path.parent.is_dir():
            raise ArgumentError(f"{path}: there is no directory {path.parent}; make it first")
        if path.exists() and not _is_page(path):
            raise ArgumentError(
                f"{path} is there and is no page of an audit; name another file, or remove it"
            )
    except OSError as error:
        raise _unwritable(path, error) from error


def save(page: str, path: Path) -> None:
    """Write a page whole or not at all. Raises `ArgumentError` where it cannot be written."""
    try:
        write_whole(path, page)
    except OSError as error:
        raise _unwritable(path, error) from error


def _is_page(path: Path) -> bool:
    if not path.is_file():
        return False
    with path.open("rb") as file:
        beginning = file.read(_BEGINNING).decode("utf-8", errors="replace")
    return f'<meta name="generator" content="{GENERATOR}">' in beginning


def _unwritable(path: Path, error: OSError) -> ArgumentError:
    return ArgumentError(
        f"{str(path)[:200]} cannot be written: {error.strerror}; name another file"
    )


def _hash(code: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()}'"


def _link(anchor: str, said: str) -> Markup:
    return Markup('<a href="#{}">{}</a>').format(anchor, said)


def _anchor(claim_id: str) -> str:
    return f"claim-{claim_id}"


def _named(claim_id: str) -> str:
    return f"{_OPEN}{claim_id}{_CLOSE}"
