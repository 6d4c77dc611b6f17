"""Forms of the discussions between towns: the scale, its questions, and how these hang together."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from fractions import Fraction
from itertools import combinations
from typing import TYPE_CHECKING, Any

from helpers.release.respondents import PLACE
from helpers.release.tested import RefusedError, Tested, finished
from helpers.scale.schemes import DEFAULT_SCHEME, DISTINCT_SCHEMES, QUESTIONS, Scheme
from helpers.scale.scores import score_responses
from helpers.synthetic.watermark import refuse_inference

if TYPE_CHECKING:
    import pandas as pd

    from helpers.disclosure.rules import Rules
    from helpers.release.tested import Rows

SCORE = "interaction_score"


def towns(frames: Rows, rules: Rules) -> dict[str, Any]:
    """The score and the questions of the scale between all towns with enough forms.

    p of the score under every scheme of points goes along, as `p_least` and `p_most`.
    """
    from helpers.statistics.permutation import compare_groups

    forms = _forms(frames, rules)
    found = {
        key: compare_groups(forms.assign(score=points), "score", PLACE)
        for key, points in _compared(forms)
    }
    others = [each.p for (name, _), each in found.items() if name == SCORE]
    sizes = forms[PLACE].value_counts().tolist()
    family = [
        Tested(
            name,
            each.p,
            len(forms),
            sizes,
            values={"permutations": each.n_ways, "exact": each.is_exact}
            | ({"p_least": min(others), "p_most": max(others)} if name == SCORE else {}),
        )
        for (name, scheme), each in found.items()
        if scheme == DEFAULT_SCHEME.name
    ]
    return _told(forms, finished(family, rules))


def pairs(frames: Rows, rules: Rules) -> dict[str, Any]:
    """The score of every two towns; which of them is ahead, but not by how much."""
    from helpers.statistics.permutation import compare_two

    forms = _forms(frames, rules)
    scores = forms.assign(score=_scores(forms)).groupby(PLACE, observed=True)["score"]
    by_town = {str(town): [Fraction(str(each)) for each in own] for town, own in scores}
    family = []
    for one, other in combinations(sorted(by_town), 2):
        found = compare_two(by_town[one], by_town[other])
        ahead = one if found.statistic > 0 else other if found.statistic < 0 else ""
        sizes = [len(by_town[one]), len(by_town[other])]
        values = {"first": one, "second": other, "ahead": ahead}
        family.append(Tested(f"{one} {other}", found.p, len(forms), sizes, values=values))
    return _told(forms, finished(family, rules))


def items(frames: Rows, rules: Rules) -> dict[str, Any]:
    """How the questions of the scale hang together, over all towns.

    Over those that are compared with each other, where all others have so few forms that the
    difference of both numbers of forms would tell how few.
    """
    from helpers.statistics.items import item_statistics

    found = item_statistics(_points(_answered(frames)))
    with suppress(RefusedError):
        compared = _forms(frames, rules)
        if 0 < found.n_respondents - len(compared) < rules.minimum:
            found = item_statistics(_points(compared))
    if found.n_respondents < rules.test_n:
        raise RefusedError("few", least=rules.test_n)
    n = found.n_respondents
    rest = {name: None if value != value else value for name, value in found.item_rest.items()}
    family = [Tested(name, None, n, values={"item_rest": value}) for name, value in rest.items()]
    alpha = finished([Tested("alpha", None, n, values={"alpha": found.alpha})], rules)
    return {"n": n, "values": finished(family, rules), "alpha": alpha[0]["alpha"]}


def _told(forms: pd.DataFrame, values: list[dict[str, Any]]) -> dict[str, Any]:
    groups = sorted(map(str, forms[PLACE].unique()))
    return {"n": len(forms), "groups": groups, "values": values}


def _answered(frames: Rows) -> pd.DataFrame:
    forms = frames.get("form_a")
    if forms is None or forms[list(QUESTIONS)].isna().all(axis=None):
        raise RefusedError("absent")
    refuse_inference(forms, "a test")
    return forms


def _forms(frames: Rows, rules: Rules) -> pd.DataFrame:
    """Forms with a score, of the towns that have enough of them."""
    forms = _answered(frames)
    scored = forms.loc[_scores(forms).notna()]
    sizes = scored[PLACE].value_counts()
    kept = sizes[sizes >= rules.test_group]
    if len(kept) < 2:
        raise RefusedError("small", groups=2, least=rules.test_group)
    if kept.sum() < rules.test_n:
        raise RefusedError("few", least=rules.test_n)
    return scored.loc[scored[PLACE].isin(kept.index)]


def _scores(forms: pd.DataFrame, scheme: Scheme = DEFAULT_SCHEME) -> pd.Series:
    return score_responses(_scale_answers(forms), scheme)["score"]


def _scale_answers(forms: pd.DataFrame) -> pd.DataFrame:
    """The scale's answers; what is no step of it ("don't know") is no answer to it."""
    answers = {
        question: forms[question].astype(object).where(forms[question].isin(steps), None)
        for question, steps in QUESTIONS.items()
    }
    return forms.assign(**answers)[list(QUESTIONS)]


def _points(forms: pd.DataFrame) -> pd.DataFrame:
    """Points of every question under the default scheme, in columns of its name."""
    rows = zip(QUESTIONS.items(), DEFAULT_SCHEME.points, strict=True)
    points = {q: dict(zip(answers, map(float, own), strict=True)) for (q, answers), own in rows}
    return forms.assign(
        **{q: forms[q].astype(object).map(own).astype(float) for q, own in points.items()}
    )[list(QUESTIONS)]


def _compared(forms: pd.DataFrame) -> Iterator[tuple[tuple[str, str], pd.Series]]:
    """What is compared between towns: the score under every scheme, and the questions' points."""
    yield (SCORE, DEFAULT_SCHEME.name), _scores(forms)
    for name, scheme in DISTINCT_SCHEMES.items():
        if name != DEFAULT_SCHEME.name:
            yield (SCORE, name), _scores(forms, scheme)
    for question, points in _points(forms).items():
        yield (str(question), DEFAULT_SCHEME.name), points
