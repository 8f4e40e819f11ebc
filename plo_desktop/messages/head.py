"""The envelope of a message as plain values: what MsgHead says besides the payload."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from plo_desktop.domain.party import Code, Organisation, Patient


class Standing(StrEnum):
    """Code set 7309, Forsendelsesstatus."""

    NEW = "N"
    CHANGE = "M"
    CANCEL = "C"


@dataclass(frozen=True, slots=True)
class CopyReceiver:
    """A further receiver; `party` is an organisation, or none when a person or patient gets the copy."""

    role: str
    party: Organisation | None


@dataclass(frozen=True, slots=True)
class Question:
    """The request that a message answers; its copy goes into the answer's Foresporsel (HIS 1152)."""

    kind: Code
    text: str = ""
    msg_id: str = ""


@dataclass(frozen=True, slots=True)
class Head:
    """Everything outside the payload. `generated` is GenDate exactly as written; `generated_at` is UTC.

    `question` is the copy of the request that the message says it answers.
    """

    type_code: str
    type_name: str
    version: str
    msg_id: str
    generated: str
    generated_at: datetime | None
    sender: Organisation | None
    receiver: Organisation | None
    patient: Patient | None
    standing: str = Standing.NEW
    parent: str = ""
    conversation: str = ""
    copies: tuple[CopyReceiver, ...] = ()
    processing: str = ""
    attachments: int = 0
    question: Question | None = None


@dataclass(frozen=True, slots=True)
class ApprecError:
    """One reason for refusal (code set 8221) with its free text."""

    code: str
    text: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Apprec:
    """An application receipt. `status`: "1" OK, "2" refused, "3" OK with remarks (code set 8258)."""

    version: str
    msg_id: str
    generated: str
    status: str
    original_id: str
    original_type: str
    original_issued: str
    sender: Organisation | None
    receiver: Organisation | None
    errors: tuple[ApprecError, ...] = ()
    role: str = ""
