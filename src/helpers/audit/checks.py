"""All checks of a ledger, by name, in the order in which a reader would make them.

First each number by itself, then the numbers of one question together, then words and scores, and
last what is part of what. To add a check, write `check_*` with its tests, register it here with a
title and a question, and give it its sentences in `audit.texts`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from helpers.audit.index import LedgerIndex
from helpers.audit.means import check_means
from helpers.audit.overlaps import check_differing_answers
from helpers.audit.parts import check_multiple_answers, check_percent_sums, check_single_answers
from helpers.audit.percents import check_percents
from helpers.audit.questions import check_question_bases
from helpers.audit.rankings import check_rankings
from helpers.audit.repeats import check_repeats
from helpers.audit.results import CheckResult, Finding
from helpers.audit.scales import check_level_counts, check_level_thresholds, check_ranges
from helpers.audit.shares import check_shares
from helpers.audit.spreads import check_spreads
from helpers.audit.subsets import check_place_bases, check_place_totals, check_subsets
from helpers.audit.totals import check_totals
from helpers.interface import marked


class Check(NamedTuple):
    """A function that compares the numbers of a ledger, and how a reader is told of it."""

    function: Callable[..., tuple[Finding, ...]]
    title: str
    question: str


CHECKS = {
    "shares": Check(
        check_shares,
        marked("Percentages, counts and bases"),
        marked("Does each percentage follow from the count and the base printed for it?"),
    ),
    "totals": Check(
        check_totals,
        marked("Totals and their parts"),
        marked("Do the printed parts add up to the printed total?"),
    ),
    "repeats": Check(
        check_repeats,
        marked("One quantity printed twice"),
        marked("Is a number that is printed in two places the same in both?"),
    ),
    "means": Check(
        check_means,
        marked("Possible means"),
        marked("Can answers in whole numbers have the printed mean?"),
    ),
    "spreads": Check(
        check_spreads,
        marked("Possible medians and deviations"),
        marked("Can answers in whole numbers have the printed median or standard deviation?"),
    ),
    "percents": Check(
        check_percents,
        marked("Possible percentages"),
        marked("Can whole numbers of respondents give each printed percentage?"),
    ),
    "ranges": Check(
        check_ranges,
        marked("Scores and their scale"),
        marked("Does every score lie within the printed scale?"),
    ),
    "question_bases": Check(
        check_question_bases,
        marked("Percentages of one question"),
        marked("Is there one base on which all percentages of a question follow?"),
    ),
    "percent_sums": Check(
        check_percent_sums,
        marked("Sums of percentages"),
        marked("Do the percentages of a question with one answer each add up to 100?"),
    ),
    "single_answers": Check(
        check_single_answers,
        marked("One answer each"),
        marked("Are there as many answers as respondents where each gives one answer?"),
    ),
    "multiple_answers": Check(
        check_multiple_answers,
        marked("Several answers each"),
        marked("Where several answers are allowed, at least how many gave none of those printed?"),
    ),
    "differing_answers": Check(
        check_differing_answers,
        marked("One answer to two questions"),
        marked("At least how many answered two similar questions differently?"),
    ),
    "rankings": Check(
        check_rankings,
        marked("Ranking words"),
        marked('Do words such as "the most frequent" or "every third" agree with the numbers?'),
    ),
    "level_thresholds": Check(
        check_level_thresholds,
        marked("Levels and scores"),
        marked("Are there thresholds that give every place the level printed for it?"),
    ),
    "level_counts": Check(
        check_level_counts,
        marked("Places at each level"),
        marked("Do as many places have a level as the report says?"),
    ),
    "subsets": Check(
        check_subsets,
        marked("Parts and their base"),
        marked("Is no part larger than its base?"),
    ),
    "place_totals": Check(
        check_place_totals,
        marked("Places and the whole"),
        marked("Are the places together no more than the whole?"),
    ),
    "place_bases": Check(
        check_place_bases,
        marked("Bases by place"),
        marked("Do the bases by place fit the number of respondents of their source?"),
    ),
}


def run_checks(index: LedgerIndex, *, rule: str = "half_up") -> tuple[CheckResult, ...]:
    """Run every check; one that finds nothing to compare says so by `applies`.

    `rule` is how the report is taken to round, one of `shares.RULES`.
    """
    return tuple(
        CheckResult(name, check.function(index, rule=rule)) for name, check in CHECKS.items()
    )
