"""The chapter of both waves shows what is released, says what is not, and marks made-up rows."""

from dataclasses import replace

import pandas as pd
import pytest

from helpers import paths
from helpers.chapters import waves
from helpers.disclosure import Release
from helpers.errors import ArgumentError
from helpers.release.wave_results import ASSUMPTIONS, REASONS
from helpers.study import open_study
from helpers.synthetic.watermark import MARK, WITHHELD

pytestmark = pytest.mark.usefixtures("own_outputs")

GROUPS = ["2024", "2026"]
LABEL = {"ru": "Новый вопрос", "kk": "Жаңа сұрақ", "en": "A new question"}


def change(answer, then, now, variable="need", **more):
    known = None not in (then, now)
    row = {"instrument": "survey", "question": variable, "variable": variable, "answer": answer}
    row |= {"then_count": then, "then_base": then and 100, "now_count": now}
    row |= {
        "now_base": None if now is None else 100,
        "refused": "" if known else REASONS["withheld"],
    }
    if known:
        row |= {"difference": (now - then) / 100, "bounds_low": -0.8, "bounds_high": 0.8}
        row |= {"low": (now - then) / 100 - 0.1, "high": (now - then) / 100 + 0.1}
        row |= {"p_value": 0.0004, "p_holm": 0.0008}
    return row | more


def question(name, *changes, **more):
    row = {"instrument": "survey", "question": name, "label": LABEL, "changes": list(changes)}
    return row | {"languages": [], "added": [], "removed": [], "answers": {"new": LABEL}} | more


def results():
    """What a release says of two waves, by hand."""
    panel = {"question": "need", "variable": "need", "answer": "finance", "refused": ""}
    panel |= {"stayed_yes": 30, "to_no": 5, "to_yes": 10, "stayed_no": 15, "base": 60}
    panel |= {"then_count": 35, "now_count": 40, "difference": 5 / 60, "low": -0.05, "high": 0.2}
    withheld = dict.fromkeys(panel) | {"question": "need", "variable": "need", "answer": "staff"}
    fates = {"answered": 60, "silent": 33, "left": None}
    region = {"column": "register_region", "category": "akmola"}
    return {
        "waves/questions": {
            "groups": GROUPS,
            "values": [
                question("need"),
                question("new", "new"),
                question("obstacle", "wording", "answers", languages=["ru"], added=[LABEL]),
            ],
        },
        "waves/changes": {
            "groups": GROUPS,
            "assumption": ASSUMPTIONS["changes"],
            "n": {"2024": 100, "2026": 100, "printed": False},
            "values": [
                change("finance", 81, 70),
                change("staff", 23, None),
                change("not_answered", 4, 9),
                change("high", 38, 41, "participation_level"),
            ],
        },
        "waves/panel": {
            "groups": GROUPS,
            "n": {"both": 60},
            "values": [panel, withheld | {"refused": REASONS["withheld"]}],
        },
        "waves/answers": {
            "groups": GROUPS,
            "values": [{"region": "", "fate": f, "count": n} for f, n in fates.items()],
        },
        "waves/register": {
            "groups": GROUPS,
            "values": [region | {"stayed": 30, "left": 7, "came": None}],
        },
        "waves/claims": {
            "groups": GROUPS,
            "values": [
                {"claim_id": "need_finance", "then": "80", "now": "70", "difference": -0.1}
                | {"low": -0.2, "high": 0.0, "refused": ""},
                {"claim_id": "obstacle_none", "then": "25", "now": "20"}
                | {"refused": REASONS["changed"]},
                {"claim_id": "participation_high", "then": "77/2", "now": None},
            ],
        },
    }


def book(*, synthetic=False, language="en", **changed):
    """The study of a book with these results."""
    release = Release(tuple(GROUPS), synthetic, results={**results(), **changed})
    return replace(open_study(language), data="microdata", release=release)


@pytest.fixture(name="study")
def fixture_study():
    return book()


def without_spaces(text):
    return "".join(text.split())


def test_a_book_of_one_wave_says_how_to_have_two():
    with pytest.raises(ArgumentError, match="WAVES=2024,2026"):
        waves.changes(open_study())


def test_shares_are_of_all_questionnaires(study):
    frame = waves.changes(study, ["need"]).set_index("answer_id")
    assert frame.loc["finance", ["then", "now"]].tolist() == [81, 70]
    assert frame.loc["finance", "claim_id"] == "need_finance"
    assert pd.isna(frame.loc["staff", "now"])


def test_a_question_that_changed_has_no_rows_and_an_unknown_one_is_named(study):
    assert waves.changes(study, ["obstacle"]).empty
    with pytest.raises(ArgumentError, match="no 'needs' in either wave; did you mean 'need'"):
        waves.changes(study, ["needs"])
    with pytest.raises(ArgumentError, match=r"write \['need'\]"):
        waves.changes(study, "need")


