"""Walks through the main job on a practice ward of its own, on one thread, with a clock that stands still."""

from __future__ import annotations

import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from plo_desktop.app.application import make_application
from plo_desktop.app.platform_noise import without_platform_noise
from plo_desktop.app.setups import practice_setup
from plo_desktop.base.clock import SetClock
from plo_desktop.base.errors import ExitCode, UserError
from plo_desktop.ui.frame.frame import Frame
from plo_desktop.ui.frame.main_window import MainWindow, people_of
from plo_desktop.ui.holds import Holds
from plo_desktop.ui.lanes import InPlaceLanes
from plo_desktop.ui.parts.mark_tag import PRACTICE
from plo_desktop.ui.session import Session
from plo_desktop.ui.theme.theme import Theme
from plo_desktop.ui.tour import Tour, TourStopped

TOUR_STARTS = datetime(2026, 11, 20, 6, 42, tzinfo=UTC)


def run_tour(out: Path) -> int:
    """Walk through the main job on a practice ward of its own and write pictures, messages and PDFs to `out`.

    Returns 0, or 1 with a sentence on standard error when a step had no effect.
    """
    app = make_application()
    out.mkdir(parents=True, exist_ok=True)
    clock = SetClock(TOUR_STARTS)
    with tempfile.TemporaryDirectory() as folder, without_platform_noise():
        setup = practice_setup(Path(folder), clock, filled=False)
        actor = people_of(setup.configuration.users)[0]
        desk = setup.desk(setup.store, actor)
        refused: list[UserError] = []
        lanes = InPlaceLanes(desk, setup.transport, refused.append)
        session = Session(lanes, clock, actor, setup.configuration.ward, setup.configuration.addresses)
        frame = Frame(Theme(app), mark=PRACTICE)
        window = MainWindow(frame, session, Holds(), lanes, setup.place())
        frame.show()
        frame.activateWindow()
        window.start()
        tour = Tour(window, clock, desk, out)
        try:
            tour.walk()
        except TourStopped as stopped:
            said = "".join(f" {error.text} {error.next_step}" for error in refused)
            print(f"Omvisningen stoppet: {stopped}{said}", file=sys.stderr)
            return ExitCode.FAILED
        finally:
            frame.close()
            setup.store.close()
    for line in tour.said:
        print(line)
    return ExitCode.OK
