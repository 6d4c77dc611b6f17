"""One rule for one table: its numbers were rounded in one go.

Of the numbers of one kind in a table or figure, those that are possible by the rule the report is
taken to use refute every other rule under which they are not. A number that is possible only by a
refuted rule is not explained by it.

Numbers tell nothing where no rule gives them, and where their question rests on fewer answers than
stated or was adjusted to add up to 100.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from helpers.audit.bases import mean_base, percent_base
from helpers.audit.index import LedgerIndex, is_table, table_key
from helpers.audit.questions import question_of
from helpers.audit.ratios import RULES, counts_of, rules_that_give, share_of
from helpers.audit.results import RoundingRule, Statement
from helpers.ledger.claims import Claim
from helpers.ledger.reported import ValueRange, rounding_range


class RulesLeft(NamedTuple):
    """Rounding rules of a number, split by what its table says.

    kept      those that the table leaves, in their order
    refuted   those by which a number of the table is not possible that is by the assumed one
    """

    kept: tuple[str, ...]
    refuted: tuple[str, ...]


def rules_left(
    index: LedgerIndex, claim: Claim, rules: Sequence[str], *, rule: str = "half_up"
) -> RulesLeft:
    """Which of the rules that give a number does its table leave?

    `rules` are those under which the number is possible; all are kept outside of tables. The one
    that the report is taken to use is never refuted: a number that follows by it follows.
    """
    if not is_table(claim.location) or not rules:
        return RulesLeft(tuple(rules), ())
    best = table_rules(index, claim, rule=rule)
    kept = tuple(each for each in rules if not best or each in best or each == rule)
    return RulesLeft(kept, tuple(each for each in rules if each not in kept))


def table_rules(index: LedgerIndex, claim: Claim, *, rule: str = "half_up") -> tuple[str, ...]:
    """Which rules does no number of a claim's table and kind refute?

    Empty where none of them is possible by the assumed rule, so that nothing is refuted.
    """
    key = "table_rules", *table_key(claim), rule
    if key not in index.worked_out:
        siblings = index.tables.get(table_key(claim), ())
        possible = [possible_rules(index, one, rule=rule) for one in siblings]
        follow = [rules for rules in possible if rule in rules]
        index.worked_out[key] = tuple(
            each for each in _ordered(rule) if follow and all(each in rules for rules in follow)
        )
    return index.worked_out[key]


def possible_rules(index: LedgerIndex, claim: Claim, *, rule: str = "half_up") -> tuple[str, ...]:
    """Under which rules is a percentage or mean possible, by its formula or on its base?"""
    judged = question_of(index, claim, rule)
    if judged and (judged.valid or (judged.adjustment and not judged.whole)):
        return ()
    if share := share_of(index, claim):
        return rules_that_give(share.value, claim.printed, rule)
    if claim.formula:
        return ()
    if claim.kind == "percent":
        base = percent_base(index, claim)
        is_share = base and base.is_known and 0 <= claim.value <= 100
        return rules_of_counts(claim.printed, base.size, rule) if is_share else ()
    size = None if index.is_external(claim.variable) else mean_base(index, claim)
    return rules_of_sums(claim.printed, size, rule) if size else ()


def refuted(rules: Iterable[str]) -> list[Statement]:
    """Why rules that would give a number do not explain it."""
    return [Statement("table_refutes", {"rule": RoundingRule(each)}) for each in rules]


def rules_of_counts(printed: str, base: int, rule: str) -> tuple[str, ...]:
    """Under which rules does some whole number of a base print as a percentage?

    >>> rules_of_counts("44", 74, "half_up")  # 33 of 74 are 44.6, 32 are 43.2
    ('truncated', 'up')
    """
    return tuple(each for each in _ordered(rule) if counts_of(printed, base, each))


def rules_of_sums(printed: str, n: int, rule: str) -> tuple[str, ...]:
    """Under which rules have whole answers of so many respondents a mean that is printed so?

    >>> rules_of_sums("5.18", 28, "half_up")  # 145 / 28 = 5.179
    ('half_up', 'half_even', 'half_down', 'up')
    """
    return tuple(each for each in _ordered(rule) if _sums(rounding_range(printed, each), n))


def _sums(span: ValueRange, n: int) -> range:
    ends = span.low * n, span.high * n
    return ValueRange(*ends, span.low_included, span.high_included).integers()


def _ordered(rule: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys((rule, *RULES)))
