"""Sets up the practice ward with a window on it, everything on one thread and a clock that stands still."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from plo_desktop.app.setups import Setup, practice_setup
from plo_desktop.base.clock import SetClock
from plo_desktop.base.errors import UserError
from plo_desktop.domain.log_rows import Actor
from plo_desktop.services.desk import Desk
from plo_desktop.ui.frame.frame import Frame
from plo_desktop.ui.frame.main_window import MainWindow
from plo_desktop.ui.holds import Holds
from plo_desktop.ui.lanes import InPlaceLanes
from plo_desktop.ui.session import Session
from plo_desktop.ui.theme.theme import Theme

FRIDAY_MORNING = datetime(2026, 11, 20, 6, 42, tzinfo=UTC)


@dataclass(slots=True)
class Stage:
    """A window on a practice ward, and what moves time under it."""

    window: MainWindow
    setup: Setup
    clock: SetClock
    desk: Desk
    theme: Theme
    notices: list[UserError]

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key as a person does: the window system gives it to what has the focus."""
        QTest.keyClick(self._target(), key, modifiers)
        QApplication.sendPostedEvents()

    def ctrl(self, key: Qt.Key) -> None:
        """Press Ctrl and a key."""
        self.key(key, Qt.KeyboardModifier.ControlModifier)

    def type(self, text: str) -> None:
        """Write into what has the focus."""
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClicks(focused, text)

    def pass_time(self, step: timedelta) -> None:
        """Let time go and the window notice."""
        self.clock.advance(step)
        self.window.pulse()

    def answered(self, step: timedelta = timedelta(minutes=3)) -> None:
        """Let so much time pass that the municipality has answered and we have fetched it."""
        for _ in range(4):
            self.pass_time(step / 4)
            self.window.exchange()

    def settle(self) -> None:
        """Let Qt lay out and paint what was asked for."""
        QApplication.sendPostedEvents()
        QApplication.processEvents()

    def close(self) -> None:
        """Close window and log."""
        self.window._pulse.stop()
        self.window.holds.forget()
        self.window.frame.close()
        self.window.frame.deleteLater()
        self.setup.store.close()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    def _target(self) -> QWindow:
        modal = QApplication.activePopupWidget() or QApplication.activeModalWidget() or self.window.frame
        handle = modal.windowHandle()
        assert handle is not None
        return handle


def make_stage(
    app: QApplication,
    folder: Path,
    *,
    filled: bool = True,
    user: str = "Jones",
    moment: datetime = FRIDAY_MORNING,
    show: bool = True,
    size: tuple[int, int] = (1440, 900),
    change: Callable[[Desk], None] | None = None,
) -> Stage:
    """Return a stage. `filled` gives the ward its history; `change` may add to it before the window opens."""
    clock = SetClock(moment)
    setup = practice_setup(folder, clock, filled=filled)
    actor: Actor | None = setup.configuration.user(user)
    assert actor is not None
    desk = setup.desk(setup.store, actor)
    if change is not None:
        change(desk)
    notices: list[UserError] = []
    lanes = InPlaceLanes(desk, setup.transport, notices.append)
    themes = [child for child in app.children() if isinstance(child, Theme)]
    theme = themes[0] if themes else Theme(app)
    session = Session(lanes, clock, actor, setup.configuration.ward, setup.configuration.addresses)
    frame = Frame(theme, mark=setup.place().mark)
    window = MainWindow(frame, session, Holds(), lanes, setup.place())
    frame.resize(*size)
    stage = Stage(window, setup, clock, desk, theme, notices)
    if show:
        frame.show()
        frame.activateWindow()
        stage.settle()
    window.start()
    stage.settle()
    return stage
