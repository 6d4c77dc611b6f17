"""Which bases do the printed percentages of a question allow? A grid of percentages and bases."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from helpers.interface import marked
from helpers.ledger.reported import bases_that_reproduce
from helpers.outputs import figures, tables
from helpers.outputs.figures import BLUE, LIGHT_BLUE, MUTED, ORANGE

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd
    from matplotlib.axes import Axes

    from helpers.ledger.claims import Claim
    from helpers.outputs.figures import Drawing, Sheet
    from helpers.study import Study

# Nobody but the participants of the discussions can have filled in their forms.
PARTICIPANTS = "focus_participants"
FORMS = ("form_a", "form_b")
LOOKS = {
    "half_up": {"facecolor": BLUE, "edgecolor": "white"},
    "truncated": {"facecolor": LIGHT_BLUE, "edgecolor": MUTED, "hatch": "//////"},
}
RULES = {
    "half_up": marked("works, rounded to nearest"),
    "truncated": marked("works only if further digits are cut off"),
}
STATED = {"color": ORANGE, "lw": 1.8}
ANSWERS = {"color": MUTED, "ls": (0, (2, 1.5))}
COLUMNS = [
    *("claim_ids", "together", "label", "row", "variable", "question"),
    *("stated", "answers", "base", "works"),
]
NARROW_ROW = 15  # points of a row whose label stands above it
PAPER = {"facecolor": "white", "edgecolor": "none", "pad": 1.2}


@dataclass(frozen=True)
class FormQuestion:
    """A question of the forms with the answers printed both as a count and as a percentage.

    `stated` is the printed base, 0 when there is none, `answers` the sum of the printed counts.
    """

    variable: str
    pairs: tuple[tuple[Claim, Claim], ...]
    stated: int
    answers: int


def draw_bases(frame: pd.DataFrame, study: Study, *, name: str) -> Drawing:
    """On which bases do the printed percentages of the forms follow from their counts?

    Draws the rows of `possible_bases`: one line per percentage and, below those of a question, one
    for all of them at once; a square where the base works. The printed base and the sum of the
    printed answers are marked.
    """
    from matplotlib.ticker import MultipleLocator

    tables.check_columns(
        frame, [column for column in COLUMNS if column != "row"], "draw_bases", rows=True
    )
    data = _in_rows(frame)

    def chart(sheet: Sheet) -> None:
        axes = sheet.axes
        _draw_cells(axes, data)
        for _, own in data.groupby("variable", sort=False):
            _draw_marks(axes, study, own)
        _label_rows(sheet, data)
        axes.set_xlim(data["base"].min() - 0.7, data["base"].max() + 0.7)
        axes.xaxis.set_major_locator(MultipleLocator(5))
        sheet.repeat_scale(sorted(set(range(data["row"].max())) - set(data["row"])))
        axes.set_xlabel(study.text("possible base, respondents"))
        _legend(sheet, study)

    text = study.text(
        "Up to {limit}, the participants of the discussions. A base below the count itself "
        "cannot be."
    )
    note = f"{study.source_note} {text.format(limit=study.edition.number(_limit(study)))}"
    return figures.draw(
        chart, data, study, name=name, note=note, height=1.3 + 0.25 * (data["row"].max() + 1)
    )


def possible_bases(study: Study) -> pd.DataFrame:
    """One row per printed percentage of the forms and base on which it can be checked.

    Columns claim_ids (count and percentage), together (whether all of the question are checked at
    once), label, variable, question, stated and answers (as of `FormQuestion`), base, and works:
    the first rule that gives the printed percentage on this base, half_up or truncated; empty when
    neither does.
    """
    import pandas as pd

    limit = _limit(study)
    rows = []
    for question in form_questions(study):
        common = {
            "variable": question.variable,
            "question": study.label("variables", question.variable),
            "stated": question.stated,
            "answers": question.answers,
        }
        for claim_ids, label, works in _checked(study, question, limit):
            together = len(claim_ids) > 2
            own = {"claim_ids": " ".join(claim_ids), "together": together, "label": label} | common
            rows += [own | {"base": base, "works": rule} for base, rule in works.items()]
    frame = pd.DataFrame(rows)
    shown = frame.loc[frame["works"] != "", "base"].to_list()
    shown += [n for n in (*frame["answers"], *frame["stated"]) if n]
    return frame[frame["base"].between(min(shown) - 1, max(shown) + 1)].reset_index(drop=True)


def form_questions(study: Study) -> Iterator[FormQuestion]:
    """Questions of the forms that print at least two answers both as counts and percentages."""
    for variable, entry in study.codebook.variables.items():
        if entry.source not in FORMS or entry.answer not in ("single", "ordinal"):
            continue
        counts = _first(study, variable, kind="count")
        percents = _first(study, variable, kind="percent")
        pairs = tuple((counts[c], percents[c]) for c in counts if c in percents)
        if len(pairs) > 1:
            bases = study.ledger.select(variable=variable, kind="base", category="", place="")
            answers = int(sum(count.value for count in counts.values()))
            stated = int(bases[0].value) if bases else 0
            yield FormQuestion(variable, pairs, stated, answers)


def joint_bases(study: Study) -> dict[str, dict[str, tuple[int, ...]]]:
    """Variable -> rule -> the bases on which all percentages of the question follow at once."""
    limit = _limit(study)
    return {
        question.variable: {
            rule: tuple(sorted(bases)) for rule, bases in _together(question, limit).items()
        }
        for question in form_questions(study)
    }


def _together(question: FormQuestion, limit: int) -> dict[str, set[int]]:
    allowed = [_allowed(question, *pair, limit) for pair in question.pairs]
    return {rule: set.intersection(*(own[rule] for own in allowed)) for rule in RULES}


def _allowed(
    question: FormQuestion, count: Claim, percent: Claim, limit: int
) -> dict[str, set[int]]:
    """The bases of a percentage by rule; no base has fewer forms than answers, one each."""
    n_yes, enough = int(count.value), set(range(question.answers, limit + 1))
    return {
        rule: enough & set(bases_that_reproduce(n_yes, percent.printed, max_base=limit, rule=rule))
        for rule in RULES
    }


def _limit(study: Study) -> int:
    """The largest base to try; none in a study that counts no participants of discussions."""
    participants = study.ledger.get(PARTICIPANTS)
    return int(participants.value) if participants else 0


def _first(study: Study, variable: str, *, kind: str) -> dict[str, Claim]:
    printed = study.ledger.select(variable=variable, kind=kind, place="")
    claims: dict[str, Claim] = {}
    for claim in printed:
        if claim.category:
            claims.setdefault(claim.category, claim)
    return claims


def _checked(
    study: Study, question: FormQuestion, limit: int
) -> Iterator[tuple[tuple[str, ...], str, dict[int, str]]]:
    """Claim ids, label and base -> rule, for each percentage and for all of them together."""
    for count, percent in question.pairs:
        category = study.category_label(question.variable, percent.category)
        shown = study.text("{percent} for {count}").format(
            percent=study.printed(percent), count=study.edition.number(count.value)
        )
        works = _works(_allowed(question, count, percent, limit), limit)
        yield (count.claim_id, percent.claim_id), f"{category}: {shown}", works
    claim_ids = tuple(claim.claim_id for pair in question.pairs for claim in pair)
    yield claim_ids, study.text("all at once"), _works(_together(question, limit), limit)


def _works(allowed: dict, limit: int) -> dict[int, str]:
    """Base -> the first rule under which it works."""
    return {
        base: next((rule for rule in RULES if base in allowed[rule]), "")
        for base in range(1, limit + 1)
    }


def _in_rows(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with each line's place from the top, and a free one for each question's name."""
    lines = frame[["variable", "claim_ids"]].drop_duplicates(ignore_index=True)
    n_headings = (lines["variable"] != lines["variable"].shift()).cumsum()
    lines = lines.assign(row=lines.index + n_headings)
    return frame.merge(lines, on=["variable", "claim_ids"])[COLUMNS]


