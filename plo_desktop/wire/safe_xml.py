"""Turns bytes from strangers into an element tree, or refuses with words; nothing is fetched or expanded.

The parser library accepts any DOCTYPE, UTF-7 and comments inside an identifier (reliability.md 6, B01-B24):
the rules here stand in front of it.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from functools import cache

from lxml import etree

LARGEST = 35_500_000
"""The most bytes of one document: 25 MB of attachments as base64, and the message around them."""

_DEEPEST = 256
_MOST_MARKS = 500_000
_MOST_ATTRIBUTES = 200_000
_MOST_ATTRIBUTES_OF_ONE = 200
_MOST_NAMESPACES = 200
"""As many may be declared at one place, by an element and those around it; all that looks them up is slow."""

_LONGEST_VALUE = 1_000_000
_STARTS_SHOWN = 4096
_SMALL = 5_000_000
"""Below this the parser's own limits (depth 256, text of 10 MB) do no harm; above it they are lifted."""
_CROWDED = etree.XPath(f"boolean(//@*[{_MOST_ATTRIBUTES_OF_ONE + 1}])")

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_ENCODINGS = {
    "utf-8": "utf-8",
    "utf8": "utf-8",
    "us-ascii": "ascii",
    "ascii": "ascii",
    "iso-8859-1": "iso-8859-1",
    "iso8859-1": "iso-8859-1",
    "latin1": "iso-8859-1",
    "iso-8859-15": "iso-8859-15",
    "windows-1252": "windows-1252",
    "cp1252": "windows-1252",
    "utf-16": "utf-16",
    "utf-16le": "utf-16-le",
    "utf-16be": "utf-16-be",
}
_DECLARATION = re.compile(r"<\?xml\s[^>]{0,200}?\?>")
_DECLARED = re.compile(r"""encoding\s*=\s*["']([A-Za-z][A-Za-z0-9._\-]*)["']""")
_LONG_VALUE = re.compile(rf"""=[ \t\r\n]*(?:"[^"<]{{{_LONGEST_VALUE}}}|'[^'<]{{{_LONGEST_VALUE}}})""")
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


class XmlRefused(Exception):
    """The bytes are not a document that may be read. `code` is stable; `text` is Norwegian.

    Codes: EMPTY, TOO_LARGE, ENCODING, CHARACTERS, DOCTYPE, TRUNCATED, TRAILING, TOO_DEEP, TOO_MANY, NOT_XML.
    """

    def __init__(self, code: str, text: str) -> None:
        super().__init__(f"{code}: {text}")
        self.code = code
        self.text = text


def parse(data: bytes, *, blanks: bool = True) -> etree._Element:
    """Return the root of the document in `data`, without comments and processing instructions.

    `blanks` tells whether blanks between elements are kept. Text that a comment or CDATA section split is
    whole again. Raises XmlRefused.
    """
    if len(data) > LARGEST:
        raise XmlRefused("TOO_LARGE", f"Meldingen er større enn {LARGEST // 1_000_000} MB og blir ikke lest.")
    text = _decoded(data)
    body = _without_declaration(text)
    if not body.strip(" \t\r\n"):
        raise XmlRefused("EMPTY", "Filen er tom.")
    if "<!DOCTYPE" in body or "<!ENTITY" in body:
        _refuse_doctype(body)
    root = _parsed(body, blanks)
    _within_limits(root, body)
    return root


