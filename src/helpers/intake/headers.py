"""Whose column it is: the question, choice or service of every heading of a file.

A heading is looked for as it stands, then as `wording.plain` reads it, then below its groups
("group/question", "group-question"), then in the mapping file. What is left, or could be two
things, is asked for; nothing is guessed. Per question these headings are known:

    its name, its wording in any language, its number in the printed form
    name/choice, name_choice, name__choice, name.choice, wording/label      one column per choice
    name_other, "Other: what is it?" behind the question                    the text of "other"
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from helpers.instruments import Choice, Instrument, Question
from helpers.instruments.loading import load_words
from helpers.instruments.questions import Label
from helpers.intake.mapping import LEAVE_OUT
from helpers.intake.wording import number_alone, plain

if TYPE_CHECKING:
    from helpers.intake.mapping import Mapping

Kind = Literal["answer", "choice", "other", "service", "personal", "ignored"]
How = Literal[
    *("as it stands", "normalised", "below its group", "by number", "after its question"),
    "mapping file",
]

# What collecting tools add: plain heading -> what it is for. `when` dates the questionnaire, `id`
# tells submissions apart, `state` says whether it was rejected; the rest is not needed.
_SERVICES = {
    "when": """Отметка времени|Временная метка|Уақыт белгісі|Уақыт белгі|Timestamp|_submission_time
        |SubmissionDate|submissiondate|Дата|Дата заполнения|Күні|Толтырылған күні|Date|submitted""",
    "began": "start|starttime|today",
    "ended": "end|endtime",
    "id": "_uuid|meta/instanceID|meta-instanceID|instanceID|KEY|meta/rootUuid|uuid",
    "state": "_validation_status|ReviewState|_status|Status",
    "synthetic": "synthetic",
    "service": """_id|_index|_notes|_tags|__version__|_version_|_xform_id_string|_attachments
        |_bamboo_dataset_id|_geolocation|formhub/uuid|meta/instanceName|meta-instanceName
        |meta/deprecatedID|_parent_index|_parent_table_name|AttachmentsPresent|AttachmentsExpected|Edits|FormVersion
        |_media_all_received|Баллы|Балл|Ұпай|Score|Количество баллов|№|№ п/п|N|Номер
        |Номер анкеты|р/с|meta/audit|audit""",
    "personal": """_submitted_by|SubmitterID|SubmitterName|DeviceID|deviceid|username|email
        |phonenumber|subscriberid|simserial|Адрес электронной почты|Имя пользователя
        |Электрондық пошта мекенжайы|Электрондық пошта|Пайдаланушы аты|Email Address|Username
        |Эл. почта|E-mail""",
}
SERVICES = {
    plain(heading.strip()): service
    for service, headings in _SERVICES.items()
    for heading in headings.split("|")
}
OTHER = "other"
OTHER_WORDS = (OTHER, "другое", "басқа", "басқасы", "иное")
# What the mapping file may name beside questions: who it was, where the form does not ask.
_IDENTITIES = {"organisation": "organisation_name", "bin": "bin"}
_GROUPS = re.compile(r"[/\-:.]|\s>\s|\s/\s")


@dataclass(frozen=True)
class Role:
    """What a column holds. `part` is a choice, or which service."""

    kind: Kind
    question: str = ""
    part: str = ""
    language: str = ""


@dataclass(frozen=True)
class Heading:
    """One column of a file: where it stands, its heading, its role, and how that was found."""

    column: str
    text: str
    role: Role | None
    how: How = "as it stands"


class Headings:
    """All headings that an instrument can have."""

    def __init__(self, instrument: Instrument) -> None:
        self.instrument = instrument
        self.questions = {question.name: question for question in instrument.questions}
        words = load_words()
        self._asks_other = {plain(text) for text in words["other_what"].values()}
        self._notes = {"introduction", *map(plain, instrument.introduction.values())}
        self._exact: dict[str, set[Role]] = defaultdict(set)
        self._plain: dict[str, set[Role]] = defaultdict(set)
        for question in instrument.questions:
            if number := instrument.numbers.get(question.name):
                self._plain[f"#{number}"].add(_answer(question))
            for text, role in _known(question, words["other"]):
                self._exact[text.strip()].add(role)
                self._plain[plain(text, numbering=True)].add(role)

    def match(self, file: str, headings: Sequence[str], mapping: Mapping) -> list[Heading]:
        """The role of each heading, None where it has to be asked for."""
        found: list[Heading] = []
        for index, text in enumerate(headings):
            heading = self._match(file, f"c{index}", text, mapping)
            if heading.role is None and found:
                heading = self._after(found[-1], heading)
            found.append(heading)
        return found

    def n_matched(self, headings: Sequence[str]) -> int:
        """How many questions of the instrument the headings name."""
        found = [self._found(text)[0] for text in headings]
        return len({role.question for role in found if role and role.question})

    def role_named(self, name: str) -> Role | None:
        """The role that a mapping file names: a question, question__choice or question_other."""
        if name == LEAVE_OUT:
            return Role("ignored")
        if name in ("when", "id"):
            return Role("service", part=name)
        if name in _IDENTITIES:
            return Role("personal", _IDENTITIES[name])
        roles = self._exact.get(name, set())
        return next(iter(roles)) if len(roles) == 1 else None

    def _after(self, before: Heading, heading: Heading) -> Heading:
        """The text of "other", whose wording is the same for all questions: it follows its own."""
        role = before.role
        asks = any(
            plain(text) in self._asks_other for text in (heading.text, *_below_groups(heading.text))
        )
        if asks and role and role.question and self.questions[role.question].other:
            own = Role("other", role.question, language=role.language)
            return Heading(heading.column, heading.text, own, "after its question")
        return heading

    def _match(self, file: str, column: str, text: str, mapping: Mapping) -> Heading:
        if said := mapping.heading(file, text):
            return Heading(column, text, self.role_named(said), "mapping file")
        if not text.strip():
            return Heading(column, text, Role("ignored"))
        return Heading(column, text, *self._found(text))

    def _found(self, text: str) -> tuple[Role | None, How]:
        if (role := _only(self._exact.get(text.strip()))) is not None:
            return role, "as it stands"
        if (role := _only(self._plain.get(plain(text, numbering=True)))) is not None:
            return role, "normalised"
        if service := SERVICES.get(plain(text)):
            return _service(service), "as it stands"
        if plain(text) in self._notes:
            return _service("service"), "as it stands"
        if number := number_alone(text):
            return _only(self._plain.get(f"#{number}")), "by number"
        for below in _below_groups(text):
            role = _only(self._exact.get(below)) or _only(self._plain.get(plain(below)))
            if role is not None:
                return role, "below its group"
            if service := SERVICES.get(plain(below)):
                return _service(service), "below its group"
        return None, "as it stands"


def _only(roles: set[Role] | None) -> Role | None:
    """The one role that a heading has; the same one in two languages is one."""
    if not roles:
        return None
    first, *others = sorted(roles, key=lambda role: role.language)
    merged = Role(first.kind, first.question, first.part)
    if any(Role(role.kind, role.question, role.part) != merged for role in others):
        return None
    return merged if others else first


def _service(service: str) -> Role:
    return Role("personal" if service == "personal" else "service", part=service)


def _answer(question: Question, language: str = "") -> Role:
    kind: Kind = "personal" if question.personal else "answer"
    return Role(kind, question.name, language=language)


def _known(question: Question, other: Label) -> Iterator[tuple[str, Role]]:
    """Every heading of one question; `other` is what the choice "other" is called."""
    yield question.name, _answer(question)
    for language, wording in question.label.items():
        yield wording, _answer(question, language)
    if question.kind == "select_multiple":
        choices = question.choices
        if question.other and all(choice.name != OTHER for choice in choices):
            choices = (*choices, Choice(OTHER, other))
        for choice in choices:
            role = Role("choice", question.name, choice.name)
            signs = ("/", "__", ".") if choice.name == OTHER else ("/", "__", ".", "_")
            yield from ((f"{question.name}{sign}{choice.name}", role) for sign in signs)
            for language, label in choice.label.items():
                wording = question.label.get(language, question.name)
                said = Role("choice", question.name, choice.name, language)
                yield f"{wording}/{label}", said
                yield f"{wording}/{choice.name}", said
                yield f"{wording} [{label}]", said
                yield f"{question.name}/{label}", said
    if question.other:
        yield f"{question.name}_{OTHER}", Role("other", question.name)


def _below_groups(text: str) -> Iterator[str]:
    """The heading without its first group, without its first two, …"""
    for found in _GROUPS.finditer(text):
        if below := text[found.end() :].strip():
            yield below
