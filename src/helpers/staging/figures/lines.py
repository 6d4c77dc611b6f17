"""The line below a figure or table: its files, how it was made, the claims it draws.

It is Markdown that staging adds to a page, so each renderer shows it alike. It is for the site
only: a link to a file beside the page leads nowhere in print.
"""

from __future__ import annotations

from html import escape

from bookmaker.project.addresses import relative
from bookmaker.project.notebooks import quoted
from helpers.interface import marked, text, text_in
from helpers.staging.figures.claims import ClaimNotes, claims_list, claims_title
from helpers.staging.figures.files import SCRIPT, TABLES_SCRIPT, Listed
from helpers.staging.figures.interactive import FOLDER
from helpers.staging.figures.interactive import SCRIPT as CHARTS

# Not in EPUB, which Quarto counts as HTML.
SITE_ONLY = '.content-visible when-format="html:js"'

# Files that a reader can have of a figure or table, by kind.
_FILES = {"csv": marked("Data (CSV)"), "svg": marked("SVG"), "png": marked("PNG")}


def files_line(listed: Listed, page: str, *, notes: ClaimNotes, language: str) -> str:
    """Everything that can be had of a figure or table on a page that shows it."""
    inside = [_links(listed, page, language=language)]
    claims = claims_list(listed, page, notes=notes, language=language)
    inside += [_raw(claims)] if claims else []
    attributes = [".figure-files", 'data-furniture="true"']
    if listed.file("interactive"):
        attributes += _interactive(listed, page, language=language)
    return _site_only(_block(attributes, inside)) if any(inside) else ""


def card_line(listed: Listed, page: str, *, notes: ClaimNotes, language: str) -> str:
    """The same in short, for a list of many: claims are a link to the place that lists them."""
    links = [_links(listed, page, language=language)]
    drawn = [claim_id for claim_id in listed.claims if claim_id in notes.claims]
    if drawn:
        title = claims_title(len(drawn), language)
        links.append(_link(title, _own(listed, "claims", page=page), listed=listed))
    return _block([".figure-files", 'data-furniture="true"'], [" ".join(filter(None, links))])


def code_place(listed: Listed) -> str:
    """What stands above a figure's code, so that a link leads there."""
    return _site_only(_raw(f'<div id="code-{listed.label}" class="code-place"></div>'))


def table_tools(listed: Listed, language: str) -> str:
    """What stands above a table that can be sorted: an empty place, which a script fills."""
    words = {
        "all": text_in("rows of a table", "all", language),
        "shown": text("Rows shown: {shown} of {all}.", language),
        "sort": text("Press a heading to sort by it.", language),
    }
    data = " ".join(f'data-{key}="{escape(value)}"' for key, value in words.items())
    return _site_only(
        _raw(f'<div class="table-tools" data-table="{listed.label}" {data} hidden></div>')
    )


def scripts(page: str, *, charts: bool, tables: bool = False) -> str:
    """The scripts of a page with figures; those of charts and tables only where it has one."""
    names = [SCRIPT]
    names += [f"{FOLDER}/{CHARTS}"] if charts else []
    names += [TABLES_SCRIPT] if tables else []
    tags = [f'<script src="{relative(name, page)}" defer></script>' for name in names]
    return _site_only(_raw("\n".join(tags)))


def _links(listed: Listed, page: str, *, language: str) -> str:
    links = [
        _link(text(name, language), relative(listed.file(kind), page), listed=listed)
        for kind, name in _FILES.items()
        if listed.file(kind)
    ]
    if listed.shows_code:
        made = text("How it was made", language)
        links.append(_link(made, _own(listed, "code", page=page), listed=listed))
    return " ".join(links)


def _own(listed: Listed, part: str, *, page: str) -> str:
    """The address of a figure's code or claims on the page of its notebook."""
    return relative(f"{listed.source}#{part}-{listed.label}", page)


def _link(shown: str, address: str, *, listed: Listed) -> str:
    # Pages have many links called "SVG"; what each is of can be read aloud.
    label = quoted(f"{shown}: {listed.title}")
    download = ' download=""' if address.endswith(".csv") else ""
    return f"[{shown}]({address}){{aria-label={label}{download}}}"


def _interactive(listed: Listed, page: str, *, language: str) -> list[str]:
    values = {
        "name": listed.label,
        "folder": relative(FOLDER, page),
        "title": listed.title,
        "show": text("Interactive version", language),
        "hide": text("Close the interactive version", language),
        "failed": text(
            "The interactive version could not be loaded; the figure above and its data hold the "
            "same numbers.",
            language,
        ),
    }
    return [f"data-{key}={quoted(value)}" for key, value in values.items()]


def _block(attributes: list[str], inside: list[str]) -> str:
    body = "\n\n".join(filter(None, inside))
    return f"::: {{{' '.join(attributes)}}}\n{body}\n:::"


def _raw(html: str) -> str:
    return f"```{{=html}}\n{html}\n```"


def _site_only(content: str) -> str:
    return f":::: {{{SITE_ONLY}}}\n{content}\n::::\n"
