"""The online questionnaires: answers by group, who answered at all, weights, an ordinal model."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from helpers.release.respondents import (
    ALONE,
    BLOCKS,
    GROUPS,
    REGION,
    SINGLES,
    ZERO,
    answers_of,
)
from helpers.release.tested import RefusedError, Tested, finished
from helpers.synthetic.watermark import refuse_inference

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

    from helpers.disclosure.rules import Rules
    from helpers.release.tested import Rows
    from helpers.statistics.design import Design

LEVEL = 0.05  # of a check that a result depends on
PER_PREDICTOR = 10  # respondents at every level of the answer
# A chi-square is trusted where no expected number is below 1 and few are below 5 (Cochran 1954).
LEAST_EXPECTED = 1
FEW_PROP = 0.2
LEAST_JOINED = 5  # respondents in an answer, or in a category of a margin


def answers_alike(frames: Rows, rules: Rules) -> dict[str, Any]:
    """Cochran's Q of every question with several answers."""
    from helpers.statistics.several_answers import named_alike

    rows = _survey(frames, rules)
    family = []
    for block, columns in _blocks(rows, rules):
        found = named_alike(rows, columns)
        values = {"statistic": found.statistic, "df": found.df, "answers": _ids(block, columns)}
        family.append(Tested(block, found.p, found.n_respondents, values=values))
    return {"n": len(rows), "values": finished(family, rules)}


def answers_by_group(frames: Rows, rules: Rules) -> dict[str, Any]:
    """Every question with several answers by place and by staff."""
    from helpers.statistics.several_answers import same_by_group

    rows = _survey(frames, rules)
    groups = _groups(rows, rules)
    family = []
    for block, columns in _blocks(rows, rules):
        for group, sizes in groups.items():
            found = same_by_group(rows, columns, group)
            named = rows.groupby(group, observed=True)[columns].sum()
            left = rows.groupby(group, observed=True)[columns].count() - named
            values = {"question": block, "group": group, "answers": _ids(block, columns)}
            values |= {"statistic": found.statistic, "corrected": found.corrected}
            values |= {"df": found.df_corrected, "p_first": found.p_first}
            cells = [*named.to_numpy().ravel(), *left.to_numpy().ravel()]
            name = f"{block} {group}"
            family.append(Tested(name, found.p, found.n_respondents, sizes, cells, values))
    return {"n": len(rows), "groups": list(groups), "values": finished(family, rules)}


def single_by_group(frames: Rows, joined: pd.DataFrame | None, rules: Rules) -> dict[str, Any]:
    """Every question with one answer by place and by staff, weighted where there is a register."""
    import numpy as np
    import pandas as pd

    from helpers.statistics.design import Design, rao_scott

    rows = _survey(frames, rules)
    design = Design(np.ones(len(rows)))
    is_weighted = joined is not None and joined["answered"].sum() >= rules.test_n
    if is_weighted:
        rows, design, _ = _raked(rows, joined, rules)
    family = []
    for question in (each for each in SINGLES if each in rows):
        for group, sizes in _groups(rows, rules).items():
            own = _joined_answers(rows[[question, group]], question, rules)
            table = pd.crosstab(own[question], own[group].astype(object)).to_numpy()
            if not _is_testable(table):
                continue
            found = rao_scott(own, question, group, design)
            values = {"question": question, "group": group, "f": found.f, "df1": found.df1}
            values |= {"df2": found.df2, "statistic": found.pearson, "p_first": found.p_first}
            name, n = f"{question} {group}", int(table.sum())
            family.append(Tested(name, found.p, n, sizes, table.ravel(), values))
    if not family:
        raise RefusedError("sparse")
    return {"n": len(rows), "values": finished(family, rules), "weighted": is_weighted}


def nonresponse(joined: pd.DataFrame | None, rules: Rules) -> dict[str, Any]:
    """Whether places and zero reports answered alike."""
    import numpy as np
    import pandas as pd

    from helpers.statistics.design import Design, rao_scott

    _check_register(joined, rules)
    family = []
    for group in (GROUPS[0], ZERO):
        own = joined[[group, "answered"]].dropna()
        table = pd.crosstab(own[group].astype(object), own["answered"]).to_numpy()
        if min(table.shape) < 2 or table.min() < rules.test_group:
            continue
        found = rao_scott(own, group, "answered", Design(np.ones(len(own))))
        values = {"statistic": found.pearson, "df": found.df}
        sizes = table.sum(axis=1).tolist()
        family.append(Tested(group, found.p, len(own), sizes, table.ravel(), values))
    if not family:
        raise RefusedError("small", groups=2, least=rules.test_group)
    return {"n": len(joined), "values": finished(family, rules)}


def weights(
    frames: Rows,
    joined: pd.DataFrame | None,
    rules: Rules,
    *,
    withheld: Collection[tuple[str, str]] = (),
) -> dict[str, Any]:
    """Shares raked to the register's regions and zero reports, and what that costs.

    They have moved from the shares of all who answered, which are released: those of the ones found
    in the register would tell by difference what the few others said.
    """
    from helpers.statistics.design import kish_effect, weighted_mean

    rows = _survey(frames, rules)
    _check_register(joined, rules)
    own, design, margins = _raked(rows, joined, rules)
    found = []
    for question, answer, yes in _shares(own, rules):
        if (question, answer) in withheld:
            continue
        share = weighted_mean(yes, design)
        n, n_yes = int(yes.notna().sum()), int(yes.sum())
        moved = share.value - float(_said(rows, question, answer).mean())
        values = {"question": question, "answer": answer, "weighted": 100 * share.value}
        values |= {"moved": 100 * moved, "se": 100 * share.se, "deff": share.deff}
        found.append(Tested(f"{question} {answer}", None, n, [n_yes, n - n_yes], values=values))
    effect = kish_effect(design.weights)
    cost = Tested("weights", None, len(own), values={"effect": effect, "worth": len(own) / effect})
    of_all = finished([cost], rules)[0]
    return {
        "n": len(own),
        "groups": list(margins),
        "values": finished(found, rules),
        "effect": of_all["effect"],
        "effective": of_all["worth"],
    }


