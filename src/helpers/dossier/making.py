"""The dossier made: from the last commit, the built book and two clean runs, to a folder and a zip.

The folder takes the place of an earlier one whole, or stays as it was. What is not committed is in
no package, so that uncommitted changes are refused. The zip has neither times nor owners: the same
folder gives the same bytes.
"""

from __future__ import annotations

import hashlib
import io
import json
import shutil
import subprocess
import tarfile
import zipfile
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from bookmaker.project.description import read_staged
from bookmaker.project.directories import replacing, write_whole
from helpers import paths, spreadsheets
from helpers.disclosure import scan as disclosure
from helpers.disclosure.products import canaries_here
from helpers.dossier import data_files, exhibits, personal, readme, software
from helpers.editions import SOURCE
from helpers.errors import BookError
from helpers.export.about import About
from helpers.paths import Directories
from helpers.workshop import build as builder
from helpers.workshop import reproduce as reproducing

# The folder in the archive, whatever the folder on this disk is called.
FOLDER = "civic-voice-dossier"
CHECKLIST, CHECKSUMS = "checklist.md", "checksums.sha256"
CODE, RESULTS, RUNS = "replication", "results", "runs"
# As they are at the root of the repository.
COPIED = ("CITATION.cff", "LICENSE", "LICENSE-DATA")
# Without these there is nothing to say of rights and data.
NEEDED = (*COPIED, "data/README.md", "requirements.lock", "pyproject.toml")
_EPOCH = (1980, 1, 1, 0, 0, 0)


def make(
    target: Path,
    *,
    with_runs: bool,
    certified_by: str = "",
    root: Path = paths.ROOT,
    reproduce: Callable[[Path], Any] | None = None,
    bill: Callable[[Path, Path], Any] = software.write_bill,
) -> None:
    """Write the dossier of the built English book and the last commit to the folder `target`.

    `certified_by` is the name of who makes the statement about rights, empty when nobody does.
    `reproduce` makes two clean runs and writes their record to the directory it is given; it is
    only called when the record that is there is of another commit. `bill` writes the bill of
    materials to its first argument. Raises `BookError`, with the earlier dossier left as it was,
    for a rehearsal, a file that is needed and absent, uncommitted changes, a book that is not
    built, and a value of questionnaires on this machine that stands anywhere in the dossier.
    """
    commit = _require_committed(root)
    edition = Directories(SOURCE, root, paths.OUTPUTS)
    builder.require_as_built([SOURCE])
    if not edition.site.is_dir():
        raise BookError("the English book is not built; `make book`, then `make dossier`")
    record = _record(commit, reproduce or _reproduce) if with_runs else {}
    found, canaries = exhibits.list_exhibits(edition), canaries_here()
    with replacing(target) as directory:
        _extract(root, directory / CODE)
        _copy_results(edition, directory / RESULTS)
        _copy_manuscript(edition, directory / "manuscript.pdf")
        for name in COPIED:
            shutil.copyfile(directory / CODE / name, directory / name)
        if record:
            shutil.copytree(reproducing.recorded(), directory / RUNS)
        contents = _contents(
            directory,
            found,
            commit=commit,
            day=_day(root),
            record=record,
            certified_by=certified_by,
            scan=scan(directory, n_sought=len(canaries)),
        )
        _write_lists(directory, contents)
        bill(directory / "sbom.cdx.json", directory / CODE / "pyproject.toml")
        write_checksums(directory)
        if canaries:
            disclosure.scan(directory, canaries).require_clean()


def _require_committed(root: Path) -> str:
    if paths.DATA != "published":
        raise BookError("a dossier is made of the published book: without DATA")
    for name in NEEDED:
        if not (root / name).is_file():
            raise BookError(f"a dossier needs {name}, which is not there; write and commit it")
    if changes := reproducing.uncommitted(root):
        raise BookError(
            f"{len(changes)} uncommitted changes would be in no package ({changes[0].strip()}); "
            "commit them, `make book`, then `make dossier`"
        )
    return _git(root, "rev-parse", "HEAD").decode().strip()


def _git(root: Path, *arguments: str) -> bytes:
    done = subprocess.run(["git", "-C", str(root), *arguments], capture_output=True, check=False)
    if done.returncode:
        raise BookError(f"git {arguments[0]} failed: {done.stderr.decode().strip()}")
    return done.stdout


def _day(root: Path) -> str:
    return _git(root, "log", "-1", "--format=%cs").decode().strip()


