"""The chapter as it is published: its cells run once, its solutions read from its prose."""

import ast
import json
import re

import pytest

from helpers import paths

CHAPTER = paths.NOTEBOOKS / "11_extend.ipynb"
EXERCISES = ("draw", "claim", "scale", "bound", "code", "section")

_SOLUTION = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_SECTION = re.compile(r"\{#sec-ex-(\w+)\}")


def run(code, names):
    """Run the code of a cell; returns what its last expression gives, as a notebook shows it."""
    tree = ast.parse(code)
    last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, "cell", "exec"), names)
    return last and eval(compile(ast.Expression(last.value), "cell", "eval"), names)


def cells():
    """Each cell with the exercise it belongs to, in the order of the chapter."""
    exercise = ""
    for cell in json.loads(CHAPTER.read_text(encoding="utf-8"))["cells"]:
        source = "".join(cell["source"])
        if cell["cell_type"] == "markdown" and (found := _SECTION.search(source)):
            exercise = found[1]
        yield exercise, cell["cell_type"], source


def solution(exercise):
    """All lines of Python in the exercise's prose."""
    texts = [text for name, kind, text in cells() if (name, kind) == (exercise, "markdown")]
    return "\n".join(block for text in texts for block in _SOLUTION.findall(text))


def published(language):
    """The names that the chapter has after a run as published, and what each check said."""
    names, said = {}, {}
    for exercise, kind, source in cells():
        if kind == "code":
            shown = run(source.replace('language = "en"', f'language = "{language}"'), names)
            if "exercises.check_" in source:
                said[exercise] = str(shown)
    return names, said


@pytest.fixture
def names(own_outputs, as_published):
    """The names of the chapter, for a test to answer with; what it draws is its own."""
    assert own_outputs.is_dir()
    return dict(as_published)


@pytest.fixture(scope="session")
def as_published(tmp_path_factory):
    """The names of the chapter after one run in English."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(paths, "OUTPUTS", tmp_path_factory.mktemp("outputs"))
        return published("en")[0]
