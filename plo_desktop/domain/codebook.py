"""Names of coded values, so that a reader sees words and a form offers only what the standard knows."""

from __future__ import annotations

import tomllib
from functools import cache
from typing import TypedDict, cast

from plo_desktop.base.resources import read_text
from plo_desktop.domain.party import Code

OID_PREFIX = "2.16.578.1.12.4.1.1."


class _CodeSet(TypedDict):
    name: str
    codes: str


@cache
def _sets() -> dict[str, _CodeSet]:
    return cast("dict[str, _CodeSet]", tomllib.loads(read_text("codebooks.toml")))


@cache
def codes_of(oid_suffix: str) -> dict[str, str]:
    """Return value → name of one set in the order of the list; empty for a set that is not ours to know."""
    known = _sets().get(oid_suffix)
    if known is None:
        return {}
    lines = (line.partition(" = ") for line in known["codes"].splitlines() if line)
    return {value: name for value, _, name in lines}


_SYSTEMS = {"7110": "ICD-10", "7170": "ICPC-2", "7171": "ICPC-2-B", "7180": "ATC"}


def set_name(oid_suffix: str) -> str:
    """Return the name of a code set, or an empty string; of the large systems only the name is known."""
    known = _sets().get(oid_suffix)
    return known["name"] if known else _SYSTEMS.get(oid_suffix, "")


def name_of(oid_suffix: str, value: str) -> str:
    """Return the name (DN) of a value, or an empty string when the list does not hold it."""
    return codes_of(oid_suffix).get(value, "")


def oid(oid_suffix: str) -> str:
    """Return the whole OID of a set ("9121" → "2.16.578.1.12.4.1.1.9121")."""
    return OID_PREFIX + oid_suffix


def suffix_of(system: str) -> str:
    """Return the last number of a national OID, or the OID itself when it is another one."""
    return system.removeprefix(OID_PREFIX)


def code(oid_suffix: str, value: str) -> Code:
    """Return the value with its name and system, ready to send."""
    return Code(value, name_of(oid_suffix, value), oid(oid_suffix))


def choices(oid_suffix: str) -> tuple[Code, ...]:
    """Return all values of a set in the order of the list."""
    return tuple(Code(value, name, oid(oid_suffix)) for value, name in codes_of(oid_suffix).items())