def ordinal(frames: Rows, rules: Rules) -> dict[str, Any]:
    """The level of participation by place and staff, where every level has enough respondents."""
    from helpers.statistics.ordinal import check_proportional_odds, fit_ordinal

    rows = _survey(frames, rules)
    if "participation_level" not in rows:
        raise RefusedError("withheld")
    model, names = _model_rows(rows)
    sizes = model["level"].value_counts()
    least = max(rules.model_group, PER_PREDICTOR * len(names))
    if len(sizes) < 3 or sizes.min() < least:
        raise RefusedError("levels", least=least)
    places = model["outside"].value_counts()
    if len(places) < 2 or places.min() < least:
        raise RefusedError("small", groups=2, least=least)
    found = fit_ordinal(model, "level", names)
    check = check_proportional_odds(model, "level", names)
    if check.p < LEVEL:
        raise RefusedError("odds")
    n, all_sizes = len(model), [*sizes, *places]
    family = [
        Tested(name, each.p, n, all_sizes, values={"log_odds": each.value, "se": each.se})
        for name, each in found.coefficients.items()
    ]
    own = {"statistic": check.statistic, "df": check.df}
    checked = finished([Tested("check", check.p, n, all_sizes, values=own)], rules)
    return {"n": n, "values": finished(family, rules), "check": checked[0]}


def _survey(frames: Rows, rules: Rules) -> pd.DataFrame:
    rows = frames.get("survey")
    if rows is None or not len(rows):
        raise RefusedError("absent")
    refuse_inference(rows, "a test")
    if len(rows) < rules.test_n:
        raise RefusedError("few", least=rules.test_n)
    return rows


def _check_register(joined: pd.DataFrame | None, rules: Rules) -> None:
    if joined is None:
        raise RefusedError("register")
    refuse_inference(joined, "a comparison with the register")
    if joined["answered"].sum() < rules.test_n:
        raise RefusedError("unmatched", least=rules.test_n)


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


def _groups(rows: pd.DataFrame, rules: Rules) -> dict[str, list[int]]:
    """The groupings whose groups are large enough, with their sizes."""
    found = {}
    for group in GROUPS:
        sizes = rows[group].value_counts()
        if len(sizes) > 1 and sizes.min() >= rules.test_group:
            found[group] = sizes.tolist()
    if not found:
        raise RefusedError("small", groups=2, least=rules.test_group)
    return found


def _joined_answers(rows: pd.DataFrame, question: str, rules: Rules) -> pd.DataFrame:
    """The rows with answers that few gave as one answer."""
    from helpers.statistics.design import join_sparse

    given = rows[question].astype(object)
    names = join_sparse(given.value_counts().to_dict(), max(rules.test_group, LEAST_JOINED))
    return rows.assign(**{question: given.map(names)})


def _is_testable(table: np.ndarray) -> bool:
    import numpy as np

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
        names = join_sparse(here, max(rules.minimum, LEAST_JOINED))
        own = own.assign(**{f"margin_{name}": mine.map(names)})
        numbers = counts.groupby(counts.index.map(names)).sum()
        if len(numbers) > 1:
            margins[f"margin_{name}"] = {str(key): int(n) for key, n in numbers.items()}
    if not margins:
        raise RefusedError("small", groups=2, least=max(rules.minimum, LEAST_JOINED))
    design = Design(rake(own, margins), margins=margin_columns(own, margins))
    return own, design, margins


def _shares(rows: pd.DataFrame, rules: Rules) -> Iterator[tuple[str, str, pd.Series]]:
    """Question, answer, and 0, 1 or no number by row, where yes and no are numerous enough.

    Of a question with one answer allowed a single answer that is left out would follow from the
    others, and the least frequent of those goes with it.
    """
    for block in BLOCKS:
        for column in answers_of(rows, block):
            answer = column.partition("__")[2]
            yes = _said(rows, block, answer)
            if _is_released(int(yes.sum()), int(yes.notna().sum()), rules):
                yield block, answer, yes
    for question in (each for each in SINGLES if each in rows):
        given = rows[question].astype(object)
        counts = given.value_counts()
        kept = [name for name, n in counts.items() if _is_released(n, counts.sum(), rules)]
        if len(counts) - len(kept) == 1:
            kept = kept[:-1]
        for answer in kept:
            yield question, answer, _said(rows, question, answer)


def _said(rows: pd.DataFrame, question: str, answer: str) -> pd.Series:
    """Whether rows gave an answer, as 0 or 1; no number where they left the question out."""
    if question not in rows:
        return rows[f"{question}__{answer}"].astype(float)
    given = rows[question].astype(object)
    return (given == answer).astype(float).where(given.notna())


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


def _ids(block: str, columns: Sequence[str]) -> list[str]:
    return [column.removeprefix(f"{block}__") for column in columns]
