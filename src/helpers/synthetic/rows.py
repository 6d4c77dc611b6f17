"""Questionnaires that print what the report prints, made up row by row.

A world of the engine (`bounds.worlds`) says how many respondents gave each answer; here they
become rows. Answers to different questions are dealt independently of each other, except where the
world counts them jointly (form A by town and pattern, so that the towns' means hold). Independence
is an assumption for the sake of rows, never a finding: random rows do not reach the extremes that
the numbers allow, and many of them are no bounds. Those come from `helpers.bounds`.

    question with one answer each    one column of answer ids
    question with several answers    one column of 0 and 1 per answer, `question__answer`
    question asked by place          `question_place` beside it
    no answer that the report prints `UNPRINTED`; missing where the question was not answered at all
    staff                            staff, staff_women, staff_unknown, staff_youth: whole numbers

Rows beyond the report's number repeat its rows in turn, so that shares are the printed ones up to
the last, incomplete turn; time grows with the number of rows and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from helpers.bounds.blocks import Block, Question, block_of
from helpers.bounds.towns import PLACE
from helpers.errors import ArgumentError
from helpers.ledger.reported import to_whole
from helpers.scale.schemes import QUESTIONS
from helpers.synthetic.staff import UNPRINTED, staff_of
from helpers.synthetic.watermark import mark
from helpers.synthetic.worlds import anchors, first_world

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

    from helpers.bounds.worlds import World
    from helpers.ledger.claims import Ledger

BLOCKS = ("survey", "form_a", "form_b")

# Numbers of people and not answers of an organisation.
STAFF_VARIABLES = ("staff_gender", "staff_age", "staff_size")


def make_rows(
    ledger: Ledger,
    block: str,
    *,
    n_rows: int | None = None,
    seed: int = 0,
    world: World | None = None,
) -> pd.DataFrame:
    """Synthetic questionnaires of one block, marked.

    Parameters: `block` one of `BLOCKS`; `n_rows` the report's own number unless given; `seed` deals
    the answers; `world` another one than the engine's first, such as one of `anchors`.
    Returns a frame with the mark as its first column; the same arguments give the same rows.
    Raises `ArgumentError` for another block and a number of rows below 1.
    """
    import numpy as np
    import pandas as pd

    if block not in BLOCKS:
        raise ArgumentError(f"{block!r} has no questionnaires; use {', '.join(BLOCKS)}")
    found = world or first_world(ledger, block)
    n_wanted = to_whole(found.size if n_rows is None else n_rows, "n_rows", at_least=1)
    generator = np.random.default_rng(seed)
    columns = dict(_columns(block_of(ledger, block), found, generator))
    frame = pd.DataFrame(columns)
    if n_wanted != len(frame):
        frame = frame.take(np.resize(np.arange(len(frame)), n_wanted)).reset_index(drop=True)
    return mark(frame, block=block, seed=seed, n_rows=n_wanted, given_up=list(found.dropped))


def ensemble(
    ledger: Ledger, block: str, seeds: range, *, n_rows: int | None = None
) -> Iterator[pd.DataFrame]:
    """One set of rows per seed, from the extreme worlds in turn, for variety. No set of bounds."""
    worlds = anchors(ledger, block)
    for seed in seeds:
        world = worlds[seed % len(worlds)]
        yield make_rows(ledger, block, n_rows=n_rows, seed=seed, world=world)


def _columns(
    block: Block, world: World, generator: np.random.Generator
) -> Iterator[tuple[str, object]]:
    """The columns of all questions, each dealt by itself unless counted jointly."""
    joint = dict(_joint_columns(block, world, generator))
    yield from joint.items()
    by_place: dict[str, list[Question]] = {}
    for question in block.questions.values():
        if question.variable in joint or question.variable in STAFF_VARIABLES:
            continue
        if question.place:
            by_place.setdefault(question.variable, []).append(question)
        elif question.is_single:
            yield question.variable, _deal_single(block, question, world, generator)
        elif question.answer == "multiple":
            yield from _deal_several(question, world, generator)
    for variable, questions in by_place.items():
        yield from _deal_by_place(variable, questions, world, generator)
    if block.name == "survey":
        yield from staff_of(block.ledger, world, generator)


def _joint_columns(
    block: Block, world: World, generator: np.random.Generator
) -> Iterator[tuple[str, object]]:
    """The questions that the world counts jointly: its cells, shuffled.

    Rows of a question's base whose answer is not printed are among those without one.
    """
    import numpy as np

    if not world.cells:
        return
    cells = sorted(world.cells.items())
    order = generator.permutation(sum(number for _, number in cells))
    index = np.repeat(np.arange(len(cells)), [number for _, number in cells])[order]
    for variable in (PLACE, *QUESTIONS):
        answers = [dict(cell)[variable] for cell, _ in cells]
        column = np.array(answers, dtype=object)[index]
        if variable != PLACE:
            gaps = np.flatnonzero(column == "")
            base = base_of(block, block.questions[variable, ""], world)
            column[gaps[: base - (len(column) - len(gaps))]] = UNPRINTED
        yield variable, _categorical(column)


def _deal_single(
    block: Block, question: Question, world: World, generator: np.random.Generator
) -> object:
    import numpy as np

    counts = [world.counts[name] for name in question.answers.values()]
    base = base_of(block, question, world)
    answers = [*question.answers, UNPRINTED, ""]
    numbers = [*counts, base - sum(counts), world.size - base]
    dealt = np.repeat(np.array(answers, dtype=object), numbers)
    return _categorical(dealt[generator.permutation(world.size)])


def _deal_several(
    question: Question, world: World, generator: np.random.Generator
) -> Iterator[tuple[str, object]]:
    import numpy as np

    order = generator.permutation(world.size)
    n_alone = 0
    for answer in question.exclusive:
        column = np.zeros(world.size, dtype=np.int8)
        number = world.counts[question.answers[answer]]
        column[order[n_alone : n_alone + number]] = 1
        n_alone += number
        yield f"{question.variable}__{answer}", column
    others = order[n_alone:]
    for answer, name in question.answers.items():
        if answer not in question.exclusive:
            column = np.zeros(world.size, dtype=np.int8)
            column[generator.permutation(others)[: world.counts[name]]] = 1
            yield f"{question.variable}__{answer}", column


def _deal_by_place(
    variable: str, questions: list[Question], world: World, generator: np.random.Generator
) -> Iterator[tuple[str, object]]:
    """A question asked in several places: who is where, and what was answered there."""
    import numpy as np

    places, answers = [], []
    for question in questions:
        counts = {a: world.counts[name] for a, name in question.answers.items()}
        n_here = sum(counts.values())
        if question.base in world.counts and question.answers:
            n_here = world.counts[question.base]
        elif not question.answers:
            n_here = world.counts[_own(question, world)]
        places += [question.place] * n_here
        answers += [answer for answer, number in counts.items() for _ in range(number)]
        answers += [UNPRINTED] * (n_here - sum(counts.values()))
    rest = [""] * (world.size - len(places))
    order = generator.permutation(world.size)
    has_answers = any(question.answers for question in questions)
    name = f"{variable}_place" if has_answers else variable
    yield name, _categorical(np.array([*places, *rest], dtype=object)[order])
    if has_answers:
        yield variable, _categorical(np.array([*answers, *rest], dtype=object)[order])


def base_of(block: Block, question: Question, world: World) -> int:
    """How many rows are in a question's base: the printed one if kept, else that of its shares."""
    shared = world.counts.get(f"base_of:{question.variable}:{question.place}")
    if question.base and question.base not in world.dropped:
        return world.counts[question.base]
    if shared is not None:
        return shared
    if question.base:
        return min(world.counts[question.base], world.size)
    if block.name == "survey":
        return world.size
    return sum(world.counts[name] for name in question.answers.values())


def _own(question: Question, world: World) -> str:
    """The quantity of a place that is printed without answers."""
    names = [name for name in world.counts if name.endswith(question.place)]
    return next(name for name in names if question.variable.split("_")[0] in name)


def _categorical(values: np.ndarray) -> object:
    import pandas as pd

    kept = pd.Series(values, dtype=object).replace("", None)
    return pd.Categorical(kept)
