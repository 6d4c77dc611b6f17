"""The audit as text for a terminal and as JSON, in the language of an edition.

Texts are made line by line, so that the first lines of a large ledger are there at once.
"""

from __future__ import annotations

import json
import textwrap
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from helpers.audit import Audit, OtherEnd
from helpers.audit.checks import CHECKS
from helpers.audit.command.summary import summary
from helpers.audit.results import NOT_EXACT, STATUSES, CheckResult, Finding, Mark, Verdict
from helpers.audit.wording import explain, mark_words, may_be, rule_name, verdict_word, write
from helpers.editions import Edition
from helpers.interface import marked, text, text_in
from helpers.ledger.claims import Claim

STATUS_NAMES = {
    "inconsistent": marked("inconsistent"),
    "units": marked("units differ"),
    "open": marked("open"),
    "consistent": marked("consistent"),
}

NARROWEST = 60
MOST_NAMES = 6
MOST_ENDS = 50
MOST_SENTENCES = 12  # of one finding: a group of thousands would fill the report with itself
MOST_IDS = 200  # the same, of JSON, where each of its claims repeats the finding
DECIMALS = 6
_GAP = "  "


@dataclass(frozen=True)
class Report:
    """An audit, and the language and width in which it is shown.

    `lists_all` adds the claims that are exact or have nothing to follow from to the table.
    """

    audit: Audit
    edition: Edition
    width: int = 100
    lists_all: bool = False

    @property
    def language(self) -> str:
        """Language of the edition: en, ru or kk."""
        return self.edition.language

    def text(self, english: str) -> str:
        """A text of the report in its language."""
        return text(english, self.language)


def table_lines(report: Report) -> Iterator[str]:
    """The summary; what does not follow, worst first; counts by verdict; what the checks found."""
    yield from _block(summary(report.audit, report.edition), report, indent="")
    yield from _claim_lines(report)
    yield from _count_lines(report)
    yield from _check_lines(report)


def claim_lines(report: Report, claim_id: str) -> Iterator[str]:
    """All arithmetic of one claim, and the summary of the ledger, which the exit status is about.

    Raises `ArgumentError` for a claim that is not in the ledger.
    """
    claim, verdict = report.audit.ledger[claim_id], report.audit.verdict_of(claim_id)
    yield f"{claim_id}: {verdict_word(verdict.verdict, report.language)}"
    yield from _labelled(report.text("printed"), f"{claim.printed} ({claim.unit})", report)
    yield from _block(_place_of(claim, report), report)
    if claim.formula:
        yield from _labelled(report.text("formula"), claim.formula, report)
    if claim.base:
        base = report.audit.ledger[claim.base].printed
        yield from _labelled(report.text("stated base"), f"{claim.base} = {base}", report)
    yield ""
    yield from _block(explain(verdict.statements, report.edition), report)
    for rule, bases in verdict.bases.items() if verdict.verdict != "base" else ():
        label = f"{report.text('other bases that work')} ({rule_name(rule, report.language)})"
        yield from _labelled(label, write(bases, report.edition), report)
    if possible := may_be(verdict, report.language):
        yield from _labelled(report.text("what may have happened"), possible, report)
    for end in report.audit.other_ends.get(claim_id, ()):
        label = mark_words(Mark(end.verdict, is_other_end=True), report.language)
        yield from _labelled(label, allowed_at(report, end), report)
    for finding in report.audit.findings_of(claim_id):
        if finding.statements != verdict.statements:
            yield from _finding_lines(finding, report)
    yield ""
    whole = f"{report.text('The whole ledger')}: {summary(report.audit, report.edition)}"
    yield from _block(whole, report, indent="")


