"""Which ranges a number has is asked of the data: of its base, its register, its hedge."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from helpers.ledger import claims, codebook
from helpers.statistics.intervals import wilson_interval
from helpers.statistics.survey import count_of, counts_of, survey_intervals
from helpers.study import Study, open_study

CODEBOOK = """complete: false
chapters: {one: First}
sources: {survey: answers, poll: votes}
units: [people, percent]
roles: {respondents: [people], asked: [survey, poll]}
variables:
  size: {label: Size, source: survey, answer: count}
  use: {label: Use, source: survey, answer: single, categories: {now: now, past: past}}
  vote: {label: Vote, source: poll, answer: multiple, categories: {for: for}}
"""
LEDGER = """{}
size,one,A,text,size,,,base,3997,people,,,of 3997 people,
now,one,A,text,use,now,,percent,82.8,percent,size,,82.8% use it,
past,one,A,text,use,past,,percent,about 7,percent,size,,about 7% did,
voters,one,A,text,size,,,base,40,people,,,40 people voted,
vote,one,A,text,vote,for,,percent,25,percent,voters,,25% for it,
""".format(",".join(claims.COLUMNS))


@pytest.fixture
def study(tmp_path) -> Study:
    """Another study: no register, no claim called survey_size."""
    (tmp_path / "codebook.yaml").write_text(CODEBOOK, encoding="utf-8")
    (tmp_path / "claims.csv").write_text(LEDGER, encoding="utf-8")
    ledger = claims.load(tmp_path / "claims.csv", codebook.load(tmp_path / "codebook.yaml"))
    return replace(open_study("en"), ledger=ledger, codebook=ledger.codebook)


def test_a_percentage_of_many_has_the_interval_of_all_its_counts(study: Study) -> None:
    """82.8 % of 3997 is 3308 to 3311 people; no one count is known."""
    claim = study.ledger["now"]
    counts = counts_of(study, claim)
    assert counts == (3308, 3309, 3310, 3311)
    assert all(round(Fraction(1000 * n, 3997)) == 828 for n in counts)
    assert count_of(study, claim) is None
    ends = [wilson_interval(n, 3997, confidence=0.95) for n in (counts[0], counts[-1])]
    assert survey_intervals(study, claim) == {"wilson": (ends[0].low, ends[1].high)}


def test_a_rough_number_has_no_interval(study: Study) -> None:
    """About 7 % may be 6.5 or 7.5."""
    assert survey_intervals(study, study.ledger["past"]) == {}


def test_sources_that_were_asked_are_the_codebooks(study: Study) -> None:
    """10 of 40 voted; a source that nobody was asked in has no interval."""
    claim = study.ledger["vote"]
    assert survey_intervals(study, claim)["wilson"] == wilson_interval(10, 40, confidence=0.95)
    roles = replace(study.codebook.roles, asked=frozenset({"survey"}))
    other = replace(study, codebook=replace(study.codebook, roles=roles))
    assert survey_intervals(other, claim) == {}


def test_a_hedge_is_said_with_its_number(study: Study) -> None:
    """ "About 7%" is no 7%, in any language."""
    claim = study.ledger["past"]
    assert study.printed(claim) == "about 7%"
    assert replace(study, edition=open_study("ru").edition).printed(claim).endswith("7\u202f%")
    assert study.printed(study.ledger["now"]) == "82.8%"
