"""Tables of the audit: verdicts by chapter, numbers that are not exact, what the checks found."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from helpers.audit.checks import CHECKS
from helpers.audit.results import NOT_EXACT, ORDER, SIGNS, STATUSES
from helpers.audit.wording import explain, may_be, verdict_meaning, verdict_word
from helpers.chapters.scorecard.numbers import REACHES, counted, reaches
from helpers.chapters.scorecard.words import audit_word
from helpers.outputs import tables
from helpers.paths import LEDGER_PAGE

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    import pandas as pd

    from helpers.audit import Audit
    from helpers.audit.results import Finding, Verdict
    from helpers.outputs.tables import Markdown
    from helpers.study import Study

# From a chapter to an entry of the ledger's page.
LEDGER = f"../{LEDGER_PAGE}#claim-"
NO_BREAK_SPACE = "\u00a0"


def show_verdicts(study: Study, found: Audit, *, name: str) -> Markdown:
    """Every verdict: its sign and word, what it means, and how many numbers have it."""
    import pandas as pd

    counts = counted(found)
    rows = [
        {
            "verdict": _signed(verdict, study.language),
            "meaning": verdict_meaning(verdict, study.language),
            "numbers": counts[verdict],
        }
        for verdict in ORDER
    ]
    return _show(study, pd.DataFrame(rows), name=name)


def show_scorecard(study: Study, found: Audit, *, name: str) -> Markdown:
    """How many numbers have each verdict? One row per chapter of the report, and all of them.

    Sums by chapter stand in the figure, so that the table fits a page of the site.
    """
    frame = scorecard(study, found)
    headings = {"chapter": audit_word("chapter", study.language)}
    # In a narrow column the sign may stand below its word.
    headings |= {v: _signed(v, study.language).replace(NO_BREAK_SPACE, " ") for v in ORDER}
    return tables.markdown(frame, study, name=name, columns=headings)


def scorecard(study: Study, found: Audit) -> pd.DataFrame:
    """Counts of verdicts: chapter (label), one column per verdict, all; the last row sums up."""
    import pandas as pd

    rows = []
    for chapter in study.codebook.labels["chapters"]:
        own = [v.verdict for v in found.verdicts if study.ledger[v.claim_id].chapter == chapter]
        rows.append({"chapter": study.label("chapters", chapter)} | _row(Counter(own)))
    rows.append({"chapter": audit_word("all", study.language)} | _row(counted(found)))
    return pd.DataFrame(rows)


def show_inexact(study: Study, found: Audit, *, name: str) -> Markdown:
    """Every number that is not exact, worst first, with its arithmetic and what rests on it."""
    frame = inexact(study, found)
    links = {"printed": [LEDGER + claim_id for claim_id in frame["claim_id"]]}
    columns = ("printed", "arithmetic", "may_be", "touches")
    return _show(study, frame, name=name, columns=columns, links=links)


def inexact(study: Study, found: Audit) -> pd.DataFrame:
    """The numbers that do not follow as they are printed, worst first, then in the report's order.

    Columns claim_id, chapter, verdict (ids), printed, arithmetic, may_be, touches (texts).
    """
    import pandas as pd

    columns = ("claim_id", "chapter", "verdict", "printed", "arithmetic", "may_be", "touches")
    own = [verdict for kind in NOT_EXACT for verdict in found.by_verdict()[kind]]
    return pd.DataFrame([_inexact_row(study, verdict) for verdict in own], columns=columns)


def resting(study: Study, claim_id: str) -> tuple[str, ...]:
    """The sentences of the report that a claim bears on, in our own words."""
    return tuple(
        sentence.paraphrase(study.language)
        for sentence in study.sentences
        if claim_id in sentence.claim_ids
    )


def show_checks(study: Study, found: Audit, *, name: str) -> Markdown:
    """Every check, idle ones too: what it asks, how many groups it compared, how that ended."""
    import pandas as pd

    rows = []
    for result in found.checks:
        counts = Counter(finding.status for finding in result.findings)
        check = CHECKS[result.check]
        title, question = study.text(check.title), study.text(check.question)
        row = {"check": f"{title}. {question}", "compared": len(result.findings)}
        rows.append(row | {status: counts[status] for status in STATUSES})
    return _show(study, pd.DataFrame(rows), name=name)


def show_findings(
    study: Study, found: Audit, checks: Sequence[str], *, name: str, statuses: Sequence[str] = ()
) -> Markdown:
    """What some checks found, the inconsistent first: the numbers compared and the arithmetic.

    `statuses` limits the table to findings of these statuses; all are shown without it.
    """
    frame = findings(study, found, checks)
    if statuses:
        frame = frame[frame["status"].isin(statuses)]
    frame = frame.assign(result=[audit_word(status, study.language) for status in frame["status"]])
    return _show(study, frame, name=name, columns=("claims", "result", "arithmetic"))


def findings(study: Study, found: Audit, checks: Sequence[str]) -> pd.DataFrame:
    """Findings of some checks: claim_ids, check, status, claims (names), arithmetic."""
    import pandas as pd

    own = [f for result in found.checks if result.check in checks for f in result.findings]
    own.sort(key=lambda finding: STATUSES.index(finding.status))
    rows = [
        {
            "claim_ids": " ".join(finding.claim_ids),
            "check": finding.check,
            "status": finding.status,
            "claims": _group_name(study, finding),
            "arithmetic": explain(finding.statements, study.edition, _short_namer(study, finding)),
        }
        for finding in own
    ]
    return pd.DataFrame(rows, columns=["claim_ids", "check", "status", "claims", "arithmetic"])


def show_reach(study: Study, found: Audit, *, name: str) -> Markdown:
    """How many numbers can be checked within the report, and by what?"""
    import pandas as pd

    counts = Counter(reaches(study, found).values())
    rows = [
        {"reach": audit_word(f"reach_{reach}", study.language), "numbers": counts[reach]}
        for reach in REACHES
    ]
    return _show(study, pd.DataFrame(rows), name=name)


def _show(
    study: Study,
    frame: pd.DataFrame,
    *,
    name: str,
    columns: Sequence[str] = (),
    links: Mapping[str, Sequence[str]] | None = None,
) -> Markdown:
    """Columns under headings that are words of the audit."""
    shown = {column: audit_word(column, study.language) for column in columns or frame.columns}
    return tables.markdown(frame, study, name=name, columns=shown, links=links)


def _row(counts: Counter[str]) -> dict[str, int]:
    return {verdict: counts[verdict] for verdict in ORDER} | {"all": counts.total()}


def _signed(verdict: str, language: str) -> str:
    return f"{verdict_word(verdict, language)}{NO_BREAK_SPACE}{SIGNS[verdict]}"


def _inexact_row(study: Study, verdict: Verdict) -> dict[str, str]:
    claim, language = study.ledger[verdict.claim_id], study.language
    sign = _signed(verdict.verdict, language)
    name = study.name(claim.claim_id, kind=claim.kind != "percent")
    printed = f"{study.printed(claim)}, {name}"
    rests = "; ".join(resting(study, claim.claim_id)) or audit_word("nothing_rests", language)
    return {
        "claim_id": claim.claim_id,
        "chapter": claim.chapter,
        "verdict": verdict.verdict,
        "printed": f"{printed} ({sign})",
        "arithmetic": explain(verdict.statements, study.edition, study.name),
        "may_be": may_be(verdict, language),
        "touches": f"{study.label('chapters', claim.chapter)}: {rests}",
    }


def _group_name(study: Study, finding: Finding) -> str:
    """What is compared: a ranked answer, or the questions, with their place where it is one."""
    claims = [study.ledger[claim_id] for claim_id in finding.claim_ids]
    ranks = [claim for claim in claims if claim.kind == "rank"]
    if len(ranks) == 1:
        return study.name(ranks[0].claim_id, kind=False)
    answers = [claim for claim in claims if claim.category or claim.place] or claims
    variables = dict.fromkeys(study.label("variables", claim.variable) for claim in answers)
    places = {claim.place for claim in answers}
    name = "; ".join(variables)
    return f"{name}, {study.label('places', places.pop())}" if _is_one(places) else name


def _is_one(places: set[str]) -> bool:
    return len(places) == 1 and "" not in places


def _short_namer(study: Study, finding: Finding) -> Callable[[str], str]:
    """Names without their question where all the compared numbers answer the same one."""
    variables = {study.ledger[claim_id].variable for claim_id in finding.claim_ids}
    return lambda claim_id: study.name(claim_id, question=len(variables) > 1)
