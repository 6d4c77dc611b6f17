"""Numbers for the prose come from the ledger, formatted, under the names the text uses."""

import json
import re
from fractions import Fraction

import pytest

from helpers.errors import ArgumentError
from helpers.outputs.numbers import ENDINGS, _claim_numbers, write_numbers
from helpers.statistics.survey import survey_intervals
from helpers.study import open_study
from tests.cases.small_study import run

CHAPTERS = ("intro", "methodology", "1", "2", "3", "4", "conclusion")

PUBLISH = f"""
import json
from helpers.outputs.numbers import write_numbers
from helpers.study import open_study

written = {{
    language: write_numbers(open_study(language), "00_all", chapters={CHAPTERS})
    for language in ("en", "ru", "kk")
}}
written["chapter 2"] = write_numbers(open_study("en"), "02_two", chapters=("2",))
print(json.dumps(written))
"""


@pytest.fixture(scope="module")
def outputs(tmp_path_factory):
    return tmp_path_factory.mktemp("outputs")


@pytest.fixture(scope="module")
def written(outputs):
    return run(PUBLISH, outputs)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("zero_reports", "357"),
        ("zero_reports_pct", "72%"),
        ("zero_reports_pct_recomputed", "73.3%"),
        ("zero_reports_share", "73%"),
        ("staff_gender_known", "1,148"),
        ("staff_gender_known_recomputed", "1,148"),
        ("scale_taldykorgan", "6.0"),
        ("scale_talgar", "8"),
        ("state_funding_first_year", "2005"),
        ("survey_start", "September 2024"),
        ("fieldwork_zhetysu_start", "December 2, 2024"),
        ("difficulty_finance", "76"),
        ("difficulty_finance_share", "76%"),
        ("difficulty_finance_wilson", "66–84%"),
        ("difficulty_finance_bounds", "15–96%"),
        ("register_named", "160"),
        ("silent", "387"),
        ("silent_pct", "79.5%"),
        ("n_regions", "20"),
        ("n_towns", "8"),
        ("confidence", "95%"),
    ],
)
def test_hand_checked_numbers(written, name, text):
    """What is printed, what follows from it, and how far the truth can lie."""
    assert written["en"][name] == text


def test_every_claim_of_the_chapters_has_its_number(study, written):
    """The prose can name any claim by its id."""
    assert set(study.ledger) <= set(written["en"])
    assert {derived.name for derived in study.derived} <= set(written["en"])


def test_names_of_a_claims_numbers_end_as_listed(study):
    """Nothing else is written of a claim, and each ending occurs."""
    found = {
        name.removeprefix(claim.claim_id)
        for claim in study.ledger.values()
        for name in _claim_numbers(study, claim)
    }
    assert found == {"", *ENDINGS}


def test_only_the_chapters_asked_for_are_written(study, written):
    """A chapter's numbers, and those of the study itself, which any chapter may name."""
    own = {each.claim_id for each in study.ledger.values() if each.chapter == "2"}
    found = set(written["chapter 2"]) & set(study.ledger)
    assert found == own
    assert "n_claims" in written["chapter 2"]


def test_editions_have_the_same_names(written):
    """A sentence translated from one edition finds its numbers in the other."""
    assert set(written["en"]) == set(written["ru"]) == set(written["kk"])
    assert written["ru"]["zero_reports_pct_recomputed"] == "73,3\u202f%"


def test_no_number_is_left_unwritten(written):
    """Every value is a text that a sentence can hold."""
    for numbers in written.values():
        assert all(isinstance(text, str) and text.strip() for text in numbers.values())
        assert not any(re.search(r"\bnan\b|Fraction", text) for text in numbers.values())


def test_what_is_returned_is_what_is_written(written, outputs):
    """One flat JSON object per notebook, in UTF-8."""
    for language, name in (("en", "00_all"), ("kk", "00_all")):
        text = (outputs / "numbers" / language / f"{name}.json").read_text("utf-8")
        assert json.loads(text) == written[language]
        assert "\\u" not in text


def test_printed_decimals_are_kept(study):
    """The report prints 8 for one town and 6.0 for another; both stay as they are."""
    assert study.printed(study.ledger["scale_talgar"]) == "8"
    assert study.printed(study.ledger["scale_taldykorgan"]) == "6.0"
    assert open_study("ru").printed(study.ledger["scale_taldykorgan"]) == "6,0"


def test_bounds_of_the_survey_assume_nothing(study):
    """76 of 100 asked, 387 silent: between 76 and 463 of 487."""
    found = survey_intervals(study, study.ledger["difficulty_finance"])
    assert found["bounds"] == (Fraction(76, 487), Fraction(463, 487))
    low, high = found["wilson"]
    assert low < 0.76 < high


@pytest.mark.parametrize(
    "claim_id",
    [
        "zero_reports",  # the register is counted whole: nothing is left to chance
        "staff_women",  # staff of one organisation are not separate respondents
        "frequency_regular",  # the report states no base
        "survey_start",
        "survey_size",
        "scale_talgar",
        "households_zhetysu_women",  # a household gave no answer: 107 of them, 96 participants
    ],
)
def test_no_interval_where_none_applies(study, claim_id):
    """An interval is given for answers of respondents with a stated base, and nothing else."""
    assert survey_intervals(study, study.ledger[claim_id]) == {}


def test_focus_groups_have_no_bounds_over_the_register(study):
    """Who came to a discussion was not drawn from the 487 organisations."""
    assert set(survey_intervals(study, study.ledger["influence_active"])) == {"wilson"}


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("impact_yes_bounds", "17–99%"),  # 83 of 487; 83 + 387 + 10 skipped = 480 of 487
        ("staff_size_16_20_bounds", "1–81%"),  # 5; 5 + 387 + 2 in no row = 394 of 487
        ("staff_size_to_10_pct_bounds", "16–97%"),  # 79; 79 + 387 + 2 in no row = 468 of 487
        ("impact_unsure_bounds", "<1–82%"),  # 1 of 487 is not nothing
    ],
)
def test_bounds_are_rounded_outward_and_hold_the_unplaced(written, name, text):
    """Whoever is in none of the printed answers could have given any of them."""
    assert written["en"][name] == text


def test_no_range_where_answers_exceed_their_base(written):
    """73 answers from 65 forms have another base than the one stated."""
    assert "monitoring_regular" in written["en"]
    assert not [name for name in written["en"] if re.match("monitoring.*_wilson", name)]


@pytest.mark.parametrize(
    ("chapters", "message"),
    [
        (("9",), r"^no chapter '9' in the ledger; write them as texts; there are intro, "),
        ((2,), r"^no chapter 2 in the ledger; write them as texts; there are intro, "),
        ("2", r"^no chapter '2' in the ledger; give a tuple of texts, such as ..1.,.; there are"),
        (2, r"^no chapter 2 in the ledger; give a tuple of texts"),
    ],
)
def test_a_chapter_that_is_not_there_is_named(study, chapters, message):
    """The chapters there are stand in the message."""
    with pytest.raises(ArgumentError, match=message):
        write_numbers(study, "09_nine", chapters=chapters)
