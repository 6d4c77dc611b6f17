"""The 9-point scale: three ways to the same score, and the level of a score."""

import time
from collections import Counter
from dataclasses import replace
from fractions import Fraction
from itertools import product

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.errors import ArgumentError, InputError
from helpers.scale.levels import LEVELS
from helpers.scale.schemes import DEFAULT_SCHEME, MISSING_RULES, QUESTIONS, SCHEMES, Scheme
from helpers.scale.scores import (
    MAX_UNKNOWN,
    PATTERNS,
    GroupScore,
    count_patterns,
    count_scores,
    level_of,
    mean_score,
    score_pattern,
    score_response,
    score_responses,
    sum_of_question_means,
)

# The same examples on every machine; no deadline, which would measure the machine.
repeatable = settings(derandomize=True, deadline=None)

BEST = ("regular", "active", "regular")
MIDDLE = ("periodic", "limited", "rare")
WORST = ("rare_or_none", "minimal_or_none", "none")
VARIANTS = [
    replace(scheme, missing=missing) for scheme in SCHEMES.values() for missing in MISSING_RULES
]

patterns = st.sampled_from(PATTERNS)
variants = st.sampled_from(VARIANTS)


def as_response(pattern):
    """A pattern as the dictionary of one questionnaire."""
    return dict(zip(QUESTIONS, pattern, strict=True))


def as_frame(rows, dtype=object):
    """Patterns as a table of responses."""
    return pd.DataFrame(rows, columns=list(QUESTIONS), dtype=dtype)


# One respondent


@pytest.mark.parametrize(
    ("name", "best", "middle", "worst"),
    [
        ("3/2/1", 9, 6, 3),
        ("3/2/0", 9, 6, 0),
        ("3/1.5/0", 9, Fraction(9, 2), 0),
        ("3/1/0", 9, 3, 0),
        ("2/1/0", 9, Fraction(9, 2), 0),
    ],
)
def test_scores_of_the_schemes_by_hand(name, best, middle, worst):
    """Three equal answers give three times their points; every scheme ends at 9."""
    scores = [score_pattern(pattern, SCHEMES[name]) for pattern in (BEST, MIDDLE, WORST)]
    assert scores == [best, middle, worst]
    assert (SCHEMES[name].score_min, SCHEMES[name].score_max) == (worst, 9)


@pytest.mark.parametrize(
    ("missing", "two_answers", "no_answer"),
    [("zero", 5, 0), ("complete_cases", None, None), ("person_mean", Fraction(15, 2), None)],
)
def test_missing_rules_by_hand(missing, two_answers, no_answer):
    """3 + 2 points and a question not answered: 5, no score, or 3 x 2.5."""
    scheme = replace(DEFAULT_SCHEME, missing=missing)
    assert score_pattern(("regular", "limited", None), scheme) == two_answers
    assert score_pattern((None, None, None), scheme) == no_answer


@repeatable
@given(patterns)
def test_rescaled_2_1_0_adds_no_third_reading(pattern):
    """2/1/0 stretched to 9 is 3/1.5/0; moved up by 3, it is 3/2/1 for complete answers."""
    stretched = SCHEMES["2/1/0"]
    assert score_pattern(pattern, stretched) == score_pattern(pattern, SCHEMES["3/1.5/0"])
    unscaled = replace(stretched, rescale=1)
    assert unscaled.score_max == 6
    if None not in pattern:
        assert score_pattern(pattern, unscaled) + 3 == score_pattern(pattern, SCHEMES["3/2/1"])


@repeatable
@given(patterns, variants)
def test_scores_stay_in_bounds(pattern, scheme):
    """No score leaves the range the scheme announces."""
    score = score_pattern(pattern, scheme)
    assert score is None or 0 <= scheme.score_min <= score <= scheme.score_max == 9


