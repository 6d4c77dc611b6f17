"""Binder and dev containers set up what `make` sets up, by its commands, and fetch nothing else."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from helpers.paths import ROOT
from tests.repository.test_makefile import MAKEFILE, make

BINDER = ROOT / ".binder"
CONTAINER = json.loads((ROOT / ".devcontainer/devcontainer.json").read_text(encoding="utf-8"))
FILES = [path for folder in (".binder", ".devcontainer") for path in (ROOT / folder).iterdir()]
POST_BUILD = (BINDER / "postBuild").read_text(encoding="utf-8")


def test_there_is_nothing_but_what_is_checked_here() -> None:
    """A file more would be read by repo2docker, too."""
    names = {path.relative_to(ROOT).as_posix() for path in FILES}
    assert names == {".binder/postBuild", ".binder/runtime.txt", ".devcontainer/devcontainer.json"}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_no_address_is_named(path: Path) -> None:
    """What is installed comes from the lock, and from whatever registry the machine uses."""
    found = re.search(r"://|\bpip\b|\bconda\b|\w\.(?:com|org|io|net)\b", path.read_text("utf-8"))
    assert found is None


@pytest.mark.parametrize("commands", [POST_BUILD, CONTAINER["postCreateCommand"]])
def test_they_make_what_make_knows(commands: str) -> None:
    """The environment of the Makefile, whose stamp is its target."""
    targets = re.findall(r"^make (\S+)$", commands, re.MULTILINE)
    assert targets == [".venv/.complete"]
    assert "No rule" not in make("--dry-run", *targets).stderr
    assert "No rule" in make("--dry-run", ".venv/.nothing").stderr


def test_ports_and_labels_are_those_of_the_targets() -> None:
    """The preview's port, and JupyterLab's own."""
    port = int(re.search(r"^PORT \?= (\d+)$", MAKEFILE, re.MULTILINE)[1])
    assert CONTAINER["forwardPorts"] == [port, 8888]
    labels = CONTAINER["portsAttributes"]
    assert set(labels) == {str(each) for each in CONTAINER["forwardPorts"]}
    targets = [re.search(r"make (\w+)$", each["label"])[1] for each in labels.values()]
    assert all(f".PHONY: {target}\n" in MAKEFILE for target in targets)


def test_the_python_is_the_one_that_make_looks_for_first() -> None:
    """A later one in PATH would be passed over for the system's, which makes no environments."""
    first = re.search(r"^PYTHONS := .*?(python3\.\d+) ", MAKEFILE, re.MULTILINE)[1]
    version = first.removeprefix("python")
    assert (BINDER / "runtime.txt").read_text(encoding="utf-8") == f"python-{version}\n"
    assert re.fullmatch(rf"python:{version}-[a-z]+", CONTAINER["image"])


def test_notebooks_get_the_kernel_of_the_environment(tmp_path: Path) -> None:
    """Under the name they ask for, in the prefix of the server, after the set-up has succeeded."""
    bash = ["bash", str(BINDER / "postBuild")]
    assert subprocess.run(["bash", "-n", *bash[1:]], check=False).returncode == 0
    assert os.access(bash[1], os.X_OK)
    (tmp_path / ".venv").symlink_to(sys.prefix)
    prefix = tmp_path / "server"
    for status in (0, 3):
        fake = tmp_path / "make"
        fake.write_text(f"#!/bin/sh\necho made $1\nexit {status}\n", encoding="utf-8")
        fake.chmod(0o755)
        path = f"{tmp_path}{os.pathsep}{os.environ['PATH']}"
        variables = {**os.environ, "PATH": path, "NB_PYTHON_PREFIX": str(prefix)}
        done = subprocess.run(
            bash, cwd=tmp_path, env=variables, capture_output=True, text=True, check=False
        )
        assert done.returncode == status, done.stderr
        assert done.stdout.startswith("made .venv/.complete\n")
        if status:
            assert "kernelspec" not in done.stdout
    spec = json.loads((prefix / "share/jupyter/kernels/python3/kernel.json").read_text("utf-8"))
    assert Path(spec["argv"][0]).is_relative_to(tmp_path / ".venv")
