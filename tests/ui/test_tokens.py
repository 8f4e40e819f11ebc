"""The tokens that the window reads are those that people write."""

from __future__ import annotations

from plo_desktop.base.resources import read_text
from plo_desktop.ui.theme.copy_tokens import tokens_as_json


def test_the_copy_of_the_tokens_is_fresh() -> None:
    assert read_text("tokens.json") == tokens_as_json(), "run: python3 dev.py fmt"
