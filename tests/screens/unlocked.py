"""The window as every screen begins: nobody's lock, nothing on hold, no form open."""

from __future__ import annotations

from plo_desktop.ui.frame.main_window import MainWindow
from tests.ui.stage import Stage


def unlocked(stage: Stage) -> MainWindow:
    """Return the window, ready to be shown something else."""
    window = stage.window
    if window.locker.is_locked:
        window.locker.try_pin(window.session.actor, "0000")
    while window.holds.undo_newest(window.session.actor.user_id):
        pass
    if window.workspace.writing.is_open:
        window.workspace.writing.close()
    return window
