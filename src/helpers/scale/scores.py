"""The 9-point scale of interaction with local executive bodies: three questions, one score.

Each of three ordinal questions of the focus-group form earns points; their sum, 9 at most, is a
respondent's score, and the mean score of a town falls in a level (`helpers.scale.levels`). The
report prints neither points nor thresholds: they are a scheme (`helpers.scale.schemes`).
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from itertools import product
from typing import TYPE_CHECKING, NamedTuple

from helpers.errors import ArgumentError, InputError, Problem
from helpers.ledger.reported import ValueRange, to_fraction, to_whole
from helpers.scale.levels import LEVELS, levels_within
from helpers.scale.schemes import DEFAULT_SCHEME, QUESTIONS, Scheme

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

# Different wrong answers listed per question: a column mixed up with another has thousands.
MAX_UNKNOWN = 10

# One answer per question, in the order of QUESTIONS; None where the question was not answered.
Pattern = tuple[str | None, str | None, str | None]
PATTERNS: tuple[Pattern, ...] = tuple(
    product(*((*answers, None) for answers in QUESTIONS.values()))
)


class GroupScore(NamedTuple):
    """Mean score of a group, None if nobody has a score, and how many have one and have not."""

    mean: Fraction | None
    n_scored: int
    n_unscored: int


def score_pattern(pattern: Pattern, scheme: Scheme = DEFAULT_SCHEME) -> Fraction | None:
    """What score do three answers earn?

    rescale x (sum of points), with the scheme's rule where an answer is None; "person_mean" is
    rescale x 3 x (mean points of the questions answered).
    Returns an exact number from `score_min` to `score_max`; None when the rule gives no score:
    any answer missing under "complete_cases", all missing under "person_mean". All missing under
    "zero" is 0. Raises `InputError` naming the question, the value and the answers allowed.

    >>> score_pattern(("regular", "limited", "none"))  # 3 + 2 + 1
    Fraction(6, 1)
    """
    if len(pattern) != len(QUESTIONS):
        raise ArgumentError(f"pattern {pattern!r}: give one answer each to {', '.join(QUESTIONS)}")
    problems = [
        Problem("answer pattern", "", question, _say_unknown(answer, question))
        for question, answer in zip(QUESTIONS, pattern, strict=True)
        if answer is not None and answer not in QUESTIONS[question]
    ]
    if problems:
        raise InputError(problems)
    points = [
        row[answers.index(answer)]
        for row, answers, answer in zip(scheme.points, QUESTIONS.values(), pattern, strict=True)
        if answer is not None
    ]
    if scheme.missing == "zero" or len(points) == len(QUESTIONS):
        return scheme.rescale * sum(points)
    if scheme.missing == "complete_cases" or not points:
        return None
    return scheme.rescale * sum(points) * Fraction(len(QUESTIONS), len(points))


def score_response(
    response: Mapping[str, object], scheme: Scheme = DEFAULT_SCHEME
) -> Fraction | None:
    """What score does one questionnaire earn?

    `response` maps the three question ids to answers, None or NaN where not answered; other keys
    are ignored. Returns and raises as `score_pattern`; a question that is no key is an error too.

    >>> score_response(
    ...     {
    ...         "interaction_frequency": "regular",
    ...         "influence_level": "active",
    ...         "monitoring_participation": "rare",
    ...     }
    ... )
    Fraction(8, 1)
    """
    import pandas as pd

    _check_questions(response, "response")
    answers = [response[question] for question in QUESTIONS]
    missing = [pd.api.types.is_scalar(answer) and pd.isna(answer) for answer in answers]
    return score_pattern(
        tuple(None if gap else answer for answer, gap in zip(answers, missing, strict=True)), scheme
    )


def score_responses(
    responses: pd.DataFrame, scheme: Scheme = DEFAULT_SCHEME, *, source: str = "responses"
) -> pd.DataFrame:
    """What score and level does each row earn?

    Each row is looked up among the 64 possible patterns, so that the result is `score_pattern`'s,
    rounded once to a float, however many rows there are.

    Parameters: `responses` has the three questions as text or categorical columns, missing values
    where not answered; `source` names the data in errors.
    Returns `score` (float, NaN for none) and `level` (ordered categorical), with the same index.
    Raises `InputError` for an absent column, and for answers not in QUESTIONS, each with the index
    label of its first row.
    """
    import numpy as np
    import pandas as pd

    codes = _pattern_codes(responses, source)
    scores = [score_pattern(pattern, scheme) for pattern in PATTERNS]
    levels = [-1 if score is None else LEVELS.index(level_of(score, scheme)) for score in scores]
    values = np.array([np.nan if score is None else float(score) for score in scores])
    level = pd.Categorical.from_codes(np.array(levels)[codes], categories=LEVELS, ordered=True)
    return pd.DataFrame({"score": values[codes], "level": level}, index=responses.index)


def count_patterns(responses: pd.DataFrame, *, source: str = "responses") -> dict[Pattern, int]:
    """How many rows have each answer pattern? Patterns nobody gave are left out.

    Takes and raises as `score_responses`.
    """
    import numpy as np

    counts = np.bincount(_pattern_codes(responses, source), minlength=len(PATTERNS))
    return {p: int(count) for p, count in zip(PATTERNS, counts, strict=True) if count}


def count_scores(
    counts: Mapping[Pattern, int], scheme: Scheme = DEFAULT_SCHEME
) -> dict[Fraction | None, int]:
    """How many respondents have each score? Ascending; None, where it occurs, comes last.

    `counts` maps patterns to whole numbers of at least 0. Raises as `score_pattern`, and
    `ArgumentError` for a count that is negative or not whole.
    """
    totals: dict[Fraction | None, int] = {}
    for pattern, count in counts.items():
        score = score_pattern(pattern, scheme)
        totals[score] = totals.get(score, 0) + to_whole(count, f"count of {pattern}", at_least=0)
    return dict(sorted(totals.items(), key=lambda item: (item[0] is None, item[0] or 0)))


def mean_score(counts: Mapping[Pattern, int], scheme: Scheme = DEFAULT_SCHEME) -> GroupScore:
    """What is the exact mean score of a group, from its counts of answer patterns?

    Sum of count x score over the patterns with a score, divided by their counts. Raises as
    `count_scores`.

    >>> all_best, all_middle = ("regular", "active", "regular"), ("periodic", "limited", "rare")
    >>> mean_score({all_best: 2, all_middle: 1, (None, None, None): 4})  # (9 + 9 + 6) / 3
    GroupScore(mean=Fraction(8, 1), n_scored=3, n_unscored=4)
    """
    totals = count_scores(counts, scheme)
    n_unscored = totals.pop(None, 0)
    n_scored = sum(totals.values())
    points = sum(score * count for score, count in totals.items())
    return GroupScore(Fraction(points, n_scored) if n_scored else None, n_scored, n_unscored)


def sum_of_question_means(
    counts: Mapping[Pattern, int], scheme: Scheme = DEFAULT_SCHEME
) -> Fraction | None:
    """What is a group's score if the means of the three questions are added up?

    rescale x sum over the questions of (sum of points / number of answers): another order of adding
    and dividing, which agrees with `mean_score` where nobody left a gap. A question that nobody
    answered adds nothing under the rule "zero"; "person_mean" gives it the mean of the others, and
    "complete_cases" gives the group no score. None where there is none, or no answer. Raises as
    `count_scores`.

    >>> forms = {("regular", "active", "none"): 1, ("periodic", None, "none"): 1}
    >>> sum_of_question_means(forms)  # (3 + 2) / 2 + 3 + 1
    Fraction(13, 2)
    """
    count_scores(counts, scheme)
    means = []
    for place, (row, answers) in enumerate(zip(scheme.points, QUESTIONS.values(), strict=True)):
        given = [(pattern[place], n) for pattern, n in counts.items() if pattern[place] and n]
        if given:
            points = sum(row[answers.index(answer)] * n for answer, n in given)
            means.append(points / sum(n for _, n in given))
    n_silent = len(QUESTIONS) - len(means)
    if not means or (n_silent and scheme.missing == "complete_cases"):
        return None
    filled = sum(means) / len(means) * n_silent if scheme.missing == "person_mean" else 0
    return scheme.rescale * (sum(means) + filled)


def level_of(score: Fraction | None, scheme: Scheme = DEFAULT_SCHEME) -> str | None:
    """Which level does a score or a mean score have? None has none.

    Raises `ArgumentError` for a float, and for a score below 0 or above the scheme's maximum.

    >>> level_of(Fraction(8)), level_of("7.9"), level_of(6), level_of("5.9")
    ('high', 'medium', 'medium', 'low')
    """
    if score is None:
        return None
    value = to_fraction(score, "score")
    if not 0 <= value <= scheme.score_max:
        raise ArgumentError(f"score {score} is outside 0 to {scheme.score_max} ({scheme.name})")
    return levels_within(ValueRange(value, value), scheme.thresholds)[0]


def _say_unknown(answer: object, question: str) -> str:
    """What is wrong with an answer, and what it may be."""
    allowed = ", ".join(QUESTIONS[question])
    return f"{answer!r} is not an answer; use {allowed}, or leave it empty for no answer"


def _check_questions(keys: Mapping[str, object] | pd.DataFrame, source: str) -> None:
    """Raise if a question is absent altogether."""
    absent = [question for question in QUESTIONS if question not in keys]
    message = "the question is missing; add it, without values if it was not asked"
    if absent:
        raise InputError([Problem(source, "", question, message) for question in absent])


def _pattern_codes(responses: pd.DataFrame, source: str) -> np.ndarray:
    """Index into PATTERNS of every row: the answers' positions read as digits to base 4."""
    import numpy as np
    import pandas as pd

    _check_questions(responses, source)
    codes, problems = np.zeros(len(responses), dtype=np.int64), []
    for question, answers in QUESTIONS.items():
        found_codes, uniques = pd.factorize(responses[question])
        found = uniques.tolist()
        position = {answer: place for place, answer in enumerate(answers)}
        unknown = [code for code, answer in enumerate(found) if answer not in position]
        for code in unknown[:MAX_UNKNOWN]:
            row = str(responses.index[np.argmax(found_codes == code)])
            problems.append(Problem(source, row, question, _say_unknown(found[code], question)))
        # Missing values have code -1 and so pick the last entry.
        digits = np.array([*(position.get(answer, 0) for answer in found), len(answers)])
        codes = codes * (len(answers) + 1) + digits[found_codes]
    if problems:
        raise InputError(problems)
    return codes
