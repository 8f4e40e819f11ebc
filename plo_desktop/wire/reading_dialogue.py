"""Question, answer, deviation and note as their reader knows them, under the words of the wards."""

from __future__ import annotations

from dataclasses import replace

from plo_desktop.messages.outline import Item, Line, Section
from plo_desktop.wire.reading_nodes import Nodes, children, first, local
from plo_desktop.wire.reading_sections import contacts as contacts_of

_HIDDEN_THEMES = ("9069", "5")
_DIALOGUE_TITLES = {
    "DIALOG_SVAR": "Svar",
    "DIALOG_AVVIK": "Avvik",
    "DIALOG_HELSEFAGLIG": "Melding",
}
"""What the note of a dialogue is called to its reader (process-rules Q-08)."""


_ASKED = "Spørsmålet det er svar på"


def dialogue(nodes: Nodes, code: str) -> tuple[Section, ...]:
    """Return question and answer; the theme of an answer says nothing to a reader (R-12)."""
    found: list[Section] = []
    for theme in nodes.named("TemaKodet"):
        if ((theme.get("S") or "").rpartition(".")[2], theme.get("V", "").strip()) == _HIDDEN_THEMES:
            nodes.technical.append(Line(nodes.label(theme), nodes.text(theme), nodes.path(theme)))
            nodes.take(theme)
    people = contacts_of(nodes) if next(nodes.named("Dialogmelding"), None) is not None else ()
    for whole in nodes.named("Dialogmelding"):
        for child in [each for each in children(whole) if len(each)]:
            question = first(child, "Foresporsel")
            asked = nodes.below(question)
            title = _DIALOGUE_TITLES.get(code, "") if local(child) == "Notat" else ""
            if items := nodes.below(child):
                found.append(Section(title or nodes.label(child), _worded(items, code)))
            if asked and question is not None:
                found.append(Section(_ASKED if code == "DIALOG_SVAR" else nodes.label(question), asked))
        if loose := nodes.below(whole):
            found.append(Section(nodes.label(whole), loose))
    return (*found, *people)


def _worded(items: tuple[Item, ...], code: str) -> tuple[Item, ...]:
    """Return the items with the theme of a deviation called by what it says: what is wrong."""
    if code != "DIALOG_AVVIK":
        return items
    return tuple(
        replace(item, label="Hva er galt")
        if isinstance(item, Line) and item.path.endswith("/TemaKodet")
        else item
        for item in items
    )
