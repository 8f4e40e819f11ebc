"""Says quickly of a right message that it is right: our grammar as a schema in the parser's own engine.

Most messages are right, and walking one in Python takes five times as long as the engine. What it does not
find right, the walk of `wire.checking` judges, and finds the words for.
"""

from __future__ import annotations

from functools import cache
from threading import Lock

from lxml import etree

from plo_desktop.wire.grammar.library import Grammar
from plo_desktop.wire.grammar.schema import joining_text, schema_texts

# A schema keeps the log of its last validation, and the window reads while the transport is read.
_one_at_a_time = Lock()


def is_surely_right(root: etree._Element, grammar: Grammar) -> bool:
    """Tell whether the engine finds the document right; False does not mean that it is wrong."""
    with _one_at_a_time:
        return _schema(grammar).validate(root)


@cache
def _schema(grammar: Grammar) -> etree.XMLSchema:
    """Return the schema of a family of namespaces; 20 ms for the messages, once in the program's life."""
    texts = dict(schema_texts(grammar))
    parser = etree.XMLParser(no_network=True)
    parser.resolvers.add(_Written(texts))
    return etree.XMLSchema(etree.fromstring(joining_text(texts), parser))


class _Written(etree.Resolver):
    """Answers the addresses in the schemas, which are namespaces, with what was written for them."""

    def __init__(self, texts: dict[str, str]) -> None:
        super().__init__()
        self.texts = texts

    def resolve(
        self, system_url: str | None, public_id: str | None, context: object, /
    ) -> etree._docloader._InputDocument | None:
        return self.resolve_string(self.texts[system_url or ""], context)
