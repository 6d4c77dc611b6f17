"""Numbers of the audit for the prose, and how far the report lets each of its own be checked."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from helpers.audit.results import JUDGED, ORDER, STATUSES
from helpers.chapters.scorecard.bases import RULES, joint_bases
from helpers.chapters.scorecard.words import audit_word
from helpers.chapters.sentences import assessments
from helpers.ledger import formulas
from helpers.ledger.sentences import ASSESSMENTS

if TYPE_CHECKING:
    from helpers.audit import Audit
    from helpers.study import Study

# How a printed number can be checked within the report, best first.
REACHES = ("derived", "source", "compared", "alone")


def audit_numbers(study: Study, found: Audit) -> dict[str, str]:
    """Names and texts for the prose: how many numbers, findings, checks and sentences of each kind.

    n_<verdict>, n_derivable (they follow from others or should), n_underivable, n_inexact,
    n_checks, n_checks_idle, n_findings, n_<status>_findings, n_reach_<reach>, n_sentences,
    n_sentences_<assessment>, n_sentences_judgement; and bases_<rule>_<variable>, the bases on which
    all percentages of a question of the forms follow.
    """
    named = _of_verdicts(study, found) | _of_checks(found) | _of_sentences(study)
    texts = {name: study.edition.number(number) for name, number in named.items()}
    return texts | _bases(study)


def counted(found: Audit) -> Counter[str]:
    """How many claims have each verdict."""
    return Counter(verdict.verdict for verdict in found.verdicts)


def reaches(study: Study, found: Audit) -> dict[str, str]:
    """Claim id -> the first of `REACHES` that holds.

    derived: its verdict comes from other numbers; source: another number's formula or base names
    it; compared: a check sets it beside others; alone: nothing in the report depends on it.
    """
    ledger = study.ledger
    sources = {
        name for claim in ledger.values() for name in formulas.names_in(claim.formula or "0")
    }
    sources |= {claim.base for claim in ledger.values() if claim.base}
    compared = {claim_id for r in found.checks for f in r.findings for claim_id in f.claim_ids}
    reached = {}
    for verdict in found.verdicts:
        claim_id = verdict.claim_id
        if verdict.verdict in JUDGED:
            reached[claim_id] = "derived"
        elif claim_id in sources:
            reached[claim_id] = "source"
        else:
            reached[claim_id] = "compared" if claim_id in compared else "alone"
    return reached


def _of_verdicts(study: Study, found: Audit) -> dict[str, int]:
    counts, reached = counted(found), Counter(reaches(study, found).values())
    n_derivable = sum(counts[verdict] for verdict in JUDGED)
    return (
        {f"n_{verdict}": counts[verdict] for verdict in ORDER}
        | {f"n_reach_{reach}": reached[reach] for reach in REACHES}
        | {
            "n_derivable": n_derivable,
            "n_underivable": counts.total() - n_derivable,
            "n_inexact": n_derivable - counts["exact"],
        }
    )


def _of_checks(found: Audit) -> dict[str, int]:
    statuses = Counter(f.status for result in found.checks for f in result.findings)
    return {f"n_{status}_findings": statuses[status] for status in STATUSES} | {
        "n_findings": statuses.total(),
        "n_checks": len(found.checks),
        "n_checks_idle": sum(not result.applies for result in found.checks),
    }


def _of_sentences(study: Study) -> dict[str, int]:
    found = assessments.assess_all(study)
    counts = Counter(each.assessment for each in found)
    decided = Counter(each.decided_by for each in found)
    return {f"n_sentences_{name}": counts[name] for name in ASSESSMENTS} | {
        "n_sentences": len(found),
        "n_sentences_judgement": decided["judgement"],
    }


def _bases(study: Study) -> dict[str, str]:
    """The bases themselves, as "79–80" since they are consecutive, or the word for none."""
    none = audit_word("bases_none", study.language)
    texts = {}
    for variable, rules in joint_bases(study).items():
        for rule in RULES:
            ends = dict.fromkeys(study.edition.number(base) for base in _ends(rules[rule]))
            texts[f"bases_{rule}_{variable}"] = "–".join(ends) or none
    return texts


def _ends(bases: tuple[int, ...]) -> tuple[int, ...]:
    return (bases[0], bases[-1]) if bases else ()
