"""What was computed from rows: tests by family, weights, the scale's questions, the model.

Where a result was refused its table is one row with the reason, in the column `refused`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from helpers.chapters.respondents.counts import show_refused
from helpers.chapters.respondents.released import (
    NO_TABLE,
    NOT_COMPUTED,
    WITHHELD,
    cells,
    draw_refused,
    label,
    p_text,
    question_label,
    refusal,
    released,
    result,
    source_note,
    with_reason,
)
from helpers.errors import ArgumentError
from helpers.interface import marked
from helpers.outputs import figures, tables
from helpers.outputs.figures import BLUE, MUTED
from helpers.scale.schemes import QUESTIONS
from helpers.statistics.permutation import DRAWS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd

    from helpers.editions import End
    from helpers.outputs.figures import Drawing, Sheet
    from helpers.outputs.tables import Markdown
    from helpers.study import Study

# What each result asks, in the chapter's order.
ASKED = {
    "nonresponse": marked("Did places and zero reports answer alike?"),
    "weights": marked("How far do weights move the shares?"),
    "towns": marked("Do the towns differ on the scale and its questions?"),
    "town_pairs": marked("Which towns differ on the scale?"),
    "answers_alike": marked("Is one answer of a question named more often than another?"),
    "answers_by_group": marked("Do places and sizes name other answers?"),
    "single_by_group": marked("Do places and sizes answer questions with one answer otherwise?"),
    "scale_items": marked("How do the questions of the scale hang together?"),
    "ordinal": marked("What goes with a higher level of participation?"),
}
TESTED = tuple(name for name in ASKED if name not in ("weights", "scale_items"))
# Columns that a family of tests is shown with, besides p.
STATISTICS = {
    "df": marked("degrees of freedom"),
    "corrected": marked("corrected chi-square"),
    "f": marked("F (Rao–Scott)"),
    "odds": marked("odds ratio, 95% interval"),
    "higher": marked("higher mean"),
    "others": marked("p by other points"),
}
SHOWN = {
    "towns": ("others",),
    "town_pairs": ("higher",),
    "answers_alike": ("statistic", "df"),
    "answers_by_group": ("corrected", "df"),
    "single_by_group": ("f",),
    "nonresponse": ("statistic", "df"),
    "ordinal": ("odds",),
}
Z = 1.96  # of a normal 95 % interval
LEVEL = 0.05


def overview(study: Study) -> pd.DataFrame:
    """What was asked of the rows, what each answer takes for granted, and what became of it.

    One row per result: result, question, assumption, n (respondents; missing where withheld),
    tests (how many), held (how many are below 0.05 after Holm's correction), refused (the reason,
    else empty).
    """
    import pandas as pd

    rows = []
    for name, question in ASKED.items():
        found = result(study, name)
        adjusted = [each["p_holm"] for each in found["values"] if "p_holm" in each]
        held = sum(_is_below(p) for p in adjusted)
        n = found.get("n")
        assumption = study.text(found["assumption"]) if found["assumption"] else ""
        row = (name, study.text(question), assumption, n, len(adjusted), held)
        rows.append((*row, refusal(study, name)))
    columns = ["result", "question", "assumption", "n", "tests", "held", "refused"]
    return pd.DataFrame(rows, columns=columns)


def show_overview(frame: pd.DataFrame, study: Study, *, name: str) -> Markdown:
    """Show the results and refusals; columns as `overview` makes them."""
    columns = ("question", "assumption", "tests", "held", "refused")
    tables.check_columns(frame, columns, "show_overview")
    shown = frame.assign(outcome=[_outcome(study, row) for row in frame.itertuples()])
    headings = {
        "question": study.text("question to the rows"),
        "assumption": study.text("what it takes for granted"),
        "outcome": study.text("outcome"),
    }
    return tables.show_table(shown, study, name=name, columns=headings)


def tests(study: Study, name: str) -> pd.DataFrame:
    """The tests of one family, or why there are none.

        what          what is tested: a question, an answer by group, two towns
        p, p_holm     probability if there were no difference, alone and within the family
        and           what `SHOWN` lists for the family

    One row with the column `refused` where it was refused. `name` is one of `TESTED`. Raises
    `ArgumentError` for another name.
    """
    import pandas as pd

    if name not in TESTED:
        raise ArgumentError(f"no tests {name!r}; choose one of {', '.join(TESTED)}")
    values = result(study, name)["values"]
    frame = pd.DataFrame(
        [
            {
                "what": _what(study, each),
                **{column: _statistic(study, each, column) for column in SHOWN[name]},
                "p": each["p"],
                "p_holm": each["p_holm"],
            }
            for each in values
        ]
    )
    return with_reason(frame, refusal(study, name))


def show_tests(frame: pd.DataFrame, study: Study, *, name: str) -> Markdown:
    """Show a family of tests, or the reason for none; columns as `tests` makes them."""
    if "refused" in frame:
        return show_refused(study, frame["refused"].iloc[0], name=name)
    tables.check_columns(frame, ("what", "p", "p_holm"), "show_tests")
    shown = frame.assign(**{c: [p_text(study, p) for p in frame[c]] for c in ("p", "p_holm")})
    more = [column for column in frame if column not in ("what", "p", "p_holm")]
    columns = {"what": study.text("what is compared")}
    columns |= {each: study.text(STATISTICS.get(each, _STATISTIC)) for each in more}
    columns |= {"p": study.text("p"), "p_holm": study.text("p after Holm")}
    return tables.show_table(shown, study, name=name, columns=columns)


_STATISTIC = marked("statistic")


def weights(study: Study) -> pd.DataFrame:
    """Shares weighted to the register beside the unweighted ones; most moved first.

    One row per answer: question, answer, label, unweighted, weighted (percent), moved, se
    (percentage points), deff; or one with `refused`.
    """
    import pandas as pd

    frame = pd.DataFrame(result(study, "weights")["values"])
    if frame.empty:
        return with_reason(frame, refusal(study, "weights") or study.text(NO_TABLE))
    frame["label"] = [
        f"{question_label(study, row.question)}: {label(study, row.question, row.answer)}"
        for row in frame.itertuples()
    ]
    frame["unweighted"] = (frame["weighted"] - frame["moved"]).round(1)
    order = frame["moved"].abs().sort_values(ascending=False, kind="stable").index
    columns = ["question", "answer", "label", "unweighted", "weighted", "moved", "se", "deff"]
    return frame.loc[order, columns].reset_index(drop=True)


def draw_weights(frame: pd.DataFrame, study: Study, *, name: str) -> Drawing:
    """Draw unweighted and weighted shares, a line between them; columns as `weights` makes them."""
    if "refused" in frame:
        return draw_refused(study, frame["refused"].iloc[0], name=name)
    tables.check_columns(frame, ("label", "unweighted", "weighted"), "draw_weights", rows=True)
    frame = frame.reset_index(drop=True)

    def chart(sheet: Sheet) -> None:
        axes = sheet.axes
        ends = frame[["unweighted", "weighted"]]
        axes.hlines(frame.index, ends.min(axis=1), ends.max(axis=1), color=MUTED, linewidth=2)
        plain, moved = study.text("unweighted"), study.text("weighted to the register")
        axes.plot(frame["unweighted"], frame.index, "o", color="white", mec=BLUE, label=plain)
        axes.plot(frame["weighted"], frame.index, "o", color=BLUE, label=moved)
        sheet.label_rows(list(frame["label"]))
        axes.set(xlim=(0, 100), xlabel=study.text("share, %"))
        sheet.legend(ncols=2, fontsize=8)

    return figures.draw(chart, frame, study, name=name, note=source_note(study), n_rows=len(frame))


def items(study: Study) -> pd.DataFrame:
    """How were the questions of the scale answered, and how do they hang together?

    One row per question: question, label, then the answers from the most to the least engaged as
    `step_1` to `step_3` (counts; missing where withheld), and item_rest, the correlation with the
    other questions' sum (missing where not computed).
    """
    import pandas as pd

    rests = {each["test"]: each["item_rest"] for each in result(study, "scale_items")["values"]}
    rows = []
    for question, answers in QUESTIONS.items():
        found = cells(study, f"form_a/{question}")
        counts = [_value(found.get((answer,))) for answer in answers]
        rows.append((question, question_label(study, question), *counts, rests.get(question)))
    steps = [f"step_{n}" for n in range(1, 4)]
    return pd.DataFrame(rows, columns=["question", "label", *steps, "item_rest"])


def show_items(frame: pd.DataFrame, study: Study, *, name: str) -> Markdown:
    """Show answers to the scale's questions; columns as `items` makes them."""
    import pandas as pd

    steps = ("step_1", "step_2", "step_3")
    tables.check_columns(frame, ("label", *steps, "item_rest"), "show_items", rows=True)
    number = study.edition.number
    texts = {
        column: [study.text(WITHHELD) if pd.isna(n) else number(n) for n in frame[column]]
        for column in steps
    }
    texts["item_rest"] = [
        study.text(NOT_COMPUTED) if pd.isna(value) else number(value, 2)
        for value in frame["item_rest"]
    ]
    columns = {
        "label": study.text("question"),
        "step_1": study.text("most engaged answer"),
        "step_2": study.text("middle answer"),
        "step_3": study.text("least engaged answer"),
        "item_rest": study.text("correlation with the other questions"),
    }
    return tables.show_table(frame.assign(**texts), study, name=name, columns=columns)


