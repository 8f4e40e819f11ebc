"""Draws the lock screen over the window and takes it away again; nothing of a patient is seen in between."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QApplication, QDialog, QMenu

from plo_desktop.domain.log_rows import Actor
from plo_desktop.ui.frame.frame import Frame
from plo_desktop.ui.frame.workspace import COMPOSE, Workspace
from plo_desktop.ui.lock.presenter import LockPresenter
from plo_desktop.ui.parts.focus_ring import FocusRing
from plo_desktop.ui.session import Session


class Curtain:
    """`moved` is called when it has been drawn, and when it is away again."""

    def __init__(
        self, frame: Frame, session: Session, locker: LockPresenter, workspace: Workspace, ring: FocusRing
    ) -> None:
        self._frame = frame
        self._session = session
        self._locker = locker
        self._work = workspace
        self._ring = ring
        self._locked_by = ""
        self.moved: Callable[[], None] = lambda: None
        locker.opened = self._unlocked

    def lock(self, why: str) -> None:
        """Save what is being written, close menus and sheets, hide every patient, and ask for the PIN."""
        if self._locker.is_locked:
            return
        self._work.writing.save_now()
        for widget in QApplication.topLevelWidgets():
            if widget is not self._frame and isinstance(widget, QDialog | QMenu) and widget.isVisible():
                widget.close()
        self._frame.notice.hide()
        self._locker.is_locked = True
        self._locked_by = self._session.actor.user_id
        self._ring.hide()
        self._frame.curtain(drawn=True)
        self._locker.lock(why)
        self.moved()

    def _unlocked(self, actor: Actor) -> None:
        self._frame.curtain(drawn=False)
        self._frame.context.show_user(actor.name, actor.profession or actor.role)
        if self._work.writing.is_open and self._locked_by != actor.user_id:
            self._work.writing.close()
        if self._work.currentIndex() != COMPOSE:
            self._work.open(self._work.currentIndex())
        self._work.refresh()
        self.moved()
