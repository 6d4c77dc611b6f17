"""Tables of answers hold the printed numbers, and name what the report does not print."""

from collections import Counter
from dataclasses import replace

import pandas as pd
import pytest

from helpers.chapters import answers
from helpers.errors import ArgumentError
from helpers.ledger.claims import Ledger

pytestmark = pytest.mark.usefixtures("own_outputs")


def without(study, *claim_ids):
    """The study as if the report did not print some numbers."""
    kept = {name: claim for name, claim in study.ledger.items() if name not in claim_ids}
    return replace(study, ledger=Ledger(kept, study.codebook))


def cells(markdown):
    """Rows of a Markdown table, the rule below the headings left out."""
    rows = [line.strip("| ").split(" | ") for line in str(markdown).splitlines()]
    return [rows[0], *rows[2:]]


def shown(study, variable):
    return answers.show_answers(answers.table(study, variable), study, name="tbl-x")


def inventory(study):
    return answers.show_inventory(answers.inventory(study), study, name="tbl-x")


@pytest.mark.parametrize("variable", ["difficulty", "obstacle", "local_impact", "training_topic"])
def test_answers_are_the_printed_counts(study, variable):
    """One row per printed answer, with its count, in the codebook's order and words."""
    data = answers.table(study, variable)
    claims = {claim.category: claim for claim in study.ledger.select(variable=variable)}
    categories = study.codebook.variables[variable].categories
    expected = [
        (label["en"], int(study.ledger[claims[category].claim_id].value))
        for category, label in categories.items()
        if category in claims and claims[category].kind == "count"
    ]
    assert list(zip(data["answer"], data["count"], strict=True)) == expected
    drawn = [study.ledger[ids.split()[0]] for ids in data["claim_ids"]]
    assert [int(claim.value) for claim in drawn] == [count for _, count in expected]
    assert data["base"].to_list() == [claim.base for claim in drawn]


@pytest.mark.parametrize("variable", ["proposal", "inclusion_barrier", "inclusion_measure"])
def test_answers_of_the_forms_say_what_stands_behind_them(study, variable):
    """Each answer once, described, most mentions first; the table shows text and count."""
    data = answers.contents(study, variable)
    categories = study.codebook.variables[variable].categories.values()
    assert sorted(data["answer"]) == sorted(label["en"] for label in categories)
    assert data["description"].notna().all()
    assert data["count"].is_monotonic_decreasing
    first, second = cells(answers.show_contents(data, study, name="tbl-x"))[:2]
    assert first[1:] == ["What stands behind it", "Mentions"]
    assert second == [data["answer"][0], data["description"][0], str(int(data["count"][0]))]


def test_an_answer_without_a_description_is_said_to_have_none(study):
    """The codebook describes no difficulties; the cell is not filled with anything else."""
    assert answers.contents(study, "difficulty")["description"].isna().all()


def test_no_answer_has_its_own_row(study):
    """Those who did not answer the question on impact are a row like any other: 10 of 100."""
    data = answers.table(study, "local_impact").set_index("answer")
    label = study.category_label("local_impact", "not_answered")
    assert data.loc[label, "count"] == 10
    assert data["count"].sum() == 100


def test_columns_without_an_entry_are_left_out(study):
    """A table of counts has no column for percentages that the report does not print."""
    heading = cells(shown(study, "difficulty"))[0]
    assert heading[0] == study.label("variables", "difficulty")
    assert "Count" in heading
    assert "Percent printed" not in heading


def test_only_percentages_are_shown_where_only_these_are_printed(study):
    """The level of participation has percentages and no counts."""
    table = cells(shown(study, "participation_level"))
    assert "Count" not in table[0]
    assert [row[1] for row in table[1:]] == ["38%", "36%", "15%", "10%"]


def test_a_missing_measure_is_called_not_published(study):
    """A cell without a printed number says so; it is neither empty nor zero."""
    poorer = without(study, "influence_minimal_pct")
    table = cells(shown(poorer, "influence_level"))
    column = table[0].index("Percent printed")
    label = study.category_label("influence_level", "minimal_or_none")
    row = next(row for row in table if row[0] == label)
    assert row[column] == "not published"


