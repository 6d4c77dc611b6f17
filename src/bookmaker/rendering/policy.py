"""What a page of the book may load and run, said by the page itself to the browser.

Scripts are files beside the pages; what stands in a page is none, whoever wrote it. A renderer that
puts scripts of its own into a page has them allowed one by one, by their hash, where they stand
outside the text (`<main>`). Frames of other sites cannot be refused by a page: browsers take
`frame-ancestors` from a server only.
"""

from __future__ import annotations

import base64
import hashlib
import re
import zipfile
from collections.abc import Iterable
from html import escape, unescape
from pathlib import Path

# A page of the site. The search is compiled when it begins, from a file of the site.
SITE = {
    "default-src": "'none'",
    "script-src": "'self' 'wasm-unsafe-eval'",
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data:",
    "font-src": "'self' data:",
    "connect-src": "'self'",
    "worker-src": "'self'",
    "form-action": "'none'",
    "base-uri": "'none'",
}
# A page that is a single file and runs nothing.
ALONE = {
    "default-src": "'none'",
    "style-src": "'unsafe-inline'",
    "img-src": "data:",
    "font-src": "data:",
    "form-action": "'none'",
    "base-uri": "'none'",
}
_MAIN = re.compile(r"<main\b.*</main>", re.DOTALL | re.IGNORECASE)
_SCRIPT = re.compile(r"<script\b(?P<attributes>[^>]*)>(?P<code>.*?)</script\s*>", re.DOTALL | re.I)
_HANDLER = re.compile(r"""\son\w+=(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)')""")
_TAG = re.compile(r"<[a-zA-Z][^<>]*>")
_TYPE = re.compile(r"""\btype=["']?([^"'\s>]*)""", re.IGNORECASE)
# JSON and templates are no scripts.
_RUN = ("", "module", "importmap", "text/javascript", "application/javascript")


def with_policy(html: str, policy: dict[str, str] = SITE) -> str:
    """A page that says what it may run: files of the site, and its renderer's own scripts.

    >>> page = with_policy("<html><head></head><main><script>a()</script></main></html>")
    >>> "'sha256-" in page, "script-src 'self'" in page
    (False, True)
    """
    rules = dict(policy)
    if own := _hashes(_MAIN.sub("", html)):
        rules["script-src"] = " ".join([rules.get("script-src", ""), *own]).strip()
    content = "; ".join(f"{name} {sources}" for name, sources in rules.items())
    meta = f'<meta http-equiv="Content-Security-Policy" content="{escape(content, quote=False)}">'
    return re.sub(r"(<head\b[^>]*>)", lambda match: f"{match[1]}\n{meta}", html, count=1)


def _hashes(html: str) -> list[str]:
    """The scripts within a page by their hashes; those of events are no whole scripts."""
    scripts = [
        match["code"]
        for match in _SCRIPT.finditer(html)
        if "src=" not in match["attributes"] and _type(match["attributes"]) in _RUN
    ]
    tags = _TAG.findall(_SCRIPT.sub("", html))
    handlers = [
        unescape(match["double"] or match["single"] or "")
        for tag in tags
        for match in _HANDLER.finditer(tag)
    ]
    found = [*(["'unsafe-hashes'"] if handlers else []), *map(_hash, [*scripts, *handlers])]
    return list(dict.fromkeys(found))


def _type(attributes: str) -> str:
    found = _TYPE.search(attributes)
    return found[1].lower() if found else ""


def _hash(code: str) -> str:
    digest = hashlib.sha256(code.replace("\r\n", "\n").encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def without_scripts(epub: Path) -> list[str]:
    """Take every script out of an EPUB; returns the names of its files that had one.

    Readers of EPUB run scripts or do not, as they like: a book that needs none has none.
    """
    with zipfile.ZipFile(epub) as book:
        files = [(info, book.read(info)) for info in book.infolist()]
    changed, kept = [], []
    for info, content in files:
        name = info.filename
        new = None if name.endswith(".js") else _silent(name, content)
        changed += [name] if new != content else []
        kept += [] if new is None else [(info, new)]
    if changed:
        _write(epub, kept)
    return changed


def _silent(name: str, content: bytes) -> bytes:
    if not name.endswith((".xhtml", ".html", ".opf", ".svg")):
        return content
    text = content.decode("utf-8")
    if name.endswith(".opf"):
        text = re.sub(r"<item\b[^>]*\bhref=\"[^\"]*\.js\"[^>]*/>\s*", "", text)
        text = re.sub(r' properties="scripted"', "", text)
        return re.sub(r'(properties="[^"]*?) ?\bscripted\b', r"\1", text).encode()
    text = re.sub(r"<script\b[^>]*/>", "", text)
    text = _TAG.sub(lambda tag: _HANDLER.sub("", tag[0]), _SCRIPT.sub("", text))
    return text.encode()


def _write(epub: Path, files: Iterable[tuple[zipfile.ZipInfo, bytes]]) -> None:
    with zipfile.ZipFile(epub, "w") as book:
        for info, content in files:
            book.writestr(info, content, compress_type=info.compress_type)
