"""What a filled-in form still lacks for the standard, in the words of its fields and not of its XML."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import takewhile

from lxml import etree

from plo_desktop.messages.kinds import Rows
from plo_desktop.messages.spec import Content, Field, MessageType, Problem, Severity
from plo_desktop.wire.grammar.model import Element
from plo_desktop.wire.names import qname
from plo_desktop.wire.payload_out import Origin, traced_payload
from plo_desktop.wire.version_needs import missing_children


def gaps(mtype: MessageType, content: Content, version: str = "") -> tuple[Problem, ...]:
    """Return a problem for each value that cannot be sent without another that is not filled in.

    A remark needs what it remarks on, a mapped function its variable: the grammar of the version demands the
    element that the other field writes. The problem stands at the top-level field to fill in. Required fields
    that are empty are told by `validation.problems`, and not here.
    """
    version = version or mtype.version
    payload, origins = traced_payload(mtype, content, version)
    found: dict[Problem, None] = {}
    for parent, declared in missing_children(payload):
        origin = origins.get(parent, ())
        if problem := _problem(mtype, version, origin, parent, declared):
            found[problem] = None
    return tuple(found)


def _problem(
    mtype: MessageType, version: str, origin: Origin, parent: etree._Element, declared: Element
) -> Problem | None:
    if not origin:
        return None
    *lists, (cause, number) = origin
    if isinstance(cause.kind, Rows) and number:
        lists, cause_label = [*lists, (cause, number)], ""
    else:
        cause_label = cause.label
    scope: Iterable[Field[object]] = mtype.sent_fields()
    where = ""
    for each, row in lists:
        kind: object = each.kind
        if isinstance(kind, Rows):
            scope = kind.fields
            where += f"{kind.noun.capitalize()} {row}: "
    writing = _writing(scope, version, etree.QName(parent), declared.tag)
    wanted = max(writing, key=lambda field: _shared_steps(field, cause), default=None)
    if wanted is not None and wanted.required:
        return None
    label = wanted.label if wanted is not None else declared.label
    top = lists[0][0] if lists else wanted or cause
    if cause_label and cause_label != label:
        said = (
            f"«{cause_label}» kan ikke sendes uten «{label}». Fyll ut «{label}», eller slett «{cause_label}»."
        )
    else:
        said = f"«{label}» mangler. Fyll ut feltet, eller slett resten."
    return Problem("HENGER_SAMMEN", where + said, field_name=top.name)


def _writing(
    scope: Iterable[Field[object]], version: str, parent: etree.QName, tag: str
) -> Iterator[Field[object]]:
    """Yield the fields that write this child of that parent, or something below it."""
    for field in scope:
        tags = [qname(step.name, version) for step in field.place.steps]
        above = [None, *tags]
        for before, here in zip(above, tags, strict=False):
            if here == tag and before in (None, parent.text):
                yield field
                break


def _shared_steps(field: Field[object], cause: Field[object]) -> int:
    """Return how far two fields go the same way: two persons of a report stand under the same names."""
    both = zip(field.place.steps, cause.place.steps, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], both))


def further_gaps(
    mtype: MessageType, content: Content, version: str, told: Iterable[Problem]
) -> tuple[Problem, ...]:
    """Return the gaps at fields for which nothing has been told that stops the message already.

    What stops it is not built: it may hold what no document can carry.
    """
    stopped = {each.field_name for each in told if each.severity is Severity.ERROR}
    sound = Content({name: value for name, value in content.by_name().items() if name not in stopped})
    return tuple(each for each in gaps(mtype, sound, version) if each.field_name not in stopped)
