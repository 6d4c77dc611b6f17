"""Schemes of the 9-point scale: points per answer, a rule for missing answers, thresholds.

The report prints neither points nor thresholds (`helpers.scale.scores` says what the scale is). So
a scheme is data:

    points      per question and answer, from the most to the least engaged answer
    missing     a question without an answer: "zero" gives it no points; "complete_cases" gives the
                respondent no score; "person_mean" gives it the mean of the respondent's answers
    thresholds  lowest score of the medium and of the high level, each belonging to its level
    rescale     factor on the sum, so that a scheme with another maximum is read on 0 to 9

2/1/0 needs that factor, since its sum ends at 6. Stretched by 3/2, as here, it is 3/1.5/0 answer by
answer; moved up by 3 instead it would be 3/2/1. It adds no third reading and must not be counted
twice in a comparison of schemes. `replace(scheme, rescale=1)` gives the unscaled sum.

The schemes listed here are examples. All points that fall from the most to the least engaged
answer, the same for every question and 3 for the best one, are 3/b/c with 3 > b > c >= 0, and each
of them is a mixture of three extreme ones,

    3/b/c = (3 - b)/3 of 3/0/0 + (b - c)/3 of 3/3/0 + c/3 of 3/3/3,

the first two with weights above 0. Every score and every mean of scores is mixed in the same way.
So what two groups' means do under the extreme points decides what they do under all: A is above B
whatever falling points are preferred exactly where A is below B under none of the three and above
it under 3/0/0 or 3/3/0.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from helpers.errors import ArgumentError
from helpers.ledger.reported import to_fraction
from helpers.scale.levels import DEFAULT_THRESHOLDS, Thresholds, to_thresholds

# Answers from the most to the least engaged.
QUESTIONS = {
    "interaction_frequency": ("regular", "periodic", "rare_or_none"),
    "influence_level": ("active", "limited", "minimal_or_none"),
    "monitoring_participation": ("regular", "rare", "none"),
}
MISSING_RULES = ("zero", "complete_cases", "person_mean")


@dataclass(frozen=True)
class Scheme:
    """Points, missing rule, thresholds and scale factor; see the module's docstring.

    `points` has one row per question in the order of QUESTIONS and one exact number per answer.
    Raises `ArgumentError` for rows of another shape, negative or ascending points, an unknown
    missing rule, thresholds not in ascending order, a factor that is not positive, or floats.
    """

    name: str
    points: tuple[tuple[Fraction, Fraction, Fraction], ...]
    missing: str = "complete_cases"
    thresholds: Thresholds = DEFAULT_THRESHOLDS
    rescale: Fraction = Fraction(1)

    def __post_init__(self) -> None:
        exact = tuple(tuple(to_fraction(p, "a point") for p in row) for row in self.points)
        object.__setattr__(self, "points", exact)
        object.__setattr__(self, "thresholds", to_thresholds(self.thresholds))
        object.__setattr__(self, "rescale", to_fraction(self.rescale, "rescale"))
        if [len(row) for row in exact] != [len(answers) for answers in QUESTIONS.values()]:
            raise ArgumentError(f"scheme {self.name}: give {len(QUESTIONS)} rows of 3 points each")
        if any(list(row) != sorted(row, reverse=True) or row[-1] < 0 for row in exact):
            raise ArgumentError(
                f"scheme {self.name}: points must not be negative nor rise from the most to the "
                f"least engaged answer; received {self.points}"
            )
        if self.missing not in MISSING_RULES or self.rescale <= 0:
            raise ArgumentError(
                f"scheme {self.name}: missing rule {self.missing!r} must be one of "
                f"{', '.join(MISSING_RULES)}, and rescale {self.rescale} above 0"
            )

    @property
    def score_max(self) -> Fraction:
        """Score of the most engaged answers."""
        return self.rescale * sum(row[0] for row in self.points)

    @property
    def score_min(self) -> Fraction:
        """Lowest score: of the least engaged answers, or of no answer under the rule "zero"."""
        worst = self.rescale * sum(row[-1] for row in self.points)
        return Fraction(0) if self.missing == "zero" else worst


def same_points(
    name: str, *, missing: str = "complete_cases", rescale: Fraction = Fraction(1)
) -> Scheme:
    """A scheme that gives the points in its name to the answers of every question.

    The report names no missing rule: complete cases is the one that fills nothing in.

    >>> same_points("3/0.1/0").score_max
    Fraction(9, 1)
    """
    points = (tuple(name.split("/")),) * len(QUESTIONS)
    return Scheme(name, points, missing=missing, rescale=rescale)


SCHEMES = {
    scheme.name: scheme
    for scheme in (
        *map(same_points, ("3/2/1", "3/2/0", "3/1.5/0", "3/1/0")),
        same_points("2/1/0", rescale=Fraction(3, 2)),
    )
}
DEFAULT_SCHEME = SCHEMES["3/2/1"]

# Between these lie all points that do not rise; the docstring says what follows from it.
EXTREME_POINTS = ("3/0/0", "3/3/0", "3/3/3")

# 2/1/0 stretched to the scale is 3/1.5/0 answer by answer.
DISTINCT_SCHEMES = {name: scheme for name, scheme in SCHEMES.items() if scheme.rescale == 1}
