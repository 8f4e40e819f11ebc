"""The field reference page follows the declarations."""

from __future__ import annotations

import dev
from plo_desktop.messages.reference import page


def test_the_field_reference_page_is_up_to_date() -> None:
    """Write it anew with `python -m plo_desktop.messages.reference > docs/messages.md`."""
    assert (dev.ROOT / "docs" / "messages.md").read_text(encoding="utf-8") == page()
