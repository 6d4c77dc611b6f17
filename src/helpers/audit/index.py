"""The ledger in the order in which checks ask for it: by question, by quantity, by source.

Made once, in time proportional to the ledger, so that no check walks through all claims again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property

from helpers.audit.results import Verdict
from helpers.audit.shapes import is_repeat, ratio_of
from helpers.ledger import formulas
from helpers.ledger.claims import Claim, Ledger
from helpers.ledger.roles import Roles

SINGLE = ("single", "ordinal")
# Kinds that are whole numbers of something.
WHOLE = ("count", "total", "base")

# Kinds of which two prints of one quantity must agree; a rank or a date may be said of many things.
# Kinds of one name measure the same: a base may be printed again as a count, but not as a mean.
MEASURED_KINDS = {
    "count": "number",
    "total": "number",
    "base": "number",
    "percent": "percent",
    "mean": "mean",
    "median": "median",
    "sd": "sd",
    "money": "money",
}

# Where numbers stand beside others that were rounded in one go; a text, a box or an annex has many
# authors.
TABLES = ("table", "figure", "chart", "map")


@dataclass(frozen=True)
class LedgerIndex:
    """A ledger, its claims by question and quantity, and the levels printed for its places.

    levels            place -> the level that the report's words give it; empty when none is known
    level_order       the levels from the lowest
    variables         variable -> its claims
    quantities        variable, category, place -> its claims, of any kind
    questions         claim_id of a base -> the questions (variable, place) that state it
    limits            source, unit -> the most respondents known, see `base_limit`
    first             kind, variable, place -> the first print of each category
    first_by_place    kind, variable, category -> the first print of each place
    originals         claim_id -> the first print of the same quantity, itself where it is the first
    one_each          whether a respondent is taken for one form and one organisation, see `groups`
    judged            claim_id, rule -> verdict of a share, which verdicts and checks both ask for
    answered          variable, place -> see `groups.n_answers`, which every share asks for
    bases             source -> its claims of kind base, in the order of the ledger
    tables            table or figure, kind -> its claims; text is no table
    worked_out        what several checks ask for, by its name and key, so that it is computed once
    """

    ledger: Ledger
    levels: Mapping[str, str]
    level_order: tuple[str, ...]
    variables: Mapping[str, tuple[Claim, ...]]
    quantities: Mapping[tuple[str, str, str], tuple[Claim, ...]]
    questions: Mapping[str, tuple[tuple[str, str], ...]]
    limits: Mapping[tuple[str, str], Fraction]
    first: Mapping[tuple[str, str, str], Mapping[str, Claim]]
    first_by_place: Mapping[tuple[str, str, str], Mapping[str, Claim]]
    originals: Mapping[str, Claim]
    bases: Mapping[str, tuple[Claim, ...]]
    tables: Mapping[tuple[str, str], tuple[Claim, ...]]
    one_each: bool = True
    judged: dict[tuple[str, str], Verdict] = field(default_factory=dict, compare=False)
    answered: dict[tuple[str, str], Fraction] = field(default_factory=dict, compare=False)
    worked_out: dict[tuple[object, ...], object] = field(default_factory=dict, compare=False)

    @classmethod
    def of(
        cls,
        ledger: Ledger,
        levels: Mapping[str, str] | None = None,
        *,
        level_order: Sequence[str] = (),
        one_each: bool = True,
    ) -> LedgerIndex:
        """Sort the claims of a ledger. The order of levels is the codebook's unless given."""
        variables, quantities = defaultdict(list), defaultdict(list)
        questions, first, first_by_place = defaultdict(dict), defaultdict(dict), defaultdict(dict)
        bases, tables = defaultdict(list), defaultdict(list)
        for claim in ledger.values():
            variables[claim.variable].append(claim)
            quantities[claim.variable, claim.category, claim.place].append(claim)
            if claim.variable and claim.category and not claim.hedge:
                question = claim.kind, claim.variable, claim.place
                first[question].setdefault(claim.category, claim)
            if claim.variable and claim.place and not claim.hedge:
                category = claim.kind, claim.variable, claim.category
                first_by_place[category].setdefault(claim.place, claim)
            if claim.base:
                questions[claim.base][claim.variable, claim.place] = None
            if claim.kind == "base" and not claim.hedge:
                bases[_source(ledger, claim.variable)].append(claim)
            if is_table(claim.location):
                tables[table_key(claim)].append(claim)
        roles = ledger.codebook.roles
        known = [each for name, each in ledger.codebook.variables.items() if name in roles.levels]
        return cls(
            ledger=ledger,
            levels=levels or {},
            level_order=tuple(level_order or (known[0].categories if known else ())),
            variables={name: tuple(claims) for name, claims in variables.items()},
            quantities={key: tuple(claims) for key, claims in quantities.items()},
            questions={base: tuple(found) for base, found in questions.items()},
            limits=_limits(ledger),
            first=dict(first),
            first_by_place=dict(first_by_place),
            originals=_originals(ledger),
            bases={source: tuple(claims) for source, claims in bases.items()},
            tables={key: tuple(claims) for key, claims in tables.items()},
            one_each=one_each,
        )

    @property
    def roles(self) -> Roles:
        """Which ids mean something, as the codebook says."""
        return self.ledger.codebook.roles

    @cached_property
    def respondents(self) -> frozenset[str]:
        """Units of those who stand behind a base: the declared ones, else all that a base has."""
        return self.roles.respondents or frozenset(
            claim.unit
            for claim in (*self.ledger.values(), *self.ledger.bases.values())
            if claim.kind == "base" or (claim.claim_id in self.questions and claim.kind in WHOLE)
        )

    def variable(self, variable: str) -> tuple[Claim, ...]:
        """All claims of a variable, in the order of the ledger."""
        return self.variables.get(variable, ())

    def quantity(self, variable: str, category: str, place: str) -> tuple[Claim, ...]:
        """All claims of one quantity, of any kind, in the order of the ledger."""
        return self.quantities.get((variable, category, place), ())

    def answer(self, variable: str) -> str:
        """Answer type in the codebook: single, multiple, …; empty when it does not know it."""
        known = self.ledger.codebook.variables.get(variable)
        return known.answer if known else ""

    def source(self, variable: str) -> str:
        """Source in the codebook: register, survey, …; empty when it does not know it."""
        return _source(self.ledger, variable)

    def is_external(self, variable: str) -> bool:
        """Whether the codebook says that the study took the variable's numbers from elsewhere."""
        return self.source(variable) in self.roles.external

    def is_weighted(self, variable: str) -> bool:
        """Whether the source's percentages rest on weights, so that no whole counts give them."""
        return self.source(variable) in self.roles.weighted

    def is_single(self, variable: str) -> bool:
        """Whether each respondent gives at most one answer to the question."""
        return self.answer(variable) in SINGLE

    def answers(self, variable: str, place: str = "") -> dict[str, Claim]:
        """The first printed count of each category of a question at a place."""
        return dict(self.first.get(("count", variable, place), {}))

    def percents(self, variable: str, place: str = "") -> dict[str, Claim]:
        """The first printed percentage of each category of a question at a place."""
        return dict(self.first.get(("percent", variable, place), {}))

    def base_limit(self, claim: Claim, unit: str) -> int:
        """How many respondents can stand behind a share whose part is counted in `unit`, at most?

        The largest base, total or denominator that the ledger prints or implies for the same source
        and unit, or for one of which a respondent is one as well. A base beyond it would need
        respondents that the report does not know of.
        """
        alike = self.roles.one_each if self.one_each and unit in self.roles.one_each else (unit,)
        source = self.source(claim.variable)
        return int(max(self.limits.get((source, each), 0) for each in alike))


