"""Ledgers of a few rows, written as the cells that matter to a test."""

from types import SimpleNamespace

from helpers.audit.index import LedgerIndex
from helpers.ledger.claims import Claim, Ledger
from helpers.ledger.roles import WORDS
from tests.cases.small_study import claim


def row(claim_id, printed, **cells):
    """A count of organisations unless the cells say otherwise; its variable is its own id."""
    return claim(claim_id, cells.pop("variable", claim_id), printed, **cells)


def codes(sources=None, answers=None, levels=(), regions=None, roles=WORDS):
    """What checks ask of a codebook: source and answer type of variables, the order of levels, and
    the region of each town."""
    sources, answers = sources or {}, answers or {}
    variables = {
        name: SimpleNamespace(
            source=sources.get(name, ""), answer=answers.get(name, ""), categories={}
        )
        for name in {*sources, *answers}
    }
    if levels:
        variables["interaction_level"] = SimpleNamespace(
            source="", answer="ordinal", categories=dict.fromkeys(levels)
        )
    places = {town: SimpleNamespace(region=region) for town, region in (regions or {}).items()}
    return SimpleNamespace(variables=variables, places=places, labels={}, roles=roles)


def ledger_of(*rows, **known):
    """A ledger of rows, with the sources, answers and levels that its codebook knows."""
    return Ledger({cells["claim_id"]: Claim(**cells) for cells in rows}, codes(**known))


def index_of(*rows, town_levels=None, **known):
    """The index of such a ledger; `town_levels` are the levels printed for places."""
    return LedgerIndex.of(ledger_of(*rows, **known), town_levels)
