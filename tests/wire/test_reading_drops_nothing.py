"""Every value that a sender wrote is in the outline, in text, in HTML and in JSON: none missing."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from plo_desktop.messages.outline_json import as_json
from plo_desktop.messages.plain_text import as_text
from plo_desktop.messages.safe_html import as_html
from plo_desktop.wire.reading import outline_of
from plo_desktop.wire.safe_xml import parse
from tests.wire.completeness import (
    demands,
    leaves,
    lost,
    missing,
    said_by,
    said_in_every_form,
    squeezed,
    whole_json,
)
from tests.wire.maximal import documents
from tests.wire.official import examples
from tests.wire.skeletons import SKELETONS, message


def every_loss(root: etree._Element) -> dict[str, list[tuple[str, str]]]:
    wanted = demands(root)
    found = {form: lost(wanted, said) for form, said in said_in_every_form(outline_of(root))}
    return {form: each for form, each in found.items() if each}


def test_every_leaf_of_every_official_example_is_shown(shared_dir: Path) -> None:
    found = {path.name: every_loss(parse(path.read_bytes())) for path in examples(shared_dir)}
    assert found == {name: {} for name in found}


def test_every_leaf_of_every_maximal_document_is_shown() -> None:
    found = {name: every_loss(parse(data)) for name, data in documents()}
    assert found == {name: {} for name in found}


@pytest.mark.parametrize("name", SKELETONS)
def test_every_leaf_of_our_own_messages_is_shown(name: str) -> None:
    root = parse(SKELETONS[name])
    assert missing(root, said_by(outline_of(root))) == []


def test_a_value_taken_away_is_noticed_by_this_very_test(shared_dir: Path) -> None:
    root = parse(examples(shared_dir)[-1].read_bytes())
    said = said_by(outline_of(root))
    taken = next(text for path, text in leaves(root) if path.endswith("Notat"))
    assert missing(root, said.replace(squeezed(taken), "")) != []


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
        assert squeezed(word) in said_by(outline_of(root)), (kind, node.tag)


def test_a_message_nested_as_deep_as_the_parser_allows_is_read_whole() -> None:
    payload = "<x>" * 240 + "innerst" + "</x>" * 240
    data = message(f'<y xmlns="urn:x">{payload}</y>')
    outline = outline_of(parse(data))
    assert "innerst" in said_by(outline)
    assert "innerst" in as_text(outline)
    assert "innerst" in as_html(outline)
    assert "innerst" in "".join(whole_json(as_json(outline)))
