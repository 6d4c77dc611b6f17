"""The commands a reader types, and the environment they make: what is promised before any build."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
import tomllib
from collections.abc import Sequence
from importlib import metadata
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet

from bookmaker import quarto_command
from helpers.__main__ import COMMANDS, REVIEWS, main
from helpers.paths import ROOT
from helpers.workshop import environment

MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")


def make(*arguments: str, directory: Path = ROOT) -> subprocess.CompletedProcess[str]:
    # A test may itself run below make, whose variables would reach the inner one.
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("MAKE", "MFLAGS", "PYTHON"))}
    return subprocess.run(
        ["make", "-f", str(ROOT / "Makefile"), *arguments],
        cwd=directory,
        env=clean,
        capture_output=True,
        text=True,
        check=False,
    )


class Installer:
    """Stands where pip and venv are called: records the commands, or is interrupted at one."""

    def __init__(self, *, interrupted_at: str = "") -> None:
        self.names: list[str] = []
        self.interrupted_at = interrupted_at

    def __call__(self, command: Sequence[str], name: str, _total: int) -> None:
        self.names.append(name)
        if name == self.interrupted_at:
            raise KeyboardInterrupt
        if name == "python -m venv":
            (Path(command[-1]) / "bin").mkdir()


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A directory with a lock and nothing else."""
    (tmp_path / "requirements.lock").write_text("one==1 \\\n  --hash=sha256:0\n", encoding="utf-8")
    return tmp_path


def test_help_lists_every_target() -> None:
    """A target that a reader may call is told in one line; so are the variables."""
    listed = re.findall(r"^  (\w+) +\S", make("help").stdout, re.MULTILINE)
    promised = set(re.findall(r"^\.PHONY: (\w+)$", MAKEFILE, re.MULTILINE)) - {"always"}
    assert set(listed) == promised
    assert {"book", "test", "lab", "preview", "clean", "lint", "lock"} <= promised
    assert {"quick", "export"} <= promised
    assert {"publish", "reproduce", "sheet", "weights", "axe", "parity"} <= promised
    assert make().stdout == make("help").stdout


def test_a_machine_without_python_is_told(checkout: Path) -> None:
    """The message names what was tried and what to do."""
    run = make("book", "PYTHON=/nowhere/python3", directory=checkout)
    assert run.returncode == 2
    assert "No Python 3.11 or newer (tried /nowhere/python3). Install one," in run.stderr
    assert not (checkout / ".venv").exists()


def test_a_python_without_venv_is_told(checkout: Path) -> None:
    """Debian's python3 may lack it: the message names the package."""
    (checkout / "ensurepip.py").write_text("raise ImportError\n", encoding="utf-8")
    code = "import pathlib, helpers.workshop.environment as e; e.set_up(pathlib.Path.cwd())"
    run = subprocess.run(
        [sys.executable, "-c", code],
        cwd=checkout,
        env={**os.environ, "PYTHONPATH": f"{checkout}{os.pathsep}{ROOT / 'src'}"},
        capture_output=True,
        text=True,
        check=False,
    )
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    assert f"apt install python{version}-venv" in run.stderr
    assert not (checkout / ".venv").exists()


def test_the_environment_is_made_once_and_again_for_a_new_lock(checkout: Path) -> None:
    """A lock with a new date is the same lock; one with other contents is not."""
    installer = Installer()
    assert environment.set_up(checkout, call=installer)
    assert installer.names == ["python -m venv", "pip install"]
    (checkout / "requirements.lock").touch()
    assert not environment.set_up(checkout, call=installer)
    assert not environment.set_up(checkout, exact_python=True, call=installer)
    (checkout / ".venv/left").touch()
    (checkout / "requirements.lock").write_text("two==2\n", encoding="utf-8")
    assert environment.set_up(checkout, call=installer)
    assert not (checkout / ".venv/left").exists()


