"""Tables of the audit hold what the audit says, in full, and change with the ledger."""

import csv
import re
from collections import Counter
from dataclasses import replace

import pytest

from helpers import paths
from helpers.audit.checks import CHECKS
from helpers.audit.results import AT_ODDS, NOT_EXACT, ORDER, STATUSES
from helpers.chapters.scorecard import tables
from helpers.chapters.scorecard.numbers import judged
from helpers.errors import ArgumentError
from helpers.study import open_study
from tests.cases.audit_cases import audit_of, printing

pytestmark = pytest.mark.usefixtures("own_outputs")


@pytest.fixture(scope="module")
def found(study):
    return audit_of(study)


def cells(markdown):
    """Rows of a Markdown table, the rule below the headings left out."""
    rows = [line.strip("| ").split(" | ") for line in str(markdown).splitlines()]
    return [rows[0], *rows[2:]]


def show_inexact(study, found):
    return tables.show_inexact(tables.inexact(study, found), study, name="tbl-x")


def by_chapter(study, found):
    """As the chapter's cell has it."""
    return judged(study, found).groupby(["chapter", "verdict"]).size().unstack(fill_value=0)


def test_the_scorecard_counts_every_number_once(study, found):
    """Rows and columns add up to the ledger, chapter by chapter and verdict by verdict."""
    data = by_chapter(study, found)
    rows = cells(tables.show_scorecard(data, study, name="tbl-x"))[1:]
    counts = [[int(cell) for cell in row[1:]] for row in rows]
    assert sum(counts[-1]) == len(study.ledger)
    assert [sum(column) for column in zip(*counts[:-1], strict=True)] == counts[-1]
    sizes = Counter(claim.chapter for claim in study.ledger.values())
    assert [sum(row) for row in counts[:-1]] == [
        sizes[chapter] for chapter in study.codebook.labels["chapters"]
    ]


def test_a_reader_can_count_some_chapters_and_verdicts(study, found):
    """What is left out is not shown, and a verdict that no number has is a zero."""
    data = judged(study, found)
    some = data[(data["chapter"] == "2") & (data["verdict"] == "exact")]
    counts = some.groupby(["chapter", "verdict"]).size().unstack(fill_value=0)
    rows = cells(tables.show_scorecard(counts, study, name="tbl-x"))[1:]
    assert [row[0] for row in rows] == [study.label("chapters", "2"), "All"]
    assert rows[-1][1:] == ["0", "0", "0", "0", str(len(some)), "0", "0"]


def test_verdicts_are_listed_with_their_numbers(study, found):
    """All seven are there, worst first, also when no number has one; other ends by their sign."""
    rows = cells(tables.show_verdicts(judged(study, found), study, name="tbl-x"))[1:]
    counts = [str(len(found.by_verdict()[verdict])) for verdict in ORDER]
    assert [row[-2] for row in rows] == counts
    ends = Counter(mark.verdict for mark in found.marks.values() if mark.is_other_end)
    assert [row[-1] for row in rows] == [str(ends[verdict]) for verdict in ORDER]
    assert set(ends) == set(AT_ODDS)


def test_numbers_that_are_not_exact_come_worst_first(study, found):
    """Contradictions, then bases, then roundings; within each in the order of the report."""
    data = tables.inexact(study, found)
    order = list(study.ledger)
    keys = [(NOT_EXACT.index(row.verdict), order.index(row.claim_id)) for row in data.itertuples()]
    assert keys == sorted(keys)
    wanted = {v.claim_id for v in found.verdicts if v.verdict in NOT_EXACT}
    assert set(data["claim_id"]) == wanted


def test_each_has_arithmetic_a_fair_word_and_what_it_bears_on(study, found):
    """No cell is empty, and none accuses."""
    data = tables.inexact(study, found)
    for column in ("printed", "arithmetic", "may_be", "touches"):
        assert data[column].str.strip().all(), column
    text = " ".join(data[["arithmetic", "may_be"]].to_numpy().ravel())
    assert not re.search(r"\b(false|falsif|fake|invented|wrong)", text, re.IGNORECASE)


