"""Assessments follow the printed numbers: hand-checked, and moved by a changed digit."""

from dataclasses import replace

import pytest

from helpers.chapters.sentences import assessments
from helpers.editions import LANGUAGES
from helpers.ledger.claims import Ledger
from helpers.ledger.sentences import ASSESSMENTS
from helpers.study import open_study
from tests.cases.audit_cases import audit_of


def assessed(study):
    """Every sentence, as the chapter has them."""
    return assessments.assess(study, audit_of(study))


def found_in(study, sentence_id):
    """One sentence's assessment."""
    (found,) = (
        each
        for each in assessments.assess_all(study, audit_of(study))
        if each.sentence.sentence_id == sentence_id
    )
    return found


def printed(study, **numbers):
    """The study with other numbers printed: `printed(study, difficulty_finance="49")`."""
    claims = dict(study.ledger.claims)
    claims |= {key: replace(claims[key], printed=number) for key, number in numbers.items()}
    return replace(study, ledger=Ledger(claims, study.codebook))


def changed(study, sentence_id, **cells):
    """The study with other cells in one sentence."""
    rows = [
        replace(each, **cells) if each.sentence_id == sentence_id else each
        for each in study.sentences
    ]
    return replace(study, sentences=tuple(rows))


@pytest.mark.parametrize(
    ("sentence_id", "assessment", "caveats"),
    [
        # 88 of 100 lie above a half, and so does 80 to 93 %.
        ("russian_preferred", "stands", ()),
        # 76 of 100, the next answer 24.
        ("money_main_difficulty", "stands", ()),
        # The same 76, said of all NGOs: of the register it is 15.6 to 95.1 %.
        ("money_most", "stands_with_caveat", ("respondents_only",)),
        # 37 of 100 is nearer to a third (33.3) than to a half or a quarter.
        ("every_third_limited", "stands_with_caveat", ("respondents_only", "note")),
        # 43 against 41.
        ("training_topics", "stands_with_caveat", ("interval_crosses",)),
        # 46 of 75; the interval begins at 50.0 %.
        ("education_most", "stands_with_caveat", ("interval_crosses",)),
        # 357 of 487 is 73.3 %, printed 72 %.
        ("zero_reports_most", "stands_with_caveat", ("inconsistent", "note")),
        # 42 of the 79 answers; the report prints no number of forms.
        ("regular_contact_prevails", "stands_with_caveat", ("base_unstated",)),
        # 43 of 65 forms, but 73 answers; 43 of 73 begins at 47 %.
        ("monitoring_more_than_half", "stands_with_caveat", ("interval_crosses", "inconsistent")),
        # 65.9 % and 72.9 %.
        ("women_shares_coincide", "not_supported", ()),
        # At most 37 of 96.
        ("participants_see_problem", "not_supported", ("inconsistent",)),
        # 6 participants against 9 statements.
        ("opaque_funding_first", "not_supported", ("units_differ", "inconsistent")),
        # 25, 61, 16 and 47 %.
        ("contact_weak", "not_supported", ()),
    ],
)
def test_sentences_checked_by_hand(study, sentence_id, assessment, caveats):
    """The assessment and what limits it, worked out with pencil and paper."""
    found = found_in(study, sentence_id)
    assert (found.assessment, found.caveats) == (assessment, caveats)
    assert found.decided_by == "number"


@pytest.mark.parametrize(
    ("sentence_id", "numbers", "assessment", "caveats"),
    [
        ("money_most", {"difficulty_finance": "50"}, "not_supported", ()),
        (
            "money_most",
            {"difficulty_finance": "55"},
            "stands_with_caveat",
            ("interval_crosses", "respondents_only"),
        ),
        ("russian_preferred", {"survey_language_russian": "55"}, "stands_with_caveat", None),
        ("money_main_difficulty", {"difficulty_staff": "77"}, "not_supported", None),
        ("every_third_limited", {"technology_limits": "43"}, "not_supported", None),
        ("influence_nearly_half", {"influence_active": "27"}, "not_supported", None),
        ("women_shares_coincide", {"focus_women": "63", "focus_women_pct": "66"}, "stands", ()),
        ("opaque_funding_first", {"theme_opaque_funding": "10"}, "stands_with_caveat", None),
        (
            "participants_see_problem",
            {"statements_negative": "60"},
            "stands_with_caveat",
            ("only_possible", "inconsistent"),
        ),
        ("akmola_over_represented", {"survey_akmola": "10"}, "not_supported", None),
        ("zero_reports_most", {"zero_reports_pct": "73"}, "stands_with_caveat", ("note",)),
        ("women_most_of_staff", {"staff_women": "690"}, "not_supported", None),
        ("contact_weak", {"participation_low": "50"}, "not_supported", None),
    ],
)
def test_another_printed_number_moves_the_assessment(
    study, sentence_id, numbers, assessment, caveats
):
    """Nothing is typed where a number decides."""
    found = found_in(printed(study, **numbers), sentence_id)
    assert found.assessment == assessment
    assert caveats is None or found.caveats == caveats


