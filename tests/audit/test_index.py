"""The ledger by question, quantity and source."""

from tests.audit.small_ledgers import index_of, row


def test_the_most_respondents_known_bound_a_base():
    """The largest base, total or denominator of the same source and unit, of no other source."""
    index = index_of(
        row("asked", "60", variable="one", kind="base"),
        row("yes", "20", variable="two", category="yes"),
        row("no", "50", variable="two", category="no"),
        row("yes_pct", "29", variable="two", kind="percent", formula="100 * yes / (yes + no)"),
        row("elsewhere", "500", variable="three", kind="base"),
        row("people", "900", variable="one", kind="base", unit="people"),
        sources={"one": "survey", "two": "survey", "three": "register"},
    )
    assert index.base_limit(index.ledger["yes_pct"], "organisations") == 70
    assert index.base_limit(index.ledger["elsewhere"], "organisations") == 500
    assert index.base_limit(index.ledger["elsewhere"], "statements") == 0


def test_the_first_print_of_a_category_stands_for_it():
    """Answers are counts, percents percentages, each the first of its category at the place."""
    index = index_of(
        row("a", "5", variable="q", category="yes"),
        row("a_pct", "50", variable="q", category="yes", kind="percent"),
        row("a_again", "6", variable="q", category="yes"),
        row("a_there", "4", variable="q", category="yes", place="esik"),
        row("total", "10", variable="q", kind="total"),
    )
    assert {name: claim.claim_id for name, claim in index.answers("q").items()} == {"yes": "a"}
    assert index.answers("q", "esik")["yes"].claim_id == "a_there"
    assert index.percents("q")["yes"].claim_id == "a_pct"
    assert index.answers("unknown") == {}


def test_one_quantity_has_one_original():
    """A repeat by formula, through any number of repeats, or the same ids and unit."""
    index = index_of(
        row("size", "100", variable="survey", kind="base"),
        row("size_again", "100", variable="survey", kind="base", formula="size"),
        row("size_third", "100", variable="elsewhere", formula="size_again"),
        row("yes", "5", variable="q", category="yes"),
        row("yes_again", "6", variable="q", category="yes"),
        row("yes_pct", "5", variable="q", category="yes", kind="percent", unit="percent"),
        row("first", "1", variable="q", category="yes", kind="rank", unit="rank"),
        row("again_first", "1", variable="q", category="yes", kind="rank", unit="rank"),
    )
    originals = {name: claim.claim_id for name, claim in index.originals.items()}
    assert originals == {
        "size": "size",
        "size_again": "size",
        "size_third": "size",
        "yes": "yes",
        "yes_again": "yes",
        "yes_pct": "yes_pct",
        "first": "first",
        "again_first": "again_first",
    }


def test_what_the_codebook_does_not_know_is_empty():
    """Checks that need a source or an answer type leave such variables out."""
    index = index_of(row("one", "1"), answers={"two": "single"})
    assert (index.source("one"), index.answer("one"), index.is_single("one")) == ("", "", False)
    assert index.is_single("two")
