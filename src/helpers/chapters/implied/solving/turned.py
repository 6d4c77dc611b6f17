"""Forms that print every town's mean, and with other points turn the towns' order: searched for.

A statement about all points falls with one counterexample: points for the report, points for a
reader, both falling from the most to the least engaged answer, and a set of forms which prints
every number with the first and contradicts the statement with the second. The programme of form A
is given the report's points, and for towns t1, t2, … from the lowest to the highest by the
reader's, with cuts k1 < k2 < … between them,

    mean of t1 < k1 < mean of t2 < k2 < …

Only some towns may have gaps in questions they were asked, which makes the search short. Where the
score is the sum of the questions' means, it is one town whose numbers of answers are chosen
(`bounds.towns`), and the rule for gaps says what a question adds that a town was not asked.

Finding such forms is the solver's work; that they are what they claim is checked again in exact
fractions. No forms found is no proof that there are none. Which points to try, and between which
cuts, was found by trying.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING

from helpers.bounds.assumptions import Assumptions
from helpers.bounds.blocks import block_of
from helpers.bounds.corrections import least_dropped
from helpers.bounds.cpsat import CpSat
from helpers.bounds.extremes import world_of
from helpers.bounds.model import programme_of
from helpers.bounds.programme import Programme, combine
from helpers.bounds.towns import (
    MONITORING_TOWNS,
    Answered,
    mean_terms,
    write_complete_towns,
    write_towns,
)
from helpers.bounds.verification import VerificationError, forms_by_town, require_verified
from helpers.chapters.implied.solving.towns import FORM, READING
from helpers.scale.schemes import Scheme, same_points
from helpers.scale.scores import Pattern, mean_score, sum_of_question_means

if TYPE_CHECKING:
    from helpers.bounds.worlds import World
    from helpers.ledger.claims import Claim, Ledger

# A town's score is the mean of its forms' scores, or the sum of the questions' means.
AVERAGED = FORMS, QUESTIONS = "forms", "questions"


@dataclass(frozen=True)
class Attempt:
    """Where to look; `towns` are places in the printed order, from the highest mean down.

    `cuts` are the first and the last number between two towns, the others lie evenly between.
    `gaps` are the places whose forms may have gaps; of those in `answered`, which have them too, so
    many forms answered each question.
    """

    averaged: str
    report: Scheme
    reader: Scheme
    towns: tuple[int, ...]
    cuts: tuple[str, str]
    gaps: tuple[int, ...] = ()
    answered: Mapping[int, Answered] = field(default_factory=dict)


_ZERO = tuple(same_points(points, missing="zero") for points in ("3/2.5/0", "3/0.1/0"))
_MEAN = tuple(same_points(points, missing="person_mean") for points in ("3/1.5/0", "3/2.9/0"))
_ALL = tuple(range(7))
ATTEMPTS = (
    Attempt(FORMS, *_ZERO, _ALL, ("4.2", "4.6"), gaps=(5,)),
    Attempt(FORMS, *_MEAN, _ALL, ("7.55", "7.8"), gaps=(1, 5)),
    Attempt(QUESTIONS, *_ZERO, (0, 1, 2, 3, 4, 6, 5), ("4.4", "4.8"), answered={6: (12, 3, 12)}),
    Attempt(QUESTIONS, *_ZERO, (5, 6), ("4", "4"), answered={5: (20, 11, 20)}),
    Attempt(QUESTIONS, *_MEAN, _ALL, ("7.55", "7.8"), answered={1: (15, 6, 15)}),
)


@dataclass(frozen=True)
class Turned:
    """Forms that print every mean with the report's points, and the scores they have.

    forms       town -> answers in the order of the questions, joined by a slash, empty for a gap
                -> number of forms
    printed     town -> its exact score with the report's points
    preferred   town -> its exact score with the reader's
    """

    averaged: str
    report: Scheme
    reader: Scheme
    forms: dict[str, dict[str, int]]
    printed: dict[str, Fraction]
    preferred: dict[str, Fraction]


def turn_all(
    ledger: Ledger, attempts: Sequence[Attempt] = ATTEMPTS, *, reading: Assumptions = READING
) -> tuple[Turned, ...]:
    """The forms that were found, attempt by attempt; fewer than attempts where some found none."""
    least, _ = least_dropped(programme_of(block_of(ledger, FORM), reading))
    if least is None:
        return ()
    found = [turn(ledger, each, n_dropped=least, reading=reading) for each in attempts]
    return tuple(each for each in found if each)


def turn(
    ledger: Ledger, attempt: Attempt, *, n_dropped: int, reading: Assumptions = READING
) -> Turned | None:
    """Forms that give up `n_dropped` printed numbers, none of them a mean, and turn the order.

    None where the solver found none in time, or there are fewer towns. Raises `VerificationError`
    for forms that are not what they should be.
    """
    block = block_of(ledger, FORM)
    ranked = sorted(block.means, key=lambda claim: claim.value, reverse=True)
    if max(attempt.towns) >= len(ranked):
        return None
    towns = [ranked[place].place for place in attempt.towns]
    answered = {ranked[place].place: numbers for place, numbers in attempt.answered.items()}
    assumptions = replace(reading, scheme=attempt.report)
    programme = programme_of(block, reading)
    write_towns(programme, block, assumptions, answered=answered)
    gaps = {ranked[place].place for place in attempt.gaps} | answered.keys()
    write_complete_towns(programme, [each.place for each in ranked if each.place not in gaps])
    programme.limit_dropped(n_dropped)
    programme.only(claim.claim_id for claim in ranked)
    _write_order(programme, towns, attempt, answered)
    solution = CpSat(programme, as_it_is=0).solve()
    if solution.status != "feasible":
        return None
    world = world_of(FORM, programme, solution.values)
    is_mean = attempt.averaged == FORMS
    require_verified(world, ledger, assumptions if is_mean else reading)
    turned = _turned(world, attempt)
    _check(turned, ranked, ledger, reading)
    return turned


def score_of(forms: Mapping[str, int], scheme: Scheme, averaged: str) -> Fraction:
    """The exact score of a town's forms, answers joined by a slash."""
    counts = {pattern_of(answers): number for answers, number in forms.items()}
    if averaged == FORMS:
        return mean_score(counts, scheme).mean
    return sum_of_question_means(counts, scheme)


