"""How sources are cited in each edition."""

import pytest

from bookmaker.project import pandoc
from helpers import paths

SOURCES = """
@report{none, author = {А, Б. and В, Г. and Д, Е.}, title = {Отчёт}, langid = {russian}}
@article{two, author = {Brown, N. and Heathers, J.}, title = {The test}, journal = {Journal},
  volume = {8}, number = {4}, pages = {363--369}, year = {2017}, langid = {english}}
@online{seen, author = {{Office}}, title = {Page}, year = {2023}, urldate = {2025-04-10}}
"""
CITED = {
    "en": "(А et al., n.d., 4; Brown and Heathers 2017)",
    "ru": "(А и др., б. г., 4; Brown и Heathers 2017)",
    "kk": "(А және т. б., жылы көрсетілмеген, 4; Brown және Heathers 2017)",
}
LISTED = {
    "en": (
        "Brown, N. and J. Heathers. 2017. “The Test.” Journal 8 (4): 363–369.",
        "Office. 2023. “Page.” Accessed: April 10, 2025.",
        "А, Б., Г. В and Е. Д. n.d. Отчёт.",
    ),
    "ru": (
        "Brown, N. и J. Heathers. 2017. «The Test». Journal 8 (4): 363–369.",
        "Office. 2023. «Page». Дата обращения: 10 апреля 2025.",
        "А, Б., Г. В и Е. Д. б. г. Отчёт.",
    ),
    "kk": (
        "Brown, N. және J. Heathers. 2017. «The Test». Journal 8 (4): 363–369.",
        "Office. 2023. «Page». Қаралған күні: 2025 ж. 10 сәуір.",
        "А, Б., Г. В және Е. Д. жылы көрсетілмеген. Отчёт.",
    ),
}


@pytest.mark.parametrize("language", CITED)
def test_words_of_citations_are_those_of_the_language(language, tmp_path):
    """And, others, no date, accessed; months and quotation marks."""
    (tmp_path / "a.bib").write_text(SOURCES, encoding="utf-8")
    style = f"--csl={paths.ROOT / 'citations.csl'}"
    arguments = ["--to=plain", "--wrap=none", "--citeproc", "--bibliography=a.bib", style]
    text = f"---\nlang: {language}\nnocite: '@seen'\n---\n[@none, 4; @two]"
    cited, *listed = pandoc.run(text, arguments, directory=tmp_path).split("\n\n")
    assert cited.replace("\u00a0", " ") == CITED[language]
    assert tuple(each.strip().replace("\u00a0", " ") for each in listed) == LISTED[language]
