"""The encrypted, append-only log and everything derived from it."""

from __future__ import annotations

import sys

import sqlcipher3
import sqlcipher3.dbapi2 as sqc

from plo_desktop.store.faults import AlreadyLogged

# sqlite-utils looks for pysqlite3 first and catches that module's errors. Named so before anybody imports
# sqlite-utils, SQLCipher is the engine it knows.
sys.modules.setdefault("pysqlite3", sqlcipher3)
sys.modules.setdefault("pysqlite3.dbapi2", sqc)

__all__ = ["AlreadyLogged"]
