"""A cell that shows too much is stopped while it runs, and named; what it showed is not kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpers.workshop import cell_output
from helpers.workshop.execution import NotebookError
from tests.workshop.test_execution import execute, text_of, write_notebook

# The last goes on when it is interrupted, and prints for ever.
FLOODS = (
    "print('x' * 6_000_000)",
    "while True:\n    try:\n        print('x' * 1000)\n    except BaseException:\n        pass",
)


@pytest.mark.slow
@pytest.mark.parametrize("cell", FLOODS)
def test_a_flood_is_stopped_with_its_place(tmp_path: Path, cell: str) -> None:
    """Also of a cell that nothing but the end of its kernel stops."""
    source, product = write_notebook(tmp_path / "a.ipynb", "1", cell, "2"), tmp_path / "b.ipynb"
    with pytest.raises(NotebookError, match=r"a\.ipynb, cell 2: the cell shows more than 5 MB and"):
        execute(source, product)
    assert [path.name for path in tmp_path.iterdir() if path != source] == ["b.partial.ipynb"]
    assert (tmp_path / "b.partial.ipynb").stat().st_size < 10_000


@pytest.mark.slow
def test_a_long_line_is_kept_at_once(tmp_path: Path) -> None:
    """The machinery of notebooks would look for carriage returns in it for an hour."""
    cell = "import sys\nprint('x' * 1_000_000)\nprint('e', file=sys.stderr)\nprint('y')"
    notebook = execute(write_notebook(tmp_path / "a.ipynb", cell), tmp_path / "b.ipynb")
    assert text_of(notebook).endswith(("x\ny\ne\n", "e\n" + "x" * 1_000_000 + "\ny\n"))
    assert len(notebook["cells"][-1]["outputs"]) == 2


def test_streams_are_put_together_and_the_rest_stays() -> None:
    """In which pieces they came differs from run to run."""
    outputs = [
        {"output_type": "stream", "name": name, "text": text}
        for name, text in [("stdout", "a"), ("stderr", "b"), ("stdout", "c")]
    ]
    shown = {"output_type": "display_data", "data": {}}
    kept = cell_output._coalesced([outputs[0], shown, *outputs[1:]])
    assert [each.get("text") for each in kept] == ["ac", None, "b"]


def test_everything_that_a_message_brings_counts() -> None:
    """Pictures as much as printed lines."""
    assert cell_output.size({"data": {"image/png": "x" * 10}, "metadata": {"a": ["b"]}}) == 11
