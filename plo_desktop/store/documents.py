"""Exact bytes, kept once under their own hash."""

from __future__ import annotations

import hashlib
import zlib

from plo_desktop.store.connection import Connection
from plo_desktop.store.faults import damaged

# Level 1 costs a third of the default and gives files a tenth larger; a message waits while it is packed.
_LEVEL = 1
# So large is only what carries attachments: packing 32 MB of base64 takes over a second and saves a quarter.
_UNPACKED = 0
_LARGE = 4_000_000
# Such as a receipt: to set up the packing takes longer than to seal what it would save, a tenth of a page.
_SMALL = 1500


def sha256_of(content: bytes) -> str:
    """Return the SHA-256 of bytes in lower-case hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def keep(connection: Connection, content: bytes, media_type: str) -> str:
    """Store bytes unless they are there, inside the caller's transaction; return their SHA-256."""
    sha256 = sha256_of(content)
    level = _LEVEL if _SMALL < len(content) <= _LARGE else _UNPACKED
    connection.later(
        "insert into document (sha256, media_type, size, body) values (?, ?, ?, ?) on conflict do nothing",
        (sha256, media_type, len(content), zlib.compress(content, level)),
    )
    return sha256


def read(connection: Connection, sha256: str) -> bytes | None:
    """Return stored bytes, or None; raises UserError DATABASE_DAMAGED when they are not what was stored."""
    found = connection.row("select body from document where sha256 = ?", (sha256.lower(),))
    if found is None:
        return None
    try:
        content = zlib.decompress(found[0]) if isinstance(found[0], bytes) else b""
    except zlib.error as error:
        raise damaged() from error
    if sha256_of(content) != sha256.lower():
        raise damaged()
    return content