def numbers(study: Study) -> dict[str, str]:
    """The numbers of the chapter's prose, `{{< var respondents_… >}}`; what was refused says so."""
    release, number = released(study), study.edition.number
    seen = overview(study)
    not_computed = study.text(NOT_COMPUTED)
    wave = (*release.waves, "")[0]
    found = {
        "waves": wave,
        "survey": _size(study, f"{wave}/survey"),
        "form_a": _size(study, f"{wave}/form_a"),
        "minimum": number(int(release.rules.get("minimum", 0))),
        "results": number(len(seen)),
        "computed": number(int((seen["refused"] == "").sum())),
        "refused": number(int((seen["refused"] != "").sum())),
        "tests": number(int(seen["tests"].sum())),
        "held": number(int(seen["held"].sum())),
        "level": number(LEVEL, 2),
        "draws": number(DRAWS),
    }
    weighted, scale = result(study, "weights"), result(study, "scale_items")
    check = result(study, "ordinal").get("check")
    found |= {
        "effect": _or(weighted.get("effect"), lambda x: number(x, 2), not_computed),
        "effective": _or(weighted.get("effective"), number, not_computed),
        "moved": _or(_most_moved(weighted["values"]), lambda x: number(x, 1), not_computed),
        "alpha": _or(scale.get("alpha"), lambda x: number(x, 2), not_computed),
        "odds_check": p_text(study, check["p"] if check else None),
    }
    return {f"respondents_{name}": text for name, text in found.items()}


