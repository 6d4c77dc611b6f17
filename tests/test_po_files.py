"""Catalogues as files: nothing of a translator's is lost, nothing broken is read."""

import pytest
from babel.messages.catalog import Message
from hypothesis import given
from hypothesis import strategies as st

from helpers import po_files
from helpers.errors import InputError
from helpers.po_files import PoFile

# What a translator's program writes: credits, its own fields, remarks, a text before its change.
TRANSLATORS = """# Translators:
# A. Translator, 2026.
#
msgid ""
msgstr ""
"Last-Translator: A. Translator\\n"
"PO-Revision-Date: 2026-05-01\\n"
"X-Generator: Poedit 3.4\\n"
"Language: ru\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

# Ask the author.
#
# | no text before a change
#. heading
#: index.qmd:3 notebooks/02_challenges.ipynb:8
#, fuzzy
#| msgid ""
#| "A long text that was changed: it takes more than one line of the file, so that it is wrapped "
#| "where a \\"word\\" ends"
msgctxt "how many"
msgid "95% of {n}"
msgstr "95 % от {n}"

# Used to stand in chapter 2.
#, fuzzy
#~| msgid "older"
#~ msgid "gone"
#~ msgstr "\\"нет\\"\\n"
"""

MISTAKES = [
    ('msgid "a"\nnonsense\n', "row 2: .*'nonsense' is no line of an entry; write msgid \"…\""),
    ('msgid "a"\nmsgstr "б\n', "row 2: .*is no line of an entry"),
    ('msgid "a"\nmsgstr "say "б""\n', r'row 2: .*a quote within the text as \\"'),
    ('msgid "a"\nmsgstr "C:\\d"\n', r"row 2: .*a backslash as \\\\"),
    ('msgid "a"\nmsgstr "б"\nmsgstr "в"\n', "row 3: .*msgstr after msgstr, where msgctxt or msgid"),
    ('msgid "a"\nmsgid "b"\nmsgstr "б"\n', "row 2: .*msgid after msgid, where msgstr belongs"),
    ('msgid "a"\n\n# remark\n', "row 1: .*missing msgstr for msgid 'a'"),
    ('"a"\n', "row 1: .*Got line starting with"),
    ('msgid "a"\nmsgid_plural "b"\n', "row 2: .*is no line of an entry"),
    ('#~ msgid "a\n#~ msgstr "б"\n', "row 1: .*is no line of an entry"),
    (
        'msgid "a"\nmsgstr "б"\n\nmsgid "b"\nmsgstr "в"\n\nmsgid "a"\nmsgstr "г"\n',
        "row 7: .*the text stands in line 1 already; delete one of the two entries",
    ),
    ('msgid "a"\nmsgstr "б"\n\nmsgctxt ""\nmsgid "a"\nmsgstr "в"\n', "row 5: .*in line 1 already"),
    ('#~ msgid "a"\n#~ msgstr "б"\n\n#~ msgid "a"\n#~ msgstr "в"\n', "row 4: .*in line 1 already"),
    ('msgid "a"\nmsgstr "б"\n\n#~ msgid "a"\n#~ msgstr "в"\n', "row 4: .*in line 1 already"),
    ('#~ msgid "a"\n#~ msgid_plural "b"\n#~ msgstr[0] "б"\n', "row 2: .*no plural forms"),
]


def read(tmp_path, text):
    path = tmp_path / "page.po"
    path.write_text(text, encoding="utf-8")
    return po_files.read(path)


def test_nothing_of_a_translator_s_is_lost(tmp_path):
    """The file is written as it was read: credits, fields, remarks, flags, texts set aside."""
    assert po_files.text_of(read(tmp_path, TRANSLATORS), "ru") == TRANSLATORS


