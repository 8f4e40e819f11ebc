"""Copied text is visible as copied until a person has been there."""

from __future__ import annotations

from plo_desktop.forms.reuse import Mark, Reused, Standing, from_plain

REPORT = "Innleggelsesrapport 19.11, Omsorg, Alvdal kommune"
EARLIER = "Helseopplysninger nr. 1, 19.11, Berg"


def test_taken_text_waits_until_it_is_confirmed() -> None:
    """Confirming keeps the source for the log."""
    taken = Reused().taken("funksjon", REPORT)
    assert taken.unconfirmed() == ("funksjon",)
    assert taken.waiting_words("funksjon") == REPORT
    confirmed = taken.confirmed("funksjon")
    assert confirmed.unconfirmed() == ()
    assert confirmed.waiting_words("funksjon") == ""
    assert confirmed.marks["funksjon"] == Mark(REPORT, Standing.CONFIRMED)


def test_writing_in_the_field_counts_as_having_read_it() -> None:
    """Edited text waits no more, and the log tells that it was edited."""
    edited = Reused().taken("funksjon", REPORT).edited("funksjon")
    assert edited.unconfirmed() == ()
    assert edited.marks["funksjon"].standing is Standing.EDITED


def test_editing_does_not_take_back_a_confirmation() -> None:
    """Confirmed is the stronger word."""
    marks = Reused().taken("funksjon", REPORT).confirmed("funksjon").edited("funksjon")
    assert marks.marks["funksjon"].standing is Standing.CONFIRMED


def test_own_text_has_no_source() -> None:
    """Writing or confirming where nothing was taken makes no mark."""
    assert Reused().edited("funksjon").confirmed("funksjon") == Reused()


def test_two_sources_in_one_field_are_both_named_and_wait_again() -> None:
    """A second paragraph has not been read because the first one was."""
    both = Reused().taken("funksjon", REPORT).confirmed("funksjon").taken("funksjon", EARLIER)
    assert both.waiting_words("funksjon") == f"{REPORT}; {EARLIER}"


def test_the_draft_keeps_source_and_standing() -> None:
    """As the log gets them: words, then how far it came."""
    marks = Reused().taken("a", REPORT).taken("b", EARLIER).confirmed("b").taken("c", REPORT).edited("c")
    plain = marks.to_plain()
    assert plain == {
        "a": f"{REPORT} (ikke bekreftet)",
        "b": f"{EARLIER} (bekreftet)",
        "c": f"{REPORT} (endret)",
    }
    assert from_plain(plain) == marks


def test_a_source_without_standing_waits() -> None:
    """What was filled in by the program itself has been read by nobody."""
    assert from_plain({"status": EARLIER, "_mottaker": "8093398"}).unconfirmed() == ("status",)
