"""Starts kernels for Jupyter: warm ones where it can, the ordinary ones of Jupyter everywhere else.

A kernelspec asks for it by name, and may say what is imported before there is a kernel:

    "metadata": {"kernel_provisioner": {
        "provisioner_name": "warm-provisioner",
        "config": {"preload": ["pandas", "matplotlib.pyplot"]}
    }}
"""

from __future__ import annotations

import asyncio
import os
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib.metadata import EntryPoint
from pathlib import Path
from typing import Any

from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.provisioning import LocalProvisioner
from jupyter_client.provisioning.factory import KernelProvisionerFactory
from jupyter_core.paths import jupyter_runtime_dir
from traitlets import Float, List, Unicode

from warmkernels import DIRECTORY, SWITCH
from warmkernels.client import ColdError, Start, WarmProcess, check, private

NAME = "warm-provisioner"

# What ipykernel.kernelapp imports, but not itself: its classes ask who their parent is.
KERNEL = (
    *("ipykernel.ipkernel", "ipykernel.zmqshell", "ipykernel.debugger", "ipykernel.heartbeat"),
    *("ipykernel.parentpoller", "ipykernel.subshell_manager", "ipykernel.shellchannel"),
    *("ipykernel.control", "IPython.core.application", "IPython.core.shellapp"),
    *("IPython.core.completerlib", "IPython.core.debugger", "IPython.core.oinspect"),
    *("IPython.extensions.storemagic", "psutil", "sqlite3", "tornado.platform.asyncio"),
)

_KNOWN = {"cwd", "env", "stdin", "stdout", "stderr", "independent", "extra_arguments", "kernel_id"}


def register() -> None:
    """Make the provisioner known in this process, where no installed package has told of it."""
    factory = KernelProvisionerFactory.instance()
    group, value = KernelProvisionerFactory.GROUP_NAME, f"{__name__}:WarmProvisioner"
    factory.provisioners.setdefault(NAME, EntryPoint(name=NAME, value=value, group=group))


def place(environment: Mapping[str, str] = os.environ) -> Path:
    """Where templates have their sockets."""
    return Path(environment.get(DIRECTORY) or f"{jupyter_runtime_dir()}/warm-kernels")


class WarmProvisioner(LocalProvisioner):
    """Starts a kernel as a fork of its template, or an ordinary kernel, and then says why."""

    preload = List(Unicode(), help="Modules that are imported before there is a kernel.").tag(
        config=True
    )
    passing = List(
        Unicode(),
        help="Patterns of variables that differ from run to run; no preloaded module reads them.",
    ).tag(config=True)
    idle = Float(600, help="Seconds after which a template that nobody asks ends.").tag(config=True)

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> KernelConnectionInfo:
        """Start the kernel of a command `python … -m module …`."""
        env = kwargs.get("env")
        if (os.environ if env is None else env).get(SWITCH) == "0":
            return await super().launch_kernel(cmd, **kwargs)
        try:
            # Importing takes seconds, in which a server answers others.
            self.process = await asyncio.to_thread(self._warm, cmd, kwargs)
        except (ColdError, OSError) as reason:
            self.log.warning("An ordinary kernel is started, not a warm one: %s.", reason)
            return await super().launch_kernel(cmd, **kwargs)
        self.pid = self.pgid = self.process.pid
        self.cwd = kwargs.get("cwd", Path.cwd())
        return self.connection_info

    def _warm(self, cmd: list[str], kwargs: dict[str, Any]) -> WarmProcess:
        if unknown := {key for key in kwargs if kwargs[key]} - _KNOWN:
            raise ColdError(f"{', '.join(sorted(unknown))} is for ordinary kernels")
        if kwargs.get("independent"):
            raise ColdError("it is to outlive this process")
        env = dict(os.environ if kwargs.get("env") is None else kwargs["env"])
        start = Start(
            cmd,
            str(kwargs.get("cwd") or Path.cwd()),
            env,
            (*KERNEL, *self.preload),
            tuple(self.passing),
            self.idle,
        )
        check(start)
        with _streams(kwargs) as streams:
            return WarmProcess(start, streams, private(place(env)))


@contextmanager
def _streams(given: Mapping[str, Any]) -> Iterator[list[int]]:
    """Numbers of the files that the kernel reads and writes, as Popen would have them."""
    opened: list[int] = []
    numbers: list[int] = []
    try:
        for number, name in enumerate(("stdin", "stdout", "stderr")):
            stream = given.get(name)
            if stream == subprocess.PIPE:
                raise ColdError(f"{name} is to be a pipe")
            if stream == subprocess.DEVNULL:
                opened.append(os.open(os.devnull, os.O_RDWR))
                numbers.append(opened[-1])
            elif stream is None and name == "stdin":
                # A pipe into which nobody writes, as ordinary kernels have it.
                reading, writing = os.pipe()
                os.close(writing)
                opened.append(reading)
                numbers.append(opened[-1])
            elif stream is None:
                numbers.append(number)
            elif stream == subprocess.STDOUT:
                numbers.append(numbers[1])
            else:
                numbers.append(stream if isinstance(stream, int) else stream.fileno())
        yield numbers
    finally:
        for each in opened:
            os.close(each)
