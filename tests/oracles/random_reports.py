"""Random small reports and queries, and the ledger that prints such a report.

A report is drawn with questionnaires behind it, so that most of its numbers can hold together; now
and then one is printed wrongly. The same report, as plain data, is given to the oracles, and
written as rows of a ledger to the engine.
"""

from __future__ import annotations

import random
from collections.abc import Collection, Mapping, Sequence
from fractions import Fraction
from math import floor

from helpers.ledger.claims import COLUMNS, Claim, Ledger
from helpers.ledger.codebook import Codebook, Place, Variable
from tests.oracles.answer_patterns import (
    ANSWERED,
    AT,
    NO_ANSWER,
    PLACE,
    SIZE,
    Condition,
    Measure,
    Pattern,
    Printed,
    Query,
    Question,
    Report,
    in_a_row,
    is_missing,
    joint_patterns,
)

BLOCKS = ("register", "survey", "form_a", "form_b")
KINDS = ("single", "ordinal", "multiple")
ROUNDINGS = ("nearest", "truncated", "either")
BASES = ("stated", "question", "form")
UNIT_READINGS, TOTALS = ("same", "apart"), ("unprinted", "printed")
ANSWERS = ("red", "green", "blue")
NAMES = ("colour", "need", "plan")
PLACES = ("akmola", "abai", "ulytau")
FORMS = ("form_a", "form_b")
PARTICIPANTS, ALL_FORMS = "focus_participants", "organisation_forms"
SIZE_PRINTS = {"register": "register_size", "survey": "survey_size"}
UNITS = {"register": "organisations", "survey": "organisations"}


def random_report(
    rng: random.Random,
    *,
    most: int,
    n_questions: Sequence[int],
    blocks: Sequence[str] = BLOCKS,
) -> Report:
    """A report of at most so many respondents, asked one of so many numbers of questions."""
    block, size = rng.choice(blocks), rng.randint(1, most)
    n_sizes = rng.choice((0, 1, 2, 2, 3)) if block in SIZE_PRINTS else 0
    printed = [Printed(f"size_{i}", "size", str(size)) for i in range(n_sizes)]
    if printed:
        printed[0] = Printed(SIZE_PRINTS[block], "size", str(size))
    if block in FORMS:
        printed += _limits(rng, size)
    questions: list[Question] = []
    shared = f"{NAMES[0]}_base" if rng.random() < 0.15 else ""
    for name in NAMES[: rng.choice(n_questions)]:
        has_places = block != "form_a" and not any(each.places for each in questions)
        questions.append(
            _question(
                rng, name, questions, shared, has_size=n_sizes > 0, can_be_by_place=has_places
            )
        )
    bare = Report(block, tuple(questions), ())
    patterns = joint_patterns(bare, tuple(q.name for q in questions))
    world = [_respondent(rng, questions, patterns) for _ in range(size)]
    truncates = rng.random() < 0.5
    for base in bare.bases:
        names = bare.asked_of(base)
        n = sum(any(in_a_row(each[name]) for name in names) for each in world)
        number = str(_slip(rng, rng.choice((n, rng.randint(n, size)))))
        printed.append(Printed(base, "base", number, base))
    needed = {question.parent for question in questions}
    for question in questions:
        for place in question.places or ("",):
            printed += _prints(rng, question, world, place, needed, truncates=truncates)
    return Report(block, tuple(questions), tuple(printed))


def _limits(rng: random.Random, size: int) -> list[Printed]:
    """What is printed of forms beside their answers."""
    limits = {PARTICIPANTS: ("participants", size + rng.randint(0, 3)), ALL_FORMS: ("forms", size)}
    return [
        Printed(name, kind, str(_slip(rng, number)))
        for name, (kind, number) in limits.items()
        if rng.random() < 0.4
    ]


