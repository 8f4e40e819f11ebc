"""A simulated municipality for practice and demonstration: checks what it gets and answers after a while.

It writes no XML itself: what is judged and written comes in as functions (services.practice gives them), so
that this layer stays beside `wire`. Answers are planned once per MsgId and kept on disk, so a restart repeats
nothing.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
import os
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path

from plo_desktop.base.clock import Clock
from plo_desktop.base.errors import EnvironmentProblem, ExitCode
from plo_desktop.domain.delivery import CONFIRMED, Incoming, TransportNews

APPREC, REPORT, REPLY, OWN = "kvittering", "innleggelsesrapport", "svar", "egen melding"
_RECEIPT_TYPE, _ADMISSION_TYPE = "APPREC", "LOG_INNLAGT"


@dataclass(frozen=True, slots=True)
class Delays:
    """How long the municipality takes, from and to; the moment between is fixed by the MsgId."""

    confirmed: timedelta = timedelta(seconds=3)
    apprec: tuple[timedelta, timedelta] = (timedelta(seconds=20), timedelta(seconds=40))
    report: tuple[timedelta, timedelta] = (timedelta(seconds=60), timedelta(seconds=90))
    reply: tuple[timedelta, timedelta] = (timedelta(seconds=90), timedelta(seconds=150))


REALISTIC = Delays(
    timedelta(seconds=30),
    (timedelta(minutes=1), timedelta(minutes=5)),
    (timedelta(minutes=30), timedelta(hours=3)),
    (timedelta(minutes=20), timedelta(hours=6)),
)
"""What ordinary municipalities do; the default `Delays` are shortened so that a person can watch them."""


def _unchanged(data: bytes, at: datetime) -> bytes:
    return data


@dataclass(frozen=True, slots=True)
class Answers:
    """The municipality's hands and eyes.

    `judge(data)` returns AppRec error codes, none when the message is good. `apprec(data, codes, at, to)` and
    `report(data, at)` return the bytes of an AppRec and of an Innleggelsesrapport as answer to `data`.
    `to` is the copy receiver that answers, or empty. `reply(data, at)` returns the bytes of the message that
    answers one of the types `replies_to`.
    """

    judge: Callable[[bytes], tuple[str, ...]]
    apprec: Callable[[bytes, tuple[str, ...], datetime, str], bytes]
    report: Callable[[bytes, datetime], bytes]
    reply: Callable[[bytes, datetime], bytes] = _unchanged
    replies_to: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class _Plan:
    """One thing the municipality is going to say."""

    kind: str
    about: str
    due: str
    original: str
    codes: tuple[str, ...] = ()
    said: bool = False
    to: str = ""

    @property
    def reference(self) -> str:
        return f"{self.kind}/{_key(self.about, self.to)}"

    @property
    def due_at(self) -> datetime:
        return datetime.fromisoformat(self.due)


@dataclass(slots=True)
class SimulatedKommune:
    """A Transport that ends in a made-up municipality.

    `memory` is a file that lets it remember across restarts; None forgets. `refuses` are error codes with
    which it refuses everything, `silent` lets it swallow messages, `reachable` False plays a broken network.
    """

    clock: Clock
    answers: Answers
    memory: Path | None = None
    delays: Delays = field(default_factory=Delays)
    refuses: tuple[str, ...] = ()
    silent: bool = False
    reachable: bool = True
    _got: dict[str, str] = field(default_factory=dict)
    _plans: list[_Plan] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._remember()

    def send(self, data: bytes, msg_id: str, type_code: str, at: datetime, *, to: str = "") -> str:
        """Take a message and plan the answers; the same MsgId to the same receiver again changes nothing."""
        self._reach()
        key = _key(msg_id, to)
        if key in self._got:
            return key
        now = self.clock.now()
        self._got[key] = (now + self.delays.confirmed).isoformat()
        if type_code != _RECEIPT_TYPE and not self.silent:
            codes = self.refuses or self.answers.judge(data)
            original = base64.b64encode(data).decode("ascii")
            receipt_at = now + _between(self.delays.apprec, key)
            self._plans.append(_Plan(APPREC, msg_id, receipt_at.isoformat(), original, codes, to=to))
            if type_code == _ADMISSION_TYPE and not codes and not to:
                report_at = now + _between(self.delays.report, msg_id)
                self._plans.append(_Plan(REPORT, msg_id, report_at.isoformat(), original))
            if type_code in self.answers.replies_to and not codes and not to:
                reply_at = now + _between(self.delays.reply, msg_id)
                self._plans.append(_Plan(REPLY, msg_id, reply_at.isoformat(), original))
        self._write_down()
        return key

    def deliver(self, data: bytes, name: str, at: datetime) -> None:
        """Let the municipality send a message of its own at a moment; the same name again changes nothing."""
        if all((plan.kind, plan.about) != (OWN, name) for plan in self._plans):
            original = base64.b64encode(data).decode("ascii")
            self._plans.append(_Plan(OWN, name, at.isoformat(), original))
            self._write_down()

    def fetch(self) -> Sequence[Incoming]:
        """Return what the municipality has said by now and nobody has acknowledged."""
        self._reach()
        now = self.clock.now()
        waiting = [plan for plan in self._plans if not plan.said and plan.due_at <= now]
        waiting.sort(key=lambda plan: plan.due_at)
        return [Incoming(self._bytes(plan), plan.reference) for plan in waiting]

    def _bytes(self, plan: _Plan) -> bytes:
        original = base64.b64decode(plan.original)
        if plan.kind == APPREC:
            return self.answers.apprec(original, plan.codes, plan.due_at, plan.to)
        if plan.kind == REPLY:
            return self.answers.reply(original, plan.due_at)
        return self.answers.report(original, plan.due_at) if plan.kind == REPORT else original

    def acknowledge(self, reference: str, *, aside: bool = False) -> None:
        """Note that an answer has been stored."""
        self._plans = [
            replace(plan, said=True, original="") if plan.reference == reference else plan
            for plan in self._plans
        ]
        self._write_down()

    def news(self) -> Sequence[TransportNews]:
        """Return the messages whose transport receipt has come; may repeat itself."""
        self._reach()
        now = self.clock.now()
        got = [key.partition("/") for key, at in self._got.items() if datetime.fromisoformat(at) <= now]
        return [TransportNews(msg_id, CONFIRMED, to=to) for msg_id, _, to in got]

    def _reach(self) -> None:
        if not self.reachable:
            raise EnvironmentProblem(
                "INGEN_FORBINDELSE",
                "Øvingskommunen kan ikke nås.",
                "Meldinger venter i utboksen og sendes når forbindelsen er tilbake.",
                ExitCode.NETWORK,
            )

    def _remember(self) -> None:
        if self.memory is None or not self.memory.exists():
            return
        try:
            kept = json.loads(self.memory.read_text(encoding="utf-8"))
            self._got = {str(key): str(value) for key, value in kept["got"].items()}
            self._plans = [_Plan(**{**plan, "codes": tuple(plan["codes"])}) for plan in kept["plans"]]
            for plan in self._plans:
                base64.b64decode(plan.original, validate=True)
        except (ValueError, KeyError, TypeError, AttributeError, binascii.Error):
            # Practice only: a damaged memory is a municipality that has forgotten, never a reason to stop.
            self._got, self._plans = {}, []

    def _write_down(self) -> None:
        if self.memory is None:
            return
        kept = {"got": self._got, "plans": [asdict(plan) for plan in self._plans]}
        self.memory.parent.mkdir(parents=True, exist_ok=True)
        scratch = self.memory.with_suffix(".tmp")
        scratch.write_text(json.dumps(kept), encoding="utf-8")
        os.replace(scratch, self.memory)


def _key(msg_id: str, to: str) -> str:
    """Return what tells apart the hand-overs of one message."""
    return f"{msg_id}/{to}" if to else msg_id


def _between(bounds: tuple[timedelta, timedelta], msg_id: str) -> timedelta:
    low, high = bounds
    share = hashlib.sha256(msg_id.encode()).digest()[0] / 255
    return low + (high - low) * share
