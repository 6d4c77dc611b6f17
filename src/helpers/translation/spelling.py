"""Words of the translations that hunspell does not know: a report for translators, no test.

Dictionaries know few terms and hardly any names, so a word in the report need not be wrong. Words
that were looked at and are right stand in `locale/<language>/words.txt`, one a line.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from collections import Counter

from helpers import paths
from helpers.errors import CivicVoiceError
from helpers.translation.catalogues import LANGUAGES, translated
from helpers.translation.checks import plain

DICTIONARIES = {"ru": "ru_RU", "kk": "kk_KZ"}
_WORD = re.compile(r"[^\W\d_]+")
_LATIN = re.compile(r"[a-z]", re.IGNORECASE)


def main() -> int:
    """Print the unknown words of each language, the most frequent first, with a place of each."""
    for language in LANGUAGES:
        found = unknown(language)
        print(f"{language}: {len(found)} words that {DICTIONARIES[language]} does not know")
        for word, (count, place) in found.items():
            print(f"  {word} ({count}): {place}")
    return 0


def unknown(language: str) -> dict[str, tuple[int, str]]:
    """Unknown words with how often they occur and where first.

    Raises `CivicVoiceError` when hunspell or the language's dictionary is not installed.
    """
    counts: Counter[str] = Counter()
    places: dict[str, str] = {}
    for each in translated(language):
        for word in _WORD.findall(plain(each.translation)):
            if not _LATIN.search(word):
                counts[word] += 1
                places.setdefault(word, f"{each.page}.po, {each.place}")
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
        raise CivicVoiceError("hunspell is not installed; on Debian: hunspell-ru, hunspell-kk")
    done = subprocess.run(
        [command, "-d", dictionary, "-i", "utf-8", "-l"],
        input="\n".join(words),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode or "Can't open" in done.stderr:
        raise CivicVoiceError(f"hunspell has no dictionary {dictionary}: {done.stderr.strip()}")
    return set(done.stdout.split())