def test_a_variable_without_numbers_is_an_error(study):
    """A table of nothing is refused with the variable's name."""
    with pytest.raises(ArgumentError, match="prints no count or percent for 'registration_year'"):
        answers.table(study, "registration_year")


def test_every_figure_and_table_of_the_report_is_listed(study):
    """The inventory has fifteen figures and six tables, each with its subject."""
    rows = cells(inventory(study))[1:]
    names = [row[0] for row in rows]
    figures_listed = [f"figure {n}" for n in range(1, 16)]
    assert names == figures_listed + [f"table {n}" for n in range(1, 7)]
    assert all(row[1] for row in rows)


def test_a_figure_without_a_number_says_what_is_missing(study):
    """Whatever has no number in the text has a remark in the last column."""
    rows = cells(inventory(study))[1:]
    silent = [row for row in rows if row[2] == "0"]
    assert {row[0] for row in silent} >= {"figure 4", "table 1"}
    assert all(row[3] != "—" for row in silent)


def test_quote_themes_count_the_coded_quotes(study):
    """Themes of a chapter's quotes add up to its quotes, the most frequent first."""
    quotes = answers.quotes(study)
    of_chapter = quotes[quotes["chapter"] == "2"]
    table = cells(answers.show_quotes(of_chapter, study, name="tbl-x"))
    counted = Counter(quote.theme for quote in study.quotes if quote.chapter == "2")
    shown = {row[0]: sum(int(cell) for cell in row[1:]) for row in table[1:]}
    assert shown == {study.label("quote_themes", theme): n for theme, n in counted.items()}
    assert list(shown.values()) == sorted(shown.values(), reverse=True)


def test_a_table_is_written_as_data(study, tmp_path):
    """The CSV beside the table has the same rows."""
    data = answers.table(study, "need")
    answers.show_answers(data, study, name="tbl-needs")
    written = pd.read_csv(tmp_path / "tables" / "en" / "tbl-needs.csv")
    assert list(written["label"]) == list(data["answer"])
    assert list(written["count"]) == list(data["count"])


def test_a_table_is_the_same_every_time(study):
    """Building a table twice gives the same text."""
    first, second = (inventory(study) for _ in range(2))
    assert str(first) == str(second)


def test_what_is_shown_follows_from_the_frame(study):
    """Filtered, sorted and with fewer columns, the table has just those."""
    frame = answers.table(study, "difficulty")
    few = frame.loc[frame["count"] < 10, ["answer", "count", "claim_ids"]].sort_values("count")
    table = cells(answers.show_answers(few, study, name="tbl-x"))
    assert len(table[0]) == 2
    assert [row[0] for row in table[1:]] == list(few["answer"])


def test_quotes_are_counted_as_filtered(study):
    """A reader's choice of speakers, by what the report says of them."""
    quotes = answers.quotes(study)
    assert len(quotes) == len(study.quotes)
    women = quotes[quotes["gender"] == "woman"]
    table = cells(answers.show_quotes(women, study, name="tbl-x"))
    assert sum(int(cell) for row in table[1:] for cell in row[1:]) == len(women)
    assert 0 < len(women) < len(quotes)


def test_the_instruments_have_their_printed_size(study):
    """Every part of an instrument with its number, and no percentages."""
    frame = answers.counts(study, "instrument_size")
    table = cells(answers.show_instruments(frame, study, name="tbl-x"))
    assert table[0] == ["Part of an instrument", "Number"]
    assert [int(row[1]) for row in table[1:]] == list(frame["count"])


@pytest.mark.parametrize(
    ("show", "column"),
    [
        (answers.show_answers, "answer, claim_ids"),
        (answers.show_inventory, "what, subject, printed, missing"),
        (answers.show_quotes, "theme, direction"),
    ],
)
def test_a_missing_column_is_named(study, show, column):
    """The function, and the columns that it needs."""
    with pytest.raises(ArgumentError, match=f"{show.__name__} needs the columns {column}; the"):
        show(pd.DataFrame({"other": [1]}), study, name="tbl-x")