def pattern_of(answers: str) -> Pattern:
    """The answers to the three questions, None for a gap."""
    return tuple(answer or None for answer in answers.split("/"))


def _write_order(
    programme: Programme, towns: Sequence[str], attempt: Attempt, answered: Mapping[str, Answered]
) -> None:
    first, last = map(Fraction, attempt.cuts)
    n_cuts = len(towns) - 1
    for place, (lower, higher) in enumerate(pairwise(towns)):
        cut = first + (last - first) * place / max(1, n_cuts - 1)
        for town, sign in ((lower, -1), (higher, 1)):
            total, n_scored, factor = mean_terms(town, attempt.reader, answered.get(town))
            terms = combine(
                (total, sign * cut.denominator), (n_scored, -sign * cut.numerator * factor)
            )
            programme.require(terms, 1, None, rule="turned")


def _turned(world: World, attempt: Attempt) -> Turned:
    forms = {
        town: {"/".join(answer or "" for answer in pattern): n for pattern, n in counts.items()}
        for town, counts in forms_by_town(world.cells).items()
    }
    printed, preferred = (
        {town: score_of(own, scheme, attempt.averaged) for town, own in forms.items()}
        for scheme in (attempt.report, attempt.reader)
    )
    return Turned(attempt.averaged, attempt.report, attempt.reader, forms, printed, preferred)


def _check(turned: Turned, means: Sequence[Claim], ledger: Ledger, reading: Assumptions) -> None:
    """Every mean must print as it does, and monitoring be asked in as many towns as printed."""
    for claim in means:
        if not reading.range_of(claim.printed).contains(turned.printed[claim.place]):
            found = turned.printed[claim.place]
            raise VerificationError(f"a score of {found} does not print as {claim.printed}")
    claim = ledger.get(MONITORING_TOWNS)
    asked = [town for town, own in turned.forms.items() if any(pattern_of(each)[2] for each in own)]
    if claim is not None and len(asked) != claim.value:
        raise VerificationError(f"monitoring is answered in {len(asked)} towns, not {claim.value}")