def json_lines(report: Report, claim_ids: Iterable[str] | None = None) -> Iterator[str]:
    """The verdicts as a JSON list of objects, in the order of the ledger, or those of some claims.

    Keys: claim_id, verdict, explanation, printed, recomputed (what the formula gives, as decimal
    text of at most six digits after the point, null without one), rule (under which it follows,
    else empty), bases (rule -> [first, last] other base that works), case, other_ends (of which
    claim or check it is the other end: of, verdict, explanation), and findings (those of the checks
    that are not consistent: check, status, explanation, n_claims, claim_ids, at_odds). The module
    `schema` says the same to a program.
    """
    start = "["
    for claim_id in report.audit.ledger if claim_ids is None else claim_ids:
        found = _object(report, report.audit.verdict_of(claim_id))
        yield start + json.dumps(found, ensure_ascii=False)
        start = ","
    yield "]"


def _object(report: Report, verdict: Verdict) -> dict[str, object]:
    findings = report.audit.findings_of(verdict.claim_id)
    bases = {rule: [each[0], each[-1]] for rule, each in verdict.bases.items() if each}
    return {
        "claim_id": verdict.claim_id,
        "verdict": verdict.verdict,
        "explanation": explain(verdict.statements, report.edition),
        "printed": report.audit.ledger[verdict.claim_id].printed,
        "recomputed": None if verdict.recomputed is None else decimal_text(verdict.recomputed),
        "rule": verdict.rule,
        "bases": bases,
        "case": verdict.case,
        "other_ends": [
            {
                "of": end.of.claim_id if isinstance(end.of, Verdict) else end.of.check,
                "verdict": end.verdict,
                "explanation": allowed_at(report, end),
            }
            for end in report.audit.other_ends.get(verdict.claim_id, ())
        ],
        "findings": [
            {
                "check": finding.check,
                "status": finding.status,
                "explanation": said_of(finding, report),
                "n_claims": len(finding.claim_ids),
                "claim_ids": finding.claim_ids[:MOST_IDS],
                "at_odds": finding.ends[:MOST_IDS],
            }
            for finding in findings
            if finding.status != "consistent"
        ],
    }


def decimal_text(value: Fraction) -> str:
    """An exact number as decimal text, rounded to six digits after the point.

    >>> decimal_text(Fraction(35700, 487)), decimal_text(Fraction(15, 2)), decimal_text(Fraction(6))
    ('73.305955', '7.5', '6')
    """
    scaled = round(abs(value) * 10**DECIMALS)
    whole, digits = divmod(scaled, 10**DECIMALS)
    decimal = f"{whole}.{digits:0{DECIMALS}d}".rstrip("0").rstrip(".")
    return f"-{decimal}" if value < 0 and scaled else decimal


