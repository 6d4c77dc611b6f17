"""The audit of the report, and of the report with some digits changed."""

from dataclasses import replace

from helpers import audit
from helpers.ledger.claims import Ledger


def audit_of(study):
    """The audit as the chapter makes it."""
    return audit.audit(study.ledger, levels=study.levels)


def printing(study, **printed):
    """The study as if the report printed these digits: claim id -> text."""
    claims = {
        name: replace(claim, printed=printed.get(name, claim.printed))
        for name, claim in study.ledger.items()
    }
    return replace(study, ledger=Ledger(claims, study.codebook))
