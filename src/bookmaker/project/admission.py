"""What a text may hold that anybody can send: words, and what a reader sees as words.

Translations, labels, notes, captions, references and pages are texts; only notebooks, sources and
`_quarto.yml` are code. Whether a text is one is read off Pandoc's tree, which is what a renderer
makes of it, against lists of what is allowed: whatever these do not name is refused, however it is
written. A mark is a part of the tree that is more than words: a link with its address, raw HTML, an
attribute, a picture, a footnote, a list. A sign is a character of the words that would be markup
beside another text.

    marks            those of a tree, counted
    surplus          of a translation, what its text does not have
    page_faults      of a page, what no page may have
    words_faults     of a label or a note, all that is more than words

What is said of a text follows from the text and from our code: `judged` and `page_faults` ask a
memory first.
"""

from __future__ import annotations

import json
import posixpath
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import unquote

from bookmaker.errors import BookError
from bookmaker.project import pandoc
from bookmaker.project.lines import FRONT_MATTER
from bookmaker.project.pandoc import Node
from bookmaker.project.remembered import NOTHING, Memory, own_code

# Explicit ids only: a heading's own follows from its words.
PAGE = "markdown-auto_identifiers"
# A text within a page is never its title.
MARKDOWN = f"{PAGE}-pandoc_title_block"
BIBLATEX = "biblatex"
_READER = Path(__file__).parents[1] / "filters" / "read_texts.lua"
# Texts of a whole language take three seconds.
_MOST_SECONDS = 20
# What the reader says after each text.
_READ = "\x1e"

SCHEMES = ("http", "https", "mailto")
_WEB = ("http", "https")
# Words in other letters, and the blocks and breaks that hold words.
# fmt: off
_WORDS = frozenset({
    "Str", "Space", "SoftBreak", "LineBreak", "Quoted", "Emph", "Strong", "Strikeout",
    "Underline", "Superscript", "Subscript", "SmallCaps", "Para", "Plain",
})
# fmt: on
# Parts of a tree that are no content of their own.
# fmt: off
_PARTS = frozenset({
    "SingleQuote", "DoubleQuote", "ColWidth", "ColWidthDefault", "AlignLeft", "AlignRight",
    "AlignCenter", "AlignDefault", "Decimal", "DefaultStyle", "Period", "OneParen", "TwoParens",
    "DefaultDelim", "LowerAlpha", "UpperAlpha", "LowerRoman", "UpperRoman", "Example",
    "NormalCitation", "SuppressAuthor", "AuthorInText", "InlineMath", "DisplayMath",
    "MetaInlines", "MetaBlocks", "MetaString", "MetaList", "MetaMap", "MetaBool",
})
# fmt: on
# What begins or ends markup. A text beside another must not complete it.
SIGNS = frozenset("`{}<>[]\\|$~")
# Of such a line Pandoc makes words, whatever they are; it need not be asked.
_PLAIN = re.compile(
    r"""\w+([.,–-]\d+)*|[^\W\d_]{2,}(?![\w.)])[\w ,;:()«»“”„‘’'"…–—%№/.!?\u00a0\u202f\u2009-]*"""
)
_VARIABLE = re.compile(r"(?<!\{)\{\{<\s*var\s+[\w-]+\s*>\}\}(?!\})")
# Printed without being run, its words all the same.
_PRINTED = re.compile(r"\{\{\{<[\w .=/-]*>\}\}\}")
# Nothing is written with these; some turn the words around them.
UNSEEN = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]"
)
_LANGUAGE = re.compile(r"[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8})*")

