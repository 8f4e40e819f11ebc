"""Which written values of a document a rendering leaves out; the rule by which completeness is judged."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lxml import etree

from plo_desktop.messages.outline import Outline, texts
from plo_desktop.messages.outline_json import as_json
from plo_desktop.messages.plain_text import as_text
from plo_desktop.messages.safe_html import as_html
from plo_desktop.wire.checking import path_of
from plo_desktop.wire.grammar.model import XSI
from plo_desktop.wire.reading_nodes import ONLY_WHEN_TRUE
from plo_desktop.wire.reading_values import shown_moment, visible

_SHORT_KINDS = {"HPR": "HPR", "HER": "HER-id", "ENH": "org.nr.", "FNR": "ødselsnummer", "DNR": "D-nummer"}


@dataclass(frozen=True, slots=True)
class Demand:
    """A written value: where it stands, and the forms of which one must be shown."""

    path: str
    text: str
    forms: tuple[str, ...]


def squeezed(text: str) -> str:
    """Return text without blanks and letter case, so that line breaks do not matter."""
    return re.sub(r"\s+", "", text).casefold()


def said_by(outline: Outline) -> str:
    """Return all that an outline says, squeezed."""
    patient = outline.patient
    said = [outline.title, outline.type_code, outline.standing, *outline.marks]
    if patient:
        said += [patient.name, patient.number, patient.number_kind, patient.born, patient.sex]
    return squeezed(" ".join([*said, *texts(outline.facts), *texts(outline.sections)]))


def said_in_every_form(outline: Outline) -> Iterator[tuple[str, str]]:
    """Yield (form, all it says, squeezed) of outline, text, HTML and JSON; paper has a test of its own."""
    yield "outline", said_by(outline)
    yield "text", squeezed(as_text(outline))
    page = as_html(outline).partition("<body>")[2]
    yield "html", squeezed(html.unescape(re.sub("<[^>]*>", " ", page)))
    yield "json", squeezed(" ".join(whole_json(as_json(outline))))


def whole_json(value: object) -> Iterator[str]:
    """Yield every string of JSON values."""
    if isinstance(value, dict):
        for each in value.values():
            yield from whole_json(each)
    elif isinstance(value, list):
        for each in value:
            yield from whole_json(each)
    elif isinstance(value, str):
        yield value


def leaves(root: etree._Element) -> Iterator[tuple[str, str]]:
    """Yield (path, value) of every text and attribute that the sender wrote; xsi attributes aside."""
    for node in root.iter():
        if not isinstance(node.tag, str):
            continue
        path = path_of(node)
        for text in (node.text, *(child.tail for child in node)):
            if text and text.strip():
                yield path, text
        for name, value in node.items():
            if not name.startswith(f"{{{XSI}}}") and value.strip():
                yield f"{path}/@{name.rpartition('}')[2]}", value


def demands(root: etree._Element) -> tuple[Demand, ...]:
    """Return what a rendering of the document must show.

    The documented mapping: OIDs are not shown; V is not shown beside a DN, nor are unread values of yes/no
    elements that only speak when true; a true one is told by its label or by words (anslagsvis,
    Hoveddiagnose); kinds of identifiers have short names; Forsendelsesstatus is told in words; an attachment
    is listed with its size; of formatted content, what only says how it looks is left out.
    """
    written = tuple(leaves(root))
    kinds = {_holder(path): text for path, text in written if path.endswith(("TypeId/@V", "Type/@V"))}
    named = {_holder(path) for path, text in written if path.endswith("/@DN")}
    found: list[Demand] = []
    for path, text in written:
        holder, _, attribute = path.rpartition("/@")
        name = re.sub(r"\[\d+\]", "", (holder or path).rpartition("/")[2])
        if attribute == "S" or (attribute == "V" and holder in named):
            continue
        if name in ONLY_WHEN_TRUE and text.strip() in ("false", "0", "true", "1"):
            continue
        if name == "Base64Container" or (name == "ProcessingStatus" and attribute):
            continue
        forms = list(_shown_forms(text))
        if attribute in ("V", "DN") and name in ("TypeId", "Type") and (kind := kinds.get(_holder(path))):
            forms += [_SHORT_KINDS[kind]] if kind in _SHORT_KINDS else []
        found.append(Demand(path, text, tuple(dict.fromkeys(squeezed(form) for form in forms))))
    return tuple(found)


def lost(wanted: Iterable[Demand], said: str) -> list[tuple[str, str]]:
    """Return (path, text) of the values that `said` holds in none of their forms."""
    return [(each.path, each.text) for each in wanted if not any(form in said for form in each.forms)]


def missing(root: etree._Element, said: str) -> list[tuple[str, str]]:
    """Return the values of a document that `said` does not hold."""
    return lost(demands(root), said)


def _holder(path: str) -> str:
    """Return the element that a path with an attribute is about."""
    return path.rpartition("/@")[0]


def _shown_forms(text: str) -> Iterator[str]:
    """Yield the forms in which a written value may be shown."""
    text = text.strip()
    yield text
    yield shown_moment(text)
    yield text.replace(".", ",")
    yield {"true": "Ja", "1": "Ja", "false": "Nei", "0": "Nei"}.get(text, text)
    yield text.partition(":")[2] or text
    yield visible(text)
