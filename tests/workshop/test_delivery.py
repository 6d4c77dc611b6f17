"""A copy of the site: complete, safe to repeat, and careful with what others put there."""

from __future__ import annotations

import errno
import json
import os
import shutil
from pathlib import Path

import pytest

from helpers import inputs, paths
from helpers.disclosure import DisclosureError, history
from helpers.disclosure.released import Release
from helpers.workshop.delivery import MARKER, PublishError, publish


@pytest.fixture
def outputs(tmp_path: Path) -> Path:
    """Outputs with a built book of three files."""
    root = tmp_path / "outputs"
    pages = {
        "index.html": "<html><title>Voice &amp; more</title></html>",
        "notebooks/01_sector.html": "<html>",
        "figures/fig-a.svg": "<svg/>",
    }
    for name, text in pages.items():
        path = root / "book/en" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Where the tests publish: not there yet."""
    return tmp_path / "srv/site"


def tree(root: Path) -> dict[str, str]:
    """Every file below a directory with its text, without the marker."""
    return {
        path.relative_to(root).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(root.rglob("*"))
        if path.is_file() and path.name != MARKER
    }


def test_a_copy_is_the_site_and_a_first_page(outputs: Path, site: Path) -> None:
    """Every edition is a directory; the first page leads to the first and carries its title."""
    assert str(publish(site, ["en"], outputs=outputs)) == f"4 files copied to {site}."
    copied = tree(site)
    first = copied.pop("index.html")
    assert "url=en/index.html" in first
    assert "<title>Voice &amp; more</title>" in first
    assert copied == {f"en/{name}": text for name, text in tree(outputs / "book/en").items()}


def test_a_second_copy_removes_what_is_gone_and_nothing_else(outputs: Path, site: Path) -> None:
    """Files of the copy before go with their directories; those of others stay."""
    publish(site, ["en"], outputs=outputs)
    (site / "CNAME").write_text("book.example\n", encoding="utf-8")
    (site / "en/own.txt").write_text("mine", encoding="utf-8")
    (outputs / "book/en/figures/fig-a.svg").unlink()
    (outputs / "book/en/index.html").write_text("<html>new", encoding="utf-8")
    again = publish(site, ["en"], outputs=outputs)
    assert (again.n_copied, again.n_removed) == (3, 1)
    assert not (site / "en/figures").exists()
    assert tree(site)["CNAME"] == "book.example\n"
    assert tree(site)["en/own.txt"] == "mine"
    assert tree(site)["en/index.html"] == "<html>new"
    assert json.loads((site / MARKER).read_text(encoding="utf-8")) == {
        "files": ["en/index.html", "en/notebooks/01_sector.html", "index.html"]
    }


def test_an_edition_no_longer_published_is_removed(outputs: Path, site: Path) -> None:
    """The copy holds the editions asked for."""
    (outputs / "book/ru").mkdir()
    (outputs / "book/ru/index.html").write_text("<html>", encoding="utf-8")
    publish(site, ["en", "ru"], outputs=outputs)
    assert (site / "ru/index.html").is_file()
    publish(site, ["en"], outputs=outputs)
    assert not (site / "ru").exists()


def test_an_empty_directory_is_taken(outputs: Path, site: Path) -> None:
    """A web server's new directory is there already."""
    site.mkdir(parents=True)
    publish(site, ["en"], outputs=outputs)
    assert (site / "en/index.html").is_file()


def test_somebodys_directory_is_refused(outputs: Path, site: Path) -> None:
    """A directory with files and no marker is not ours: nothing is written."""
    site.mkdir(parents=True)
    (site / "thesis.odt").write_text("years of work", encoding="utf-8")
    with pytest.raises(PublishError, match=r"not empty and holds no earlier copy .*nothing was"):
        publish(site, ["en"], outputs=outputs)
    assert tree(site) == {"thesis.odt": "years of work"}


def test_a_file_in_the_way_is_refused(outputs: Path, site: Path) -> None:
    """A page that is new must not replace a file that somebody put in its place."""
    publish(site, ["en"], outputs=outputs)
    before = tree(site)
    (site / "en/score.html").write_text("mine", encoding="utf-8")
    (outputs / "book/en/score.html").write_text("<html>", encoding="utf-8")
    with pytest.raises(PublishError, match=r"en/score\.html is in the way .*nothing was copied"):
        publish(site, ["en"], outputs=outputs)
    assert tree(site) == {**before, "en/score.html": "mine"}


def test_nothing_is_written_through_a_link(outputs: Path, site: Path, tmp_path: Path) -> None:
    """A directory of the copy that became a link leads to somebody else's files."""
    publish(site, ["en"], outputs=outputs)
    (site / "en").rename(tmp_path / "elsewhere")
    (site / "en").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(PublishError, match=r"site/en is in the way"):
        publish(site, ["en"], outputs=outputs)


