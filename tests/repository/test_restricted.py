"""Respondents' files cannot be committed or pushed, and never were."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from helpers.paths import ROOT
from helpers.synthetic.watermark import TEXT
from helpers.workshop import environment

README = "data/restricted/README.md"
MOST_BYTES = 1_000_000


def git(root: Path, *arguments: str, **more: object) -> subprocess.CompletedProcess[str]:
    """Git's answer in a repository, as whoever tests and in English."""
    who = ["-c", "user.name=tester", "-c", "user.email=tester@example.invalid"]
    command = ["git", "-C", str(root), *who, *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, **more)


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A repository with our hooks in use and our .gitignore, and one commit."""
    root = tmp_path / "checkout"
    root.mkdir()
    assert git(root, "init", "--quiet", "--initial-branch=main").returncode == 0
    shutil.copytree(ROOT / ".githooks", root / ".githooks")
    shutil.copy(ROOT / ".gitignore", root)
    place(root, README, "What belongs here.")
    place(root, "src/mark.py", f"TEXT = {TEXT!r}\n")
    assert environment.use_hooks(root) == (
        "Git now refuses to commit respondents' files (.githooks)."
    )
    assert git(root, "add", ".").returncode == 0
    done = git(root, "commit", "--quiet", "-m", "first")
    assert done.returncode == 0, done.stderr
    return root


def place(root: Path, name: str, text: str) -> None:
    (root / name).parent.mkdir(parents=True, exist_ok=True)
    (root / name).write_text(text, encoding="utf-8")


def test_git_passes_over_restricted_files(checkout: Path) -> None:
    """Unless they are forced in."""
    place(checkout, "data/restricted/2026/raw.csv", "a,b")
    assert git(checkout, "status", "--porcelain").stdout == ""
    assert git(checkout, "add", ".").returncode == 0
    assert "ignored" in git(checkout, "add", "data/restricted/2026/raw.csv").stderr


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("data/restricted/2026/raw.csv", "a,b"),
        ("data/restricted/2026/clean/анкета 1.json", "{}"),
        ("Data/Restricted/key", "secret"),
        ("data/published/survey.parquet", "PAR1"),
        ("data/answers.XLSX", "PK"),
        ("беседа.qdpx", "PK"),
        ("notes.csv", f"synthetic,row\n{TEXT},1\n"),
    ],
)
def test_a_commit_of_respondents_is_refused(checkout: Path, name: str, text: str) -> None:
    """Forced in, under another name, as a table from elsewhere, or made up; and it is said how to
    go on."""
    place(checkout, name, text)
    place(checkout, "src/other.py", "x = 1\n")
    assert git(checkout, "add", "-f", name, "src/other.py").returncode == 0
    refused = git(checkout, "commit", "-m", "second")
    assert refused.returncode == 1
    assert refused.stderr.startswith("Not committed: these files hold respondents, or rows made up")
    assert f"\n  {name}\n" in refused.stderr
    assert "src/other.py" not in refused.stderr
    assert git(checkout, "reset", "-q", "--", name).returncode == 0
    assert git(checkout, "commit", "-m", "second").returncode == 0
    assert (checkout / name).exists()


def test_a_planted_value_is_refused_wherever_it_comes_out(checkout: Path) -> None:
    """Values in data/restricted/canaries.json; one of a few digits stands anywhere by chance."""
    values = '{\n "text": "ответ къжъ: «bdfg»",\n "bin": "991312345001",\n "staff": "7919"\n}\n'
    place(checkout, "data/restricted/canaries.json", values)
    place(checkout, "chapter.md", "7919 organisations")
    git(checkout, "add", "chapter.md")
    assert git(checkout, "commit", "-m", "second").returncode == 0
    for text in ("<p>ответ къжъ: «bdfg»</p>", "991312345001"):
        place(checkout, "src/page.html", text)
        git(checkout, "add", "src/page.html")
        refused = git(checkout, "commit", "-m", "third")
        assert refused.returncode == 1
        assert "\n  src/page.html\n" in refused.stderr
        assert text not in refused.stderr
    place(checkout, "src/page.html", "991312345002")
    git(checkout, "add", "src/page.html")
    assert git(checkout, "commit", "-m", "third").returncode == 0


def test_what_was_committed_past_the_hook_is_not_pushed(checkout: Path, tmp_path: Path) -> None:
    """Not even when a later commit has deleted it; what is clean goes through."""
    git(tmp_path, "init", "--quiet", "--bare", "remote")
    git(checkout, "remote", "add", "origin", str(tmp_path / "remote"))
    assert git(checkout, "push", "--quiet", "origin", "main").returncode == 0
    place(checkout, "data/restricted/raw.csv", "a,b")
    git(checkout, "add", "-f", "data/restricted/raw.csv")
    assert git(checkout, "commit", "--quiet", "--no-verify", "-m", "second").returncode == 0
    git(checkout, "rm", "--quiet", "data/restricted/raw.csv")
    assert git(checkout, "commit", "--quiet", "-m", "third").returncode == 0
    refused = git(checkout, "push", "origin", "main")
    assert refused.returncode == 1
    assert "Not pushed: " in refused.stderr
    assert "\n  data/restricted/raw.csv\n" in refused.stderr
    git(checkout, "reset", "--quiet", "--hard", "HEAD~2")
    place(checkout, "src/other.py", "x = 1\n")
    git(checkout, "add", "src/other.py")
    git(checkout, "commit", "--quiet", "-m", "other")
    assert git(checkout, "push", "--quiet", "origin", "main").returncode == 0


def test_a_merge_is_refused_too(checkout: Path) -> None:
    """A branch whose commits passed by the hook."""
    git(checkout, "switch", "--quiet", "-c", "branch")
    place(checkout, "answers.sav", "$FL2")
    git(checkout, "add", "answers.sav")
    git(checkout, "commit", "--quiet", "--no-verify", "-m", "second")
    git(checkout, "switch", "--quiet", "main")
    refused = git(checkout, "merge", "--no-ff", "-m", "merge", "branch")
    assert refused.returncode != 0
    assert "answers.sav" in refused.stderr


def test_hooks_are_set_up_once_and_nobody_s_own_are_replaced(
    checkout: Path, tmp_path: Path
) -> None:
    """Nor is anything done where the files are no checkout of their own."""
    assert environment.use_hooks(checkout) == ""
    git(checkout, "config", "core.hooksPath", "mine")
    assert environment.use_hooks(checkout).startswith("Git has hooks of yours: call those of")
    assert git(checkout, "config", "core.hooksPath").stdout == "mine\n"
    git(checkout, "config", "--unset", "core.hooksPath")
    place(checkout, ".git/hooks/pre-commit", "#!/bin/sh")
    assert environment.use_hooks(checkout).startswith("Git has hooks of yours")
    assert git(checkout, "config", "core.hooksPath").returncode == 1
    (checkout / "inner").mkdir()
    assert environment.use_hooks(checkout / "inner") == ""
    assert environment.use_hooks(tmp_path) == ""


def test_the_hook_knows_the_mark() -> None:
    """It is written out there, because hooks run without Python."""
    assert f"MARK='{TEXT}'\n" in (ROOT / ".githooks/refuse.sh").read_text(encoding="utf-8")


def history() -> list[tuple[str, int, str]]:
    """Kind, bytes and name of every object of every commit."""
    if git(ROOT, "rev-parse", "--show-toplevel").stdout.strip() != str(ROOT):
        pytest.skip("downloaded files have no history")
    names = git(ROOT, "rev-list", "--objects", "--all").stdout
    form = "--batch-check=%(objecttype) %(objectsize) %(rest)"
    lines = git(ROOT, "cat-file", form, input=names).stdout.splitlines()
    cells = [line.split(" ", 2) for line in lines]
    return [(kind, int(size), name) for kind, size, name in cells]


def test_nothing_restricted_was_ever_committed() -> None:
    """No path but that of the README, no table as questionnaires come in, nothing large."""
    blobs = [(size, name) for kind, size, name in history() if kind == "blob"]
    assert blobs
    below = {name for _, name in blobs if name.lower().startswith("data/restricted")}
    assert below <= {README}
    script = f". {ROOT}/.githooks/refuse.sh; restricted_names"
    names = "".join(f"{name}\n" for _, name in blobs)
    shell = ["sh", "-c", script]
    done = subprocess.run(shell, input=names, capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("", "")
    assert [name for size, name in blobs if size > MOST_BYTES] == []


def test_nothing_in_git_carries_the_mark_of_made_up_rows() -> None:
    """Code and tests name it, data do not."""
    if not (ROOT / ".git").exists():
        pytest.skip("downloaded files have no index")
    script = f". {ROOT}/.githooks/refuse.sh; marked_names --cached"
    shell = ["sh", "-c", script]
    done = subprocess.run(shell, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.stdout == ""
