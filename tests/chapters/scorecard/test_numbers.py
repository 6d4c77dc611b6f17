"""Numbers of the audit for the prose: they add up, and follow the ledger."""

from helpers.audit.results import ORDER, STATUSES
from helpers.chapters.scorecard.numbers import REACHES, reaches, scorecard_numbers
from helpers.chapters.sentences import assess
from helpers.ledger.sentences import ASSESSMENTS
from tests.cases.audit_cases import audit_of, printing

WHOLE = ("n_derivable", "n_underivable", "n_inexact", "n_checks", "n_findings", "n_sentences")


def numbers_of(study):
    audited = audit_of(study)
    return scorecard_numbers(study, audited, assess(study, audited))


def test_the_numbers_add_up(study):
    """Verdicts make up the ledger, statuses the findings, assessments the sentences."""
    texts = numbers_of(study)
    number = {name: int(texts[name]) for name in texts if name.startswith("n_")}
    assert set(WHOLE) <= set(number)
    assert sum(number[f"n_{verdict}"] for verdict in ORDER) == len(study.ledger)
    assert number["n_derivable"] + number["n_underivable"] == len(study.ledger)
    assert number["n_exact"] + number["n_inexact"] == number["n_derivable"]
    assert sum(number[f"n_{each}_findings"] for each in STATUSES) == number["n_findings"]
    assert number["n_marked"] == number["n_inexact"] + number["n_other_ends"]
    assert 0 < number["n_exact_repeats"] < number["n_exact"]
    assert sum(number[f"n_sentences_{each}"] for each in ASSESSMENTS) == number["n_sentences"]
    ways = {name: number[name] for name in texts if name.startswith("n_ways_")}
    assert sum(ways.values()) == number["n_ways"]
    assert list(ways.values()).count(1) == number["n_sentences_one_way"]
    assert len(ways) == number["n_sentences"] > number["n_sentences_every_way"]
    assert sum(number[f"n_reach_{reach}"] for reach in REACHES) == len(study.ledger)


def test_bases_are_texts_for_every_question_of_the_forms(study):
    """Where no base works, a word stands for it; a name is never without a text."""
    texts = numbers_of(study)
    assert texts["bases_half_up_decision_making"] == "77"
    assert texts["bases_half_up_interaction_frequency"] == "79–80"
    assert all(text.strip() for text in texts.values())


def test_a_changed_digit_changes_the_numbers(study):
    """One contradiction fewer when the share is printed as the counts give it."""
    before = numbers_of(study)
    mended = printing(study, zero_reports_pct="73")
    after = numbers_of(mended)
    assert int(after["n_contradiction"]) == int(before["n_contradiction"]) - 1
    assert int(after["n_exact"]) == int(before["n_exact"]) + 1


def test_a_number_counts_where_it_is_checked_best(study):
    """A derived share, a base others divide by, a date that nothing in the report depends on."""
    reached = reaches(study, audit_of(study))
    assert set(reached) == set(study.ledger)
    assert reached["zero_reports_pct"] == "derived"
    assert reached["zero_reports"] == "source"
    assert reached["law_date"] == "alone"
