"""Attachments in a MsgHead, both ways; what they are is told by their content, not by their name."""

from __future__ import annotations

import binascii
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from plo_desktop.domain.codebook import code
from plo_desktop.messages.attachment import (
    FORMAT_NAMES,
    JPEG,
    LARGE_BYTES,
    LARGEST_TOTAL_BYTES,
    MOST_ATTACHMENTS,
    PDF,
    TEXT,
    Attachment,
    megabytes,
    sniff,
)
from plo_desktop.messages.spec import Problem, Severity
from plo_desktop.wire.names import BASE64
from plo_desktop.wire.parties import add, add_code, child, children, text

_UNKNOWN_TYPE = "application/octet-stream"
# Other names of the formats we know, as senders write them.
_SAME = {"application/x-pdf": PDF, "image/jpg": JPEG, "image/pjpeg": JPEG, "text/txt": TEXT}


@dataclass(frozen=True, slots=True)
class _Found:
    """One attached document as it stands: what is wrong with it, if anything, as code and words."""

    element: etree._Element
    attachment: Attachment
    fault: tuple[str, str] = ("", "")


def add_attachment(root: etree._Element, attachment: Attachment, issued: str) -> None:
    """Append one Document after the payload's (HIS 1036); `issued` is its IssueDate as written."""
    document = add(add(root, "Document"), "RefDoc")
    add(document, "IssueDate").set("V", issued)
    add_code(document, "MsgType", code("8114", "A"), bare=True)
    add(document, "MimeType", attachment.declared_type or attachment.media_type or _UNKNOWN_TYPE)
    if attachment.description.strip():
        add(document, "Description", attachment.description)
    packed = binascii.b2a_base64(attachment.content, newline=False).decode("ascii")
    add(add(document, "Content"), "Base64Container", packed, BASE64)


def read_attachments(root: etree._Element) -> tuple[Attachment, ...]:
    """Return the attachments of a message in their order; one that cannot be unpacked has no content."""
    return tuple(found.attachment for found in _found(root))


def attached_documents(
    root: etree._Element,
) -> Iterator[tuple[etree._Element, Attachment, tuple[str, ...]]]:
    """Yield each attached Document with its attachment and what is odd about it, as ends of a sentence."""
    for found in _found(root):
        remarks = tuple(said for _, said in (found.fault, *_remarks(found)) if said)
        yield found.element, found.attachment, remarks


def attachment_problems(root: etree._Element) -> tuple[Problem, ...]:
    """Return what the reader should know of the attachments, as warnings with the path of each document."""
    problems: list[Problem] = []
    paths = _paths(root)
    for number, found in enumerate(_found(root), start=1):
        name = f"Vedlegg {number}"
        if found.attachment.description:
            name += f" «{found.attachment.description}»"
        for kind, said in filter(lambda fault: fault[0], (found.fault, *_remarks(found))):
            path = paths[found.element]
            problems.append(Problem(kind, f"{name} {said}", Severity.WARNING, path=path))
    return tuple(problems)


def _paths(root: etree._Element) -> dict[etree._Element, str]:
    documents = children(root, "Document")
    return {each: f"MsgHead/Document[{number}]/RefDoc" for number, each in enumerate(documents, start=1)}


def _found(root: etree._Element) -> Iterator[_Found]:
    room, number = LARGEST_TOTAL_BYTES, 0
    for document in children(root, "Document"):
        reference = child(document, "RefDoc")
        kind = child(reference, "MsgType")
        container = child(reference, "Content", "Base64Container")
        elsewhere = text(reference, "FileReference")
        if (kind is None or kind.get("V", "").strip() != "A") and container is None and not elsewhere:
            continue
        number += 1
        content, fault = _unpacked(container, elsewhere, room, number)
        room -= len(content)
        described = text(reference, "Description") or text(document, "ContentDescription")
        attachment = Attachment(described, sniff(content), content, text(reference, "MimeType"))
        yield _Found(document, attachment, fault)


def _unpacked(
    container: etree._Element | None, elsewhere: str, room: int, number: int
) -> tuple[bytes, tuple[str, str]]:
    if container is None:
        if elsewhere:
            said = f"ligger et annet sted ({elsewhere}) og blir ikke hentet. Be avsenderen legge det ved."
            return b"", ("VEDLEGG_REFERANSE", said)
        return b"", ("VEDLEGG_TOMT", "er tomt. Be avsenderen sende det på nytt.")
    packed = "".join((container.text or "").split())
    # Four characters hold three bytes.
    if number > MOST_ATTACHMENTS or len(packed) * 3 // 4 > room + 2:
        most = megabytes(LARGEST_TOTAL_BYTES)
        said = f"blir ikke pakket ut: det åpnes høyst {MOST_ATTACHMENTS} vedlegg på {most} til sammen."
        return b"", ("VEDLEGG_FOR_STORE", said)
    try:
        content = binascii.a2b_base64(packed, strict_mode=True)
    except ValueError:
        return b"", ("VEDLEGG_ODELAGT", "er ødelagt og kan ikke åpnes. Be avsenderen sende det på nytt.")
    if not content:
        return b"", ("VEDLEGG_TOMT", "er tomt. Be avsenderen sende det på nytt.")
    return content, ("", "")


def _remarks(found: _Found) -> Iterator[tuple[str, str]]:
    """Yield what is odd about an attachment that could be unpacked."""
    attachment = found.attachment
    if not attachment.content:
        return
    declared = attachment.declared_type.partition(";")[0].strip().lower()
    declared = _SAME.get(declared, declared)
    if not attachment.media_type:
        called = f" ({declared})" if declared else ""
        said = f"er av et format som ikke åpnes her{called}. Be avsenderen sende det som PDF."
        yield "VEDLEGG_FORMAT", said
    elif declared and declared != attachment.media_type:
        called = FORMAT_NAMES.get(declared, declared)
        yield "VEDLEGG_AVVIKER", f"kaller seg {called}, men innholdet er {attachment.format_name}."
    if len(attachment.content) > LARGE_BYTES:
        yield "VEDLEGG_STORT", f"er stort: {megabytes(len(attachment.content))}."
