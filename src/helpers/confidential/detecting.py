"""Where a text names a person, an organisation, a place to find them or a way to reach them.

    find("Звоните: +7 701 000 00 00")    [<phone, 13 characters from 9>]

What is found, by kind:

    iin, bin       twelve digits with the right check digit, also in groups; after the word ИИН,
                   ЖСН, БИН or БСН any twelve digits
    account        bank accounts of Kazakhstan (IBAN)
    phone          numbers of Kazakhstan and, after +, of any country; after "тел." any five digits
    email, url     addresses of both kinds, @names, names after "инстаграм:", t.me/
    address        street or quarter with a house number; house and flat
    organisation   a name of the register (`names`); a name after or before a legal form
    person         surname with initials; patronymics; a frequent first name beside a surname or
                   another; what follows "меня зовут" or "менің атым"; a surname after a post

What is not: a first name alone ("Айгуль сказала"), a surname alone, a rare first name beside a
surname without patronymic or post, a nickname; a street without a house; an organisation that is
not in the register and stands without legal form; names written without capitals except after "меня
зовут"; numbers with a typing error; whoever is known by what he does ("аким нашего села"). Text
in which nothing was found is no text about nobody: before it is published, somebody reads it.

A finding says where, never what. Nothing here logs, and no message holds a value.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

from bookmaker.project import yaml_text
from helpers.confidential.identifiers import has_check_digit, is_bin

# In the order of precedence: what overlaps is one finding, of the kind that stands first.
KINDS = ("email", "url", "account", "iin", "bin", "phone", "organisation", "address", "person")

_UPPER = "A-ZА-ЯЁӘІҢҒҮҰҚӨҺ"
_LOWER = "a-zа-яёәіңғүұқөһ"
_WORD = rf"[{_UPPER}][{_LOWER}]+(?:-[{_UPPER}][{_LOWER}]+)?"

# Endings of surnames, with cases of Russian and, after them, of Kazakh.
_CASES = r"[нтд][ыі]ң|[нтд][ыі]|[ғқгк][ае]|[дт][ае]н?|н[ае]н|[мбп]ен"
_CASE = rf"(?:{_CASES})?"
_SURNAME = (
    rf"[{_UPPER}][{_LOWER}]+(?:(?:[оеё]в|[иы]н)(?:а|у|ым|е|ой|ы|ых|ыми)?|"
    rf"енко|[уюа]к|ба[йе]в?|бек|хан|[гғ]али|ұлы|қызы|улы|кызы|"
    rf"[oe]v|[oe]va|[iy]na?|enko|bay|bai|bek|khan|uly|kyzy|qyzy){_CASE}(?:-{_WORD})?"
)
# Of regions, too, so that a first name must stand beside it.
_ADJECTIVE = rf"[{_UPPER}][{_LOWER}]+(?:[сц]к(?:ий|ая|ого|ому|им|ой|ую)|sk[iy]y?|skaya){_CASE}"
_PATRONYMIC = (
    rf"[{_UPPER}][{_LOWER}]{{2,}}(?:(?:[оеё]вич|ьич)(?:а|у|ем|е)?|(?:[оеё]вн|ичн)(?:а|ы|е|у|ой)|"
    rf"(?:ұлы|қызы|кызы|уулу|kyzy|qyzy|ovich|evich|ovna|evna){_CASE})"
)
# These endings are also those of common words, so that a name must stand beside them.
_WEAK_PATRONYMIC = rf"[{_UPPER}][{_LOWER}]{{2,}}(?:улы|uly){_CASE}"

_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}\s?(?:@|[\[(]at[\])])\s?[\w-]+(?:\.[\w-]+)+")
_ACCOUNT = re.compile(r"(?<!\w)KZ\s?\d{2}(?:\s?[A-Z0-9]){16}(?!\w)", re.IGNORECASE)
_URL = re.compile(
    r"(?:https?://|www\.)\S+|"
    r"(?<![\w@.])(?:[a-z0-9-]{1,63}\.){1,8}(?:kz|com|org|ru|net|info|me|қаз)\b(?:/\S*)?"
    r"|(?<![\w.])@[A-Za-z][\w.]{2,}"
    r"|\b(?:инстаграм\w*|инста|instagram|телеграм\w*|telegram|facebook|фейсбук\w*|tiktok|тикток)"
    r"(?:\s?[:@–—-]\s?@?[A-Za-z0-9_.]{3,}|\s[A-Za-z.]*[\d_][A-Za-z0-9_.]+)",
    re.IGNORECASE,
)
# Sites of the state and of nobody in particular.
_COMMON_SITE = re.compile(
    r"(?:https?://)?(?:www\.)?(?:[a-z0-9-]+\.)*(?:gov\.kz|egov\.kz|zan\.kz|eotinish\.kz)\b\S*"
    r"|(?:https?://)?(?:www\.)?(?:google|youtube|instagram|facebook|zoom|mail|gmail|hh|olx)"
    r"\.(?:com|ru|us|kz)/?",
    re.IGNORECASE,
)
_TWELVE = re.compile(r"(?<![\d+])(?:\d[\s-]?){11}\d(?!\d)")
_NAMED_TWELVE = re.compile(
    r"(?<!\w)(?:[ИЖБ][ИС]Н|[IB]IN)\W?\w{0,4}\W{0,5}((?:\d[\s-]?){11}\d)(?!\d)", re.IGNORECASE
)
_LONG_NUMBER = re.compile(r"(?:\d[\s().–/-]{0,3}){9}\d")
_THOUSANDS = re.compile(r"\d{1,3}(?:[\s.]\d{3})+")
_NAMED_PHONE = re.compile(
    r"\b(?:тел(?:ефон\w*)?|моб|сот(?:ка|овый)?|т(?=\.)|ватсап\w*|вацап\w*|whats ?app|"
    r"нөмір\w*|байланыс|номер\w*|phone|tel|call)\b[\s.:№–-]{0,4}(\+?\d(?:[\s().–-]{0,2}\d){4,14})(?!\d)",
    re.IGNORECASE,
)
_QUOTED = r"[«\"“„‘'][^»\"”“’'\n]{2,80}[»\"”“’']"
# Forms beside which a name may stand without quotes.
_FORM_BEFORE = (
    r"(?:ОФ|ОО|ОЮЛ|ЧФ|КФ|РОО|ТОО|АО|НАО|ЧУ|ИП|ҚҚ|ҚБ|ЖШС|(?i:(?:общественн|частн|корпоративн|"
    r"благотворительн)\w{1,3}\s(?:благотворительн\w{1,3}\s)?(?:фонд[ауе]?|объединени[еяюи])))"
)
_FORM_AFTER = (
    r"(?:ҚҚ|ҚБ|ЖШС|LLP|(?:қоғамдық|корпоративтік|қайырымдылық)\s(?:қоры|бірлест)\w*|"
    r"(?:Public|Private)\s(?:Fund|Foundation|Association)|Foundation)"
)


@dataclass(frozen=True, repr=False)
class Finding:
    """What kind of thing stands where in a text: characters `start` to `end`."""

    kind: str
    start: int
    end: int

    def __repr__(self) -> str:
        return f"<{self.kind}, {self.end - self.start} characters from {self.start}>"


def find(
    text: str, names: Collection[str] = frozenset(), kinds: Collection[str] | None = None
) -> list[Finding]:
    """Everything found in a text, in its order, none over another.

    `names` are organisations' names as `organisation_name` makes them, best a frozenset that is
    the same object at every call; `kinds` those that somebody knows to be possible (`columns`).

    >>> find("Пишите на eco@example.kz"), find("В декабре сидим без работы")
    ([<email, 14 characters from 10>], [])
    """
    if kinds is None:
        kinds = [kind for kind in KINDS if _may_have(kind, text)]
    found = [
        Finding(kind, *span)
        for kind in kinds
        for span in _SEARCHES[kind](text)
        if span[0] < span[1]
    ]
    if names:
        found += [Finding("organisation", *span) for span in _register_names(text, names)]
    return _merged(found)


def organisation_name(name: str) -> str:
    """A name as names are compared: small letters, without legal form, quotes and marks.

    >>> organisation_name('Общественный фонд "Тестовый Қор-1"'), organisation_name("«Үлгі» ҚБ")
    ('тестовый қор 1', 'үлгі')
    """
    quoted = re.search(r"[«\"“„](.*\w.*)[»\"”“]", name, re.DOTALL)
    bare = quoted.group(1) if quoted else _outer_forms().sub(" ", name)
    return " ".join(word for word, _, _ in _tokens(bare) or _tokens(name))


# Numbers and addresses of the net ---------------------------------------------------------------


def _emails(text: str) -> Iterator[tuple[int, int]]:
    return (match.span() for match in _EMAIL.finditer(text))


def _urls(text: str) -> Iterator[tuple[int, int]]:
    for match in _URL.finditer(text):
        if not _COMMON_SITE.fullmatch(match.group().rstrip('.,;:!?)»"')):
            yield match.span()


def _accounts(text: str) -> Iterator[tuple[int, int]]:
    return (match.span() for match in _ACCOUNT.finditer(text))


def _identifiers(text: str, is_wanted: Callable[[str], bool]) -> Iterator[tuple[int, int]]:
    for match in _TWELVE.finditer(text):
        number = re.sub(r"\D", "", match.group())
        if has_check_digit(number) and is_wanted(number):
            yield match.span()
    for match in _NAMED_TWELVE.finditer(text):
        if is_wanted(re.sub(r"\D", "", match.group(1))):
            yield match.span(1)


def _iins(text: str) -> Iterator[tuple[int, int]]:
    return _identifiers(text, lambda number: not _may_be_bin(number))


def _bins(text: str) -> Iterator[tuple[int, int]]:
    return _identifiers(text, _may_be_bin)


def _may_be_bin(number: str) -> bool:
    return is_bin(number) or number[4] in "456"


def _phones(text: str) -> Iterator[tuple[int, int]]:
    if _LONG_NUMBER.search(text):
        from phonenumbers import Leniency, PhoneNumberMatcher

        for match in PhoneNumberMatcher(text, "KZ", leniency=Leniency.VALID):
            if not _THOUSANDS.fullmatch(match.raw_string):
                yield match.start, match.end
    for match in _NAMED_PHONE.finditer(text):
        yield match.span(1)


# Addresses ---------------------------------------------------------------------------------------


def _addresses(text: str) -> Iterator[tuple[int, int]]:
    for pattern in _address_patterns():
        yield from (match.span() for match in pattern.finditer(text))


@cache
def _address_patterns() -> tuple[re.Pattern[str], ...]:
    small = r"(?:би|хана?|батыра?|ата|ана|апа|баба|жырау|лет|жыл)\b"
    name = (
        rf"(?:\d{{1,3}}[-–]?\w{{0,3}}\s)?(?!(?:На|По|Наша|Эта)\b)(?:имени\s|им\.\s?)?"
        rf"[{_UPPER}][\w.-]*(?:\s(?:[{_UPPER}][\w.-]+|{small})){{0,3}}"
    )
    house = (
        r"\d{1,4}(?:\s?[а-яa-z])?\b(?:\s?[/-]\s?\d{1,4})?"
        r"(?!\s(?:лет|год|дн|раз|чел|метр|км|м\b|тенге|тг|жыл|адам|теңге|year|people)|%)"
    )
    flat = r"(?:[\s,]*(?:кв\.?|квартира|п[әа]тер\w*|apt\.?|оф(?:ис)?\.?|каб\.?)\s?№?\s?\d{1,4}\b)?"
    after_number = r"(?:\s?-?\s?(?:үй|үйі|пәтер|п)\w*)?(?:[\s,]+\d{1,4}\s?-?\s?пәтер\w*)?"
    gap = r"[\s,]{1,3}(?:д\.?|дом|зд\.?|здание|үй|№|house)?\s?№?\s?"
    quarter = r"(?i:(?:мкр\.?|микрорайон)\s?\d{1,2}|\d{1,2}(?:-?й)?[\s-]?(?:мкр\.?|микрорайон))"
    before, after = _words("street_before"), _words("street_after")
    return (
        re.compile(rf"(?<!\w)(?i:{before})\s?[«\"]?{name}[»\"]?{gap}{house}{flat}{after_number}"),
        re.compile(rf"(?<!\w){quarter}{gap}{house}{flat}"),
        re.compile(
            rf"(?<!\w)[«\"]?{name}[»\"]?\s(?i:{after})(?!\w){gap}{house}{flat}{after_number}"
        ),
        re.compile(rf"(?<!\w)\d{{1,4}}[,\s]\s?{_WORD}(?:\s{_WORD})?\s(?:Street|St\.|Avenue|Ave)\b"),
        re.compile(
            rf"(?<!\w)(?i:д\.|дом)\s?№?\s?{house}[\s,]*(?i:кв\.?|квартира)\s?№?\s?\d{{1,4}}\b"
        ),
        re.compile(rf"(?<!\w){_WORD}(?:[\s-]\d{{1,2}})?,\s?(?:д\.|дом)\s?№?\s?{house}{flat}"),
        re.compile(r"(?<!\w)(?i:кв\.|квартира|apt\.?)\s?№?\s?\d{1,3}\b(?!\s?(?:м|k?m)\b)"),
        re.compile(r"(?<!\w)\d{1,3}\s?-?\s?үй\w*[\s,]+\d{1,3}\s?-?\s?п[әа]тер\w*"),
    )


# Organisations -----------------------------------------------------------------------------------


def _organisations(text: str) -> Iterator[tuple[int, int]]:
    for pattern in _organisation_patterns():
        yield from (match.span() for match in pattern.finditer(text))


@cache
def _organisation_patterns() -> tuple[re.Pattern[str], ...]:
    form = rf"(?:{_words('forms')}|{_long_form()})"
    begins = rf"(?!(?:{_alternatives('no_organisations')})\b)"
    return (
        re.compile(rf"(?<!\w){form}\s?-?\s?{_QUOTED}"),
        re.compile(rf"{_QUOTED}\s?-?\s?{form}(?!\w)"),
        re.compile(rf"(?<!\w){_FORM_BEFORE}\s{begins}{_WORD}(?:\s{_WORD}){{0,3}}"),
        re.compile(rf"(?<!\w){begins}{_WORD}(?:\s{_WORD}){{0,4}}\s{_FORM_AFTER}(?!\w)"),
    )


@cache
def _long_form() -> str:
    """A legal form in full: public association, қоғамдық қоры, товарищество с ограниченной …"""
    qualities, ends = _words("form_qualities"), _words("form_ends")
    return rf"(?i:(?:(?:{qualities})\w*\s){{0,3}}(?:{_words('form_words')})(?:\s(?:{ends}))*)"


def _register_names(text: str, names: Collection[str]) -> Iterator[tuple[int, int]]:
    """Names of the register; short ones only in quotes or capitals, or words would be names."""
    index = _name_index(names if isinstance(names, frozenset) else frozenset(names))
    tokens = _tokens(text)
    words = [word for word, _, _ in tokens]
    for place, (word, start, _) in enumerate(tokens):
        for name in index.get(word, ()):
            if words[place : place + len(name)] != list(name):
                continue
            end = tokens[place + len(name) - 1][2]
            is_quoted = text[max(start - 1, 0)] in "«\"“„'‘" and text[end : end + 1] != ""
            needed = 2 if text[start].isupper() else 3
            if is_quoted or len(name) >= needed:
                yield start, end
                break


@lru_cache(maxsize=4)
def _name_index(names: frozenset[str]) -> dict[str, list[tuple[str, ...]]]:
    """Names as tuples of words by their first word, the longest first."""
    index: dict[str, list[tuple[str, ...]]] = {}
    for name in sorted(names, key=len, reverse=True):
        words = tuple(name.split())
        if len(name) > 2:
            index.setdefault(words[0], []).append(words)
    return index


def _tokens(text: str) -> list[tuple[str, int, int]]:
    return [
        (match.group().lower().replace("ё", "е"), *match.span())
        for match in re.finditer(r"\w+", text)
    ]


@cache
def _outer_forms() -> re.Pattern[str]:
    form = rf"(?:{_long_form()}|(?i:{_words('forms')}))"
    return re.compile(rf"^\W*(?:{form}(?!\w)\W*)+|(?:\W+{form}(?!\w))+\W*$")


# Persons -----------------------------------------------------------------------------------------


def _persons(text: str) -> Iterator[tuple[int, int]]:
    for pattern in _person_patterns():
        for match in pattern.finditer(text):
            start, end = match.span("who")
            if not _no_surname(text[start:end]):
                yield start, end


@cache
def _person_patterns() -> tuple[re.Pattern[str], ...]:
    first = _first_names()
    latin = r"(?!(?:U\.\s?[SKN]|E\.\s?U|Ph\.\s?D)\b)"
    role, intro = _words("roles"), _words("introductions")
    patterns = (
        rf"{latin}{_WORD}\s[{_UPPER}]\.\s?[{_UPPER}]\.",
        rf"{latin}[{_UPPER}]\.\s?[{_UPPER}]\.\s?{_WORD}",
        rf"[{_UPPER}]\.\s?{_SURNAME}\b",
        rf"{_SURNAME}\s[{_UPPER}]\.(?=[,;)]|\s*$)",
        rf"(?:(?:{_SURNAME}|{_ADJECTIVE})\s)?(?:{_WORD}\s)?{_PATRONYMIC}\b(?:\s{_SURNAME}\b)?",
        rf"{_WORD}\s{_WEAK_PATRONYMIC}\b",
        rf"{_WORD}\s{_WORD}\s(?:ұлы|қызы){_CASE}\b",
        rf"{first}\b\s(?:{first}|{_SURNAME}|{_ADJECTIVE})\b",
        rf"(?:{_SURNAME}|{_ADJECTIVE})\s{first}\b",
        rf"{_SURNAME}(?:\s{_WORD})?\s(?i:{_words('titles_after')})\b",
    )
    named = (
        rf"(?<!\w)(?i:{intro})[\s:,–—-]{{1,4}}(?P<who>(?:{_WORD}|(?i:{first}))\b(?:\s{_WORD}\b){{0,2}})",
        rf"(?<!\w)(?i:{role})\s?[:,–—-]?\s?(?P<who>{_SURNAME}\b|{_WORD}\s{_SURNAME}\b)",
        rf"(?<!\w)(?i:{role})\s?[:,–—-]?\s?(?P<who>{_WORD}\s{first}\b|{first}\b\s{_WORD}\b)",
        rf"(?<!\w)(?:г-н\w*|г-ж\w+|Mr\.?|Mrs\.?|Ms\.?)\s(?P<who>{_WORD}\b)",
    )
    return tuple(
        re.compile(pattern)
        for pattern in (*(rf"(?<!\w)(?P<who>{each})" for each in patterns), *named)
    )


@cache
def _first_names() -> str:
    """One pattern of all first names, with the cases of Russian and Kazakh."""
    stems = {re.sub("[аяйь]$", "", name) for name in _asset()["first_names"].split()}
    endings = rf"(?:а|у|ом|ем|е|ы|и|ой|ей|я|ю|ь|й|ию|ии|ия|{_CASES})?"
    ordered = sorted(stems, key=len, reverse=True)
    return rf"(?:{'|'.join(map(re.escape, ordered))}){endings}"


def _no_surname(who: str) -> bool:
    return bool(re.search(rf"(?<!\w)(?:{_alternatives('no_surnames')})(?!\w)", who))


# The whole ----------------------------------------------------------------------------------------

_SEARCHES: dict[str, Callable[[str], Iterator[tuple[int, int]]]] = {
    "email": _emails,
    "url": _urls,
    "account": _accounts,
    "iin": _iins,
    "bin": _bins,
    "phone": _phones,
    "organisation": _organisations,
    "address": _addresses,
    "person": _persons,
}


@cache
def needs() -> dict[str, tuple[tuple[str, ...], ...]]:
    """What a text has in it before a kind can be found: any of the groups, all patterns of a group.

    Without look-around and word boundaries, so that engines without backtracking search a million
    answers in seconds (`columns`). Names of the register need nothing.
    """
    five, ten, twelve = (rf"\d(?:[\s().–/-]{{0,3}}\d){{{n - 1}}}" for n in (5, 10, 12))
    start = f"(?:^|[^{_UPPER}{_LOWER}])"
    telephone = start + "(?i:тел|моб|сот|т\\.|ватсап|вацап|whats|нөмір|байланыс|номер|phone|call)"
    role = rf"(?i:{_words('roles')})\s?[:,–—-]?\s?[{_UPPER}]"
    street = (
        rf"{start}(?i:{_words('street_before')}|{_words('street_after')}|кв|apt|п[әа]тер|дом|д\.)"
    )
    return {
        "email": ((r"@|[\[(]at[\])]",),),
        "url": ((r"(?i:@|https?:|www\.|\.(?:kz|com|org|ru|net|info|me|қаз)|инст|inst|телегр|tele|"
                 "facebook|фейсбук|tiktok|тикток)",),),
        "account": ((r"(?i:kz)\s?\d",),),
        "iin": ((twelve,),),
        "bin": ((twelve,),),
        "phone": ((ten,), (five, telephone)),
        "organisation": (
            (r"[«»\"“”„‘’']", rf"(?i:{_words('forms')}|{_words('form_words')})"),
            (rf"{_FORM_BEFORE}\s[{_UPPER}]|[{_LOWER}]\s{_FORM_AFTER}",),
        ),
        "address": ((r"\d", street),),
        "person": (
            (rf"[{_LOWER}]\s[{_UPPER}][{_LOWER}.]|[{_UPPER}]\.\s?[{_UPPER}]",),
            (rf"[{_UPPER}][{_LOWER}]{{2,}}(?:вич|[оеё]вн|ичн|ұлы|қызы|кызы|уулу|[kq]yzy|ovi|evi|ovn|evn)",),
            (rf"(?i:{_words('introductions')}|\s(?:{_words('titles_after')}))|{role}",),
        ),
    }  # fmt: skip


@cache
def _gates() -> dict[str, list[list[Callable[[str], object]]]]:
    return {
        kind: [[re.compile(pattern).search for pattern in group] for group in groups]
        for kind, groups in needs().items()
    }


def _may_have(kind: str, text: str) -> bool:
    return any(all(search(text) for search in group) for group in _gates()[kind])


def _merged(found: Sequence[Finding]) -> list[Finding]:
    """Findings without overlaps: those that touch become one, of the foremost kind."""
    merged: list[Finding] = []
    for each in sorted(found, key=lambda finding: (finding.start, -finding.end)):
        last = merged[-1] if merged else None
        if last and each.start < last.end:
            kind = min(last.kind, each.kind, key=KINDS.index)
            merged[-1] = Finding(kind, last.start, max(last.end, each.end))
        else:
            merged.append(each)
    return merged


@cache
def _words(name: str) -> str:
    """Alternatives of the file as one pattern; white space between them is layout."""
    return re.sub(r"\|\s+", "|", _asset()[name].strip())


@cache
def _alternatives(name: str) -> str:
    return "|".join(map(re.escape, _asset()[name].split()))


@cache
def _asset() -> dict[str, str]:
    file = resources.files("helpers.confidential") / "assets" / "words.yaml"
    return yaml_text.load(file.read_text(encoding="utf-8"), file.name)
