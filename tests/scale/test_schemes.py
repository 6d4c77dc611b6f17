"""Schemes of the 9-point scale: the codebook's answers, and data that is checked when made."""

import pickle
from dataclasses import replace
from fractions import Fraction

import pytest
import yaml

from helpers import paths
from helpers.errors import ArgumentError
from helpers.scale.levels import LEVELS
from helpers.scale.schemes import (
    DEFAULT_SCHEME,
    EXTREME_POINTS,
    MISSING_RULES,
    QUESTIONS,
    SCHEMES,
    same_points,
)
from helpers.scale.scores import PATTERNS, score_pattern

VARIANTS = [
    replace(scheme, missing=missing) for scheme in SCHEMES.values() for missing in MISSING_RULES
]


def test_questions_are_the_codebooks():
    """The scale's answers are the codebook's categories, in its order."""
    codebook = yaml.safe_load(paths.CODEBOOK.read_text(encoding="utf-8"))
    for question, answers in QUESTIONS.items():
        assert tuple(codebook["variables"][question]["categories"]) == answers
    assert set(codebook["variables"]["interaction_level"]["categories"]) == set(LEVELS)


def test_default_scheme_is_the_reports_scale():
    """3/2/1 with levels from 6 and 8; the missing rule that fills nothing in."""
    assert DEFAULT_SCHEME.name == "3/2/1"
    assert DEFAULT_SCHEME.thresholds == (6, 8)
    assert DEFAULT_SCHEME.missing == "complete_cases"


def test_schemes_are_data():
    """Schemes are values: equal when alike, usable as keys, and copied between processes."""
    assert list(SCHEMES) == ["3/2/1", "3/2/0", "3/1.5/0", "3/1/0", "2/1/0"]
    assert all(scheme.name == name for name, scheme in SCHEMES.items())
    assert len(set(VARIANTS)) == len(VARIANTS)
    assert pickle.loads(pickle.dumps(DEFAULT_SCHEME)) == DEFAULT_SCHEME


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"points": ((3, 2, 1),) * 2}, "scheme 3/2/1: give 3 rows of 3 points each"),
        ({"points": ((3, 2),) * 3}, "give 3 rows of 3 points each"),
        ({"points": ((1, 2, 3),) * 3}, "points must not be negative nor rise"),
        ({"points": ((1, 0, -1),) * 3}, "points must not be negative nor rise"),
        ({"points": ((3, 1.5, 0),) * 3}, r"a point is 1\.5, not an exact number"),
        ({"missing": "ignore"}, "missing rule 'ignore' must be one of zero, complete_cases"),
        ({"thresholds": (8, 6)}, r"thresholds \(8, 6\): give medium_from first, below high_from"),
        ({"thresholds": (6, 6)}, "give medium_from first"),
        ({"rescale": 0}, "rescale 0 above 0"),
    ],
)
def test_malformed_schemes_are_refused(change, message):
    """A scheme is checked when it is made; the message names it and the mend."""
    with pytest.raises(ArgumentError, match=message):
        replace(DEFAULT_SCHEME, **change)


@pytest.mark.parametrize("missing", MISSING_RULES)
@pytest.mark.parametrize("name", ["3/2/1", "3/0.1/0", "3/2.9/2.8", "3/1.5/0"])
def test_points_are_mixtures_of_extreme_ones(name, missing):
    """Every score is the same mixture of the scores under the three extreme points."""
    scheme = same_points(name, missing=missing)
    best, middle, last = scheme.points[0]
    weights = [Fraction(each, 3) for each in (best - middle, middle - last, last)]
    assert sum(weights) == 1
    extremes = [same_points(each, missing=missing) for each in EXTREME_POINTS]
    for pattern in PATTERNS:
        score = score_pattern(pattern, scheme)
        parts = [score_pattern(pattern, each) for each in extremes]
        if score is None:
            assert parts == [None] * 3
        else:
            assert score == sum(w * part for w, part in zip(weights, parts, strict=True))
