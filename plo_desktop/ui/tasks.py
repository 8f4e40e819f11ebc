"""Runs work beside the screen: one thread for the log, one for the network, each with its own connection."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from plo_desktop.base.errors import UserError
from plo_desktop.domain.log_rows import SYSTEM, Actor
from plo_desktop.services.desk import Desk
from plo_desktop.services.ports import Transport
from plo_desktop.ui.lanes import Failed

T = TypeVar("T")
INTERNAL = UserError("INTERN_FEIL", "Programmet gjorde en feil.", "Prøv igjen, og meld feilen til IT.")


@dataclass(frozen=True, slots=True)
class OpenDesk:
    """A desk on a connection of one thread, and how that connection is closed."""

    desk: Desk
    close: Callable[[], None]


class _Lane:
    """One thread with its own desk, opened in that thread at its first work."""

    def __init__(self, name: str, open_desk: Callable[[], OpenDesk]) -> None:
        self._threads = ThreadPoolExecutor(max_workers=1, thread_name_prefix=name)
        self._open = open_desk
        self._opened: OpenDesk | None = None

    def submit(self, work: Callable[[Desk], T]) -> Future[T]:
        return self._threads.submit(self._do, work)

    def _do(self, work: Callable[[Desk], T]) -> T:
        if self._opened is None:
            self._opened = self._open()
        return work(self._opened.desk)

    def _close(self) -> None:
        if self._opened is not None:
            self._opened.close()

    def close(self) -> None:
        self._threads.submit(self._close)
        self._threads.shutdown(wait=True)


@dataclass(frozen=True, slots=True)
class _Finished(Generic[T]):
    future: Future[T]
    done: Callable[[T], None]
    failed: Failed | None

    def deliver(self, notice: Failed, bug: Callable[[BaseException], None]) -> None:
        error = self.future.exception()
        if error is None:
            self.done(self.future.result())
        elif isinstance(error, UserError):
            (self.failed or notice)(error)
        else:
            # The asker must know that its work has ended, or it would wait for ever.
            if self.failed is not None:
                self.failed(INTERNAL)
            bug(error)


class TaskRunner(QObject):
    """The lanes of the running program; results arrive on the thread of the window.

    `notice` gets what the user can mend when the asker does not take it; `bug` gets everything else, and the
    asker is told that its work failed.
    """

    _arrived = Signal(object)

    def __init__(
        self,
        open_desk: Callable[[], OpenDesk],
        transport: Transport,
        notice: Failed,
        bug: Callable[[BaseException], None],
    ) -> None:
        super().__init__()
        self._store_lane = _Lane("logg", open_desk)
        self._network_lane = _Lane("nett", open_desk)
        self._transport = transport
        self._notice = notice
        self._bug = bug
        self._closed = False
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def store(
        self,
        actor: Actor,
        work: Callable[[Desk], T],
        done: Callable[[T], None],
        failed: Failed | None = None,
    ) -> None:
        """Do `work` on the log's lane."""
        self._follow(self._store_lane.submit(lambda desk: work(desk.as_actor(actor))), done, failed)

    def network(
        self,
        work: Callable[[Desk, Transport], T],
        done: Callable[[T], None],
        failed: Failed | None = None,
    ) -> None:
        """Do `work` on the network's lane."""
        transport = self._transport
        future = self._network_lane.submit(lambda desk: work(desk.as_actor(SYSTEM), transport))
        self._follow(future, done, failed)

    def close(self) -> None:
        """Finish what is under way and close the connections; nothing is delivered afterwards."""
        self._closed = True
        self._network_lane.close()
        self._store_lane.close()

    def _follow(self, future: Future[T], done: Callable[[T], None], failed: Failed | None) -> None:
        finished = _Finished(future, done, failed)
        future.add_done_callback(lambda _: self._arrived.emit(finished))

    def _deliver(self, finished: object) -> None:
        if isinstance(finished, _Finished) and not self._closed:
            finished.deliver(self._notice, self._bug)
