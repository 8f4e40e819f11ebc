"""Where work that takes time is done, as a protocol, so that presenters know neither threads nor Qt."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, TypeVar

from plo_desktop.base.errors import UserError
from plo_desktop.domain.log_rows import Actor
from plo_desktop.services.desk import Desk
from plo_desktop.services.ports import Transport

T = TypeVar("T")
Failed = Callable[[UserError], None]


class Lanes(Protocol):
    """Two lanes: one for the log, one for the network; each does its work in order."""

    def store(
        self,
        actor: Actor,
        work: Callable[[Desk], T],
        done: Callable[[T], None],
        failed: Failed | None = None,
    ) -> None:
        """Do `work` for `actor`; call `done` with its result, or `failed` with what the user can mend."""
        ...

    def network(
        self,
        work: Callable[[Desk, Transport], T],
        done: Callable[[T], None],
        failed: Failed | None = None,
    ) -> None:
        """Do `work` as the system on the network lane."""
        ...


class InPlaceLanes:
    """Does everything at once where it is asked: for tests, the tour and the screenshots."""

    def __init__(self, desk: Desk, transport: Transport, notice: Failed) -> None:
        self._desk = desk
        self._transport = transport
        self._notice = notice

    def store(
        self,
        actor: Actor,
        work: Callable[[Desk], T],
        done: Callable[[T], None],
        failed: Failed | None = None,
    ) -> None:
        """Do the work now."""
        try:
            result = work(self._desk.as_actor(actor))
        except UserError as error:
            (failed or self._notice)(error)
            return
        done(result)

    def network(
        self,
        work: Callable[[Desk, Transport], T],
        done: Callable[[T], None],
        failed: Failed | None = None,
    ) -> None:
        """Do the work now."""
        try:
            result = work(self._desk, self._transport)
        except UserError as error:
            (failed or self._notice)(error)
            return
        done(result)
