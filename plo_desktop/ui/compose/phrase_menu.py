"""The ward's phrases as a menu at the caret: a digit or the arrows choose, Enter inserts."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QWidget

from plo_desktop.domain.phrases import Phrase

_DIGITS = 9


def phrase_menu(parent: QWidget, phrases: Sequence[Phrase], insert: Callable[[str], None]) -> QMenu:
    """Return the menu; the first nine phrases have a digit."""
    menu = QMenu(parent)
    menu.setAccessibleName("Fraser")
    for number, phrase in enumerate(phrases, start=1):
        digit = f"&{number}  " if number <= _DIGITS else ""
        version = f"\t{phrase.version}" if phrase.version else ""
        action = menu.addAction(f"{digit}{phrase.title.replace('&', '&&')}{version}")
        action.setToolTip(phrase.text)
        action.triggered.connect(lambda _on=False, text=phrase.text: insert(text))
    menu.setToolTipsVisible(True)
    return menu


def open_at(menu: QMenu, field: QWidget, place: QPoint) -> None:
    """Open the menu under a place in a field, with the first phrase chosen."""
    if menu.actions():
        menu.setActiveAction(menu.actions()[0])
    menu.popup(field.mapToGlobal(place))
