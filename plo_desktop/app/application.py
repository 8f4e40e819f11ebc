"""The one application with all its words, for what shows everything from its first moment: tour and tests."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from plo_desktop.app.opening import bare_application
from plo_desktop.ui.theme.qt_words import speak_norwegian


def make_application() -> QApplication:
    """Return the one QApplication, with Qt's own texts in Norwegian."""
    app = bare_application()
    speak_norwegian(app)
    return app
