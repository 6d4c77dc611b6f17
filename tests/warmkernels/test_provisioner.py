"""Warm kernels: like ordinary ones, apart from each other, and ordinary where there are none."""

from __future__ import annotations

import json
import logging
import os
import re
import signal
import subprocess
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psutil
import pytest

from tests.warmkernels.conftest import Kernel, eventually, processes_of
from tests.warmkernels.probe import LOOK, SPOIL, UNSPOILT

# Starts kernels.
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not hasattr(os, "pidfd_open"), reason="warm kernels are for Linux"),
]

Begin = Callable[..., Kernel]


def test_a_warm_kernel_looks_like_an_ordinary_one(kernel: Begin, tmp_path: Path) -> None:
    """To a cell: variables, paths, streams, signals, warnings, drawing, threads, what is open."""
    (tmp_path / "here").mkdir()
    ordinary = kernel(name="python", cwd=tmp_path / "here")
    warm = kernel(cwd=tmp_path / "here")
    assert warm.is_warm
    assert not ordinary.is_warm
    (expected, drawn), (seen, drawn_too) = (json.loads(k.ask(LOOK)) for k in (ordinary, warm))
    assert seen == expected
    assert not set(drawn) & set(drawn_too)
    inline = "import matplotlib.pyplot as p; p.plot([1]); p.show(); print(p.get_backend())"
    assert warm.ask(inline) == ordinary.ask(inline)


def test_nothing_leaks_between_twenty_kernels(kernel: Begin, tmp_path: Path, shared: Path) -> None:
    """Each looks, then spoils all it can, four at a time: none sees a trace of another.

    What they drew at random differs, and of what they started, however detached, nothing is left.
    Nearly all that is looked at is spoiled, as one that looks after it has spoiled shows.
    """
    (tmp_path / "here").mkdir()
    first = kernel(cwd=tmp_path / "here")
    template = psutil.Process(first.pid).parent().parent()

    def run(_number: int) -> tuple[str, list[object]]:
        each = kernel(cwd=tmp_path / "here")
        assert each.is_warm
        seen, drawn = json.loads(each.ask(LOOK))
        assert each.ask(SPOIL) == ""
        each.end()
        return json.dumps(seen), drawn

    expected, drawn = json.loads(first.ask(LOOK))
    with ThreadPoolExecutor(4) as pool:
        seen = list(pool.map(run, range(20)))
    assert {text for text, _ in seen} == {json.dumps(expected)}
    values = [value for _, each in [("", drawn), *seen] for value in each]
    assert len(set(values)) == len(values)
    left = {first.pid, psutil.Process(first.pid).ppid(), template.pid}
    assert eventually(lambda: {each.pid for each in processes_of(shared)} == left)
    assert first.ask(SPOIL) == ""
    after, _ = json.loads(first.ask(LOOK))
    assert {name for name in after if after[name] == expected[name]} == UNSPOILT


def test_streams_go_where_they_are_sent(kernel: Begin, tmp_path: Path) -> None:
    """What is written past Jupyter, to the process's own standard output and error."""
    with (tmp_path / "out").open("w") as out:
        each = kernel(stdout=out, stderr=out)
        assert each.is_warm
        each.ask("import sys; print('past', file=sys.__stdout__, flush=True)")
    assert "past" in (tmp_path / "out").read_text(encoding="utf-8")


def test_what_python_runs_at_its_start_holds_in_forks(
    kernel: Begin, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A hook that closes a process to files, as that of the book's kernels."""
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "sitecustomize.py").write_text(
        "import os, sys\n"
        "def hook(event, given):\n"
        "    if event == 'open' and str(given[0]).endswith(os.environ['SHUT']): raise ValueError\n"
        "sys.addaudithook(hook)\n",
        encoding="utf-8",
    )
    monkeypatch.setenv("PYTHONPATH", str(tmp_path / "site"), prepend=os.pathsep)
    monkeypatch.setenv("SHUT", "secret")
    each = kernel(())
    assert each.is_warm
    assert each.ask("open('secret')") == "ValueError"