# What a page may have besides words.
# fmt: off
_PAGE_TYPES = frozenset({
    "Link", "Image", "Figure", "Span", "Div", "Code", "CodeBlock", "Math", "Note", "Cite",
    "Header", "BulletList", "OrderedList", "DefinitionList", "BlockQuote", "Table",
    "HorizontalRule", "LineBlock",
})
# fmt: on
_COMMENT = re.compile(r"<!--(?:[^<>-]|-(?!-))*-->")
_CLASS = re.compile(
    r"callout-(note|tip|warning|important|caution)|content-(visible|hidden)|panel-tabset|aside"
    r"|column-margin|unnumbered|unlisted|appendix|smallcaps|underline|uri|email|untranslated"
)
_EQUATION = re.compile(r"\{#eq-[\w-]*[^\w}-][^}]*\}?")
# Quarto looks for these before Pandoc does, line by line, also within code and other blocks.
_CELL = re.compile(r"^(?:[^\S\n]|[>\ufeff])*`{3,}[^\S\n]*(\{[^{}.#=\n][^\n]*)", re.MULTILINE)
_OPENED = re.compile(r"([\t >]*`{3,})[^`]*")
_YAML_ENDS = ("---", "...")
_CODE_CLASS = re.compile("text|python|bash|sh|r|csv|json|yaml|markdown|bibtex|po")
# Those of parts that references can point at; scripts find theirs by others.
_IDENTIFIER = re.compile(r"(sec|fig|tbl|eq)-[\w-]+")
_FORMATS = re.compile(r"[a-z]+(:[a-z]+)?")
_SIZE = re.compile(r"\d+(\.\d+)?(%|px|in|cm|mm|em)?")
_VALUES: dict[str, re.Pattern[str]] = {
    "lang": _LANGUAGE,
    "when-format": _FORMATS,
    "unless-format": _FORMATS,
    "collapse": re.compile("true|false"),
    "width": _SIZE,
    "height": _SIZE,
    **dict.fromkeys(("fig-alt", "alt", "tbl-colwidths"), re.compile(r"[^{}]*")),
    # Of a callout Quarto reads it as Markdown.
    "title": re.compile(r"[^{}<>\[\]`\\]*"),
}


class Mark(NamedTuple):
    """A part of a text that is more than words: what it is, and how it is written."""

    kind: str
    value: str

    def __str__(self) -> str:
        """
        >>> print(Mark("link", "javascript:alert(1)"))
        the link 'javascript:alert(1)'
        """
        shown = self.value if len(self.value) <= 80 else f"{self.value[:79]}…"
        return f"the {self.kind} {shown!r}" if shown else f"a {self.kind}"


class UnreadableError(BookError):
    """Pandoc cannot read one of the texts in time; `place` is its place among them."""

    def __init__(self, message: str, place: int) -> None:
        super().__init__(message)
        self.place = place


def read_texts(texts: Sequence[str], form: str = MARKDOWN) -> list[Node]:
    """Pandoc's document of each text, in one call; none sees the others, nor any file.

    Raises `UnreadableError` for a text that takes Pandoc too long or is nested too deeply, and
    `BookError` with Pandoc's own words for one that it does not understand.
    """
    if not texts:
        return []
    given = json.dumps([[form, text] for text in texts])
    try:
        done = pandoc.call(given, ["lua", str(_READER)], seconds=_MOST_SECONDS)
    except pandoc.UnendingError as error:
        raise UnreadableError(str(error), error.said.count(_READ)) from None
    if done.returncode:
        raise BookError(f"pandoc could not read the texts: {done.stderr.decode(errors='replace')}")
    documents = []
    for place, line in enumerate(done.stdout.split(b"\n")):
        try:
            documents.append(json.loads(line))
            pandoc.require_shallow(documents[-1])
        except pandoc.UnendingError as error:
            raise UnreadableError(str(error), place) from None
        except RecursionError:
            raise UnreadableError(f"the text is too deep{pandoc.NESTED}", place) from None
    return documents


def judged(
    groups: Sequence[Sequence[str]],
    judge: Callable[[Node], Any],
    form: str = MARKDOWN,
    *,
    memory: Memory = NOTHING,
) -> list[list[Any]]:
    """What `judge`, a function of this module, says of each text's document, as JSON has it.

    A group is asked of `memory` as a whole, and all that are not there in one call of Pandoc.
    Raises as `read_texts` does; the place is that among all texts.
    """
    decided_by = [_deciding(judge.__name__, form, *group) for group in groups]

    def make(missing: list[int]) -> list[bytes]:
        unlike = list(dict.fromkeys(text for number in missing for text in groups[number]))
        try:
            said = dict(zip(unlike, map(judge, read_texts(unlike, form)), strict=True))
        except UnreadableError as error:
            texts = [text for group in groups for text in group]
            raise UnreadableError(str(error), texts.index(unlike[error.place])) from None
        return [json.dumps([said[text] for text in groups[each]]).encode() for each in missing]

    return [json.loads(answer) for answer in memory.answers(decided_by, make)]


