"""What a text may hold that anybody can send."""

from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from bookmaker.project import admission
from bookmaker.project.admission import BIBLATEX, Mark, UnreadableError, page_faults, read_texts
from bookmaker.project.remembered import Memory
from tests.cases.vectors import ALLOWED_ON_A_PAGE, VECTORS, WORDS_ON_A_PAGE

ON_PAGES = {name: v for name, v in VECTORS.items() if name not in WORDS_ON_A_PAGE}


def captioned(vector: str) -> str:
    """A page whose figure has the vector in its caption; a block stands below it.

    Of tags of blocks in a caption Pandoc makes nothing.
    """
    is_block = "\n" in vector or vector.startswith(("<script", "<div"))
    inline, block = ("A figure", vector) if is_block else (f"A {vector}", "Words.")
    return f'# Page\n\n![{inline}](x.svg){{#fig-a fig-alt="Bars"}}\n\n{block}\n'


@pytest.fixture(scope="module")
def refused() -> dict[str, list[str]]:
    """What is found on a page with each of the vectors in its caption, by vector."""
    return page_faults({name: captioned(vector) for name, vector in ON_PAGES.items()})


@pytest.mark.parametrize("name", sorted(ON_PAGES.keys() - ALLOWED_ON_A_PAGE))
def test_a_caption_of_a_page_is_words(refused: dict[str, list[str]], name: str) -> None:
    """However it is written."""
    assert refused[name]


@pytest.fixture(scope="module")
def found() -> dict[str, list[Mark]]:
    """What each of the vectors is besides words."""
    trees = read_texts([*VECTORS.values()])
    return dict(zip(VECTORS, map(admission.words_faults, trees), strict=True))


@pytest.mark.parametrize("name", VECTORS)
def test_a_label_is_words(found: dict[str, list[Mark]], name: str) -> None:
    """None of it is plain, and none passes for words."""
    assert not admission.is_plain(VECTORS[name])
    assert found[name]


PLAIN = [
    "Share of organisations, %",
    "2. Привлечение кадров (2024–2025)",
    "«Дауыс»: ҮЕҰ, 100-ден 76-сы",
    "state_funding",
    "2024-09",
    "a) first",
    "say “so”: *now*, **then**",
    "a snake_case_name & more; `claims.csv`",
    "H~2~O at 5^th^ place",
]


def test_words_are_words() -> None:
    """Letters of any language, numbers, quotes and emphasis."""
    assert [admission.words_faults(each) for each in read_texts(PLAIN)] == [[]] * len(PLAIN)


def test_what_need_not_be_asked_is_words() -> None:
    """Of whatever passes as plain Pandoc makes words."""
    plain = [each for each in PLAIN if admission.is_plain(each)]
    assert len(plain) >= 3
    assert [admission.marks(each) for each in read_texts(plain)] == [Counter()] * len(plain)


PAGE = """# Front {#sec-front .unnumbered}

See [the chapter](notebooks/06_audit.ipynb#sec-a), @fig-a, [@report, p. 3] and
[the web](https://example.org){lang=ru}; write <mail@example.org>. Of {{< var n >}} none[^1], $a<b$.

![A *caption* of {{< var n >}}.](figures/a.svg){#fig-a fig-alt="Bars of {{< var n >}}" width=80%}

::: {.content-visible when-format="html:js"}
::: {.callout-note collapse="true"}
## Head
Body with `make book` and `{{{< var n >}}}`.
:::
:::

<!-- town cards -->

| A | B |
|:--|--:|
| 1 | 2 |

: Caption. {#tbl-a}

```text
survey_kostanay,1
```

$$a = b$$ {#eq-sum}

[^1]: A note.
"""


def test_a_page_has_what_pages_need() -> None:
    """All that the book's own pages have."""
    assert page_faults({"index.qmd": PAGE}) == {"index.qmd": []}


def test_what_stands_below_a_head_is_read_for_itself() -> None:
    """A head that opens a fence would make code of it."""
    page = "---\n\n~~~~text\n---\n\n~~~ {=typst}\n#pwned()\n~~~\n~~~~\n"
    assert page_faults({"a.qmd": page}) == {"a.qmd": ["the raw typst '#pwned()'"]}


def test_code_may_show_metadata_and_cells() -> None:
    """As Quarto's manual does."""
    page = "```yaml\n---\ntitle: A\nlang: kk\n---\n```\n\nA\n\n---\n\nB: c\n"
    assert page_faults({"a.qmd": page}) == {"a.qmd": []}


