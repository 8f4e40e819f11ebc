"""One editor per Kind; `editor_for` is the only place that knows which."""

from __future__ import annotations

from plo_desktop.forms.editors.choice import ChoiceEditor, SentenceEditor
from plo_desktop.forms.editors.dates import DayEditor, MomentEditor, Now
from plo_desktop.forms.editors.editor import Editor
from plo_desktop.forms.editors.numbered import MOST, NumberedEditor, NumberedSentenceEditor
from plo_desktop.forms.editors.person import PersonEditor
from plo_desktop.forms.editors.rows import RowsEditor
from plo_desktop.forms.editors.text import LineEditor, ProseEditor, SpokenEditor, WholeEditor
from plo_desktop.forms.editors.tick import TickEditor
from plo_desktop.forms.look import Look
from plo_desktop.messages.kinds import (
    Choice,
    CodeSystem,
    Day,
    Hpr,
    LineText,
    Moment,
    Number,
    PersonName,
    Phone,
    Prose,
    Quantity,
    Rows,
    Sentence,
    When,
    Whole,
    Wording,
    YesNo,
)
from plo_desktop.messages.spec import Field

__all__ = ["Editor", "editor_for"]

_NAME_CHARACTERS = 30
_PHONE_CHARACTERS = 14
_AMOUNT_CHARACTERS = 18


def editor_for(field: Field[object], look: Look, now: Now) -> Editor:
    """Return a new editor for the field's kind. Raises LookupError for a kind nobody made an editor for."""
    kind = field.kind
    match kind:
        case Prose():
            return ProseEditor(look, kind.lines)
        case Day():
            return DayEditor(look, now)
        case Moment():
            return MomentEditor(look, now)
        case Choice() if kind.only and len(kind.only) <= MOST and field.required:
            return NumberedEditor(look, kind.options())
        case Choice() | CodeSystem():
            return ChoiceEditor(look, kind.options())
        case Sentence() if len(kind.options) <= MOST and field.required:
            return NumberedSentenceEditor(look, kind.options)
        case Sentence():
            return SentenceEditor(look, kind.options)
        case YesNo():
            return TickEditor(look, field.label)
        case Wording():
            adds = "" if kind.text == field.label else "legger til avtalt tekst"
            return TickEditor(look, field.label, adds, kind.text)
        case Quantity() | Number() | When():
            return SpokenEditor(look, field.kind, _AMOUNT_CHARACTERS)
        case Rows():
            return RowsEditor(look, kind, lambda inner: editor_for(inner, look, now))
        case _:
            return _text_editor(kind, look)


def _text_editor(kind: object, look: Look) -> Editor:
    match kind:
        case Hpr():
            return LineEditor(look, kind.longest + 1, kind.longest)
        case PersonName():
            return PersonEditor(look, _NAME_CHARACTERS, kind.longest)
        case LineText():
            return LineEditor(look, min(kind.longest, 75), kind.longest)
        case Phone():
            return LineEditor(look, _PHONE_CHARACTERS, 40)
        case Whole():
            return WholeEditor(look, kind.low, kind.high)
        case _:
            raise LookupError(f"no editor for {type(kind).__name__}")