def _deciding(*parts: str) -> list[str | bytes]:
    """What decides what is said of a text, besides what it is asked for."""
    return ["admission", own_code(), _READER.read_bytes(), pandoc.version(), *parts]


def filled(text: str) -> str:
    """A text with a number in the place of each variable, and without printed shortcodes.

    >>> filled("{{< var n >}} towns, {{< include /etc/passwd >}}")
    '0 towns, {{< include /etc/passwd >}}'
    """
    return _PRINTED.sub("0", _VARIABLE.sub("0", text))


def is_plain(text: str) -> bool:
    """Whether a text is a line of words, as most are.

    >>> is_plain("Organisations by region, 2024"), is_plain("a) first"), is_plain("*a* `b`")
    (True, False, False)
    """
    return bool(_PLAIN.fullmatch(text))


def is_address(target: str, schemes: Iterable[str] = SCHEMES) -> bool:
    """Whether a link may lead there: to the web, to a mail address, to a place of the book.

    >>> is_address("notebooks/06_audit.ipynb#sec-a"), is_address("JavaScript:alert(1)")
    (True, False)
    """
    if UNSEEN.search(target) or re.search(r"[\s\\]", target) or target.startswith("//"):
        return False
    scheme, colon, _ = re.split("[/?#]", target, maxsplit=1)[0].partition(":")
    return not colon or scheme.lower() in schemes


def marks(document: Node) -> Counter[Mark]:
    """All that is more than words in a document, its metadata included; signs one by one."""
    found = [Mark("metadata", key) for key in document["meta"]]
    # What defines a link or a footnote for others leaves nothing of itself.
    found += [] if document["blocks"] else [Mark("definition of a link or footnote", "")]
    found += _marks([document["meta"], document["blocks"]])
    return Counter(found)


def _marks(tree: Any) -> Iterator[Mark]:
    for node in _nodes(tree):
        kind, content = node["t"], node.get("c")
        if kind == "Str":
            yield from (Mark("sign", sign) for sign in content if sign in SIGNS)
            yield from (Mark("control character", sign) for sign in UNSEEN.findall(content))
        elif kind in ("Link", "Image"):
            yield Mark("picture" if kind == "Image" else "link", content[2][0])
            if content[2][1]:
                yield Mark("link title", content[2][1])
        elif kind in ("RawInline", "RawBlock"):
            yield Mark(f"raw {content[0]}", content[1])
        elif kind in ("Code", "CodeBlock"):
            yield Mark("code", content[1])
            yield from [Mark("block", kind)] if kind == "CodeBlock" else []
        elif kind == "Math":
            yield Mark("formula", content[1])
        elif kind == "Cite":
            yield from (Mark("reference", f"@{each['citationId']}") for each in content[0])
        elif kind == "Note":
            yield Mark("footnote", "")
        elif kind not in _WORDS and kind != "Span":
            yield Mark("block", kind)
        if attributes := _written(node):
            yield Mark("attribute", attributes)


def _nodes(tree: Any) -> Iterator[Node]:
    """Every part of a tree with a type that is content."""
    if isinstance(tree, list):
        for item in tree:
            yield from _nodes(item)
    elif isinstance(tree, dict):
        if "t" in tree and tree["t"] not in _PARTS:
            yield tree
        # What a reference shows until it is resolved is its own source.
        inside = [tree["c"][0]] if tree.get("t") == "Cite" else tree.values()
        for value in inside:
            if isinstance(value, list | dict):
                yield from _nodes(value)


def _attributes(node: Node) -> list[Any]:
    """Id, classes and pairs of a node; of a table those of its rows and cells, too, are other's."""
    content = node.get("c")
    if not isinstance(content, list):
        return ["", [], []]
    place = 1 if node["t"] == "Header" else 0
    first = content[place] if len(content) > place else None
    is_triple = isinstance(first, list) and len(first) == 3 and isinstance(first[0], str)
    return first if is_triple else ["", [], []]


