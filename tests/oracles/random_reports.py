"""Random small reports and queries, and the ledger that prints such a report.

A report is drawn with questionnaires behind it, so that most of its numbers can hold together; now
and then one is printed wrongly. The same report, as plain data, is given to the oracles, and
written as rows of a ledger to the engine.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import floor

from helpers.ledger.claims import COLUMNS, Claim, Ledger
from helpers.ledger.codebook import Codebook, Variable
from tests.oracles.answer_patterns import (
    NO_ANSWER,
    SIZE,
    Condition,
    Measure,
    Pattern,
    Printed,
    Query,
    Question,
    Report,
    is_missing,
)

BLOCKS = ("register", "survey", "form_a", "form_b")
KINDS = ("single", "ordinal", "multiple")
ROUNDINGS = ("nearest", "truncated", "either")
BASES = ("stated", "question", "form")
ANSWERS = ("red", "green", "blue")
NAMES = ("colour", "need", "plan", "view")
ANSWERED = "answers"  # a percentage of all answers that are printed
SIZE_PRINTS = {"register": "register_size", "survey": "survey_size"}
UNITS = {"register": "organisations", "survey": "organisations"}


def random_report(rng: random.Random, *, most: int, n_questions: Sequence[int]) -> Report:
    """A report of at most so many respondents, asked one of so many numbers of questions."""
    block, size = rng.choice(BLOCKS), rng.randint(1, most)
    names = NAMES[: rng.choice(n_questions)]
    asked = [_question(rng, name) for name in names]
    shared = f"{names[0]}_base" if rng.random() < 0.15 else ""
    printed = [Printed(f"size_{i}", "size", str(size)) for i in range(_n_sizes(rng, block))]
    if printed:
        printed[0] = Printed(SIZE_PRINTS[block], "size", str(size))
    questions = tuple(
        Question(q.name, q.kind, q.answers, _base(rng, q.name, shared, has_size=bool(printed)))
        for q in asked
    )
    truncates = rng.random() < 0.5
    world = [{q.name: _given(rng, q) for q in questions} for _ in range(size)]
    bare = Report(block, questions, ())
    for base in bare.bases:
        names = bare.asked_of(base)
        n = sum(any(each[name] for name in names) for each in world)
        number = str(_slip(rng, rng.choice((n, rng.randint(n, size)))))
        printed.append(Printed(base, "base", number, base))
    for question in questions:
        printed += _prints(rng, question, world, truncates=truncates)
    return Report(block, questions, tuple(printed))


def _n_sizes(rng: random.Random, block: str) -> int:
    """How often the size is printed: forms never say how many there are."""
    return rng.choice((0, 1, 2, 2, 3)) if block in SIZE_PRINTS else 0


def _question(rng: random.Random, name: str) -> Question:
    kind = rng.choice(KINDS)
    answers = list(ANSWERS[: rng.randint(1, 3)])
    if kind == "multiple" and rng.random() < 0.6:
        answers[-1:] = [answers[-1], "none"] if len(answers) < 3 else ["none"]
    elif kind != "multiple" and rng.random() < 0.2:
        answers.append(NO_ANSWER)
    return Question(name, kind, tuple(answers))


def _base(rng: random.Random, name: str, shared: str, *, has_size: bool) -> str:
    if shared and rng.random() < 0.7:
        return shared
    own = ("", f"{name}_base")
    return rng.choice((SIZE, SIZE, *own) if has_size else own)


def _given(rng: random.Random, question: Question) -> frozenset[str]:
    """An answer; nothing for one respondent of five."""
    if rng.random() < 0.2:
        silent = NO_ANSWER in question.answers
        return frozenset({NO_ANSWER}) if silent and question.base else frozenset()
    return rng.choice([each for each in question.patterns if not is_missing(each)] or [frozenset()])


def _slip(rng: random.Random, number: int) -> int:
    return number if rng.random() < 0.97 else max(0, number + rng.choice((-2, -1, 1, 2)))


def _prints(
    rng: random.Random, question: Question, world: Sequence[Pattern], *, truncates: bool
) -> list[Printed]:
    name = question.name
    numbers = {a: sum(a in each[name] for each in world) for a in question.answers}
    always = {NO_ANSWER, rng.choice(question.answers)}
    counts = [
        Printed(f"{name}_{a}", "count", str(_slip(rng, numbers[a])), name, (a,))
        for a in question.answers
        if a in always or rng.random() < 0.7
    ]
    found = list(counts)
    named = [each.answers[0] for each in counts]
    if len(named) > 1 and rng.random() < 0.2:
        both = tuple(named[:2])
        total = _slip(rng, sum(numbers[a] for a in both))
        found.append(Printed(f"{name}_total", "total", str(total), name, both))
    wholes = {question.base: _n_base(question, world)} if question.base else {"": _n_base(question, world)}
    if named:
        wholes[ANSWERED] = sum(numbers[a] for a in named)
    for answers in [*((a,) for a in question.answers), *([tuple(named[:2])] if len(named) > 1 else [])]:
        if rng.random() < 0.2:
            whole = rng.choice(list(wholes))
            if whole == ANSWERED and not set(answers) <= set(named):
                whole = question.base
            if len(answers) > 1 and whole == "":
                continue
            if wholes[whole]:
                part = sum(numbers[a] for a in answers)
                share = Fraction(100 * part, wholes[whole])
                text = _rounded(share, rng.choice((0, 0, 1)), truncates)
                key = f"{name}_{'_'.join(answers)}_pct"
                found.append(Printed(key, "percent", text, name, answers, whole))
    ranked = [each for each in counts if _says_something(question, each.answers[0])]
    if len(ranked) > 1 and rng.random() < 0.2:
        own = rng.choice(ranked)
        larger = sum(
            numbers[a] > numbers[own.answers[0]]
            for a in question.answers
            if _says_something(question, a)
        )
        found.append(Printed(f"{own.name}_rank", "rank", str(larger + 1), name, own.answers))
    return found


def _says_something(question: Question, answer: str) -> bool:
    return answer != NO_ANSWER and not (question.kind == "multiple" and answer == "none")


def _n_base(question: Question, world: Sequence[Pattern]) -> int:
    return len(world) if question.base == SIZE else sum(bool(each[question.name]) for each in world)


def _rounded(share: Fraction, decimals: int, truncates: bool) -> str:
    units = floor(share * 10**decimals + (0 if truncates else Fraction(1, 2)))
    digits = str(units).zfill(decimals + 1)
    return f"{digits[:-decimals]}.{digits[-decimals:]}" if decimals else digits


# The ledger of a report.


def ledger_of(report: Report) -> Ledger:
    """The report as the engine reads it."""
    rows = [_row(report, each) for each in report.printed]
    return Ledger({each["claim_id"]: Claim(**each) for each in rows}, _codebook(report))


def _row(report: Report, printed: Printed) -> dict[str, str]:
    unit = UNITS.get(report.block, "forms")
    cells = dict.fromkeys(COLUMNS, "") | {
        "claim_id": printed.name,
        "kind": "base" if printed.kind == "size" else printed.kind,
        "printed": printed.printed,
        "unit": {"percent": "percent", "rank": "rank"}.get(printed.kind, unit),
        "variable": printed.question,
        "category": "_".join(printed.answers),
    }
    if printed.kind == "size":
        return cells | {"variable": SIZE_PRINTS[report.block]}
    if printed.kind == "base":
        return cells | {"variable": report.asked_of(printed.question)[0]}
    stated = report.question(printed.question).base
    base = SIZE_PRINTS[report.block] if stated == SIZE else stated
    if printed.kind in ("count", "percent"):
        cells["base"] = base
    if printed.kind == "total":
        formula = " + ".join(f"{printed.question}_{answer}" for answer in printed.answers)
        return cells | {"formula": formula, "category": "", "unit": "mentions"}
    if printed.kind == "percent":
        cells["formula"] = _share(report, printed, base)
        if printed.whole == ANSWERED:
            cells["base"] = ""
    return cells


def _share(report: Report, printed: Printed, base: str) -> str:
    """The formula of a percentage; empty where its part or its base is not printed."""
    counts = [p for p in report.printed if p.kind == "count" and p.question == printed.question]
    named = {p.answers[0]: p.name for p in counts}
    if not set(printed.answers) <= set(named):
        return ""
    whole = " + ".join(named.values()) if printed.whole == ANSWERED else base
    part = " + ".join(named[answer] for answer in printed.answers)
    return f"100 * ({part}) / ({whole})" if whole else ""


def _codebook(report: Report) -> Codebook:
    variables = {
        q.name: _variable(q.name, report.block, q.kind, q.answers) for q in report.questions
    }
    if report.block in SIZE_PRINTS:
        name = SIZE_PRINTS[report.block]
        source = "register" if report.block == "register" else "design"
        variables[name] = _variable(name, source, "count", ())
    return Codebook(variables, {}, {})


def _variable(name: str, source: str, answer: str, answers: Sequence[str]) -> Variable:
    return Variable(name, _label(name), source, answer, "", "", {a: _label(a) for a in answers})


def _label(text: str) -> Mapping[str, str]:
    return dict.fromkeys(("ru", "kk", "en"), text)


# Queries.


def random_query(rng: random.Random, report: Report) -> Query:
    """A query of one to three questions."""
    names = rng.sample([q.name for q in report.questions], rng.randint(1, min(3, len(report.questions))))
    if rng.random() < 0.04:
        return Query(Measure("size"))
    if rng.random() < 0.12:
        kinds = rng.choice((("count", "count"), ("share", "share"), ("share", "share"), ("size", "count")))
        return Query(*(_measure(rng, report, names, kind) for kind in kinds))
    return Query(_measure(rng, report, names, rng.choice(("count", "count", "share"))))


def _measure(rng: random.Random, report: Report, names: Sequence[str], kind: str) -> Measure:
    if kind == "size":
        return Measure("size")
    condition = _condition(rng, report, names)
    is_part = kind == "share" and rng.random() < 0.6
    given = _condition(rng, report, rng.sample(names, rng.randint(1, len(names)))) if is_part else None
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
    answers = report.question(name).answers
    sign = rng.choice(("=", "=", "!=", "in", "is missing", "is missing", "is answered"))
    if sign in ("is missing", "is answered"):
        found: Condition = (sign, name)
    else:
        n = rng.randint(1, len(answers)) if sign == "in" else 1
        found = (sign, name, tuple(rng.sample(answers, n)))
    return ("not", found) if rng.random() < 0.15 else found
