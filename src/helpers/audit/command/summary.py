"""The audit in a few sentences: what a reader must know who reads nothing else.

The first says whether numbers contradict each other, in the terms of the exit status; the second
how many could be recomputed at all, for silence about the others would praise them.
"""

from __future__ import annotations

from collections.abc import Iterable

from helpers.audit import Audit, Finding
from helpers.audit.results import JUDGED, ORDER
from helpers.audit.wording import verdict_word
from helpers.editions import Edition
from helpers.interface import marked, text

NUMBERS = marked("Inconsistent: {n} of {all} numbers.")
ONE_GROUP = marked("Inconsistent: one group of numbers that cannot all hold.")
GROUPS = marked("Inconsistent: {groups} groups of numbers that cannot all hold.")
ONE_GROUP_BESIDES = marked("Besides, there is one group of numbers that cannot all hold.")
GROUPS_BESIDES = marked("Besides, there are {groups} groups of numbers that cannot all hold.")
NO_CONTRADICTION = marked("No numbers contradict each other.")
LITTLE_CHECKED = marked("No contradiction was found, but hardly anything could be checked.")
NOTHING_CHECKED = marked("Nothing could be checked.")

ALL_RECOMPUTED = marked("Every number could be recomputed from others: {found}.")
SOME_RECOMPUTED = marked(
    "Of {all} numbers, {n} could be recomputed from others ({found}) and {rest} could not ({left})."
)
NONE_RECOMPUTED = marked("Of {all} numbers, none could be recomputed from others ({left}).")


def summary(audit: Audit, edition: Edition) -> str:
    """What the audit comes to, as one paragraph in the language of an edition.

    It begins with "Inconsistent" exactly when `audit.has_contradictions`. A ledger in which nothing
    could be compared is not said to be without contradictions.
    """
    return " ".join([*_contradictions(audit, edition), _recomputed(audit, edition)])


def further_groups(audit: Audit) -> tuple[Finding, ...]:
    """Groups of numbers that cannot all hold, though no number of them is a contradiction itself.

    What a check says of a number that its own verdict already condemns is not counted twice.
    """
    own = {each.claim_id for each in audit.verdicts if each.verdict == "contradiction"}
    return tuple(each for each in audit.inconsistent() if own.isdisjoint(each.ends))


def _contradictions(audit: Audit, edition: Edition) -> list[str]:
    n, n_groups = len(audit.by_verdict()["contradiction"]), len(further_groups(audit))
    said = []
    if n:
        said.append(NUMBERS)
    if n_groups:
        one, many = (ONE_GROUP_BESIDES, GROUPS_BESIDES) if n else (ONE_GROUP, GROUPS)
        said.append(one if n_groups == 1 else many)
    numbers = {"n": n, "all": len(audit.verdicts), "groups": n_groups}
    values = {name: edition.number(number) for name, number in numbers.items()}
    filled = [text(each, edition.language).format(**values) for each in said]
    return filled or [text(_without_contradiction(audit), edition.language)]


def _without_contradiction(audit: Audit) -> str:
    if any(each.verdict in JUDGED for each in audit.verdicts):
        return NO_CONTRADICTION
    return LITTLE_CHECKED if any(check.applies for check in audit.checks) else NOTHING_CHECKED


def _recomputed(audit: Audit, edition: Edition) -> str:
    counts = {name: len(audit.by_verdict()[name]) for name in ORDER}
    n = sum(counts[name] for name in JUDGED)
    rest = len(audit.verdicts) - n
    sentence = (SOME_RECOMPUTED if n else NONE_RECOMPUTED) if rest else ALL_RECOMPUTED
    numbers = {"all": len(audit.verdicts), "n": n, "rest": rest}
    values = {name: edition.number(number) for name, number in numbers.items()}
    found = _counted(((name, counts[name]) for name in JUDGED), edition)
    left = _counted(((name, counts[name]) for name in ORDER if name not in JUDGED), edition)
    return text(sentence, edition.language).format(**values, found=found, left=left)


def _counted(counts: Iterable[tuple[str, int]], edition: Edition) -> str:
    """Verdicts and their numbers, those that no claim has left out."""
    return ", ".join(
        f"{verdict_word(name, edition.language)} {edition.number(n)}" for name, n in counts if n
    )
