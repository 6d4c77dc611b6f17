"""A study holds all published data, checked against each other, in one language."""

import pandas as pd
import pytest

from helpers import paths
from helpers.editions import LANGUAGES
from helpers.errors import ArgumentError, BookError
from helpers.outputs import figures, tables
from helpers.statistics.survey import survey_intervals
from helpers.study import open_study
from tests.cases.released import study_from_rows


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_edition_opens(language):
    """The data are the same in every language; only the labels differ."""
    study = open_study(language)
    assert study.language == language
    assert study.ledger["zero_reports"].value == 357
    assert all((study.quotes, study.town_facts, study.pathways, study.measures, study.derived))


def test_labels_follow_the_edition():
    """The same id has the codebook's label of the edition's language."""
    found = [open_study(language).label("places", "akmola") for language in LANGUAGES]
    assert found == ["Akmola Region", "Акмолинская область", "Ақмола облысы"]
    categories = [open_study(each).category_label("local_impact", "yes") for each in LANGUAGES]
    assert categories == ["yes", "да", "иә"]


def test_the_parts_share_one_codebook():
    """The ledger explains itself with the codebook that the figures take their labels from."""
    study = open_study("en")
    assert study.ledger.codebook is study.codebook


@pytest.mark.parametrize(
    ("section", "key", "message"),
    [
        ("variable", "difficulty", "^no section 'variable' in the codebook; choose one of variab"),
        ("variables", "dificulty", "^no 'dificulty' in the codebook's variables; did you mean 'd"),
        ("units", "pionts", r"^no 'pionts' in the codebook's units; did you mean 'points'\?$"),
    ],
)
def test_a_label_that_is_not_there_is_named(section, key, message):
    """The sections there are, or the nearest id, stand in the message."""
    with pytest.raises(ArgumentError, match=message):
        open_study("en").label(section, key)


def test_an_unknown_language_is_named():
    """The editions there are stand in the message."""
    with pytest.raises(
        ArgumentError, match=r"^language 'fr' has no edition; choose one of en, ru, kk$"
    ):
        open_study("fr")


def test_a_book_from_questionnaires_shows_what_was_released():
    """Counted anew where it is out, else as printed; the report stays at hand."""
    rows = study_from_rows(marked=False)
    assert rows.ledger["staff_total_youth"].printed == "1388"
    assert rows.printed_ledger["staff_total_youth"].printed == "1387"
    assert rows.is_anew("staff_total_youth")
    withheld = [name for name, cell in rows.release.claims.items() if cell.withheld]
    assert withheld
    assert not any(map(rows.is_anew, withheld))


def test_what_examines_the_report_has_its_numbers():
    """The same study elsewhere; in a book from questionnaires the printed one."""
    rows = study_from_rows(marked=False)
    report = rows.as_printed()
    assert report.ledger is rows.printed_ledger
    assert (report.shows_printed, rows.shows_printed) == (True, False)
    published = open_study("en")
    assert published.as_printed() is published
    assert not published.shows_printed


def test_made_up_rows_make_everything_a_rehearsal():
    """Whoever placed them where real ones belong."""
    assert study_from_rows().is_synthetic
    assert study_from_rows().as_printed().is_synthetic
    assert not study_from_rows(marked=False).is_synthetic


def test_no_interval_is_computed_from_made_up_rows():
    """From real ones it is, and it follows the recomputed number."""
    claim = "difficulty_finance"
    made_up, real = study_from_rows(), study_from_rows(marked=False)
    assert "wilson" not in survey_intervals(made_up, made_up.ledger[claim])
    assert "wilson" in survey_intervals(real, real.ledger[claim])


def test_sources_are_named():
    """A figure says whether its numbers are the report's."""
    rows, variable = study_from_rows(marked=False), "difficulty"
    assert "counted anew" in figures.source_note(rows, variable)
    assert "counted anew" not in figures.source_note(rows, "register_region")
    assert "counted anew" not in figures.source_note(rows.as_printed(), variable)
    assert rows.as_printed().source_note == "Source: report."


@pytest.mark.usefixtures("own_outputs")
def test_a_table_has_the_printed_number_beside_another():
    """Where a number differs, and in no other table."""
    rows = study_from_rows(marked=False)
    columns = {"label": "What", "value": "Number"}
    differing = pd.DataFrame(
        {"claim_id": ["staff_total_youth"], "label": ["staff"], "value": [1388.0]}
    )
    shown = str(tables.show_table(differing, rows, name="tbl-a", columns=columns)).splitlines()
    assert shown[0] == "| What | Number | Printed in the report |"
    assert shown[2] == "| staff | 1,388 | 1,387 |"
    same = tables.claim_rows(rows, ["difficulty_finance"])
    assert "Printed" not in str(tables.show_table(same, rows, name="tbl-b", columns=columns))


@pytest.mark.usefixtures("own_outputs")
def test_a_book_from_questionnaires_needs_its_release(monkeypatch):
    """The message says what counts them."""
    monkeypatch.setattr(paths, "DATA", "microdata")
    with pytest.raises(BookError, match="`make book DATA=microdata` counts them"):
        open_study("en")
