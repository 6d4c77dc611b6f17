"""The claims that a figure or table draws, as a list that opens below it.

Each is named by the codebook's labels, with its printed number and a link to its place in the
ledger. The list is HTML, because Markdown has no part that opens; it needs no script. A figure of
the whole ledger leads there instead.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from html import escape

from bookmaker.project.addresses import relative
from bookmaker.project.description import Chapter
from helpers.errors import Problem
from helpers.interface import text
from helpers.paths import LEDGER_PAGE
from helpers.release.comparing import NOT_COUNTED, Comparison
from helpers.staging.figures.files import Listed
from helpers.study import Study

# Claims that a reader can look through below a figure.
MOST = 100


@dataclass(frozen=True)
class DrawnClaim:
    """What a list says of a claim: its name, its printed number, and a mark as HTML or nothing.

    `anew` is what the questionnaires give, in a book from them.
    """

    name: str
    number: str
    mark: str = ""
    anew: str = ""


@dataclass(frozen=True)
class ClaimNotes:
    """What lines below figures say of claims, by claim id, and the ledger's page.

    A book without a ledger has neither: its figures list no claims.
    """

    claims: Mapping[str, DrawnClaim] = field(default_factory=dict)
    ledger: str = ""


def claim_notes(study: Study, *, marks: Mapping[str, str]) -> ClaimNotes:
    """Names and printed numbers of all claims in the study's language.

    `marks` are the signs of those that have one, as HTML by claim id.
    """
    compared = Comparison(study) if study.release else None
    claims = {
        claim.claim_id: DrawnClaim(
            study.name(claim.claim_id),
            study.printed(claim),
            marks.get(claim.claim_id, ""),
            _anew(study, compared, claim.claim_id) if compared else "",
        )
        for claim in study.printed_ledger.values()
    }
    return ClaimNotes(claims, Chapter(LEDGER_PAGE).href)


def _anew(study: Study, compared: Comparison, claim_id: str) -> str:
    """What the questionnaires give; empty where they cannot tell."""
    if compared[claim_id].outcome == NOT_COUNTED:
        return ""
    said = compared.value_text(claim_id) or compared.outcome_text(claim_id)
    return study.text("from the questionnaires: {number}").format(number=said)


def check_claims(listed: Listed, known: Iterable[str]) -> list[Problem]:
    """The claims that a figure's data name and the ledger does not hold."""
    known = set(known)
    message = "names claim {0!r}, which the ledger does not hold; mend what wrote the data"
    return [
        Problem(f"{listed.label}.csv", "", "claim_id", message.format(claim_id))
        for claim_id in listed.claims
        if claim_id not in known
    ]


def claims_list(listed: Listed, page: str, *, notes: ClaimNotes, language: str) -> str:
    """The list of a figure's claims on a page, closed; empty when it draws none.

    More than `MOST` are a link to the ledger, which can be searched.
    """
    drawn = [claim_id for claim_id in listed.claims if claim_id in notes.claims]
    if not drawn:
        return ""
    title = claims_title(len(drawn), language)
    said = f'aria-label="{escape(f"{title}: {listed.title}")}"'
    mark = f'class="figure-claims" id="claims-{listed.label}"'
    if len(drawn) > MOST:
        return f'<a {mark} href="{relative(notes.ledger, page)}" {said}>{escape(title)}</a>'
    items = "\n".join(_item(claim_id, page, notes=notes) for claim_id in drawn)
    summary = f"<summary {said}>{escape(title)}</summary>"
    return f"<details {mark}>{summary}\n<ul>\n{items}\n</ul></details>"


def claims_title(count: int, language: str) -> str:
    """What the list is called: "Claims (8)"."""
    return text("Claims ({count})", language).format(count=count)


def _item(claim_id: str, page: str, *, notes: ClaimNotes) -> str:
    claim = notes.claims[claim_id]
    address = relative(f"{notes.ledger}#claim-{claim_id}", page)
    link = f'<a href="{escape(address)}">{escape(claim.name)}</a>'
    mark = f"&nbsp;{claim.mark}" if claim.mark else ""
    anew = f" ({escape(claim.anew)})" if claim.anew else ""
    return f"<li>{link}: <b>{escape(claim.number)}</b>{mark}{anew}</li>"
