"""What may be attached to a message: formats told by their content, and their names (HIS 1036)."""

from __future__ import annotations

from dataclasses import dataclass

PDF, JPEG, PNG, TEXT = "application/pdf", "image/jpeg", "image/png", "text/plain"
FORMAT_NAMES = {PDF: "PDF", JPEG: "JPEG-bilde", PNG: "PNG-bilde", TEXT: "Tekst"}
# Above this the exchange service warns (wire-format 15); a message with more than the total is not built.
LARGE_BYTES = 10 * 1024 * 1024
LARGEST_TOTAL_BYTES = 40 * 1024 * 1024
MOST_ATTACHMENTS = 20
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
    printable = all(sign.isprintable() or sign in "\n\r\t\u00ad\u200b\u00a0" for sign in text)
    return TEXT if text.strip() and printable else ""