def _record(commit: str, reproduce: Callable[[Path], Any]) -> dict[str, Any]:
    """The record of two clean runs of this commit, which are made when there is none."""
    where = reproducing.recorded()
    if read_record(where).get("commit") != commit:
        print("There are no two clean runs of this commit yet: making them takes a while.")
        reproduce(where)
    return read_record(where)


def read_record(runs: Path) -> dict[str, Any]:
    """The record in a directory of two runs; empty when there is none."""
    path = runs / reproducing.RECORD
    return json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}


def _reproduce(record: Path) -> None:
    reproducing.reproduce(builder.Settings(), record=record)


def _extract(root: Path, target: Path) -> None:
    """The files of the last commit, as git has them."""
    packed = _git(root, "archive", "--format=tar", "HEAD")
    with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
        archive.extractall(target, filter="data")


def _copy_results(edition: Directories, target: Path) -> None:
    for name in ("figures", "tables", "numbers"):
        (target / name).mkdir(parents=True)
        for path in sorted((edition.outputs / name / edition.language).iterdir()):
            if exhibits.is_result(path.name):
                shutil.copyfile(path, target / name / path.name)


def _copy_manuscript(edition: Directories, target: Path) -> None:
    pdf = edition.book / f"{read_staged(edition.site).output_file}.pdf"
    if pdf.is_file():
        shutil.copyfile(pdf, target)


def _contents(directory: Path, found: Sequence[exhibits.Exhibit], **said: Any) -> readme.Contents:
    """What the lists hold and the README says, of what stands in a dossier's folder already."""
    code = directory / CODE
    tracked, about = data_files.read_tracked(code), About.read(code)
    return readme.Contents(
        root=code,
        exhibits=found,
        about=about,
        data=data_files.list_data(
            (code / "data/README.md").read_text("utf-8"), tracked, about.licence
        ),
        packages=software.list_packages((code / "requirements.lock").read_text("utf-8")),
        **said,
    )


def _write_lists(directory: Path, contents: readme.Contents) -> None:
    """Everything that is a list, and the README that says what they hold."""
    found, data, packages = contents.exhibits, contents.data, contents.packages
    markdown = readme.as_text(contents)
    texts = {
        "exhibits.csv": as_csv(exhibits.COLUMNS, (each.cells for each in found)),
        "exhibits.md": exhibits.as_markdown(found),
        "data_files.csv": as_csv(data_files.COLUMNS, (each.cells for each in data)),
        "licences.csv": as_csv(software.COLUMNS, (each.cells for each in packages)),
        "personal_data.json": json.dumps(contents.scan, ensure_ascii=False, indent=1) + "\n",
        "README.md": markdown,
    }
    for name, text in texts.items():
        (directory / name).write_text(text, encoding="utf-8")
    readme.write_pdf(markdown, directory / "README.pdf")


def scan(directory: Path, *, n_sought: int) -> dict[str, Any]:
    """The scan for personal data of a dossier's data files and results.

    `n_sought` is how many values of questionnaires all of the dossier is searched for.
    """
    names = [
        name
        for name in data_files.read_tracked(directory)
        if name.startswith((f"{CODE}/data/", f"{RESULTS}/"))
    ]
    citation = (directory / CODE / "CITATION.cff").read_text(encoding="utf-8")
    return {**personal.scan(directory, names, citation), "restricted_values_sought": n_sought}


def as_csv(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Rows as CSV under their headings."""
    return spreadsheets.csv_of([columns, *rows])


def summed(directory: Path) -> list[str]:
    """The files that checksums are of: all but their own list and the checklist, which is last."""
    without = (CHECKSUMS, CHECKLIST)
    return [name for name in data_files.read_tracked(directory) if name not in without]


def write_checksums(directory: Path) -> None:
    """Write the checksums of a dossier's files, as `sha256sum --check` reads them."""
    lines = [f"{digest_of(directory / name)}  {name}\n" for name in summed(directory)]
    (directory / CHECKSUMS).write_text("".join(lines), encoding="utf-8")


def digest_of(path: Path) -> str:
    """SHA-256 of a file's content."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def pack(directory: Path, product: Path) -> Path:
    """Pack a dossier as a zip with nothing of this machine or hour in it; returns its path."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name in data_files.read_tracked(directory):
            member = zipfile.ZipInfo(f"{FOLDER}/{name}", _EPOCH)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.create_system = 3
            member.external_attr = 0o100644 << 16
            archive.writestr(member, (directory / name).read_bytes())
    write_whole(product, packed.getvalue())
    return product