def _is_below(p: float | str) -> bool:
    """Whether a probability, or the class it is in, is below the level."""
    if isinstance(p, str):
        sign, limit = p.split()
        return sign == "<" and float(limit) <= LEVEL
    return p < LEVEL


def _or(value: Any, write: Any, otherwise: str) -> str:
    return otherwise if value is None else write(value)


def _most_moved(values: Sequence[Mapping[str, Any]]) -> float | None:
    return max((abs(each["moved"]) for each in values), default=None)


def _size(study: Study, name: str) -> str:
    size = released(study).sizes.get(name)
    return study.text(WITHHELD) if size is None else study.edition.number(size)


def _outcome(study: Study, row: Any) -> str:
    if row.refused:
        return study.text("refused: {reason}").format(reason=row.refused)
    if not row.tests:
        return study.text("computed")
    number = study.edition.number
    return study.text("{n} of {m} tests below {level} after Holm").format(
        n=number(row.held), m=number(row.tests), level=number(LEVEL, 2)
    )


def _what(study: Study, value: Mapping[str, Any]) -> str:
    """What a test compares, from the ids that it carries."""
    if "first" in value:
        towns = [label(study, "place", value[each]) for each in ("first", "second")]
        return study.text("{one} and {other}").format(one=towns[0], other=towns[1])
    if "group" in value:
        question, group = (question_label(study, value[each]) for each in ("question", "group"))
        return study.text("{question}, by {group}").format(question=question, group=group)
    return question_label(study, value["test"])


def _statistic(study: Study, value: Mapping[str, Any], column: str) -> str:
    """One column of a test as text."""
    from math import exp

    number = _significant
    if column == "higher":
        return label(study, "place", value["ahead"]) if value["ahead"] else study.text("neither")
    if column == "others":
        least, most = value.get("p_least"), value.get("p_most")
        if least is None:
            return "–"
        ends = p_text(study, least), p_text(study, most)
        return (
            ends[0]
            if least == most
            else study.text("{low} to {high}").format(low=ends[0], high=ends[1])
        )
    if column == "odds":
        odds, low, high = (exp(value["log_odds"] + z * value["se"]) for z in (0, -Z, Z))
        ends = _significant(study, low, end="low"), _significant(study, high, end="high")
        return f"{number(study, odds)} ({'–'.join(ends)})"
    given = value.get(column)
    return "–" if given is None else number(study, given)


def _significant(study: Study, value: float, *, end: End | None = None) -> str:
    """A statistic with three digits, so that a small one is not written as 0."""
    from math import floor, log10

    decimals = max(0, 2 - floor(log10(abs(value)))) if value else 0
    return study.edition.number(value, 0 if value == int(value) else decimals, end=end)


def _value(cell: Any) -> int | None:
    return None if cell is None or cell.value is None else int(cell.value)
