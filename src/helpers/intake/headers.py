"""Whose column it is: the question, choice or service of every heading of a file.

A heading is looked for as it stands, then as `wording.plain` reads it, then below its groups
("group/question", "group-question"), then in the mapping file. What is left, or could be two
things, is asked for; nothing is guessed. Per question these headings are known:

    its name, its wording in any language, its number in the printed form
    name/choice, name_choice, name__choice, name.choice, wording/label      one column per choice
    name_other, wording/other                                               the text of "other"
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from helpers.instruments import Instrument, Question
from helpers.intake.mapping import LEAVE_OUT
from helpers.intake.wording import number_alone, plain

if TYPE_CHECKING:
    from helpers.intake.mapping import Mapping

Kind = Literal["answer", "choice", "other", "service", "personal", "ignored"]
How = Literal["as it stands", "normalised", "below its group", "by number", "mapping file"]

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
OTHER_WORDS = ("other", "другое", "басқа", "басқасы", "иное")
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
        self._exact: dict[str, set[Role]] = defaultdict(set)
        self._plain: dict[str, set[Role]] = defaultdict(set)
        for question in instrument.questions:
            if number := instrument.numbers.get(question.name):
                self._plain[f"#{number}"].add(_answer(question))
            for text, role in _known(question):
                self._exact[text.strip()].add(role)
                self._plain[plain(text, numbering=True)].add(role)

    def match(self, file: str, headings: Sequence[str], mapping: Mapping) -> list[Heading]:
        """The role of each heading, None where it has to be asked for."""
        return [self._match(file, f"c{i}", text, mapping) for i, text in enumerate(headings)]

    def n_matched(self, headings: Sequence[str]) -> int:
        """How many questions of the instrument the headings name."""
        found = [self._found(text)[0] for text in headings]
        return len({role.question for role in found if role and role.question})

    def role_named(self, name: str) -> Role | None:
        """The role that a mapping file names: a question, question__choice or question_other."""
        if name == LEAVE_OUT:
            return Role("ignored")
        if name in ("when", "id", "organisation"):
            return Role("service", part=name)
        roles = self._exact.get(name, set())
        return next(iter(roles)) if len(roles) == 1 else None

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
    kind: Kind = "personal" if getattr(question, "personal", False) else "answer"
    return Role(kind, question.name, language=language)


def _known(question: Question) -> Iterator[tuple[str, Role]]:
    """Every heading of one question."""
    yield question.name, _answer(question)
    for language, wording in question.label.items():
        yield wording, _answer(question, language)
    if question.kind == "select_multiple":
        for choice in question.choices:
            role = Role("choice", question.name, choice.name)
            signs = ("/", "__", ".") if choice.name == "other" else ("/", "__", ".", "_")
            yield from ((f"{question.name}{sign}{choice.name}", role) for sign in signs)
            for language, label in choice.label.items():
                wording = question.label.get(language, question.name)
                said = Role("choice", question.name, choice.name, language)
                yield f"{wording}/{label}", said
                yield f"{wording} [{label}]", said
                yield f"{question.name}/{label}", said
    if question.other:
        yield f"{question.name}_other", Role("other", question.name)
        if any(choice.name == "other" for choice in question.choices):
            return
        for language, wording in question.label.items():
            for word in OTHER_WORDS:
                yield f"{wording}/{word}", Role("other", question.name, language=language)


def _below_groups(text: str) -> Iterator[str]:
    """The heading without its first group, without its first two, …"""
    for found in _GROUPS.finditer(text):
        if below := text[found.end() :].strip():
            yield below
