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
"""

from __future__ import annotations

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


def write_towns(programme: Programme, block: Block, assumptions: Assumptions) -> None:
    """Add the towns of the printed means, their cells, and the means themselves."""
    most = programme.variables[SIZE][1]
    towns = towns_of(block)
    cells = [town_cell(town, pattern) for town, pattern in product(towns, PATTERNS)]
    write_margins(programme, cells, [block.questions[q, ""] for q in QUESTIONS], most=most)
    _write_monitoring(programme, block, towns)
    for claim in block.means:
        total, n_scored, factor = _summed(
            programme, claim.place, most, mean_terms(claim.place, assumptions.scheme)
        )
        span = assumptions.range_of(claim.printed)
        scaled = {name: weight * factor for name, weight in n_scored.items()}
        programme.require_ratio(total, scaled, span, rule="mean", claim=claim.claim_id)
        programme.require(n_scored, 1, None, rule="somebody has a score", claim=claim.claim_id)


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


def mean_terms(town: str, scheme: Scheme) -> tuple[dict[str, int], dict[str, int], int]:
    """Sum of a town's scores times a whole factor, number of its forms with a score, the factor."""
    scores = {
        cell_name(town_cell(town, pattern)): score
        for pattern in PATTERNS
        if (score := score_pattern(pattern, scheme)) is not None
    }
    total, factor = cleared(scores)
    return total, dict.fromkeys(scores, 1), factor


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
        answered = {
            cell_name(town_cell(town, pattern)): 1
            for pattern in PATTERNS
            if pattern[place] is not None
        }
        programme.require(answered, None, 0, rule="not asked about monitoring", when=(unasked,))
        programme.require(answered, 1, None, rule="asked about monitoring", when=(asked,))
    claim = block.ledger.get(MONITORING_TOWNS)
    if claim is not None:
        total = {asked_name(town): 1 for town in towns}
        value = int(claim.value)
        programme.require(total, value, value, rule="towns asked", claim=claim.claim_id)
