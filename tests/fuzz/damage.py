"""Damage of bytes and of trees, from a seed: the same seed gives the same input on every machine."""

from __future__ import annotations

import copy
from functools import cache

from lxml import etree

from plo_desktop.messages.registry import all_types
from plo_desktop.wire.safe_xml import XmlRefused, parse
from tests.bad_input.report_made import Report
from tests.wire.made import a_message
from tests.wire.maximal import documents
from tests.wire.mutations import MUTATIONS, Luck
from tests.wire.skeletons import SKELETONS

_TOKENS = (
    b"<", b">", b"/>", b"&", b"&#x0;", b"&lt;", b"&a;", b"]]>", b"<![CDATA[", b"<!--", b"<?x?>",
    b"<!DOCTYPE a>",
    b'"', b"'", b"\x00", b"\xff", b"\xc3", b"\xed\xa0\x80", b"\xe2\x80\xae", b"\r", b"\n" * 50, b" " * 500,
    b"9" * 400, b"-", b"e999", b"2026-02-30", b"0000-00-00T99:99:99Z", b"NaN", b"A" * 3000, b"xsi:type=",
    b'<div xmlns="http://www.w3.org/1999/xhtml"><table><tr><td>x</td></tr></table></div>',
)  # fmt: skip
_TEXTS = (
    "", " ", "\u202e", "\u200b" * 20, "x" * 20_000, "ord " * 5_000, "\n" * 2_000, "Å\u030a", "\U0001f600",
    "<b>",
    "9" * 300, "-1", "1e308", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "24:00:00", "2026-13",
    "tel:", "mailto:", "[[", "|" * 300, "\t" * 300, "ﷺ" * 200, "\u0430bc", "(" * 500, "Ja", "false",
)  # fmt: skip
SMALL = len(SKELETONS) + 1
"""How many of the last bases are small."""

_XHTML = "{http://www.w3.org/1999/xhtml}"
_TAGS = (
    "div",
    "p",
    "table",
    "tr",
    "td",
    "th",
    "ul",
    "li",
    "script",
    "img",
    "h2",
    "a",
    "br",
    "svg",
    "caption",
)


@cache
def bases() -> tuple[bytes, ...]:
    """Return what is damaged: maximal documents, samples of all types, small messages and receipts."""
    found = [data for _, data in documents()]
    found += [a_message(mtype) for mtype in all_types()]
    return (*found, *SKELETONS.values(), Report().bytes())


def damaged(seed: int) -> bytes:
    """Return one damaged input."""
    luck = Luck(seed)
    # Small messages are read fastest, so that more of them are tried.
    base = luck.choice(bases()[-SMALL:] if luck.random() < 0.8 else bases())
    data = _tree(luck, base) if luck.random() < 0.7 else base
    if luck.random() < 0.4:
        data = _bytes(luck, data)
    return data


def _tree(luck: Luck, data: bytes) -> bytes:
    try:
        root = copy.deepcopy(parse(data))
    except XmlRefused:
        return data
    for _ in range(luck.choice((1, 1, 2, 4))):
        nodes = [node for node in root.iter() if isinstance(node.tag, str)]
        if len(nodes) < 6:
            break
        node = luck.choice(nodes)
        match luck.randrange(5):
            case 0:
                node.text = _text(luck)
            case 1:
                _formatted(luck, node)
            case 2 if node.attrib:
                node.set(luck.choice(sorted(str(name) for name in node.attrib)), _text(luck))
            case _:
                luck.choice(MUTATIONS)(luck, root)
    return etree.tostring(root, encoding="UTF-8")


def _text(luck: Luck) -> str:
    return luck.choice(_TEXTS) + luck.choice(("", "", luck.choice(_TEXTS)))


def _formatted(luck: Luck, node: etree._Element) -> None:
    """Put a random tree of formatted content somewhere, often where none may be."""
    for _ in range(luck.randrange(1, 12)):
        inner = etree.SubElement(node, luck.choice((_XHTML, "")) + luck.choice(_TAGS))
        inner.text, inner.tail = luck.choice(_TEXTS[:8]), luck.choice((None, "hale", "\n"))
        inner.set(
            luck.choice(("href", "colspan", "onload", "class", "title")),
            luck.choice(("2", "99999", "x", "-1")),
        )
        node = luck.choice((node, inner))


def _bytes(luck: Luck, data: bytes) -> bytes:
    made = bytearray(data)
    for _ in range(luck.choice((1, 1, 2, 8))):
        at = luck.randrange(len(made) + 1)
        match luck.randrange(5):
            case 0:
                made[at:at] = luck.choice(_TOKENS)
            case 1:
                del made[at : at + luck.choice((1, 4, 100))]
            case 2 if at < len(made):
                made[at] ^= 1 << luck.randrange(8)
            case 3:
                made[at:at] = made[at : at + luck.choice((10, 1_000))]
            case _:
                del made[len(made) - luck.randrange(min(len(made), 200) + 1) :]
    return bytes(made)
