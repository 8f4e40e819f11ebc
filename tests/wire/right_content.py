"""Right contents at random, by the kinds of a type's fields; shared by every test of the codec."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from hypothesis import strategies as st

from plo_desktop.domain.amount import Amount
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
    join_name,
)
from plo_desktop.messages.spec import Content, Field, MessageType

LETTERS = st.characters(
    codec="utf-8", exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff"
) | st.sampled_from("šŋáÄÔæøåÆØÅ<>&\"'𝄞🙂\u200b\u202e")
LINE_TEXTS = st.text(LETTERS, min_size=1, max_size=40).map(str.strip).filter(bool)
PROSE_TEXTS = st.lists(LINE_TEXTS, min_size=1, max_size=4).map("\n".join)
WORDS = st.text(st.sampled_from("abcÅšŋ'-"), min_size=1, max_size=8)
NAMES = st.builds(
    lambda family, given: join_name(family, given), WORDS, st.lists(WORDS, min_size=1).map(" ".join)
)


def values_of(field: Field[object]) -> st.SearchStrategy[object]:
    """Return right values of a field; a kind without a case here fails the test."""
    kind: object = field.kind
    match kind:
        case PersonName():
            return NAMES
        case Hpr():
            return st.integers(1, 10**9 - 1).map(str)
        case Sentence(options=options):
            return st.sampled_from(options)
        case LineText(longest=longest):
            return LINE_TEXTS.map(lambda text: text[:longest].strip()).filter(bool)
        case Prose():
            return PROSE_TEXTS
        case Day():
            return st.dates(date(1900, 1, 1), date(2200, 12, 31))
        case Moment():
            return st.integers(0, 4_000_000_000).map(
                lambda seconds: datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)
            )
        case Choice():
            return st.sampled_from(kind.options())
        case Whole(low=low, high=high):
            return st.integers(low, high)
        case Number(low=low, high=high):
            return st.decimals(low, high, places=2)
        case Quantity():
            amounts = st.decimals(0, 10_000, places=2).map(lambda number: format(number, "f"))
            return st.builds(Amount, amounts, st.sampled_from(("", *kind.units())))
        case When():
            return st.sampled_from(("2026", "2026-01", "2026-01-12", "2026-01-12T09:40:00"))
        case CodeSystem():
            # The first is what the declaration says by itself.
            return st.sampled_from(kind.options()[1:])
        case Phone():
            return st.from_regex(r"\+?[0-9]{3,15}", fullmatch=True)
        case Rows(fields=fields):
            return st.lists(contents(fields), min_size=1, max_size=3).map(tuple)
        case _:
            return st.just(field.kind.sample())


def contents(fields: tuple[Field[object], ...]) -> st.SearchStrategy[Content]:
    """Return contents with every required field and any of the others."""
    required = {each.name: values_of(each) for each in fields if each.required}
    optional = {each.name: values_of(each) for each in fields if not each.required}
    made = st.fixed_dictionaries(required, optional=optional).map(Content)
    return made if required else made.filter(lambda content: bool(content.by_name()))


def whole(content: Content, mtype: MessageType) -> Content:
    """Return the content with persons named wholly or not at all, as the checks demand."""
    fields = tuple(mtype.fields())
    for person in fields:
        parts = [f for f in fields if f.name == person.name or f.name.startswith(f"{person.name}_")]
        if not isinstance(person.kind, PersonName) or len(parts) < 3:
            continue
        if any(part not in content for part in parts[:3]):
            for part in [*parts, *(f for f in fields if f.name == "godkjent")]:
                content = content.having(part, None)
    # A summary needs at least one mapped function beside it, and a remark its event (schema).
    if content.by_name().get("funksjoner") is None:
        for name in ("funksjonsvurdering", "pleietyngde"):
            if found := mtype.field_named(name):
                content = content.having(found, None)
    return content
