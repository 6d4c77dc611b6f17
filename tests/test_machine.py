"""What the machine does to a command is said in a sentence; its locale does nothing."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from helpers import __main__ as door
from helpers import machine, paths
from helpers.workshop import build


@pytest.mark.parametrize(
    ("number", "message"),
    [
        (errno.ENOSPC, "outputs/a: No space left on device. Make room there (`df -h"),
        (errno.EROFS, "outputs/a: Read-only file system. Give yourself the right to it (`ls -ld"),
        (errno.EACCES, "write elsewhere with CIVIC_VOICE_OUTPUTS=/path"),
        (errno.EISDIR, "outputs/a: Is a directory. Something else lies where this belongs: move"),
        (errno.EMFILE, "outputs/a: Too many open files. Mend this and run the same command again."),
    ],
)
def test_the_machine_is_named_with_the_mend(
    number: int, message: str, capsys: pytest.CaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By the command that met it, and by a build whose worker did."""
    error = OSError(number, os.strerror(number), str(paths.ROOT / "outputs" / "a"))

    def fails(_: object) -> int:
        """A command."""
        raise error

    monkeypatch.setitem(door.COMMANDS, "check", fails)
    assert door.main(["check"]) == 1
    assert message in capsys.readouterr().err
    assert message in build._explanation((OSError, error, "a trace"))


def test_a_disk_that_fills_while_a_folder_is_copied_is_named() -> None:
    """What went wrong with each file is a text by then."""
    why = str(OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "/srv/book/b"))
    said = machine.explained(shutil.Error([("/a/b", "/srv/book/b", why)]))
    assert said.startswith(
        "/srv/book/b: No space left on device. Make room there (`df -h /srv/book"
    )


def test_what_a_command_was_told_to_print_in_stays(tmp_path: Path) -> None:
    """Another start would find the same, and start again for ever."""
    code = "from helpers import machine; machine.speak_utf8(); print('done')"
    env = {**os.environ, "PYTHONPATH": str(paths.ROOT / "src"), "PYTHONIOENCODING": "ascii"}
    run = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env=env,
        capture_output=True,
        timeout=60,
        check=True,
    )
    assert run.stdout.strip() == b"done"


def test_what_is_nobodys_but_ours_keeps_its_place_in_the_code(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A file that the code forgot to write is no fault of the machine."""
    error = FileNotFoundError(errno.ENOENT, "No such file or directory", "a")
    assert machine.explained(error) == machine.explained(ValueError()) == ""

    def fails(_: object) -> int:
        """A command."""
        raise error

    monkeypatch.setitem(door.COMMANDS, "check", fails)
    with pytest.raises(FileNotFoundError):
        door.main(["check"])


@pytest.mark.skipif(os.name != "posix", reason="Windows has another way")
def test_a_command_and_its_children_have_a_locale_of_their_own(tmp_path: Path) -> None:
    """Letters in a path are letters, printed and handed on, in a locale that has none of them."""
    folder = tmp_path / "Қала"
    folder.mkdir()
    code = (
        "import os, sys, subprocess; from helpers import machine; machine.speak_utf8();"
        "print(os.getcwd()); sys.stdout.flush();"
        "subprocess.run([sys.executable, '-c', 'import os; print(os.getcwd())'], check=True)"
    )
    bare = {"PATH": os.environ["PATH"], "PYTHONPATH": str(paths.ROOT / "src")}
    bare |= {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=folder, env=bare, capture_output=True, check=True
    )
    assert run.stdout.decode().splitlines() == [str(folder)] * 2