def test_what_starts_threads_is_left_to_the_kernels(
    kernel: Begin, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A process with threads cannot be forked; all other modules are loaded."""
    (tmp_path / "threaded.py").write_text(
        "import os, threading, time\nos.environ['THREADED'] = '1'\n"
        "threading.Thread(target=time.sleep, args=(60,), daemon=True).start()\n",
        encoding="utf-8",
    )
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    each = kernel(("fractions", "threaded", "colorsys"))
    assert each.is_warm
    loaded = "[name in sys.modules for name in ('fractions', 'threaded', 'colorsys')]"
    said = each.ask(f"import os, sys; print({loaded}, os.environ.get('THREADED'))")
    assert said == "[True, False, True] None\n"


@pytest.mark.parametrize(
    ("preload", "message"),
    [
        (("not_there",), r"not_there does not import \(ModuleNotFoundError: No module named"),
        (("leaving",), r"leaving does not import \(SystemExit"),
        (("crashing",), r"the template ended with status 7 while it imported; .*\.log"),
    ],
)
def test_what_cannot_be_preloaded_is_told_and_the_kernel_is_ordinary(
    kernel: Begin,
    tmp_path: Path,
    own: Path,
    preload: tuple[str],
    message: str,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """One line says why; the next kernel does not wait for another attempt."""
    modules = {
        "leaving": "raise SystemExit\n",
        "crashing": "import os\nos._exit(7)\n",
    }
    for name, text in modules.items():
        (tmp_path / f"{name}.py").write_text(text, encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.setenv("WARM_KERNELS_DIR", str(own))
    monkeypatch.setattr("warmkernels.provisioner.KERNEL", ())
    started = []
    with caplog.at_level(logging.WARNING):
        for _ in range(2):
            each = kernel(preload)
            assert not each.is_warm
            assert each.ask("print(1)") == "1\n"
            started.append(len(list(own.glob("*.refused"))))
    assert started == [1, 1]
    said = [r.getMessage() for r in caplog.records if "ordinary kernel" in r.getMessage()]
    assert len(said) == 2
    assert re.search(message, said[0])
    assert not [each for each in processes_of(own) if "template.py" in " ".join(each.cmdline())]


def test_ordinary_kernels_when_asked_for(
    kernel: Begin, own: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """`WARM=0` starts no template and says nothing; a pipe for output is for ordinary kernels."""
    monkeypatch.setenv("WARM_KERNELS_DIR", str(own))
    monkeypatch.setenv("WARM", "0")
    assert not kernel().is_warm
    assert "ordinary kernel" not in caplog.text
    monkeypatch.delenv("WARM")
    assert not kernel(stdout=subprocess.PIPE).is_warm
    assert "stdout is to be a pipe" in caplog.text
    assert not list(own.glob("*"))


def test_others_are_not_trusted(
    kernel: Begin, own: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """A directory that others may enter, and a file in the socket's place."""
    monkeypatch.setenv("WARM_KERNELS_DIR", str(own))
    own.mkdir(parents=True)
    own.chmod(0o755)
    assert not kernel(()).is_warm
    assert "must be a directory that only this user may enter" in caplog.text
    own.chmod(0o700)
    assert kernel(()).is_warm
    (socket,) = (each for each in own.iterdir() if each.is_socket())
    socket.unlink()
    socket.touch()
    assert not kernel(()).is_warm
    assert f"{socket} is no socket of this user; remove it" in caplog.text


def test_an_interrupt_reaches_the_cell(kernel: Begin) -> None:
    """And the kernel goes on."""
    each = kernel()
    # An error otherwise ends what is asked soon after it, too.
    asked = each.asking.execute("print(1, flush=True)\nwhile True: pass", stop_on_error=False)
    while each.asking.get_iopub_msg(timeout=10)["msg_type"] != "stream":
        pass
    each.interrupt_kernel()
    reply = each.asking.get_shell_msg(timeout=10)
    assert reply["parent_header"]["msg_id"] == asked
    assert reply["content"]["ename"] == "KeyboardInterrupt"
    assert each.ask("print(1)") == "1\n"


def test_a_kernel_restarts(kernel: Begin) -> None:
    """In a new process, with nothing of the old one."""
    each = kernel()
    each.ask("x = 1")
    before = each.pid
    each.restart_kernel(now=True)
    each.asking.wait_for_ready(timeout=60)
    assert each.is_warm
    assert each.pid != before
    assert each.ask("x").startswith("NameError")


def test_a_signal_that_ends_a_kernel_is_its_status(kernel: Begin) -> None:
    """As out of memory, for whom the system kills; what the kernel had started is gone by then."""
    each = kernel()
    each.ask(LOOK + SPOIL)
    process, keeper = each.provisioner.process, psutil.Process(each.pid).parent()
    children = keeper.children(recursive=True)
    assert len(children) >= 4
    os.kill(each.pid, signal.SIGKILL)
    assert process.wait(10) == process.poll() == process.returncode == -signal.SIGKILL
    assert not [one for one in children if one.is_running() and one.pid != each.pid]
    assert eventually(lambda: not keeper.is_running() and not psutil.pid_exists(each.pid))