def _written(node: Node) -> str:
    """A node's attributes as they are written; a language is no mark."""
    identifier, classes, pairs = _attributes(node)
    classes = [each for each in classes if each not in ("untranslated", "uri", "email")]
    pairs = [p for p in pairs if not (p[0] == "lang" and _LANGUAGE.fullmatch(p[1]))]
    parts = [f"#{identifier}"] if identifier else []
    parts += [f".{each}" for each in classes]
    parts += [f'{key}="{value}"' for key, value in pairs]
    return f"{{{' '.join(parts)}}}" if parts else ""


def marks_in_order(document: Node) -> list[Mark]:
    """The same, each as often as it is there."""
    return sorted(marks(document).elements())


def surplus(text: Iterable[Mark], source: Iterable[Mark]) -> list[Mark]:
    """Marks that a text has and the one that it translates has not; signs by their number."""
    return sorted(Counter(text) - Counter(source))


def words_faults(document: Node) -> list[Mark]:
    """All that is more than the words of one paragraph, though it be "2. *Money*" or `data`."""
    found = [each for each in marks(document) if not _is_worded(each)]
    found += [Mark("second paragraph", "")] if len(document["blocks"]) > 1 else []
    return sorted(found)


def _is_worded(mark: Mark) -> bool:
    is_name = mark.kind == "code" and bool(re.fullmatch(r"[\w./-]+", mark.value))
    return is_name or mark == Mark("block", "OrderedList")


def page_faults(
    pages: Mapping[str, str], identifiers: Collection[str] = (), *, memory: Memory = NOTHING
) -> dict[str, list[str]]:
    """What each page, by its path, may not have, in words, in the order of the page.

    Raw HTML is refused but for comments, which keep a place for what staging writes. Ids are those
    of sections, figures, tables and equations, and the `identifiers` besides.
    """
    sources = list(pages)
    decided_by = [_deciding("page", each, pages[each], *sorted(identifiers)) for each in sources]

    def make(missing: list[int]) -> list[bytes]:
        unknown = {sources[number]: pages[sources[number]] for number in missing}
        try:
            found = _page_faults(unknown, identifiers)
        except UnreadableError as error:
            raise UnreadableError(str(error), missing[error.place]) from None
        return [json.dumps(faults).encode() for faults in found.values()]

    answers = map(json.loads, memory.answers(decided_by, make))
    return dict(zip(sources, answers, strict=True))


def _page_faults(pages: Mapping[str, str], identifiers: Collection[str]) -> dict[str, list[str]]:
    known = {f"the id {each!r}" for each in identifiers}
    texts = [(source, filled(text)) for source, text in pages.items()]
    # The embedded renderer reads what is below a head, which may be half of something else.
    bodies = [(source, FRONT_MATTER.sub("", text)) for source, text in texts]
    texts += [each for each in bodies if each not in texts]
    try:
        trees = read_texts([text for _, text in texts], PAGE)
    except UnreadableError as error:
        raise UnreadableError(str(error), [*pages].index(texts[error.place][0])) from None
    found: dict[str, list[str]] = {source: [] for source in pages}
    for (source, text), document in zip(texts, trees, strict=True):
        # Quarto looks for shortcodes everywhere, in code and in attributes, too.
        faults = [f"the shortcode {each!r}" for each in re.findall(r"\{\{<.{,60}", text)]
        # And has attributes of its own behind an equation.
        faults += [f"the attribute {each!r}" for each in _EQUATION.findall(text)]
        faults += [f"the metadata {key!r}" for key in document["meta"] if key != "title"]
        faults += _quarto_faults(text)
        for node in _nodes([document["meta"], document["blocks"]]):
            faults += [each for each in _node_faults(node, source) if each not in known]
        found[source] = list(dict.fromkeys([*found[source], *faults]))
    return found


def _quarto_faults(text: str) -> Iterator[str]:
    """Cells and metadata that Quarto finds where Pandoc reads words or code."""
    yield from (f"code that would run, {each[:40]!r}" for each in _CELL.findall(text))
    inside = False
    for line, below in pairwise([*_outside_fences(_without_comments(text).split("\n")), ""]):
        if line.rstrip(" \t") in _YAML_ENDS:
            inside = line.startswith("---") and bool(below.strip())
        elif inside and ":" in line and not re.match(r"\s*(title\s*:|#)", line):
            yield f"the metadata {line.strip()[:60]!r}"


