"""One message while it is written: its draft, its marks, and what can be said of it. No Qt, no log."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from plo_desktop.domain.log_rows import DraftRow
from plo_desktop.forms.reuse import Reused, from_plain
from plo_desktop.messages.diff import changed_fields
from plo_desktop.messages.shared_sections import KONTAKT_SECTION
from plo_desktop.messages.spec import Content, Problem
from plo_desktop.messages.values import to_plain
from plo_desktop.services import draft
from plo_desktop.ui.compose.gather import Opened

TYPED = "_skrevet."
"""Begins the note of a draft that keeps what was typed in a field and is no value yet ("21.1x")."""

PROPOSED = "_forslag"
"""Note of a draft with the words that the program proposed for «Hva er endret»; others are the writer's."""

CHANGE_FIELD = "endring"


@dataclass
class Writing:
    """The message being written. `content`, `faults` and `typed` are what the form last said."""

    opened: Opened
    row: DraftRow
    reused: Reused
    standing_problems: tuple[Problem, ...]
    content: Content = field(default_factory=Content)
    faults: Mapping[str, str] = field(default_factory=dict)
    typed: Mapping[str, str] = field(default_factory=dict)
    tried: bool = False
    unsaved: bool = False
    touched: set[str] = field(default_factory=set)
    inserting: str = ""
    proposed: str = ""


def begun(opened: Opened) -> Writing:
    """Return a draft as it is taken up."""
    notes = opened.row.sources
    return Writing(
        opened,
        opened.row,
        from_plain(notes),
        opened.standing_problems,
        content=opened.content,
        typed={n.removeprefix(TYPED): text for n, text in notes.items() if n.startswith(TYPED)},
        proposed=notes.get(PROPOSED, ""),
    )


def row_of(writing: Writing) -> DraftRow:
    """Return the draft with what stands in the form, its marks and its notes."""
    notes = writing.row.sources.items()
    kept = {n: note for n, note in notes if n.startswith("_") and not n.startswith(TYPED) and n != PROPOSED}
    kept |= {f"{TYPED}{name}": text for name, text in writing.typed.items()}
    if writing.proposed:
        kept[PROPOSED] = writing.proposed
    content = to_plain(writing.content)
    marks = {n: note for n, note in writing.reused.to_plain().items() if n in content}
    return replace(writing.row, content=content, sources={**kept, **marks})


def changed_names(writing: Writing) -> frozenset[str]:
    """Return the fields that differ from what was last sent.

    Who writes, and the note about what is new, differ in every message and are no news of the patient.
    """
    opened = writing.opened
    if not opened.is_change:
        return frozenset()
    changed = changed_fields(opened.mtype, opened.before, writing.content)
    return changed - draft.SAID_ANEW - {each.name for each in KONTAKT_SECTION.fields}


def proposal(writing: Writing, changed: frozenset[str]) -> str:
    """Return what «Hva er endret» says by itself: "Endret: Antatt forløp. Nytt: Pårørende." or nothing."""
    before, now = writing.opened.before.by_name(), writing.content.by_name()
    groups: dict[str, list[str]] = {"Endret": [], "Nytt": [], "Fjernet": []}
    for each in writing.opened.mtype.fields():
        if each.name in changed:
            kind = "Nytt" if each.name not in before else ("Endret" if each.name in now else "Fjernet")
            if each.label not in groups[kind]:
                groups[kind].append(each.label)
    return " ".join(f"{kind}: {', '.join(labels)}." for kind, labels in groups.items() if labels)


def to_propose(writing: Writing, changed: frozenset[str]) -> str | None:
    """Return new words for «Hva er endret», or None when they stand already or are the writer's own."""
    if not writing.opened.is_change or writing.opened.mtype.field_named(CHANGE_FIELD) is None:
        return None
    said = writing.content.by_name().get(CHANGE_FIELD) or ""
    wanted = proposal(writing, changed)
    if said not in ("", writing.proposed) or (
        said == "" and writing.proposed and CHANGE_FIELD in writing.touched
    ):
        return None
    return wanted if wanted != said else None


def used_parts(writing: Writing) -> dict[str, str]:
    """Return which paragraphs stand word for word in the form, and in which field."""
    values = writing.content.by_name()
    texts = {name: value for name, value in values.items() if isinstance(value, str)}
    used: dict[str, str] = {}
    for source in writing.opened.sources:
        for part in source.parts:
            if part.rows:
                held = values.get(part.target)
                if isinstance(held, tuple) and all(row in held for row in part.rows):
                    used[part.text] = label_of(writing.opened, part.target)
                continue
            for name, value in texts.items():
                if part.text.strip() and part.text.strip() in value:
                    used[part.text] = label_of(writing.opened, name)
    return used


def label_of(opened: Opened, name: str) -> str:
    """Return a field's label, or its name when the type does not have it."""
    each = opened.mtype.field_named(name)
    return each.label if each is not None else name
