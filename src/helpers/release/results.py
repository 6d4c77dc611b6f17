"""What only rows allow: tests, weights and models, each with its assumption or the reason for none.

    towns               the scale and its questions between towns, by permutation
    town_pairs          the score of every two towns
    answers_alike       within a question of several answers: are all named equally often
    answers_by_group    the same questions by where and how large an organisation is
    single_by_group     questions with one answer by the same groups, weighted
    scale_items         how the questions of the scale hang together
    nonresponse         who of the register answered, by place and by zero report
    weights             shares raked to the register, their design effects, and how far they move
    ordinal             the level of participation by place and staff

Every result is a mapping with the same keys:

    n            respondents it rests on; None where the number would give a small one away
    groups       group -> respondents, None likewise; empty without groups
    assumption   what has to be taken for granted, in one sentence
    family       the tests that Holm's correction joins; "" where it is one
    values       one mapping per test, answer or coefficient
    refused      "" or the reason why nothing was computed; `details` fills its braces

No number here is a count of an answer: those are `tables` and go through the gate. Statistics keep
the digits that the rules allow, and groups below the rules' minimum are in no test.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import TYPE_CHECKING, Any

from helpers.errors import ArgumentError
from helpers.interface import marked
from helpers.release.respondents import (
    ALONE,
    BLOCKS,
    GROUPS,
    PLACE,
    REGION,
    SINGLES,
    ZERO,
    answers_of,
    with_groups,
    with_register,
)
from helpers.scale.schemes import DEFAULT_SCHEME, DISTINCT_SCHEMES, QUESTIONS, Scheme
from helpers.scale.scores import score_responses
from helpers.synthetic.watermark import SyntheticDataError, refuse_inference

if TYPE_CHECKING:
    import pandas as pd

    from helpers.disclosure.rules import Rules
    from helpers.statistics.design import Design

    Rows = Mapping[str, pd.DataFrame]
    Result = dict[str, Any]

SCORE = "interaction_score"
LEVEL = 0.05  # of a check that a result depends on
# A chi-square is trusted where no expected number is below 1 and few are below 5 (Cochran 1954).
LEAST_EXPECTED = 1
FEW_PROP = 0.2

ASSUMPTIONS = {
    "towns": marked("if forms could have been exchanged between towns"),
    "town_pairs": marked("if forms could have been exchanged between two towns"),
    "answers_alike": marked("if respondents answered independently of each other"),
    "answers_by_group": marked("if respondents were a random sample of their group"),
    "single_by_group": marked("if the weighted respondents were a random sample"),
    "scale_items": marked("if one quantity lay behind all questions of the scale"),
    "nonresponse": marked("if each organisation decided by itself whether to answer"),
    "weights": marked("if within a region those who answered stand for those who did not"),
    "ordinal": marked("if every step of the answer had the same odds ratio"),
}
# Tests that were asked together, and that Holm's correction judges together.
FAMILIES = {
    "towns": marked("score and questions of the scale between towns"),
    "town_pairs": marked("every two towns"),
    "answers_alike": marked("answers within a question"),
    "answers_by_group": marked("questions with several answers by group"),
    "single_by_group": marked("questions with one answer by group"),
    "nonresponse": marked("who answered, by group"),
    "ordinal": marked("coefficients of the model"),
}
REASONS = {
    "synthetic": marked(
        "These rows are made up. What is computed from them would measure how they were made."
    ),
    "absent": marked("Nobody answered the questions that this needs."),
    "small": marked(
        "It needs at least {groups} groups of {least} respondents or more; there are fewer."
    ),
    "few": marked("It needs at least {least} respondents; there are fewer."),
    "register": marked("There is no register of the organisations that were asked."),
    "unmatched": marked(
        "Fewer than {least} respondents are found in the register, so who is silent is not known."
    ),
    "sparse": marked("Too few answers are expected in a cell for the test to hold."),
    "levels": marked(
        "Each level of the answer needs at least {least} respondents; one of them has fewer."
    ),
    "odds": marked(
        "The steps of the answer have different odds ratios by more than chance; one for all of "
        "them would describe none."
    ),
    "degenerate": marked("The answers do not differ enough for it to be computed."),
}


class _RefusedError(Exception):
    """A result is not computed: a key of `REASONS`, and what its braces hold."""

    def __init__(self, reason: str, **details: int) -> None:
        super().__init__(reason)
        self.reason, self.details = reason, details


def results(rows: Rows, register: pd.DataFrame | None, rules: Rules) -> dict[str, Result]:
    """All results of a wave, by name, refused ones among them.

    Parameters: `rows` the tables of `microdata.prepared` by instrument; `register` the frame that
    was asked, or None; `rules` of `helpers.disclosure`.
    """
    frames = {name: with_groups(name, frame) for name, frame in rows.items() if name != "register"}
    joined = None
    if register is not None and "survey" in frames:
        joined = with_register(frames["survey"], register)
    steps: dict[str, Callable[[], Result]] = {
        "towns": lambda: _towns(frames, rules),
        "town_pairs": lambda: _town_pairs(frames, rules),
        "answers_alike": lambda: _answers_alike(frames, rules),
        "answers_by_group": lambda: _answers_by_group(frames, rules),
        "single_by_group": lambda: _single_by_group(frames, joined, rules),
        "scale_items": lambda: _scale_items(frames, rules),
        "nonresponse": lambda: _nonresponse(joined, rules),
        "weights": lambda: _weights(frames, joined, rules),
        "ordinal": lambda: _ordinal(frames, rules),
    }
    return {name: _computed(name, step) for name, step in steps.items()}


def _computed(name: str, step: Callable[[], Result]) -> Result:
    empty = {"n": None, "groups": {}, "values": [], "refused": "", "details": {}}
    empty |= {"assumption": ASSUMPTIONS[name], "family": FAMILIES.get(name, "")}
    try:
        return {**empty, **step()}
    except SyntheticDataError:
        return {**empty, "refused": REASONS["synthetic"]}
    except _RefusedError as refusal:
        return {**empty, "refused": REASONS[refusal.reason], "details": refusal.details}
    except ArgumentError:
        return {**empty, "refused": REASONS["degenerate"]}


def _towns(frames: Rows, rules: Rules) -> Result:
    from helpers.statistics.permutation import compare_groups

    forms, sizes = _forms(frames, rules)
    values = []
    for name, scheme, columns in _compared(forms):
        scored = forms.assign(score=columns)
        found = compare_groups(scored, "score", PLACE)
        values.append({"test": name, "scheme": scheme, "p": found.p})
        values[-1] |= {"ways": found.n_ways, "exact": found.is_exact}
    others = [each["p"] for each in values if each["test"] == SCORE]
    kept = [each for each in values if each["scheme"] == DEFAULT_SCHEME.name]
    kept = _with_holm(kept, {each["test"]: each["p"] for each in kept}, rules)
    kept[0] |= {"p_least": _p(min(others), rules), "p_most": _p(max(others), rules)}
    return {"n": _n(forms, frames["form_a"], rules), "groups": sizes, "values": kept}


def _town_pairs(frames: Rows, rules: Rules) -> Result:
    from helpers.statistics.permutation import compare_two

    forms, sizes = _forms(frames, rules)
    scores = forms.assign(score=_scores(forms)).dropna(subset="score")
    by_town = {town: _exact(own["score"]) for town, own in scores.groupby(PLACE, observed=True)}
    pairs = [*combinations(sorted(by_town), 2)]
    found = {pair: compare_two(by_town[pair[0]], by_town[pair[1]]) for pair in pairs}
    values = [
        {
            "test": " ".join(pair),
            "first": pair[0],
            "second": pair[1],
            "ahead": pair[0] if each.statistic > 0 else pair[1] if each.statistic < 0 else "",
        }
        for pair, each in found.items()
    ]
    family = {" ".join(pair): each.p for pair, each in found.items()}
    values = _with_holm(values, family, rules)
    return {"n": _n(forms, frames["form_a"], rules), "groups": sizes, "values": values}


def _answers_alike(frames: Rows, rules: Rules) -> Result:
    from helpers.statistics.several_answers import named_alike

    rows = _survey(frames, rules)
    values, family = [], {}
    for block, columns in _blocks(rows, rules):
        found = named_alike(rows, columns)
        values.append(
            {"test": block, "statistic": _digits(found.statistic, rules), "df": found.df}
            | {"answers": _ids(block, columns)}
        )
        family[block] = found.p
    return {"n": _n(rows, rows, rules), "values": _with_holm(values, family, rules)}


def _answers_by_group(frames: Rows, rules: Rules) -> Result:
    from helpers.statistics.several_answers import same_by_group

    rows = _survey(frames, rules)
    groups = _group_sizes(rows, rules)
    values, family = [], {}
    for block, columns in _blocks(rows, rules):
        for group in groups:
            found = same_by_group(rows, columns, group)
            test = f"{block} {group}"
            values.append(
                {"test": test, "question": block, "group": group, "answers": _ids(block, columns)}
                | {"statistic": _digits(found.statistic, rules)}
                | {"corrected": _digits(found.corrected, rules)}
                | {"df": _digits(found.df_corrected, rules), "p_first": _p(found.p_first, rules)}
            )
            family[test] = found.p
    kept = {name: size for sizes in groups.values() for name, size in sizes.items()}
    values = _with_holm(values, family, rules)
    return {"n": _n(rows, rows, rules), "groups": kept, "values": values}


def _single_by_group(frames: Rows, joined: pd.DataFrame | None, rules: Rules) -> Result:
    import numpy as np

    from helpers.statistics.design import Design, rao_scott

    rows = _survey(frames, rules)
    design = Design(np.ones(len(rows)))
    is_weighted = joined is not None and _matched(joined) >= rules.test_n
    if is_weighted:
        rows, design, _ = _raked(rows, joined, rules)
    groups = _group_sizes(rows, rules)
    values, family = [], {}
    for question in SINGLES:
        for group in groups:
            own = _joined_answers(rows[[question, group]], question, rules)
            if not _is_testable(own.dropna(), question, group):
                continue
            found = rao_scott(own, question, group, design)
            test = f"{question} {group}"
            values.append(
                {"test": test, "question": question, "group": group, "f": _digits(found.f, rules)}
                | {"pearson": _digits(found.pearson, rules), "df1": _digits(found.df1, rules)}
                | {"df2": _digits(found.df2, rules), "p_first": _p(found.p_first, rules)}
            )
            family[test] = found.p
    if not values:
        raise _RefusedError("sparse")
    kept = {name: size for sizes in groups.values() for name, size in sizes.items()}
    values = _with_holm(values, family, rules)
    return {"n": _n(rows, frames["survey"], rules), "groups": kept, "values": values} | {
        "weighted": is_weighted
    }


def _scale_items(frames: Rows, rules: Rules) -> Result:
    from helpers.statistics.items import item_statistics

    forms = _form_a(frames)
    found = item_statistics(_points(forms))
    if found.n_respondents < rules.test_n:
        raise _RefusedError("few", least=rules.test_n)
    values = [
        {"test": name, "item_rest": None if value != value else round(value, 2)}
        for name, value in found.item_rest.items()
    ]
    answered = forms[list(QUESTIONS)].dropna()
    return {"n": _n(answered, forms, rules), "values": values, "alpha": round(found.alpha, 2)}


def _nonresponse(joined: pd.DataFrame | None, rules: Rules) -> Result:
    import numpy as np

    from helpers.statistics.design import Design, rao_scott

    if joined is None:
        raise _RefusedError("register")
    refuse_inference(joined, "a comparison of response rates")
    if _matched(joined) < rules.test_n:
        raise _RefusedError("unmatched", least=rules.test_n)
    values, family = [], {}
    for group in (GROUPS[0], ZERO):
        own = joined[[group, "answered"]].dropna()
        counts = own.groupby(group, observed=True)["answered"].sum()
        if len(counts) < 2 or counts.min() < rules.test_group:
            continue
        found = rao_scott(own, group, "answered", Design(np.ones(len(own))))
        values.append({"test": group, "pearson": _digits(found.pearson, rules), "df": found.df})
        family[group] = found.p
    if not values:
        raise _RefusedError("small", groups=2, least=rules.test_group)
    return {"n": len(joined), "values": _with_holm(values, family, rules)}


def _weights(frames: Rows, joined: pd.DataFrame | None, rules: Rules) -> Result:
    from helpers.statistics.design import kish_effect, weighted_mean

    rows = _survey(frames, rules)
    if joined is None:
        raise _RefusedError("register")
    if _matched(joined) < rules.test_n:
        raise _RefusedError("unmatched", least=rules.test_n)
    own, design, margins = _raked(rows, joined, rules)
    values = []
    for question, answer, yes in _shares(own, rules):
        found = weighted_mean(yes, design)
        values.append(
            {"question": question, "answer": answer, "test": f"{question} {answer}"}
            | {"weighted": round(100 * found.value, 1), "se": round(100 * found.se, 1)}
            | {"moved": round(100 * (found.value - float(yes.mean())), 1) + 0.0}
            | {"deff": round(found.deff, 2)}
        )
    effect = kish_effect(design.weights)
    return {
        "n": _n(own, rows, rules),
        "values": values,
        "effect": round(effect, 2),
        "effective": round(len(own) / effect),
        "margins": {name: len(numbers) for name, numbers in margins.items()},
    }


def _ordinal(frames: Rows, rules: Rules) -> Result:
    from helpers.statistics.ordinal import check_proportional_odds, fit_ordinal

    rows = _survey(frames, rules)
    model, names = _model_rows(rows)
    sizes = model["level"].value_counts()
    least = max(rules.model_group, 10 * len(names))
    if len(sizes) < 3 or sizes.min() < least:
        raise _RefusedError("levels", least=least)
    for name in names[:1]:  # the place is the one predictor that is a group
        if min(model[name].sum(), (1 - model[name]).sum()) < least:
            raise _RefusedError("small", groups=2, least=least)
    found = fit_ordinal(model, "level", names)
    brant = check_proportional_odds(model, "level", names)
    if brant.p < LEVEL:
        raise _RefusedError("odds")
    values = [
        {"test": name, "log_odds": _digits(each.value, rules), "se": _digits(each.se, rules)}
        for name, each in found.coefficients.items()
    ]
    values = _with_holm(values, {n: c.p for n, c in found.coefficients.items()}, rules)
    check = {"statistic": _digits(brant.statistic, rules), "df": brant.df, "p": _p(brant.p, rules)}
    return {"n": _n(model, rows, rules), "values": values, "check": check}


def _survey(frames: Rows, rules: Rules) -> pd.DataFrame:
    rows = frames.get("survey")
    if rows is None or not len(rows):
        raise _RefusedError("absent")
    refuse_inference(rows, "a test")
    if len(rows) < rules.test_n:
        raise _RefusedError("few", least=rules.test_n)
    return rows


def _form_a(frames: Rows) -> pd.DataFrame:
    forms = frames.get("form_a")
    if forms is None or forms[list(QUESTIONS)].isna().all(axis=None):
        raise _RefusedError("absent")
    refuse_inference(forms, "a test")
    return forms


def _forms(frames: Rows, rules: Rules) -> tuple[pd.DataFrame, dict[str, int | None]]:
    """Forms with a score in towns that have enough of them, and how many."""
    forms = _form_a(frames)
    scored = forms.loc[_scores(forms).notna()]
    sizes = scored[PLACE].value_counts()
    kept = sizes[sizes >= rules.test_group]
    if len(kept) < 2:
        raise _RefusedError("small", groups=2, least=rules.test_group)
    if kept.sum() < rules.test_n:
        raise _RefusedError("few", least=rules.test_n)
    own = scored.loc[scored[PLACE].isin(kept.index)]
    is_told = _is_told(len(forms) - len(own), rules) and len(kept) == len(sizes)
    return own, {str(t): int(n) if is_told else None for t, n in sorted(kept.items())}


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


def _compared(forms: pd.DataFrame) -> Iterator[tuple[str, str, pd.Series]]:
    """What is compared between towns: the score under every scheme, and the questions' points."""
    yield SCORE, DEFAULT_SCHEME.name, _scores(forms)
    for name, scheme in DISTINCT_SCHEMES.items():
        if name != DEFAULT_SCHEME.name:
            yield SCORE, name, _scores(forms, scheme)
    for question, points in _points(forms).items():
        yield str(question), DEFAULT_SCHEME.name, points