def _question(
    rng: random.Random,
    name: str,
    asked: Sequence[Question],
    shared: str,
    *,
    has_size: bool,
    can_be_by_place: bool,
) -> Question:
    kind = rng.choice(KINDS)
    answers = list(ANSWERS[: rng.randint(1, 3)])
    if kind == "multiple" and rng.random() < 0.6:
        answers[-1:] = [answers[-1], "none"] if len(answers) < 3 else ["none"]
    elif kind != "multiple" and rng.random() < 0.2:
        answers.append(NO_ANSWER)
    form = rng.random()
    if form < 0.1:
        base = rng.choice((SIZE, "")) if has_size else ""
        return Question(name, "single", PLACES, base, are_places=True)
    if form < 0.2 and NO_ANSWER not in answers and can_be_by_place:
        return Question(name, kind, tuple(answers[:2]), places=PLACES[:2])
    parents = [each for each in asked if not each.places and not each.are_places]
    if form < 0.3 and parents:
        parent = rng.choice(parents)
        answer = rng.choice([each for each in parent.answers if each != NO_ANSWER])
        base = f"{parent.name}_{answer}"
        return Question(name, kind, tuple(answers), base, parent=(parent.name, answer))
    own = ("", f"{name}_base")
    base = rng.choice((SIZE, SIZE, *own) if has_size else own)
    return Question(name, kind, tuple(answers), shared if shared and rng.random() < 0.7 else base)


def _respondent(
    rng: random.Random, questions: Sequence[Question], patterns: Sequence[Pattern]
) -> Pattern:
    """Somebody who left every fifth question unanswered."""
    silent = {q.name for q in questions if rng.random() < 0.2}
    wanted = [p for p in patterns if all(_fits(p, q, q.name in silent) for q in questions)]
    return rng.choice(wanted or list(patterns))


def _fits(pattern: Pattern, question: Question, is_silent: bool) -> bool:
    given = pattern[question.name]
    has_row = NO_ANSWER in question.answers and question.base and not question.parent
    return is_missing(given) == is_silent and (not has_row or in_a_row(given))


def _slip(rng: random.Random, number: int) -> int:
    return number if rng.random() < 0.97 else max(0, number + rng.choice((-2, -1, 1, 2)))


def _prints(
    rng: random.Random,
    question: Question,
    world: Sequence[Pattern],
    place: str,
    needed: Collection[tuple[str, str] | None],
    *,
    truncates: bool,
) -> list[Printed]:
    """What is printed of a question at a place; bases of other questions are."""
    name, key = question.name, f"{question.name}{'_' if place else ''}{place}"
    here = [each[name] for each in world if not place or AT + place in each[name]]
    numbers = {a: sum(a in given for given in here) for a in question.answers}
    always = {NO_ANSWER, rng.choice(question.answers)}
    counts = [
        Printed(f"{key}_{a}", "count", str(_slip(rng, numbers[a])), name, (a,), place=place)
        for a in question.answers
        if a in always or (name, a) in needed or rng.random() < 0.7
    ]
    found, base = list(counts), question.base
    n_base = sum(map(in_a_row, here))
    if place:
        n_base, base = len(here), ""
        if rng.random() < 0.8:
            base = f"{key}_base"
            number = str(_slip(rng, n_base))
            found.insert(0, Printed(base, "base", number, name, place=place))
    elif base == SIZE:
        n_base = len(world)
    elif question.parent:
        n_base = sum(question.parent[1] in each[question.parent[0]] for each in world)
    named = [each.answers[0] for each in counts]
    if len(named) > 1 and rng.random() < 0.2:
        both = tuple(named[:2])
        total = _slip(rng, sum(numbers[a] for a in both))
        found.append(Printed(f"{key}_total", "total", str(total), name, both, place=place))
    wholes = {base: n_base, ANSWERED: sum(numbers[a] for a in named)}
    sums = [tuple(named[:2])] if len(named) > 1 and not question.are_places else []
    for answers in [*((a,) for a in question.answers), *sums]:
        if rng.random() < 0.2:
            whole = rng.choice(list(wholes))
            if not set(answers) <= set(named):
                whole = base
            if wholes[whole] and (whole or len(answers) == 1):
                share = Fraction(100 * sum(numbers[a] for a in answers), wholes[whole])
                text = _rounded(share, rng.choice((0, 0, 1)), truncates)
                claim = f"{key}_{'_'.join(answers)}_pct"
                found.append(Printed(claim, "percent", text, name, answers, whole, place))
    ranked = [each for each in counts if _is_ranked(question, each.answers[0])]
    if len(ranked) > 1 and not place and rng.random() < 0.2:
        own = rng.choice(ranked)
        larger = sum(
            numbers[a] > numbers[own.answers[0]]
            for a in question.answers
            if _is_ranked(question, a)
        )
        found.append(Printed(f"{own.name}_rank", "rank", str(larger + 1), name, own.answers))
    if len(ranked) > 2 and not place and rng.random() < 0.2:
        two = [each.answers[0] for each in rng.sample(ranked, 2)]
        n = str(rng.choice((2, 2, 3)))
        for own, other in (two, two[::-1]):
            claim = f"{key}_{own}_among"
            found.append(Printed(claim, "among", n, name, (own, other)))
    return found