@pytest.mark.parametrize("scheme", VARIANTS, ids=lambda scheme: f"{scheme.name} {scheme.missing}")
def test_bounds_are_reached(scheme):
    """The announced range is the smallest one."""
    scores = [score for p in PATTERNS if (score := score_pattern(p, scheme)) is not None]
    assert (min(scores), max(scores)) == (scheme.score_min, scheme.score_max)


@repeatable
@given(patterns, st.integers(0, 2), variants)
def test_a_more_engaged_answer_never_lowers_the_score(pattern, place, scheme):
    """Replacing one answer by a more engaged one keeps or raises score and level."""
    answers = list(QUESTIONS.values())[place]
    ladder = [(*pattern[:place], answer, *pattern[place + 1 :]) for answer in reversed(answers)]
    scores = [score_pattern(step, scheme) for step in ladder]
    if None not in scores:
        assert scores == sorted(scores)
        ranks = [LEVELS.index(level_of(score, scheme)) for score in scores]
        assert ranks == sorted(ranks)


@repeatable
@given(patterns, st.sampled_from(sorted(SCHEMES)))
def test_person_mean_is_three_times_the_mean_of_the_answers(pattern, name):
    """Under person_mean the score is 3 x the mean points of the questions answered."""
    scheme = replace(SCHEMES[name], missing="person_mean")
    points = [Fraction(text) * scheme.rescale for text in name.split("/")]
    given_points = [
        points[answers.index(answer)]
        for answers, answer in zip(QUESTIONS.values(), pattern, strict=True)
        if answer is not None
    ]
    expected = 3 * sum(given_points) / len(given_points) if given_points else None
    assert score_pattern(pattern, scheme) == expected


@repeatable
@given(patterns.filter(lambda pattern: None not in pattern), st.sampled_from(sorted(SCHEMES)))
def test_missing_rule_is_irrelevant_to_complete_answers(pattern, name):
    """The three rules agree where nothing is missing."""
    scores = {score_pattern(pattern, replace(SCHEMES[name], missing=m)) for m in MISSING_RULES}
    assert len(scores) == 1


def test_one_response_ignores_other_columns_and_reads_nan_as_missing():
    """A row of a larger table scores as it is; NaN, NA and None mean not answered."""
    scheme = replace(DEFAULT_SCHEME, missing="zero")
    for gap in (None, float("nan"), pd.NA):
        assert (
            score_response(as_response(("regular", gap, "none")) | {"place": "esik"}, scheme) == 4
        )


def test_one_response_with_an_unknown_answer_is_refused():
    """The message names the question, the value and the answers allowed."""
    message = "column influence_level: 'strong' is not an answer; use active, limited, minimal_or"
    with pytest.raises(InputError, match=message):
        score_response(as_response(("regular", "strong", "none")))


def test_one_response_without_a_question_is_refused():
    """A question that was not asked is given as None, not left out."""
    with pytest.raises(InputError, match="column influence_level: the question is missing; add"):
        score_response({"interaction_frequency": "regular", "monitoring_participation": "none"})


def test_pattern_of_two_answers_is_refused():
    """A pattern has one entry per question."""
    with pytest.raises(ArgumentError, match="give one answer each to interaction_frequency"):
        score_pattern(("regular", "active"))


# Tables and counts


@pytest.mark.parametrize("dtype", [object, "str", "category"])
@pytest.mark.parametrize("scheme", VARIANTS, ids=lambda scheme: f"{scheme.name} {scheme.missing}")
def test_table_equals_one_by_one_for_every_pattern(dtype, scheme):
    """All 64 patterns, as objects, strings or categories: vectorised equals one by one."""
    scored = score_responses(as_frame(PATTERNS, dtype), scheme)
    one_by_one = [score_response(as_response(pattern), scheme) for pattern in PATTERNS]
    expected = pd.Series([np.nan if s is None else float(s) for s in one_by_one], name="score")
    pd.testing.assert_series_equal(scored["score"], expected, check_exact=True)
    levels = [level_of(score, scheme) for score in one_by_one]
    assert scored["level"].astype(object).where(scored["level"].notna(), None).tolist() == levels
    assert scored["level"].cat.ordered


