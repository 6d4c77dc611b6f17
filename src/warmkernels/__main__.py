"""Kernelspecs for warm kernels, and the templates that are there: `python -m warmkernels`."""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from jupyter_client.kernelspec import KernelSpecManager

from warmkernels.provisioner import NAME, place


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one of the commands; the exit status."""
    options = _parser().parse_args(arguments)
    if options.command == "install":
        print(f"Written: {install(options)}")
        return 0
    sockets = [path for path in sorted(place().glob("*")) if path.is_socket()]
    for path in sockets:
        if options.command == "stop":
            # A template ends when its socket has gone; kernels go on.
            path.unlink()
        print(path)
    return 0


def install(options: argparse.Namespace) -> str:
    """Write a kernelspec for this Python; returns its directory."""
    config = {"preload": [each for each in options.preload.split(",") if each]}
    spec = {
        "argv": [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"],
        "display_name": options.display_name or f"Python 3 ({options.name})",
        "language": "python",
        "metadata": {
            "debugger": True,
            "kernel_provisioner": {"provisioner_name": NAME, "config": config},
        },
    }
    prefix = sys.prefix if options.sys_prefix else options.prefix
    with tempfile.TemporaryDirectory() as folder:
        text = json.dumps(spec, indent=1) + "\n"
        (Path(folder) / "kernel.json").write_text(text, encoding="utf-8")
        return KernelSpecManager().install_kernel_spec(
            folder, options.name, user=not prefix, prefix=prefix
        )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m warmkernels", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("list", help="sockets of the templates that run for this user")
    commands.add_parser("stop", help="end these templates; kernels go on")
    adding = commands.add_parser("install", help="write a kernelspec that starts warm kernels")
    adding.add_argument("--name", default="warm", help="of the kernelspec")
    adding.add_argument("--display-name", default="", help="what JupyterLab shows")
    adding.add_argument("--preload", default="", help="modules, separated by commas")
    where = adding.add_mutually_exclusive_group()
    where.add_argument("--sys-prefix", action="store_true", help="into this environment")
    where.add_argument("--prefix", default=None, help="into another one")
    where.add_argument("--user", action="store_true", help="for this user (so by default)")
    return parser


if __name__ == "__main__":
    sys.exit(main())
