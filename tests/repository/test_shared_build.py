"""One build for all workers: made once, and when it fails, explained once."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace

import pytest

from helpers.machine import cores
from tests import conftest
from tests.shared_build import Build, build_once, made_once, result_in

TESTS = Path(__file__).parents[1]

# Tests of a book whose build fails; each build adds a line to a file.
SUITE = """
import pytest
from pathlib import Path
from tests import shared_build

def build():
    with Path({log!r}).open("a") as log:
        log.write("built\\n")
    return shared_build.Build(1, "notebooks/00_first.ipynb, cell 5: the reason\\n")

shared_build.build_editions = build

@pytest.mark.parametrize("number", range(6))
def test_book(built_book, number):
    pass

def test_other():
    pass
"""


@pytest.mark.parametrize("status", [0, 1])
def test_the_book_is_built_once(tmp_path: Path, status: int) -> None:
    """Whoever comes while it is built waits and finds the result, of a failed build, too."""
    built = []

    def build() -> Build:
        time.sleep(0.2)
        built.append(1)
        return Build(status, "lines")

    assert result_in(tmp_path) is None
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda _: build_once(tmp_path, build), range(4)))
    assert found == [Build(status, "lines")] * 4
    assert len(built) == 1
    assert result_in(tmp_path) == found[0]


def test_a_directory_is_made_once_and_whole(tmp_path: Path) -> None:
    """Of one that breaks off nothing is left to the next, who makes it again."""
    made = []

    def make(directory: Path) -> None:
        (directory / "a").write_text("whole" if made else "half", encoding="utf-8")
        made.append(directory)
        time.sleep(0.1)
        if len(made) == 1:
            raise OSError("No space left on device")

    with pytest.raises(OSError, match="No space"):
        made_once(tmp_path, "small", make)
    with ThreadPoolExecutor(4) as pool:
        found = set(pool.map(lambda _: made_once(tmp_path, "small", make), range(4)))
    assert len(made) == 2
    (directory,) = found
    assert [path.read_text(encoding="utf-8") for path in directory.iterdir()] == ["whole"]


def test_who_needs_the_book_comes_first_and_who_is_quick_last() -> None:
    """So that the first worker builds at once, and no worker waits for a long test at the end."""
    items = [
        SimpleNamespace(
            fixturenames=fixtures,
            add_marker=lambda _: None,
            get_closest_marker=lambda _, slow=slow: slow or None,
        )
        for fixtures, slow in (([], False), ([], True), (["built_book"], True), (["x"], False))
    ]
    ordered = [items[place] for place in (2, 1, 0, 3)]
    conftest.pytest_collection_modifyitems(items)
    assert items == ordered


@pytest.mark.slow
@pytest.mark.parametrize("n_workers", [0, 2])
def test_a_failed_build_is_explained_once(tmp_path: Path, n_workers: int) -> None:
    """Every test that needs the book fails in a line; the reason stands once, at the end."""
    suite = tmp_path / "tests"
    shutil.copytree(TESTS / "cases", suite / "cases")
    for name in ("__init__.py", "conftest.py", "shared_build.py"):
        shutil.copy(TESTS / name, suite / name)
    log = tmp_path / "log"
    (suite / "test_suite.py").write_text(SUITE.format(log=str(log)), encoding="utf-8")
    (tmp_path / "pytest.ini").write_text("[pytest]\nmarkers = slow\n", encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-q", "-n", str(n_workers), str(tmp_path)]
    run = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert "1 passed, 6 errors" in run.stdout, run.stdout + run.stderr
    assert run.stdout.count("the reason") == 1
    assert log.read_text(encoding="utf-8") == "built\n"


@pytest.mark.parametrize(
    ("source", "keyword", "n_workers"),
    [("TESTPATHS", "", cores() + 1), ("ARGS", "", 0), ("TESTPATHS", "claims", 0)],
)
def test_chosen_tests_run_in_one_process(source: str, keyword: str, n_workers: int) -> None:
    """Workers cost some seconds each, which a file or a few names do not take."""
    config = SimpleNamespace(
        args_source=pytest.Config.ArgsSource[source],
        ArgsSource=pytest.Config.ArgsSource,
        option=SimpleNamespace(keyword=keyword),
    )
    assert conftest.pytest_xdist_auto_num_workers(config) == n_workers
