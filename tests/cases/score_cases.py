"""The shared table of cases of the score: answers in, exact scores and levels out, from Python.

The fixture `score_table` has it; tests/staging/calculator and the browser tests hold the page's
scripts against it. Three kinds:

    patterns  how many people gave which answer pattern: `counts` [[a, b, c], n]
    counts    counts per answer and the group size; expected are the lowest and the highest mean of
              all groups with these counts, found here by trying every such group
    table     the text a visitor would paste, and the patterns in it

`python -m tests.cases.score_cases` prints the table as JSON. Answers are ids, null for none;
numbers are text, "20/3". The same every time: the random numbers are seeded.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from fractions import Fraction
from functools import cache
from itertools import product
from random import Random

from helpers.ledger import codebook
from helpers.scale.levels import LEVELS, THRESHOLD_ALTERNATIVES
from helpers.scale.schemes import MISSING_RULES, QUESTIONS, SCHEMES, Scheme
from helpers.scale.scores import PATTERNS, Pattern, level_of, mean_score

SEED = 20241202
SEPARATORS = ("\t", ";", ",", " ; ")
# Counts per answer of each question, and the size of the group.
Marginals = tuple[tuple[int, ...], ...]


@cache
def cases() -> list[dict]:
    """All cases, in the same order every time."""
    random = Random(SEED)
    groups = [*_single_patterns(), *_random_groups(random), *_ties(random)]
    found = [_pattern_case(group) for group in groups]
    found += [_count_case(*group) for group in _margins(random)]
    return found + [_table_case(random, number) for number in range(45)]


@cache
def variants() -> tuple[Scheme, ...]:
    """Every scheme with every rule for missing answers."""
    return tuple(
        replace(scheme, missing=rule) for scheme in SCHEMES.values() for rule in MISSING_RULES
    )


@cache
def _with_thresholds(scheme: Scheme) -> dict[str, Scheme]:
    """The scheme with each of the alternative thresholds."""
    return {name: replace(scheme, thresholds=c) for name, c in THRESHOLD_ALTERNATIVES.items()}


def _single_patterns() -> Iterator[Counter]:
    """All answer patterns, one person each."""
    return (Counter([pattern]) for pattern in PATTERNS)


def _random_groups(random: Random) -> Iterator[Counter]:
    """Groups of one to thirty people, some large, with and without missing answers."""
    complete = [pattern for pattern in PATTERNS if None not in pattern]
    for number in range(60):
        pool = complete if number % 3 == 0 else PATTERNS
        group = Counter(random.choices(pool, k=random.randint(1, 30)))
        yield Counter({p: n * 1000 for p, n in group.items()}) if number % 10 == 9 else group
    yield Counter({(None, None, None): 4})
    yield Counter(PATTERNS)


def _ties(random: Random) -> Iterator[Counter]:
    """Groups whose mean is a threshold, and the same with one person a step lower."""
    for scheme in SCHEMES.values():
        for cut in sorted({cut for cuts in THRESHOLD_ALTERNATIVES.values() for cut in cuts}):
            group = _group_at(random, cut, scheme)
            if group:
                yield group
                yield group + Counter([("rare_or_none", "minimal_or_none", "none")])


def _group_at(random: Random, cut: Fraction, scheme: Scheme) -> Counter | None:
    """A group with complete answers and this mean; None where chance finds none."""
    complete = [pattern for pattern in PATTERNS if None not in pattern]
    for _ in range(400):
        group = Counter(random.choices(complete, k=random.choice((1, 2, 4, 5, 10))))
        if mean_score(group, scheme).mean == cut:
            return group
    return None


def _margins(random: Random) -> Iterator[tuple[Marginals, int]]:
    """Counts per answer of small groups: complete, with gaps, and with an unanswered question."""
    yield ((2, 1, 1), (1, 2, 1), (0, 3, 1)), 4
    yield ((2, 1, 0), (0, 0, 0), (1, 1, 1)), 3
    yield ((1, 0, 0), (0, 1, 0), (0, 0, 1)), 4
    yield ((1, 0, 0), (0, 1, 0), (0, 0, 1)), 3
    yield ((0, 0, 1), (0, 0, 0), (0, 0, 0)), 2
    for number in range(55):
        n_people = random.randint(1, 5)
        gap = (0.15, 0.4, 0.7)[number % 3]
        answered = [sum(random.random() > gap for _ in range(n_people)) for _ in QUESTIONS]
        answered[0] = answered[0] or 1
        yield tuple(_split(random, n) for n in answered), n_people


def _split(random: Random, n: int) -> tuple[int, ...]:
    chosen = Counter(random.choices(range(3), k=n))
    return tuple(chosen[answer] for answer in range(3))


def groups_with(marginals: Marginals, n_people: int) -> set[tuple[tuple[Pattern, int], ...]]:
    """Every group of so many people with these counts per answer, as sorted counts of patterns."""
    columns = []
    for row, answers in zip(marginals, QUESTIONS.values(), strict=True):
        given = [answer for answer, n in zip(answers, row, strict=True) for _ in range(n)]
        columns.append([*given, *[None] * (n_people - len(given))])
    orders = [columns[0]], _orders(columns[1]), _orders(columns[2])
    groups = (Counter(zip(*chosen, strict=True)) for chosen in product(*orders))
    return {tuple(sorted(group.items(), key=repr)) for group in groups}


def _orders(column: list) -> list[tuple]:
    """Every different order of a column's answers."""
    found: set[tuple] = {()}
    for _ in column:
        found = {
            (*start, answer)
            for start in found
            for answer in set(column)
            if start.count(answer) < column.count(answer)
        }
    return sorted(found, key=repr)


