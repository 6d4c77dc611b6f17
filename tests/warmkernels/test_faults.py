"""Faults, what becomes of the kernel, and that no process is left: the rows of the README's table.

Processes are counted, those that wait to be reaped among them.
"""

from __future__ import annotations

import errno
import os
import resource
import shutil
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

from helpers.workshop.execution import NotebookError, execute_notebook
from tests.cases.small_books import write_notebook
from tests.warmkernels.conftest import Kernel, eventually, processes_of
from warmkernels.client import ColdError, private

# Starts kernels.
pytestmark = [
    pytest.mark.slow,
    pytest.mark.usefixtures("apart"),
    pytest.mark.skipif(not hasattr(os, "pidfd_open"), reason="warm kernels are for Linux"),
]

Begin = Callable[..., Kernel]

NOBODY = 65534
EMPTY = {"metadata": {}, "source": "", "outputs": [], "execution_count": None}

# Prints the numbers of four processes that have left the kernel's session and have another parent:
# a fork that is deaf, two of which one is the other's child, and a program without environment.
DETACH = """
import os, signal, sys, time

def detach(become):
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.setsid()
        if not os.fork():
            for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
                signal.signal(number, signal.SIG_IGN)
            os.write(writing, b"%d " % os.getpid())
            become(writing)
            time.sleep(60)
        os._exit(0)
    os.close(writing)
    os.waitpid(child, 0)
    while part := os.read(reading, 100):
        print(part.decode(), end="")

def fork_again(writing):
    if not os.fork():
        os.setsid()
        os.write(writing, b"%d " % os.getpid())
    os.close(writing)

sleep = [sys.executable, "-c", "import time; time.sleep(60)"]
detach(os.close)
detach(fork_again)
detach(lambda _: os.execve(sleep[0], sleep, {}))
"""

# Fails, in a template or a keeper, while there is a file of that name.
FORKLESS = """
import errno, os
from pathlib import Path

def fork(fork=os.fork, template=os.getpid()):
    who = "template" if os.getpid() == template else "keeper"
    if Path(__file__).parent.with_name(who).exists():
        raise BlockingIOError(errno.EAGAIN, os.strerror(errno.EAGAIN))
    return fork()

os.fork = fork
"""


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str], None]:
    """Writes a module that can be preloaded."""

    def write(name: str, text: str) -> None:
        (tmp_path / "lib").mkdir()
        (tmp_path / "lib" / f"{name}.py").write_text(text, encoding="utf-8")
        monkeypatch.setenv("PYTHONPATH", str(tmp_path / "lib"))

    return write


def family(each: Kernel) -> tuple[psutil.Process, psutil.Process]:
    """Template and keeper of a kernel."""
    keeper = psutil.Process(each.pid).parent()
    assert keeper
    template = keeper.parent()
    assert template
    return template, keeper


def numbers_of(folder: Path) -> set[int]:
    return {each.pid for each in processes_of(folder)}


def test_a_killed_keeper_leaves_nothing(
    kernel: Begin, own: Path, write: Callable[[str, str], None]
) -> None:
    """Its template ends what is left, also one that serves nobody any more; other kernels go on.

    What a module started when it was imported is no keeper's, and ends with the template.
    """
    write("helping", "import subprocess\nhelp = subprocess.Popen(['sleep', '300']).pid\n")
    first, last = kernel(("helping",)), kernel(("helping",))
    template, _ = family(first)
    assert family(last)[0] == template
    helper = int(last.ask("import helping; print(helping.help)"))
    for each in (first, last):
        keeper = family(each)[1]
        detached = {int(number) for number in each.ask(DETACH).split()}
        assert len(detached) == 4
        assert all(psutil.pid_exists(number) for number in detached)
        keeper.kill()
        dead = {each.pid, keeper.pid, *detached}
        assert eventually(lambda dead=dead: not any(map(psutil.pid_exists, dead)))
        if each is first:
            left = {template.pid, helper, last.pid, family(last)[1].pid}
            assert eventually(lambda left=left: numbers_of(own) == left)
            shutil.rmtree(own)
            # It closes its socket when it has seen that.
            assert eventually(lambda: not template.net_connections("unix"))
    assert eventually(lambda: not numbers_of(own))


def test_a_killed_keeper_without_template_takes_its_kernel_with_it(
    kernel: Begin, own: Path
) -> None:
    """What the kernel had detached has nobody left to end it, as the README says."""
    each = kernel(())
    template, keeper = family(each)
    detached = [psutil.Process(int(number)) for number in each.ask(DETACH).split()]
    template.kill()
    keeper.kill()
    assert eventually(lambda: not psutil.pid_exists(each.pid))
    assert len([one for one in detached if one.is_running()]) == 4
    for one in detached:
        one.kill()
    assert eventually(lambda: not processes_of(own))


def test_what_may_not_be_killed_keeps_nobody_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """The system refuses to signal a process of another user; all others are ended."""
    from warmkernels import template

    before = template._children()
    ours, theirs = (subprocess.Popen(["sleep", "60"]) for _ in range(2))

    def kill(number: int, sign: int, kill: Callable[[int, int], None] = os.kill) -> None:
        if number == theirs.pid:
            raise PermissionError
        kill(number, sign)

    with monkeypatch.context() as context:
        context.setattr("os.kill", kill)
        template._end_children(before)
    assert not psutil.pid_exists(ours.pid)
    assert theirs.poll() is None
    theirs.kill()
    theirs.wait()
    ours.wait()