def _exact(scores: pd.Series) -> list[int]:
    from fractions import Fraction

    return [Fraction(str(score)) for score in scores]


def _blocks(rows: pd.DataFrame, rules: Rules) -> Iterator[tuple[str, list[str]]]:
    """Questions of several answers, with those that enough named and enough did not.

    Answers that exclude all others are no alternative to them, and are left out.
    """
    for block in BLOCKS:
        columns = [name for name in answers_of(rows, block) if not name.endswith(ALONE)]
        given = rows[columns].dropna()
        named = given.sum()
        kept = [
            column
            for column in columns
            if rules.test_group <= named[column] <= len(given) - rules.test_group
        ]
        if len(kept) > 1:
            yield block, kept


def _group_sizes(rows: pd.DataFrame, rules: Rules) -> dict[str, dict[str, int | None]]:
    """Groups that are large enough, with their sizes where these may be told."""
    found = {}
    for group in GROUPS:
        sizes = rows[group].value_counts().sort_index()
        if len(sizes) < 2 or sizes.min() < rules.test_group:
            continue
        is_told = _is_told(len(rows) - int(sizes.sum()), rules)
        found[group] = {str(name): int(n) if is_told else None for name, n in sizes.items()}
    if not found:
        raise _RefusedError("small", groups=2, least=rules.test_group)
    return found


