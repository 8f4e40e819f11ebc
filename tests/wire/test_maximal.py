"""The maximal documents leave no element of the grammar out, and the official schemas accept them."""

from __future__ import annotations

from pathlib import Path

from lxml import etree

from plo_desktop.wire.checking import check
from plo_desktop.wire.grammar.library import APPREC_10, APPREC_11, apprec, messages
from plo_desktop.wire.inbox import inspect
from plo_desktop.wire.safe_xml import parse
from tests.wire.maximal import documents
from tests.wire.official import is_valid

NOWHERE = frozenset((
    "NUM", "DENOM",  # of a common type that no element has
    # 1.5 takes over the type from 1.6, but not the element that has it
    "{http://www.kith.no/xmlstds/po/poKomponent/2009-06-30}TentativtTidspunktTime",
))  # fmt: skip


def test_every_element_of_the_grammar_stands_in_one_of_them() -> None:
    known: set[str] = set()
    for grammar in (messages(), apprec(APPREC_10), apprec(APPREC_11)):
        for namespace in grammar.namespaces():
            vocabulary = grammar.vocabulary(namespace)
            assert vocabulary is not None
            known.update(vocabulary.elements)
            for name in vocabulary.types:
                known.update(grammar.children(name))
    seen = {str(node.tag) for _, data in documents() for node in etree.fromstring(data).iter()}
    assert known - seen == NOWHERE


def test_both_judges_accept_them(shared_dir: Path) -> None:
    for name, data in documents():
        root = parse(data)
        assert (name, is_valid(shared_dir, root), check(root)) == (name, True, ())


def test_each_is_taken_in_and_read() -> None:
    for name, data in documents():
        found = inspect(data)
        assert found.outline is not None, name
        # Reports, of which there may be many in one envelope, are for other messages than ours.
        if not (name.endswith("way 5") and "Pasientlogistikk" in name):
            assert found.refusals == (), name
