"""Checks a user's PIN against its hash; the PIN itself is written nowhere."""

from __future__ import annotations

import hashlib
import hmac
import secrets
import tomllib

_COST, _BLOCK, _PARALLEL = 2**14, 8, 1


def pin_hash(pin: str, salt: bytes = b"") -> str:
    """Return "scrypt$salt$hash" (hex) of a PIN, with a fresh random salt unless one is given."""
    grain = salt or secrets.token_bytes(16)
    digest = hashlib.scrypt(pin.encode(), salt=grain, n=_COST, r=_BLOCK, p=_PARALLEL, dklen=32)
    return f"scrypt${grain.hex()}${digest.hex()}"


def matches(pin: str, stored: str) -> bool:
    """Tell whether the PIN is the one that was hashed; a malformed or missing hash fits no PIN."""
    parts = stored.split("$")
    if len(parts) != 3 or parts[0] != "scrypt" or not pin:
        return False
    try:
        grain = bytes.fromhex(parts[1])
    except ValueError:
        return False
    return hmac.compare_digest(pin_hash(pin, grain), stored)


def pins_in(configuration: str) -> dict[str, str]:
    """Return the hash of every user in a configuration's text, by user id; users without one are left out.

    Raises tomllib.TOMLDecodeError, which a text that `parse_configuration` has read cannot.
    """
    users = tomllib.loads(configuration).get("users", [])
    return {str(user["id"]): str(user["pin_hash"]) for user in users if "id" in user and "pin_hash" in user}
