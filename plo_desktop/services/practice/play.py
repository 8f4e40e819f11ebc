"""Plays a script of the past on the ward: acts in order of time, through the same services as the living."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from plo_desktop.domain.delivery import CONFIRMED, Incoming, TransportNews
from plo_desktop.services import dispatch, draft, receive, sign
from plo_desktop.services.desk import Desk
from plo_desktop.services.practice import dialogue, kommune
from plo_desktop.services.practice.patients import Bed
from plo_desktop.services.practice.texts import Wording
from plo_desktop.services.practice.ward import admit_to, desk_at
from plo_desktop.wire.envelope import read_head
from plo_desktop.wire.safe_xml import parse

Act = Callable[[Desk], None]
AT_ONCE = timedelta(minutes=1)


@dataclass(slots=True)
class Post:
    """The transport of the script: takes everything, says at once that it arrived, and brings nothing.

    Messages in `silent` are taken and never heard of again.
    """

    taken: dict[str, bytes] = field(default_factory=dict)
    silent: set[str] = field(default_factory=set)
    _fresh: list[tuple[str, str]] = field(default_factory=list)

    def send(self, data: bytes, msg_id: str, type_code: str, at: datetime, *, to: str = "") -> str:
        """Take a message."""
        self.taken[msg_id] = data
        self._fresh.append((msg_id, to))
        return msg_id

    def fetch(self) -> Sequence[Incoming]:
        """Bring nothing: the script hands over what comes in."""
        return ()

    def acknowledge(self, reference: str, *, aside: bool = False) -> None:
        """There is nothing to remove."""

    def news(self) -> Sequence[TransportNews]:
        """Tell of what was taken since the last time."""
        told = [
            TransportNews(msg_id, CONFIRMED, to=to) for msg_id, to in self._fresh if msg_id not in self.silent
        ]
        self._fresh.clear()
        return told


@dataclass(slots=True)
class Play:
    """The script: acts by how long before `now` they happened."""

    desk: Desk
    now: datetime
    post: Post = field(default_factory=Post)
    _acts: list[tuple[timedelta, str, Act]] = field(default_factory=list)

    def at(self, ago: timedelta, by: str, act: Act) -> None:
        """Let a user, by short name, do something that long ago; two at one time keep their order."""
        self._acts.append((ago, by, act))

    def run(self) -> None:
        """Do everything, oldest first; after each act the post goes as soon as it may."""
        for ago, by, act in sorted(self._acts, key=lambda each: each[0], reverse=True):
            moment = self.now - ago
            act(desk_at(self.desk, moment, by))
            dispatch.release(desk_at(self.desk, moment + self.desk.settings.hold), self.post)
        self._acts.clear()


@dataclass(slots=True)
class Course:
    """One patient's course through the script; ids become known as it is played."""

    play: Play
    bed: Bed
    stay_id: str = ""
    last: dict[str, str] = field(default_factory=dict)
    """The newest message by type code, outgoing and incoming."""

    def __post_init__(self) -> None:
        self.play.at(self.bed.ago, self.bed.responsible or "Berg", self._admitted)

    def _admitted(self, desk: Desk) -> None:
        self.stay_id = admit_to(self.play.desk, self.bed, self.play.now)

    def write(self, ago: timedelta, by: str, type_code: str, values: Mapping[str, object]) -> None:
        """Leave an unfinished message."""

        def act(desk: Desk) -> None:
            opened = draft.open_draft(desk, self.stay_id, type_code)
            worded = Wording(desk.now()).into_table(values)
            draft.save(desk, replace(opened, content={**opened.content, **worded}))

        self.play.at(ago, by, act)

    def send(
        self,
        ago: timedelta,
        by: str,
        type_code: str,
        values: Mapping[str, object] | None = None,
        *,
        receipt: timedelta | None = AT_ONCE,
        refused: tuple[str, str] | None = None,
    ) -> None:
        """Write and send a message; `receipt` is when its AppRec comes after it (None: never).

        `refused` is an error code (8221) with the municipality's words.
        """

        def act(desk: Desk) -> None:
            self.queue(desk, type_code, values or {})
            if receipt is None:
                self.play.post.silent.add(self.last[type_code])

        def answered(desk: Desk) -> None:
            codes, detail = ((refused[0],), refused[1]) if refused else ((), "")
            sent = self.play.post.taken[self.last[type_code]]
            receive.take_in(desk, kommune.apprec(sent, codes, desk.now(), detail))

        self.play.at(ago, by, act)
        if receipt is not None:
            self.play.at(ago - receipt, "", answered)

    def queue(self, desk: Desk, type_code: str, values: Mapping[str, object]) -> None:
        """Write a message into the outbox, where it can be taken back for a while."""
        opened = draft.open_draft(desk, self.stay_id, type_code)
        worded = Wording(desk.now()).into_table(values)
        filled = replace(opened, content={**opened.content, **worded})
        self.last[type_code] = dispatch.queue(desk, filled).msg_id

    def report(self, ago: timedelta) -> None:
        """Let the municipality answer the notice of admission with its Innleggelsesrapport."""

        def act(desk: Desk) -> None:
            data = kommune.report(self.play.post.taken[self.last["LOG_INNLAGT"]], desk.now())
            self.last["INNLEGGELSESRAPPORT"] = receive.take_in(desk, data).msg_id

        self.play.at(ago, "", act)

    def answer(self, ago: timedelta, about: str, text: str) -> None:
        """Let the municipality write a note about the newest message of a type."""

        def act(desk: Desk) -> None:
            head = read_head(parse(self.play.post.taken[self.last[about]]))
            data = dialogue.note(head, text, desk.now())
            self.last["DIALOG_NOTAT"] = receive.take_in(desk, data).msg_id

        self.play.at(ago, "", act)

    def opened(self, ago: timedelta, by: str, type_code: str) -> None:
        """Let somebody read the newest message of a type."""

        def act(desk: Desk) -> None:
            sign.open_message(desk, self.last[type_code])

        self.play.at(ago, by, act)

    def signed(self, ago: timedelta, by: str, type_code: str) -> None:
        """Let somebody read and sign the newest message of a type."""

        def act(desk: Desk) -> None:
            sign.open_message(desk, self.last[type_code])
            sign.sign(desk, self.last[type_code])

        self.play.at(ago, by, act)
