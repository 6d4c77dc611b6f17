"""What a codebook must have before anything reads it, with file, key and mend for each problem.

The sections are described in `codebook`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from helpers.errors import Problem
from helpers.ledger.codebook import (
    ANSWERS,
    LABEL_SECTIONS,
    LANGUAGES,
    MOST_BYTES,
    PLACE_KINDS,
    SECTIONS,
    Place,
    Variable,
    _Loader,
    _mend,
    _whole,
)


def _read(path: Path) -> tuple[dict[str, Any], list[Problem]]:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise _whole(path, "", f"larger than {MOST_BYTES:,} bytes; name a codebook")
        loader = _Loader(path.read_bytes().decode("utf-8-sig"))
        content = loader.get_single_data()
    except FileNotFoundError:
        raise _whole(path, "", f"the file is missing; {_mend(path)}") from None
    except OSError as error:
        raise _whole(path, "", f"cannot be read: {error.strerror}; name a YAML file") from None
    except UnicodeDecodeError as error:
        byte = error.object[error.start]
        raise _whole(path, "", f"byte {byte:#04x} is not UTF-8; save the file as UTF-8") from None
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        row = str(mark.line + 1) if mark else ""
        raise _whole(path, row, f"not YAML: {getattr(error, 'problem', error)}; mend it") from None
    if not isinstance(content, dict):
        raise _whole(path, "", f"the file is empty or no mapping; {_mend(path)}")
    faults = sorted(loader.faults)
    return content, [Problem(path.name, str(row), key, fault) for row, key, fault in faults]


def _check(file: str, content: dict[str, Any], needed: Sequence[str]) -> list[Problem]:
    empty = {section for section in needed if not content[section]}
    missing = [s for s in SECTIONS if s in empty or not isinstance(content[s], dict)]
    if missing:
        return [Problem(file, "", key, "the section is missing; write it") for key in missing]
    found = []
    for section in LABEL_SECTIONS:
        for key, label in content[section].items():
            found += _check_label(label, f"{section}.{key}")
    for key, place in content["places"].items():
        found += _check_place(key, place, content["places"])
    for key, variable in content["variables"].items():
        found += _check_variable(key, variable, content["sources"])
    return [Problem(file, "", key, message) for key, message in found]


def _check_label(label: object, key: str) -> list[tuple[str, str]]:
    if not isinstance(label, dict):
        return [(key, f"{label!r} is no label; write {{ru: …, kk: …, en: …}}")]
    return [
        (f"{key}.{language}", "the label is missing; write it")
        for language in LANGUAGES
        if not isinstance(label.get(language), str) or not label[language].strip()
    ]


def _check_keys(key: str, entry: object, kind: type) -> list[tuple[str, str]]:
    fields = kind.__dataclass_fields__
    if not isinstance(entry, dict):
        return [(key, f"{entry!r} is no entry; write its keys below it")]
    needed = [n for n in ("label", "kind", "source", "answer", "asked", "location") if n in fields]
    found = [
        (f"{key}.{name}", "the key is missing; write it") for name in needed if name not in entry
    ]
    unknown = [name for name in entry if name not in fields or name == "id"]
    return found + [(f"{key}.{name}", "the key is unknown; remove it") for name in unknown]


def _check_place(key: str, place: object, places: Mapping) -> list[tuple[str, str]]:
    where = f"places.{key}"
    found = _check_keys(where, place, Place)
    if found:
        return found
    if place["kind"] not in PLACE_KINDS:
        found.append((f"{where}.kind", f"{place['kind']!r}: write {', '.join(PLACE_KINDS)}"))
    if place["kind"] == "town" and place.get("region") not in list(places):
        found.append((f"{where}.region", f"{place.get('region')!r} is no place of this file"))
    degrees = ("lon", "lat") if place["kind"] == "town" else ()
    wrong = [name for name in degrees if not isinstance(place.get(name), int | float)]
    found += [(f"{where}.{name}", f"{place.get(name)!r}: write degrees") for name in wrong]
    if place["kind"] in ("region", "city") and not place.get("iso"):
        found.append((f"{where}.iso", "the code is missing; write KZ-10 or the like"))
    return found + _check_label(place["label"], where)


def _check_variable(key: str, variable: object, sources: Mapping) -> list[tuple[str, str]]:
    where = f"variables.{key}"
    found = _check_keys(where, variable, Variable)
    if found:
        return found
    if variable["answer"] not in ANSWERS:
        found.append((f"{where}.answer", f"{variable['answer']!r}: write {', '.join(ANSWERS)}"))
    if variable["source"] not in list(sources):
        found.append((f"{where}.source", f"{variable['source']!r} is not in sources"))
    categories = variable.get("categories", {})
    if not isinstance(categories, dict):
        mend = "write ids with a label each, or remove the key"
        return [*found, (f"{where}.categories", f"{categories!r}: {mend}")]
    for category, label in categories.items():
        found += _check_label(label, f"{where}.categories.{category}")
    if "not_published" in variable:
        found += _check_label(variable["not_published"], f"{where}.not_published")
    return found + _check_label(variable["label"], where)
