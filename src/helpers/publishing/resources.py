"""Files of the project that go into the book as they are: `project: resources:`."""

from __future__ import annotations

import shutil
from pathlib import Path

from helpers.errors import InputError, Problem
from helpers.publishing.project import FILE, Book


def copy_resources(book: Book, directory: Path) -> list[Path]:
    """Copy the files that `project: resources:` names, a folder as `name/`, into the built book.

    Raises `InputError` for an entry that is no file or folder of the project, or leads out of it.
    """
    listed = (book.html.get("project") or {}).get("resources") or []
    names = [str(name) for name in (listed if isinstance(listed, list) else [listed])]
    found = {name: _files(book.directory, name) for name in names}
    problems = [
        Problem(FILE, "", "project.resources", f"'{name}' is not in the project; take it out")
        for name, files in found.items()
        if not files
    ]
    if problems:
        raise InputError(problems)
    copies = []
    for source in sorted({path for files in found.values() for path in files}):
        target = directory / source.relative_to(book.directory)
        target.parent.mkdir(parents=True, exist_ok=True)
        copies.append(Path(shutil.copyfile(source, target)))
    return copies


def _files(root: Path, name: str) -> list[Path]:
    if name.startswith(("/", "!")) or ".." in Path(name).parts:
        return []
    pattern = f"{name.rstrip('/')}/**/*" if (root / name).is_dir() else name
    return [path for path in root.glob(pattern) if path.is_file()]
