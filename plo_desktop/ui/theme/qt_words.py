"""Qt's own words in bokmål: menus of text fields, file and print dialogs, names of keys."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication, QTranslator

from plo_desktop.base.resources import read_text

_KEYS = "QShortcut"


class QtWords(QTranslator):
    """Answers Qt from one table; what is not in it stays as Qt wrote it."""

    def __init__(self, parent: QCoreApplication) -> None:
        super().__init__(parent)
        table = tomllib.loads(read_text("i18n/qt-nb.toml"))
        self._keys: Mapping[str, str] = table["keys"]
        self._words: Mapping[str, str] = table["words"]

    def isEmpty(self) -> bool:
        """There are words, although Qt has loaded none itself."""
        return False

    def translate(self, context: str, source: str, disambiguation: str | None = None, n: int = -1) -> str:
        """Return Qt's text in bokmål."""
        return (self._keys if context == _KEYS else self._words).get(source, source)


def speak_norwegian(app: QCoreApplication) -> None:
    """Let Qt's own texts be Norwegian; harmless when repeated."""
    if not app.findChildren(QtWords):
        app.installTranslator(QtWords(app))
