"""Opens the window first and lets everything behind it be loaded after its first paint.

This module and all it imports at its top is what a nurse waits for before she sees the window.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication, QIcon
from PySide6.QtWidgets import QApplication

from plo_desktop.base.errors import UserError
from plo_desktop.base.resources import resource_dir
from plo_desktop.ui.frame.frame import Frame
from plo_desktop.ui.theme.theme import Theme
from plo_desktop.ui.theme.tokens import Mode

_LOG = "log.db"


class Program(Protocol):
    """What has been loaded. It is loaded, and its log closed, on one thread; the rest is the window's."""

    def furnish(self, frame: Frame) -> None:
        """Fill the window and start."""
        ...

    def close(self) -> None:
        """Finish what is under way."""
        ...

    def close_log(self) -> None:
        """Close the log, on the thread that loaded it."""
        ...


Load = Callable[[], Program]


class Opening(QObject):
    """Loads the program beside the window and puts it in; keeps what stopped it."""

    _loaded = Signal()

    def __init__(self, frame: Frame, load: Load) -> None:
        super().__init__(frame)
        self._frame = frame
        self._load = load
        self._threads = ThreadPoolExecutor(max_workers=1, thread_name_prefix="oppstart")
        self._future: Future[Program] | None = None
        self._program: Program | None = None
        self._loaded.connect(self._furnish)

    def begin(self) -> None:
        """Load on a thread of its own; the window goes on answering."""
        self._future = self._threads.submit(self._load)
        self._future.add_done_callback(lambda _: self._loaded.emit())

    def _furnish(self) -> None:
        if self._future is None:
            return
        error = self._future.exception()
        if isinstance(error, UserError):
            self._frame.show_failure(error)
        elif error is not None:
            # A bug is told by the command line's boundary, which writes it down.
            self._frame.close()
        else:
            self._program = self._future.result()
            self._program.furnish(self._frame)

    def end(self) -> None:
        """Close what was opened; raises what stopped the opening."""
        if self._program is not None:
            self._program.close()
        try:
            if self._future is not None:
                self._threads.submit(self._future.result().close_log).result()
        finally:
            self._threads.shutdown()


def make_application(arguments: list[str] | None = None) -> QApplication:
    """Return the one QApplication with our name and icon."""
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    app = QApplication(arguments or [])
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

    return _run(load, practice=True, exit_after_first_paint=exit_after_first_paint)


def run_ward(folder: Path, config: Path, *, exit_after_first_paint: bool = False) -> int:
    """Open the configured ward and stay until it is closed; returns the exit code.

    Raises UserError with what IT has to mend: before the window opens when the ward has not been set up,
    else after it was closed.
    """

    def load() -> Program:
        # All that stands behind the window: half a second that the first paint must not wait for.
        from plo_desktop.app import program

        return program.ward(folder, config)

    if not (config.is_file() and (folder / _LOG).is_file()):
        load().close_log()
    return _run(load, practice=False, exit_after_first_paint=exit_after_first_paint)


def _run(load: Load, *, practice: bool, exit_after_first_paint: bool) -> int:
    app = make_application()
    theme = Theme(app, system_mode(), bare=True)
    frame = Frame(theme, practice=practice)
    theme.dress()
    opening = Opening(frame, load)
    frame.painted.connect(app.quit if exit_after_first_paint else opening.begin)
    frame.show()
    code = app.exec()
    opening.end()
    return code
