"""Tab goes as the eye reads: parts that are made anew would otherwise be reached last."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QScrollArea, QWidget


def tab_stops(widget: QWidget) -> Iterator[QWidget]:
    """Yield what Tab can reach inside a widget, in the order of its layouts, hidden parts too."""
    if widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
        yield widget
    if isinstance(widget, QScrollArea):
        inner = widget.widget()
        if inner is not None:
            yield from tab_stops(inner)
        return
    layout = widget.layout()
    if layout is not None:
        yield from _in_layout(layout)


def order_tabs(root: QWidget) -> None:
    """Let Tab go through everything inside `root` in the order of its layouts."""
    stops = list(tab_stops(root))
    for before, after in pairwise(stops):
        QWidget.setTabOrder(before, after)


def _in_layout(layout: QLayout) -> Iterator[QWidget]:
    for number in range(layout.count()):
        item = layout.itemAt(number)
        if item is None:
            continue
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            yield from tab_stops(widget)
        elif inner is not None:
            yield from _in_layout(inner)