@repeatable
@given(st.lists(patterns, max_size=30), variants)
def test_rows_patterns_and_mean_agree(rows, scheme):
    """Scores by row, counts of patterns and the exact group mean tell the same."""
    frame = as_frame(rows)
    counts = count_patterns(frame)
    assert counts == Counter(rows)
    scores = [score_pattern(row, scheme) for row in rows]
    assert count_scores(counts, scheme) == Counter(scores)
    kept = [score for score in scores if score is not None]
    mean = Fraction(sum(kept), len(kept)) if kept else None
    assert mean_score(counts, scheme) == (mean, len(kept), len(rows) - len(kept))
    assert score_responses(frame, scheme)["score"].notna().sum() == len(kept)


def test_group_mean_by_hand():
    """(9 + 6 + 6) / 3 = 7 in exact arithmetic; the one without a score is counted, not dropped."""
    counts = {BEST: 1, MIDDLE: 2, ("regular", None, None): 1, WORST: 0}
    assert mean_score(counts) == GroupScore(Fraction(7), 3, 1)
    assert list(count_scores({BEST: 1, (None,) * 3: 1, WORST: 2}).items()) == [
        (3, 2),
        (9, 1),
        (None, 1),
    ]
    assert mean_score({}) == (None, 0, 0)


@pytest.mark.parametrize("count", [-1, 1.5, "2"])
def test_group_mean_refuses_impossible_counts(count):
    """A count of respondents is a whole number of at least 0; the pattern is named."""
    with pytest.raises(ArgumentError, match=r"count of \('regular', .*give a whole number of at"):
        mean_score({BEST: count})


def test_table_keeps_its_index_and_ignores_other_columns():
    """Rows keep their labels, so that scores can be joined back."""
    frame = as_frame([BEST, WORST]).assign(place="esik").set_axis(["form 7", "form 9"])
    assert score_responses(frame)["score"].to_dict() == {"form 7": 9.0, "form 9": 3.0}


def test_question_nobody_answered_and_empty_table():
    """A column of missing values is a question not asked; no rows give no scores."""
    frame = as_frame([BEST, MIDDLE]).assign(monitoring_participation=np.nan)
    assert score_responses(frame)["score"].isna().all()
    zero = replace(DEFAULT_SCHEME, missing="zero")
    assert score_responses(frame, zero)["score"].tolist() == [6.0, 4.0]
    assert len(score_responses(as_frame([]))) == 0
    assert count_patterns(as_frame([])) == {}


@pytest.mark.parametrize("dtype", [object, "str", "category"])
def test_table_names_every_unknown_answer_once(dtype):
    """Source, row, column, value and the answers allowed; all problems in one error."""
    frame = as_frame([BEST, MIDDLE, ("often", "active", "no"), ("often", "", "rare")], dtype)
    with pytest.raises(InputError) as caught:
        score_responses(frame.set_axis([11, 12, 13, 14]), source="forms.csv")
    assert [str(problem) for problem in caught.value.problems] == [
        "forms.csv, row 13, column interaction_frequency: 'often' is not an answer; "
        "use regular, periodic, rare_or_none, or leave it empty for no answer",
        "forms.csv, row 14, column influence_level: '' is not an answer; "
        "use active, limited, minimal_or_none, or leave it empty for no answer",
        "forms.csv, row 13, column monitoring_participation: 'no' is not an answer; "
        "use regular, rare, none, or leave it empty for no answer",
    ]


def test_table_lists_only_the_first_of_many_unknown_answers():
    """A column mixed up with an identifier is not listed row by row."""
    frame = as_frame([BEST] * 1000).assign(influence_level=range(1000))
    with pytest.raises(InputError, match="column influence_level: 0 is not an answer") as caught:
        count_patterns(frame)
    assert len(caught.value.problems) == MAX_UNKNOWN


