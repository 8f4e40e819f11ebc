"""Every value that a sender wrote is in the outline, in text, in HTML and in JSON: none missing."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from plo_desktop.messages.outline import Outline, texts
from plo_desktop.messages.outline_json import as_json
from plo_desktop.messages.plain_text import as_text
from plo_desktop.messages.safe_html import as_html
from plo_desktop.wire.reading import leaves, outline_of
from plo_desktop.wire.reading_nodes import ONLY_WHEN_TRUE
from plo_desktop.wire.reading_values import shown_moment, visible
from plo_desktop.wire.safe_xml import parse
from tests.wire.official import examples
from tests.wire.skeletons import SKELETONS, message

_SHORT_KINDS = {"HPR": "HPR", "HER": "HER-id", "ENH": "org.nr.", "FNR": "ødselsnummer", "DNR": "D-nummer"}


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text).casefold()


def said_by(outline: Outline) -> str:
    """Return all that an outline says, without blanks."""
    patient = outline.patient
    said = [outline.title, outline.type_code, outline.standing, *outline.marks]
    if patient:
        said += [patient.name, patient.number, patient.number_kind, patient.born, patient.sex]
    return _squeezed(" ".join([*said, *texts(outline.facts), *texts(outline.sections)]))


def _shown_forms(path: str, text: str) -> Iterator[str]:
    """Yield the forms in which a raw value may be shown."""
    text = text.strip()
    yield text
    yield shown_moment(text)
    yield text.replace(".", ",")
    yield {"true": "Ja", "1": "Ja", "false": "Nei", "0": "Nei"}.get(text, text)
    yield text.partition(":")[2] or text
    yield visible(text)


def missing(root: etree._Element, said: str) -> list[tuple[str, str]]:
    """Return the leaves that `said` does not hold in any of their shown forms.

    The documented mapping: OIDs are not shown; V is not shown beside a DN, nor are unread values of yes/no
    elements that only speak when true; a true one is told by its label or by words (anslagsvis,
    Hoveddiagnose); kinds of identifiers have short names; Forsendelsesstatus is told in words; an attachment
    is listed with its size.
    """
    lost: list[tuple[str, str]] = []
    kinds = {
        path_of_type(path): text for path, text in leaves(root) if path.endswith(("TypeId/@V", "Type/@V"))
    }
    named = {path.rpartition("/@")[0] for path, text in leaves(root) if path.endswith("/@DN")}
    for path, text in leaves(root):
        holder, _, attribute = path.rpartition("/@")
        name = re.sub(r"\[\d+\]", "", (holder or path).rpartition("/")[2])
        if attribute == "S" or (attribute == "V" and holder in named):
            continue
        if attribute in ("V", "DN") and path_of_type(path) in kinds and name in ("TypeId", "Type"):
            kind = kinds[path_of_type(path)]
            if kind in _SHORT_KINDS and _squeezed(_SHORT_KINDS[kind]) in said:
                continue
        if name in ONLY_WHEN_TRUE and text.strip() in ("false", "0", "true", "1"):
            continue
        if name == "Base64Container" or (name == "ProcessingStatus" and attribute):
            continue
        if not any(_squeezed(form) in said for form in _shown_forms(path, text)):
            lost.append((path, text))
    return lost


def path_of_type(path: str) -> str:
    """Return the element that a path with an attribute is about."""
    return path.rpartition("/@")[0]


def _whole_json(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for each in value.values():
            yield from _whole_json(each)
    elif isinstance(value, list):
        for each in value:
            yield from _whole_json(each)
    elif isinstance(value, str):
        yield value


def _said_by_html(outline: Outline) -> str:
    return _squeezed(html.unescape(re.sub("<[^>]*>", " ", as_html(outline).partition("<body>")[2])))


def test_every_leaf_of_every_official_example_is_shown(shared_dir: Path) -> None:
    lost = {}
    for path in examples(shared_dir):
        root = parse(path.read_bytes())
        outline = outline_of(root)
        for form, said in (
            ("outline", said_by(outline)),
            ("text", _squeezed(as_text(outline))),
            ("html", _said_by_html(outline)),
            ("json", _squeezed(" ".join(_whole_json(as_json(outline))))),
        ):
            if found := missing(root, said):
                lost[f"{path.name}, {form}"] = found
    assert lost == {}


@pytest.mark.parametrize("name", SKELETONS)
def test_every_leaf_of_our_own_messages_is_shown(name: str) -> None:
    root = parse(SKELETONS[name])
    assert missing(root, said_by(outline_of(root))) == []


def test_a_value_taken_away_is_noticed_by_this_very_test(shared_dir: Path) -> None:
    root = parse(examples(shared_dir)[-1].read_bytes())
    said = said_by(outline_of(root))
    lost = next(text for path, text in leaves(root) if path.endswith("Notat"))
    assert missing(root, said.replace(_squeezed(lost), "")) != []


WORDS = st.text("abcdefghijklmnopqrstuvwxyzæøå", min_size=12, max_size=16)


@given(
    word=WORDS,
    at=st.integers(0, 10_000),
    kind=st.sampled_from(["text", "attribute", "tail", "nested", "known"]),
)
def test_what_nobody_knows_is_shown_all_the_same(word: str, at: int, kind: str) -> None:
    for data in SKELETONS.values():
        root = parse(data)
        nodes = [node for node in root.iter() if isinstance(node.tag, str)]
        node = nodes[at % len(nodes)]
        if kind == "known":
            node.set("OT", word)
        else:
            stranger = etree.SubElement(node, "{urn:fremmed}Ukjent")
            holder = etree.SubElement(stranger, "Indre") if kind == "nested" else stranger
            if kind == "attribute":
                stranger.set("merke", word)
            elif kind == "tail":
                stranger.tail = word
            else:
                holder.text = word
        assert _squeezed(word) in said_by(outline_of(root)), (kind, node.tag)


def test_a_message_nested_as_deep_as_the_parser_allows_is_read_whole() -> None:
    payload = "<x>" * 240 + "innerst" + "</x>" * 240
    data = message(f'<y xmlns="urn:x">{payload}</y>')
    outline = outline_of(parse(data))
    assert "innerst" in said_by(outline)
    assert "innerst" in as_text(outline)
    assert "innerst" in as_html(outline)
    assert "innerst" in "".join(_whole_json(as_json(outline)))
