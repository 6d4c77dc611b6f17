"""Which questions two waves have in common, and what every page says of the waves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from helpers.errors import ArgumentError
from helpers.interface import marked
from helpers.ledger.csv_files import suggest
from helpers.outputs import figures, tables
from helpers.release.comparability import CHANGES
from helpers.synthetic.watermark import WITHHELD

if TYPE_CHECKING:
    import pandas as pd

    from helpers.outputs.figures import Drawing, Sheet
    from helpers.outputs.tables import Markdown
    from helpers.study import Study

INSTRUMENTS = {
    "survey": marked("online questionnaire"),
    "form_a": marked("form A of the focus groups"),
    "form_b": marked("form B of the focus groups"),
}
LEAST_P = 0.001
SAME = marked("can be compared")
ALL_SAME = marked("No question differs between the waves.")
NOTHING = marked("Nothing here can be compared: no question was the same, or all is withheld.")
LANGUAGES = {"en": marked("English"), "ru": marked("Russian"), "kk": marked("Kazakh")}


def result(study: Study, name: str) -> Mapping[str, Any]:
    """A result of `release.wave_results`, such as "changes".

    Raises `ArgumentError` for a book of one wave.
    """
    found = study.release.results.get(f"waves/{name}") if study.release else None
    if found is None:
        raise ArgumentError(
            "this book has one wave, and a change needs two; "
            "build it by `make book DATA=microdata WAVES=2024,2026`"
        )
    return found


def questions(study: Study) -> pd.DataFrame:
    """Every question of either wave: can its answers be compared?

    One row per question, in the order of the later wave and then those that are gone: instrument,
    question (id), label, changes (ids, empty where it can be compared), languages (in which words
    differ), added, removed (answers that can be ticked in one wave only, by label).
    """
    import pandas as pd

    return pd.DataFrame(
        [
            {
                "instrument": row["instrument"],
                "question": row["question"],
                "label": _words(study, row["label"]) or row["question"],
                "changes": tuple(row["changes"]),
                "languages": tuple(row["languages"]),
                "added": tuple(_words(study, each) for each in row["added"]),
                "removed": tuple(_words(study, each) for each in row["removed"]),
            }
            for row in result(study, "questions")["values"]
        ]
    )


def show_questions(frame: pd.DataFrame, study: Study, *, name: str) -> Markdown:
    """Show the questions of a frame as `questions` makes it, with what came between the waves."""
    needed = ("instrument", "label", "changes", "languages", "added", "removed")
    tables.check_columns(frame, needed, "show_questions")
    if not len(frame):
        return say_in_table(study, study.text(ALL_SAME), name=name)
    shown = frame.assign(
        instrument=[study.text(INSTRUMENTS[each]) for each in frame["instrument"]],
        verdict=[
            "; ".join(study.text(CHANGES[each]) for each in changes) or study.text(SAME)
            for changes in frame["changes"]
        ],
        details=[_details(study, row) for row in frame.to_dict("records")],
    )
    headings = {
        "instrument": study.text("Where asked"),
        "label": study.text("Question"),
        "verdict": study.text("In both waves"),
        "details": study.text("Details"),
    }
    return tables.show_table(shown, study, name=name, columns=headings)


def wave_numbers(study: Study, **frames: pd.DataFrame) -> dict[str, str]:
    """For the prose: names of the waves, how many answered, and what figures show, in words.

    wave_then, wave_now            "2024", "2026"
    wave_then_size, wave_now_size  questionnaires of the survey
    wave_twice                     organisations that answered twice
    wave_questions, wave_same      questions of either wave, and those that can be compared
    <name>                         the shares of a frame of `changes`: "finance 76 to 78%; …"
    """
    changes, panel = result(study, "changes"), result(study, "panel")
    then, now = changes["groups"]
    own = result(study, "questions")["values"]
    numbers = {
        "wave_then_size": changes["n"][then],
        "wave_now_size": changes["n"][now],
        "wave_twice": panel["n"]["both"],
        "wave_questions": len(own),
        "wave_same": sum(not row["changes"] for row in own),
    }
    texts = {
        name: study.text("withheld") if number is None else study.edition.number(number)
        for name, number in numbers.items()
    }
    told = {name: _told(study, frame) for name, frame in frames.items()}
    return {"wave_then": then, "wave_now": now, **texts, **told}


def _told(study: Study, frame: pd.DataFrame) -> str:
    """The shares of a frame, question by question; those that are withheld are left out."""
    parts = []
    for label, rows in frame.dropna(subset=["difference"]).groupby("label", sort=False):
        shares = [
            study.text("{answer} {then} to {now}").format(
                answer=row["answer"],
                then=study.edition.percent(row["then"]),
                now=study.edition.percent(row["now"]),
            )
            for row in rows.to_dict("records")
        ]
        parts.append(f"{label}: {', '.join(shares)}")
    return "; ".join(parts) or study.text(NOTHING)


def check_variables(study: Study, variables: Sequence[str]) -> None:
    """Raise `ArgumentError` for a variable that neither wave has, with the nearest."""
    if isinstance(variables, str):
        raise ArgumentError(f"changes needs a list of variables; write [{variables!r}]")
    known = [row["question"] for row in result(study, "questions")["values"]]
    known += [row["variable"] for row in result(study, "changes")["values"]]
    known += study.codebook.variables
    for variable in variables:
        if variable not in known:
            raise ArgumentError(f"no {variable!r} in either wave; {suggest(variable, known)}")


def say(study: Study, text: str, *, name: str) -> Drawing:
    """A figure that only says why there is nothing to draw."""
    import pandas as pd

    def chart(sheet: Sheet) -> None:
        axes = sheet.axes
        axes.text(0.5, 0.5, text, ha="center", va="center", wrap=True, fontsize=9.5)
        axes.set_axis_off()

    return figures.draw(
        chart, pd.DataFrame({"text": [text]}), study, name=name, note="", height=1.4
    )


def say_in_table(study: Study, text: str, *, name: str) -> Markdown:
    """A table that only says why there is nothing to show."""
    import pandas as pd

    frame = pd.DataFrame({"text": [text]})
    return tables.show_table(frame, study, name=name, columns={"text": study.text("Note")})


def answer_label(study: Study, question: str, variable: str, answer: str) -> str:
    """An answer in the edition's language: the codebook's word, or that of the questionnaire."""
    entry = study.codebook.variables.get(variable)
    if entry and answer in entry.categories:
        return study.category_label(variable, answer)
    if answer in study.codebook.places:
        return study.label("places", answer)
    for row in result(study, "questions")["values"]:
        if row["question"] == question and answer in row["answers"]:
            return _words(study, row["answers"][answer])
    return study.text(OTHERS[answer]) if answer in OTHERS else answer


OTHERS = {
    "not_answered": marked("not answered"),
    "dont_know": marked("don't know"),
    "other": marked("other"),
    "unprinted": marked("another answer"),
}


def variable_label(study: Study, question: str, variable: str) -> str:
    """A question as the codebook names it, or in the words of the questionnaire."""
    if variable in study.codebook.variables:
        return study.label("variables", variable)
    for row in result(study, "questions")["values"]:
        if row["question"] == question:
            return _words(study, row["label"])
    return question


def points(study: Study, value: float, *, end: str | None = None) -> str:
    """A difference of proportions in percentage points, with its sign: "+3.5"."""
    text = study.edition.number(round(100 * value, 4), 1 if end is None else 0, end=end)
    return f"+{text}" if value > 0 and any(sign in text for sign in "123456789") else text


def p_value(study: Study, value: float) -> str:
    """A p-value with three decimals, and a small one by what it is below; empty where missing."""
    if value != value:
        return ""
    least = study.edition.number(LEAST_P, 3)
    if value < LEAST_P:
        return study.text("below {p}").format(p=least)
    return study.edition.number(value, 3)


def interval(study: Study, row: Mapping[str, Any], kind: str = "") -> str:
    """A range of a difference in points, or why there is none."""
    low, high = row.get(f"{kind}low"), row.get(f"{kind}high")
    if low is not None and low == low:
        ends = points(study, low, end="low"), points(study, high, end="high")
        return study.text("{low} to {high}").format(low=ends[0], high=ends[1])
    if kind:
        return study.text("not known")
    return study.text(WITHHELD) if study.is_synthetic else study.text(row["refused"])


def _words(study: Study, label: Mapping[str, str]) -> str:
    return label.get(study.language) or label.get("en") or next(iter(label.values()), "")


def _details(study: Study, row: Mapping[str, Any]) -> str:
    parts = []
    if row["languages"]:
        languages = [study.text(LANGUAGES.get(each, each)) for each in row["languages"]]
        parts.append(study.text("words differ in {names}").format(names=", ".join(languages)))
    if row["added"]:
        parts.append(study.text("new answers: {names}").format(names="; ".join(row["added"])))
    if row["removed"]:
        parts.append(study.text("no more: {names}").format(names="; ".join(row["removed"])))
    return "; ".join(parts)
