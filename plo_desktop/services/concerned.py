"""The message that a draft is about: who sent it, which patient it names, what it asks, how to name it."""

from __future__ import annotations

from dataclasses import dataclass

from plo_desktop.base.errors import ExitCode, UserError
from plo_desktop.domain.log_rows import DraftRow, MessageRow
from plo_desktop.domain.message_state import INCOMING
from plo_desktop.domain.party import Code, Organisation, Patient
from plo_desktop.domain.type_codes import FORESPORSEL
from plo_desktop.messages.head import Head, Question
from plo_desktop.messages.registry import by_code
from plo_desktop.messages.spec import Content, MessageType
from plo_desktop.services.desk import Desk
from plo_desktop.wire.envelope import payload_of, read_head
from plo_desktop.wire.formatted import flowing
from plo_desktop.wire.inbox import inspect
from plo_desktop.wire.parties import child, read_code
from plo_desktop.wire.safe_xml import parse

CONCERNS = "_gjelder"
"""Key of `DraftRow.sources`: the MsgId of the message that the draft answers, is about, or changes."""


@dataclass(frozen=True, slots=True)
class Concerned:
    """A message of the log with its head as it was written."""

    row: MessageRow
    head: Head

    @property
    def came_in(self) -> bool:
        """Whether the other party wrote it."""
        return self.row.direction == INCOMING

    @property
    def start(self) -> str:
        """The MsgId of the first message of its conversation (HITS 1218)."""
        return self.row.conversation or self.row.msg_id

    @property
    def author(self) -> Organisation | None:
        """Who gets the reply: the entity and the service or person that sent it (HIS 1151, Q-03)."""
        return self.head.sender if self.came_in else None

    @property
    def patient(self) -> Patient | None:
        """The patient as the message names her."""
        return self.head.patient


def concerned(desk: Desk, draft: DraftRow) -> Concerned | None:
    """Return the message that the draft is about, or None. Raises UserError when the log does not have it."""
    msg_id = draft.sources.get(CONCERNS, "")
    return message_in_log(desk, msg_id) if msg_id else None


def message_in_log(desk: Desk, msg_id: str) -> Concerned:
    """Return a readable message of the log. Raises UserError when it is not there or not a message."""
    row = desk.store.message(msg_id)
    data = desk.store.document(row.sha256) if row and not row.is_receipt and not row.quarantine else None
    if row is None or data is None:
        raise UserError(
            "UKJENT_MELDING",
            "Meldingen som utkastet gjelder, finnes ikke i loggen.",
            "Hent listen på nytt, og start fra meldingen.",
            ExitCode.DATA,
        )
    return Concerned(row, read_head(parse(data)))


def content_of(desk: Desk, row: MessageRow) -> Content:
    """Return what the declaration of its type reads from a message; empty when there is nothing to read."""
    data = desk.store.document(row.sha256)
    content = inspect(data).content if data is not None else None
    return content if content is not None else Content()


def question_of(desk: Desk, about: Concerned | None) -> Question | None:
    """Return the question that is answered, or None when the message asks nothing.

    It is read as it stands and not by the form's fields: dialogue 1.1 may ask in formatted text.
    """
    if about is None or not about.came_in or about.row.type_code != FORESPORSEL:
        return None
    data = desk.store.document(about.row.sha256)
    asked = child(payload_of(parse(data)), "Foresporsel") if data is not None else None
    if asked is None:
        return None
    text = child(asked, "Sporsmal")
    kind = read_code(child(asked, "TypeForesp")) or Code("")
    return Question(kind, flowing(text) if text is not None else "", about.row.msg_id)


def references(mtype: MessageType, about: Concerned) -> tuple[str, str]:
    """Return (parent, conversation) of a message about another (HITS 1218, wire-format 12).

    An answer and an avvik join the conversation of their message. A dialogue about a business message begins
    one of its own, which that message starts.
    """
    dialogue = about.row.type_code.startswith("DIALOG_")
    if mtype.answers or dialogue or not mtype.code.startswith("DIALOG_"):
        return about.row.msg_id, about.start
    return about.row.msg_id, about.row.msg_id


def changes_it(mtype: MessageType, about: Concerned) -> bool:
    """Tell whether the draft is a new version of a message of ours, and no reply to it."""
    return not about.came_in and about.row.type_code == mtype.code and "M" in mtype.standings


def title_of(about: Concerned | None) -> str:
    """Return the product's words for the message, or an empty string."""
    if about is None:
        return ""
    known = by_code(about.row.type_code)
    return about.row.title or (known.title if known else about.row.type_code)
