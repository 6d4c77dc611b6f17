"""Pictures of staff in the largest organisations, of pairs of answers, and of the silent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from helpers.bounds.staff import StaffBounds
from helpers.chapters.implied.pairs import Pair, majority_frame, pair_frame
from helpers.chapters.implied.staff import staff_frame
from helpers.chapters.implied.survey_words import survey_word
from helpers.outputs import figures
from helpers.outputs.figures import BLUE, EDGE, INK, LIGHT_BLUE, MUTED, ORANGE, PALE
from helpers.outputs.words import word

if TYPE_CHECKING:
    from helpers.outputs.figures import Drawing
    from helpers.study import Study

LABEL_WIDTH = 42


def draw_staff(study: Study, found: StaffBounds, *, name: str) -> Drawing:
    """Between which shares can the staff of the largest organisations and of the others lie?"""
    from matplotlib.patches import Patch

    data = staff_frame(study, found)
    with figures.canvas(n_rows=len(data)) as (figure, axes):
        for row, bar in enumerate(data.itertuples()):
            width = 100 * (bar.high - bar.low)
            axes.barh(row, width, left=100 * bar.low, height=0.5, color=LIGHT_BLUE, **EDGE)
            for end, side in ((bar.low, "right"), (bar.high, "left")):
                text = study.edition.percent(100 * end, 0)
                shift = -1 if side == "right" else 1
                axes.text(100 * end + shift, row, text, va="center", ha=side, fontsize=8)
            if bar.printed is not None and bar.printed == bar.printed:
                axes.plot([100 * bar.printed] * 2, [row - 0.36, row + 0.36], color=ORANGE, lw=2)
        figures.label_rows(axes, [survey_word(share, study.language) for share in data["share"]])
        axes.set_xlim(-8, 112)
        axes.set_xticks(range(0, 101, 25), [study.edition.percent(x, 0) for x in range(0, 101, 25)])
        axes.set_xlabel(survey_word("share_axis", study.language))
        span = Patch(facecolor=LIGHT_BLUE, label=survey_word("can_be", study.language), **EDGE)
        text = survey_word("printed_share", study.language)
        (line,) = axes.plot([], [], color=ORANGE, lw=2, label=text)
        style = {"loc": "lower center", "bbox_to_anchor": (0.3, 1.0), "ncols": 2, "fontsize": 8}
        axes.legend(handles=[span, line], frameon=False, **style)
        note = figures.source_note(study, "staff_size", base="survey_size_staff_table")
        return figures.publish(figure, data, study, name=name, note=note)


def draw_pairs(study: Study, found: tuple[Pair, ...], *, name: str) -> Drawing:
    """How many organisations can have given both of two answers?"""
    from matplotlib.patches import Rectangle

    data = pair_frame(study, found)
    claims = list(dict.fromkeys([*data["one"], *data["other"]]))
    with figures.canvas(height=0.9 + 0.5 * len(claims)) as (figure, axes):
        for cell in data.itertuples():
            x, y = claims.index(cell.one), claims.index(cell.other)
            fill, ink = (BLUE, "white") if cell.low else (PALE, INK)
            axes.add_patch(Rectangle((x - 0.48, y - 0.44), 0.96, 0.88, facecolor=fill))
            ends = [study.edition.number(end) for end in (cell.low, cell.high)]
            style = {"ha": "center", "va": "center", "fontsize": 8}
            axes.text(x, y, "–".join(ends), color=ink, **style)
        labels = [f"{place}. {_counted(study, c)}" for place, c in enumerate(claims, start=1)]
        figures.label_rows(axes, labels, width=LABEL_WIDTH)
        axes.set_xticks(range(len(claims) - 1), [f"{n}." for n in range(1, len(claims))])
        axes.set_xlim(-0.55, len(claims) - 1.45)
        axes.grid(visible=False)
        axes.tick_params(length=0)
        axes.spines["bottom"].set_visible(False)
        source = f"{word('source', study.language)}: {word('report', study.language)}."
        note = f"{source} {survey_word('pairs_note', study.language)}"
        return figures.publish(figure, data, study, name=name, note=note)


def draw_majorities(study: Study, *, name: str) -> Drawing:
    """How many of the silent would have to agree for an answer to be that of a majority?"""
    data = majority_frame(study).sort_values("needed", kind="stable").reset_index(drop=True)
    silent = study.size("register") - study.size("survey")
    with figures.canvas(n_rows=len(data)) as (figure, axes):
        axes.barh(range(len(data)), [silent] * len(data), height=0.55, color="white", **EDGE)
        axes.barh(range(len(data)), data["needed"], height=0.55, color=LIGHT_BLUE, **EDGE)
        for row, bar in enumerate(data.itertuples()):
            share = study.edition.percent(100 * bar.needed_share, 0)
            text = f"{study.edition.number(bar.needed)} ({share})"
            axes.text(bar.needed + 4, row, text, va="center", fontsize=8, color=INK)
        figures.label_rows(axes, list(data["label"]), width=LABEL_WIDTH)
        axes.set_xlim(0, silent * 1.02)
        axes.set_xlabel(survey_word("majority_axis", study.language), color=MUTED)
        source = f"{word('source', study.language)}: {word('report', study.language)}."
        note = f"{source} {survey_word('majority_note', study.language)}"
        return figures.publish(figure, data, study, name=name, note=note)


def _counted(study: Study, claim_id: str) -> str:
    """An answer with its number, for an axis."""
    return f"{study.name(claim_id)} ({study.edition.number(study.ledger[claim_id].value)})"
