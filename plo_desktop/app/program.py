"""The program behind the window: its ward, its worker lanes and its screens."""

from __future__ import annotations

import sys
from pathlib import Path
from types import TracebackType

from PySide6.QtWidgets import QApplication

from plo_desktop.app.setups import Setup, practice_setup, ward_setup
from plo_desktop.base.bugs import note_bug
from plo_desktop.base.clock import SystemClock
from plo_desktop.base.errors import UserError
from plo_desktop.ui.frame.frame import Frame
from plo_desktop.ui.frame.main_window import MainWindow, people_of
from plo_desktop.ui.holds import Holds
from plo_desktop.ui.session import Session
from plo_desktop.ui.tasks import OpenDesk, TaskRunner
from plo_desktop.ui.theme.qt_words import speak_norwegian


class RunningProgram:
    """Implements `opening.Program`. `locked` starts at the lock screen, as a real ward does."""

    def __init__(self, setup: Setup, *, locked: bool) -> None:
        self._setup = setup
        self._locked = locked
        self._lanes: TaskRunner | None = None
        self._window: MainWindow | None = None

    def furnish(self, frame: Frame) -> None:
        """Fill the window from the log."""
        setup = self._setup
        app = QApplication.instance()
        if app is not None:
            speak_norwegian(app)
        actor = people_of(setup.configuration.users)[0]
        lanes = TaskRunner(self._open_desk, setup.transport, self._notice, self._bug)
        self._lanes = lanes
        session = Session(lanes, setup.clock, actor, setup.configuration.ward, setup.configuration.addresses)
        with frame.theme.undressed():
            window = MainWindow(frame, session, Holds(), lanes, setup.place())
        self._window = window
        sys.excepthook = self._hook
        if self._locked:
            session.leave()
            window.lock("ved oppstart")
        window.start()

    def close(self) -> None:
        """Finish what is under way on the lanes."""
        if self._lanes is not None:
            self._lanes.close()

    def close_log(self) -> None:
        """Close the log; to be called on the thread that opened it."""
        self._setup.store.close()

    def _open_desk(self) -> OpenDesk:
        store = self._setup.store.another()
        return OpenDesk(self._setup.desk(store, people_of(self._setup.configuration.users)[0]), store.close)

    def _notice(self, error: UserError) -> None:
        if self._window is not None:
            self._window.show_error(error)

    def _bug(self, error: BaseException) -> None:
        if self._window is not None:
            self._window.crash(error, note_bug(self._setup.folder, error))

    def _hook(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if isinstance(error, KeyboardInterrupt):
            QApplication.quit()
        elif isinstance(error, UserError):
            self._notice(error)
        else:
            self._bug(error)


def practice(folder: Path, *, fresh: bool) -> RunningProgram:
    """Load the practice ward below `folder`. Raises UserError when the folder cannot be used."""
    return RunningProgram(practice_setup(folder, SystemClock(), fresh=fresh, lively=True), locked=False)


def ward(folder: Path, config: Path) -> RunningProgram:
    """Load the configured ward. Raises UserError with what IT has to mend."""
    return RunningProgram(ward_setup(folder, config), locked=True)
