"""The software: licences of the lock's packages, and the bill of materials of the environment.

`licences.csv` has a row for every package of `requirements.lock`. A licence counts as declared when
the package says an SPDX expression (`License-Expression`, PEP 639); what older packages say in
other words stands beside it. Packages for another Python or system are not installed here, so that
only their names are known.

`sbom.cdx.json` is CycloneDX, of what is installed, by cyclonedx-bom; the checklist holds it to its
schema. It has neither date nor serial number, so that the same environment gives the same file.
Packages' links to their chats and sponsors are left out: a schema's reader takes them letter by
letter, all of them for a quarter of a minute.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import astuple, dataclass, fields
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

from helpers.errors import BookError

if TYPE_CHECKING:
    from cyclonedx.validation.json import JsonStrictValidator

NOT_DECLARED = "not declared"
SPECIFICATION = "1.6"
_PIN = re.compile(
    r"^(?P<name>[A-Za-z0-9._-]+)==(?P<version>[^\s;\\]+)(?:\s*;\s*(?P<only_if>[^\\\n]+))?",
    re.MULTILINE,
)
_LONGEST = 80


@dataclass(frozen=True)
class Package:
    """A package of the lock: its licence as SPDX or `NOT_DECLARED`, and as it says it itself."""

    package: str
    version: str
    licence: str
    in_its_words: str
    installed: str
    only_if: str

    @property
    def cells(self) -> tuple[str, ...]:
        """The row as texts, in the order of `COLUMNS`."""
        return astuple(self)


COLUMNS = tuple(column.name for column in fields(Package))


def pins(lock: str) -> Iterator[re.Match[str]]:
    """The pinned packages of a lock: name, version, and the condition under which it is needed.

    >>> [(pin["name"], pin["only_if"]) for pin in pins("a==1\\nb==2 ; extra")]
    [('a', None), ('b', 'extra')]
    """
    return _PIN.finditer(lock)


def list_packages(lock: str) -> list[Package]:
    """Every package of the lock with the licence that the installed one declares."""
    return [_package(pin) for pin in pins(lock)]


def _package(pin: re.Match[str]) -> Package:
    name, version = pin["name"], pin["version"]
    only_if = (pin["only_if"] or "").strip()
    with suppress(metadata.PackageNotFoundError):
        said = metadata.metadata(name)
        # A package may be pinned twice, for two versions of Python.
        if said["Version"] == version:
            licence = said.get("License-Expression") or NOT_DECLARED
            return Package(name, version, licence, _own_words(said), "yes", only_if)
    return Package(name, version, NOT_DECLARED, "", "no", only_if)


def _own_words(said: metadata.PackageMetadata) -> str:
    """What a package without an SPDX expression says: its classifiers, else its first line."""
    if said.get("License-Expression"):
        return ""
    classifiers = [
        each.rpartition(" :: ")[2]
        for each in said.get_all("Classifier") or ()
        if each.startswith("License ::") and each != "License :: OSI Approved"
    ]
    lines = (said.get("License") or "").strip().splitlines()
    first = lines[0].strip()[:_LONGEST] if lines else ""
    return "; ".join(classifiers) or first


def write_bill(path: Path, project: Path) -> Path:
    """Write the bill of materials of this environment; returns its path.

    Raises `BookError` when cyclonedx-bom refuses.
    """
    command = [
        *(sys.executable, "-W", "ignore", "-m", "cyclonedx_py", "environment"),
        *("--pyproject", str(project), "--output-reproducible", "--no-validate"),
        *("--spec-version", SPECIFICATION, "--output-format", "JSON", "--output-file", str(path)),
        sys.executable,
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode or not path.is_file():
        raise BookError(f"no bill of materials: {done.stderr.strip()[-600:]}")
    bill = json.loads(path.read_text(encoding="utf-8"))
    for component in bill["components"]:
        component.pop("externalReferences", None)
    text = json.dumps(bill, ensure_ascii=False, indent=1)
    path.write_text(f"{text}\n", encoding="utf-8")
    return path


def declared(packages: Iterable[Package]) -> int:
    """How many packages declare their licence as SPDX."""
    return sum(each.licence != NOT_DECLARED for each in packages)


def faults_of_bill(text: str) -> list[str]:
    """What makes a text no valid bill of materials of `SPECIFICATION`; nothing for a valid one."""
    fault = _validator().validate_str(text)
    return [str(fault.data).splitlines()[0][:200]] if fault else []


@cache
def _validator() -> JsonStrictValidator:
    from cyclonedx.schema import SchemaVersion
    from cyclonedx.validation.json import JsonStrictValidator

    return JsonStrictValidator(SchemaVersion.from_version(SPECIFICATION))