def _is_ranked(question: Question, answer: str) -> bool:
    return answer != NO_ANSWER and not (question.kind == "multiple" and answer == "none")


def _rounded(share: Fraction, decimals: int, truncates: bool) -> str:
    units = floor(share * 10**decimals + (0 if truncates else Fraction(1, 2)))
    digits = str(units).zfill(decimals + 1)
    return f"{digits[:-decimals]}.{digits[-decimals:]}" if decimals else digits


# The ledger of a report.

_UNITS = {"percent": "percent", "rank": "rank", "among": "among the first N", "total": "mentions"}


def ledger_of(report: Report) -> Ledger:
    """The report as the engine reads it."""
    rows = [_row(report, each) for each in report.printed]
    return Ledger({each["claim_id"]: Claim(**each) for each in rows}, _codebook(report))


def _row(report: Report, printed: Printed) -> dict[str, str]:
    unit = UNITS.get(report.block, "forms")
    own = printed.answers[:1] if printed.kind == "among" else printed.answers
    cells = dict.fromkeys(COLUMNS, "") | {
        "claim_id": printed.name,
        "kind": {"size": "base", "among": "rank"}.get(printed.kind, printed.kind),
        "printed": printed.printed,
        "unit": _UNITS.get(printed.kind, unit),
        "variable": printed.question,
        "category": "_".join(own),
        "place": printed.place,
    }
    if printed.kind == "size":
        return cells | {"variable": SIZE_PRINTS[report.block]}
    if printed.name in (PARTICIPANTS, ALL_FORMS):
        return cells | {"kind": "base", "variable": printed.name}
    if printed.kind == "base":
        is_shared = not printed.place
        return cells | ({"variable": report.asked_of(printed.name)[0]} if is_shared else {})
    question = report.question(printed.question)
    if question.are_places:
        cells |= {"category": "", "place": "_".join(own)}
    base = SIZE_PRINTS[report.block] if question.base == SIZE else question.base
    if printed.place:
        bases = [each for each in report.printed if each.kind == "base" and each.place]
        here = [b.name for b in bases if (b.question, b.place) == (question.name, printed.place)]
        base = here[0] if here else ""
    if printed.kind in ("count", "percent"):
        cells["base"] = base
    if printed.kind == "total":
        formula = " + ".join(_counts(report, printed)[answer] for answer in printed.answers)
        return cells | {"formula": formula, "category": "", "place": printed.place}
    if printed.kind == "percent":
        cells["formula"] = _share(report, printed, base)
        if printed.whole == ANSWERED:
            cells["base"] = ""
    return cells


def _counts(report: Report, printed: Printed) -> dict[str, str]:
    """The counts of a question at a place: answer -> claim."""
    counts = [each for each in report.printed if each.kind == "count"]
    here = printed.question, printed.place
    return {p.answers[0]: p.name for p in counts if (p.question, p.place) == here}