def is_table(location: str) -> bool:
    """Whether a claim stands in a table or figure.

    >>> is_table("Table A1"), is_table("text")
    (True, False)
    """
    return location.casefold().startswith(TABLES)


def table_key(claim: Claim) -> tuple[str, str]:
    """The table or figure of a claim, however it is written, and its kind."""
    return claim.location.casefold(), claim.kind


def _originals(ledger: Ledger) -> dict[str, Claim]:
    """One quantity is one variable, category, place, unit and measure, or repeated by a formula."""
    originals: dict[str, Claim] = {}
    firsts: dict[tuple[str, ...], Claim] = {}
    for claim in ledger.values():
        chain = [claim]
        while is_repeat(chain[-1].formula) and chain[-1].claim_id not in originals:
            chain.append(ledger[chain[-1].formula])
        last = chain[-1]
        origin = originals.get(last.claim_id)
        if origin is None:
            measure = MEASURED_KINDS.get(last.kind, "") if last.variable else ""
            quantity = last.variable, last.category, last.place, last.unit, measure
            origin = firsts.setdefault(quantity, last) if measure else last
        originals |= {each.claim_id: origin for each in chain}
    return originals | dict(ledger.bases)


def _source(ledger: Ledger, variable: str) -> str:
    known = ledger.codebook.variables.get(variable)
    return known.source if known else ""


def _limits(ledger: Ledger) -> dict[tuple[str, str], Fraction]:
    limits: dict[tuple[str, str], Fraction] = defaultdict(Fraction)
    for claim in ledger.values():
        if claim.base in ledger.bases:
            key = _source(ledger, claim.variable), ledger.bases[claim.base].unit
            limits[key] = max(limits[key], ledger.bases[claim.base].value)
        if claim.kind in ("base", "total") and not claim.hedge:
            key = _source(ledger, claim.variable), claim.unit
            limits[key] = max(limits[key], claim.value)
        if ratio := ratio_of(claim.formula):
            names = formulas.names_in(ratio.counted)
            values = {name: ledger[name].value for name in formulas.names_in(ratio.denominator)}
            key = _source(ledger, claim.variable), ledger[names[0]].unit if names else claim.unit
            limits[key] = max(limits[key], formulas.evaluate(ratio.denominator, values))
    return dict(limits)
