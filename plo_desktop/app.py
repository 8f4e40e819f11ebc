"""The composition root: the only place that picks store, transport, clock and window."""

from __future__ import annotations

import platform
import shutil
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication, QIcon
from PySide6.QtWidgets import QApplication

from plo_desktop.base.clock import Clock, SetClock, SystemClock
from plo_desktop.base.errors import ExitCode, UserError
from plo_desktop.base.resources import read_text, resource_dir
from plo_desktop.domain.log_rows import Actor
from plo_desktop.services import lock
from plo_desktop.services.configuration import Configuration, load_configuration
from plo_desktop.services.desk import Desk
from plo_desktop.services.ports import Transport
from plo_desktop.store.open_store import open_store
from plo_desktop.store.sqlite_store import SqliteStore
from plo_desktop.transport.demo import SimulatedKommune
from plo_desktop.transport.folder import FolderTransport
from plo_desktop.ui.frame.main_window import MainWindow, Place, people_of
from plo_desktop.ui.holds import Holds
from plo_desktop.ui.lanes import InPlaceLanes
from plo_desktop.ui.session import Session
from plo_desktop.ui.tasks import OpenDesk, TaskRunner
from plo_desktop.ui.theme.theme import Theme
from plo_desktop.ui.theme.tokens import Mode

