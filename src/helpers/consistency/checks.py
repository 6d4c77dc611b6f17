"""All checks of a ledger, by name, in the order in which a reader would make them.

First each number by itself, then the numbers of one question together, then words and scores, and
last what is part of what. To add a check, write `check_*` with its tests, register it here, give
it a title and a question in `check_names` and its sentences in `check_words`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from helpers.consistency.index import LedgerIndex
from helpers.consistency.means import check_means
from helpers.consistency.overlaps import check_differing_answers
from helpers.consistency.parts import (
    check_multiple_answers,
    check_percent_sums,
    check_single_answers,
)
from helpers.consistency.questions import check_question_bases
from helpers.consistency.ranges import check_ranges
from helpers.consistency.rankings import check_rankings
from helpers.consistency.repeats import check_repeats
from helpers.consistency.results import CheckResult, Finding
from helpers.consistency.scale_levels import check_level_counts, check_level_thresholds
from helpers.consistency.shares import check_shares
from helpers.consistency.subsets import check_place_bases, check_place_totals, check_subsets
from helpers.consistency.totals import check_totals

Check = Callable[..., tuple[Finding, ...]]

CHECKS: Mapping[str, Check] = {
    "shares": check_shares,
    "totals": check_totals,
    "repeats": check_repeats,
    "means": check_means,
    "ranges": check_ranges,
    "question_bases": check_question_bases,
    "percent_sums": check_percent_sums,
    "single_answers": check_single_answers,
    "multiple_answers": check_multiple_answers,
    "differing_answers": check_differing_answers,
    "rankings": check_rankings,
    "level_thresholds": check_level_thresholds,
    "level_counts": check_level_counts,
    "subsets": check_subsets,
    "place_totals": check_place_totals,
    "place_bases": check_place_bases,
}


def run_checks(index: LedgerIndex, *, rule: str = "half_up") -> tuple[CheckResult, ...]:
    """Run every check; one that finds nothing to compare says so by `applies`.

    `rule` is how the report is taken to round, one of `shares.RULES`.
    """
    return tuple(CheckResult(name, check(index, rule=rule)) for name, check in CHECKS.items())