def _claim_lines(report: Report) -> Iterator[str]:
    by_verdict = report.audit.by_verdict()
    if not report.lists_all:
        by_verdict = {verdict: by_verdict[verdict] for verdict in NOT_EXACT}
    listed = [each.claim_id for found in by_verdict.values() for each in found]
    if not listed:
        return
    yield ""
    words = {verdict: verdict_word(verdict, report.language) for verdict in by_verdict}
    headings = [report.text("claim"), report.text("verdict"), report.text("printed")]
    prints = [report.audit.ledger[claim_id].printed for claim_id in listed]
    longest = [max(map(len, listed)), max(map(len, words.values())), max(map(len, prints))]
    most = report.width // 3, report.width // 5, report.width // 6
    widths = [
        min(max(length, len(heading)), limit)
        for length, heading, limit in zip(longest, headings, most, strict=True)
    ]
    widths.append(max(report.width - sum(widths) - 3 * len(_GAP), NARROWEST // 4))
    yield from _row([*headings, report.text("arithmetic")], widths)
    yield _GAP.join("-" * width for width in widths)
    for verdict, found in by_verdict.items():
        for each in found:
            printed = report.audit.ledger[each.claim_id].printed
            cells = [each.claim_id, words[verdict], printed]
            yield from _row([*cells, explain(each.statements, report.edition)], widths)


def _row(cells: list[str], widths: list[int]) -> Iterator[str]:
    """Cells side by side, each wrapped in its own column."""
    columns = [_wrapped(cell, width) for cell, width in zip(cells, widths, strict=True)]
    for number in range(max(map(len, columns))):
        parts = [column[number] if number < len(column) else "" for column in columns]
        padded = (part.ljust(width) for part, width in zip(parts, widths, strict=True))
        yield _GAP.join(padded).rstrip()


def _wrapped(cell: str, width: int) -> list[str]:
    return [cell] if len(cell) <= width else textwrap.wrap(cell, width)


def _count_lines(report: Report) -> Iterator[str]:
    rule = rule_name(report.audit.rule, report.language)
    yield ""
    yield f"{report.text('Claims')}: {len(report.audit.verdicts)} ({rule})"
    for verdict, found in report.audit.by_verdict().items():
        yield f"{_GAP}{len(found):>7}  {verdict_word(verdict, report.language)}"
    if ends := [name for name, mark in report.audit.marks.items() if mark.is_other_end]:
        label = report.text("Other ends of these, or of a check")
        names = ", ".join(ends[:MOST_ENDS]) + (", …" if len(ends) > MOST_ENDS else "")
        yield from _labelled(f"{label} ({len(ends)})", names, report)
    if not report.lists_all:
        listed = report.text(
            "Listed above: what does not follow as printed. --all lists every number, "
            "--explain CLAIM_ID says what its other ends allow."
        )
        yield from _block(listed, report)


def _check_lines(report: Report) -> Iterator[str]:
    yield ""
    yield f"{report.text('Checks')}:"
    for check in report.audit.checks:
        if check.applies:
            yield from _block(f"{title_of(check.check, report)}: {counted(check, report)}", report)
            for finding in check.findings:
                if finding.status != "consistent":
                    yield from _finding_lines(finding, report, indent=2 * _GAP, with_title=False)
    if idle := [
        title_of(check.check, report) for check in report.audit.checks if not check.applies
    ]:
        yield from _labelled(report.text("Nothing to compare for"), "; ".join(idle), report)


def counted(check: CheckResult, report: Report) -> str:
    """How many findings of a check have each status."""
    counts = Counter(finding.status for finding in check.findings)
    return ", ".join(f"{report.text(STATUS_NAMES[s])} {counts[s]}" for s in STATUSES if counts[s])


def _finding_lines(
    finding: Finding, report: Report, *, indent: str = _GAP, with_title: bool = True
) -> Iterator[str]:
    names = ", ".join(finding.claim_ids[:MOST_NAMES])
    if len(finding.claim_ids) > MOST_NAMES:
        names += f", … ({len(finding.claim_ids)})"
    title = f"{title_of(finding.check, report)}: " if with_title else ""
    line = (
        f"{title}{report.text(STATUS_NAMES[finding.status])} [{names}] {said_of(finding, report)}"
    )
    yield from _block(line, report, indent=indent)


def allowed_at(report: Report, end: OtherEnd) -> str:
    """What the number or check at the other end of a claim says of it."""
    said = explain(report.audit.allowance(end)[:MOST_SENTENCES], report.edition)
    return f"{title_of(end.of.check, report)}: {said}" if isinstance(end.of, Finding) else said


def said_of(finding: Finding, report: Report) -> str:
    """The arithmetic of a finding; of a very long one its beginning."""
    said = explain(finding.statements[:MOST_SENTENCES], report.edition)
    return f"{said} …" if len(finding.statements) > MOST_SENTENCES else said


def title_of(check: str, report: Report) -> str:
    """The title of a check."""
    return report.text(CHECKS[check].title)


def _place_of(claim: Claim, report: Report) -> str:
    place = f"{claim.chapter}, {claim.section}, {claim.location}"
    if claim.find:
        search_for = text_in("audit report", "search for", report.language)
        place += f"; {search_for}: {claim.find}"
    return f"{report.text('in the report')}: {place}"


def _labelled(label: str, said: str, report: Report) -> list[str]:
    return _block(f"{label}: {said}", report)


def _block(paragraph: str, report: Report, *, indent: str = _GAP) -> list[str]:
    """A paragraph below its heading, wrapped; what follows its first line stands further in."""
    further = indent + _GAP
    return textwrap.wrap(paragraph, report.width, initial_indent=indent, subsequent_indent=further)
