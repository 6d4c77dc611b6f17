"""What one cell means: a choice, several, a number; or the rule by which it means nothing.

Each decoder takes the text of a cell, never blank, and gives an `Answer`. It is asked once per
distinct text, so that a million rows cost no more than their different answers. The mapping file
goes first; then the ladder is that of headings: a code or a label as it stands, then as
`wording.plain` reads it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import NamedTuple

from helpers.instruments import Question
from helpers.intake.headers import OTHER, OTHER_WORDS
from helpers.intake.mapping import LEAVE_OUT
from helpers.intake.places import PlaceNames, load_place_names
from helpers.intake.wording import is_blank, is_dont_know, plain

DONT_KNOW = "dont_know"

# What an author said of an answer in the mapping file, "" for nothing.
Said = Callable[[str], str]


class Answer(NamedTuple):
    """What a cell means.

    `value` is a choice, a number, a text, or for several answers a number whose bit i is choice i;
    None for missing. `rule` and `detail` are for the report, `unknown` what the mapping file is
    asked for, `language` that of the label, where only one language has it.
    """

    value: str | int | None = None
    other: str | None = None
    rule: str | None = None
    detail: str = ""
    unknown: tuple[str, ...] = ()
    language: str | None = None


BLANK = Answer()
_CODE = re.compile(r"[a-z0-9_]+")
# So alike are a label and the same with a letter or two wrong; two labels of a question are less.
_NEAR = 0.85
_SHORTEST, _LONGEST = 4, 200


@dataclass
class Labels:
    """The choices of a question by everything they are called."""

    question: Question
    exact: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    normalised: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    languages: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    places: PlaceNames | None = None

    def __post_init__(self) -> None:
        for choice in self.question.choices:
            for language, name in (("", choice.name), *choice.label.items()):
                self.exact[name].add(choice.name)
                self.normalised[plain(name)].add(choice.name)
                self.languages[plain(name)].add(language)
        self.names = {choice.name for choice in self.question.choices}
        known = load_place_names()
        if len(self.names & known.units) > 0.5 * len(self.names):
            self.places = known

    def find(self, text: str) -> set[str]:
        """The choices that a text can be: one, none, or several where it is open."""
        return self.exact.get(text.strip()) or self.normalised.get(plain(text), set())

    def language(self, text: str) -> str | None:
        """The language whose label a text is, None where several have it."""
        found = self.languages.get(plain(text), set())
        return next(iter(found)) or None if len(found) == 1 else None

    def near(self, text: str) -> str:
        """The choice whose label a text nearly is, "" for none: told, never taken for it."""
        asked = plain(text)
        if not _SHORTEST <= len(asked) <= _LONGEST:
            return ""
        matcher = SequenceMatcher(b=asked, autojunk=False)
        best, found = _NEAR, ""
        for label, names in self.normalised.items():
            matcher.set_seq1(label)
            if matcher.real_quick_ratio() >= best and matcher.quick_ratio() >= best:
                ratio = matcher.ratio()
                if ratio >= best:
                    best, found = ratio, min(names)
        return found

    def meant(self, said: str) -> str:
        """The choice that a mapping file names, by its id or its label; else what it says."""
        found = self.find(said)
        return next(iter(found)) if said not in self.names and len(found) == 1 else said

    def listed(self) -> str:
        """What the mapping file may say."""
        return ", ".join([*(choice.name for choice in self.question.choices), OTHER, LEAVE_OUT])

    def dont_know(self) -> str:
        """The choice that says so, else `DONT_KNOW`."""
        labels = ((c.name, label) for c in self.question.choices for label in c.label.values())
        said = (name for name, label in labels if is_dont_know(label))
        return next(said, DONT_KNOW)

    @property
    def has_none(self) -> bool:
        """Whether "no answer" is among the choices."""
        return any(is_blank(name) for name in self.normalised)


class One:
    """Decoder of a question with one answer."""

    def __init__(self, question: Question, said: Said) -> None:
        self.question, self.said, self.labels = question, said, Labels(question)

    def __call__(self, text: str) -> Answer:
        """The choice that a cell names."""
        if said := self.said(text):
            return self._as_said(text, said)
        found = self.labels.find(text)
        if len(found) == 1:
            return Answer(next(iter(found)), language=self.labels.language(text))
        if found:
            return Answer(rule="ambiguous_answer", detail=_listed(found), unknown=(text,))
        if self.labels.places and (answer := self._place(text)):
            return answer
        if is_blank(text):
            return BLANK
        if is_dont_know(text):
            return Answer(self.labels.dont_know())
        return self._unknown(text)

    def _as_said(self, text: str, said: str) -> Answer:
        if said == LEAVE_OUT:
            return BLANK
        if said == OTHER and self.question.other:
            return Answer(OTHER if OTHER in self.labels.names else None, other=text)
        said = self.labels.meant(said)
        if said in self.labels.names or said == DONT_KNOW:
            return Answer(said)
        return Answer(rule="unknown_answer", detail=_not_meant(said, self.labels))

    def _place(self, text: str) -> Answer | None:
        places = self.labels.places
        if places is None or is_blank(text) or is_dont_know(text):
            return None
        place = places.find(text, self.labels.names)
        if len(place.units) == 1:
            rule = "old_name" if place.is_former else None
            return Answer(place.units[0], rule=rule, detail=place.units[0] if rule else "")
        if place.units:
            return Answer(rule="ambiguous_place", detail=_listed(place.units), unknown=(text,))
        if self.question.other:
            return None
        return Answer(rule="unknown_place", unknown=(text,))

    def _unknown(self, text: str) -> Answer:
        parts = [part for part in re.split(r"[;|\n]|, ", text) if part.strip()]
        known = {name for part in parts for name in self.labels.find(part)}
        if len(known) > 1:
            return Answer(rule="several_for_one", detail=_listed(known))
        if self.question.other:
            has_other = OTHER in self.labels.names
            words = without_other_word(text)
            near = self.labels.near(words)
            told = Answer(rule="near_answer", detail=near, unknown=(text,)) if near else BLANK
            return told._replace(value=OTHER if has_other else None, other=words)
        return Answer(rule="unknown_answer", unknown=(text,))


class Several:
    """Decoder of a question with several answers in one cell.

    Google Forms separates by "; " or ", " and KoboToolbox by a space, also between labels; an
    option may contain any of these itself. The longest option that fits is taken first. What lies
    between options is "other", where the question has it, and unknown elsewhere.
    """

    def __init__(self, question: Question, said: Said) -> None:
        self.question, self.said, self.labels = question, said, Labels(question)
        self.bits = {choice.name: 1 << i for i, choice in enumerate(question.choices)}
        # The bare word is ticked where the text is asked for in a column of its own.
        asks_other = question.other and OTHER not in self.bits
        words = {*self.labels.exact, *(OTHER_WORDS if asks_other else ())}
        names = sorted(words, key=lambda name: (-len(name), name))
        options = "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in names if name)
        self._option = re.compile(
            rf"(?<![^,;|\n])\s*({options})(?=\s*(?:[,;|\n]|$))", re.IGNORECASE
        )
        self._spaced = re.compile(rf"(?<!\S)({options})(?=\s|$)", re.IGNORECASE)

    def __call__(self, text: str) -> Answer:
        """The choices that a cell names."""
        if (said := self.said(text)) or is_dont_know(text):
            return self._sum(said.split("+"), text) if said else self._dont_know()
        found = self.labels.find(text)
        if len(found) == 1:
            (name,) = found
            return Answer(self.bits[name], language=self.labels.language(text))
        if is_blank(text):
            return BLANK
        tokens = text.split()
        if all(map(_CODE.fullmatch, tokens)) and self.bits.keys() & set(tokens):
            return self._judge([], tokens, None)
        names, between, language = self._split(text, self._spaced)
        if between:
            names, between, language = self._split(text, self._option)
        return self._judge(names, between, language)

    def _split(
        self, text: str, options: re.Pattern[str]
    ) -> tuple[list[str], list[str], str | None]:
        """Options in a text from left to right, what stands between them, and their language."""
        names: list[str] = []
        between: list[str] = []
        languages: set[str | None] = set()
        end = 0
        for option in options.finditer(text):
            found = self.labels.find(" ".join(option[1].split()))
            names += found if len(found) == 1 else []
            names += [OTHER] if plain(option[1]) in OTHER_WORDS and not found else []
            languages.add(self.labels.language(option[1]))
            between.append(text[end : option.start()])
            end = option.end()
        between.append(text[end:])
        parts = [part for rest in between for part in self._parts(rest)]
        language = next(iter(languages)) if len(languages) == 1 else None
        return names, parts, language

    def _parts(self, rest: str) -> list[str]:
        """What stands between two options, cut at signs that only separate."""
        parts = [part.strip(" ,") for part in re.split(r"[;|\n]", rest)]
        parts = [part for part in parts if not is_blank(part)]
        cut = [piece for part in parts for piece in part.split(", ")]
        return cut if all(len(self.labels.find(piece)) == 1 for piece in cut) else parts

    def _judge(self, names: list[str], parts: list[str], language: str | None) -> Answer:
        others, unknown = [], []
        near: dict[str, str] = {}
        for part in parts:
            found = self.labels.find(part)
            if said := self.said(part):
                kept = self._sum(said.split("+"), part)
                names += [name for name, bit in self.bits.items() if int(kept.value or 0) & bit]
                others += [kept.other] if kept.other else []
            elif len(found) == 1:
                names += found
            elif self.question.other:
                others.append(without_other_word(part))
                near |= {part: like} if (like := self.labels.near(others[-1])) else {}
            else:
                unknown.append(part)
        value = sum(self.bits[name] for name in set(names) if name in self.bits)
        others += [OTHER] if OTHER in names and OTHER not in self.bits else []
        if others and OTHER in self.bits:
            value |= self.bits[OTHER]
        rule = "unknown_part" if unknown and names else "unknown_answer" if unknown else None
        answered = value if value or others or not unknown else None
        if near:
            rule, unknown = "near_answer", [*near]
        detail = _listed(near.values()) if near else _listed(unknown)
        return Answer(answered, "; ".join(others) or None, rule, detail, tuple(unknown), language)

    def _sum(self, said: Iterable[str], text: str) -> Answer:
        names = [self.labels.meant(name.strip()) for name in said]
        if names == [LEAVE_OUT]:
            return BLANK
        if unknown := [name for name in names if name not in self.bits and name != OTHER]:
            return Answer(rule="unknown_answer", detail=_not_meant(_listed(unknown), self.labels))
        value = sum(self.bits[name] for name in set(names) if name in self.bits)
        return Answer(value, other=text if OTHER in names else None)

    def _dont_know(self) -> Answer:
        name = self.labels.dont_know()
        return Answer(self.bits[name]) if name in self.bits else Answer(rule="dont_know")


_TICKS = {
    **dict.fromkeys(("1", "1.0", "true", "yes", "да", "иә", "ия", "x", "х", "+", "v", "✓", "✔"), 1),
    **dict.fromkeys(("0", "0.0", "false", "no", "нет", "жоқ"), 0),
}  # fmt: skip


class Tick:
    """Decoder of one choice's own column: ticked, not ticked, or the choice's own words."""

    def __init__(self, question: Question, choice: str, said: Said) -> None:
        self.choice, self.said, self.labels = choice, said, Labels(question)

    def __call__(self, text: str) -> Answer:
        """1 or 0."""
        tick = _TICKS.get((self.said(text) or text).strip().casefold())
        if tick is not None:
            return Answer(tick)
        if self.choice in self.labels.find(text):
            return Answer(1)
        return BLANK if is_blank(text) else Answer(rule="not_a_tick", unknown=(text,))


_WHOLE = re.compile(r"^[+]?(\d{1,3}(?:[ \u00a0\u202f]\d{3})+|\d+)(?:[.,]00?)?$")
_NEGATIVE = re.compile(r"^[-–−]\s?(\d+)(?:[.,]0+)?$")
_UNIT = re.compile(
    r"^(\d+)\s*(?:чел|человека?|челов|адам|люд(?:ей|и)|сотрудник(?:а|ов)?|қызметкер|people|persons?|"
    r"staff|год(?:а|у)?|г|лет|жыл(?:ы)?|year|шт|женщин[аы]?|мужчин[аы]?|әйел|ер)\.?$",
    re.IGNORECASE,
)
_ROUGH = re.compile(
    r"\d\s*[-–—…]\s*\d|\d\s*\+$|^[~≈<>]|\b(?:около|примерно|более|больше|менее|меньше|до|от|шамамен|"
    r"жуық|артық|кем|about|around|over|under|approx)\b|\d\s*(?:дейін|шақты)",
    re.IGNORECASE,
)
_YEAR_IN_DATE = re.compile(r"^(?:\d{1,2}[./]\d{1,2}[./](\d{4})|(\d{4})-\d\d-\d\d)")


class Whole:
    """Decoder of a whole number; what is written around it is said, a guess is not made."""

    def __init__(self, question: Question, said: Said) -> None:
        self.is_year, self.said = "year" in question.name, said

    def __call__(self, text: str) -> Answer:
        """The number of a cell."""
        text = (self.said(text) or text).strip()
        if text == LEAVE_OUT or is_blank(text):
            return BLANK
        if found := _WHOLE.match(text):
            return self._number(re.sub(r"\D", "", found[1]))
        if found := _NEGATIVE.match(text):
            return Answer(-int(found[1][:9]))
        if found := _UNIT.match(text):
            return self._number(found[1])._replace(rule="written_out", detail=found[1])
        if self.is_year and (found := _YEAR_IN_DATE.match(text)):
            year = found[1] or found[2]
            return Answer(int(year), rule="year_of_date", detail=year)
        if is_dont_know(text):
            return Answer(rule="dont_know")
        rough = bool(_ROUGH.search(text)) and any(sign.isdigit() for sign in text)
        rule = "range_of_numbers" if rough else "not_a_number"
        return Answer(rule=rule, unknown=(text,))

    def _number(self, digits: str) -> Answer:
        return Answer(int(digits)) if len(digits) <= 9 else Answer(rule="not_a_number")


def decoder(question: Question, said: Said, choice: str = "") -> Callable[[str], Answer] | None:
    """The decoder of a column; None for text and dates, which are read as columns."""
    if choice:
        return Tick(question, choice, said)
    kinds = {"select_one": One, "select_multiple": Several, "integer": Whole}
    kind = kinds.get(question.kind)
    return kind(question, said) if kind else None


def without_other_word(text: str) -> str:
    """The text of an "other" answer without the word itself: "Другое: лес" is лес.

    `OTHER` stands for the word alone: the text may be in a column of its own.
    """
    word, colon, rest = text.partition(":")
    if colon and rest.strip() and plain(word) in OTHER_WORDS:
        return rest.strip()
    return OTHER if plain(text) in OTHER_WORDS else text.strip()


def _not_meant(said: str, labels: Labels) -> str:
    return f"the mapping file says {said!r}, which is none of: {labels.listed()}"


def _listed(names: Iterable[str]) -> str:
    return ", ".join(sorted(set(names)))
