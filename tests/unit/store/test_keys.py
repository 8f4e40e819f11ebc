"""Which key stores are trusted with the key."""

from __future__ import annotations

import keyring
import pytest

from plo_desktop.base.errors import EnvironmentProblem
from plo_desktop.store.keys import SystemKeyRing, backend_names, fingerprint, require_trusted


class PlaintextKeyring:
    """Stands for every backend that nobody has looked at."""


@pytest.mark.parametrize(
    "name",
    [
        "keyring.backends.fail.Keyring",
        "keyring.backends.null.Keyring",
        "keyrings.alt.file.PlaintextKeyring",
        "keyrings.alt.file.EncryptedKeyring",
        "",
    ],
)
def test_a_backend_that_is_not_on_the_list_is_refused(name: str) -> None:
    with pytest.raises(EnvironmentProblem) as told:
        require_trusted((name,))
    assert told.value.code == "NO_KEY_STORE"


def test_a_chain_is_as_good_as_its_weakest_backend() -> None:
    require_trusted(("keyring.backends.SecretService.Keyring", "keyring.backends.libsecret.Keyring"))
    with pytest.raises(EnvironmentProblem):
        require_trusted(("keyring.backends.SecretService.Keyring", "keyrings.alt.file.PlaintextKeyring"))
    with pytest.raises(EnvironmentProblem):
        require_trusted(())


def test_the_key_is_not_given_to_a_backend_that_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[str] = []
    monkeypatch.setattr(keyring, "get_keyring", PlaintextKeyring)
    monkeypatch.setattr(keyring, "set_password", lambda *_: given.append("key"))
    monkeypatch.setattr(keyring, "get_password", lambda *_: given.append("question"))
    with pytest.raises(EnvironmentProblem):
        SystemKeyRing().put("database", "ab" * 32)
    with pytest.raises(EnvironmentProblem):
        SystemKeyRing().get("database")
    assert given == []


def test_a_backend_is_named_in_full() -> None:
    assert backend_names(PlaintextKeyring()) == (f"{__name__}.PlaintextKeyring",)


def test_a_fingerprint_tells_keys_apart_and_does_not_hold_them() -> None:
    assert fingerprint(b"a" * 32) != fingerprint(b"b" * 32)
    assert len(fingerprint(b"a" * 32)) == 16
