"""Brings a part of a scrolled page into view with some air round it."""

from __future__ import annotations

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QScrollArea, QWidget

_AIR = 12


def reveal(area: QScrollArea, page: QWidget, part: QWidget) -> None:
    """Scroll as little as needed to show all of `part`, and its top when it is higher than the view."""
    top = part.mapTo(page, QPoint(0, 0)).y()
    bottom = top + part.height() - 1
    bar, height = area.verticalScrollBar(), area.viewport().height()
    if top - _AIR < bar.value():
        bar.setValue(max(0, top - _AIR))
    elif bottom + _AIR > bar.value() + height:
        bar.setValue(min(bottom + _AIR - height, top - _AIR))
