"""What may be attached to a message: formats told by their content, and their names (HIS 1036)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from plo_desktop.messages.spec import Problem, Severity

PDF, JPEG, PNG, TEXT = "application/pdf", "image/jpeg", "image/png", "text/plain"
FORMAT_NAMES = {PDF: "PDF", JPEG: "JPEG-bilde", PNG: "PNG-bilde", TEXT: "Tekst"}
SENDABLE = (PDF, JPEG, PNG)
"""The formats that HIS 1077 agrees on; plain text belongs in the message itself."""

LARGE_BYTES = 10_000_000
"""A receiver is warned of an attachment above this (wire-format 15)."""

LARGEST_TOTAL_BYTES = 25_000_000
"""All attachments of one message together; what is more is neither sent nor unpacked."""

MOST_ATTACHMENTS = 20
_NOT_TEXT = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
_BEGINNINGS = ((b"%PDF-", PDF), (b"\xff\xd8\xff", JPEG), (b"\x89PNG\r\n\x1a\n", PNG))


@dataclass(frozen=True, slots=True)
class Attachment:
    """One attached file. `media_type` is told by its content, empty when it is a format that we do not open.

    `declared_type` is what the sender called it, empty when it said nothing.
    """

    description: str
    media_type: str
    content: bytes
    declared_type: str = ""

    @property
    def format_name(self) -> str:
        """The format in words: "PDF", "JPEG-bilde"; "ukjent format" when it is none that we open."""
        return FORMAT_NAMES.get(self.media_type, "ukjent format")


def sending_faults(attachments: Sequence[Attachment]) -> Iterator[Problem]:
    """Yield why attachments cannot be sent, and a warning for each large one; `path` is its description."""
    for each in attachments:
        name = each.description.strip()
        if not name:
            yield Problem("VEDLEGG_BESKRIVELSE", "Et vedlegg mangler beskrivelse. Skriv hva det er.")
        if each.media_type not in SENDABLE or sniff(each.content) != each.media_type:
            said = (
                f"Vedlegget «{name}» er ikke PDF, JPEG eller PNG. Lagre det som PDF og legg det ved på nytt."
            )
            yield Problem("VEDLEGG_FORMAT", said, path=name)
        elif len(each.content) > LARGE_BYTES:
            said = f"Vedlegget «{name}» er {megabytes(len(each.content))} og kan bli avvist av mottakeren."
            yield Problem("VEDLEGG_STORT", said, Severity.WARNING, path=name)
    total = sum(len(each.content) for each in attachments)
    if total > LARGEST_TOTAL_BYTES:
        most = megabytes(LARGEST_TOTAL_BYTES)
        said = f"Vedleggene er {megabytes(total)} til sammen. Det er plass til {most}. Fjern noen av dem."
        yield Problem("VEDLEGG_FOR_STORE", said)
    if len(attachments) > MOST_ATTACHMENTS:
        yield Problem("VEDLEGG_FOR_MANGE", f"Det er plass til {MOST_ATTACHMENTS} vedlegg. Fjern noen av dem.")


def megabytes(size: int) -> str:
    """Return a size in bytes as people read it: "1,5 MB", "20 kB"."""
    if size < 1_000_000:
        return f"{max(1, round(size / 1000))} kB"
    return f"{size / 1_000_000:.1f} MB".replace(".", ",")


def sniff(content: bytes) -> str:
    """Return the media type that the content itself shows, or an empty string.

    Text is UTF-8 without control characters; a file that merely calls itself text is not.
    """
    for beginning, media_type in _BEGINNINGS:
        if content.startswith(beginning):
            return media_type
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return ""
    return TEXT if text.strip() and not _NOT_TEXT.search(text) else ""