def _joined_answers(rows: pd.DataFrame, question: str, rules: Rules) -> pd.DataFrame:
    """The rows with answers that few gave as one answer."""
    from helpers.statistics.design import join_sparse

    given = rows[question].astype(object)
    names = join_sparse(given.value_counts().to_dict(), max(rules.test_group, 5))
    return rows.assign(**{question: given.map(names)})


def _is_testable(rows: pd.DataFrame, question: str, group: str) -> bool:
    import numpy as np
    import pandas as pd

    table = pd.crosstab(rows[question].astype(str), rows[group].astype(str)).to_numpy()
    if min(table.shape) < 2:
        return False
    expected = np.outer(table.sum(axis=1), table.sum(axis=0)) / table.sum()
    return bool(expected.min() >= LEAST_EXPECTED and (expected < 5).mean() <= FEW_PROP)


def _raked(
    rows: pd.DataFrame, joined: pd.DataFrame, rules: Rules
) -> tuple[pd.DataFrame, Design, dict[str, dict[str, int]]]:
    """Respondents found in the register, their design, and the margins its weights meet."""
    from helpers.statistics.design import Design, join_sparse, margin_columns, rake

    own = rows.loc[rows["organisation"].isin(joined["organisation"])].drop_duplicates(
        "organisation"
    )
    known = joined.drop_duplicates("organisation").set_index("organisation")
    margins: dict[str, dict[str, int]] = {}
    for name in (REGION, ZERO):
        values = known[name].astype(object).where(known[name].notna(), "unknown").astype(str)
        mine = own["organisation"].map(values)
        counts = values.value_counts().sort_index()
        here = {key: int((mine == key).sum()) for key in counts.index}
        names = join_sparse(here, max(rules.minimum, 5))
        own = own.assign(**{f"margin_{name}": mine.map(names)})
        numbers = counts.groupby(counts.index.map(names)).sum()
        if len(numbers) > 1:
            margins[f"margin_{name}"] = {str(key): int(n) for key, n in numbers.items()}
    if not margins:
        raise _RefusedError("small", groups=2, least=max(rules.minimum, 5))
    design = Design(rake(own, margins), margins=margin_columns(own, margins))
    return own, design, margins


