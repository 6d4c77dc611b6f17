"""In how many defensible ways does each sentence stand? A specification curve of all of them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from helpers.chapters.sentences.specifications import OUTCOMES, Specification, specify
from helpers.chapters.sentences.wording import Span, Way, span_text, way_text
from helpers.interface import marked
from helpers.outputs import figures, tables
from helpers.outputs.figures import BLUE, INK, MUTED, ORANGE, PALE

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd
    from matplotlib.axes import Axes

    from helpers.audit import Audit
    from helpers.ledger.sentences import Sentence
    from helpers.outputs.figures import Drawing, Sheet
    from helpers.study import Study

# Column of the frame -> its choices, each with its heading in the picture.
CHOICES = {
    "base_kind": {
        "stated": marked("base: stated"),
        "answers": marked("base: sum of the answers"),
        "found": marked("base: fits the percentage"),
    },
    "rounding": {
        "as_printed": marked("number: count as printed"),
        "half_up": marked("number: percentage, rounded"),
        "truncated": marked("number: percentage, cut off"),
    },
    "reading": {"first": marked("reading: plainest"), "other": marked("reading: others")},
    "asked": {"first": marked("threshold: first"), "other": marked("threshold: others")},
}
OUTCOME_SIGNS = {"stands": "✓", "open": "?", "falls": "✗"}
OUTCOME_WORDS = {
    "stands": marked("stands"),
    "open": marked("left open by the printed numbers"),
    "falls": marked("does not stand"),
}
BARS = {
    "stands": {"color": BLUE},
    "open": {"color": PALE, "hatch": "//////", "edgecolor": MUTED, "linewidth": 0},
    "falls": {"color": ORANGE},
}
# Disc, half disc, diamond and cross differ in grey, too.
MARKS = {
    "all": (marked("stands in all ways of this kind"), {"fillstyle": "full"}),
    "some": (marked("stands in some"), {"fillstyle": "left", "markerfacecoloralt": "white"}),
    "open": (
        marked("left open in all"),
        {"marker": "D", "markersize": 6, "fillstyle": "none", "color": MUTED},
    ),
    "none": (
        marked("stands in none, falls in some"),
        {"marker": "X", "fillstyle": "none", "color": ORANGE},
    ),
}
COLUMNS = ("sentence_id", "paraphrase", "outcome", *CHOICES)
ROW_HEIGHT = 0.31  # inches
LABEL_WIDTH = 46  # letters
FIRST_MARK, MARK_STEP = 1.4, 0.125  # in widths of the bars
NARROW_STEP, NARROW_ROW = 0.2, 16  # of the narrow drawing; its rows in points


def specifications(study: Study, audited: Audit) -> pd.DataFrame:
    """Every defensible way to hold every sentence against the numbers: one row per way.

    `audited` is the audit of the study's ledger. Columns: sentence_id, paraphrase (in the edition's
    language), way (what is counted, in words), held_against, base_kind, rounding, reading and asked
    (the choices of `CHOICES` that lead to it, separated by spaces), share_low, share_high
    (percent), outcome (one of `specifications.OUTCOMES`), claim_ids (separated by spaces).
    """
    import pandas as pd

    rows = [
        _row(study, sentence, way)
        for sentence in study.sentences
        for way in specify(study, sentence, audited)
    ]
    return pd.DataFrame(rows)


def draw_specifications(ways: pd.DataFrame, study: Study, *, name: str) -> Drawing:
    """Does a sentence stand however it is read? The most robust on top.

    Draws the rows of `specifications`: for each sentence the part of its ways in which it stands,
    is left open and falls, and for each choice how the ways with that choice end, by the marks of
    `MARKS`. A choice that a sentence does not have is left free.
    """
    tables.check_columns(ways, COLUMNS, "draw_specifications", rows=True)
    counts = _counts(ways)

    def chart(sheet: Sheet) -> None:
        axes = sheet.axes
        _draw_bars(axes, study, counts)
        _draw_marks(sheet, study, ways, counts)
        _label(sheet, study, counts)
        sheet.legend(ncols=2, fontsize=8, labelspacing=0.7)

    text = study.text("No mark where a sentence has no such choice. Sentences in our words.")
    data = ways.merge(counts["row"], left_on="sentence_id", right_index=True)
    note = f"{study.source_note} {text}"
    return figures.draw(
        chart,
        data.sort_values("row"),
        study,
        name=name,
        note=note,
        height=2.3 + ROW_HEIGHT * len(counts),
    )


def show_specifications(ways: pd.DataFrame, study: Study, *, name: str) -> tables.Markdown:
    """The rows of `specifications` sentence by sentence: in how many ways it stands, and which."""
    import pandas as pd

    needed = ("sentence_id", "paraphrase", "way", "held_against", "outcome", "claim_ids")
    tables.check_columns(ways, needed, "show_specifications", rows=True)
    counts = _counts(ways)
    own = dict(list(ways.groupby("sentence_id", sort=False)))
    rows = [
        {
            "paraphrase": own[sentence]["paraphrase"].iloc[0],
            "stands": f"{count['stands']}/{count['all']}",
            "held_against": "; ".join(own[sentence]["held_against"].unique()),
            "ways": "; ".join(_signed(own[sentence])),
            "claim_ids": own[sentence]["claim_ids"].iloc[0],
        }
        for sentence, count in counts.iterrows()
    ]
    headings = {
        "paraphrase": study.text("Sentence, in our words"),
        "stands": study.text("Stands in, of all ways"),
        "held_against": study.text("Held against"),
        "ways": study.text("The ways"),
    }
    return tables.show_table(pd.DataFrame(rows), study, name=name, columns=headings)


def _signed(ways: pd.DataFrame) -> Iterator[str]:
    """What is counted, with a sign; what it is held against where the sentence has several."""
    if ways["held_against"].nunique() == 1:
        yield from (f"{OUTCOME_SIGNS[way.outcome]} {way.way}" for way in ways.itertuples())
        return
    for counted, group in ways.groupby("way", sort=False):
        held = (f"{OUTCOME_SIGNS[way.outcome]} {way.held_against}" for way in group.itertuples())
        yield f"{counted} ({', '.join(held)})"


def _row(study: Study, sentence: Sentence, way: Specification) -> dict[str, object]:
    return {
        "sentence_id": sentence.sentence_id,
        "paraphrase": sentence.paraphrase(study.language),
        "way": way_text(Way(way.count, way.base), study.edition),
        "held_against": _held_against(study, sentence, way),
        "base_kind": " ".join(way.bases),
        "rounding": " ".join(way.roundings),
        "reading": "other" if way.reading else "first",
        "asked": "other" if way.asked else "first",
        "share_low": 100 * float(way.share.low),
        "share_high": 100 * float(way.share.high),
        "outcome": way.outcome,
        "claim_ids": " ".join(sentence.claim_ids),
    }


def _held_against(study: Study, sentence: Sentence, way: Specification) -> str:
    """What a way is held against: "more than 50%", "1/3", "more than 24", "24 or more"."""
    if sentence.test == "share_about":
        return str(way.against.low)
    if sentence.test == "top":
        template = study.text("{n} or more") if way.asked else study.text("more than {n}")
        return template.format(n=study.edition.number(way.against.high))
    share = span_text(Span(*way.against), study.edition)
    return share if sentence.test == "equal" else study.text("more than {n}").format(n=share)


def _counts(ways: pd.DataFrame) -> pd.DataFrame:
    """One row per sentence: ways by outcome, all of them, and its place from the top."""
    first = ways.drop_duplicates("sentence_id").set_index("sentence_id")
    counts = ways.groupby(["sentence_id", "outcome"]).size().unstack(fill_value=0)
    counts = counts.reindex(index=first.index, columns=list(OUTCOMES), fill_value=0)
    counts["all"] = counts.sum(axis=1)
    counts["paraphrase"] = first["paraphrase"]
    shares = counts[["stands", "open"]].div(counts["all"], axis=0)
    order = shares.sort_values(["stands", "open"], ascending=False, kind="stable").index
    return counts.loc[order].assign(row=range(len(counts)))


def _draw_bars(axes: Axes, study: Study, counts: pd.DataFrame) -> None:
    left = 0 * counts["all"]
    for outcome in OUTCOMES:
        width = counts[outcome] / counts["all"]
        label = study.text(OUTCOME_WORDS[outcome])
        axes.barh(counts["row"], width, left=left, height=0.62, label=label, **BARS[outcome])
        left = left + width
    for _, count in counts.iterrows():
        text = f"{count['stands']}/{count['all']}"
        axes.text(1.03, count["row"], text, va="center", fontsize=8, color=INK)


def _draw_marks(sheet: Sheet, study: Study, ways: pd.DataFrame, counts: pd.DataFrame) -> None:
    """For each choice of each sentence: how do the ways with this choice end?"""
    points: dict[str, list[tuple[float, int]]] = {kind: [] for kind in MARKS}
    rows = counts["row"].to_dict()
    for sentence, group in ways.groupby("sentence_id"):
        outcomes: dict[tuple[str, str], set[str]] = defaultdict(set)
        for way in group.to_dict("records"):
            for column in CHOICES:
                for choice in way[column].split():
                    outcomes[column, choice].add(way["outcome"])
        for place, choice in zip(_places(sheet), _choices(), strict=True):
            if choice in outcomes:
                points[_kind(outcomes[choice])].append((place, rows[sentence]))
    for kind, (label, style) in MARKS.items():
        if points[kind]:
            shown = {"marker": "o", "color": BLUE, "markersize": 7, "markeredgewidth": 1.4} | style
            x, y = zip(*points[kind], strict=True)
            sheet.axes.plot(x, y, ls="none", label=study.text(label), **shown)


def _kind(outcomes: set[str]) -> str:
    """Which of `MARKS` says how ways with these outcomes end."""
    if "stands" in outcomes:
        return "all" if len(outcomes) == 1 else "some"
    return "open" if outcomes == {"open"} else "none"


def _choices() -> Iterator[tuple[str, str]]:
    return ((column, choice) for column, choices in CHOICES.items() for choice in choices)


def _step(sheet: Sheet) -> float:
    return NARROW_STEP if sheet.is_narrow else MARK_STEP


def _places(sheet: Sheet) -> Iterator[float]:
    """Where each choice stands, with a gap between its kinds."""
    place, step = FIRST_MARK, _step(sheet)
    for choices in CHOICES.values():
        for _ in choices:
            yield place
            place += step
        place += step / 2


def _label(sheet: Sheet, study: Study, counts: pd.DataFrame) -> None:
    """Sentences on their rows, the choices over their columns."""
    axes, step = sheet.axes, _step(sheet)
    if sheet.is_narrow:
        replace(sheet, row=NARROW_ROW).label_rows(list(counts["paraphrase"]))
    else:
        texts = [sheet.wrap(text, LABEL_WIDTH) for text in counts["paraphrase"]]
        axes.set_yticks(counts["row"], texts)
        axes.tick_params(axis="y", labelsize=7.5, length=0)
    words = [study.text(CHOICES[column][choice]) for column, choice in _choices()]
    places = list(_places(sheet))
    axes.xaxis.tick_top()
    axes.set_xticks(places, words, rotation=90)
    axes.tick_params(axis="x", labelsize=7.5, length=0, labelcolor=INK)
    axes.set_xlim(0, places[-1] + step)
    axes.set_ylim(len(counts) - 0.4, -0.6)
    axes.grid(visible=False)
    axes.hlines(counts["row"], FIRST_MARK - step / 2, places[-1], color=PALE, lw=0.8, zorder=0)
    for side in axes.spines.values():
        side.set_visible(False)
