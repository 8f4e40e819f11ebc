"""Fills in together what belongs together, and takes it back when the name it came with goes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from plo_desktop.forms.editors.person import PersonEditor
from plo_desktop.forms.field_group import FieldGroup
from plo_desktop.forms.offers import Offer

Fill = Callable[[str, object | None], None]
Held = Callable[[str], object | None]


class Offering:
    """What the name fields of one form offer. `fill` puts a value into a field, `held` returns it."""

    def __init__(self, fill: Fill, held: Held) -> None:
        self._fill = fill
        self._held = held
        self._offers: dict[str, tuple[Offer, ...]] = {}
        self._taken: dict[str, Mapping[str, object]] = {}

    def offer(self, name: str, offers: Sequence[Offer], group: FieldGroup | None) -> None:
        """Offer these in a field from now on; `group` is the field when its section is open."""
        self._offers[name] = tuple(offers)
        if group is not None and isinstance(group.editor, PersonEditor):
            group.editor.offer(offers)

    def join(self, group: FieldGroup) -> None:
        """Let a field that was just made offer what it should."""
        if isinstance(group.editor, PersonEditor):
            name = group.field.name
            group.editor.offer(self._offers.get(name, ()))
            group.editor.taken.connect(lambda number: self._take(name, number))

    def written(self, name: str) -> None:
        """Take back what came with a name when another is written: a number follows its owner."""
        values = self._taken.get(name, {})
        if not values or self._held(name) == values[name]:
            return
        del self._taken[name]
        for each, value in values.items():
            if each != name and self._held(each) == value:
                self._fill(each, None)

    def _take(self, name: str, number: int) -> None:
        values = self._offers[name][number].values
        self._taken[name] = values
        for each, value in values.items():
            self._fill(each, value)
