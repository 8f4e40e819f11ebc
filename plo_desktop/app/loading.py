"""Loads the program on a thread beside the window that has been painted, and puts it in."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor

from PySide6.QtCore import QObject, Signal

from plo_desktop.app.behind import Load, Program
from plo_desktop.base.errors import UserError
from plo_desktop.ui.frame.frame import Frame


class Loading(QObject):
    """Loads at once, on a thread of its own while the window goes on answering; keeps what stopped it."""

    _loaded = Signal()

    def __init__(self, frame: Frame, load: Load) -> None:
        super().__init__(frame)
        self._frame = frame
        self._threads = ThreadPoolExecutor(max_workers=1, thread_name_prefix="oppstart")
        self._program: Program | None = None
        self._loaded.connect(self._furnish)
        self._future: Future[Program] = self._threads.submit(load)
        self._future.add_done_callback(lambda _: self._loaded.emit())

    def _furnish(self) -> None:
        error = self._future.exception()
        if isinstance(error, UserError):
            self._frame.show_failure(error)
        elif error is not None:
            # A bug is told by the command line's boundary, which writes it down.
            self._frame.close()
        else:
            self._program = self._future.result()
            was_active = self._frame.isActiveWindow()
            self._program.furnish(self._frame)
            if was_active:
                # Making so many widgets can cost the window its activation, and with it the keyboard.
                self._frame.activateWindow()

    def end(self) -> None:
        """Close what was opened; raises what stopped the opening."""
        if self._program is not None:
            self._program.close()
        try:
            self._threads.submit(self._future.result().close_log).result()
        finally:
            self._threads.shutdown()
