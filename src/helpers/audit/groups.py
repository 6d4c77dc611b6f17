"""Claims that can be compared: answers of one question, parts of one base, counts in one unit.

Six participants may make nine statements, and one case may hold two of them, so counts in such
units may differ and both be right. That one equals another is a reading; one is made, for the units
that the codebook calls `one_each` (`ledger.roles`):

- a questionnaire or form is filled in by one respondent, who answers for one organisation. Reports
  of surveys change these words freely ("43 respondents", "8 organisations" of 65 forms), and their
  shares have no meaning without it. `LedgerIndex.one_each` takes it back;
- whoever gives an answer mentions it, so mentions can be added to respondents and ranked with them.
  A respondent may mention several things, so mentions are no part of a base.

Participants of a discussion are among them only where a codebook says so. This study's does, as its
report calls those who filled in a form, and those who spoke, participants and respondents in turn.
Households, people and staff are not.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from fractions import Fraction
from typing import NamedTuple

from helpers.audit.index import LedgerIndex
from helpers.audit.results import Expression, Finding, Statement, UnitName, Verdict
from helpers.audit.shapes import is_repeat, ratio_of
from helpers.ledger import formulas
from helpers.ledger.claims import Claim

# Of these kinds the first one printed is the number that words about an answer or place speak of.
RANKED_KINDS = ("count", "percent", "mean")


def comparable(units: Iterable[str], *, among: Collection[str]) -> bool:
    """Whether counts in these units are counts of the same things; `among` are read as the same.

    An implied base has no unit of its own and counts whatever it is the base of.

    >>> comparable(("forms", "respondents"), among=("forms", "respondents"))
    True
    >>> comparable(("participants", "statements"), among=("forms", "respondents"))
    False
    """
    different = set(units) - {""}
    return len(different) < 2 or different <= set(among)


def count_alike(
    index: LedgerIndex, claims: Iterable[Claim], *, with_mentions: bool = False
) -> bool:
    """Whether claims count the same things, as the index reads units.

    With `with_mentions` answers, which may be mentions, are counted together with respondents.
    """
    among = index.roles.answers if with_mentions else index.roles.one_each
    return comparable((claim.unit for claim in claims), among=among if index.one_each else ())


def other_units(index: LedgerIndex, claims: Iterable[Claim], key: str = "other_units") -> Statement:
    """The statement that claims are counted in different units, and in which."""
    labels = index.ledger.codebook.labels.get("units", {})
    units = dict.fromkeys(claim.unit for claim in claims)
    return Statement(key, {"units": tuple(UnitName(each, labels.get(each, {})) for each in units)})


class PrintedAnswers(NamedTuple):
    """The first printed count and percentage of each category of a question at a place."""

    variable: str
    place: str
    counts: Mapping[str, Claim]
    percents: Mapping[str, Claim]


def questions_of(index: LedgerIndex) -> Iterator[PrintedAnswers]:
    """All questions with printed answers, each place by itself, in the order of the ledger."""
    answered = (key for key in index.first if key[0] in ("count", "percent"))
    for variable, place in dict.fromkeys((variable, place) for _, variable, place in answered):
        counts, percents = index.answers(variable, place), index.percents(variable, place)
        yield PrintedAnswers(variable, place, counts, percents)


def number_of(index: LedgerIndex, claim: Claim) -> Claim | None:
    """The first printed number of the answer or place that a claim in words speaks of."""
    if not (claim.category or claim.place):
        return None
    prints = index.first_by_place if claim.place else index.first
    group, name = (claim.category, claim.place) if claim.place else ("", claim.category)
    found = (prints.get((kind, claim.variable, group), {}).get(name) for kind in RANKED_KINDS)
    return next((number for number in found if number), None)


def root_of(index: LedgerIndex, claim_id: str) -> str:
    """The first print of a base; bases with one root are one quantity. Empty for no base."""
    return index.originals[claim_id].claim_id if claim_id else ""


def base_value(index: LedgerIndex, claim: Claim) -> Fraction | None:
    """The number of a claim's stated base; None without a base that is a positive whole number, or
    with one that is only known roughly."""
    base = index.ledger.get(claim.base)
    if base is None or base.kind == "date" or base.hedge:
        return None
    value = base.value
    return value if value > 0 and value.denominator == 1 else None


def by_base(index: LedgerIndex, claims: Iterable[Claim]) -> dict[tuple[str, Fraction], list[Claim]]:
    """Whole counts that are parts of one base, by its root and its printed number."""
    groups: dict[tuple[str, Fraction], list[Claim]] = {}
    for claim in claims:
        value = base_value(index, claim)
        if value is not None and claim.value >= 0 and claim.value.denominator == 1:
            groups.setdefault((root_of(index, claim.base), value), []).append(claim)
    return groups


def is_subtotal(index: LedgerIndex, claim: Claim) -> bool:
    """Whether a count adds up other counts of its own question, so that it is no further answer."""
    return _adds_up(index, claim, "count")


def _adds_up(index: LedgerIndex, claim: Claim, kind: str) -> bool:
    if not claim.formula or is_repeat(claim.formula):
        return False
    parts = [index.ledger[name] for name in formulas.names_in(claim.formula)]
    question = claim.variable, claim.place
    return all(part.kind == kind and (part.variable, part.place) == question for part in parts)


def n_answers(index: LedgerIndex, variable: str, place: str) -> Fraction:
    """How many answers are printed for a question, sums of other answers left out?"""
    key = variable, place
    if key not in index.answered:
        counts = index.answers(variable, place).values()
        values = (claim.value for claim in counts if not is_subtotal(index, claim))
        index.answered[key] = sum(values, Fraction(0))
    return index.answered[key]


def is_combined(claim: Claim) -> bool:
    """Whether a percentage adds up several answers, by its formula."""
    ratio = ratio_of(claim.formula)
    return ratio is not None and len(formulas.names_in(ratio.numerator)) > 1


def has_rough(index: LedgerIndex, kind: str, variable: str, place: str) -> bool:
    """Whether some answers of a question are printed roughly, so that the others are not all."""
    key = "rough", variable
    if key not in index.worked_out:
        rough = (claim for claim in index.variable(variable) if claim.hedge and claim.category)
        answers = (claim for claim in rough if not _adds_up(index, claim, claim.kind))
        index.worked_out[key] = {(claim.kind, claim.place) for claim in answers}
    return (kind, place) in index.worked_out[key]


def sum_of(claims: Iterable[Claim]) -> Expression:
    """The sum of claims as an expression to be written with their printed numbers."""
    prints = {claim.claim_id: claim.printed for claim in claims}
    return Expression(" + ".join(prints), prints)


def ledger_order(index: LedgerIndex) -> dict[str, int]:
    """The position of every claim in the ledger."""
    return {
        claim_id: position for position, claim_id in enumerate((*index.ledger, *index.ledger.bases))
    }


def finding(
    check: str,
    status: str,
    claim_ids: Iterable[str],
    *,
    order: dict[str, int],
    statements: Iterable[Statement],
    at_odds: Iterable[str] = (),
) -> Finding:
    """A finding with its claims, each once, in the order of the ledger; empty ids are dropped."""
    names, ends = (
        tuple(sorted({name for name in each if name}, key=order.__getitem__))
        for each in (claim_ids, at_odds)
    )
    return Finding(check, status, names, tuple(statements), ends)


def verdict_of(
    claim: Claim,
    verdict: str,
    case: str,
    statements: Iterable[Statement],
    *,
    rule: str = "",
    against: Iterable[Claim] = (),
) -> Verdict:
    """The verdict of a claim without a formula, and the claims it is held against."""
    ends = tuple(each.claim_id for each in against)
    return Verdict(claim.claim_id, verdict, case, tuple(statements), rule=rule, against=ends)
