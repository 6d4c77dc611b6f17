"""Which ids of a ledger mean something to the checks, and what.

A codebook says it in its section `roles`, role -> ids:

    roles:
      one_each: [questionnaires, organisations]
      unanswered: [no_reply]

    of units      respondents     those who stand behind a base; without it, all in which a base is
                                  counted
                  one_each        a respondent is one of each: a reading, see `audit.groups`
                  mentions        answers are counted in these, several of one respondent
                  measured        values in these need not be whole, so their means have no granule
                  one_in, more_than_one_in        shares in words: "every third", "over a half"
                  among_first     named together as the first N, in no order: see `audit.rankings`
    of answers    exclusive       no other answer applies; only where several are allowed
                  unanswered      who gave no answer; they are counted, but are no answer
    of categories minimum, maximum                the ends of a scale, in the unit of its scores
    of sources    external        numbers that the study took from elsewhere
                  weighted        percentages rest on weights, so no whole counts stand behind them
                  asked           people or organisations answered: their shares have an interval
    of variables  levels          its categories are levels, from the lowest up
                  binary          answers are 0 or 1

A role that a codebook leaves out has the ids that `Roles` gives it: words of the format, the same
for every ledger. An empty list takes them away.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any

from helpers.ledger.csv_files import suggest


@dataclass(frozen=True, repr=False)
class Roles:
    """The ids of each role; the defaults are those of a codebook that says nothing."""

    respondents: frozenset[str] = frozenset()
    one_each: frozenset[str] = frozenset(
        ("organisations", "questionnaires", "respondents", "forms")
    )
    mentions: frozenset[str] = frozenset(("mentions",))
    measured: frozenset[str] = frozenset(("percent",))
    one_in: frozenset[str] = frozenset(("one in N",))
    more_than_one_in: frozenset[str] = frozenset(("more than one in N",))
    among_first: frozenset[str] = frozenset(("among the first N",))
    exclusive: frozenset[str] = frozenset(("none",))
    unanswered: frozenset[str] = frozenset(("not_answered", "not_stated"))
    minimum: frozenset[str] = frozenset(("minimum",))
    maximum: frozenset[str] = frozenset(("maximum",))
    external: frozenset[str] = frozenset(("background",))
    weighted: frozenset[str] = frozenset()
    asked: frozenset[str] = frozenset(("survey", "form_a", "form_b", "discussion"))
    levels: frozenset[str] = frozenset(("interaction_level",))
    binary: frozenset[str] = frozenset()

    @classmethod
    def of(cls, section: Mapping[str, Any] | None) -> Roles:
        """The roles of a codebook's section, which `faults` found good.

        >>> Roles.of({"exclusive": ["neither"]}).exclusive, Roles.of(None).exclusive
        (frozenset({'neither'}), frozenset({'none'}))
        """
        return cls(**{role: frozenset(ids or ()) for role, ids in (section or {}).items()})

    def __repr__(self) -> str:
        """In one order in every process: results are kept by the text of what they rest on."""
        return f"Roles({', '.join(f'{role}={sorted(ids)}' for role, ids in vars(self).items())})"

    @property
    def answers(self) -> frozenset[str]:
        """Units in which answers are counted: whoever gives one mentions it."""
        return self.one_each | self.mentions

    @property
    def shares_in_words(self) -> frozenset[str]:
        """Units of shares such as "every third"."""
        return self.one_in | self.more_than_one_in

    @property
    def no_answers(self) -> frozenset[str]:
        """Categories that are no answer beside others: none of them, or nothing said."""
        return self.exclusive | self.unanswered

    @property
    def ends(self) -> frozenset[str]:
        """The categories that are ends of a scale."""
        return self.minimum | self.maximum


# Where the ids of a role stand in the codebook.
_SECTIONS = {
    **dict.fromkeys(("respondents", "one_each", "mentions", "measured"), "units"),
    **dict.fromkeys(("one_in", "more_than_one_in", "among_first"), "units"),
    **dict.fromkeys(("exclusive", "unanswered", "minimum", "maximum"), "categories"),
    **dict.fromkeys(("external", "weighted", "asked"), "sources"),
    **dict.fromkeys(("levels", "binary"), "variables"),
}
# What a codebook that says nothing means; this study's says the same of answers and shares.
WORDS = Roles()
ROLES = tuple(each.name for each in fields(Roles))


def faults(section: object, known: Mapping[str, Collection[str]]) -> Iterator[tuple[str, str]]:
    """What is wrong with a codebook's section `roles`, as key and message.

    `known` are the codebook's ids: `units`, `categories`, `sources`, `variables`; an empty one is
    not asked.
    """
    if section is None:
        return
    if not isinstance(section, Mapping):
        yield "roles", f"{section!r} is no mapping; write roles with a list of ids each"
        return
    for role, ids in section.items():
        key = f"roles.{role}"
        if role not in ROLES:
            yield key, f"the role is unknown; {suggest(str(role), ROLES)}"
        elif ids is not None and not isinstance(ids, list):
            yield key, f"{ids!r} is no list; write [id, id]"
        else:
            there = known.get(_SECTIONS[role], ())
            for each in ids or ():
                if there and each not in there:
                    where = f"the codebook's {_SECTIONS[role]}"
                    yield key, f"{each!r} is not in {where}; {suggest(str(each), list(there))}"
