"""Notebooks executed by nbclient in so many processes: a fresh kernel each, the last copy kept.

python benchmarks/nbclient_parallel.py PROCESSES DIRECTORY NOTEBOOK ...
"""

from __future__ import annotations

import sys
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

import nbformat
from nbclient import NotebookClient


def execute(directory: str, name: str) -> None:
    """Execute one notebook where it lies and write its copy."""
    notebook = nbformat.read(name, as_version=4)
    resources = {"metadata": {"path": str(Path(name).parent)}}
    NotebookClient(notebook, timeout=600, startup_timeout=180, resources=resources).execute()
    nbformat.write(notebook, Path(directory) / Path(name).name)


if __name__ == "__main__":
    with ProcessPoolExecutor(int(sys.argv[1])) as pool:
        for _ in pool.map(partial(execute, sys.argv[2]), sys.argv[3:]):
            pass