def test_sentences_that_a_number_bears_on_are_named(study, found):
    """The last column has each sentence whose claims include the number, and no other."""
    data = tables.inexact(study, found).set_index("claim_id")
    for claim_id, touches in data["touches"].items():
        for sentence in study.sentences:
            assert (sentence.paraphrase_en in touches) == (claim_id in sentence.claim_ids)
        if not tables.resting(study, claim_id):
            assert "none of the sentences examined below" in touches


def test_each_leads_to_its_entry_and_its_data_do_not(study, found):
    """The shown number is a link to the ledger; the CSV has the claim's id instead."""
    rows = cells(show_inexact(study, found))[1:]
    addresses = [re.search(r"\]\(\.\./ledger\.qmd#claim-(\w+)\)", row[0])[1] for row in rows]
    assert addresses == list(tables.inexact(study, found)["claim_id"])
    with (paths.tables("en") / "tbl-x.csv").open(encoding="utf-8") as file:
        written = list(csv.DictReader(file))
    assert [row["claim_id"] for row in written] == addresses
    assert "ledger.qmd" not in str(written)


def test_a_mended_digit_leaves_the_table(study):
    """With the share that the counts give, the row is gone; with another slip a row appears."""
    changed = printing(study, zero_reports_pct="73", focus_women_pct="79")
    ids = set(tables.inexact(changed, audit_of(changed))["claim_id"])
    assert "zero_reports_pct" not in ids
    assert "focus_women_pct" in ids


def test_a_ledger_without_faults_gives_an_empty_table(study, found):
    """The table keeps its headings when nothing is to be listed."""
    none = replace(found, verdicts=(), checks=())
    assert len(cells(show_inexact(study, none))) == 1


def test_checks_are_all_listed_idle_ones_too(study, found):
    """One row per registered check, whose statuses add up to the groups compared."""
    frame = tables.checks(study, found)
    rows = cells(tables.show_checks(frame, study, name="tbl-x"))[1:]
    assert len(rows) == len(CHECKS)
    for row in rows:
        compared, *statuses = (int(cell) for cell in row[-1 - len(STATUSES) :])
        assert compared == sum(statuses)


def test_findings_come_inconsistent_first(study, found):
    """All findings of the checks asked for, those that cannot hold on top, with their claims."""
    names = ("question_bases", "single_answers", "rankings")
    data = tables.findings(study, found)
    data = data[data["check"].isin(names)]
    ranks = data["status"].map(STATUSES.index)
    assert ranks.is_monotonic_increasing
    n_findings = sum(len(r.findings) for r in found.checks if r.check in names)
    assert len(data) == n_findings > 0
    assert all(set(ids.split()) <= set(study.ledger) for ids in data["claim_ids"])


def test_findings_can_be_limited_to_a_status(study, found):
    """A table of what is inconsistent or open leaves out what agrees."""
    data = tables.findings(study, found)
    own = data[(data["check"] == "single_answers") & (data["status"] == "inconsistent")]
    table = tables.show_findings(own, study, name="tbl-x")
    assert {row[1] for row in cells(table)[1:]} == {"Inconsistent"}


@pytest.mark.parametrize("language", ["ru", "kk"])
def test_tables_speak_every_language(language):
    """Every table is written in the edition's words, with no claim id left in a sentence."""
    study = open_study(language)
    found = audit_of(study)
    data = judged(study, found)
    frames = {
        tables.show_verdicts: data,
        tables.show_reach: data,
        tables.show_scorecard: by_chapter(study, found),
        tables.show_checks: tables.checks(study, found),
        tables.show_findings: tables.findings(study, found),
        tables.show_inexact: tables.inexact(study, found),
    }
    for show, frame in frames.items():
        text = re.sub(r"\]\([^)]*\)", "]", str(show(frame, study, name="tbl-x")))
        assert not re.search(r"\b[a-z]+_[a-z]", text)


@pytest.mark.parametrize("show", ["show_verdicts", "show_scorecard"])
def test_a_filter_that_leaves_nothing_is_said(study, found, show):
    """No table of zeros where the frame has no row."""
    frame = judged(study, found) if show == "show_verdicts" else by_chapter(study, found)
    with pytest.raises(ArgumentError, match=f"^{show} needs a row; the frame has none: loosen"):
        getattr(tables, show)(frame[:0], study, name="tbl-x")
    with pytest.raises(ArgumentError, match=f"^{show} needs a table and .* a Study; give the ta"):
        getattr(tables, show)(study, frame, name="tbl-x")
