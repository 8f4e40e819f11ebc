"""What is offered for a few letters of a name."""

from __future__ import annotations

import pytest

from plo_desktop.forms.offers import Offer, fitting, the_only

KNOWN = (
    Offer("Magnar Koman", "lege, HPR 9144889", {}),
    Offer("Kari Nordmann", "lege, HPR 9144897", {}),
    Offer("Per Koman", "psykolog, HPR 9144900", {}),
)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [("ko", (0, 2)), ("KA", (1,)), ("magnar ko", (0,)), ("Nord", (1,)), ("man", ()), ("k", ()), ("", ())],
)
def test_any_name_may_be_begun(text: str, numbers: tuple[int, ...]) -> None:
    assert fitting(KNOWN, text) == numbers


def test_only_one_that_fits_is_taken_unasked() -> None:
    assert the_only(KNOWN, "mag") == 0
    assert the_only(KNOWN, "koman") is None
