"""The 9-point scale by town: forms told apart by town and by their answers to the three questions.

For each town t and answer pattern p a variable x(t, p), and a 0/1 variable m(t): was t asked about
monitoring? With s(p) the score of a pattern, None where the scheme's missing rule gives none:

    cells        sum of x(t, p) with an answer = quantity of the answer; sum of all = N
    monitoring   x(t, p) = 0 for patterns with a monitoring answer unless m(t) = 1,
                 and at least one form with such an answer where m(t) = 1
    six towns    sum of m(t) = the printed number                        carried by that number
    mean of t    low n <= sum of s(p) x(t, p) <= high n, n >= 1,          carried by the mean
                 n = forms of t with a score, low and high from the printed mean's rounding

The numbers of forms per town are the sums over p: unknown, and bounded by all of this.

If the score is the sum of the questions' means instead, it is no mean of anything the forms have
by themselves. Where a(q) of a town's n forms answered question q, it is the mean over its forms of

    sum over q of (n / a(q)) x points of the answer to q,

so that it can be written in the same rows once a(q) and n, here the largest a(q), are chosen.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from fractions import Fraction
from itertools import product

from helpers.bounds.assumptions import Assumptions
from helpers.bounds.blocks import PLACE, Block
from helpers.bounds.programme import SIZE, Programme, cleared
from helpers.bounds.worlds import Cell, cell_name, write_margins
from helpers.scale.schemes import QUESTIONS, Scheme
from helpers.scale.scores import PATTERNS, Pattern, score_pattern

# The claim that says in how many towns monitoring was asked.
MONITORING_TOWNS = "monitoring_towns"
MONITORING = "monitoring_participation"

# How many of a town's forms answered each question of the scale.
Answered = tuple[int, int, int]


def write_towns(
    programme: Programme,
    block: Block,
    assumptions: Assumptions,
    *,
    answered: Mapping[str, Answered] | None = None,
) -> None:
    """Add the towns of the printed means, their cells, and the means themselves.

    `answered` chooses for some towns how many forms answered each question, one of them all forms,
    and makes their scores sums of the questions' means.
    """
    answered = answered or {}
    most = programme.variables[SIZE][1]
    towns = towns_of(block)
    cells = [town_cell(town, pattern) for town, pattern in product(towns, PATTERNS)]
    write_margins(programme, cells, [block.questions[q, ""] for q in QUESTIONS], most=most)
    _write_monitoring(programme, block, towns)
    for claim in block.means:
        total, n_scored, factor = _summed(
            programme,
            claim.place,
            most,
            mean_terms(claim.place, assumptions.scheme, answered.get(claim.place)),
        )
        span = assumptions.range_of(claim.printed)
        scaled = {name: weight * factor for name, weight in n_scored.items()}
        programme.require_ratio(total, scaled, span, rule="mean", claim=claim.claim_id)
        programme.require(n_scored, 1, None, rule="somebody has a score", claim=claim.claim_id)
    for town, numbers in answered.items():
        n_forms = max(numbers)
        programme.require(size_terms(town), n_forms, n_forms, rule="forms of the town")
        for question, number in enumerate(numbers):
            terms = _answer_terms(town, question)
            programme.require(terms, number, number, rule="forms with an answer")


def write_complete_towns(programme: Programme, towns: Iterable[str]) -> None:
    """Let towns have no gaps: all their forms answer every question, monitoring where asked."""
    for town in towns:
        for place, question in enumerate(QUESTIONS):
            gaps = {
                cell_name(town_cell(town, pattern)): 1
                for pattern in PATTERNS
                if pattern[place] is None
            }
            when = (asked_name(town),) if question == MONITORING else ()
            programme.require(gaps, None, 0, rule="no gaps", when=when)


def towns_of(block: Block) -> tuple[str, ...]:
    """The towns with a printed mean, in the order of the report."""
    return tuple(claim.place for claim in block.means)


def town_cell(town: str, pattern: Pattern) -> Cell:
    """The cell of a town's forms with these answers to the three questions."""
    pairs = ((q, answer or "") for q, answer in zip(QUESTIONS, pattern, strict=True))
    return tuple(sorted([*pairs, (PLACE, town)]))


def size_terms(town: str) -> dict[str, int]:
    """The number of forms of a town."""
    return {cell_name(town_cell(town, pattern)): 1 for pattern in PATTERNS}


def asked_name(town: str) -> str:
    """The 0/1 variable that says whether a town was asked about monitoring."""
    return f"asked:{town}"


def mean_terms(
    town: str, scheme: Scheme, answered: Answered | None = None
) -> tuple[dict[str, int], dict[str, int], int]:
    """Sum of a town's scores times a whole factor, number of its forms with a score, the factor.

    With `answered` the mean is the sum of the questions' means.
    """
    if answered is None:
        found = {pattern: score_pattern(pattern, scheme) for pattern in PATTERNS}
    else:
        weighted = _weighted(scheme, answered)
        found = {pattern: score_pattern(pattern, weighted) for pattern in PATTERNS}
    scores = {
        cell_name(town_cell(town, pattern)): score
        for pattern, score in found.items()
        if score is not None
    }
    total, factor = cleared(scores)
    return total, dict.fromkeys(scores, 1), factor


def _weighted(scheme: Scheme, answered: Answered) -> Scheme:
    """The scheme whose mean over all forms is the sum of the questions' means under `scheme`."""
    points = tuple(
        tuple(point * Fraction(max(answered), number) for point in row)
        for row, number in zip(scheme.points, answered, strict=True)
    )
    return replace(scheme, points=points, missing="zero")


def _answer_terms(town: str, question: int) -> dict[str, int]:
    """The number of a town's forms with an answer to a question, by its place in the scale."""
    return {
        cell_name(town_cell(town, pattern)): 1
        for pattern in PATTERNS
        if pattern[question] is not None
    }


def _summed(
    programme: Programme,
    town: str,
    most: int,
    terms: tuple[dict[str, int], dict[str, int], int],
) -> tuple[dict[str, int], dict[str, int], int]:
    """The sum of a town's scores and the number of its forms with one as variables of their own.

    Nothing follows from them that did not before, but the solver can branch on two numbers where
    the mean allows few pairs, and not on all cells.
    """
    total, n_scored, factor = terms
    largest = most * max(total.values())
    score = programme.variable(f"score:{town}", 0, largest)
    scored = programme.variable(f"scored:{town}", 0, most)
    programme.require({**total, score: -1}, 0, 0, rule="sum of scores")
    programme.require({**n_scored, scored: -1}, 0, 0, rule="forms with a score")
    return {score: 1}, {scored: 1}, factor


def _write_monitoring(programme: Programme, block: Block, towns: tuple[str, ...]) -> None:
    place = list(QUESTIONS).index(MONITORING)
    for town in towns:
        asked = programme.variable(asked_name(town), 0, 1)
        unasked = programme.variable(f"unasked:{town}", 0, 1)
        programme.require({asked: 1, unasked: 1}, 1, 1, rule="asked about monitoring or not")
        answered = _answer_terms(town, place)
        programme.require(answered, None, 0, rule="not asked about monitoring", when=(unasked,))
        programme.require(answered, 1, None, rule="asked about monitoring", when=(asked,))
    claim = block.ledger.get(MONITORING_TOWNS)
    if claim is not None:
        total = {asked_name(town): 1 for town in towns}
        value = int(claim.value)
        programme.require(total, value, value, rule="towns asked", claim=claim.claim_id)
