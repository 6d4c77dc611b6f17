"""Every printed number with its verdict, and how far the report lets each of its own be checked."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from helpers import audit as engine
from helpers.audit.results import JUDGED, ORDER, STATUSES
from helpers.audit.wording import verdict_word
from helpers.chapters.scorecard.bases import RULES, joint_bases
from helpers.interface import marked
from helpers.ledger import formulas
from helpers.ledger.sentences import ASSESSMENTS

if TYPE_CHECKING:
    import pandas as pd

    from helpers.audit import Audit
    from helpers.study import Study

# How a printed number can be checked within the report, best first.
REACHES = {
    "derived": marked("other printed numbers give it"),
    "source": marked("it gives other printed numbers"),
    "compared": marked("a check compares it with others"),
    "alone": marked("nothing in the report"),
}


def audit(study: Study) -> Audit:
    """The audit of a study's numbers: the verdict on every one, and what every check found."""
    return engine.audit(study.ledger, levels=study.levels)


def judged(study: Study, audited: Audit) -> pd.DataFrame:
    """Does each printed number follow from the others? One row per number, in the report's order.

    Columns claim_id, chapter, chapter_label, name (what it counts), printed, verdict (one of
    `audit.results.VERDICTS`), verdict_label, other_end (the verdict at its other end, where it
    carries the sign of that in brackets; else empty), reach (see `reaches`).
    """
    import pandas as pd

    reached = reaches(study, audited)
    rows = []
    for verdict in audited.verdicts:
        claim = study.ledger[verdict.claim_id]
        rows.append(
            {
                "claim_id": claim.claim_id,
                "chapter": claim.chapter,
                "chapter_label": study.label("chapters", claim.chapter),
                "name": study.name(claim.claim_id),
                "printed": study.printed(claim),
                "verdict": verdict.verdict,
                "verdict_label": verdict_word(verdict.verdict, study.language),
                "other_end": other_end(audited, claim.claim_id),
                "reach": reached[claim.claim_id],
            }
        )
    return pd.DataFrame(rows)


def other_end(audited: Audit, claim_id: str) -> str:
    """The verdict that a claim has the sign of, in brackets; empty for any other claim."""
    mark = audited.marks.get(claim_id)
    return mark.verdict if mark and mark.is_other_end else ""


def reaches(study: Study, audited: Audit) -> dict[str, str]:
    """Claim id -> the first of `REACHES` that holds.

    derived: its verdict comes from other numbers; source: another number's formula or base names
    it; compared: a check sets it beside others; alone: nothing in the report depends on it.
    """
    ledger = study.ledger
    sources = {
        name for claim in ledger.values() for name in formulas.names_in(claim.formula or "0")
    }
    sources |= {claim.base for claim in ledger.values() if claim.base}
    compared = {claim_id for r in audited.checks for f in r.findings for claim_id in f.claim_ids}
    reached = {}
    for verdict in audited.verdicts:
        claim_id = verdict.claim_id
        if verdict.verdict in JUDGED:
            reached[claim_id] = "derived"
        elif claim_id in sources:
            reached[claim_id] = "source"
        else:
            reached[claim_id] = "compared" if claim_id in compared else "alone"
    return reached


def scorecard_numbers(
    study: Study, audited: Audit, assessed: pd.DataFrame | None = None
) -> dict[str, str]:
    """Numbers for the prose: how many numbers, findings, checks and sentences of each kind.

    n_<verdict>, n_derivable (they follow from others or should), n_underivable, n_inexact,
    n_exact_repeats (they only print a number again), n_exact_computed, n_other_ends, n_marked
    (they have a sign), n_one_each (their verdict is `units` unless a respondent is taken for one
    form and one organisation), n_checks, n_checks_idle, n_findings, n_<status>_findings,
    n_reach_<reach>, n_sentences, n_sentences_<assessment>, n_sentences_every_way (they stand in
    each), n_sentences_one_way (there is one only), n_ways, n_ways_<sentence_id>,
    n_stands_<sentence_id> (ways in which it stands); and bases_<rule>_<variable>, the bases on
    which all percentages of a question of the forms follow. `assessed` are the sentences, of a
    study that has some.
    """
    named = _of_verdicts(study, audited) | _of_checks(audited)
    named |= {} if assessed is None else _of_sentences(assessed)
    texts = {name: study.edition.number(number) for name, number in named.items()}
    return texts | _bases(study)


def _of_verdicts(study: Study, audited: Audit) -> dict[str, int]:
    counts = Counter(verdict.verdict for verdict in audited.verdicts)
    reached = Counter(reaches(study, audited).values())
    n_derivable = sum(counts[verdict] for verdict in JUDGED)
    n_repeats = sum(each.case == "repeat_same" for each in audited.verdicts)
    return (
        {f"n_{verdict}": counts[verdict] for verdict in ORDER}
        | {f"n_reach_{reach}": reached[reach] for reach in REACHES}
        | {
            "n_derivable": n_derivable,
            "n_underivable": counts.total() - n_derivable,
            "n_inexact": n_derivable - counts["exact"],
            "n_exact_repeats": n_repeats,
            "n_exact_computed": counts["exact"] - n_repeats,
            "n_other_ends": sum(mark.is_other_end for mark in audited.marks.values()),
            "n_marked": len(audited.marks),
            "n_one_each": _n_by_reading(study, audited),
        }
    )


def _n_by_reading(study: Study, audited: Audit) -> int:
    """How many verdicts are others when a respondent need not be one form and one organisation?"""
    strict = engine.audit(study.ledger, levels=study.levels, one_each=False)
    pairs = zip(audited.verdicts, strict.verdicts, strict=True)
    return sum(one.verdict != other.verdict for one, other in pairs)


def _of_checks(audited: Audit) -> dict[str, int]:
    statuses = Counter(f.status for result in audited.checks for f in result.findings)
    return {f"n_{status}_findings": statuses[status] for status in STATUSES} | {
        "n_findings": statuses.total(),
        "n_checks": len(audited.checks),
        "n_checks_idle": sum(not result.applies for result in audited.checks),
    }


def _of_sentences(assessed: pd.DataFrame) -> dict[str, int]:
    counts, ways = Counter(assessed["assessment"]), assessed.set_index("sentence_id")
    return (
        {f"n_sentences_{name}": counts[name] for name in ASSESSMENTS}
        | {
            "n_sentences": len(assessed),
            "n_sentences_every_way": int((ways["n_stands"] == ways["n_ways"]).sum()),
            "n_sentences_one_way": int((ways["n_ways"] == 1).sum()),
            "n_ways": int(ways["n_ways"].sum()),
        }
        | {f"n_ways_{name}": int(number) for name, number in ways["n_ways"].items()}
        | {f"n_stands_{name}": int(number) for name, number in ways["n_stands"].items()}
    )


def _bases(study: Study) -> dict[str, str]:
    """The bases themselves, as "79–80" since they are consecutive, or the word for none."""
    none = study.text_in("base", "none")
    texts = {}
    for variable, rules in joint_bases(study).items():
        for rule in RULES:
            ends = dict.fromkeys(study.edition.number(base) for base in _ends(rules[rule]))
            texts[f"bases_{rule}_{variable}"] = "–".join(ends) or none
    return texts


def _ends(bases: tuple[int, ...]) -> tuple[int, ...]:
    return (bases[0], bases[-1]) if bases else ()
