"""The page's scripts against Python, to the last fraction, in node or else in Chromium."""

import json
import shutil
from fractions import Fraction

import pytest

from helpers import paths
from helpers.editions import round_outward
from helpers.staging import calculator
from helpers.study import open_study
from tests.cases.page_scripts import evaluator

CHECK = paths.ROOT / "tests" / "cases" / "score_check.js"
FILES = (
    *("score-data.js", "fractions.js", "page-parts.js", "score.js", "score-input.js"),
    *("score-check.js", "cases.js"),
)
MODULES = {"score": "score.js", "scoreInput": "score-input.js"}


@pytest.fixture(scope="module")
def evaluate(score_table, tmp_path_factory):
    """Run an expression on the page's own scripts and return its value."""
    directory = calculator.write(open_study("en"), tmp_path_factory.mktemp("page")).parent
    shutil.copyfile(CHECK, directory / "score-check.js")
    cases = f"window.scoreCases = {json.dumps(score_table)};"
    (directory / "cases.js").write_text(cases, encoding="utf-8")
    run = evaluator(directory, FILES, MODULES)
    names = "const [data, cases] = [window.scoreData, window.scoreCases];"
    return lambda expression: run(f"(() => {{ {names} return {expression}; }})()")


def read_table(evaluate, text):
    """What the page makes of a pasted table: people, header, problems."""
    found = evaluate(f"scoreInput.readTable({json.dumps(text)}, data)")
    return found["people"], found["header"], [problem["text"] for problem in found["problems"]]


def read_counts(evaluate, fields, size=""):
    """What the page makes of typed counts: group size and problems."""
    found = evaluate(f"scoreInput.readCounts({json.dumps(fields)}, {json.dumps(size)}, data)")
    return found["people"], [problem["text"] for problem in found["problems"]]


def test_scripts_agree_with_python(evaluate):
    """Every mean, every end of a range, every number scored and every level is Python's."""
    call = "scoreCheck.disagreements(score, scoreInput, data, cases)"
    assert evaluate(call) == []


def test_the_comparison_notices_a_wrong_fraction(evaluate):
    """One expected mean moved by a hair is one disagreement, named by case, scheme and rule."""
    wrong = (
        "(() => { const changed = structuredClone(cases.slice(0, 3)); "
        "changed[1].expected[0].low = '9000000001/1000000000'; return changed; })()"
    )
    call = f"scoreCheck.disagreements(score, scoreInput, data, {wrong})"
    (found,) = evaluate(call)
    assert found.startswith("case 1 (patterns), 3/2/1, zero, low: ")


def test_a_cell_that_is_no_answer_is_named_with_its_mend(evaluate):
    """Row, column, question, value, and what may be written."""
    people, _, (problem,) = read_table(evaluate, "regular,active,rare\nregular,often,rare\n")
    assert people == 2
    assert problem == (
        "Row 2, column 2 (Influence on local executive bodies): “often” is not an answer. "
        "Write 1 (active), 2 (limited), 3 (minimal_or_none), or leave the cell empty for no answer."
    )


def test_rows_are_counted_as_an_editor_counts_them(evaluate):
    """Header and blank lines count; a row of empty cells is a person without answers."""
    text = "interaction_frequency;influence_level;monitoring_participation\n\n;;\n1;2\n"
    people, header, (problem,) = read_table(evaluate, text)
    assert (people, header) == (2, True)
    assert problem.startswith("Row 4: “1;2”, columns found: 2. Write one per question")


def test_a_first_row_is_a_header_only_by_the_questions_names(evaluate):
    """A first person with three misspelt answers is an error, never a silent heading."""
    _, header, problems = read_table(evaluate, "Regular!;Active!;Rare!\n1;1;1")
    assert not header
    assert len(problems) == 3


def test_an_empty_table_says_what_to_paste(evaluate):
    """Nothing pasted, and a header alone, are told apart from a group without answers."""
    header = "monitoring_participation,interaction_frequency,influence_level"
    for text in ("", " \n\n", header):
        assert read_table(evaluate, text)[2] == [
            "The table has no rows yet. Paste one row per person."
        ]


@pytest.mark.parametrize("value", ["2.5", "-1", "two", "1e3", "501", "١"])
def test_a_count_that_is_no_count_is_named(evaluate, value):
    """Question, answer, value and mend; no text is read as a number by chance."""
    _, (problem, *_) = read_counts(evaluate, [["1", value, ""], ["", "", ""], ["", "", ""]])
    assert problem == (
        "Frequency of interaction with local executive bodies, periodic (2–6 times a year): "
        f"“{value}” is not a whole number from 0 to 500. "
        "Write digits only, or leave the field empty."
    )


def test_a_group_smaller_than_its_answers_is_named(evaluate):
    """The size must cover the question with the most answers."""
    fields = [["3", "0", "0"], ["2", "2", "1"], ["1", "", ""]]
    assert read_counts(evaluate, fields) == (5, [])
    assert read_counts(evaluate, fields, "7") == (7, [])
    _, (problem,) = read_counts(evaluate, fields, "4")
    assert problem == (
        "Size of the group: “4” is less than the 5 answers to Influence on local executive bodies. "
        "Write at least 5, or leave the field empty."
    )


def test_no_counts_at_all_is_said(evaluate):
    """An empty form has no score of zero."""
    _, problems = read_counts(evaluate, [["", "", ""]] * 3, "4")
    assert problems == ["There are no answers yet. Enter at least one count."]


def test_decimals_round_half_to_even(evaluate):
    """As the editions write numbers: 49/8 is 6.12 and 51/8 is 6.38."""
    call = "['49/8', '51/8', '20/3'].map((x) => score.write(score.decimal(score.parse(x), 2)))"
    assert evaluate(call) == ["153/25", "319/50", "667/100"]


def test_the_ends_of_a_range_are_rounded_outward(evaluate):
    """As `helpers.editions.round_outward`: 20/3 lies between 6.66 and 6.67; 13/2 is exact."""
    ends = "['low', 'high'].map((end) => score.write(score.decimal(score.parse(x), 2, end)))"
    call = f"['20/3', '13/2'].map((x) => {ends})"
    places = (Fraction(20, 3), Fraction(13, 2))
    expected = [[str(round_outward(x, end, 2)) for end in ("low", "high")] for x in places]
    assert evaluate(call) == expected == [["333/50", "667/100"], ["13/2", "13/2"]]