def _draw_cells(axes: Axes, data: pd.DataFrame) -> None:
    from matplotlib.patches import Rectangle

    for cell in data[data["works"] != ""].itertuples():
        height = 0.5 if cell.together else 0.8
        corner = (cell.base - 0.44, cell.row - height / 2)
        axes.add_patch(Rectangle(corner, 0.88, height, linewidth=0.4, **LOOKS[cell.works]))


def _draw_marks(axes: Axes, study: Study, own: pd.DataFrame) -> None:
    """The printed base and the sum of answers as lines over the rows of a question; a word where no
    base works for all."""
    ends = own["row"].min() - 0.5, own["row"].max() + 0.5
    stated, answers = own["stated"].iloc[0], own["answers"].iloc[0]
    axes.vlines(answers, *ends, lw=1.4, **ANSWERS)
    if stated:
        axes.vlines(stated, *ends, **STATED)
    if not own.loc[own["together"], "works"].any():
        right = own.loc[own["works"] != "", "base"].max()
        style = {"ha": "center", "va": "center", "fontsize": 8.5, "bbox": PAPER}
        axes.text(right, ends[1] - 0.5, study.text_in("base", "none"), **style)


def _label_rows(sheet: Sheet, data: pd.DataFrame) -> None:
    """Percentages as ticks; each question's name above its rows."""
    from matplotlib.transforms import blended_transform_factory

    axes, rows = sheet.axes, data.drop_duplicates("row")
    if sheet.is_narrow:
        heads = rows.drop_duplicates("variable")
        labels = dict(zip(rows["row"], rows["label"], strict=True))
        labels |= dict(zip(heads["row"] - 1, heads["question"], strict=True))
        texts = [labels[row] for row in range(len(labels))]
        replace(sheet, row=NARROW_ROW).label_rows(texts, bold=list(heads["row"] - 1))
        return
    axes.set_yticks(rows["row"], rows["label"], fontsize=8.5)
    axes.set_ylim(rows["row"].max() + 0.6, -0.6)
    for own in rows.drop_duplicates("variable").itertuples():
        # From the edge of the figure, where long names have room, and without widening the margin.
        place = blended_transform_factory(axes.figure.transFigure, axes.transData)
        style = {"fontsize": 9, "weight": "bold", "va": "center", "bbox": PAPER}
        heading = axes.text(0.012, own.row - 1, own.question, transform=place, **style)
        heading.set_in_layout(False)
    axes.grid(axis="y", visible=False)
    axes.tick_params(axis="y", length=0)
    axes.spines[["top", "right", "left"]].set_visible(False)


def _legend(sheet: Sheet, study: Study) -> None:
    from matplotlib.lines import Line2D
    from matplotlib.patches import Patch

    handles = [Patch(label=study.text(text), **LOOKS[rule]) for rule, text in RULES.items()]
    handles += [
        Line2D([], [], label=study.text("base printed for the question"), **STATED),
        Line2D([], [], label=study.text("sum of the printed answers"), **ANSWERS),
    ]
    sheet.legend(handles, ncols=2)
