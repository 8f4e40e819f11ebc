"""How far a database's schema has come, told without loading what could change it."""

from __future__ import annotations

from typing import Final

from plo_desktop.store.connection import Connection

SCHEMA: Final = 7
"""The number of steps in `migrations`; a test holds the two together."""


def schema_of(connection: Connection) -> int:
    """Return the number of steps that the database has taken."""
    found = connection.row("pragma user_version")
    return int(found[0]) if found and isinstance(found[0], int) else 0
