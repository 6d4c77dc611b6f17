"""The virtual environment `make` works in, and the one attempt to add Quarto to it.

Standard library only: this runs before anything is installed. An environment counts as complete
only by its stamp, which is written last, so an interrupted set-up is begun again and never used.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import re
import shutil
import signal
import subprocess
import sys
import sysconfig
import tomllib
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from bookmaker.quarto_command import quarto_version
from helpers import machine
from helpers.errors import BookError
from helpers.paths import ROOT

VENV = ROOT / ".venv"
QUARTO_PACKAGE = "quarto-cli==1.10.19"
QUARTO_SECONDS = 300

# How pip begins the line about one package, from an index or from a directory.
PACKAGE_LINES = ("Collecting ", "Processing ")

# Refuse to commit or push what is below data/restricted.
HOOKS = ".githooks"

# Python reads such a file at its start.
SOURCES = "civic_voice.pth"

EMBEDDED = "the embedded renderer (Pandoc and Typst) makes the book"

# Runs a command called by a name that installs so many packages, or raises.
Caller = Callable[[Sequence[str], str, int], None]
Runner = Callable[[Sequence[str], int], int]


class EnvironmentSetupError(BookError):
    """The virtual environment cannot be made; the message says what to install or remove."""


def set_up(root: Path, *, exact_python: bool = False, call: Caller | None = None) -> bool:
    """Make `.venv` below `root` from `requirements.lock` unless it is complete already.

    Uses the Python this runs in. With `exact_python`, an environment of another Python version
    is made anew; otherwise only a change of the lock does that. Returns whether it was made.

    Raises `EnvironmentSetupError` when this Python cannot make environments, when `.venv` was
    made by someone else, or when packages cannot be installed.
    """
    venv, lock = root / ".venv", root / "requirements.lock"
    stamp, begun = venv / ".complete", venv / ".begun"
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    mark = f"{hashlib.sha256(lock.read_bytes()).hexdigest()} python {version}\n"
    if _is_complete(stamp, mark, exact_python):
        stamp.touch()
        return False
    _check_place(venv, stamp, begun)
    print(f"Setting up .venv with Python {version}: once, a few minutes.", flush=True)
    # When `.venv` itself is running this, its interpreter is about to go.
    inside = Path(sys.prefix) == venv
    python = getattr(sys, "_base_executable", sys.executable) if inside else sys.executable
    _empty(venv, begun)
    call = call or _call
    call([python, "-m", "venv", str(venv)], "python -m venv", 0)
    install = [str(python_of(venv)), "-m", "pip", "install", "--disable-pip-version-check"]
    total = len(re.findall(r"^[\w.-]+==", lock.read_text(encoding="utf-8"), re.MULTILINE))
    call([*install, "--require-hashes", "-r", str(lock)], "pip install", total)
    _add_sources(venv)
    stamp.with_suffix(".tmp").write_text(mark, encoding="utf-8")
    stamp.with_suffix(".tmp").replace(stamp)
    begun.unlink()
    return True


def _add_sources(venv: Path) -> None:
    """Let the environment import the sources of the checkout that it lies in, and find what these
    offer to other programs.

    What `pip install -e` does; setuptools refuses a checkout in a directory called `{name}`. The
    line has no path, whose letters Python would read by the locale.
    """
    where = sysconfig.get_path("purelib", "venv", {"base": str(venv), "platbase": str(venv)})
    Path(where).mkdir(parents=True, exist_ok=True)
    (Path(where) / SOURCES).write_text(
        'import os, sys; sys.path.append(os.path.join(os.path.dirname(sys.prefix), "src"))\n',
        encoding="utf-8",
    )
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    name, version = project["name"], project["version"]
    about = Path(where) / f"{name.replace('-', '_')}-{version}.dist-info"
    about.mkdir(exist_ok=True)
    metadata = f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n"
    (about / "METADATA").write_text(metadata, encoding="utf-8")
    lines = [
        line
        for group, entries in project.get("entry-points", {}).items()
        for line in (f"[{group}]", *(f"{key} = {value}" for key, value in entries.items()))
    ]
    (about / "entry_points.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")


def use_hooks(root: Path) -> str:
    """Let git refuse respondents' files in this checkout, and say in a line what came of it.

    Nothing is done, and nothing said, in downloaded files without a history of their own and where
    the hooks are in use. Hooks that somebody has set up are left alone.
    """
    checkout = _git(root, "rev-parse", "--show-toplevel")
    if not checkout or Path(checkout).resolve() != root.resolve():
        return ""
    path = _git(root, "config", "core.hooksPath")
    if path == HOOKS:
        return ""
    own = Path(_git(root, "rev-parse", "--absolute-git-dir")) / "hooks"
    has_own = own.is_dir() and any(each.suffix != ".sample" for each in own.iterdir())
    if path or has_own:
        return f"Git has hooks of yours: call those of {HOOKS}, which refuse respondents' files."
    _git(root, "config", "core.hooksPath", HOOKS)
    return f"Git now refuses to commit respondents' files ({HOOKS})."


def _git(root: Path, *arguments: str) -> str:
    """What git prints; nothing where it fails or is not there."""
    command = ["git", "-C", str(root), *arguments]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    except OSError:
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""


def last_commit(root: Path) -> str:
    """Git's name of the last commit, whose day the book says; nothing without a history."""
    return _git(root, "rev-parse", "HEAD")


def python_of(venv: Path) -> Path:
    """The interpreter of a virtual environment."""
    return venv / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def renderer_state(renderer: str) -> str:
    """What decides who renders: the book is rendered again when this changes.

    >>> renderer_state("embedded")
    'embedded'
    """
    return renderer if renderer == "embedded" else f"{renderer}, quarto {quarto_version() or None}"


