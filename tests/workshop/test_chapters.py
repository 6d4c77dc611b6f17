"""What a notebook writes is its product: put into place whole, and made again when it differs."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, ItemsView, Mapping
from pathlib import Path

import pytest

from helpers import inputs, paths
from helpers.inputs import Written
from helpers.workshop import chapters
from helpers.workshop.chapters import execute_chapter, remove_unwritten
from helpers.workshop.execution import NotebookError
from tests.cases.small_books import code, display, markdown, write_notebook

FILES = {
    "figures/en/fig-a.csv": "year,count\n2024,1\n",
    "figures/en/fig-a.narrow.svg": "<svg/>",
    "tables/en/tbl-a.csv": "1\n",
    "numbers/en/02_a.json": "{}",
}


CELLS = (
    markdown("Prose."),
    code('#| fig-cap: "A"\nplot()', display(plain="1"), tags=("sortable",)),
    code("x = 1", tags=("parameters",)),
)


@pytest.fixture
def notebook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A source notebook, in outputs of its own."""
    monkeypatch.setattr(paths, "OUTPUTS", tmp_path / "outputs")
    monkeypatch.setattr(paths, "NOTEBOOKS", tmp_path)
    source = tmp_path / "02_a.ipynb"
    source.write_text("{}", encoding="utf-8")
    monkeypatch.setattr(inputs, "notebooks", lambda: sorted(tmp_path.glob("*.ipynb")))
    return source


@pytest.fixture
def write(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Written]:
    """Executes a notebook that writes the files given, and may fail then."""

    def write_and_end(
        source: Path, files: Mapping[str, str], error: Exception | None = None
    ) -> Written:
        def execution(_: Path, product: Path, *, environment: Mapping[str, str], **__: object):
            product.parent.mkdir(parents=True, exist_ok=True)
            write_notebook(product, *CELLS)
            for name, text in files.items():
                path = Path(environment[paths.WRITES]) / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, encoding="utf-8")
            if error:
                raise error

        monkeypatch.setattr(chapters, "execute_notebook", execution)
        execute_chapter(source, "en")
        return inputs.written("en", source.stem)

    return write_and_end


def text_of(name: str) -> str:
    return (paths.OUTPUTS / name).read_text(encoding="utf-8")


def replace_by_directory(path: Path) -> None:
    path.unlink()
    (path / "inside").mkdir(parents=True)


HARM = {
    "changed": lambda path: path.write_text("year,count\n2024,2\n", encoding="utf-8"),
    "cut off": lambda path: path.write_text("year", encoding="utf-8"),
    "emptied": lambda path: path.write_text("", encoding="utf-8"),
    "deleted": lambda path: path.unlink(),
    "a directory": replace_by_directory,
    "folder deleted": lambda path: shutil.rmtree(path.parent),
    "folder a file": lambda path: shutil.rmtree(path.parent) or path.parent.write_text("x"),
    "of another edition": lambda path: path.write_text("жыл,саны\n", encoding="utf-8"),
}


@pytest.mark.parametrize("harm", HARM)
def test_what_differs_is_missing_and_made_again(notebook: Path, write, harm: str) -> None:
    """Whatever was done to a file; all of them are as they were afterwards."""
    written = write(notebook, FILES)
    before = written.state()
    assert before
    path = paths.OUTPUTS / "figures/en/fig-a.csv"
    HARM[harm](path)
    assert written.state() is None
    assert write(notebook, FILES).state() == before
    assert {name: text_of(name) for name in FILES} == FILES


def test_a_time_that_was_set_back_hides_no_change(notebook: Path, write) -> None:
    """As copying tools and archives do."""
    import os

    written = write(notebook, FILES)
    path = paths.OUTPUTS / "figures/en/fig-a.csv"
    stat = path.stat()
    assert written.state()
    path.write_text(FILES["figures/en/fig-a.csv"].replace("1", "7"), encoding="utf-8")
    os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    assert written.state() is None


@pytest.mark.parametrize("text", ["", "{", "[1]", '{"files": 3, "code": ""}', "{}"])
def test_a_list_that_cannot_be_read_is_missing(notebook: Path, write, text: str) -> None:
    """So the notebook is executed again."""
    written = write(notebook, FILES)
    written.path.write_text(text, encoding="utf-8")
    assert written.state() is None


def test_an_executed_copy_has_code_and_outputs_only(notebook: Path, write) -> None:
    """So that what a run gives depends on nothing but what its task depends on."""
    write(notebook, FILES)
    cells = json.loads(text_of("executed/en/02_a.ipynb"))["cells"]
    assert [(cell["source"], cell["metadata"], len(cell["outputs"])) for cell in cells] == [
        ("plot()", {}, 1),
        ("x = 1", {"tags": ["parameters"]}, 0),
    ]


