"""Opens the window first and lets everything behind it be loaded after its first paint.

This module and all it imports at its top is what a nurse waits for before she sees the window.
"""

from __future__ import annotations

import gc
import sys
from pathlib import Path

from PySide6.QtGui import QGuiApplication, QIcon
from PySide6.QtWidgets import QApplication

from plo_desktop.app.behind import Ended, Load, Program
from plo_desktop.base.resources import resource_dir
from plo_desktop.ui.frame.frame import Frame
from plo_desktop.ui.parts.mark_tag import PRACTICE
from plo_desktop.ui.theme.theme import Theme
from plo_desktop.ui.theme.tokens import Mode

_LOG = "log.db"


def bare_application() -> QApplication:
    """Return the one QApplication with our name and icon; Qt's own words are put in later."""
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    app = QApplication([])
    app.setApplicationName("PLO Desktop")
    app.setWindowIcon(QIcon(str(resource_dir() / "icons" / "plo.svg")))
    return app


def system_mode() -> Mode:
    """Return dark when the system says dark, else light."""
    return Mode.DARK if QGuiApplication.styleHints().colorScheme().name == "Dark" else Mode.LIGHT


def run_demo(folder: Path, *, fresh: bool = False, exit_after_first_paint: bool = False) -> int:
    """Open the practice ward below `folder` and stay until it is closed; returns the exit code."""

    def load() -> Program:
        # All that stands behind the window: half a second that the first paint must not wait for.
        from plo_desktop.app import program

        return program.practice(folder, fresh=fresh)

    return _run(load, mark=PRACTICE, exit_after_first_paint=exit_after_first_paint)


def run_ward(folder: Path, config: Path, *, exit_after_first_paint: bool = False) -> int:
    """Open the configured ward and stay until it is closed; returns the exit code.

    Raises UserError with what IT has to mend. A ward that has not been set up is told on the console before
    the window opens; a program that was started without one (from an icon) says it in the window.
    """

    def load() -> Program:
        # All that stands behind the window: half a second that the first paint must not wait for.
        from plo_desktop.app import program

        return program.ward(folder, config)

    is_set_up = config.is_file() and (folder / _LOG).is_file()
    if not is_set_up and sys.__stderr__ is not None:
        load().close_log()
    return _run(load, mark="", exit_after_first_paint=exit_after_first_paint)


class _Opening:
    """From the first paint to the end of the program."""

    def __init__(self, frame: Frame, load: Load) -> None:
        self._frame = frame
        self._load = load
        self._loading: Ended | None = None

    def go_on(self) -> None:
        """Load what stands behind the window, now that it has been painted."""
        # Threads that hand back results take 5 ms to load.
        from plo_desktop.app.loading import Loading

        self._loading = Loading(self._frame, self._load)

    def end(self) -> None:
        """Close what was opened; raises what stopped it from being opened."""
        if self._loading is not None:
            self._loading.end()


def _run(load: Load, *, mark: str, exit_after_first_paint: bool) -> int:
    app = bare_application()
    theme = Theme(app, system_mode(), bare=True)
    frame = Frame(theme, mark=mark)
    theme.dress()
    opening = _Opening(frame, load)
    frame.painted.connect(_look_for_garbage)
    frame.painted.connect(app.quit if exit_after_first_paint else opening.go_on)
    frame.show()
    code = app.exec()
    opening.end()
    return code


def _look_for_garbage() -> None:
    # Switched off in commands.window. What the window is made of stays as long as the program.
    gc.freeze()
    gc.enable()
