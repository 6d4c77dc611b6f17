"""The scorecard of the audit as an interactive chart: a mark names its number and leads to it."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from helpers.audit.results import JUDGED, SIGNS
from helpers.chapters.scorecard.words import audit_word
from helpers.outputs.figures import INK
from helpers.paths import LEDGER_PAGE

if TYPE_CHECKING:
    from collections.abc import Mapping

    import altair as alt
    import pandas as pd

    from helpers.study import Study

ROW = 15  # pixels per row of marks
HEADING = 0.85  # above a chapter's first row, in marks
# From the chapter's page to the ledger's; every renderer puts both at these places.
LEDGER = f"../{PurePosixPath(LEDGER_PAGE).with_suffix('.html')}#claim-"


def scorecard_chart(
    study: Study, data: pd.DataFrame, *, looks: Mapping[str, tuple]
) -> alt.LayerChart:
    """The columns of `scorecard_marks`, drawn so that they fit a phone: headings above the marks.

    `looks` maps a verdict to the fill, edge and ink of its mark, and more that is not used here.
    Pointing at a mark shows its number, name and verdict; clicking opens its entry of the ledger.
    """
    import altair as alt

    rows = data.assign(
        sign=[SIGNS[verdict] if verdict in JUDGED else "" for verdict in data["verdict"]],
        link=LEDGER + data["claim_id"],
        ink=[looks[verdict][2] for verdict in data["verdict"]],
        size=[100 if verdict in JUDGED else 45 for verdict in data["verdict"]],
    )
    right, bottom = rows["x"].max() + 0.8, rows["y"].max() + 0.8
    x = alt.X("x:Q", axis=None, scale=alt.Scale(domain=[-0.8, right], nice=False))
    y = alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[bottom, -1.8], nice=False))
    base = alt.Chart(rows).encode(x, y, tooltip=_tooltip(study), href="link:N")
    shapes = {verdict: "square" if verdict in JUDGED else "circle" for verdict in looks}
    marks = base.mark_point(filled=True, strokeWidth=1, opacity=1, cursor="pointer").encode(
        fill=_by_verdict(alt.Fill, rows, {verdict: look[0] for verdict, look in looks.items()}),
        stroke=_by_verdict(alt.Stroke, rows, {verdict: look[1] for verdict, look in looks.items()}),
        shape=_by_verdict(alt.Shape, rows, shapes),
        size=alt.Size("size:Q", scale=None),
    )
    signs = base.mark_text(fontSize=9, fontWeight="bold", cursor="pointer").encode(
        text="sign:N", color=alt.Color("ink:N", scale=None)
    )
    headings = _headings(study, data, x=x, y=y)
    return alt.layer(marks, signs, headings).properties(
        width="container", height=round(ROW * (bottom + 1.8))
    )


def _by_verdict(channel: type, rows: pd.DataFrame, looks: Mapping[str, str]) -> object:
    """A channel of the marks by the verdict's word. Its legend, one for all, repeats the signs."""
    import altair as alt

    words = rows.drop_duplicates("verdict").set_index("verdict")["verdict_label"]
    shown = [verdict for verdict in looks if verdict in words.index]
    scale = alt.Scale(domain=[words[v] for v in shown], range=[looks[v] for v in shown])
    signs = ", ".join(f"'{words[v]}': '{SIGNS[v]} '" for v in shown if v in JUDGED)
    label = f"({{{signs}}}[datum.label] || '') + datum.label"
    legend = alt.Legend(labelExpr=label, orient="top", columns=3, title=None)
    return channel("verdict_label:N", scale=scale, legend=legend)


def _headings(study: Study, data: pd.DataFrame, *, x: object, y: object) -> alt.Chart:
    import altair as alt

    number = study.edition.number
    own = data.groupby("chapter", sort=False).agg(
        label=("chapter_label", "first"), y=("y", "min"), n=("claim_id", "size")
    )
    own["label"] = [
        f"{label} ({number(n)})" for label, n in zip(own["label"], own["n"], strict=True)
    ]
    own["y"] -= HEADING
    own["x"] = -0.45
    style = {"align": "left", "baseline": "middle", "fontSize": 11, "color": INK}
    return alt.Chart(own.reset_index(drop=True)).mark_text(**style).encode(x, y, text="label:N")


def _tooltip(study: Study) -> list[alt.Tooltip]:
    import altair as alt

    titles = {"name": "counts", "printed": "printed", "verdict_label": "verdict"}
    return [
        alt.Tooltip(f"{column}:N", title=audit_word(key, study.language))
        for column, key in titles.items()
    ]