def test_an_entry_is_read_whole(tmp_path):
    """With the text before its change in one piece, and flags that somebody set."""
    (entry,) = read(tmp_path, TRANSLATORS).entries
    assert (entry.context, entry.id, entry.string) == ("how many", "95% of {n}", "95 % от {n}")
    assert entry.flags == {"fuzzy"}
    assert entry.locations == [("index.qmd", 3), ("notebooks/02_challenges.ipynb", 8)]
    (previous,) = entry.previous_id
    assert previous.endswith('so that it is wrapped where a "word" ends')
    assert not po_files.usable(entry)


def test_a_head_without_encoding_gets_one(tmp_path):
    """And keeps its other fields, in their order; a file without a head gets one."""
    found = read(tmp_path, 'msgid ""\nmsgstr "X-Generator: Poedit\\nLanguage: xx\\n"\n')
    lines = po_files.text_of(found, "kk").splitlines()
    assert lines[2:5] == [r'"X-Generator: Poedit\n"', r'"Language: kk\n"', r'"MIME-Version: 1.0\n"']
    assert r'"Content-Type: text/plain; charset=UTF-8\n"' in lines
    assert po_files.text_of(PoFile(), "kk").startswith('msgid ""\nmsgstr ""\n"Language: kk\\n"\n')


def test_a_mark_of_the_encoding_and_foreign_line_ends_are_read(tmp_path):
    """Editors of other systems write them."""
    path = tmp_path / "page.po"
    path.write_bytes('\ufeffmsgid "a"\r\nmsgstr "б"\r\n'.encode())
    assert [each.string for each in po_files.read(path).entries] == ["б"]


def test_lines_are_read_as_gettext_reads_them(tmp_path):
    """Tabs, no space, several strings in a line, the plural of a text before its change."""
    found = read(
        tmp_path,
        '#, fuzzy\n#| msgctxt "old"\n#| msgid "be"\n#| "fore"\n#| msgid_plural "many"\n'
        'msgctxt\t"c"\nmsgid"a " "b"\nmsgstr  "б\tв" \n"г"',
    )
    (entry,) = found.entries
    assert (entry.context, entry.id, entry.string) == ("c", "a b", "б\tвг")
    assert entry.previous_id == ["before"]


@pytest.mark.parametrize(("text", "message"), MISTAKES)
def test_a_broken_file_is_refused(tmp_path, text, message):
    """With the line, and how to mend it."""
    start = "page.po, "
    with pytest.raises(InputError, match=start + message):
        read(tmp_path, text)


def test_every_broken_line_is_named(tmp_path):
    """All at once."""
    with pytest.raises(InputError) as caught:
        read(tmp_path, 'msgid "a\nmsgstr "б\n')
    assert [each.row for each in caught.value.problems] == ["1", "2"]


def test_another_encoding_is_refused(tmp_path):
    """A file that is not UTF-8."""
    path = tmp_path / "page.po"
    path.write_bytes('msgid "a"\nmsgstr "б"\n'.encode("koi8-r"))
    with pytest.raises(InputError, match=r"page\.po: cannot be read .*line 2: .*save it as UTF-8"):
        po_files.read(path)
    path.write_bytes('msgid "a"\n'.encode("utf-16-le"))
    with pytest.raises(InputError, match=r"it is UTF-16; save it as UTF-8"):
        po_files.read(path)


def test_no_file_is_an_empty_catalogue(tmp_path):
    """A page that nobody has begun to translate."""
    assert po_files.read(tmp_path / "page.po") == PoFile()


texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=300)
words = st.lists(st.sampled_from(["слово", '"a"', "\\", "\n", "{{< var n >}}", "-", "\t"])).map(
    " ".join
)


@given(text=(texts | words).filter(bool), translation=texts | words, context=texts)
def test_texts_are_read_as_they_were_written(tmp_path_factory, text, translation, context):
    """Quotes, backslashes, line breaks, and whatever else a text has."""
    entry = Message(text, translation, context=context or None)
    path = tmp_path_factory.mktemp("locale") / "page.po"
    path.write_text(po_files.text_of(PoFile((entry,)), "ru"), encoding="utf-8")
    (found,) = po_files.read(path).entries
    assert (found.id, found.string, found.context or "") == (text, translation, context)
