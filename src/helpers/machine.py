"""The machine a command runs on: its cores, and what disk, rights and locale do to the work.

A full disk or a directory without rights is nobody's mistake in the code: it is said in a sentence,
with the mend (`explained`), and not as a traceback. Texts, paths and children are in UTF-8 whatever
the locale is (`speak_utf8`). Standard library only: the set-up uses this before anything is
installed.
"""

from __future__ import annotations

import errno
import locale
import os
import re
import sys
from pathlib import Path

from helpers.paths import OUTPUTS, ROOT

_NO_ROOM = (errno.ENOSPC, errno.EDQUOT)
_NO_RIGHT = (errno.EROFS, errno.EACCES, errno.EPERM)
_IN_THE_WAY = (errno.EISDIR, errno.ENOTDIR, errno.EEXIST, errno.ENOTEMPTY, errno.ELOOP)
_OTHERS = (errno.EIO, errno.EMFILE, errno.ENFILE, errno.ENAMETOOLONG, errno.ESTALE, errno.EBUSY)

# Not every system has the first.
_LOCALES = ("C.UTF-8", "C.utf8", "en_US.UTF-8")


def cores() -> int:
    """Processors that this process may use."""
    counted = getattr(os, "sched_getaffinity", None)
    return len(counted(0)) if counted else os.cpu_count() or 1


def explained(error: BaseException) -> str:
    """What the machine did to a command, and the mend; nothing where it is not to blame.

    >>> explained(OSError(errno.ENOSPC, "No space left on device", "/srv/a"))
    '/srv/a: No space left on device. Make room there (`df -h /srv` says how much there is), ...'
    """
    if isinstance(error, OSError) and error.errno is None:
        # Copying a folder gathers what went wrong as texts.
        return explained_text(str(error))
    if not isinstance(error, OSError) or error.errno not in _MENDS:
        return ""
    path = Path(os.fsdecode(error.filename2 or error.filename or OUTPUTS))
    shown = path.relative_to(ROOT) if path.is_relative_to(ROOT) and path != ROOT else path
    mend = _MENDS[error.errno].replace("{place}", str(path.parent)).replace("{path}", str(shown))
    return f"{shown}: {error.strerror}. {mend}"


def explained_text(text: str) -> str:
    """The same of what another process, or a list of errors, says of it.

    >>> explained_text("OSError: [Errno 28] No space left on device: '/srv/a'")
    '/srv/a: No space left on device. Make room there (`df -h /srv` says how much there is), ...'
    """
    found = _SAID.search(text)
    if not found:
        return ""
    number, path = int(found["number"]), found["path"]
    return explained(OSError(number, os.strerror(number), *([path] if path else [])))


_SAID = re.compile(r"\[Errno (?P<number>\d+)\] [^:'\"\]]*(?:: \\?'(?P<path>[^'\\]+))?")
_MENDS = {
    **dict.fromkeys(
        _NO_ROOM,
        "Make room there (`df -h {place}` says how much there is), or write to another disk with "
        "CIVIC_VOICE_OUTPUTS=/path; then run the same command again: nothing half-written is used.",
    ),
    **dict.fromkeys(
        _NO_RIGHT,
        "Give yourself the right to it (`ls -ld {place}` says whose it is), or, if it is to be "
        "written, write elsewhere with CIVIC_VOICE_OUTPUTS=/path; then run the same command again.",
    ),
    **dict.fromkeys(
        _IN_THE_WAY,
        "Something else lies where this belongs: move {path} away and run the same command again.",
    ),
    **dict.fromkeys(_OTHERS, "Mend this and run the same command again."),
}


def speak_utf8() -> None:
    """Give this process's children UTF-8, and this process, too, by starting it again if needed.

    A locale such as C makes bytes of Cyrillic letters in paths and refuses to print them.
    """
    if os.name != "posix":
        return
    own = _locale()
    os.environ.update({"PYTHONUTF8": "1"} | ({"LC_ALL": own} if own else {}))
    # The language of messages: what a program says is quoted in ours.
    os.environ.pop("LANGUAGE", None)
    # What PYTHONIOENCODING asks for stays: another start would find it again.
    if sys.getfilesystemencoding() != "utf-8" and not sys.flags.utf8_mode:
        sys.stdout.flush()
        os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])


def _locale() -> str:
    """A locale of UTF-8 that this system has; empty where there is none."""
    before = locale.setlocale(locale.LC_CTYPE)
    try:
        for name in _LOCALES:
            try:
                return locale.setlocale(locale.LC_CTYPE, name) and name
            except locale.Error:
                continue
        return ""
    finally:
        locale.setlocale(locale.LC_CTYPE, before)
