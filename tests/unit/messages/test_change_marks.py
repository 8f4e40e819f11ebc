"""What changed since the former version is marked where it stands, and what is gone is listed."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date
from time import process_time

from hypothesis import given
from hypothesis import strategies as st

from plo_desktop.messages.change_marks import REMOVED_TITLE, is_marked, marked
from plo_desktop.messages.outline import Item, Line, Medicine, Outline, Prose, Section, Tag, Tone
from plo_desktop.messages.outline_json import as_json
from plo_desktop.messages.plain_text import as_text
from plo_desktop.messages.safe_html import as_html

DAY = date(2026, 11, 20)
STATUS = Prose("Pasientens status", "Klar og orientert.\nGår med rullator.", "a/Journaltekst[1]")
COURSE = Prose("Antatt forløp", "Reiser hjem mandag.", "a/Journaltekst[2]")
DAUGHTER = Line("Datter", "Kari Danser, tlf. 90094004", "a/ParorendeForesatt[1]")
SON = Line("Sønn", "Per Danser, tlf. 90094005", "a/ParorendeForesatt[2]")
PARACET = Medicine("Paracet", "500 mg tablett", "1 tabl x 4", "Fast")
MAREVAN = Medicine("Marevan", "2,5 mg tablett", "etter INR", "Fast")


def a_message(*sections: Section) -> Outline:
    """Return a message with facts that differ every time."""
    return Outline("Helseopplysninger", "HELSEOPPL_SOKNAD", "1.6", "Endring", None, (), sections)


def notes(*items: Item) -> Section:
    return Section("Situasjon og forløp", items)


def in_use(*items: Item) -> Section:
    return Section("Legemidler i bruk", items)


def stopped(*items: Item) -> Section:
    return Section("Seponert, skal ikke brukes", items, Tone.STOPPED)


def kin(*items: Item) -> Section:
    return Section("Pårørende", items)


def compared(new: tuple[Section, ...], old: tuple[Section, ...]) -> tuple[Section, ...]:
    return marked(a_message(*new), a_message(*old), DAY).sections


def test_a_note_under_the_same_heading_is_changed_and_the_other_is_not() -> None:
    rewritten = replace(STATUS, text="Forvirret. Går ikke.")
    (section,) = compared((notes(rewritten, COURSE),), (notes(STATUS, COURSE),))
    assert [item.mark for item in section.items] == ["ENDRET 20.11.2026", ""]


def test_a_new_note_is_new_and_a_note_that_moved_or_was_broken_otherwise_is_unchanged() -> None:
    moved = replace(STATUS, text="Klar og orientert. Går med rullator.", path="b/Journaltekst[7]")
    (section,) = compared((notes(COURSE, moved),), (notes(STATUS),))
    assert [item.mark for item in section.items] == ["NYTT 20.11.2026", ""]


def test_two_notes_under_one_heading_are_paired_by_their_words() -> None:
    first = Prose("Praktiske opplysninger", "Pasienten bruker briller og høreapparat")
    second = Prose("Praktiske opplysninger", "Ektefellen er varslet om innleggelsen")
    later = replace(second, text="Ektefellen er varslet om utskrivningen")
    (section,) = compared((notes(later, first),), (notes(first, second),))
    assert [item.mark for item in section.items] == ["ENDRET 20.11.2026", ""]


def test_kin_are_known_by_name_and_not_by_what_they_are_to_the_patient() -> None:
    moved = replace(DAUGHTER, text="Kari Danser, tlf. 11111111", path="a/ParorendeForesatt[9]")
    other = replace(SON, text="Ola Danser, tlf. 22222222")
    found = compared((kin(moved, other),), (kin(DAUGHTER, SON),))
    assert [item.mark for item in found[0].items] == ["ENDRET 20.11.2026", "NYTT 20.11.2026"]
    assert found[1] == Section(
        REMOVED_TITLE, (Line("Pårørende", "Sønn: Per Danser, tlf. 90094005", mark="FJERNET 20.11.2026"),)
    )


def test_a_medicine_with_another_dose_is_changed_and_a_new_one_new() -> None:
    found = compared((in_use(replace(PARACET, dosing="1 tabl x 3"), MAREVAN),), (in_use(PARACET),))
    assert [item.mark for item in found[0].items] == ["ENDRET 20.11.2026", "NYTT 20.11.2026"]
    assert len(found) == 1


def test_a_medicine_that_was_stopped_is_changed_where_it_now_stands_and_not_also_gone() -> None:
    found = compared((in_use(PARACET), stopped(MAREVAN)), (in_use(PARACET, MAREVAN),))
    assert [item.mark for section in found for item in section.items] == ["", "ENDRET 20.11.2026"]
    assert [section.title for section in found] == ["Legemidler i bruk", "Seponert, skal ikke brukes"]


def test_a_medicine_that_is_gone_is_told_as_a_sentence_and_not_as_a_row_to_give() -> None:
    found = compared((in_use(PARACET),), (in_use(PARACET, MAREVAN),))
    (gone,) = found[-1].items
    assert gone == Line(
        "Legemidler i bruk", "Marevan, 2,5 mg tablett, etter INR, Fast", mark="FJERNET 20.11.2026"
    )


def test_the_same_drug_in_two_strengths_is_two_medicines() -> None:
    strong = replace(PARACET, strength="1 g tablett", dosing="ved behov")
    found = compared((in_use(replace(strong, dosing="x 2"), PARACET),), (in_use(PARACET, strong),))
    assert [item.mark for item in found[0].items] == ["ENDRET 20.11.2026", ""]


def test_critical_information_that_is_gone_is_listed() -> None:
    cave = Section("Kritisk informasjon", (Tag("CAVE", "Penicillin", "utslett"),), Tone.CRITICAL)
    found = compared((notes(STATUS),), (cave, notes(STATUS)))
    assert [item.mark for item in found[0].items] == [""]
    assert found[1].items == (
        Line("Kritisk informasjon", "CAVE: Penicillin. utslett", mark="FJERNET 20.11.2026"),
    )


def test_a_nested_section_is_marked_where_it_differs() -> None:
    help_ = Section("Eksisterende tjeneste", (Line("Tjeneste", "Hjemmesykepleie"), Line("Antall", "2")))
    more = Section("Eksisterende tjeneste", (Line("Tjeneste", "Hjemmesykepleie"), Line("Antall", "3")))
    (section,) = compared((Section("Tjenester", (more,)),), (Section("Tjenester", (help_,)),))
    (inner,) = section.items
    assert isinstance(inner, Section)
    assert [item.mark for item in (inner, *inner.items)] == ["", "", "ENDRET 20.11.2026"]


def test_technical_sections_are_never_marked() -> None:
    ids = [Section("Tekniske opplysninger", (Line("Id", text),), Tone.TECHNICAL) for text in ("1", "2")]
    assert compared((ids[1],), (ids[0],)) == (ids[1],)


WORDS = st.text("abcæøå ", min_size=1, max_size=12)
LINES = st.builds(Line, WORDS, WORDS, st.sampled_from(["a/ParorendeForesatt", "a/b"]))
ITEMS: st.SearchStrategy[Item] = st.one_of(
    LINES,
    st.builds(Prose, WORDS, WORDS),
    st.builds(Tag, WORDS, WORDS, WORDS),
    st.builds(Medicine, WORDS, WORDS, WORDS),
    st.builds(Section, WORDS, st.lists(LINES, max_size=3).map(tuple)),
)
SECTIONS = st.lists(st.builds(Section, WORDS, st.lists(ITEMS, max_size=6).map(tuple)), max_size=4)


@given(sections=SECTIONS, chance=st.randoms(use_true_random=False))
def test_the_same_message_in_any_order_has_no_mark(sections: list[Section], chance: random.Random) -> None:
    shuffled = []
    for section in sections:
        items = list(section.items)
        chance.shuffle(items)
        shuffled.append(replace(section, items=tuple(items)))
    assert not is_marked(marked(a_message(*shuffled), a_message(*sections), DAY))


@given(new=SECTIONS, old=SECTIONS)
def test_nothing_of_the_new_message_is_lost_and_what_is_unmarked_was_there(
    new: list[Section], old: list[Section]
) -> None:
    found = marked(a_message(*new), a_message(*old), DAY).sections
    kept = [section for section in found if section.title != REMOVED_TITLE]
    assert [len(section.items) for section in kept] == [len(section.items) for section in new]
    before = {_unmarked(item) for section in old for item in section.items}
    for section in kept:
        for item in section.items:
            if not item.mark and not isinstance(item, Section):
                assert _unmarked(item) in before


def _unmarked(item: Item) -> str:
    return " ".join(str(replace(item, path="") if not isinstance(item, Section) else item).split())


def test_the_marks_are_in_text_html_and_json() -> None:
    sections = compared((kin(SON), in_use(replace(PARACET, use="Kur")), notes(STATUS)), (in_use(PARACET),))
    outline = a_message(*sections)
    text = as_text(outline)
    assert "[NYTT 20.11.2026] Per Danser, tlf. 90094005" in text
    assert "[NYTT 20.11.2026] Pasientens status:" in text
    assert "[ENDRET 20.11.2026] 500 mg tablett, 1 tabl x 4, Kur" in text
    assert as_html(outline).count('class="changed"') == 3
    assert str(as_json(outline)).count("'mark': 'NYTT 20.11.2026'") == 2


def test_a_thousand_changed_notes_are_compared_in_no_time() -> None:
    """Reading never hangs (product.md 10)."""
    old, new = (notes(*(Prose("", f"{word}{n} om natten") for n in range(1000))) for word in ("sov", "lå"))
    began = process_time()
    section, *_ = compared((new,), (old,))
    assert process_time() - began < 2
    assert {item.mark for item in section.items} == {"ENDRET 20.11.2026"}
