"""What a run takes: the memory of processes below this one, and a machine without a name."""

from __future__ import annotations

import platform
import subprocess
import sys

from helpers.workshop.measuring import Sampler, below, machine

HOLDS = "held = bytearray(60_000_000); print('held', flush=True); input()"


def test_memory_is_that_of_the_processes_below() -> None:
    """A process that holds 60 megabytes is seen; one that was there before is not, when named."""
    command = [sys.executable, "-c", HOLDS]
    # What other tests of this process have started may be there still.
    others = tuple(each.pid for each in below())
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        process.stdout.readline()
        for strangers, is_seen in (others, True), ((*others, process.pid), False):
            with Sampler(strangers) as sampler:
                while is_seen and not sampler.peak:
                    pass
            assert (sampler.peak > 60e6) is is_seen
        assert process.pid in {each.pid for each in below()}
        process.communicate(b"\n")


def test_the_machine_is_described_and_not_named() -> None:
    """What a time can be compared by."""
    told = machine()
    assert set(told) == {"cores", "processor", "memory", "system", "Python"}
    assert int(told["cores"]) > 0
    assert platform.node() not in told.values()