@pytest.mark.parametrize("kind", ["another's", "readable", "enterable", "a link"])
def test_only_a_private_directory_is_used(tmp_path: Path, own: Path, kind: str) -> None:
    """Of this user, closed to all others, and no link to one."""
    own.mkdir(parents=True, mode=0o700)
    assert private(own) == own
    if kind == "another's" and os.geteuid():
        own = Path("/root")
    elif kind == "another's":
        os.chown(own, NOBODY, NOBODY)
    elif kind == "a link":
        (tmp_path / "link").symlink_to(own)
        own = tmp_path / "link"
    else:
        own.chmod(0o740 if kind == "readable" else 0o701)
    with pytest.raises(ColdError, match="must be a directory that only this user may enter"):
        private(own)


def test_with_the_directory_of_another_user_the_kernel_is_ordinary(
    kernel: Begin, own: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """One line says why; nothing is written there, and no template is started."""
    if os.geteuid():
        monkeypatch.setenv("WARM_KERNELS_DIR", "/root")
    else:
        own.mkdir(parents=True, mode=0o700)
        os.chown(own, NOBODY, NOBODY)
    each = kernel(())
    assert not each.is_warm
    assert each.ask("print(1)") == "1\n"
    (said,) = (one for one in caplog.records if one.name == each.provisioner.log.name)
    assert "must be a directory that only this user may enter" in said.getMessage()
    assert not list(own.glob("*"))
    assert numbers_of(own) <= {each.pid}


def test_a_template_that_hangs_is_ended(
    kernel: Begin, own: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Whoever asks it waits for so long and no longer; its kernels go on, the next has another."""
    monkeypatch.setattr("warmkernels.client._ANSWER_SECONDS", 1)
    first = kernel(())
    template, _ = family(first)
    template.suspend()
    begun = time.time()
    second = kernel(())
    assert not second.is_warm
    (said,) = (one for one in caplog.records if "ordinary kernel" in one.getMessage())
    assert "the template did not answer within 1 s" in said.getMessage()
    assert 1 <= said.created - begun < 3
    third = kernel(())
    assert third.is_warm
    assert not psutil.pid_exists(template.pid)
    assert first.ask("print(1)") == "1\n"
    for each in (first, second, third):
        each.end()
    assert eventually(lambda: len(processes_of(own)) == 1)


def test_a_template_that_does_not_become_ready_is_ended(
    kernel: Begin,
    own: Path,
    write: Callable[[str, str], None],
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """While it imports."""
    write("endless", "import time\ntime.sleep(300)\n")
    monkeypatch.setattr("warmkernels.client._READY_SECONDS", 1)
    monkeypatch.setattr("warmkernels.provisioner.KERNEL", ())
    each = kernel(("endless",))
    assert not each.is_warm
    assert "the template was still importing after 1 s" in caplog.text
    each.end()
    assert eventually(lambda: not processes_of(own))


def test_where_no_process_can_be_forked_the_kernel_is_ordinary(
    kernel: Begin,
    tmp_path: Path,
    own: Path,
    write: Callable[[str, str], None],
    caplog: pytest.LogCaptureFixture,
) -> None:
    """One line says why, and the template serves the next."""
    write("forkless", FORKLESS)
    begun = [kernel(("forkless",))]
    template, _ = family(begun[0])
    for who in ("template", "keeper"):
        caplog.clear()
        (tmp_path / who).touch()
        begun.append(kernel(("forkless",)))
        assert not begun[-1].is_warm
        assert begun[-1].ask("print(1)") == "1\n"
        (said,) = (one for one in caplog.records if "ordinary kernel" in one.getMessage())
        assert f"it cannot be forked ([Errno {errno.EAGAIN}]" in said.getMessage()
        (tmp_path / who).unlink()
    begun.append(kernel(("forkless",)))
    assert begun[-1].is_warm
    assert family(begun[-1])[0] == template
    for each in begun:
        each.end()
    assert eventually(lambda: numbers_of(own) == {template.pid})


def test_where_no_process_can_be_started_at_all_the_error_says_so(
    tmp_path: Path, own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither a template nor an ordinary kernel; a notebook's reader is told of the limit."""

    def popen(*_: object, **__: object) -> None:
        raise BlockingIOError(errno.EAGAIN, os.strerror(errno.EAGAIN))

    source = write_notebook(tmp_path / "a.ipynb", {"cell_type": "code", "id": "a", **EMPTY})
    monkeypatch.setattr("warmkernels.client.subprocess.Popen", popen)
    monkeypatch.setattr("jupyter_client.launcher.Popen", popen)
    with pytest.raises(NotebookError, match=r"before any cell: the system starts no more .*ulimit"):
        execute_notebook(source, tmp_path / "out" / "a.ipynb", parameters={})
    assert not processes_of(own)


def test_a_cell_without_memory_fails_alone(kernel: Begin, own: Path) -> None:
    """Under a limit of its own the cell has an error; its kernel goes on, the next has no limit."""
    each = kernel(())
    limit = "import resource as r; r.setrlimit(r.RLIMIT_AS, (2**31, r.RLIM_INFINITY))"
    assert each.ask(f"{limit}; held = bytearray(2**32)").startswith("MemoryError")
    assert each.ask("print(1)") == "1\n"
    following = kernel(())
    asked = following.ask("import resource as r; print(r.getrlimit(r.RLIMIT_AS))")
    assert asked == f"{resource.getrlimit(resource.RLIMIT_AS)}\n"
    template, _ = family(following)
    for one in (each, following):
        one.end()
    assert eventually(lambda: numbers_of(own) == {template.pid})
