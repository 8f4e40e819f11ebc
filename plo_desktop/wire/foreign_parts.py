"""Messages with parts that no declaration covers yet; the practice municipality sends whole reports so."""

from __future__ import annotations

from collections.abc import Iterable

from plo_desktop.domain.party import Code
from plo_desktop.messages.spec import Content, MessageType
from plo_desktop.wire.envelope import BuildContext, payload_for, wrap_payload
from plo_desktop.wire.grammar.library import messages
from plo_desktop.wire.safe_xml import parse
from plo_desktop.wire.version_needs import wire_title


def build_with_parts(mtype: MessageType, content: Content, ctx: BuildContext, parts: Iterable[str]) -> bytes:
    """Return a message whose payload holds the declared content and further children, each written as XML.

    Every part declares its own namespaces; it takes its place in the order of the grammar. Raises XmlRefused
    for a part that is no XML.
    """
    payload = payload_for(mtype, content, ctx)
    payload.extend(parse(part.encode()) for part in parts)
    declared = messages().element(str(payload.tag))
    if declared is not None:
        rank = {tag: number for number, tag in enumerate(messages().children(declared.type))}
        payload[:] = sorted(payload, key=lambda part: rank.get(str(part.tag), len(rank)))
    return wrap_payload(Code(mtype.code, wire_title(mtype, ctx.version or mtype.version)), payload, ctx)


def build_from_text(kind: Code, payload: str, ctx: BuildContext) -> bytes:
    """Return a message of a type without declaration, its payload written as XML. Raises XmlRefused."""
    return wrap_payload(kind, parse(payload.encode()), ctx)