def _pattern_case(group: Counter) -> dict:
    return {"kind": "patterns", "counts": _listed(group), "expected": _expected([group])}


def _count_case(marginals: Marginals, n_people: int) -> dict:
    groups = [dict(group) for group in groups_with(marginals, n_people)]
    margins = {"marginals": marginals, "people": n_people}
    return {"kind": "counts", **margins, "expected": _expected(groups)}


def _table_case(random: Random, number: int) -> dict:
    """Text in every spelling of an answer, with each separator, with and without a header."""
    people = random.choices(PATTERNS, k=random.randint(1, 12))
    order = list(QUESTIONS)
    rows = []
    if number % 3 == 1:
        random.shuffle(order)
        language = random.choice(codebook.LANGUAGES)
        labels = codebook.load().variables
        rows.append([random.choice((q, labels[q].label[language])) for q in order])
    place = list(QUESTIONS).index
    rows += [[_spelt(random, q, person[place(q)]) for q in order] for person in people]
    line_end = ("\n", "\r\n")[number % 2]
    text = line_end.join(SEPARATORS[number % len(SEPARATORS)].join(row) for row in rows)
    group = Counter(people)
    case = {"kind": "table", "text": text, "counts": _listed(group)}
    return {**case, "expected": _expected([group])}


def _spelt(random: Random, question: str, answer: str | None) -> str:
    if answer is None:
        return random.choice(("", " ", '""'))
    names = codebook.load().variables[question].categories[answer].values()
    number = str(QUESTIONS[question].index(answer) + 1)
    text = random.choice((answer, number, *names))
    return random.choice((text, text.upper(), f'"{text}"', f" {text}"))


def _listed(group: Counter) -> list:
    return [[list(pattern), n] for pattern, n in sorted(group.items(), key=repr)]


def _expected(groups: Iterable[dict]) -> list[dict]:
    """Per scheme and rule: ends of the mean, of the number scored, and levels by thresholds."""
    groups = list(groups)
    return [_ends(scheme, groups) for scheme in variants()]


def _ends(scheme: Scheme, groups: list[dict]) -> dict:
    scores = [mean_score(group, scheme) for group in groups]
    means = [score.mean for score in scores if score.mean is not None]
    low, high = (min(means), max(means)) if means else (None, None)
    return {
        "scheme": scheme.name,
        "rule": scheme.missing,
        "low": None if low is None else str(low),
        "high": None if high is None else str(high),
        "scored": [min(s.n_scored for s in scores), max(s.n_scored for s in scores)],
        "levels": {
            name: [_level(end, cut) for end in (low, high)]
            for name, cut in _with_thresholds(scheme).items()
        },
    }


def _level(mean: Fraction | None, scheme: Scheme) -> int | None:
    return None if mean is None else LEVELS.index(level_of(mean, scheme))


if __name__ == "__main__":
    print(json.dumps(cases(), ensure_ascii=False))
