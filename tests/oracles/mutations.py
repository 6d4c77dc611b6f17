"""What one changed digit does: `python -m tests.oracles.mutations` prints the table.

Every digit of a printed number is replaced in turn by every other digit, the ledger is audited
again, and what moved is told: verdicts of claims, and statuses of what the checks find.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from helpers.audit.checks import run_checks
from helpers.audit.index import LedgerIndex
from helpers.audit.verdicts import judge_all
from helpers.ledger.claims import Ledger

DIGITS = "0123456789"
MOST_SHOWN = 9  # numbers in one row of the table

# One claim of each sort, by the sort.
CHANGED = {
    "count": "decisions_yes",
    "percent": "zero_reports_pct",
    "total": "staff_total",
    "sum": "statements_negative",
    "base": "monitoring_base",
    "rank": "funding_international_rank",
    "among the first N": "theme_limited_information_among",
    "one in N": "technology_limits_one_in",
    "mean": "scale_esik",
    "level": "scale_high_towns",
    "repeat": "ngo_registered_exact_repeat",
}

# Claims of which no digit moves anything, each with the reason.
UNTOUCHED = {
    "quoted_nets": "said by one respondent; the report prints nothing to compare it with",
    "survey_questions": "the report prints its sections, but not how many questions each has",
    "planned_projects": "a plan, printed once",
}


@dataclass(frozen=True)
class Move:
    """What moved when a claim was printed otherwise.

    verdicts    claim_id -> verdict before and after
    findings    check -> how many findings of the status before became which status
    """

    claim_id: str
    before: str
    after: str
    verdicts: Mapping[str, tuple[str, str]]
    findings: tuple[tuple[str, str, str], ...]


def changes(printed: str) -> Iterator[str]:
    """The number with one digit replaced by another one, for every digit in turn.

    No number gets a zero in front or becomes zero.

    >>> " ".join(changes("65"))
    '15 25 35 45 55 75 85 95 60 61 62 63 64 66 67 68 69'
    """
    for place, old in enumerate(printed):
        for new in DIGITS.replace(old, "") if old.isdigit() else "":
            text = f"{printed[:place]}{new}{printed[place + 1 :]}"
            has_zero_in_front = text[0] == "0" and text[1:2].isdigit()
            if not has_zero_in_front and float(text):
                yield text


def printed_otherwise(ledger: Ledger, claim_id: str, printed: str) -> Ledger:
    """A ledger in which one claim prints another number."""
    changed = replace(ledger[claim_id], printed=printed)
    return Ledger(dict(ledger.claims) | {claim_id: changed}, ledger.codebook)


def verdicts_of(ledger: Ledger, levels: Mapping[str, str], rule: str) -> dict[str, str]:
    """claim_id -> verdict."""
    judged = judge_all(LedgerIndex.of(ledger, levels), rule=rule)
    return {each.claim_id: each.verdict for each in judged}


def statuses_of(
    ledger: Ledger, levels: Mapping[str, str], rule: str
) -> dict[tuple[str, tuple[str, ...]], str]:
    """Check and claims of each finding -> status."""
    results = run_checks(LedgerIndex.of(ledger, levels), rule=rule)
    findings = (finding for result in results for finding in result.findings)
    return {(each.check, each.claim_ids): each.status for each in findings}


def moves(
    ledger: Ledger, levels: Mapping[str, str], claim_ids: Iterable[str], rule: str = "half_up"
) -> Iterator[Move]:
    """What moves for each digit of each claim, one digit at a time."""
    verdicts, statuses = (ask(ledger, levels, rule) for ask in (verdicts_of, statuses_of))
    for claim_id in claim_ids:
        for printed in changes(ledger[claim_id].printed):
            other = printed_otherwise(ledger, claim_id, printed)
            new_statuses = statuses_of(other, levels, rule)
            keys = dict.fromkeys((*statuses, *new_statuses))
            found = [(key[0], statuses.get(key, "-"), new_statuses.get(key, "-")) for key in keys]
            yield Move(
                claim_id,
                ledger[claim_id].printed,
                printed,
                _differing(verdicts, verdicts_of(other, levels, rule)),
                tuple(each for each in found if each[1] != each[2]),
            )


def _differing(before: Mapping[str, str], after: Mapping[str, str]) -> dict[str, tuple[str, str]]:
    return {name: (old, after[name]) for name, old in before.items() if old != after[name]}


def table(found: Iterable[Move]) -> str:
    """Moves as a Markdown table; numbers of a claim that move the same share a row."""
    rows: dict[tuple[str, ...], list[str]] = {}
    for move in found:
        verdicts = [f"{name}: {old} → {new}" for name, (old, new) in move.verdicts.items()]
        findings = [f"{check}: {old} → {new}" for check, old, new in move.findings]
        cells = (", ".join(cell) or "none" for cell in (verdicts, findings))
        rows.setdefault((move.claim_id, move.before, *cells), []).append(move.after)
    lines = ["| claim | digit changed | verdicts moved | findings moved |", "|---|---|---|---|"]
    for (claim_id, before, *cells), prints in rows.items():
        shown = [*prints[:MOST_SHOWN], "…"] if len(prints) > MOST_SHOWN else prints
        texts = (cell.replace("not_derivable", "not derivable") for cell in cells)
        lines.append(f"| {claim_id} | {before} → {', '.join(shown)} | {' | '.join(texts)} |")
    return "\n".join(lines)


def main() -> None:
    """Print the table for the published ledger."""
    from helpers.study import open_study

    study = open_study("en")
    levels = study.levels
    print(table(moves(study.ledger, levels, [*CHANGED.values(), *UNTOUCHED])))


if __name__ == "__main__":
    main()