def _shares(rows: pd.DataFrame, rules: Rules) -> Iterator[tuple[str, str, pd.Series]]:
    """Question, answer, and 0, 1 or no number by row, where yes and no are numerous enough.

    Of a question with one answer allowed a single answer that is left out would follow from the
    others, and the least frequent of those goes with it.
    """
    for block in BLOCKS:
        for column in answers_of(rows, block):
            yes = rows[column].astype(float)
            if _is_released(int(yes.sum()), int(yes.notna().sum()), rules):
                yield block, column.partition("__")[2], yes
    for question in SINGLES:
        given = rows[question].astype(object)
        counts = given.value_counts()
        kept = [name for name, n in counts.items() if _is_released(n, counts.sum(), rules)]
        if len(counts) - len(kept) == 1:
            kept = kept[:-1]
        for answer in kept:
            yield question, answer, (given == answer).astype(float).where(given.notna())


def _is_released(count: int, n: int, rules: Rules) -> bool:
    return rules.minimum <= count <= n - rules.minimum


def _model_rows(rows: pd.DataFrame) -> tuple[pd.DataFrame, list[str]]:
    """The level of participation as whole numbers, the place as 0 and 1, staff doubled per unit."""
    import numpy as np
    import pandas as pd

    levels = {name: place for place, name in enumerate(("none", "low", "medium", "high"))}
    staff = pd.to_numeric(rows["staff"]).astype(float)
    place = rows[GROUPS[0]].astype(object)
    model = pd.DataFrame(
        {
            "level": rows["participation_level"].astype(object).map(levels),
            "outside": (place != "three_cities").astype(float).where(place.notna()),
            "staff": np.log2(staff.where(staff > 0)),
        }
    ).dropna()
    return model, ["outside", "staff"]


