"""All checks of a ledger, by name, in the order in which a reader would make them.

First each number by itself, then the numbers of one question together, then words and scores, and
last what is part of what. To add a check, write `check_*` with its tests, register it here with a
title and a question, and give it its sentences in `check_texts`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from helpers.audit.index import LedgerIndex
from helpers.audit.means import check_means
from helpers.audit.overlaps import check_differing_answers
from helpers.audit.parts import check_multiple_answers, check_percent_sums, check_single_answers
from helpers.audit.questions import check_question_bases
from helpers.audit.rankings import check_rankings
from helpers.audit.repeats import check_repeats
from helpers.audit.results import CheckResult, Finding
from helpers.audit.scales import check_level_counts, check_level_thresholds, check_ranges
from helpers.audit.shares import check_shares
from helpers.audit.subsets import check_place_bases, check_place_totals, check_subsets
from helpers.audit.totals import check_totals
from helpers.interface import phrases

Words = dict[str, dict[str, str]]

CHECK_TITLES: Words = phrases(
    "check_names.check_titles",
    {
        "shares": "Percentages, counts and bases",
        "totals": "Totals and their parts",
        "repeats": "One quantity printed twice",
        "means": "Possible means",
        "ranges": "Scores and their scale",
        "question_bases": "Percentages of one question",
        "percent_sums": "Sums of percentages",
        "single_answers": "One answer each",
        "multiple_answers": "Several answers each",
        "differing_answers": "One answer to two questions",
        "rankings": "Ranking words",
        "level_thresholds": "Levels and scores",
        "level_counts": "Places at each level",
        "subsets": "Parts and their base",
        "place_totals": "Places and the whole",
        "place_bases": "Bases by place",
    },
)

CHECK_QUESTIONS: Words = phrases(
    "check_names.check_questions",
    {
        "shares": "Does each percentage follow from the count and the base printed for it?",
        "totals": "Do the printed parts add up to the printed total?",
        "repeats": "Is a number that is printed in two places the same in both?",
        "means": "Can answers in whole numbers have the printed mean?",
        "ranges": "Does every score lie within the printed scale?",
        "question_bases": "Is there one base on which all percentages of a question follow?",
        "percent_sums": "Do the percentages of a question with one answer each add up to 100?",
        "single_answers": "Are there as many answers as respondents where each gives one answer?",
        "multiple_answers": "Where several answers are allowed, at least how many gave none of "
        "those printed?",
        "differing_answers": "At least how many answered two similar questions differently?",
        "rankings": 'Do words such as "the most frequent" or "every third" agree with the numbers?',
        "level_thresholds": "Are there thresholds that give every place the level printed for it?",
        "level_counts": "Do as many places have a level as the report says?",
        "subsets": "Is no part larger than its base?",
        "place_totals": "Are the places together no more than the whole?",
        "place_bases": "Do the bases by place fit the number of respondents of their source?",
    },
)

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