def _share(report: Report, printed: Printed, base: str) -> str:
    """The formula of a percentage; empty where its part or its base is not printed."""
    named = _counts(report, printed)
    if not set(printed.answers) <= set(named):
        return ""
    whole = " + ".join(named.values()) if printed.whole == ANSWERED else base
    part = " + ".join(named[answer] for answer in printed.answers)
    return f"100 * ({part}) / ({whole})" if whole else ""


def _codebook(report: Report) -> Codebook:
    variables = {}
    for q in report.questions:
        answers = () if q.are_places else q.answers
        kind = "count" if q.are_places and q.base == SIZE else q.kind
        variables[q.name] = _variable(q.name, report.block, kind, answers)
    for name in (PARTICIPANTS, ALL_FORMS):
        variables[name] = _variable(name, "discussion", "count", ())
    if report.block in SIZE_PRINTS:
        name = SIZE_PRINTS[report.block]
        source = "register" if report.block == "register" else "design"
        variables[name] = _variable(name, source, "count", ())
    places = {place: Place(place, "region", _label(place)) for place in PLACES}
    return Codebook(variables, places, {})


def _variable(name: str, source: str, answer: str, answers: Sequence[str]) -> Variable:
    return Variable(name, _label(name), source, answer, "", "", {a: _label(a) for a in answers})


def _label(text: str) -> Mapping[str, str]:
    return dict.fromkeys(("ru", "kk", "en"), text)


# Queries.


def random_query(rng: random.Random, report: Report) -> Query:
    """A query of one to three questions; a place only beside a question printed by place."""
    by_place = {question.name for question in report.questions if question.places}
    while True:
        found = _query(rng, report)
        asked = [set(each.questions) for each in (found.left, found.right) if each]
        if all(PLACE not in names or names & by_place for names in asked):
            return found


def _query(rng: random.Random, report: Report) -> Query:
    every = [question.name for question in report.questions]
    names = rng.sample(every, rng.randint(1, min(3, len(every))))
    draw = rng.random()
    if draw < 0.04:
        return Query(Measure("size"))
    if draw < 0.16:
        pairs = (("count", "count"), ("share", "share"), ("share", "share"), ("size", "count"))
        return Query(*(_measure(rng, report, names, kind) for kind in rng.choice(pairs)))
    return Query(_measure(rng, report, names, rng.choice(("count", "count", "share"))))


def _measure(rng: random.Random, report: Report, names: Sequence[str], kind: str) -> Measure:
    if kind == "size":
        return Measure("size")
    condition = _condition(rng, report, names)
    is_part = kind == "share" and rng.random() < 0.6
    given = (
        _condition(rng, report, rng.sample(names, rng.randint(1, len(names)))) if is_part else None
    )
    return Measure(kind, condition, given)


def _condition(rng: random.Random, report: Report, names: Sequence[str]) -> Condition:
    parts = [_comparison(rng, report, name) for name in names]
    while len(parts) < 3 and rng.random() < 0.2:
        parts.append(_comparison(rng, report, rng.choice(names)))
    while len(parts) > 1:
        joined = (rng.choice(("and", "and", "or")), *parts[:2])
        parts[:2] = [("not", joined) if rng.random() < 0.15 else joined]
    return parts[0]


def _comparison(rng: random.Random, report: Report, name: str) -> Condition:
    answers, places = report.question(name).answers, report.question(name).places
    if places and rng.random() < 0.4:
        sign = rng.choice(("=", "!=", "in"))
        return (sign, PLACE, tuple(rng.sample(places, 1)))
    sign = rng.choice(("=", "=", "!=", "in", "is missing", "is missing", "is answered"))
    if sign in ("is missing", "is answered"):
        found: Condition = (sign, name)
    else:
        n = rng.randint(1, len(answers)) if sign == "in" else 1
        found = (sign, name, tuple(rng.sample(answers, n)))
    return ("not", found) if rng.random() < 0.15 else found
