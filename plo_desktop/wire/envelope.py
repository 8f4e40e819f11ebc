"""MsgHead 1.2 around a payload: builds a whole message, and reads the head of any, however odd its sender."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from lxml import etree

from plo_desktop.base.ids import new_uuid
from plo_desktop.domain.codebook import code, name_of
from plo_desktop.domain.party import Code, Organisation, Patient
from plo_desktop.messages.attachment import Attachment
from plo_desktop.messages.head import CopyReceiver, Head, Question, Standing
from plo_desktop.messages.spec import Content, MessageType
from plo_desktop.wire.attachments import add_attachment
from plo_desktop.wire.codec import build_payload
from plo_desktop.wire.formatted import flowing
from plo_desktop.wire.names import MH, version_of
from plo_desktop.wire.parties import (
    add,
    add_code,
    add_organisation,
    add_patient,
    child,
    children,
    parts_of,
    read_code,
    read_organisation,
    read_patient,
    text,
    text_or_v,
)
from plo_desktop.wire.times import moment_text, read_moment
from plo_desktop.wire.version_needs import wire_title

__all__ = [
    "MIG_VERSION",
    "BuildContext",
    "Question",
    "build_message",
    "payload_of",
    "read_head",
    "wrap_payload",
]

MIG_VERSION = "v1.2 2006-05-24"


@dataclass(frozen=True, slots=True)
class BuildContext:
    """Everything about a message that is not its content. Times are aware; `processing` is code 8213.

    `parent` and `conversation` are MsgIds (HITS 1218); one of them alone stands for both. `reason` says why a
    message is cancelled. `new_id` makes the ids of EPJ components. An empty `version` is the type's own.
    """

    msg_id: str
    generated_at: datetime
    sender: Organisation
    receiver: Organisation
    patient: Patient
    copies: tuple[Organisation, ...] = ()
    standing: str = Standing.NEW
    parent: str = ""
    conversation: str = ""
    processing: str = ""
    question: Question | None = None
    reason: str = ""
    new_id: Callable[[], str] = new_uuid
    version: str = ""
    attachments: tuple[Attachment, ...] = ()


_PROCESSING = {"P": "Produksjon", "T": "Test/opplæring", "D": "Debugging"}


def build_message(mtype: MessageType, content: Content, ctx: BuildContext) -> bytes:
    """Return the whole document as UTF-8 with declaration.

    GenDate and IssueDate are Norwegian time with offset ("2026-11-20T07:40:00+01:00"): dateTime and TS allow
    it, the official examples leave it out, and only the offset tells the two hours of an autumn night apart.
    """
    version = ctx.version or mtype.version
    return wrap_payload(Code(mtype.code, wire_title(mtype, version)), payload_for(mtype, content, ctx), ctx)


def payload_for(mtype: MessageType, content: Content, ctx: BuildContext) -> etree._Element:
    """Return the payload that belongs in this envelope."""
    return build_payload(
        mtype,
        content,
        ctx.standing,
        version=ctx.version,
        reason=ctx.reason,
        question=ctx.question,
        new_id=ctx.new_id,
    )


def wrap_payload(kind: Code, payload: etree._Element, ctx: BuildContext) -> bytes:
    """Return the whole document around a finished payload; `kind` is MsgInfo/Type."""
    root = etree.Element(f"{{{MH}}}MsgHead", nsmap={None: MH})
    at = moment_text(ctx.generated_at)
    head = add(root, "MsgInfo")
    add_code(head, "Type", kind, bare=True)
    add(head, "MIGversion", MIG_VERSION)
    add(head, "GenDate", at)
    add(head, "MsgId", ctx.msg_id)
    if ctx.processing:
        add_code(
            head, "ProcessingStatus", Code(ctx.processing, _PROCESSING.get(ctx.processing, "")), bare=True
        )
    if ctx.parent or ctx.conversation:
        reference = add(head, "ConversationRef")
        add(reference, "RefToParent", ctx.parent or ctx.conversation)
        add(reference, "RefToConversation", ctx.conversation or ctx.parent)
    add_organisation(add(head, "Sender"), ctx.sender)
    add_organisation(add(head, "Receiver"), ctx.receiver)
    for copy in ctx.copies:
        other = add(head, "OtherReceiver")
        add_code(other, "RoleReceiver", code("8112", "COP"), bare=True)
        add_organisation(other, copy)
    add_patient(head, ctx.patient)
    document = add(add(root, "Document"), "RefDoc")
    add(document, "IssueDate").set("V", at)
    add_code(document, "MsgType", code("8114", "XML"), bare=True)
    add(document, "Content").append(payload)
    for attachment in ctx.attachments:
        add_attachment(root, attachment, at)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True)


# -- reading ------------------------------------------------------------------------------------------------


def payload_of(root: etree._Element) -> etree._Element | None:
    """Return the payload root of the first document that has one, or None."""
    for document in children(root, "Document"):
        content = child(document, "RefDoc", "Content")
        if content is not None:
            for element in content.iterchildren(etree.Element):
                return element
    return None


def read_head(root: etree._Element) -> Head:
    """Return what a MsgHead says outside its payload; what is missing or odd is empty, never an error.

    `version` is the payload's: "1.5", "1.6", "2.0" for PLO, "1.0", "1.1" for a Dialogmelding, else empty.
    """
    info = parts_of(child(root, "MsgInfo"))
    payload = payload_of(root)
    kind = read_code(_first(info, "Type")) or Code("")
    generated = text_or_v(_first(info, "GenDate"))
    reference = _first(info, "ConversationRef")
    return Head(
        type_code=kind.value,
        type_name=kind.name or name_of("8279", kind.value),
        version=version_of(etree.QName(payload).namespace or "") if payload is not None else "",
        msg_id=text(_first(info, "MsgId")),
        generated=generated,
        generated_at=read_moment(generated),
        sender=read_organisation(child(_first(info, "Sender"), "Organisation")),
        receiver=read_organisation(child(_first(info, "Receiver"), "Organisation")),
        patient=read_patient(_first(info, "Patient")),
        standing=_standing(payload),
        parent=text(reference, "RefToParent"),
        conversation=text(reference, "RefToConversation"),
        copies=_copies(info.get("OtherReceiver", ())),
        processing=_value(_first(info, "ProcessingStatus")),
        attachments=sum(_value(child(d, "RefDoc", "MsgType")) == "A" for d in children(root, "Document")),
        question=_question(payload),
    )


def _question(payload: etree._Element | None) -> Question | None:
    """Both kinds of answer repeat the question: PLO with the sending, a dialogue inside its note."""
    copy = child(payload, "InformasjonOmForsendelsen", "Foresporsel")
    if copy is None:
        copy = child(payload, "Notat", "Foresporsel")
    if copy is None:
        return None
    asked = child(copy, "Sporsmal")
    return Question(
        kind=read_code(child(copy, "TypeForesp")) or Code(""),
        text=flowing(asked) if asked is not None else "",
        msg_id=text(copy, "RefDokIdForesp"),
    )


def _value(element: etree._Element | None) -> str:
    return element.get("V", "").strip() if element is not None else ""


def _standing(payload: etree._Element | None) -> str:
    """2.0 wraps the common blocks, so the status is looked for at any depth."""
    if payload is not None:
        for status in payload.iter("{*}Forsendelsesstatus"):
            return _value(status) or Standing.NEW.value
    return Standing.NEW.value


def _first(parts: Mapping[str, Sequence[etree._Element]], local: str) -> etree._Element | None:
    found = parts.get(local)
    return found[0] if found else None


def _copies(receivers: Iterable[etree._Element]) -> tuple[CopyReceiver, ...]:
    return tuple(
        CopyReceiver(_value(child(each, "RoleReceiver")), read_organisation(child(each, "Organisation")))
        for each in receivers
    )
