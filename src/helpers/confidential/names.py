"""Names of the register's organisations, as names are compared, each with its pseudonym.

`data/restricted/<wave>/names.txt`, one organisation a line: name, tab, pseudonym. It never leaves
the restricted directory; the detector stops these names in open answers, and a questionnaire that
gives a name finds its organisation by it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from helpers import paths

FILE = "names.txt"


def names_file(wave: str) -> Path:
    """Where the names of a wave's register are."""
    return paths.RESTRICTED / wave / FILE


def read_names(wave: str) -> dict[str, str]:
    """Name -> pseudonym; empty where no register of the wave has been read."""
    try:
        text = names_file(wave).read_text(encoding="utf-8")
    except FileNotFoundError:
        return {}
    return dict(line.split("\t") for line in text.splitlines())


def write_names(path: Path, names: Iterable[tuple[str, str]]) -> Mapping[str, str]:
    """Write the names that one organisation alone has; returns them.

    A name of several organisations is kept too, without pseudonym: it is stopped in answers, but
    does not say who answered.
    """
    known: dict[str, str] = {}
    for name, pseudonym in names:
        if name:
            known[name] = pseudonym if known.get(name, pseudonym) == pseudonym else ""
    text = "".join(f"{name}\t{pseudonym}\n" for name, pseudonym in sorted(known.items()))
    path.write_text(text, encoding="utf-8")
    path.chmod(0o600)
    return known
