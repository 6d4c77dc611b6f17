"""Nothing of a row stands in what was built: sought before a book from questionnaires leaves.

Planted canaries, and every free text and pseudonym of the clean tables, in every product of the
build, unpacked. The record says which books were scanned, so that no other is published.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from helpers import inputs, paths
from helpers.disclosure.canaries import Canary, load_canaries, own_canaries
from helpers.disclosure.scan import ScanResult, scan
from helpers.instruments import load_instruments
from helpers.microdata.clean import read_wave


def write_scan(editions: Sequence[str]) -> ScanResult:
    """Scan everything built and write the record. Raises `DisclosureError` with every find."""
    target = paths.scanned()
    target.unlink(missing_ok=True)
    canaries = all_canaries()
    result = scan(paths.OUTPUTS, canaries)
    result.require_clean()
    record: dict[str, Any] = {
        "canaries": len(canaries),
        "products": result.products,
        "bytes": result.bytes,
        "unpacked": result.unpacked,
        "finds": len(result.finds),
        "books": {language: inputs.book(language).state() for language in editions},
    }
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")
    return result


def all_canaries(waves: Sequence[str] = paths.WAVES) -> tuple[Canary, ...]:
    """What was planted, and what real rows hold that must not be seen, of all waves."""
    free_text = {
        name: [question.name for question in instrument.questions if question.kind == "text"]
        for name, instrument in load_instruments().items()
    }
    found = list(load_canaries(paths.RESTRICTED))
    for wave in waves:
        if paths.clean(wave).is_dir():
            found += own_canaries(read_wave(wave), free_text)
    return tuple(found)