def try_quarto(
    venv: Path,
    environment: Mapping[str, str],
    *,
    version: Callable[[], str] = quarto_version,
    run: Runner | None = None,
) -> str:
    """Install Quarto into `venv`, at most once per environment, and say in a line what came of it.

    Never an error: without Quarto the embedded renderer makes the same book. Nothing is tried
    with a Quarto on PATH, with `QUARTO=off`, or when `CI` is set, because a continuous-integration
    run must not wait for a download of 100 MB that it does not need.
    """
    tried = venv / ".quarto-tried"
    if tried.exists():
        return ""
    found = version()
    if found:
        tried.write_text(f"found {found}\n", encoding="utf-8")
        return f"Quarto {found} found: it renders the book."
    if environment.get("QUARTO", "").lower() in {"off", "no", "0"}:
        return f"Quarto is not installed (QUARTO=off): {EMBEDDED}."
    if environment.get("CI", "").lower() not in {"", "false", "0"}:
        return f"Quarto is not installed (CI is set): {EMBEDDED}."
    minutes = QUARTO_SECONDS // 60
    print(f"Trying to install Quarto, {minutes} minutes at most (QUARTO=off skips it).", flush=True)
    options = "install --quiet --no-deps --disable-pip-version-check --retries 1 --timeout 15"
    pip = [str(python_of(venv)), "-m", "pip", *options.split(), QUARTO_PACKAGE]
    status = (run or run_bounded)(pip, QUARTO_SECONDS)
    found = version() if status == 0 else ""
    tried.write_text(f"installed {found}\n" if found else "failed\n", encoding="utf-8")
    if found:
        return f"Quarto {found} installed: it renders the book."
    return f"Quarto could not be installed: {EMBEDDED}. Not tried again until the lock changes."


def _is_complete(stamp: Path, mark: str, exact_python: bool) -> bool:
    if not stamp.is_file():
        return False
    made = stamp.read_text(encoding="utf-8")
    return made == mark if exact_python else made.split()[:1] == mark.split()[:1]


def _check_place(venv: Path, stamp: Path, begun: Path) -> None:
    if venv.exists() and not stamp.exists() and not begun.exists():
        raise EnvironmentSetupError(
            ".venv was not made by this Makefile; move it away, or remove it with `make distclean`"
        )
    try:
        import ensurepip  # noqa: F401
        import venv as _  # noqa: F401
    except ImportError:
        version = f"{sys.version_info.major}.{sys.version_info.minor}"
        raise EnvironmentSetupError(
            f"this Python ({sys.executable}) cannot make virtual environments. On Debian and "
            f"Ubuntu: `apt install python{version}-venv`; then run the same command again"
        ) from None


def _empty(venv: Path, begun: Path) -> None:
    """Mark the environment as begun before anything of it goes, whenever this is interrupted."""
    venv.mkdir(exist_ok=True)
    begun.touch()
    for path in venv.iterdir():
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        elif path != begun:
            path.unlink()


def _call(command: Sequence[str], name: str, total: int) -> None:
    """Run a command with its chatter as progress of `total`; its last lines when it fails."""
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    last: deque[str] = deque(maxlen=15)
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=environment
    ) as process:
        n_collected = 0
        for line in process.stdout or ():
            last.append(line.rstrip())
            n_collected += line.startswith(PACKAGE_LINES)
            _show_progress(line, n_collected, total)
    if process.returncode:
        tail = "\n  ".join(last)
        raise EnvironmentSetupError(
            f"{name} failed; its last lines:\n  {tail}\n"
            "Mend this (often: the network or a full disk) and run the same command again"
        )


def _show_progress(line: str, n_collected: int, total: int) -> None:
    if line.startswith(PACKAGE_LINES) and total:
        if sys.stdout.isatty():
            print(f"\r  {n_collected} of at most {total} packages", end="", flush=True)
        elif n_collected % 40 == 0:
            print(f"  {n_collected} of at most {total} packages", flush=True)
    elif line.startswith("Installing collected packages") and total:
        end = "\r" if sys.stdout.isatty() else ""
        print(f"{end}  all packages are here; unpacking them (a minute)", flush=True)


def run_bounded(command: Sequence[str], seconds: int) -> int:
    """Exit status of a silent command, 1 when it is not done in time: it and its children end."""
    process = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    try:
        return process.wait(timeout=seconds)
    except subprocess.TimeoutExpired:
        return 1
    finally:
        if process.poll() is None:
            if hasattr(os, "killpg"):
                os.killpg(process.pid, signal.SIGKILL)
            process.kill()
            process.wait()


def main(arguments: Sequence[str] | None = None) -> int:
    """Set-up as the Makefile calls it: `python -m helpers.workshop.environment`."""
    parser = argparse.ArgumentParser(
        prog="python -m helpers.workshop.environment", description=__doc__
    )
    parser.add_argument("--exact-python", action="store_true", help="of this Python version only")
    parser.add_argument("--quarto", action="store_true", help="try to add Quarto instead")
    options = parser.parse_args(arguments)
    try:
        if options.quarto:
            notice = try_quarto(VENV, os.environ)
        else:
            set_up(ROOT, exact_python=options.exact_python)
            notice = use_hooks(ROOT)
    except EnvironmentSetupError as error:
        print(error, file=sys.stderr)
        return 1
    except OSError as error:
        said = machine.explained(error)
        if not said:
            raise
        print(said, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nInterrupted; the next run begins the set-up again.", file=sys.stderr)
        return 130
    if notice:
        print(notice)
    return 0


if __name__ == "__main__":
    machine.speak_utf8()
    sys.exit(main())
