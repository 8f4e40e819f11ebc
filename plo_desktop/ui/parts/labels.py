"""Labels that never read markup, and frames and lines by name of their look."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QLayout, QVBoxLayout, QWidget


def label(text: str, role: str = "dense", *, wrap: bool = False, selectable: bool = False) -> QLabel:
    """Return a label of one role of the stylesheet; received text stays plain text."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setProperty("role", role)
    made.setWordWrap(wrap)
    if selectable:
        made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made


def frame(surface: str, line: str = "") -> QFrame:
    """Return a frame with the ground `surface` and one line at an edge."""
    made = QFrame()
    made.setProperty("surface", surface)
    if line:
        made.setProperty("line", line)
    return made


def rule(direction: str = "h") -> QFrame:
    """Return a one-pixel line, "h" or "v"."""
    made = QFrame()
    made.setProperty("rule", direction)
    return made


def column(parent: QWidget | None = None, margins: tuple[int, int, int, int] = (0, 0, 0, 0)) -> QVBoxLayout:
    """Return a vertical layout without gaps."""
    made = QVBoxLayout(parent) if parent is not None else QVBoxLayout()
    made.setContentsMargins(*margins)
    made.setSpacing(0)
    return made


def clear(layout: QLayout) -> None:
    """Remove and delete everything in a layout."""
    while layout.count():
        item = layout.takeAt(0)
        if item is None:
            return
        widget = item.widget()
        inner = item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            clear(inner)
