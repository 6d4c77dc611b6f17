"""Answers of the same name to two questions: at least how many respondents answered differently?

Of n respondents, a gave the answer to one question and b to the other. At least |a - b| of them
gave it to one question only, and at least a + b - n to both (Fréchet's bounds).
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations, pairwise

from helpers.audit.groups import (
    by_base,
    count_alike,
    finding,
    is_subtotal,
    ledger_order,
    questions_of,
)
from helpers.audit.index import LedgerIndex
from helpers.audit.results import ClaimName, Finding, Printed, Shown, Statement
from helpers.ledger.claims import Claim

# So many answers of one name are compared each with each; of more, every one with the next, so that
# time grows with the ledger.
MOST_PAIRED = 8


def check_differing_answers(index: LedgerIndex, *, rule: str = "half_up") -> tuple[Finding, ...]:  # noqa: ARG001
    """Of two questions with an answer of the same name, at least how many answered differently?

    Compared are questions that allow several answers, on one base. Nothing here can be wrong: a
    finding is `open` when something follows and `consistent` when nothing does.
    """
    order, findings = ledger_order(index), []
    for base, claims in _same_named(index):
        pairs = combinations(claims, 2) if len(claims) <= MOST_PAIRED else pairwise(claims)
        for one, other in pairs:
            status, statements = _compare(base, one, other)
            names = (one.claim_id, other.claim_id, one.base, other.base)
            found = finding("differing_answers", status, names, order=order, statements=statements)
            findings.append(found)
    return tuple(findings)


def _same_named(index: LedgerIndex) -> Iterator[tuple[Fraction, list[Claim]]]:
    """The base and the answers of one name at one place, with at least two questions."""
    named: dict[tuple[str, str], list[Claim]] = {}
    for question in questions_of(index):
        if index.answer(question.variable) == "multiple":
            for category, claim in question.counts.items():
                if category not in index.roles.no_answers and claim.unit in index.respondents:
                    named.setdefault((category, question.place), []).append(claim)
    for claims in named.values():
        counts = (claim for claim in claims if not is_subtotal(index, claim))
        for (root, base), answers in by_base(index, counts).items():
            whole = index.ledger[root]
            alike = [answer for answer in answers if count_alike(index, (answer, whole))]
            if len(alike) > 1 and whole.unit in index.respondents:
                yield base, alike


def _compare(base: Fraction, one: Claim, other: Claim) -> tuple[str, list[Statement]]:
    values = {
        "one": ClaimName(one.claim_id),
        "other": ClaimName(other.claim_id),
        "count_one": Printed(one.printed),
        "count_other": Printed(other.printed),
        "base": Shown(base),
    }
    gap, both = abs(one.value - other.value), one.value + other.value - base
    statements = [Statement("differ_counts", values)]
    if gap > 0:
        statements.append(Statement("differ_gap", {"gap": Shown(gap)}))
    if both > 0:
        statements.append(Statement("differ_both", {"both": Shown(both)}))
    if len(statements) == 1:
        return "consistent", [*statements, Statement("differ_nothing")]
    return "open", statements
