"""Phrases of the configuration, and the rule that no blank of one is ever sent."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from plo_desktop.base.clock import to_oslo
from plo_desktop.domain.phrases import Phrase, blanks, valid_phrases
from plo_desktop.messages.registry import by_code
from plo_desktop.messages.spec import Content, Field, MessageType, Problem
from plo_desktop.services.desk import Desk
from plo_desktop.services.toml_table import Table, fault

UNFILLED = "FRASE_IKKE_UTFYLT"


def read_phrases(top: Table) -> tuple[Phrase, ...]:
    """Return the phrases of a configuration file. Raises UserError that names key and what to write."""
    return tuple(_read(table) for table in top.tables("fraser"))


def _read(table: Table) -> Phrase:
    types = table.texts("types")
    for code in types:
        if by_code(code) is None:
            write = 'Skriv types = ["HELSEOPPL_SOKNAD"], eller utelat nøkkelen for alle meldinger.'
            raise fault(table.source, table.at("types"), f"har ukjent meldingstype «{code}»", write)
    found = Phrase(table.text("title", needed=True), table.text("text", needed=True), types, _since(table))
    table.close()
    return found


def _since(table: Table) -> date | None:
    value = table.raw("since")
    if value is None:
        return None
    if isinstance(value, str):
        try:
            return date.fromisoformat(value)
        except ValueError:
            value = None
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    raise fault(table.source, table.at("since"), "er ikke en dato", "Skriv since = 2026-03-01.")


def phrases_for(desk: Desk, type_code: str) -> tuple[Phrase, ...]:
    """Return the ward's phrases for a type of message as they hold today."""
    return valid_phrases(desk.settings.phrases, type_code, to_oslo(desk.now()).date())


def unfilled(mtype: MessageType, content: Content) -> tuple[Problem, ...]:
    """Return a stop for every field in which a blank is left: a placeholder says nothing of the patient."""
    return tuple(_unfilled(mtype, content))


def _unfilled(mtype: MessageType, content: Content) -> Iterator[Problem]:
    for each in mtype.fields():
        count = sum(len(blanks(text)) for text in _texts(each, content[each]))
        if count:
            places = "1 sted" if count == 1 else f"{count} steder"
            said = f"«{each.label}» er ikke ferdig utfylt. Skriv noe der det står «___» ({places})."
            yield Problem(UNFILLED, said, field_name=each.name)


def _texts(each: Field[object], held: object) -> Iterator[str]:
    if isinstance(held, str):
        yield held
    elif isinstance(held, tuple):
        for row in held:
            if isinstance(row, Content):
                for value in row.by_name().values():
                    yield from _texts(each, value)
