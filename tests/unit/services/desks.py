"""A desk on a real test log, with a ward, a municipality and a patient; tests move its clock."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from plo_desktop.base.clock import SetClock
from plo_desktop.base.errors import EnvironmentProblem
from plo_desktop.base.ids import new_uuid
from plo_desktop.domain.addresses import AddressBook, Kommunekort, KommuneService, identifier
from plo_desktop.domain.log_rows import Actor, MessageRow
from plo_desktop.domain.party import Code, Organisation, Patient, Professional
from plo_desktop.domain.ward import OwnAddresses, OwnService, Ward
from plo_desktop.messages.head import Apprec, ApprecError
from plo_desktop.messages.registry import sample
from plo_desktop.messages.types.innleggelsesrapport import INNLEGGELSESRAPPORT
from plo_desktop.services.admit import NewStay, admit
from plo_desktop.services.arrival import Outcome
from plo_desktop.services.desk import Desk
from plo_desktop.services.ports import Incoming, TransportNews
from plo_desktop.store.open_store import open_store
from plo_desktop.wire.apprec import build_apprec
from plo_desktop.wire.envelope import BuildContext, build_message, read_head
from plo_desktop.wire.inbox import inspect, words_of
from plo_desktop.wire.safe_xml import parse
from tests.wire.made import LINE

NOW = datetime(2026, 11, 20, 6, 40, tzinfo=UTC)
HOUR, SECOND = timedelta(hours=1), timedelta(seconds=1)

ALVDAL = Kommunekort(
    "Alvdal kommune",
    "99387",
    "3428",
    (
        KommuneService("Sykepleietjeneste", "sykepleie", "5078"),
        KommuneService("Saksbehandling", "saksbehandler", "5079"),
    ),
    phone="62555555",
    street="Postboks 4",
    postal_code="2560",
    city="Alvdal",
)
ROROS = Kommunekort(
    "Røros kommune",
    services=(KommuneService("Helse", "saksbehandler", "1"),),
    electronic=False,
    street="Bergmannsgata 23",
    postal_code="7374",
    city="Røros",
)
OWN = OwnAddresses(
    "ST OLAVS HOSPITAL HF", ("HER:59",), (OwnService("PLO innleggelse somatikk", ("HER:91090",)),)
)
FASTLEGE = Organisation(
    "Kattskinnet legesenter",
    (identifier("HER:91096"),),
    person=Professional("September", "August", idents=(identifier("HER:91100"),)),
)
JONES = Actor("jones", "May Jones", "Jones", "sykepleier", "9144919", "sykepleier")
BERG = Actor("berg", "Ida Berg", "Berg", "sykepleier", "9144900", "sykepleier")
AASE = Actor("aase", "Åse Lund", "Lund", "", "", "sekretær")


def a_desk(folder: Path, actor: Actor = JONES) -> Desk:
    """Return a desk on a new test log in `folder`; close its store when done."""
    store = open_store(folder, create=True, test=True, words_of=words_of)
    ward = Ward("Post 3B", "72000000", own=(OWN,))
    return Desk(store, SetClock(NOW), actor, "PC-1", ward, AddressBook((ALVDAL, ROROS)))


def later(desk: Desk, step: timedelta) -> None:
    """Move the desk's clock."""
    assert isinstance(desk.clock, SetClock)
    desk.clock.advance(step)


def with_copies(desk: Desk, *parties: Organisation) -> Desk:
    """Return the desk with an address book that offers these as copy receivers."""
    return replace(desk, addresses=replace(desk.addresses, copies=parties))


def a_stay(desk: Desk, kommune: str = "Alvdal", services: str = "ja", patient: Patient = LINE) -> str:
    """Admit a patient and return the stay's id."""
    new = NewStay(patient, "312-2", kommune, services, responsible="Jones")
    return admit(desk, new)[0]


def a_report(
    patient: Patient = LINE,
    *,
    msg_id: str = "",
    receiver: Organisation | None = None,
    sender: Organisation | None = None,
    copies: tuple[Organisation, ...] = (),
    standing: str = "N",
    parent: str = "",
    minutes: float = 0,
) -> bytes:
    """Return an Innleggelsesrapport from Alvdal to the ward, written so many minutes after NOW."""
    context = BuildContext(
        msg_id=msg_id or new_uuid(),
        generated_at=NOW + timedelta(minutes=minutes),
        sender=sender or ALVDAL.organisation(ALVDAL.services[0]),
        receiver=receiver or OWN.as_sender(OWN.services[0]),
        patient=patient,
        copies=copies,
        standing=standing,
        parent=parent,
        conversation=parent,
    )
    return build_message(INNLEGGELSESRAPPORT, sample(INNLEGGELSESRAPPORT), context)


def answer_to(data: bytes, *codes: str, sender: Organisation | None = None, role: str = "PRIM") -> bytes:
    """Return the municipality's AppRec for a message of ours; positive when there are no codes."""
    errors = [ApprecError(code, "", "med grunn") for code in codes]
    head = read_head(parse(data))
    return build_apprec(
        head, status_ok=not errors, errors=errors, our_party=sender, role=role, generated_at=NOW
    )


@dataclass
class Wire:
    """A transport in memory that can be cut, and remembers every attempt."""

    reachable: bool = True
    sent: list[tuple[str, bytes]] = field(default_factory=list)
    sent_to: list[str] = field(default_factory=list)
    laid_aside: list[str] = field(default_factory=list)
    waiting: list[bytes] = field(default_factory=list)
    told: list[TransportNews] = field(default_factory=list)
    acknowledged: list[str] = field(default_factory=list)

    def _reach(self) -> None:
        if not self.reachable:
            raise EnvironmentProblem("BORTE", "Ingen forbindelse.", "Vent.")

    def send(self, data: bytes, msg_id: str, type_code: str, at: datetime, *, to: str = "") -> str:
        """Take the bytes."""
        self._reach()
        self.sent.append((msg_id, data))
        self.sent_to.append(to)
        return msg_id

    def fetch(self) -> Sequence[Incoming]:
        """Give what waits."""
        self._reach()
        return [
            Incoming(data, str(number))
            for number, data in enumerate(self.waiting)
            if str(number) not in self.acknowledged
        ]

    def acknowledge(self, reference: str, *, aside: bool = False) -> None:
        """Note that it was stored."""
        self.acknowledged.append(reference)
        if aside:
            self.laid_aside.append(reference)

    def news(self) -> Sequence[TransportNews]:
        """Give the news."""
        self._reach()
        return self.told


NAMELESS = Patient("", "", sex=Code("2"))


def receipts(desk: Desk) -> list[Apprec]:
    """Return our receipts that wait to be sent, the oldest first."""
    found = []
    for row in desk.store.apprecs_waiting():
        data = desk.store.document(row.sha256)
        apprec = inspect(data).apprec if data is not None else None
        assert apprec is not None
        found.append(apprec)
    return found


def row_of(desk: Desk, outcome: Outcome) -> MessageRow:
    """Return the row of a message that was just taken in."""
    row = desk.store.message_by_sha(outcome.sha256)
    assert row is not None
    return row
