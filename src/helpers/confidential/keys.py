"""Pseudonyms: what stands in a clean table instead of a BIN or a name.

A pseudonym is the keyed hash HMAC-SHA256, cut to 16 hexadecimal digits (64 bits). The key is random
and stays in `data/restricted/key`; without it nobody can try all twelve-digit numbers. One key for
all waves, so that the same organisation has the same pseudonym in each; who loses it loses the
panel, so keep a copy where the questionnaires are kept.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
from pathlib import Path

from helpers import paths
from helpers.errors import BookError

KEY_BYTES = 32
DIGITS = 16


def load_key(directory: Path | None = None) -> bytes:
    """The key of all pseudonyms; made at the first call, readable by its owner alone.

    Raises `BookError` for a file that is no key.
    """
    path = (directory or paths.RESTRICTED) / "key"
    try:
        key = bytes.fromhex(path.read_text(encoding="ascii"))
    except FileNotFoundError:
        return _make(path)
    except ValueError:
        key = b""
    if len(key) != KEY_BYTES:
        raise BookError(
            f"{path.name} in the restricted directory is no key of {KEY_BYTES} bytes as "
            f"{2 * KEY_BYTES} hexadecimal digits; put the copy back. A new key would give every "
            "organisation another pseudonym, and waves could not be joined"
        )
    return key


def pseudonym(value: str, key: bytes) -> str:
    """The pseudonym of a value: 16 hexadecimal digits, the same for the same key.

    >>> pseudonym("600140000127", bytes(32))
    '63bb2795e1573131'
    """
    return hmac.new(key, value.encode(), hashlib.sha256).hexdigest()[:DIGITS]


def _make(path: Path) -> bytes:
    path.parent.mkdir(parents=True, exist_ok=True)
    key = secrets.token_bytes(KEY_BYTES)
    # Never over a key that another process has made meanwhile.
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(key.hex())
    return key
