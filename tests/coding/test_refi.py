"""Projects of three programs are read alike; a codebook goes out and comes back the same."""

import zipfile

import pytest

from helpers.coding import refi
from helpers.coding.themes import known_names, plain
from helpers.editions import LANGUAGES
from tests.cases import coded_projects
from tests.cases.small_study import problems_of

CODED = {
    (0, 24): {"Алия": ["Weak response", "Negative"], "Борис": ["Weak response"]},
    (25, 63): {"Алия": ["Openness"], "Борис": ["Direct support"]},
}


@pytest.mark.parametrize("manner", ["nvivo", "atlas", "maxqda"])
def test_segments_of_every_program_are_read(manner, tmp_path):
    """Coder, codes, place and words, however ids, paths and dates are written."""
    path = coded_projects.write(tmp_path / "a.qdpx", CODED, manner=manner)
    found = list(refi.read_project(path))
    assert [(each.coder, each.codes) for each in found] == [
        ("Алия", ("Weak response", "Negative")),
        ("Борис", ("Weak response",)),
        ("Алия", ("Openness",)),
        ("Борис", ("Direct support",)),
    ]
    assert found[0].unit == found[1].unit != found[2].unit
    assert found[0].text == coded_projects.WORDS[:24]
    assert found[0].place == "a.qdpx, source 1, characters 0-24"
    assert not any(word in repr(found) for word in ("ответили", "акимат"))


def test_copies_of_a_project_name_the_same_segments(tmp_path):
    """By the text itself, because programs give its copies other ids; another text is another."""
    one, two, other = (
        list(refi.read_project(coded_projects.write(tmp_path / "a.qdpx", CODED, **more)))
        for more in ({}, {"manner": "atlas"}, {"words": "Другое. " * 20})
    )
    assert [each.unit for each in one] == [each.unit for each in two]
    assert not {each.unit for each in one} & {each.unit for each in other}


def test_speakers_are_the_cases_of_segments(tmp_path):
    """A segment of two cases has no speaker; the case's name is not read."""
    cases = {"Сауле": [(0, 24)], "Ержан": [(25, 63)], "Группа": [(25, 63)]}
    path = coded_projects.write(tmp_path / "a.qdpx", CODED, cases=cases)
    found = list(refi.read_project(path))
    assert [bool(each.speaker) for each in found] == [True, True, False, False]
    assert "Сауле" not in repr(found)


def test_the_package_s_own_projects_are_read(tmp_path):
    """`pyrefiqda` writes by the schema's models; what it wrote is a project here."""
    from pyrefiqda import models as m
    from pyrefiqda.refiproject import RefiProject

    ids = [coded_projects.guid(number, "nvivo") for number in range(6)]
    coding = m.CodingType(
        guid=ids[0], creating_user=ids[1], code_ref=m.CodeRefType(target_guid=ids[2])
    )
    selection = m.PlainTextSelectionType(
        guid=ids[3], name="1", start_position=0, end_position=4, coding=[coding]
    )
    source = m.TextSourceType(
        guid=ids[4], plain_text_content="Нет.", plain_text_selection=[selection]
    )
    code = m.ProjectCodeType(guid=ids[2], name="Mutual mistrust", is_codable=True)
    project = m.Project(
        name="one",
        users=m.UsersType(user=[m.UserType(guid=ids[1], name="C")]),
        code_book=m.ProjectCodeBookType(codes=m.ProjectCodesType(code=[code])),
        sources=m.SourcesType(text_source=[source]),
    )
    RefiProject.save(project, tmp_path / "a.qdpx")
    (found,) = refi.read_project(tmp_path / "a.qdpx")
    assert (found.coder, found.codes, found.text) == ("C", ("Mutual mistrust",), "Нет.")


def broken(path, xml):
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("project.qde", xml)
    return path


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda path: path, "the file is missing"),
        (lambda path: path.write_text("no"), "no REFI-QDA project"),
        (lambda path: broken(path, "<Project>"), "no XML"),
        (lambda path: broken(path, '<!DOCTYPE P [<!ENTITY a "b">]><P/>'), "document type"),
        (
            lambda path: broken(
                path,
                '<P><CodeBook><Codes><Code guid="1" name="x"/></Codes></CodeBook><Sources>'
                '<S guid="2"><Coding><CodeRef targetGUID="1"/></Coding></S></Sources></P>',
            ),
            "source 1: a coding is nobody's",
        ),
        (
            lambda path: broken(
                path,
                '<P><Sources><S><Coding><CodeRef targetGUID="1"/></Coding></S></Sources></P>',
            ),
            "source 1: a coding has no code",
        ),
    ],
)
def test_a_project_that_cannot_be_used_is_named(make, message, tmp_path):
    """The file, what is wrong with it, and what to do."""
    make(tmp_path / "a.qdpx")
    (problem,) = problems_of(lambda path: list(refi.read_project(path)), tmp_path / "a.qdpx")
    assert problem.startswith("a.qdpx: ")
    assert message in problem


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_codebook_comes_back_with_the_same_codes(language, study, tmp_path):
    """Every theme and direction with its definition, same ids in all languages, same bytes."""
    path = tmp_path / "themes.qdc"
    refi.write_qdc(study.codebook, language, path)
    written = path.read_bytes()
    codes = refi.read_qdc(path)
    labels = study.codebook.labels
    known = known_names(study.codebook)
    assert [known[plain(code.name)] for code in codes] == [
        *labels["quote_themes"],
        *labels["directions"],
    ]
    assert all(
        code.description.startswith(
            study.codebook.quote_codes[known[plain(code.name)]]["definition"][language]
        )
        for code in codes
    )
    refi.write_qdc(study.codebook, language, path)
    assert path.read_bytes() == written
    refi.write_qdc(study.codebook, "en", path)
    assert [code.guid for code in refi.read_qdc(path)] == [code.guid for code in codes]


def test_the_package_reads_the_codebook(study, tmp_path):
    """An independent reader finds two groups, not to be coded with, and the codes below them."""
    from pyrefiqda import RefiCodebook

    refi.write_qdc(study.codebook, "kk", tmp_path / "a.qdc")
    groups = RefiCodebook.load(tmp_path / "a.qdc").codes.code
    assert [(group.is_codable, len(group.code)) for group in groups] == [
        (False, len(study.codebook.labels["quote_themes"])),
        (False, len(study.codebook.labels["directions"])),
    ]


def test_a_codebook_of_nvivo_for_mac_is_read(tmp_path):
    """Which writes another name space than the standard's, as `pyrefiqda` does not expect."""
    path = tmp_path / "nvivo.qdc"
    path.write_text(
        '<?xml version="1.0" encoding="UTF-8" standalone="no" ?>'
        '<CodeBook origin="NVivo 12 For Mac" xmlns="urn:QDA-XML:codebook:1:0"><Codes>'
        '<Code guid="{0}" name="Темы" isCodable="false"><Code guid="1" name="Openness"/></Code>'
        "</Codes></CodeBook>"
    )
    assert [code.name for code in refi.read_qdc(path)] == ["Openness"]