PRACTICE_FOLDER = "ovelse"
_MEMORY = "kommune.json"
TOUR_STARTS = datetime(2026, 11, 20, 6, 42, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Setup:
    """Everything a window stands on. `pins` are scrypt hashes by user id."""

    store: SqliteStore
    configuration: Configuration
    pins: dict[str, str]
    transport: Transport
    clock: Clock
    practice: bool

    def desk(self, store: SqliteStore, actor: Actor) -> Desk:
        """Return the desk of a person on one connection."""
        configuration = self.configuration
        return Desk(
            store,
            self.clock,
            actor,
            platform.node(),
            configuration.ward,
            configuration.addresses,
            configuration.settings,
        )

    def place(self) -> Place:
        """Return what the window says about where it stands."""
        configuration = self.configuration
        own = configuration.ward.organisation
        return Place(
            ward=configuration.ward.name,
            house=own.name if own else "",
            people=people_of(configuration.users),
            pins=self.pins,
            practice=self.practice,
            lock_after=configuration.settings.lock_after,
        )


def practice_setup(folder: Path, clock: Clock, *, fresh: bool = False, filled: bool = True) -> Setup:
    """Open the isolated practice ward below `folder`; `fresh` begins it anew, `filled` gives it a history.

    Raises UserError when the folder cannot be used.
    """
    # The practice ward's texts and municipality take 0.1 s to load; a real ward never needs them.
    from plo_desktop.services import practice

    place = folder / PRACTICE_FOLDER
    if fresh and place.exists():
        shutil.rmtree(place)
    place.mkdir(parents=True, exist_ok=True)
    store = open_store(place, create=True, test=True)
    configuration = practice.configuration()
    transport = SimulatedKommune(clock, practice.answers(), place / _MEMORY)
    pins = lock.pins_in(read_text("practice/config.toml"))
    setup = Setup(store, configuration, pins, transport, clock, practice=True)
    if not store.stays(include_discharged=True):
        desk = setup.desk(store, configuration.users[0])
        if filled:
            practice.fill(desk)
        else:
            practice.empty_ward(desk)
    return setup


def ward_setup(folder: Path, config: Path) -> Setup:
    """Open the configured ward. Raises UserError with what IT has to mend."""
    configuration = load_configuration(config)
    chosen = configuration.transport
    if chosen is None or chosen.kind != "folder":
        raise UserError(
            "NO_TRANSPORT",
            "Ingen mappe til en meldingsserver er satt opp.",
            'Skriv [transport] kind = "folder" og root = "…" i konfigurasjonen.',
            ExitCode.CONFIGURATION,
        )
    if not people_of(configuration.users):
        raise UserError(
            "NO_USERS",
            "Ingen brukere er satt opp.",
            "Skriv minst én [[users]] med id, name, short_name, role og pin_hash i konfigurasjonen.",
            ExitCode.CONFIGURATION,
        )
    clock = SystemClock()
    transport = FolderTransport(chosen.root, clock, profile=chosen.profile)
    pins = lock.pins_in(config.read_text(encoding="utf-8-sig"))
    return Setup(open_store(folder), configuration, pins, transport, clock, practice=False)


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


class RunningProgram:
    """A window with its worker lanes. `locked` starts at the lock screen, as a real ward does."""

    def __init__(self, app: QApplication, setup: Setup, *, locked: bool) -> None:
        self._setup = setup
        actor = people_of(setup.configuration.users)[0]
        self._window: MainWindow | None = None
        self.lanes = TaskRunner(self._open_desk, setup.transport, self._notice, self._bug)
        theme = Theme(app, system_mode(), bare=True)
        session = Session(
            self.lanes, setup.clock, actor, setup.configuration.ward, setup.configuration.addresses
        )
        self.window = MainWindow(theme, session, Holds(), self.lanes, setup.place())
        theme.dress()
        self._window = self.window
        sys.excepthook = self._hook
        self._locked = locked

    def show(self) -> None:
        """Show the window, ready for keys; `window.start` fills it from the log."""
        self.window.show()
        if self._locked:
            self.window.lock("ved oppstart")

    def close(self) -> None:
        """Finish what is under way and close the log."""
        self.lanes.close()
        self._setup.store.close()

    def _open_desk(self) -> OpenDesk:
        store = self._setup.store.another()
        return OpenDesk(self._setup.desk(store, people_of(self._setup.configuration.users)[0]), store.close)

    def _notice(self, error: UserError) -> None:
        if self._window is not None:
            self._window.show_error(error)

    def _bug(self, error: BaseException) -> None:
        if self._window is not None:
            self._window.crash(error)

    def _hook(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if isinstance(error, KeyboardInterrupt):
            QApplication.quit()
        elif isinstance(error, UserError):
            self._notice(error)
        else:
            self._bug(error)


def run(make_setup: Callable[[], Setup], *, exit_after_first_paint: bool = False) -> int:
    """Open the window and stay until it is closed; returns the exit code."""
    app = make_application()
    setup = make_setup()
    program = RunningProgram(app, setup, locked=not setup.practice)
    program.show()
    # What the log holds is fetched once the window stands on the screen.
    QTimer.singleShot(0, app.quit if exit_after_first_paint else program.window.start)
    code = app.exec()
    program.close()
    return code


def run_demo(folder: Path, *, fresh: bool = False, exit_after_first_paint: bool = False) -> int:
    """Open the practice ward below `folder`; returns the exit code."""
    return run(
        lambda: practice_setup(folder, SystemClock(), fresh=fresh),
        exit_after_first_paint=exit_after_first_paint,
    )


def run_ward(folder: Path, config: Path, *, exit_after_first_paint: bool = False) -> int:
    """Open the configured ward; returns the exit code. Raises UserError before a window is shown."""
    return run(lambda: ward_setup(folder, config), exit_after_first_paint=exit_after_first_paint)


def run_tour(out: Path) -> int:
    """Walk through the main job on a practice ward of its own and write pictures, messages and PDFs to `out`.

    Returns 0, or 1 with a sentence on standard error when a step had no effect.
    """
    # Only the tour needs the tour.
    from plo_desktop.ui.tour import Tour, TourStopped

    app = make_application()
    out.mkdir(parents=True, exist_ok=True)
    clock = SetClock(TOUR_STARTS)
    with tempfile.TemporaryDirectory() as folder:
        setup = practice_setup(Path(folder), clock, filled=False)
        actor = people_of(setup.configuration.users)[0]
        desk = setup.desk(setup.store, actor)
        refused: list[UserError] = []
        lanes = InPlaceLanes(desk, setup.transport, refused.append)
        session = Session(lanes, clock, actor, setup.configuration.ward, setup.configuration.addresses)
        window = MainWindow(Theme(app), session, Holds(), lanes, setup.place())
        window.show()
        window.activateWindow()
        window.start()
        tour = Tour(window, clock, desk, out)
        try:
            tour.walk()
        except TourStopped as stopped:
            said = "".join(f" {error.text} {error.next_step}" for error in refused)
            print(f"Omvisningen stoppet: {stopped}{said}", file=sys.stderr)
            return ExitCode.FAILED
        finally:
            window.close()
            setup.store.close()
    for line in tour.said:
        print(line)
    return ExitCode.OK
