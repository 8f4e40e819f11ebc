"""Messages as a municipality sends them to the ward, with one thing wrong where a case asks for it."""

from __future__ import annotations

import builtins
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from lxml import etree

from plo_desktop.base.ids import new_uuid
from plo_desktop.domain.codebook import code
from plo_desktop.domain.party import Code, Identifier, Organisation, Patient
from plo_desktop.messages.plain_text import as_text
from plo_desktop.messages.registry import by_code, sample
from plo_desktop.messages.spec import Content, MessageType
from plo_desktop.services import read
from plo_desktop.services.arrival import Outcome
from plo_desktop.services.desk import Desk
from plo_desktop.wire.envelope import BuildContext, Question, build_message
from plo_desktop.wire.safe_xml import parse
from tests.unit.services.desks import ALVDAL, NOW, OWN, row_of
from tests.wire.made import LINE

MH = "{http://www.kith.no/xmlstds/msghead/2006-05-24}"
PLO = ("INNLEGGELSESRAPPORT", "LOG_UTSKREVET", "UTSKRIVNINGSRAPPORT", "HELSEOPPL_SOKNAD")
DIALOGUE = ("DIALOG_FORESPORSEL", "DIALOG_SVAR", "DIALOG_NOTAT", "DIALOG_AVVIK")
EVERY = (*PLO, *DIALOGUE)

US = OWN.as_sender(OWN.services[0])
SENDER = ALVDAL.organisation(ALVDAL.services[0])
D_NUMBER = Identifier("70019950032", code("8116", "DNR"))
HELP_NUMBER = Identifier("80005045804", code("8116", "FHN"))
LOCAL_NUMBER = Identifier("25036000305", code("8116", "HNR"))
FRED = Patient("Påjord", "Fred", "", date(1960, 3, 25), None, (LOCAL_NUMBER,))


@dataclass(frozen=True, slots=True)
class Letter:
    """One message on its way to the ward."""

    code: str = "INNLEGGELSESRAPPORT"
    patient: Patient = LINE
    msg_id: str = ""
    receiver: Organisation = US
    copies: tuple[Organisation, ...] = ()
    sender: Organisation = SENDER
    standing: str = "N"
    parent: str = ""
    conversation: str = ""
    version: str = ""
    processing: str = ""
    reason: str = ""

    @property
    def mtype(self) -> MessageType:
        """The declaration."""
        found = by_code(self.code)
        assert found is not None
        return found

    def content(self) -> Content:
        """Every field filled in."""
        return sample(self.mtype)

    def bytes(self) -> bytes:
        """Return the document."""
        question = Question(Code("8", "Status/plan for utskrivning"), "Når er hun klar?")
        return build_message(
            self.mtype,
            self.content(),
            BuildContext(
                msg_id=self.msg_id or new_uuid(),
                generated_at=NOW,
                sender=self.sender,
                receiver=self.receiver,
                patient=self.patient,
                copies=self.copies,
                standing=self.standing,
                parent=self.parent,
                conversation=self.conversation or self.parent,
                version=self.version,
                processing=self.processing,
                reason=self.reason,
                question=question if self.mtype.repeats_question else None,
            ),
        )

    def with_tree(self, change: Callable[[etree._Element], None]) -> builtins.bytes:
        """Return the document after a change to its tree."""
        root = parse(self.bytes())
        change(root)
        return etree.tostring(root, encoding="UTF-8", xml_declaration=True)


def without(*path: str) -> Callable[[etree._Element], None]:
    """Return a change that takes out every element at a way below MsgInfo."""

    def change(root: etree._Element) -> None:
        for found in root.findall("/".join(f"{MH}{name}" for name in ("MsgInfo", *path))):
            above = found.getparent()
            assert above is not None
            above.remove(found)

    return change


def text_of(desk: Desk, outcome: Outcome) -> str:
    """Return what the reader sees of it, as text."""
    return as_text(read.outline(desk, row_of(desk, outcome).msg_id))


def said(outcome: Outcome) -> str:
    """Return every warning of an outcome, in one text."""
    return " ".join(problem.message for problem in outcome.warnings)


def kept(desk: Desk, outcome: Outcome, data: bytes) -> bool:
    """Tell whether the bytes are in the log just as they came."""
    return desk.store.document(outcome.sha256) == data