def test_category_that_is_not_used_is_no_error():
    """A categorical column may know more categories than occur."""
    column = pd.Categorical(["regular"], categories=["regular", "never asked"])
    assert score_responses(as_frame([BEST]).assign(interaction_frequency=column)).score[0] == 9


def test_table_without_columns_is_refused():
    """Every absent column is named."""
    with pytest.raises(InputError, match="2 problems") as caught:
        score_responses(as_frame([BEST])[["influence_level"]])
    assert [problem.column for problem in caught.value.problems] == [
        "interaction_frequency",
        "monitoring_participation",
    ]


@pytest.mark.parametrize("dtype", ["str", "category"])
def test_a_million_rows_score_within_a_second(dtype):
    """Vectorised: a million rows in under a second, strings included; best of three."""
    picks = np.random.default_rng(20250115).integers(len(PATTERNS), size=1_000_000)
    columns = np.array(PATTERNS, dtype=object)[picks]
    frame = pd.DataFrame(columns, columns=list(QUESTIONS)).astype(dtype)
    seconds = []
    for _ in range(3):
        start = time.perf_counter()
        scored = score_responses(frame)
        seconds.append(time.perf_counter() - start)
    assert min(seconds) < 1
    assert scored["score"].max() == 9


# Schemes


def test_questions_may_weigh_differently():
    """Points are per question: a scheme may leave one out."""
    scheme = Scheme("frequency and influence", ((3, 2, 1), (3, 2, 1), (0, 0, 0)), rescale="1.5")
    assert score_pattern(("regular", "limited", "none"), scheme) == Fraction(15, 2)


# Levels


@pytest.mark.parametrize(
    ("score", "level"),
    [(9, "high"), (8, "high"), ("7.9", "medium"), (6, "medium"), ("5.9", "low"), (0, "low")],
)
def test_levels_by_hand(score, level):
    """Below 6 low, 6 to below 8 medium, 8 and above high."""
    assert level_of(score) == level


def test_level_of_no_score_and_of_impossible_scores():
    """No score has no level; a float or a score off the scale is refused."""
    assert level_of(None) is None
    with pytest.raises(ArgumentError, match="score 10 is outside 0 to 9"):
        level_of(10)
    with pytest.raises(ArgumentError, match=r"score is 7\.5, not an exact number"):
        level_of(7.5)


def test_every_pattern_is_listed_once():
    """Three answers or none to each of three questions: 64 patterns."""
    assert set(PATTERNS) == set(product(*([*answers, None] for answers in QUESTIONS.values())))
    assert len(PATTERNS) == 64


# Sums of the questions' means


@repeatable
@given(
    st.lists(patterns.filter(lambda pattern: None not in pattern), min_size=1, max_size=9), variants
)
def test_without_gaps_both_averages_agree(rows, scheme):
    """Adding first or dividing first makes no difference where every form is complete."""
    counts = Counter(rows)
    assert sum_of_question_means(counts, scheme) == mean_score(counts, scheme).mean


@pytest.mark.parametrize(
    ("missing", "expected"),
    [("zero", 5), ("person_mean", Fraction(15, 2)), ("complete_cases", None)],
)
def test_a_question_nobody_answered(missing, expected):
    """3 + 2 of two questions: nothing more, their mean once more, or no score."""
    forms = {("regular", "limited", None): 4}
    scheme = replace(DEFAULT_SCHEME, missing=missing)
    assert sum_of_question_means(forms, scheme) == expected


def test_gaps_do_not_pull_a_questions_mean_down():
    """One answer of 3 beside a gap: the question's mean is 3 under every rule."""
    forms = {("regular", "active", "regular"): 1, (None, "active", "regular"): 1}
    for missing in MISSING_RULES:
        assert sum_of_question_means(forms, replace(DEFAULT_SCHEME, missing=missing)) == 9


def test_nobody_has_no_sum():
    """No forms, or no answers on any."""
    assert sum_of_question_means({}) is None
    assert sum_of_question_means({(None, None, None): 3}) is None