def test_what_other_code_wrote_is_missing(notebook: Path, write) -> None:
    """A notebook that is saved while it runs has not run."""
    written = write(notebook, FILES)
    before = written.state()
    notebook.write_text('{"cells": []}', encoding="utf-8")
    assert written.state() is None
    assert write(notebook, FILES).state() not in (None, before)

    class Saving(dict):
        """Files of a notebook that is saved when it writes them."""

        def items(self) -> ItemsView[str, str]:
            notebook.write_text("{}", encoding="utf-8")
            return super().items()

    with pytest.raises(NotebookError, match=r"02_a\.ipynb: .* saved while it ran \(code 02_a\); b"):
        write(notebook, Saving(FILES))
    assert not written.path.exists()


def test_a_helper_saved_meanwhile_is_told(
    notebook: Path, write, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The pipeline would take what was written for the work of the new one."""
    states = iter(["before", "after"])
    monkeypatch.setattr(inputs.Reached, "state", lambda _: next(states))
    with pytest.raises(NotebookError, match=r"while it ran \(code used by 02_a\); build once more"):
        write(notebook, FILES)
    assert not (paths.OUTPUTS / "figures").exists()


def test_a_notebook_that_fails_changes_no_figure(notebook: Path, write) -> None:
    """Though it had written some; and it is not taken for one that was executed."""
    written = write(notebook, FILES)
    changed = dict.fromkeys(FILES, "other")
    with pytest.raises(NotebookError, match="cell 4"):
        write(notebook, changed, NotebookError("cell 4"))
    assert text_of("figures/en/fig-a.csv") == FILES["figures/en/fig-a.csv"]
    assert written.state() is None
    assert [path.name for path in paths.executed("en").iterdir()] == []


@pytest.mark.parametrize(
    ("files", "message"),
    [
        ({"numbers/en/03_b.json": "{}"}, r"02_a\.ipynb wrote no 02_a\.json"),
        ({**FILES, "tables/ru/t.csv": ""}, r"writes tables/ru/t\.csv; in this edition it writes"),
        ({**FILES, "tables/en/a/t.csv": ""}, r"writes tables/en/a/t\.csv; .*and nowhere else"),
    ],
)
def test_a_file_in_another_place_is_refused(
    notebook: Path, write, files: dict[str, str], message: str
) -> None:
    """Nothing of it is put into place."""
    with pytest.raises(NotebookError, match=message):
        write(notebook, files)
    assert not (paths.OUTPUTS / "numbers").exists()


def test_a_file_of_two_notebooks_is_refused(notebook: Path, write) -> None:
    """Each build would execute one of them again; one that was given away is the new owner's."""
    write(notebook, FILES)
    other = notebook.with_name("03_b.ipynb")
    other.write_text("{}", encoding="utf-8")
    own = {"numbers/en/03_b.json": "{}", "figures/en/fig-a.csv": "other"}
    with pytest.raises(NotebookError, match=r"writes figures/en/fig-a\.csv, and so does 02_a"):
        write(other, own)
    notebook.write_text('{"cells": []}', encoding="utf-8")
    assert write(other, own).state()


def test_what_no_notebook_wrote_goes(notebook: Path, write) -> None:
    """Strangers' files, figures that are drawn no more, and all of a notebook that was removed."""
    gone = notebook.with_name("09_gone.ipynb")
    gone.write_text("{}", encoding="utf-8")
    write(gone, {"numbers/en/09_gone.json": "{}", "figures/en/fig-gone.svg": ""})
    gone.unlink()
    write(notebook, {**FILES, "figures/en/fig-old.png": ""})
    write(notebook, FILES)
    (paths.OUTPUTS / "tables/en/stranger").mkdir()
    partial = paths.executed("en") / "02_a.partial.ipynb"
    partial.write_text("of one that failed", encoding="utf-8")
    removed = {path.name for path in remove_unwritten("en", inputs.notebooks())}
    assert {"stranger", "fig-old.png", "fig-gone.svg", "09_gone.json", "09_gone.ipynb"} <= removed
    left = {path.relative_to(paths.OUTPUTS).as_posix() for path in paths.OUTPUTS.rglob("*.*")}
    executed = {"02_a.ipynb", "02_a.files.json", partial.name}
    assert left == {*FILES, *(f"executed/en/{name}" for name in executed)}
