"""The second coder's sheet: blank for every quote, and each bad cell is named with its mend."""

import csv
import io

import pytest

from helpers.ledger import second_coding
from tests.cases.small_study import problems_of


def written(folder, study, *changes):
    """A sheet of the first quotes, filled with their own codes but for the changes."""
    rows = [
        {key: getattr(quote, key) for key in second_coding.COLUMNS} | cells
        for quote, cells in zip(study.quotes, changes, strict=False)
    ]
    path = folder / "sheet.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, second_coding.COLUMNS)
        writer.writeheader()
        writer.writerows(rows)
    return path


def test_the_blank_sheet_leads_to_every_quote_and_tells_no_code(study, tmp_path):
    """It can be read back as it is, and says nothing."""
    text = second_coding.blank(study.quotes)
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [row["find"] for row in rows] == [quote.find for quote in study.quotes]
    assert {row["theme"] + row["direction"] for row in rows} == {""}
    path = tmp_path / "blank.csv"
    path.write_text(text, encoding="utf-8")
    assert second_coding.load(study.quotes, path, study.codebook) == ()


def test_what_is_filled_is_read(study, tmp_path):
    """A row with one of the codes counts, one without any does not."""
    path = written(tmp_path, study, {}, {"theme": ""}, {"theme": "", "direction": ""})
    coded = second_coding.load(study.quotes, path, study.codebook)
    assert [each.quote_id for each in coded] == ["q01", "q02"]
    assert (coded[1].theme, coded[1].direction) == ("", "negative")


@pytest.mark.parametrize(
    ("cells", "column", "message"),
    [
        ({"quote_id": "q13"}, "quote_id", "'q13' is not in quotes.csv"),
        ({"quote_id": "q01", "find": "номинальное количество ОО"}, "quote_id", "stands in row 2"),
        ({"find": "другие слова"}, "find", "another quote's; write 'сидим без работы', or move"),
        ({"theme": "mistrus"}, "theme", "did you mean 'mistrust'?"),
        ({"direction": "bad"}, "direction", "'bad' is not in the codebook (directions); use one"),
    ],
)
def test_a_bad_cell_is_named_with_its_mend(study, tmp_path, cells, column, message):
    """Row, column, what stands there and what to write."""
    path = written(tmp_path, study, {}, cells)
    (problem,) = problems_of(second_coding.load, study.quotes, path, study.codebook)
    assert problem.startswith(f"sheet.csv, row 3, column {column}: ")
    assert message in problem


def test_a_sheet_that_somebody_names_must_be_there(study, tmp_path):
    """Only the published one may be missing."""
    (problem,) = problems_of(second_coding.load, study.quotes, tmp_path / "no.csv", study.codebook)
    assert "the file is missing" in problem
    assert second_coding.load(study.quotes) == ()
