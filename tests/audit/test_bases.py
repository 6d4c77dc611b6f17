"""The base of a percentage: stated, of its variable, of its place, or an upper end."""

from dataclasses import replace

import pytest

from helpers.audit.bases import mean_base, percent_base
from helpers.audit.index import LedgerIndex
from helpers.ledger.claims import Claim, Ledger
from tests.audit.small_ledgers import index_of, row

SOURCES = {"asked": "survey", "size": "survey", "here": "survey", "elsewhere": "register"}


def base_of(*rows, percent=None, **known):
    """The name of a percentage's base, its size, and whether it is known."""
    cells = {"variable": "asked", "category": "yes", "kind": "percent", "unit": "percent"}
    index = index_of(*rows, row("pct", "40", **cells | (percent or {})), sources=SOURCES, **known)
    found = percent_base(index, index.ledger["pct"])
    return found and (found.claim.claim_id, found.size, found.is_known)


SIZE = row("size", "101", kind="base")
OWN = row("own", "98", variable="asked", kind="base")
HERE = row("here", "12", kind="base", place="esik")


def test_the_stated_base_comes_first():
    """Whatever else is printed."""
    stated = row("stated", "50", kind="count")
    assert base_of(SIZE, OWN, stated, percent={"base": "stated"}) == ("stated", 50, True)


def test_then_the_base_of_the_same_variable_and_place():
    """That of another place is not its own."""
    assert base_of(SIZE, OWN) == ("own", 98, True)
    assert base_of(SIZE, OWN, percent={"place": "esik"}) == ("size", 101, False)
    there = OWN | {"place": "esik"}
    assert base_of(SIZE, there, percent={"place": "esik"}) == ("own", 98, True)


def test_a_variable_with_two_bases_has_no_known_one():
    """Nothing says which of them is meant."""
    other = OWN | {"claim_id": "other", "printed": "97"}
    assert base_of(SIZE, OWN, other) == ("size", 101, False)


def test_for_a_place_the_base_of_its_source_there():
    """With several, the largest is an upper end."""
    at = {"place": "esik"}
    assert base_of(SIZE, HERE, percent=at) == ("here", 12, True)
    more = row("more", "15", variable="here", kind="base", place="esik")
    assert base_of(SIZE, HERE, more, percent=at) == ("more", 15, False)
    assert base_of(SIZE, HERE | {"category": "women"}, percent=at) == ("size", 101, False)
    assert base_of(SIZE, HERE | {"variable": "elsewhere"}, percent=at) == ("size", 101, False)


def test_else_the_largest_base_of_the_source_is_an_upper_end():
    """A larger one of another source is none, and totals are no bases."""
    register = row("elsewhere", "500", kind="base")
    total = row("staff", "900", variable="size", kind="total")
    assert base_of(SIZE, register, total) == ("size", 101, False)
    assert base_of(register) is None


@pytest.mark.parametrize(
    "percent", [{"category": ""}, {"variable": ""}, {"base": "points"}, {"base": "half"}]
)
def test_what_is_no_share_of_respondents_has_no_base(percent):
    """A rate of nothing, a row without a variable, a base of points, a base that is not whole."""
    points = row("points", "10", kind="base", unit="percent")
    half = row("half", "9.5", kind="base")
    assert base_of(SIZE, points, half, percent=percent) is None


def test_percentages_of_other_sources_have_none():
    """Nor have those of a source that the codebook does not know."""
    cells = {"variable": "q", "category": "yes", "kind": "percent"}
    rows = row("size", "50", kind="base"), row("pct", "40", **cells)
    for source in ("background", ""):
        index = index_of(*rows, sources={"q": source, "size": source})
        assert percent_base(index, index.ledger["pct"]) is None


def test_weighted_percentages_have_none():
    """Whole counts do not stand behind them."""
    ledger = index_of(row("size", "50", kind="base"), sources=SOURCES).ledger
    percent = Claim(**row("pct", "40", variable="asked", category="yes", kind="percent"))
    codebook = ledger.codebook
    codebook.roles = replace(codebook.roles, weighted=frozenset(("survey",)))
    index = LedgerIndex.of(Ledger(dict(ledger.claims) | {"pct": percent}, codebook))
    assert percent_base(index, index.ledger["pct"]) is None


def test_the_base_of_a_mean_is_the_stated_one():
    """Of answers that are whole numbers and of a mean without a formula."""
    index = index_of(
        row("size", "28", kind="base"),
        row("mean", "5.2", kind="mean", unit="points", base="size"),
        row("money", "5.2", kind="mean", unit="percent", base="size"),
        row("made", "5.2", kind="mean", unit="points", base="size", formula="mean"),
        row("alone", "5.2", kind="mean", unit="points"),
    )
    found = [mean_base(index, index.ledger[name]) for name in ("mean", "money", "made", "alone")]
    assert found == [28, None, None, None]
