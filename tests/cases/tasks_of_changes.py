"""Which tasks can run after a change: asked of a copy of the project, of which nothing is executed.

    python tests/cases/tasks_of_changes.py < changes.json

Standard input has file, old text and new text for each change by its name; the answer lists the
tasks of each. A task can run when one of its inputs has another state, or is written by a task that
can run.
"""

from __future__ import annotations

import contextlib
import io
import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import pytask
from pytask.tree_util import tree_leaves

from helpers import paths
from helpers.workshop import build


@dataclass(frozen=True)
class Task:
    """A task of the pipeline, with its inputs by their signatures, and those of its products."""

    name: str
    inputs: dict[str, Any]
    products: frozenset[str]


def tasks() -> list[Task]:
    """All tasks of the pipeline, in an order in which they can run."""
    sys.path.insert(0, str(paths.ROOT))
    with contextlib.redirect_stdout(io.StringIO()):
        session = pytask.build(
            config=build._pipeline_memory(),
            database_url="sqlite://",
            paths=sorted((paths.ROOT / "pipeline").glob("task_*.py")),
            dry_run=True,
        )
    found = [
        Task(
            task.name.rpartition("::")[2],
            {node.signature: node for node in tree_leaves(task.depends_on)},
            frozenset(node.signature for node in tree_leaves(task.produces)),
        )
        for task in session.tasks
    ]
    made = frozenset(signature for task in found for signature in task.products)
    return list(_in_order(found, made))


def _in_order(left: list[Task], made: frozenset[str]) -> Iterator[Task]:
    while left:
        ready = [task for task in left if not made & task.inputs.keys()]
        yield from ready
        made -= {signature for task in ready for signature in task.products}
        left = [task for task in left if task not in ready]


def states(all_tasks: Iterable[Task]) -> dict[str, str | None]:
    """The state of every input that no task writes."""
    made = {signature for task in all_tasks for signature in task.products}
    inputs = {signature: node for task in all_tasks for signature, node in task.inputs.items()}
    return {signature: inputs[signature].state() for signature in inputs.keys() - made}


def can_run(all_tasks: Iterable[Task], changed: set[str]) -> list[str]:
    """The names of the tasks that inputs of another state lead to."""
    names = []
    for task in all_tasks:
        if changed & task.inputs.keys():
            names.append(task.name)
            changed = changed | task.products
    return names


def main() -> None:
    """Make each change, ask, and take it back."""
    changes = json.load(sys.stdin)
    all_tasks = tasks()
    before, answer = states(all_tasks), {}
    for name, (file, old, new) in changes.items():
        path = paths.ROOT / file
        text = path.read_text(encoding="utf-8")
        path.write_text(new if not old else text.replace(old, new, 1), encoding="utf-8")
        after = states(all_tasks)
        changed = {signature for signature in before if before[signature] != after[signature]}
        answer[name] = can_run(all_tasks, changed)
        path.write_text(text, encoding="utf-8")
    json.dump(answer, sys.stdout)


if __name__ == "__main__":
    main()
