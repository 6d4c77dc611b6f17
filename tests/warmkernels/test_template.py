"""What becomes of kernels when a template, a keeper or the program that started them dies."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import psutil
import pytest

from tests.warmkernels.conftest import Kernel, eventually, processes_of, write_spec
from warmkernels.provisioner import NAME

# Starts kernels.
pytestmark = [
    pytest.mark.slow,
    pytest.mark.usefixtures("apart"),
    pytest.mark.skipif(not hasattr(os, "pidfd_open"), reason="warm kernels are for Linux"),
]

Begin = Callable[..., Kernel]

# Starts a kernel, and a process that has left its session, and waits to be killed.
PROGRAM = """
import sys, time
from jupyter_client.manager import KernelManager
from warmkernels.provisioner import register
register()
manager = KernelManager(kernel_name="warm", transport="ipc", ip=sys.argv[1])
manager.start_kernel()
client = manager.client()
client.start_channels()
client.wait_for_ready(timeout=60)
start = "import subprocess; started = subprocess.Popen(['sleep', '300'], start_new_session=True)"
client.execute_interactive(start, timeout=60)
print(manager.provisioner.pid, flush=True)
time.sleep(300)
"""


def test_kernels_outlive_their_template_and_the_next_has_another(kernel: Begin) -> None:
    """The killed template leaves a socket at which nobody answers."""
    first = kernel(())
    template = psutil.Process(first.pid).parent().parent()
    template.kill()
    assert first.ask("print(1)") == "1\n"
    second = kernel(())
    assert second.is_warm
    assert psutil.Process(second.pid).parent().parent() not in (template, None)
    assert first.ask("print(2)") == "2\n"


def test_no_kernel_outlives_its_program(tmp_path: Path, own: Path) -> None:
    """Killed, it says nothing."""
    write_spec(tmp_path / "specs", "warm", {"provisioner_name": NAME})
    program = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, str(tmp_path / "k")], stdout=subprocess.PIPE, text=True
    )
    family = []
    try:
        process = psutil.Process(int(program.stdout.readline()))
        keeper = process.parent()
        family = [keeper, *keeper.children(recursive=True)]
        assert len(family) == 3
        program.kill()
        assert eventually(lambda: not any(each.is_running() for each in family))
        assert eventually(lambda: len(processes_of(own)) == 1)
    finally:
        for each in [program, *family[2:]]:
            with suppress(psutil.Error):
                each.kill()
        program.communicate()


def test_changed_files_are_imported_anew(
    kernel: Begin, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A template that is older than a module it has imported serves nobody.

    What a module prints, as this does, is in no kernel's way.
    """
    (tmp_path / "lib").mkdir()
    module = tmp_path / "lib" / "changing.py"
    monkeypatch.setenv("PYTHONPATH", str(tmp_path / "lib"), prepend=os.pathsep)
    for value in (1, 22):
        module.write_text(f"value = {value}\nprint(value)\n", encoding="utf-8")
        each = kernel(("changing",))
        assert each.is_warm
        assert each.ask("import changing; print(changing.value)") == f"{value}\n"


def test_a_template_ends_with_its_directory(kernel: Begin, own: Path) -> None:
    """So the removed folder of a command is the end of what it started; a kernel goes on.

    Until then the template stays, for what its kernel may leave.
    """
    each = kernel(())
    template = psutil.Process(each.pid).parent().parent()
    shutil.rmtree(own)
    assert eventually(lambda: not template.net_connections("unix"))
    assert each.ask("print(1)") == "1\n"
    each.end()
    assert eventually(lambda: not template.is_running() or template.status() == "zombie")


def test_many_that_ask_at_once_start_one_template(kernel: Begin, own: Path) -> None:
    """The others wait for the first."""
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(3) as pool:
        each = list(pool.map(lambda _: kernel(()), range(3)))
    assert len({psutil.Process(one.pid).parent().parent().pid for one in each}) == 1
    assert len([p for p in processes_of(own) if p.ppid() == os.getpid()]) == 1


def test_exit_statuses_are_those_of_the_process(kernel: Begin) -> None:
    """Of one that exits and one that a fault ends."""
    for code, status in (("os._exit(3)", 3), ("os.abort()", -signal.SIGABRT)):
        each = kernel(())
        each.asking.execute(f"import os; {code}")
        assert each.provisioner.process.wait(10) == status
