"""`make translations` and `make spelling`: what is left to translate, to mend, to look at.

`make translations` brings the catalogues in step with the English pages. `make spelling` lists the
words of the translations that hunspell does not know: a report for translators, no test.
Dictionaries know few terms and hardly any names, so a word in the report need not be wrong. Words
that were looked at and are right stand in `locale/<language>/words.txt`, one a line.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Sequence

from helpers import paths
from helpers.errors import BookError
from helpers.translation import checks
from helpers.translation.catalogues import (
    LANGUAGES,
    Missing,
    missing,
    set_aside,
    translated,
    update,
)
from helpers.translation.checks import plain
from helpers.translation.marks import added_marks

MOST_SHOWN = 20
DICTIONARIES = {"ru": "ru_RU", "kk": "kk_KZ"}
_SHORT = 70
_WORD = re.compile(r"[^\W\d_]+")
_LATIN = re.compile(r"[a-z]", re.IGNORECASE)


def bring_up_to_date() -> int:
    """Update every catalogue; 1 when a translation contradicts its text, 0 otherwise."""
    changed = update()
    print(f"{len(changed)} catalogues changed.")
    for path in changed:
        gone = "" if path.is_file() else ": deleted, its page is gone"
        print(f"  {path.relative_to(paths.ROOT)}{gone}")
    for language in LANGUAGES:
        print(summary(language, missing(language)))
        for path, size in set_aside(language).items():
            kept = f"translations of texts that are gone, kept at its end (#~): {size}"
            print(f"  {path.relative_to(paths.ROOT)}: {kept}")
    found = [*checks.mistranslations(), *checks.glossary_violations()]
    found += [each for language in LANGUAGES for each in added_marks(translated(language))]
    for each in found:
        print(f"  {each}")
    return 1 if found else 0


def summary(language: str, left: Sequence[Missing]) -> str:
    """How many texts of an edition are shown in English, and the first of them."""
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


def list_misspelt() -> int:
    """Print the unknown words of each language, the most frequent first, with a place of each."""
    for language in LANGUAGES:
        found = unknown(language)
        print(f"{language}: {len(found)} words that {DICTIONARIES[language]} does not know")
        for word, (count, place) in found.items():
            print(f"  {word} ({count}): {place}")
    return 0


def unknown(language: str) -> dict[str, tuple[int, str]]:
    """Unknown words with how often they occur and where first.

    Raises `BookError` when hunspell or the language's dictionary is not installed.
    """
    counts: Counter[str] = Counter()
    places: dict[str, str] = {}
    for each in translated(language):
        for word in _WORD.findall(plain(each.translation)):
            if not _LATIN.search(word):
                counts[word] += 1
                places.setdefault(word, f"{each.file}, {each.place}")
    wrong = _misspelt(sorted(counts), language) - accepted(language)
    ordered = sorted(wrong, key=lambda word: (-counts[word], word))
    return {word: (counts[word], places[word]) for word in ordered}


def accepted(language: str) -> set[str]:
    """Words that the dictionary lacks and that are right."""
    path = paths.ROOT / "locale" / language / "words.txt"
    return set(path.read_text(encoding="utf-8").split()) if path.is_file() else set()


def _misspelt(words: list[str], language: str) -> set[str]:
    command, dictionary = shutil.which("hunspell"), DICTIONARIES[language]
    if command is None:
        raise BookError("hunspell is not installed; on Debian: hunspell-ru, hunspell-kk")
    done = subprocess.run(
        [command, "-d", dictionary, "-i", "utf-8", "-l"],
        input="\n".join(words),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode or "Can't open" in done.stderr:
        raise BookError(f"hunspell has no dictionary {dictionary}: {done.stderr.strip()}")
    return set(done.stdout.split())
