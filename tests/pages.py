"""The pages of docs/ that come from the program: `python3 dev.py docs` writes them, tests tell when old."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import dev
from plo_desktop.domain.message_state import states_page
from plo_desktop.messages import reference
from tests.acceptance import page as acceptance

DOCS = dev.ROOT / "docs"
PAGES: Mapping[Path, Callable[[], str]] = {
    DOCS / "messages.md": reference.page,
    DOCS / "states.md": states_page,
    DOCS / "acceptance.md": acceptance.page,
}


def write() -> None:
    """Write every page anew."""
    for path, text in PAGES.items():
        path.write_text(text(), encoding="utf-8")


if __name__ == "__main__":
    write()