@pytest.mark.parametrize("language", ["en", "ru", "kk"])
def test_a_figure_shows_shares_difference_and_interval(language):
    study = book(language=language)
    drawn = waves.draw_changes(waves.changes(study), study, name="fig-x").svg
    text = without_spaces(drawn)
    for label in ("need", "participation_level"):
        assert without_spaces(study.label("variables", label)) in without_spaces(
            "".join(part.partition("<")[0] for part in drawn.split(">"))
        )
    assert ">81<" in text
    assert ">70<" in text
    number = study.edition.number(-11, 1)
    assert number in text


def test_a_withheld_share_is_said_and_not_drawn(study):
    frame = waves.changes(study, ["need"])
    assert study.text("withheld") in waves.draw_changes(frame, study, name="fig-x").svg
    shown = repr(waves.show_changes(frame, study, name="tbl-x"))
    assert "| 23% (23 of 100) | withheld | withheld | a number it needs is withheld |" in shown
    assert "| −11.0 | −21 to −1 | −80 to +80 | below 0.001 |" in shown


def test_what_the_report_does_not_print_is_not_withheld():
    changed = results()["waves/changes"]
    changed["n"]["printed"] = True
    changed["values"] = [change("staff", None, 20, refused=REASONS["unprinted"])]
    study = book(**{"waves/changes": changed})
    shown = repr(waves.show_changes(waves.changes(study), study, name="tbl-x"))
    assert "| not published | 20% (20 of 100) | not published | the report does not" in shown
    assert (
        "as printed in the report"
        in waves.draw_changes(waves.changes(study), study, name="fig-x").svg
    )


def test_nothing_to_compare_is_said_in_figure_and_table(study):
    frame = waves.changes(study, ["obstacle"])
    assert "Nothing here can be compared" in waves.draw_changes(frame, study, name="fig-x").svg
    assert "Nothing here can be compared" in repr(waves.show_changes(frame, study, name="tbl-x"))


def test_made_up_rows_carry_the_mark_and_no_interval():
    study = book(synthetic=True)
    frame = waves.changes(study, ["need"]).assign(low=float("nan"), high=float("nan"))
    assert MARK in waves.draw_changes(frame, study, name="fig-x").svg
    assert WITHHELD in repr(waves.show_changes(frame, study, name="tbl-x"))


def test_questions_say_what_came_between(study):
    frame = waves.questions(study)
    shown = repr(waves.show_questions(frame, study, name="tbl-x"))
    assert "can be compared" in shown
    assert "other words; other answers to tick" in shown
    assert "words differ in Russian; new answers: A new question" in shown
    assert waves.questions(study).iloc[:0].pipe(waves.show_questions, study, name="tbl-y")
    assert "No question differs" in (paths.tables("en") / "tbl-y.csv").read_text(encoding="utf-8")


def test_flows_that_are_withheld_have_no_bar(study):
    frame = waves.panel(study)
    assert frame["to_yes"].isna().tolist() == [False, True]
    svg = waves.draw_panel(frame, study, name="fig-x").svg
    assert ">30<" in without_spaces(svg)
    gone = waves.draw_panel(frame.iloc[1:], study, name="fig-y").svg
    assert "No organisation is known" in gone
    shown = repr(waves.show_panel(frame, study, name="tbl-x"))
    assert "| 35 | 40 | 10 | 5 | +8.3 | −5 to +20 |" in shown


def test_attrition_and_who_answered_again(study):
    frame = waves.attrition(study)
    assert frame["category"].tolist() == [study.label("places", "akmola")]
    assert "a part is withheld" in waves.draw_attrition(frame, study, name="fig-x").svg
    assert waves.attrition(study, "financial_report").empty
    empty = waves.draw_attrition(frame.iloc[:0], study, name="fig-y").svg
    assert "The registers of both waves are not there." in empty
    shown = repr(waves.show_answered_again(waves.answered_again(study), study, name="tbl-x"))
    assert "| not in the later register | withheld |" in shown
    with pytest.raises(ArgumentError, match="no attrition by 'region'"):
        waves.attrition(study, "region")


def test_the_reports_numbers_stand_beside_those_of_both_waves(study):
    shown = repr(waves.show_claims(waves.claims(study), study, name="tbl-x"))
    assert "| 81 | 80 | 70 | −10.0 | −20 to 0 |" in shown
    assert "| 25 | 25 | 20 |  | the question was not the same in both waves |" in shown
    assert "| 38% | 38.5% | withheld |" in shown
    assert waves.claims(study, "1").empty


def test_numbers_for_the_prose(study):
    numbers = waves.wave_numbers(study, told=waves.changes(study, ["need"]))
    assert (numbers["wave_then"], numbers["wave_now"], numbers["wave_twice"]) == (*GROUPS, "60")
    assert (numbers["wave_questions"], numbers["wave_same"]) == ("3", "1")
    assert "81% to 70%" in numbers["told"]
    assert "23%" not in numbers["told"]
