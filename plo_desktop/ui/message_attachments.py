"""Says what is attached to a message: description, the real format, the size, and whether it can be shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from plo_desktop.messages.attachment import Attachment

PDF, JPEG, PNG, TEXT = "application/pdf", "image/jpeg", "image/png", "text/plain"
_FORMATS = {
    PDF: ("PDF", ".pdf"),
    JPEG: ("JPEG-bilde", ".jpg"),
    PNG: ("PNG-bilde", ".png"),
    TEXT: ("Tekst", ".txt"),
}
_NOT_IN_NAMES = '<>:"/\\|?*'
_LONGEST_NAME = 80
CANNOT_SHOW = "Kan ikke vises her. Lagre filen, og be avsenderen om PDF hvis den ikke lar seg åpne."


@dataclass(frozen=True, slots=True)
class AttachmentLine:
    """One attachment by its number in the message, from 0. `note` is empty when it can be shown."""

    number: int
    name: str
    facts: str
    file_name: str
    shows: bool
    note: str

    @property
    def sentence(self) -> str:
        """The line for a screen reader."""
        return ". ".join(part for part in (f"Vedlegg: {self.name}", self.facts, self.note) if part)


def attachments_of(found: Sequence[Attachment]) -> tuple[AttachmentLine, ...]:
    """Return one line per attachment, in the order of the message."""
    return tuple(_line(number, each) for number, each in enumerate(found))


def _line(number: int, attachment: Attachment) -> AttachmentLine:
    known = _FORMATS.get(attachment.media_type)
    name = attachment.description.strip() or f"Vedlegg {number + 1}"
    declared = f", oppgitt som {attachment.declared_type}" if attachment.declared_type else ""
    kind = known[0] if known else f"Ukjent format{declared}"
    shows = known is not None and bool(attachment.content)
    return AttachmentLine(
        number=number,
        name=name,
        facts=f"{kind}, {size_words(len(attachment.content))}",
        file_name=_file_name(name, known[1] if known else ".bin"),
        shows=shows,
        note="" if shows else (CANNOT_SHOW if attachment.content else "Vedlegget er tomt."),
    )


def size_words(size: int) -> str:
    """Return "512 byte", "240 kB" or "1,2 MB"."""
    if size < 1000:
        return f"{size} byte"
    if size < 1_000_000:
        return f"{round(size / 1000)} kB"
    return f"{size / 1_000_000:.1f} MB".replace(".", ",")


def _file_name(description: str, suffix: str) -> str:
    """Return a name for a file that says what it is; a sender's words are never a path or a program."""
    plain = "".join(" " if sign in _NOT_IN_NAMES or not sign.isprintable() else sign for sign in description)
    stem = " ".join(plain.split())[:_LONGEST_NAME].strip(" .") or "Vedlegg"
    if PurePosixPath(stem).suffix.casefold() == suffix:
        stem = stem[: -len(suffix)].rstrip(" .") or "Vedlegg"
    return f"{stem}{suffix}"
