"""Tells two messages apart that say the same: a key over everything but ids and times of sending (S-05)."""

from __future__ import annotations

import hashlib
import re

from plo_desktop.base.ids import same_id
from plo_desktop.domain.party import Organisation
from plo_desktop.messages.head import Head

_DOCUMENTS = re.compile(rb"<(?:[\w.-]+:)?Document[\s>]")
# Each begins with its word, which is found at once; looking back from there costs nothing.
_DATE_OF_ISSUE = re.compile(rb"IssueDate(?<=[<:]IssueDate)\b[^>]*>")
_COMPONENT_ID = re.compile(rb'komponentID(?<=\bkomponentID)\s*=\s*(?:"[^"]*"|\'[^\']*\')')


def content_key(data: bytes, head: Head) -> str:
    """Return the same text for two messages with the same content, or an empty one when it cannot be told.

    Compared are type, standing, reference, patient, sender and receivers, and payload and attachments byte by
    byte without their dates of issue and component ids. Bytes in another encoding or layout differ: then only
    a hint to the reader is missed.
    """
    begins = _DOCUMENTS.search(data)
    if begins is None:
        return ""
    patient, sender = head.patient, head.sender
    about = (
        head.type_code,
        head.version,
        head.standing,
        same_id(head.parent),
        "".join(patient.number.split()) if patient else "",
        patient.list_name.casefold() if patient else "",
        sender.her_id if sender else "",
        sender.name.casefold() if sender else "",
        *(_numbers(party) for party in (head.receiver, *(copy.party for copy in head.copies))),
    )
    said = hashlib.sha256("\0".join(about).encode())
    said.update(_COMPONENT_ID.sub(b"", _DATE_OF_ISSUE.sub(b"", data[begins.start() :])))
    return said.hexdigest()[:32]


def _numbers(party: Organisation | None) -> str:
    levels = (party, party.service if party else None, party.person if party else None)
    return "|".join(ident.id.strip() for level in levels if level is not None for ident in level.idents)
