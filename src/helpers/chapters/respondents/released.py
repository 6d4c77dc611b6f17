"""The release as the chapter reads it: cells and results of its first wave, labels, refusals."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from helpers.errors import BookError
from helpers.instruments import load_instruments
from helpers.interface import marked
from helpers.outputs import figures

if TYPE_CHECKING:
    import pandas as pd

    from helpers.disclosure.released import Cell
    from helpers.outputs.figures import Drawing, Sheet
    from helpers.study import Study

Cells = Mapping[tuple[str, ...], "Cell"]

SIGNS = {">=": "≥"}
WITHHELD = marked("withheld")
NOT_COMPUTED = marked("not computed")
NO_TABLE = marked(
    "Not counted: the questionnaires do not have it, or too few of them would be in most cells."
)

GROUPS = {
    "survey_location": marked("place"),
    "staff_class": marked("staff"),
    "financial_report": marked("zero report"),
    "register_region": marked("region"),
}
# Answers and groups that neither the codebook nor an instrument names.
OWN_LABELS = {
    "three_cities": marked("Almaty, Astana and Shymkent"),
    "outside_three_cities": marked("outside the three cities"),
    "to_5": marked("up to 5 people"),
    "over_5": marked("more than 5 people"),
    "yes": marked("yes"),
    "no": marked("no"),
    "dont_know": marked("don't know"),
    "other": marked("other"),
    "others": marked("other answers together"),
    "not_answered": marked("no answer"),
    "unprinted": marked("an answer that is not printed"),
    "unknown": marked("not known"),
    "interaction_score": marked("score of the scale"),
    "outside": marked("outside the three cities"),
    "staff": marked("twice as many staff"),
}


def released(study: Study) -> Any:
    """The release of the study. Raises `BookError` where there is none."""
    release = getattr(study, "release", None)
    if release is None:
        raise BookError(
            "this chapter reads what left the questionnaires, and nothing has; put clean "
            "questionnaires into data/restricted and run `make book DATA=microdata`"
        )
    return release


def cells(study: Study, table: str) -> Cells:
    """The cells of a table of the first wave by their keys; empty where it was not counted."""
    release = released(study)
    wave = release.waves[0] if release.waves else ""
    found = release.tables.get(f"{wave}/{table}")
    return {cell.key: cell for cell in found.cells} if found else {}


def result(study: Study, name: str) -> Mapping[str, Any]:
    """A result by its name; one that the release does not have is refused."""
    found = released(study).results
    for key in (name, f"{released(study).waves[0] if released(study).waves else ''}/{name}"):
        if key in found:
            return found[key]
    return {"values": [], "refused": NO_TABLE, "details": {}, "assumption": "", "family": ""}


def refusal(study: Study, name: str) -> str:
    """Why a result was not computed, in the edition's language; empty where it was."""
    found = result(study, name)
    details = {key: study.edition.number(n) for key, n in (found.get("details") or {}).items()}
    return study.text(found["refused"]).format(**details) if found["refused"] else ""


def label(study: Study, question: str, answer: str) -> str:
    """An answer or a group as the edition calls it."""
    variable = study.codebook.variables.get(question)
    if variable and answer in variable.categories:
        return study.category_label(question, answer)
    if question in ("place", "register_region") and answer in study.codebook.places:
        return study.label("places", answer)
    own = _choices().get((question, answer))
    if own and own.get(study.language):
        return own[study.language]
    return study.text(OWN_LABELS[answer]) if answer in OWN_LABELS else answer


def question_label(study: Study, question: str) -> str:
    """A question or group as the edition calls it."""
    if question in GROUPS:
        return study.text(GROUPS[question])
    if question in study.codebook.variables:
        return study.label("variables", question)
    if question in OWN_LABELS:
        return study.text(OWN_LABELS[question])
    asked = _questions().get(question)
    return asked.get(study.language) or question if asked else question


def p_text(study: Study, p: float | str | None) -> str:
    """A probability as it was released; one at the rules' last digit is below it."""
    if p is None or p != p:
        return study.text(NOT_COMPUTED)
    if isinstance(p, str):  # a class: the table behind it has a withheld cell
        sign, limit = p.split()
        decimals = len(limit.partition(".")[2])
        return f"{SIGNS.get(sign, sign)} {study.edition.number(float(limit), decimals)}"
    digits = int(released(study).rules.get("p_digits", 3))
    text = study.edition.number(p, digits)
    return f"< {text}" if p <= 10.0**-digits else text


def draw_refused(study: Study, reason: str, *, name: str) -> Drawing:
    """A figure that says why there is none; the page keeps its place for it."""
    import pandas as pd

    def chart(sheet: Sheet) -> None:
        axes = sheet.axes
        axes.set_axis_off()
        text = sheet.wrap(reason, 72)
        axes.text(0.5, 0.5, text, ha="center", va="center", color=figures.MUTED, fontsize=10)

    frame = pd.DataFrame({"refused": [reason]})
    return figures.draw(chart, frame, study, name=name, note=source_note(study), height=1.6)


def source_note(study: Study) -> str:
    """Where the numbers of the chapter come from."""
    release = released(study)
    wave = release.waves[0] if release.waves else ""
    return study.text("Source: questionnaires of {waves}, as released.").format(waves=wave)


def with_reason(frame: pd.DataFrame, reason: str) -> pd.DataFrame:
    """The frame, or a single row that says why it is empty."""
    import pandas as pd

    return pd.DataFrame({"refused": [reason]}) if reason else frame


@cache
def _choices() -> dict[tuple[str, str], Mapping[str, str]]:
    return {
        (question.name, choice.name): choice.label
        for instrument in load_instruments().values()
        for question in instrument.questions
        for choice in question.choices
    }


@cache
def _questions() -> dict[str, Mapping[str, str]]:
    found = load_instruments().values()
    return {q.name: q.label for instrument in found for q in instrument.questions}
