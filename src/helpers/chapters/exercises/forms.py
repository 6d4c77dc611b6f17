"""An exercise on made-up rows: what other points of the scale do to the levels of forms.

The rows print what the report prints of form A and are otherwise made up (`helpers.synthetic`):
what is counted in them shows how the scale works, and nothing of any respondent.
"""

from __future__ import annotations

from numbers import Real
from typing import TYPE_CHECKING

from helpers.chapters.exercises.outcomes import off, right, unanswered
from helpers.interface import marked
from helpers.scale import QUESTIONS, SCHEMES, score_responses
from helpers.synthetic import make_rows
from helpers.synthetic.staff import UNPRINTED
from helpers.synthetic.watermark import COLUMN

if TYPE_CHECKING:
    import pandas as pd

    from helpers.outputs.tables import Markdown
    from helpers.study import Study

BEFORE, AFTER = "3/2/1", "3/1/0"

SCALE = {
    "kind": marked("the answer is a {kind}; a whole number of forms is wanted"),
    "range": marked("there are {n} forms, and your number lies outside 0 to {n}"),
    "scores": marked("that is how many scores change; a changed score may keep its level"),
    "unscored": marked("forms without a score are counted, too: they have no level that can fall"),
    "number": marked("that is not how many forms fall"),
}
LEFT = marked("{n} of {all} forms have no score, and so no level that could fall.")


def made_up_forms(study: Study) -> pd.DataFrame:
    """Made-up forms of the focus groups: a row each, as many as the report's numbers need.

    Columns: synthetic (the mark of made-up rows), place (a town), and the questions of the scale,
    interaction_frequency, influence_level, monitoring_participation (ids of answers; missing where
    a question has no answer that the report prints). The same rows every time.
    """
    rows = make_rows(study.ledger, "form_a")[[COLUMN, "place", *QUESTIONS]]
    return rows.mask(rows == UNPRINTED)


def check_scale(study: Study, fallen: object) -> Markdown:
    """Is this how many of the made-up forms fall to a lower level with the other points?

    `fallen` is a whole number, of whatever type; `...` is no answer yet.
    """
    if fallen is ...:
        return unanswered(study)
    if not isinstance(fallen, Real) or isinstance(fallen, bool) or fallen % 1:
        return off(study, SCALE["kind"], kind=type(fallen).__name__)
    forms = made_up_forms(study)
    before, after = (score_responses(forms, SCHEMES[name]) for name in (BEFORE, AFTER))
    scored = before["score"].notna()
    n_unscored = int((~scored).sum())
    n_fallen = int((after["level"] < before["level"]).sum())
    n_changed = int((after["score"] != before["score"])[scored].sum())
    if not 0 <= fallen <= len(forms):
        return off(study, SCALE["range"], n=len(forms))
    if fallen == n_fallen:
        more = study.text(LEFT).format(n=n_unscored, all=len(forms))
        return right(study, more)
    if fallen in (n_changed, n_changed + n_unscored):
        return off(study, SCALE["scores"])
    if fallen == n_fallen + n_unscored:
        return off(study, SCALE["unscored"])
    return off(study, SCALE["number"])
