"""`make translations`: bring the catalogues in step with the English pages and say what is left."""

from __future__ import annotations

from helpers import paths
from helpers.translation import checks
from helpers.translation.catalogues import LANGUAGES, Missing, missing, update

MOST_SHOWN = 20
_SHORT = 70


def main() -> int:
    """Update every catalogue; 1 when a translation contradicts its text, 0 otherwise."""
    changed = update()
    print(f"{len(changed)} catalogues changed.")
    for path in changed:
        print(f"  {path.relative_to(paths.ROOT)}")
    for language in LANGUAGES:
        print(summary(language))
    found = [*checks.differences(), *checks.glossary_violations()]
    for each in found:
        print(f"  {each}")
    return 1 if found else 0


def summary(language: str) -> str:
    """How many texts of an edition are shown in English, and the first of them."""
    left = missing(language)
    if not left:
        return f"{language}: every text is translated."
    fuzzy = sum(each.why == "fuzzy" for each in left)
    lines = [
        f"{language}: texts shown in English: {len(left)}; of these, changed after they were "
        f"translated: {fuzzy}. Mend them in locale/{language}/:"
    ]
    lines += [f"  {_line(each)}" for each in left[:MOST_SHOWN]]
    if len(left) > MOST_SHOWN:
        lines.append(f"  and {len(left) - MOST_SHOWN} more")
    return "\n".join(lines)


def _line(each: Missing) -> str:
    text = " ".join(each.text.split())
    text = text if len(text) <= _SHORT else text[: _SHORT - 1] + "…"
    return f"{each.page}.po, {each.place}, {each.why}: {text}"