def _decoded(data: bytes) -> str:
    """Return the text of the document by its byte order mark, its declaration, or as UTF-8."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _decode(data[len(bom) :], encoding)
    if data[:4] == b"<\x00?\x00" or data[:4] == b"<\x00M\x00":
        return _decode(data, "utf-16-le")
    if data[:4] in (b"\x00<\x00?", b"\x00<\x00M"):
        return _decode(data, "utf-16-be")
    start = data[:_STARTS_SHOWN].decode("ascii", "replace")
    declaration = _DECLARATION.match(start.lstrip(" \t\r\n"))
    declared = _DECLARED.search(declaration[0]) if declaration else None
    if declared is None:
        return _decode(data, "utf-8")
    encoding = _ENCODINGS.get(declared[1].lower(), "")
    if not encoding:
        raise XmlRefused("ENCODING", f"Meldingen har tegnsettet «{declared[1]}», som ikke er tillatt.")
    if encoding.startswith("utf-16"):
        raise XmlRefused("ENCODING", "Meldingen sier at den er UTF-16, men er det ikke.")
    return _decode(data, encoding)


def _decode(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as fault:
        named = encoding.upper()
        where = f"byte {fault.start + 1}"
        raise XmlRefused("ENCODING", f"Meldingen er ikke gyldig {named} ({where}).") from fault


def _without_declaration(text: str) -> str:
    """Return the text with blanks for the XML declaration, which has done its work when bytes became text.

    Blanks keep the line and place of a fault those of the file.
    """
    text = text.removeprefix("\ufeff")
    # Blanks before a declaration are wrong by the book, but official material has them.
    stripped = text.lstrip(" \t\r\n")
    found = _DECLARATION.match(stripped)
    return " " * found.end() + stripped[found.end() :] if found else stripped


def _refuse_doctype(body: str) -> None:
    """Refuse a DOCTYPE; the words inside a comment, CDATA or text are only words."""
    at = body.find("<!")
    while at >= 0:
        closing = "-->" if body.startswith("<!--", at) else "]]>" if body.startswith("<![CDATA[", at) else ""
        if not closing:
            raise XmlRefused("DOCTYPE", "Meldingen har en DOCTYPE, og slike blir ikke lest.")
        end = body.find(closing, at + 4)
        at = body.find("<!", end) if end >= 0 else -1


@cache
def _parser(huge: bool, blanks: bool) -> etree.XMLParser[etree._Element]:
    return etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        remove_comments=True,
        remove_pis=True,
        strip_cdata=True,
        huge_tree=huge,
        remove_blank_text=not blanks,
    )


def _parsed(body: str, blanks: bool) -> etree._Element:
    _within_size(body)
    try:
        return etree.fromstring(body.encode("utf-8"), _parser(len(body) > _SMALL, blanks))
    except etree.XMLSyntaxError as fault:
        # The parser refuses these signs too; looked for only then, because it takes as long as the parsing.
        if found := _FORBIDDEN.search(body):
            raise XmlRefused(
                "CHARACTERS", f"Meldingen har et ulovlig tegn (U+{ord(found[0]):04X})."
            ) from fault
        raise _refusal(fault) from fault
    except UnicodeEncodeError as fault:
        raise XmlRefused("ENCODING", "Meldingen har et halvt tegn (surrogat) og er ikke gyldig.") from fault


def _within_size(body: str) -> None:
    """Refuse what would take too much memory or time to build, by counts that cost next to nothing."""
    if len(body) < _MOST_MARKS:
        return
    if body.count("<") > _MOST_MARKS:
        raise XmlRefused("TOO_MANY", "Meldingen har for mange elementer og blir ikke lest.")
    too_long = len(body) > _LONGEST_VALUE and _LONG_VALUE.search(body)
    if too_long or body.count('="') + body.count("='") > _MOST_ATTRIBUTES:
        raise XmlRefused("TOO_MANY", "Meldingen har for mange eller for lange attributter og blir ikke lest.")


def _refusal(fault: etree.XMLSyntaxError) -> XmlRefused:
    line = fault.lineno or 1
    code = fault.code
    types = etree.ErrorTypes
    if code == types.ERR_DOCUMENT_END:
        return XmlRefused("TRAILING", f"Det står mer etter at meldingen er slutt (linje {line}).")
    if code in (types.ERR_TAG_NOT_FINISHED, types.ERR_GT_REQUIRED):
        return XmlRefused("TRUNCATED", f"Meldingen er avkuttet eller ufullstendig (linje {line}).")
    if code in (types.ERR_RESOURCE_LIMIT, types.ERR_INTERNAL_ERROR):
        # The parser's own limit, 2,048 levels, stops what the walk afterwards would refuse.
        return _too_deep()
    if code == types.ERR_UNDECLARED_ENTITY:
        return XmlRefused("DOCTYPE", f"Meldingen bruker egne entiteter på linje {line} og blir ikke lest.")
    # The parser's own words are English, and may quote the message.
    column = fault.position[1]
    return XmlRefused("NOT_XML", f"Meldingen er ikke gyldig XML. Feil ved linje {line}, tegn {column}.")


def _within_limits(root: etree._Element, body: str) -> None:
    if root.getroottree().docinfo.internalDTD is not None:
        raise XmlRefused("DOCTYPE", "Meldingen har en DOCTYPE, og slike blir ikke lest.")
    # Up to `_SMALL` the parser has kept to the same depth.
    if len(body) > _SMALL and any(_too_deep_places(root)):
        raise _too_deep()
    if body.count("=") > _MOST_ATTRIBUTES_OF_ONE and _has_long_stretch(body) and _CROWDED(root):
        raise XmlRefused("TOO_MANY", "Meldingen har for mange attributter og blir ikke lest.")
    if body.count("xmlns") > _MOST_NAMESPACES and any(_crowded_with_namespaces(root)):
        raise XmlRefused("TOO_MANY", "Meldingen har for mange navnerom og blir ikke lest.")


def _crowded_with_namespaces(root: etree._Element) -> Iterator[bool]:
    """Yield at each declaration whether too many are in force there."""
    declared = 0
    for event, _ in etree.iterwalk(root, events=("start-ns", "end-ns")):
        declared += 1 if event == "start-ns" else -1
        yield declared > _MOST_NAMESPACES


def _has_long_stretch(body: str) -> bool:
    """Tell whether some start tag could be long enough for too many attributes: five signs each, and no "<".

    A stretch of that length covers one of the halves looked at here; asking the tree takes ten times as long.
    """
    half = _MOST_ATTRIBUTES_OF_ONE * 5 // 2
    return any(body.find("<", at, at + half) < 0 for at in range(0, len(body) - half, half))


def _too_deep_places(root: etree._Element) -> Iterator[bool]:
    """Yield for each element whether it lies too deep."""
    depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        yield depth > _DEEPEST


def _too_deep() -> XmlRefused:
    return XmlRefused("TOO_DEEP", f"Meldingen har flere enn {_DEEPEST} nivåer og blir ikke lest.")