@pytest.mark.parametrize(
    "text", ["", "[]", '{"files": ["../../etc/passwd"]}', '{"files": ["/etc/passwd"]}']
)
def test_a_list_that_is_not_one_is_refused(outputs: Path, site: Path, text: str) -> None:
    """What it names is removed later, so it may name only files below the copy."""
    site.mkdir(parents=True)
    (site / MARKER).write_text(text, encoding="utf-8")
    with pytest.raises(PublishError, match=r"cannot be read as the list of an earlier copy"):
        publish(site, ["en"], outputs=outputs)


def test_an_interrupted_copy_leaves_the_pages_and_is_completed(
    outputs: Path, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Until all files are there no page is touched; the next copy goes through."""
    publish(site, ["en"], outputs=outputs)
    before = tree(site)
    (outputs / "book/en/index.html").write_text("<html>new", encoding="utf-8")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as disk:
        disk.setattr("helpers.workshop.delivery.shutil.copyfile", full)
        with pytest.raises(PublishError, match=r"No space left on device.*same command again"):
            publish(site, ["en"], outputs=outputs)
    assert tree(site) == before
    publish(site, ["en"], outputs=outputs)
    assert tree(site)["en/index.html"] == "<html>new"


def test_places_that_are_not_for_copies_are_refused(outputs: Path, tmp_path: Path) -> None:
    """The checkout, the outputs and what is above them, and a file; each with its reason."""
    (tmp_path / "file").touch()
    places = {
        paths.ROOT: "holds the sources",
        outputs.parent: "holds the sources",
        outputs / "site": "emptied by `make clean`",
        tmp_path / "file": "is a file; name a directory",
    }
    for place, reason in places.items():
        with pytest.raises(PublishError, match=reason):
            publish(place, ["en"], outputs=outputs)


def test_a_book_that_is_not_built_is_told(tmp_path: Path) -> None:
    """The message says which command builds it."""
    with pytest.raises(PublishError, match=r"no book in .*book/en; build it first \(`make book`\)"):
        publish(tmp_path / "site", ["en"], outputs=tmp_path / "outputs")


@pytest.fixture
def from_questionnaires(outputs: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The same outputs as those of a book from questionnaires, released and scanned."""
    monkeypatch.setattr(paths, "OUTPUTS", outputs)
    monkeypatch.setattr(paths, "DATA", "microdata")
    monkeypatch.setattr(paths, "RESTRICTED", outputs.parent / "restricted")
    Release(attack={"t": {"cells": 1, "narrowest": 6}}).write(paths.release())
    history.record([], [], {}, release=paths.release())
    record = {"finds": 0, "books": {"en": inputs.book("en").state()}}
    paths.scanned().parent.mkdir()
    paths.scanned().write_text(json.dumps(record), encoding="utf-8")
    return outputs


def test_a_scanned_book_from_questionnaires_is_published(
    from_questionnaires: Path, site: Path
) -> None:
    """Its release was attacked, and nothing of a row was found in it."""
    assert history.load_history() == ()
    assert publish(site, ["en"], outputs=from_questionnaires).n_copied == 4
    assert len(history.load_history()) == 1
    assert publish(site, ["en"], outputs=from_questionnaires).n_copied == 4


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (lambda: paths.scanned().unlink(), r"the book \(en\) was not scanned"),
        (lambda: (paths.book("en") / "new.html").write_text("x"), "has changed since"),
        (lambda: Release().write(paths.release()), "was not attacked"),
        (lambda: shutil.rmtree(paths.RESTRICTED), "has no record of this release"),
        (lambda: Release(synthetic=True).write(paths.release()), "a rehearsal on synthetic"),
    ],
)
@pytest.mark.usefixtures("from_questionnaires")
def test_another_is_not(outputs: Path, site: Path, spoil, message: str) -> None:
    """Not one that was changed after the scan, nor one of made-up rows."""
    spoil()
    with pytest.raises((PublishError, DisclosureError), match=message):
        publish(site, ["en"], outputs=outputs)
    assert not site.exists()


@pytest.mark.skipif(os.name != "posix", reason="rights of other users")
def test_a_web_server_may_read_the_copy(outputs: Path, site: Path) -> None:
    """Whatever the umask of who publishes, also below a directory of an earlier copy."""
    before = os.umask(0o077)
    try:
        (site / "en").mkdir(parents=True)
        publish(site / "en", ["en"], outputs=outputs)
        assert os.umask(0o077) == 0o077
    finally:
        os.umask(before)
    modes = {path: path.stat().st_mode for path in [site / "en", *(site / "en").rglob("*")]}
    assert all(mode & 0o044 == 0o044 for mode in modes.values())
    assert all(mode & 0o011 == 0o011 for path, mode in modes.items() if path.is_dir())


def test_a_full_disk_is_told(outputs: Path, site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With what to look at; the copy before stays listed."""

    def full(_source: Path, target: Path) -> None:
        raise OSError(errno.ENOSPC, "No space left on device", str(target))

    monkeypatch.setattr(shutil, "copyfile", full)
    with pytest.raises(PublishError, match=r"cannot be written \(No space left.*df -h .*the same"):
        publish(site, ["en"], outputs=outputs)
    assert [path.name for path in site.iterdir()] == [MARKER]