def _matched(joined: pd.DataFrame) -> int:
    return int(joined["answered"].sum())


def _n(used: pd.DataFrame, given: pd.DataFrame, rules: Rules) -> int | None:
    return len(used) if _is_told(len(given) - len(used), rules) else None


def _is_told(n_left_out: int, rules: Rules) -> bool:
    """Whether a number may stand where it tells how many were left out."""
    return n_left_out == 0 or n_left_out >= rules.minimum


def _with_holm(
    values: Sequence[dict[str, Any]], family: Mapping[str, float], rules: Rules
) -> list[dict[str, Any]]:
    from helpers.statistics.families import holm

    adjusted = holm(family)
    return [
        {**each, "p": _p(family[each["test"]], rules), "p_holm": _p(adjusted[each["test"]], rules)}
        for each in values
    ]


def _ids(block: str, columns: Sequence[str]) -> list[str]:
    return [column.removeprefix(f"{block}__") for column in columns]


def _p(value: float, rules: Rules) -> float:
    """A probability with as many decimals as the rules allow; one below them is their last."""
    least = 10.0**-rules.p_digits
    return max(round(float(value), rules.p_digits), least)


def _digits(value: float, rules: Rules) -> float:
    """A statistic with as many significant digits as the rules allow."""
    return float(f"{value:.{rules.digits}g}")
