"""Says what is attached to a message: description, the real format, the size, and whether it can be shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from plo_desktop.messages.attachment import JPEG, PDF, PNG, TEXT, Attachment
from plo_desktop.messages.outline import Line, Outline, Section

_SUFFIXES = {PDF: ".pdf", JPEG: ".jpg", PNG: ".png", TEXT: ".txt"}
_NOT_IN_NAMES = '<>:"/\\|?*'
_LONGEST_NAME = 80
_TITLE, _LABEL = "Vedlegg (", "Vedlegg "
CANNOT_SHOW = "Kan bare lagres. Åpne den i et annet program hvis du vet hva den er."
NO_CONTENT = "Vedlegget har ikke noe innhold som kan lagres. Be avsenderen sende det på nytt."


@dataclass(frozen=True, slots=True)
class AttachmentLine:
    """One attachment by its number in the message, from 0. `notes`: what is odd, or why it cannot be shown.

    `said` is what the message says of it: description, format and size.
    """

    number: int
    name: str
    said: str
    file_name: str
    media_type: str
    size: int
    notes: tuple[str, ...] = ()

    @property
    def shows(self) -> bool:
        """Whether it can be shown inside the program."""
        return self.media_type != "" and self.size > 0


def attachments_of(found: Sequence[Attachment], outline: Outline) -> tuple[AttachmentLine, ...]:
    """Return one line per attachment, in the order of the message, in the words of its outline."""
    said = [
        line
        for section in outline.sections
        if section.title.startswith(_TITLE)
        for line in section.items
        if isinstance(line, Line)
    ]
    return tuple(_line(number, each, said) for number, each in enumerate(found))


def without_attachments(outline: Outline) -> Outline:
    """Return the outline without the section that the list of attachments shows instead."""
    return replace(outline, sections=tuple(filter(_is_no_list, outline.sections)))


def _is_no_list(section: Section) -> bool:
    return not section.title.startswith(_TITLE)


def _line(number: int, attachment: Attachment, said: Sequence[Line]) -> AttachmentLine:
    own = f"{_LABEL}{number + 1}"
    words = [line.text for line in said if line.label == own]
    further = [f"{line.label}: {line.text}" for line in said if line.label.endswith(own.casefold())]
    name = attachment.description.strip() or own
    size = len(attachment.content)
    if not size:
        further.append(NO_CONTENT)
    elif not attachment.media_type:
        further.append(CANNOT_SHOW)
    return AttachmentLine(
        number=number,
        name=name,
        said=words[0] if words else f"{name}, {attachment.format_name}, {size_words(size)}",
        file_name=_file_name(name, _SUFFIXES.get(attachment.media_type, ".bin")),
        media_type=attachment.media_type,
        size=size,
        notes=tuple(further),
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
