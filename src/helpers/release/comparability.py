"""Which questions of two waves can be compared, and what came between those that cannot.

A share of one wave can be set against that of another only if the same was asked: the same words in
every language, the same answers to tick, of the same organisations. A typing error that was mended
is a change, too: whoever reads the table decides, and until then no difference is shown.

The words of a wave are those its intake was checked with, `instruments.json` beside its clean
tables; a wave without the file was asked the current ones of data/instruments.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from helpers import paths
from helpers.instruments import Instrument, Question, load_instruments
from helpers.instruments.copies import FILE, read_copy
from helpers.interface import marked

# What can have come between two waves' questions, as a reader is told.
CHANGES = {
    "new": marked("new in the later wave"),
    "gone": marked("not asked any more"),
    "kind": marked("answered in another way"),
    "wording": marked("other words"),
    "answers": marked("other answers to tick"),
    "asked": marked("asked of other organisations"),
}


@dataclass(frozen=True)
class Compared:
    """One question in two waves; nothing in `changes` means that it can be compared.

    languages        those in which the question or one of its answers is worded differently
    added, removed   answers that can be ticked in one wave only, by id
    """

    instrument: str
    name: str
    then: Question | None
    now: Question | None
    changes: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()

    @property
    def question(self) -> Question:
        """The later wave's question, or the earlier one's where it is gone."""
        return self.now or self.then


def comparable(
    old: Mapping[str, Instrument], new: Mapping[str, Instrument]
) -> tuple[Compared, ...]:
    """Every question of either wave: what of it changed; in the later wave's order, gone ones last.

    A question is known by its instrument and name. `wording` compares labels and hints of the
    question and labels of the answers that both waves have, apart from spaces; `answers` what can
    be ticked, which of it excludes the rest, and whether an open answer follows; `asked` the
    condition under which the question is shown.
    """
    return tuple(
        each
        for name in dict.fromkeys([*new, *old])
        for each in _instrument(name, _questions(old.get(name)), _questions(new.get(name)))
    )


def instruments_of(wave: str) -> dict[str, Instrument]:
    """The instruments a wave was asked with, by name; the current one where none is kept.

    Raises `InputError` for a file that holds none.
    """
    path = paths.clean(wave) / FILE
    return load_instruments() | (read_copy(path) if path.is_file() else {})


def _questions(instrument: Instrument | None) -> dict[str, Question]:
    return {each.name: each for each in instrument.questions} if instrument else {}


def _instrument(
    name: str, old: Mapping[str, Question], new: Mapping[str, Question]
) -> Iterator[Compared]:
    for question in dict.fromkeys([*new, *old]):
        then, now = old.get(question), new.get(question)
        if then and now:
            yield _compare(name, then, now)
        else:
            yield Compared(name, question, then, now, ("new",) if now else ("gone",))


def _compare(instrument: str, then: Question, now: Question) -> Compared:
    before = {choice.name: choice.label for choice in then.choices}
    after = {choice.name: choice.label for choice in now.choices}
    texts = [(then.label, now.label), (then.hint, now.hint)]
    texts += [(before[name], after[name]) for name in before if name in after]
    languages = tuple(dict.fromkeys(each for pair in texts for each in _differing(*pair)))
    added = tuple(name for name in after if name not in before)
    removed = tuple(name for name in before if name not in after)
    rules = [(each.exclusive, each.other) for each in (then, now)]
    found = {
        "kind": then.kind != now.kind,
        "wording": bool(languages),
        "answers": bool(added or removed) or rules[0] != rules[1],
        "asked": then.relevant.split() != now.relevant.split(),
    }
    changes = tuple(name for name, is_so in found.items() if is_so)
    return Compared(instrument, now.name, then, now, changes, languages, added, removed)


def _differing(then: Mapping[str, str], now: Mapping[str, str]) -> Iterator[str]:
    for language in dict.fromkeys([*then, *now]):
        if then.get(language, "").split() != now.get(language, "").split():
            yield language