@pytest.mark.parametrize(
    ("sentence_id", "cells", "assessment"),
    [
        ("russian_preferred", {"threshold": "9/10"}, "not_supported"),
        ("russian_preferred", {"threshold": "17/20"}, "stands_with_caveat"),
        # Of the register, 76 of 487 are the least: 15.6 %.
        ("money_most", {"threshold": "3/20"}, "stands"),
        ("money_most", {"scope": "respondents"}, "stands"),
        ("every_third_limited", {"threshold": "1/2"}, "not_supported"),
        ("influence_nearly_half", {"threshold": "1/3"}, "not_supported"),
        ("russian_preferred", {"scope": "organisations"}, "stands_with_caveat"),
    ],
)
def test_another_claim_of_the_sentence_moves_the_assessment(study, sentence_id, cells, assessment):
    """A share said to be larger, or said of more organisations, needs more."""
    assert found_in(changed(study, sentence_id, **cells), sentence_id).assessment == assessment


def test_readings_that_disagree_decide_nothing(study):
    """Weak contact: a quarter by the strict reading, three fifths by the widest."""
    found = found_in(study, "contact_weak")
    assert [round(float(100 * each.share)) for each in found.readings] == [25, 61, 16, 47]
    assert "readings_disagree" in {statement.key for statement in found.statements}


def test_ranges_of_one_sentence(study):
    """76 of 100: interval 66.8 to 83.3 %, and of the register 76/487 to 463/487."""
    row = assessed(study).set_index("sentence_id").loc["money_most"]
    assert (row.share_pct, row.threshold_pct) == (76, 50)
    assert (round(row.wilson_low, 1), round(row.wilson_high, 1)) == (66.8, 83.3)
    assert (round(row.bounds_low, 1), round(row.bounds_high, 1)) == (15.6, 95.1)
    assert row.claim_ids == "difficulty_finance survey_size_difficulty need_finance"


@pytest.mark.parametrize(
    ("sentence_id", "has_interval", "has_bounds"),
    [
        ("small_teams", True, True),
        ("education_most", True, False),  # focus-group forms are not of the register
        ("akmola_over_represented", True, False),  # says nothing about the silent
        ("women_most_of_staff", False, False),  # staff did not answer for themselves
        ("zero_reports_most", False, False),  # the register was counted, not asked
        ("participants_see_problem", False, False),  # an upper limit is no count
    ],
)
def test_ranges_stand_only_where_somebody_answered(study, sentence_id, has_interval, has_bounds):
    """An interval is for respondents, bounds for those with a silent rest."""
    row = assessed(study).set_index("sentence_id").loc[sentence_id]
    assert (row[["wilson_low", "bounds_low"]].notna()).tolist() == [has_interval, has_bounds]


def test_judgements_are_marked(study):
    """What no number decides has its typed assessment, a reason, and no share."""
    rows = assessed(study)
    judged = rows[rows["decided_by"] == "judgement"]
    typed = {each.sentence_id: each.assessment for each in study.sentences}
    assert len(judged) == sum(each.test == "judgement" for each in study.sentences) > 0
    assert judged["share_pct"].isna().all()
    assert dict(zip(judged["sentence_id"], judged["assessment"], strict=True)).items() <= (
        typed.items()
    )
    assert judged["explanation"].str.len().min() > 20


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_edition_says_the_same(study, language):
    """Other words, the same assessments; no explanation is empty or has an empty slot."""
    here, there = assessed(study), assessed(open_study(language))
    same = ["sentence_id", "assessment", "decided_by", "caveats", "claim_ids"]
    assert here[same].equals(there[same])
    assert set(there["assessment"]) == set(ASSESSMENTS)
    assert there["explanation"].str.strip().str.len().min() > 20
    assert not there["explanation"].str.contains("[{}]").any()


def test_an_explanation_can_be_checked_by_hand(study):
    """Printed share, what it takes, interval, bounds, and what that means."""
    row = assessed(study).set_index("sentence_id").loc["money_most"]
    assert row.explanation == (
        "76 of 100: 76%; the sentence needs more than 50%. Interval, as if a random sample: "
        "66–84%. Register, nothing assumed about the silent: 15–96%. "
        "True of the respondents, undetermined for the register."
    )


@pytest.mark.usefixtures("own_outputs")
def test_the_table_begins_with_what_does_not_stand(study):
    """Worst first, the sign before the word, a judgement called one."""
    lines = str(assessments.show_sentences(assessed(study), study, name="tbl-x")).splitlines()
    assert len(lines) == len(study.sentences) + 2
    assert "✗ not supported" in lines[2]
    assert "✓ stands" in lines[-1]
    assert sum("(judgement)" in line for line in lines) == 5
