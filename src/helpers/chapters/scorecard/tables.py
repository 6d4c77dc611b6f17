"""Tables of the audit: verdicts by chapter, numbers that are not exact, what the checks found."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from helpers.audit.checks import CHECKS
from helpers.audit.results import NOT_EXACT, ORDER, SIGNS, STATUSES
from helpers.audit.wording import explain, may_be, verdict_meaning, verdict_word
from helpers.chapters.scorecard.numbers import REACHES
from helpers.interface import marked
from helpers.outputs import tables
from helpers.paths import LEDGER_PAGE

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd

    from helpers.audit import Audit
    from helpers.audit.results import Finding, Verdict
    from helpers.outputs.tables import Markdown
    from helpers.study import Study

# From a chapter to an entry of the ledger's page.
LEDGER = f"../{LEDGER_PAGE}#claim-"
NO_BREAK_SPACE = "\u00a0"

STATUS_WORDS = {
    "inconsistent": marked("Inconsistent"),
    "units": marked("Units differ"),
    "open": marked("Left open"),
    "consistent": marked("Agrees"),
}


def show_verdicts(judged: pd.DataFrame, study: Study, *, name: str) -> Markdown:
    """Every verdict: its sign and word, what it means, how many rows of `judged` have it, and how
    many have its sign in brackets, as other ends."""
    import pandas as pd

    tables.check_columns(judged, ("verdict", "other_end"), "show_verdicts", rows=True)
    counts, ends = judged["verdict"].value_counts(), judged["other_end"].value_counts()
    rows = [
        {
            "verdict": _signed(verdict, study.language),
            "meaning": verdict_meaning(verdict, study.language),
            "numbers": counts.get(verdict, 0),
            "other_ends": ends.get(verdict, 0),
        }
        for verdict in ORDER
    ]
    headings = {
        "verdict": study.text("Verdict"),
        "meaning": study.text("What it means"),
        "numbers": study.text("Numbers"),
        "other_ends": study.text("In brackets"),
    }
    return tables.show_table(pd.DataFrame(rows), study, name=name, columns=headings)


def show_scorecard(chapters: pd.DataFrame, study: Study, *, name: str) -> Markdown:
    """How many numbers have each verdict? One row per chapter of the report, and all of them.

    `chapters` has one row per chapter (its id is the index) and one column per verdict, as
    `judged.groupby(["chapter", "verdict"]).size().unstack(fill_value=0)` gives it. Sums by chapter
    stand in the figure, so that the table fits a page of the site.
    """
    tables.check_columns(chapters, (), "show_scorecard", rows=True)
    order = [each for each in study.codebook.labels["chapters"] if each in chapters.index]
    frame = chapters.reindex(index=order, columns=list(ORDER), fill_value=0)
    labels = [*(study.label("chapters", each) for each in order), study.text("All")]
    frame.loc["all"] = frame.sum()
    frame.insert(0, "chapter", labels)
    headings = {"chapter": study.text("Chapter of the report")}
    # In a narrow column the sign may stand below its word.
    headings |= {v: _signed(v, study.language).replace(NO_BREAK_SPACE, " ") for v in ORDER}
    return tables.show_table(frame, study, name=name, columns=headings)


def inexact(study: Study, audited: Audit) -> pd.DataFrame:
    """The numbers that do not follow as they are printed, worst first, then in the report's order.

    Columns claim_id, chapter, verdict (ids), printed, arithmetic, may_be, touches (texts).
    """
    import pandas as pd

    columns = ("claim_id", "chapter", "verdict", "printed", "arithmetic", "may_be", "touches")
    own = [verdict for kind in NOT_EXACT for verdict in audited.by_verdict()[kind]]
    return pd.DataFrame([_inexact_row(study, verdict) for verdict in own], columns=columns)


def show_inexact(frame: pd.DataFrame, study: Study, *, name: str) -> Markdown:
    """The rows of `inexact`: the number, its arithmetic, a reason there may be, what rests on it.

    Each number leads to its entry in the ledger.
    """
    headings = {
        "printed": study.text("Printed number"),
        "arithmetic": study.text("Arithmetic"),
        "may_be": study.text("What may have happened"),
        "touches": study.text("What it bears on"),
    }
    tables.check_columns(frame, ("claim_id", *headings), "show_inexact")
    links = {"printed": [LEDGER + claim_id for claim_id in frame["claim_id"]]}
    return tables.show_table(frame, study, name=name, columns=headings, links=links)


def resting(study: Study, claim_id: str) -> tuple[str, ...]:
    """The sentences of the report that a claim bears on, in our own words."""
    return tuple(
        sentence.paraphrase(study.language)
        for sentence in study.sentences
        if claim_id in sentence.claim_ids
    )


def checks(study: Study, audited: Audit) -> pd.DataFrame:
    """What came of every check? One row per check, idle ones too.

    Columns check (id), title, question, compared (groups of numbers), and how many of these are
    inconsistent, in different units, open and consistent.
    """
    import pandas as pd

    rows = []
    for result in audited.checks:
        check = CHECKS[result.check]
        row = {"check": result.check, "title": study.text(check.title)}
        row |= {"question": study.text(check.question), "compared": len(result.findings)}
        counts = Counter(finding.status for finding in result.findings)
        rows.append(row | {status: counts[status] for status in STATUSES})
    return pd.DataFrame(rows)


def show_checks(frame: pd.DataFrame, study: Study, *, name: str) -> Markdown:
    """The rows of `checks`: what each asks, how many groups it compared, how that ended."""
    tables.check_columns(frame, ("title", "question", "compared", *STATUSES), "show_checks")
    shown = frame.assign(check=frame["title"] + ". " + frame["question"])
    headings = {"check": study.text("Check"), "compared": study.text("Compared")}
    headings |= {status: study.text(STATUS_WORDS[status]) for status in STATUSES}
    return tables.show_table(shown, study, name=name, columns=headings)


def findings(study: Study, audited: Audit) -> pd.DataFrame:
    """What did the checks find? One row per group of numbers compared, the inconsistent first.

    Columns claim_ids, check (id), status (one of `audit.results.STATUSES`), claims (names of what
    is compared), arithmetic.
    """
    import pandas as pd

    own = [finding for result in audited.checks for finding in result.findings]
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


def show_findings(frame: pd.DataFrame, study: Study, *, name: str) -> Markdown:
    """The rows of `findings`: the numbers compared, the result and the arithmetic."""
    tables.check_columns(frame, ("claims", "status", "arithmetic"), "show_findings")
    shown = frame.assign(result=[study.text(STATUS_WORDS[each]) for each in frame["status"]])
    headings = {
        "claims": study.text("Numbers compared"),
        "result": study.text("Result"),
        "arithmetic": study.text("Arithmetic"),
    }
    return tables.show_table(shown, study, name=name, columns=headings)


def show_reach(judged: pd.DataFrame, study: Study, *, name: str) -> Markdown:
    """How many rows of `judged` can be checked within the report, and by what?"""
    import pandas as pd

    tables.check_columns(judged, ("reach",), "show_reach")
    counts = judged["reach"].value_counts()
    rows = [
        {"reach": study.text(text), "numbers": counts.get(reach, 0)}
        for reach, text in REACHES.items()
    ]
    headings = {"reach": study.text("What checks it"), "numbers": study.text("Numbers")}
    return tables.show_table(pd.DataFrame(rows), study, name=name, columns=headings)


def _signed(verdict: str, language: str) -> str:
    return f"{verdict_word(verdict, language)}{NO_BREAK_SPACE}{SIGNS[verdict]}"


def _inexact_row(study: Study, verdict: Verdict) -> dict[str, str]:
    claim, language = study.ledger[verdict.claim_id], study.language
    sign = _signed(verdict.verdict, language)
    name = study.name(claim.claim_id, kind=claim.kind != "percent")
    printed = f"{study.printed(claim)}, {name}"
    touches = study.label("chapters", claim.chapter)
    if study.sentences:
        nothing = study.text("none of the sentences examined below")
        touches += f": {'; '.join(resting(study, claim.claim_id)) or nothing}"
    return {
        "claim_id": claim.claim_id,
        "chapter": claim.chapter,
        "verdict": verdict.verdict,
        "printed": f"{printed} ({sign})",
        "arithmetic": explain(verdict.statements, study.edition, study.name),
        "may_be": may_be(verdict, language),
        "touches": touches,
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
