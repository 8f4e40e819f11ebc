"""IT makes a user's PIN line without anybody's PIN being written down."""

from __future__ import annotations

import io
import sys

import pytest

from plo_desktop.services.lock import matches
from tests.cli.running import call


def test_the_printed_line_fits_the_pin_and_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("4711\n"))
    ran = call("pin-hash")
    key, _, quoted = ran.text.strip().partition(" = ")
    assert (ran.code, key) == (0, "pin_hash")
    assert matches("4711", quoted.strip('"'))
    assert not matches("4712", quoted.strip('"'))


@pytest.mark.parametrize("pin", ["", "123", "123456789", "12a4"])
def test_what_is_no_pin_is_refused(pin: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"{pin}\n"))
    ran = call("pin-hash")
    assert (ran.code, ran.text) == (2, "")
    assert "4 til 8 sifre" in ran.err
