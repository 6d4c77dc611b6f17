"""Forms that print every mean and turn the towns' order with other points."""

from dataclasses import replace

import pytest

from helpers.bounds.verification import VerificationError
from helpers.chapters.implied.solving import results, turned
from helpers.chapters.implied.solving.towns import READING

# Nearly all of them take the solver's answers, which take seconds.
pytestmark = pytest.mark.slow


def test_every_attempt_finds_forms(found):
    """A mean of forms or of questions, each rule for gaps in use, points that fall strictly."""
    assert len(found.turned) == len(turned.ATTEMPTS)
    for each, attempt in zip(found.turned, turned.ATTEMPTS, strict=True):
        assert (each.report, each.reader) == (attempt.report, attempt.reader)
        for scheme in (each.report, each.reader):
            best, middle, last = scheme.points[0]
            assert best > middle > last >= 0


def test_one_set_of_forms_reverses_the_whole_ranking(study, found):
    """Under either rule for gaps, where scores are means of forms."""
    ranked = sorted(study.scores(), key=lambda claim: claim.value, reverse=True)
    for each in (e for e in found.turned if e.averaged == turned.FORMS):
        scores = [each.preferred[claim.place] for claim in ranked]
        assert scores == sorted(scores)
        assert len(set(scores)) == len(scores)


def test_forms_are_kept_exactly(found):
    """Through JSON and back."""
    kept = results.to_json(found.turned)
    assert results.from_json(tuple[turned.Turned, ...], kept) == found.turned


def test_forms_that_print_another_mean_are_refused(study, found):
    """Whatever the solver says, a score is recomputed."""
    wrong = replace(found.turned[0], printed=found.turned[0].printed | {"esik": 5})
    with pytest.raises(VerificationError, match=r"a score of 5 does not print as 4\.8"):
        turned._check(wrong, study.scores(), study.ledger, READING)


def test_a_town_too_many_with_monitoring_is_refused(study, found):
    """The report says six."""
    first = found.turned[0]
    everywhere = {
        town: {answers.rpartition("/")[0] + "/rare": n for answers, n in own.items()}
        for town, own in first.forms.items()
    }
    with pytest.raises(VerificationError, match="monitoring is answered in 7 towns, not 6"):
        turned._check(replace(first, forms=everywhere), study.scores(), study.ledger, READING)


def test_a_search_in_vain_is_no_certificate(study):
    """With the report's own points nothing turns: no forms, and nothing claimed."""
    attempt = turned.ATTEMPTS[0]
    same = replace(attempt, reader=attempt.report, towns=(5, 6), cuts=("6", "6"))
    assert turned.turn(study.ledger, same, n_dropped=2) is None