@pytest.mark.parametrize(
    ("source", "target", "is_inside"),
    [
        ("index.qmd", "figures/a%20b.svg", True),
        ("notebooks/a.ipynb", "../figures/a.svg", True),
        ("index.qmd", "../a.svg", False),
        ("notebooks/a.ipynb", "../../a.svg", False),
        ("index.qmd", "a/..%2F..%2F..%2Fetc/passwd", False),
        ("index.qmd", "/etc/passwd", False),
        ("index.qmd", "http://a.org/a.png", False),
        ("index.qmd", "", False),
    ],
)
def test_a_picture_is_a_file_of_the_project(source: str, target: str, is_inside: bool) -> None:
    """However its address is spelt."""
    assert admission.is_inside(target, source) == is_inside


def test_a_translation_moves_parts_and_adds_none() -> None:
    """What is left out is no harm; what is twice where the text has it once is added."""
    text, moved, twice, other = read_texts(
        [
            "See [a](a.qmd), `b` and @fig-c.",
            "`b`, @fig-c: [A](a.qmd) [слово]{lang=en}",
            "`b` `b`",
            "[a](b.qmd)",
        ]
    )
    text, moved, twice, other = map(admission.marks_in_order, (text, moved, twice, other))
    assert admission.surplus(moved, text) == []
    assert admission.surplus(twice, text) == [Mark("code", "b")]
    assert admission.surplus(other, text) == [Mark("link", "b.qmd")]


SOURCES = r"""@book{good, author = {Müller, J{\"o}rg}, title = {A {\textbf{Bold}} \emph{title}},
  url = {https://example.org/a}, year = 2020}
@book{link, title = {\href{javascript:pwned()}{Title}}, year = 2020}
@book{url, title = {Title}, url = {javascript:pwned()}, year = 2020}
@book{raw, title = {Title \input{/etc/passwd}}, note = {\write18{ls}}, year = 2020}
@book{doi, title = {Title}, doi = {10.1/a}, note = {\footnote{x}}, year = 2020}
"""


def test_fields_of_sources_are_words() -> None:
    """Accents and emphasis are; links, commands and notes are named by key and field."""
    [document] = read_texts([SOURCES], BIBLATEX)
    found = {(key, field): said for key, field, said in admission.source_faults(document)}
    places = {place for place in found if place[1] != "title-short"}
    assert places >= {("link", "title"), ("url", "url"), ("raw", "title"), ("doi", "note")}
    assert not any(key == "good" for key, _ in places)
    # And what the style makes of them: the list of sources.
    assert found["", ""] == ["the link 'javascript:pwned()'"]
    assert found["url", "url"] == ["the link 'javascript:pwned()'"]


@pytest.mark.parametrize("bomb", ["[" * 40 + "a" + "]" * 40, "> " * 200 + "a"])
def test_a_text_that_takes_minutes_is_named(monkeypatch: pytest.MonkeyPatch, bomb: str) -> None:
    """By its place among the texts, in seconds."""
    monkeypatch.setattr(admission, "_MOST_SECONDS", 1)
    with pytest.raises(UnreadableError, match="too deeply") as caught:
        read_texts(["a", "b", bomb, "c"])
    assert caught.value.place == 2


def test_a_text_that_is_too_deep_is_named() -> None:
    """Python cannot even read its tree."""
    with pytest.raises(UnreadableError, match="too deep") as caught:
        read_texts(["Words.", ">" * 2000])
    assert caught.value.place == 1


def test_what_was_judged_is_judged_again_only_where_it_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By group of texts, and by page; a text that cannot be read has its place among all."""
    memory, asked = Memory(tmp_path), []
    read = admission.read_texts
    monkeypatch.setattr(
        admission, "read_texts", lambda texts, form: asked.extend(texts) or read(texts, form)
    )

    def judged(*groups: list[str]) -> list[list[Any]]:
        asked.clear()
        return admission.judged(groups, admission.words_faults, memory=memory)

    bad = [["link", "b.qmd"]]
    assert judged(["a", "[a](b.qmd)"], ["c", "a"]) == [[[], bad], [[], []]]
    assert asked == ["a", "[a](b.qmd)", "c"]
    assert judged(["a", "[a](b.qmd)"], ["c", "d"]) == [[[], bad], [[], []]]
    assert asked == ["c", "d"]
    with pytest.raises(UnreadableError) as caught:
        judged(["a", "[a](b.qmd)"], ["e", ">" * 2000])
    assert caught.value.place == 3

    def on_pages(**pages: str) -> dict[str, list[str]]:
        asked.clear()
        return page_faults(pages, memory=memory)

    assert on_pages(a="<b>", b="Words.") == on_pages(a="<b>", b="Words.")
    assert asked == []
    assert on_pages(a="<b>", b="<i>") == {"a": ["the raw html '<b>'"], "b": ["the raw html '<i>'"]}
    assert asked == ["<i>"]
    with pytest.raises(UnreadableError) as caught:
        on_pages(a="<b>", b=">" * 2000)
    assert caught.value.place == 1
