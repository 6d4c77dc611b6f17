"""Units: which counts can be held against each other?

Six participants may make nine statements, and one case may hold two of them, so counts in such
units may differ and both be right. Organisations, questionnaires and respondents must agree, as
each respondent stands for one of each; and whoever gives an answer mentions it, so mentions can be
added to respondents and ranked with them. A respondent may mention several things, so they are no
part of a base.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

# Who stands behind a base is counted in these; one organisation may have several people.
RESPONDENTS = ("organisations", "questionnaires", "respondents", "forms", "people", "households")
# A respondent is one of each of these, so a count in one of them can be part of a base in another.
ONE_EACH = ("organisations", "questionnaires", "respondents", "forms", "participants")
# In these units answers are counted.
ANSWERS = (*ONE_EACH, "mentions")


def comparable(units: Iterable[str], *, among: Sequence[str] = ONE_EACH) -> bool:
    """Whether counts in these units are counts of the same things; `among` are taken for the same.

    >>> comparable(("forms", "respondents")), comparable(("participants", "statements"))
    (True, False)
    """
    different = set(units)
    return len(different) < 2 or different <= set(among)
