"""An outline as plain data for the command line's `--json`; the keys are English and stable."""

from __future__ import annotations

from plo_desktop.messages.outline import Item, Line, Medicine, Outline, Prose, Section, Table, Tag


def as_json(outline: Outline) -> dict[str, object]:
    """Return dicts, lists and strings only, in reading order; `kind` tells what an item is."""
    patient = outline.patient
    return {
        "title": outline.title,
        "type_code": outline.type_code,
        "version": outline.version,
        "standing": outline.standing,
        "marks": list(outline.marks),
        "patient": None
        if patient is None
        else {
            "name": patient.name,
            "number": patient.number,
            "number_kind": patient.number_kind,
            "born": patient.born,
            "sex": patient.sex,
        },
        "facts": [_item(fact) for fact in outline.facts],
        "sections": [_item(section) for section in outline.sections],
    }


def _item(item: Item) -> dict[str, object]:
    match item:
        case Line():
            return {
                "kind": "line",
                "label": item.label,
                "text": item.text,
                "path": item.path,
                "mark": item.mark,
            }
        case Prose():
            return {
                "kind": "prose",
                "heading": item.heading,
                "text": item.text,
                "path": item.path,
                "mark": item.mark,
            }
        case Tag():
            return {
                "kind": "tag",
                "tag": item.kind,
                "text": item.text,
                "note": item.note,
                "details": [_item(line) for line in item.details],
                "path": item.path,
                "mark": item.mark,
            }
        case Medicine():
            return {
                "kind": "medicine",
                "name": item.name,
                "strength": item.strength,
                "dosing": item.dosing,
                "use": item.use,
                "remark": item.remark,
                "when": item.when,
                "details": [_item(line) for line in item.details],
                "path": item.path,
                "mark": item.mark,
            }
        case Table():
            return {
                "kind": "table",
                "has_head": item.has_head,
                "rows": [list(row) for row in item.rows],
                "path": item.path,
                "mark": item.mark,
            }
        case Section():
            return {
                "kind": "section",
                "title": item.title,
                "tone": item.tone.value,
                "mark": item.mark,
                "items": [_item(each) for each in item.items],
            }
