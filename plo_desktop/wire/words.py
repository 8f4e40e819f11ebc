"""All words of a document, for search: a tenth of the time of its outline, and receiving must be quick."""

from __future__ import annotations

from lxml import etree

_CODE_SYSTEM = "2.16."
_LONGEST = 2000


def words_in(root: etree._Element) -> str:
    """Return every text and attribute of the document, one per line.

    Left out are the numbers of code systems, and attachments in base64.
    """
    found: list[str] = []
    for element in root.iter("*"):
        text, tail = element.text, element.tail
        if text and not text.isspace() and (len(text) <= _LONGEST or _is_prose(text)):
            found.append(text)
        if tail and not tail.isspace():
            found.append(tail)
        if element.attrib:
            found += [value for value in element.values() if not value.startswith(_CODE_SYSTEM)]
    return "\n".join(found)


def _is_prose(text: str) -> bool:
    """Tell long prose from an attachment: prose has a space now and then."""
    return text.count(" ") * 100 > len(text)