def _without_comments(text: str) -> str:
    parts, start = [], 0
    while (begin := text.find("<!--", start)) >= 0 and (end := text.find("-->", begin + 4)) >= 0:
        parts.append(text[start:begin])
        start = end + 3
    return "".join([*parts, text[start:]])


def _outside_fences(lines: Sequence[str]) -> Iterator[str]:
    """Lines without fenced code, an empty one in its place; a fence ends as it began."""
    closing: dict[str, list[int]] = {}
    for number, line in enumerate(lines):
        closing.setdefault(line.rstrip(), []).append(number)
    skipped = -1
    for number, line in enumerate(lines):
        opened = _OPENED.fullmatch(line) if number > skipped else None
        ends = closing.get(opened[1], []) if opened else []
        place = bisect_right(ends, number)
        skipped = ends[place] if place < len(ends) else skipped
        yield "" if number <= skipped else line


def _node_faults(node: Node, source: str) -> Iterator[str]:
    kind, content = node["t"], node.get("c")
    if kind in ("RawInline", "RawBlock"):
        said = content[1].strip()
        if content[0] != "html" or not _COMMENT.fullmatch(said) or "quarto-" in said:
            yield str(Mark(f"raw {content[0]}", content[1]))
    elif kind not in _WORDS and kind not in _PAGE_TYPES:
        yield f"a {kind}"
    if kind == "Code" and re.match(r"\s*[{=]", content[1]):
        yield f"code that would run, {content[1][:40]!r}"
    if kind == "Link" and not is_address(content[2][0]):
        yield f"{Mark('link', content[2][0])}; links lead to {', '.join(SCHEMES)} and in the book"
    if kind == "Image" and not is_inside(content[2][0], source):
        yield f"{Mark('picture', content[2][0])}; pictures are files of the project"
    if kind == "Str" and UNSEEN.search(content):
        yield f"a control character in {content!r}"
    yield from _attribute_faults(node)


def _attribute_faults(node: Node) -> Iterator[str]:
    identifier, classes, pairs = _attributes(node)
    if identifier and not _IDENTIFIER.fullmatch(identifier):
        yield f"the id {identifier!r}"
    known = _CODE_CLASS if node["t"] in ("Code", "CodeBlock") else _CLASS
    yield from (f"the class {each!r}" for each in classes if not known.fullmatch(each))
    for key, value in pairs:
        if key not in _VALUES or not _VALUES[key].fullmatch(value) or UNSEEN.search(value):
            yield f"the attribute {key}={value!r}"


def is_inside(target: str, source: str = "") -> bool:
    """Whether an address on a page names a file of the page's project.

    >>> is_inside("../figures/a.svg", "notebooks/00_methodology.ipynb"), is_inside("../passwd")
    (True, False)
    """
    path = unquote(target)
    if UNSEEN.search(path) or "\\" in path or path.startswith("/") or ":" in path:
        return False
    whole = posixpath.normpath(posixpath.join(posixpath.dirname(source), path))
    return bool(path) and not whole.startswith("..")


def source_faults(document: Node) -> list[tuple[str, str, list[str]]]:
    """What references (`BIBLATEX`) may not have, by key and field; "" for the list they make."""
    found: dict[tuple[str, str], list[str]] = {}
    for entry in document["meta"].get("references", {}).get("c", []):
        for field, value in entry["c"].items():
            faults = [str(each) for each in _marks(value) if not _is_set(each)]
            target = value["c"] if field == "url" and value["t"] == "MetaString" else ""
            if not is_address(target, _WEB):
                faults.append(str(Mark("link", target)))
            if faults:
                found[entry["c"]["id"]["c"], field] = faults
    for node in _nodes(document["blocks"]):
        if node["t"] == "Link" and not is_address(node["c"][2][0], _WEB):
            found.setdefault(("", ""), []).append(str(Mark("link", node["c"][2][0])))
    return [(key, field, faults) for (key, field), faults in found.items()]


def _is_set(mark: Mark) -> bool:
    """Whether a part of a reference is words, and how its style sets them."""
    is_web = mark.kind == "link" and is_address(mark.value, _WEB) and ":" in mark.value
    return is_web or mark.kind in ("sign", "formula") or mark == Mark("attribute", "{.nocase}")
