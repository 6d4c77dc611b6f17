"""What was solved is kept exactly, for this data and this code."""

import ast
import json
import os
import subprocess
import sys
from dataclasses import replace
from fractions import Fraction
from itertools import chain
from pathlib import Path

import pytest

from helpers import inputs, paths
from helpers.chapters.implied import solving
from helpers.chapters.implied.solving import Answers, Implied, Range, results
from pipeline import task_implied
from tests.cases.audit_cases import printing

TOWNS = ("towns_1", "towns_2", "towns_3", "towns_4")


def test_nothing_is_lost_in_the_file(found):
    """Fractions, schemes, tuples and missing ends come back as they were."""
    text = json.dumps(results.to_json(found))
    assert results.from_json(Implied, json.loads(text)) == found


def test_exact_numbers_are_text_in_the_file():
    """A reader of the file sees 1/3 and not 0.333."""
    kept = results.to_json(Range(Fraction(1, 3), None, "proved"))
    assert kept == {"low": "1/3", "high": None, "status": "proved", "unreached": []}


@pytest.mark.usefixtures("own_outputs")
def test_a_result_is_read_and_not_solved_again(study, found, monkeypatch):
    """In a notebook as in the book; the solver is not even asked."""
    results.write("implied", results.digest(study), found)
    monkeypatch.setattr(solving, "solve", lambda _: pytest.fail("solved again"))
    assert solving.solved(study) == found


@pytest.mark.usefixtures("own_outputs")
def test_without_a_result_the_solver_is_asked_and_says_so(study, found, monkeypatch, capsys):
    """And what it finds is kept for the next time."""
    monkeypatch.setattr(solving, "solve", lambda _: found)
    assert solving.solved(study) == found
    assert "Asking the solver" in capsys.readouterr().err
    assert solving.solved(study) == found
    assert capsys.readouterr().err == ""


def test_the_parts_are_the_pipelines():
    """The build asks every question, in parts whose files are those that are put together."""
    kept = {paths.computed(solving.kept_as(part)) for part in solving.PARTS}
    assert kept == set(task_implied.FOUND.values())


@pytest.mark.usefixtures("own_outputs")
def test_parts_that_are_kept_are_put_together_without_the_solver(study, found, monkeypatch):
    """Asked side by side they give, to the byte, what is found in one go."""
    whole = results.write("implied", results.digest(study), found).read_bytes()
    tried = {part: found.scorings[n::4] for n, part in enumerate(TOWNS)}
    rest = Answers(found.turned, found.staff, found.pairs, found.gap)
    for part, own in {"corrections": found.corrections, "answers": rest, **tried}.items():
        results.write(solving.kept_as(part), results.digest(study), own)
    never = {name: part._replace(ask=pytest.fail) for name, part in solving.PARTS.items()}
    monkeypatch.setattr(solving, "PARTS", never)
    for part in solving.PARTS:
        solving.solve_part(study, part)
    paths.computed("implied").unlink()
    assert solving.solved(study) == found
    assert paths.computed("implied").read_bytes() == whole


@pytest.mark.usefixtures("own_outputs")
def test_a_part_is_asked_once(study, monkeypatch):
    """What it finds is kept; a part that is missing is asked when all are put together."""
    asked = []
    part = solving.PARTS["towns_1"]._replace(ask=lambda _: asked.append(1) or ())
    monkeypatch.setitem(solving.PARTS, "towns_1", part)
    solving.solve_part(study, "towns_1")
    solving.solve_part(study, "towns_1")
    assert asked == [1]
    assert results.read("implied_towns_1", results.digest(study), part.kind) == ()


def test_the_parts_try_every_scoring_once(monkeypatch):
    """None is left out when scorings are divided by their points."""
    monkeypatch.setattr(solving, "solve_towns", lambda _, schemes: schemes)
    tried = [solving.PARTS[part].ask(None) for part in TOWNS]
    assert tuple(chain.from_iterable(zip(*tried, strict=True))) == solving.scorings()


