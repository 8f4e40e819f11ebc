"""Whether a window has room for a list beside what its row is about."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from plo_desktop.ui.theme.theme import Theme

ONE_PANE_BELOW = 900


def has_one_pane(theme: Theme, window: QWidget) -> bool:
    """Tell whether a window has room for one pane only; its width counts in pixels of the text size."""
    return window.width() < theme.px(ONE_PANE_BELOW)