def test_the_environment_imports_the_sources_beside_it(tmp_path: Path) -> None:
    """In a directory of any name, also one that setuptools would fill in."""
    root = tmp_path / "{name} Қала %s $HOME"
    (root / "src/own").mkdir(parents=True)
    (root / "src/own/__init__.py").touch()
    environment._add_sources(root / ".venv")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", root / ".venv"], check=True)
    code = [environment.python_of(root / ".venv"), "-c", "import own; print(own.__name__)"]
    bare = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    run = subprocess.run(code, env=bare, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert run.stdout == "own\n", run.stderr


def test_other_programs_find_what_the_sources_offer(tmp_path: Path) -> None:
    """JupyterLab in the environment finds the provisioner of warm kernels."""
    environment._add_sources(tmp_path)
    (where,) = tmp_path.rglob("*.dist-info")
    (found,) = metadata.Distribution.at(where).entry_points
    assert found.group == "jupyter_client.kernel_provisioners"
    assert found.load().__name__ == "WarmProvisioner"


def test_another_python_is_taken_when_it_is_asked_for(checkout: Path) -> None:
    """An environment of another version stays unless PYTHON says otherwise."""
    environment.set_up(checkout, call=Installer())
    stamp = checkout / ".venv/.complete"
    other = stamp.read_text(encoding="utf-8").replace("python 3.", "python 4.")
    stamp.write_text(other, encoding="utf-8")
    assert not environment.set_up(checkout, call=Installer())
    assert environment.set_up(checkout, exact_python=True, call=Installer())


@pytest.mark.parametrize("step", ["python -m venv", "pip install"])
def test_an_interrupted_set_up_begins_again(checkout: Path, step: str) -> None:
    """Whatever was interrupted, the environment does not count as complete."""
    with pytest.raises(KeyboardInterrupt):
        environment.set_up(checkout, call=Installer(interrupted_at=step))
    assert not (checkout / ".venv/.complete").exists()
    assert environment.set_up(checkout, call=Installer())
    assert not (checkout / ".venv/.begun").exists()


def test_an_environment_of_someone_else_is_left_alone(checkout: Path) -> None:
    """It may hold a reader's work; the message says how to go on."""
    (checkout / ".venv").mkdir()
    with pytest.raises(
        environment.EnvironmentSetupError, match=r"\.venv was not made by this Makefile"
    ):
        environment.set_up(checkout, call=Installer())


def test_a_failed_installation_shows_its_last_lines(checkout: Path) -> None:
    """The reason is in what pip said last."""

    def failing(_command: Sequence[str], name: str, total: int) -> None:
        script = "print('Collecting one'); print('no space left'); raise SystemExit(1)"
        environment._call([sys.executable, "-c", script], name, total)

    with pytest.raises(
        environment.EnvironmentSetupError,
        match=r"python -m venv failed; its last lines:\n  Collecting one\n  no space left\nMend",
    ):
        environment.set_up(checkout, call=failing)


@pytest.mark.parametrize(
    ("variables", "reason"), [({"QUARTO": "off"}, r"QUARTO=off"), ({"CI": "true"}, r"CI is set")]
)
def test_quarto_is_not_tried_when_it_is_not_wanted(
    tmp_path: Path, variables: dict[str, str], reason: str
) -> None:
    """A notice, no attempt, and a later call without the variable tries."""
    attempts = []
    notice = environment.try_quarto(
        tmp_path, variables, version=str, run=lambda *call: attempts.append(call) or 1
    )
    assert re.search(reason, notice)
    assert "embedded renderer" in notice
    assert not attempts
    assert not list(tmp_path.iterdir())


def test_quarto_is_tried_once(tmp_path: Path) -> None:
    """A failure is one line and is not repeated."""
    attempts = []
    for expected in ("Quarto could not be installed", ""):
        notice = environment.try_quarto(
            tmp_path, {}, version=str, run=lambda *call: attempts.append(call) or 1
        )
        assert notice.startswith(expected)
        assert "\n" not in notice
    ((command, seconds),) = attempts
    assert command[-1] == environment.QUARTO_PACKAGE
    assert seconds == environment.QUARTO_SECONDS


def test_an_installed_quarto_is_taken_as_it_is(tmp_path: Path) -> None:
    """Nothing is installed beside it."""
    notice = environment.try_quarto(tmp_path, {}, version=lambda: "1.9.38", run=None)
    assert notice == "Quarto 1.9.38 found: it renders the book."


@pytest.mark.parametrize(("printed", "found"), [("1.9.38", "1.9.38"), ("1.5.57", ""), ("?", "")])
def test_only_a_quarto_new_enough_counts(tmp_path: Path, printed: str, found: str) -> None:
    """Older ones lack what the book uses; one that does not run is none."""
    command = tmp_path / "quarto"
    command.write_text(f"#!/bin/sh\necho '{printed}'\n", encoding="utf-8")
    command.chmod(0o755)
    assert environment.quarto_version(str(command)) == found
    assert environment.quarto_version(str(tmp_path / "none")) == ""


def test_an_attempt_ends_at_its_time_limit() -> None:
    """A download that hangs does not hold the build, nor does a child of it."""
    start = time.monotonic()
    assert environment.run_bounded(["sh", "-c", "sleep 30 & sleep 30"], 1) == 1
    assert time.monotonic() - start < 10


def pinned(python: str) -> dict[str, Requirement]:
    """What the lock installs for a version of Python, by name; every entry must have hashes."""
    entries = re.findall(
        r"^(\w.*?) \\\n((?: +--hash=.*\n)+)",
        (ROOT / "requirements.lock").read_text(encoding="utf-8"),
        re.MULTILINE,
    )
    found = [Requirement(entry) for entry, _ in entries]
    machine = {"python_version": python, "python_full_version": f"{python}.9"}
    return {each.name: each for each in found if not each.marker or each.marker.evaluate(machine)}


def test_conda_installs_the_lock() -> None:
    """environment.yml names no version of a package: pip takes them, and the hashes, from the lock.

    The package itself, which has no hash, is installed by the command that `make` uses.
    """
    text = (ROOT / "environment.yml").read_text(encoding="utf-8")
    *conda, with_pip = yaml.safe_load(text)["dependencies"]
    named = dict(re.fullmatch(r"(\w+)(.*)", entry).groups() for entry in conda)
    assert set(named) == {"python", "pip", "make", "quarto"}
    assert with_pip == {"pip": ["--requirement requirements.lock"]}
    oldest = tuple(int(part) for part in named["quarto"].removeprefix(">=").split("."))
    assert oldest >= quarto_command.OLDEST
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    python = named["python"].removeprefix("=")
    assert f"{python}.9" in SpecifierSet(project["requires-python"])
    commands = re.findall(r"^#   (python -m pip .*)$", text, re.MULTILINE)
    assert commands == ["python -m pip install --no-deps --no-build-isolation --editable ."]


@pytest.mark.parametrize("python", ["3.11", "3.12", "3.13"])
def test_the_lock_pins_what_the_project_asks_for(python: str) -> None:
    """Every dependency of pyproject.toml, at one version that is new enough, and no other."""
    locked = pinned(python)
    assert all(str(each.specifier).startswith("==") for each in locked.values())
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    for entry in [*project["dependencies"], *project["optional-dependencies"]["test"]]:
        wanted = Requirement(entry)
        version = str(locked[wanted.name].specifier).removeprefix("==")
        assert version in wanted.specifier, wanted.name


def test_ci_runs_the_readers_command() -> None:
    """Nothing is tested there that a reader cannot test here."""
    script = ROOT / ".ci/run"
    assert os.access(script, os.X_OK)
    assert subprocess.run(["bash", "-n", str(script)], check=False).returncode == 0
    text = script.read_text(encoding="utf-8")
    assert "set -euo pipefail" in text
    assert "\nmake lint\nmake test\n" in text
    assert "make reproduce" in text


def test_every_command_explains_itself(capsys: pytest.CaptureFixture[str]) -> None:
    """`python -m helpers --help` lists each with a line."""
    with pytest.raises(SystemExit, match="0"):
        main(["--help"])
    printed = capsys.readouterr().out
    for name, function in COMMANDS.items():
        assert re.search(rf"^ +{name}\s", printed, re.MULTILINE)
        assert function.__doc__


def test_reviews_read_their_own_options(capsys: pytest.CaptureFixture[str]) -> None:
    """What follows the name of a review is the review's; other commands refuse what they ignore."""
    for name in sorted(REVIEWS):
        with pytest.raises(SystemExit, match="0"):
            main([name, "--language", "en", "--help"])
        assert "--language" in capsys.readouterr().out
    with pytest.raises(SystemExit, match="2"):
        main(["check", "--language", "en"])
    assert "unrecognized arguments: --language en" in capsys.readouterr().err


def test_publishing_asks_where(capsys: pytest.CaptureFixture[str]) -> None:
    """Without a directory nothing is built; the message is the command to type."""
    assert main(["publish", ""]) == 1
    assert capsys.readouterr().err == "say where to copy the book: make publish DIR=/path/to/site\n"
    assert "-m helpers build" not in make("publish", "--dry-run").stdout
    assert "-m helpers build" in make("publish", "DIR=/srv/site", "--dry-run").stdout


def test_check_summarises_good_data(capsys: pytest.CaptureFixture[str]) -> None:
    """A line per data file and a last one that says all is well."""
    assert main(["check"]) == 0
    assert re.fullmatch(
        r"(\S+\.(csv|yaml): (\d+ entries|valid)\n){3,}The published data are valid\.\n",
        capsys.readouterr().out,
    )


def test_an_error_is_its_message(capsys: pytest.CaptureFixture[str]) -> None:
    """No traceback for what a reader can mend; the exit status is 1."""
    assert main(["build", "--editions", "xx"]) == 1
    assert capsys.readouterr().err == "EDITIONS: there is no 'xx'; choose from en, ru, kk\n"
