"""The official schemas and examples, loaded offline; they are read from ../shared and never shipped."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from lxml import etree

from plo_desktop.wire.grammar.library import APPREC_10, APPREC_11

_MOVED = {
    "http://www.w3.org/TR/xmldsig-core/xmldsig-core-schema.xsd": "xmldsig-core-schema.xsd",
    "http://www.kith.no/xmlstds/kith.xsd": "kith.xsd",
}
_SCHEMA = {APPREC_10: "AppRec-v1-2004-11-21.xsd", APPREC_11: "AppRec-v1.1.xsd"}


class _Local(etree.Resolver):
    """Answers the two absolute addresses in the schemas with the local files."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.folder = folder

    def resolve(
        self, system_url: str | None, public_id: str | None, context: object, /
    ) -> etree._docloader._InputDocument | None:
        if system_url in _MOVED:
            return self.resolve_filename(str(self.folder / _MOVED[system_url]), context)
        return None


@cache
def _schema(folder: Path, name: str) -> etree.XMLSchema:
    parser = etree.XMLParser(no_network=True)
    parser.resolvers.add(_Local(folder))
    return etree.XMLSchema(etree.parse(str(folder / name), parser))


def is_valid(shared: Path, root: etree._Element) -> bool:
    """Tell what the official schemas say about a document."""
    namespace = etree.QName(root).namespace or ""
    return _schema(shared / "standards" / "xsd", _SCHEMA.get(namespace, "driver-msghead-all.xsd")).validate(
        root
    )


def examples(shared: Path) -> list[Path]:
    """Return the official example messages, in a fixed order."""
    return sorted((shared / "standards" / "examples").rglob("*.xml"))