@pytest.mark.usefixtures("own_outputs")
def test_other_data_are_solved_again(study, found, monkeypatch):
    """A changed digit never shows what was found without it."""
    results.write("implied", results.digest(study), found)
    changed = printing(study, difficulty_finance="75")
    other = replace(found, pairs=())
    monkeypatch.setattr(solving, "solve", lambda _: other)
    assert solving.solved(changed) == other
    assert results.read("implied", results.digest(study), Implied) is None


@pytest.mark.parametrize(
    "damage",
    [
        lambda text: text[: len(text) // 2],
        lambda text: text.replace('"proved"', '"undecided"', 1),
        lambda text: text.replace('"computed_from": "', '"computed_from": "0', 1),
        lambda text: json.dumps(json.loads(text) | {"sha256": ""}),
        lambda _: "[" * 5000,
        lambda _: "[]",
        lambda _: "",
    ],
)
@pytest.mark.usefixtures("own_outputs")
def test_a_damaged_result_is_solved_again(study, found, monkeypatch, capsys, damage):
    """Cut off, edited by hand or no JSON at all: never shown, never a traceback, and said."""
    path = results.write("implied", results.digest(study), found)
    path.write_text(damage(path.read_text(encoding="utf-8")), encoding="utf-8")
    monkeypatch.setattr(solving, "solve", lambda _: found)
    assert solving.solved(study) == found
    assert "implied.json is damaged: what it held is computed again." in capsys.readouterr().err
    assert solving.solved(study) == found
    assert capsys.readouterr().err == ""


def test_every_process_knows_a_result_by_the_same_digest():
    """What one process has solved is found by the next, whatever order sets have there."""
    code = (
        "from helpers.chapters.implied.solving import results\n"
        "from helpers.study import open_study\n"
        "print(results.digest(open_study()))"
    )
    digests = [
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert len(set(digests)) == 1


@pytest.mark.usefixtures("own_outputs")
def test_other_code_is_another_result(study, found, monkeypatch):
    """What solves is part of what a result depends on."""
    results.write("implied", results.digest(study), found)
    monkeypatch.setattr(type(inputs.SOLVING), "state", lambda _: "other code")
    assert results.read("implied", results.digest(study), Implied) is None


@pytest.mark.usefixtures("own_outputs")
@pytest.mark.parametrize(
    "change", [lambda t: t.replace('"proved"', '"undecided"', 1), lambda t: t[:99]]
)
def test_a_result_that_was_changed_is_solved_again(study, found, change):
    """By hand, by a full disk, by whatever it was."""
    digest = results.digest(study)
    path = results.write("implied", digest, found)
    path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8")
    assert results.read("implied", digest, Implied) is None


@pytest.mark.usefixtures("own_outputs")
def test_a_failed_computation_leaves_nothing(study, monkeypatch):
    """The next call computes again."""
    monkeypatch.setattr(solving, "solve", lambda _: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        solving.solved(study)
    assert not paths.computed("implied").exists()


def is_for_typing(node):
    return isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"


def imported(path):
    """The files of this project that a module imports, within functions, too; not for typing."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    tree.body = [node for node in tree.body if not is_for_typing(node)]
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("helpers"):
            for name in (node.module, *(f"{node.module}.{each.name}" for each in node.names)):
                place = paths.ROOT / "src" / name.replace(".", "/")
                yield from filter(Path.is_file, (place.with_suffix(".py"), place / "__init__.py"))


def test_all_code_that_solves_is_an_input():
    """Every module that solving leads to is hashed: none can change without a new solution.

    Except those that only tell which code it was.
    """
    hashed, seen = set(inputs.SOLVING.files()), set()
    left = [path for path in hashed if path.parent.name == "solving"]
    while left:
        path = left.pop()
        if path not in seen:
            seen.add(path)
            left += imported(path)
    assert len(seen) > 40
    telling = {paths.ROOT / "src" / "helpers" / name for name in ("inputs.py", "imported.py")}
    assert seen - telling <= hashed
