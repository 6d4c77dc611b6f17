"""What a page of the book may load and run."""

import zipfile
from pathlib import Path

from bs4 import BeautifulSoup

from bookmaker.rendering.policy import ALONE, with_policy, without_scripts

# Of "a()", by `printf 'a()' | openssl dgst -sha256 -binary | base64`.
HASH = "'sha256-qVpDBgj7bpq5hMAcGp3AOc79J3Y1Z4HvySTwKrWDoy4='"


def policy_of(html: str) -> dict[str, str]:
    """The rules that a page states, by their names."""
    page = BeautifulSoup(html, "html.parser")
    [meta] = page.select("head > meta[http-equiv=Content-Security-Policy]")
    return dict(rule.strip().split(" ", 1) for rule in meta["content"].split(";"))


def page(head: str = "", body: str = "<main><p>x</p></main>") -> str:
    """A page that says its policy."""
    return with_policy(f"<html><head>{head}</head><body>{body}</body></html>")


def test_a_page_runs_files_of_the_site_only() -> None:
    """Nothing in the page, nothing of another host; styles may stand in it."""
    rules = policy_of(page())
    assert rules["default-src"] == "'none'"
    assert rules["script-src"] == "'self' 'wasm-unsafe-eval'"
    assert "'unsafe-inline'" in rules["style-src"]
    assert {name for name, sources in rules.items() if "http" in sources or "*" in sources} == set()


def test_scripts_of_the_renderer_are_allowed_one_by_one() -> None:
    """By their hash; JSON is none, and one in the text is a stranger's."""
    rules = policy_of(page("<script>a()</script>"))
    assert rules["script-src"] == f"'self' 'wasm-unsafe-eval' {HASH}"
    module = policy_of(page('<script type="module">a()</script>'))
    assert module["script-src"].endswith(HASH)
    data = policy_of(
        page('<script type="application/json">{}</script><script src="a.js"></script>')
    )
    assert data["script-src"] == "'self' 'wasm-unsafe-eval'"
    text = '<main><script>a()</script><b onclick="a()">x</b></main>'
    assert policy_of(page(body=text))["script-src"] == "'self' 'wasm-unsafe-eval'"


def test_events_of_the_renderer_are_allowed_by_their_hash() -> None:
    """Browsers want a word more for them."""
    rules = policy_of(page(body='<a onclick="a()">x</a><main></main>'))
    assert rules["script-src"].endswith(f"'unsafe-hashes' {HASH}")


def test_a_page_that_stands_alone_runs_nothing() -> None:
    """Its style and pictures are inside."""
    rules = policy_of(with_policy("<html><head></head></html>", ALONE))
    assert "script-src" not in rules
    assert (rules["default-src"], rules["img-src"]) == ("'none'", "data:")


def test_an_epub_has_no_script(tmp_path: Path) -> None:
    """Neither in its pages nor as a file; what has none stays as it was."""
    pages = {
        "mimetype": "application/epub+zip",
        "EPUB/content.opf": '<manifest><item id="a" href="a.js" media-type="text/javascript" />'
        '<item id="b" href="b.xhtml" properties="scripted"/></manifest>',
        "EPUB/b.xhtml": '<p onclick="a()" class="c">x</p><script>a()</script><script src="a"/>',
        "EPUB/c.xhtml": "<p>on a day: onclick=</p>",
        "EPUB/a.js": "a()",
    }
    path = tmp_path / "a.epub"
    with zipfile.ZipFile(path, "w") as book:
        for name, text in pages.items():
            book.writestr(name, text)
    assert without_scripts(path) == ["EPUB/content.opf", "EPUB/b.xhtml", "EPUB/a.js"]
    with zipfile.ZipFile(path) as book:
        left = {name: book.read(name).decode() for name in book.namelist()}
    assert left == {
        "mimetype": "application/epub+zip",
        "EPUB/content.opf": '<manifest><item id="b" href="b.xhtml"/></manifest>',
        "EPUB/b.xhtml": '<p class="c">x</p>',
        "EPUB/c.xhtml": "<p>on a day: onclick=</p>",
    }
    assert without_scripts(path) == []
