"""The code's own texts, found where they are used."""

import pytest

from helpers.errors import InputError
from helpers.translation.source_texts import texts_in

FOUND = [
    ('text("share, %", language)', [("", "share, %")]),
    ('study.text("share, %")', [("", "share, %")]),
    ('text("one line and "\n     "another", language)', [("", "one line and another")]),
    ('COLUMNS = {"share": marked("share, %")}', [("", "share, %")]),
    ('text_in("base", "none", language)', [("base", "none")]),
    ('study.text_in("base", "none")', [("base", "none")]),
    (
        'text("{n} of {m}", language).format(n=text("no", language))',
        [("", "{n} of {m}"), ("", "no")],
    ),
    ('study.text("a" if few else "b")', [("", "a"), ("", "b")]),
    ('draw(title=study.text("a"))\nstudy.text("b")', [("", "a"), ("", "b")]),
    ('study.text("a")\nstudy.text("a")', [("", "a"), ("", "a")]),
    ("text(TITLES[key], language)\nstudy.text(row.title)", []),
    ('axes.text(0.5, 1 - x, "label", color="red")', []),
    ('path.read_text("utf-8")\nhypertext("a")\ncontext = "text(1)"', []),
    ('"""\n>>> text("an example", "ru")\n"""', []),
    ("def text(english, language):\n    return english", []),
    ('phrases("room", {"a": "A", "b": "B"}, {"b": "base"})', [("", "A"), ("base", "B")]),
    ('phrase("room.a", "A")', [("", "A")]),
]

MEND = r"the text is put together before it is translated; write the template out, \"{n} of"
REFUSED = [
    ('study.text(f"{n} forms")', MEND),
    ('marked("a" + name)', MEND),
    ('text("%s forms" % n, language)', MEND),
    ('text("{n} forms".format(n=n), language)', MEND),
    ('text_in("base", f"{n}", language)', MEND),
    ('text("a" if few else f"{n}", language)', MEND),
    ('text_in(CONTEXT, "none", language)', "write the context out, too"),
    ('WORDS = phrases("words", words_of())', "write the name and the English texts out"),
]


TEMPLATE = """{# {{ text("a remark") }} #}
{% macro row(term) %}<dt>{{ term }}</dt><dd>{{ caller() }}</dd>{% endmacro %}
{% call row(text("Where")) %}{{ text_in("ledger", "Note") }}: {{ facts.text(name) }}{% endcall %}
{% for title in (text("One"), text("Two")) if title %}{{ title }}{% endfor %}
"""


@pytest.fixture
def module(tmp_path):
    return tmp_path / "module.py"


@pytest.mark.parametrize(("source", "expected"), FOUND)
def test_texts_are_found_where_they_are_used(module, source, expected):
    """In the order of the source; what no text of the book is stays out."""
    module.write_text(source, encoding="utf-8")
    assert list(texts_in(module, "module.py")) == expected


@pytest.mark.parametrize(("source", "message"), REFUSED)
def test_a_text_that_is_not_written_out_is_refused(module, source, message):
    """No catalogue could hold it; file, line and the mend are named."""
    module.write_text(source, encoding="utf-8")
    with pytest.raises(InputError, match=rf"src/module\.py, row 1: {message}"):
        list(texts_in(module, "src/module.py"))


def test_templates_say_their_texts_in_the_same_way(tmp_path):
    """Wherever they stand; what is shown of something else is not a text of the template."""
    template = tmp_path / "page.html.jinja"
    template.write_text(TEMPLATE, encoding="utf-8")
    found = {("", "Where"), ("ledger", "Note"), ("", "One"), ("", "Two")}
    assert set(texts_in(template, "page.html.jinja")) == found


@pytest.mark.parametrize("call", ['text("a" ~ name)', "text(title)", 'text_in(room, "none")'])
def test_a_template_writes_its_texts_out(tmp_path, call):
    """What it gets from elsewhere is translated there."""
    template = tmp_path / "page.html.jinja"
    template.write_text(f"<p>\n{{{{ {call} }}}}", encoding="utf-8")
    with pytest.raises(InputError, match=r"page\.html\.jinja, row 2: write the text out, or"):
        list(texts_in(template, "page.html.jinja"))


def test_the_line_of_a_refused_text_is_named(module):
    """As an editor counts."""
    module.write_text('\nstudy.text(f"{n} forms")', encoding="utf-8")
    with pytest.raises(InputError, match=r"module\.py, row 2: the text is put together"):
        list(texts_in(module, "module.py"))
