"""The grammar is whole: references lead somewhere, every element has a label, loading is quick."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import etree

from plo_desktop.wire.grammar.library import APPREC_10, APPREC_11, Grammar, apprec, messages
from plo_desktop.wire.grammar.text import GrammarFault, read

XS = "{http://www.w3.org/2001/XMLSchema}"
PO = "http://www.kith.no/xmlstds/po/poKomponent"
FAMILIES = [messages(), apprec(APPREC_10), apprec(APPREC_11)]


@pytest.mark.parametrize("grammar", FAMILIES)
def test_every_type_compiles_and_every_element_has_a_label(grammar: Grammar) -> None:
    for namespace in grammar.namespaces():
        vocabulary = grammar.vocabulary(namespace)
        assert vocabulary is not None
        declared = list(vocabulary.elements.values())
        for name in vocabulary.types:
            grammar.content(name)
            declared += grammar.children(name).values()
        for element in declared:
            assert element.label.strip(), element.tag


@pytest.mark.parametrize("grammar", FAMILIES)
def test_every_label_is_norwegian_words_and_no_element_name(grammar: Grammar) -> None:
    for namespace in grammar.namespaces():
        vocabulary = grammar.vocabulary(namespace)
        assert vocabulary is not None
        declared = [*vocabulary.elements.values()]
        for name in vocabulary.types:
            declared += grammar.children(name).values()
        for element in declared:
            words = element.label.split()
            assert element.label[:1].isupper(), element
            assert len(element.label) > 1, element
            # An element's name has capitals inside and no letter outside ASCII; a label has neither fault.
            assert not any(re.search("[a-zæøå][A-ZÆØÅ]", word) for word in words), element
            assert not set(words) & _WITHOUT_LETTERS, element


_WITHOUT_LETTERS = frozenset((
    "Sporsmal", "Foresporsel", "Parorende", "Sprak", "Fodselsar", "Horselsvikt", "Soknad",
    "Fravar", "Funksjonsniva", "Maal", "Sender", "Receiver", "Name", "Date", "Address",
))  # fmt: skip
"""Norwegian words as element names spell them, and words of the envelope's English."""


def test_every_element_of_the_official_schemas_is_in_the_grammar(shared_dir: Path) -> None:
    known: set[str] = set()
    for grammar in FAMILIES:
        for namespace in grammar.namespaces():
            vocabulary = grammar.vocabulary(namespace)
            assert vocabulary is not None
            known.update(vocabulary.elements)
            for name in vocabulary.types:
                known.update(grammar.children(name))
    missing = set()
    for path in (shared_dir / "standards" / "xsd").glob("*.xsd"):
        schema = etree.parse(str(path)).getroot()
        space = schema.get("targetNamespace", "")
        for element in schema.iter(f"{XS}element"):
            tag = f"{{{space}}}{element.get('name')}"
            # NUM and DENOM of the common types stand in no namespace.
            if element.get("name") and tag not in known and element.get("name") not in ("NUM", "DENOM"):
                missing.add(tag)
    assert missing == set()


def test_children_come_in_the_order_of_the_standard() -> None:
    grammar = messages()
    children = grammar.children(f"{{{PO}/2012-04-01}}TidsfestetHendelse#content")
    names = [tag.rpartition("}")[2] for tag in children]
    assert names == [
        "Hendelsekode", "BeskrivelseAvHendelse", "TidspunktForHendelse", "Anslag", "Merknad",
        "StedForHendelse",
    ]  # fmt: skip


def test_an_older_version_tells_only_what_differs() -> None:
    grammar = messages()
    old, new = f"{{{PO}/2009-06-30}}", f"{{{PO}/2012-04-01}}"
    assert grammar.element(f"{old}InformasjonOmTentativTime") is None
    assert grammar.element(f"{new}InformasjonOmTentativTime") is not None
    year = "FodselsarMindrearigParorende"
    assert f"{old}{year}" not in grammar.children(f"{old}ParorendeForesatt#content")
    assert f"{new}{year}" in grammar.children(f"{new}ParorendeForesatt#content")


@pytest.mark.parametrize(
    "text",
    [
        "namespace x urn:x\nelement A | A\n    B 9 string | B",
        "namespace x urn:x\nelement A | A\n    B 1 q:string | B",
        "namespace x urn:x\nelementt A | A",
        "namespace x urn:x\nwithout B",
    ],
)
def test_a_fault_in_the_text_tells_its_line(text: str) -> None:
    with pytest.raises(GrammarFault, match=r"line \d"):
        read(text, lambda namespace: "")
