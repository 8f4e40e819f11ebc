"""The practice ward: a past that looks alike on any day, made of real messages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from plo_desktop.base.clock import OSLO, SetClock
from plo_desktop.base.resources import read_text
from plo_desktop.domain.message_state import state_words
from plo_desktop.domain.person_number import fault
from plo_desktop.messages.types.helseopplysninger import ENDRING
from plo_desktop.services import dispatch, draft, exchange, overview, practice, receive
from plo_desktop.services.desk import Desk
from plo_desktop.services.lock import matches
from plo_desktop.services.ports import MessageFilter
from plo_desktop.services.practice.patients import AALVIK, BEDS
from plo_desktop.services.practice.ward import CONFIG
from plo_desktop.store.open_store import open_store
from plo_desktop.transport.demo import SimulatedKommune
from plo_desktop.wire.inbox import inspect, words_of
from plo_desktop.wire.safe_xml import parse
from tests.wire import official

FRIDAY = datetime(2026, 11, 20, 7, 42, tzinfo=OSLO)
SUNDAY_NIGHT = datetime(2026, 11, 22, 0, 5, tzinfo=OSLO)
MONDAY_AFTERNOON = datetime(2026, 11, 23, 16, 10, tzinfo=OSLO)
EASTER_MONDAY = datetime(2027, 3, 29, 12, 0, tzinfo=OSLO)
WHEN_CLOCKS_CHANGE = datetime(2026, 10, 25, 8, 0, tzinfo=OSLO)
ALL = MessageFilter(limit=1000, receipts=True)


@contextmanager
def desk_on(folder: Path, now: datetime) -> Iterator[Desk]:
    """Yield May Jones' desk on a fresh practice store."""
    set_up = practice.configuration()
    with open_store(folder, create=True, test=True, words_of=words_of) as store:
        yield Desk(
            store,
            SetClock(now.astimezone(UTC)),
            practice.user("Jones"),
            "3B-01",
            set_up.ward,
            set_up.addresses,
            set_up.settings,
        )


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """Return the desk on the practice ward of Friday morning, to be looked at only."""
    with desk_on(tmp_path_factory.mktemp("ovelse") / "data", FRIDAY) as made:
        practice.fill(made)
        yield made


def seen(desk: Desk) -> tuple[object, ...]:
    """Return what a nurse sees of the ward, without the ids that differ between two fillings."""
    now = desk.now()
    deadlines = [replace(row, msg_id="", stay_id="") for row in overview.deadlines(desk)]
    log = [
        (row.title, row.patient_name, row.at, state_words(row, now), row.warnings)
        for row in desk.store.messages(ALL)
    ]
    drafts = [(draft.owner, draft.content, draft.saved_at) for draft in desk.store.drafts()]
    stays = [replace(stay, stay_id="") for stay in desk.store.stays()]
    return deadlines, log, drafts, stays


def test_two_deadlines_are_overdue_as_on_the_picture(desk: Desk) -> None:
    overdue = [row for row in overview.deadlines(desk) if row.state == "forfalt"]

    assert [(row.patient_name, row.title, desk.now() - row.due) for row in overdue] == [
        ("Danser, Line", "Innleggelsesrapport usignert", timedelta(hours=2, minutes=10)),
        ("Telokk, Gry", "Første Helseopplysninger", timedelta(minutes=20)),
    ]


def test_three_deadlines_are_soon_and_ours(desk: Desk) -> None:
    soon = [row for row in overview.deadlines(desk) if row.state == "snart" and row.rule != "kvittering"]

    assert [(row.patient_name, row.rule) for row in soon] == [
        ("Sørgård, Ærlend", "helseopplysninger-første"),
        ("Gundersen, Roland", "utskrivningsrapport"),
        ("Hansvik, Kristine", "signer-innkommende"),
    ]
    assert soon[0].due - desk.now() == timedelta(minutes=45)


def test_four_things_wait_for_the_municipality(desk: Desk) -> None:
    waiting = [row for row in overview.deadlines(desk) if row.state == "venter" and not row.ours]

    assert {(row.patient_name, row.rule) for row in waiting} == {
        ("Dottno, Finn", "innleggelsesrapport"),
        ("Arntsen, Kjersti", "svar-saksbehandler"),
        ("Bog, Jørgen", "svar-saksbehandler"),
        ("Gundersen, Roland", "kommunens-svar-utskrivningsklar"),
    }


def test_what_stopped_on_its_way_is_seen(desk: Desk) -> None:
    stopped = Counter(item.kind for item in overview.not_arrived(desk))

    assert stopped == {"ikke kvittert": 1, "avvist": 1, "karantene": 1, "usignert": 3}
    assert overview.counts(desk).outbox == 1


def test_a_report_on_an_unknown_patient_waits_to_be_placed(desk: Desk) -> None:
    unplaced = [row for row in desk.store.messages(ALL) if row.triage]

    assert [(row.patient_name, row.triage) for row in unplaced] == [("Aalvik, Bent", "ukjent pasient")]


def test_nurses_have_left_drafts(desk: Desk) -> None:
    assert {draft.owner for draft in desk.store.drafts()} == {"ida.berg", "sindre.moen"}


def test_the_paper_municipality_has_a_printed_letter(desk: Desk) -> None:
    letters = [row for row in desk.store.messages(ALL) if row.channel == "papir"]

    assert [(row.counterpart, row.printed) for row in letters] == [("Røros kommune", 1)]


@pytest.mark.parametrize("now", [SUNDAY_NIGHT, MONDAY_AFTERNOON, EASTER_MONDAY, WHEN_CLOCKS_CHANGE])
def test_the_ward_looks_alike_on_any_day(tmp_path: Path, now: datetime) -> None:
    with desk_on(tmp_path / "ovelse", now) as desk:
        practice.fill(desk)

        counts = overview.counts(desk)
        assert (counts.overdue, counts.unsigned, counts.not_arrived, counts.patients) == (2, 3, 6, 14)


def test_two_fillings_give_the_same_ward(desk: Desk, tmp_path: Path) -> None:
    with desk_on(tmp_path / "igjen", FRIDAY) as again:
        practice.fill(again)

        assert seen(again) == seen(desk)


def test_every_message_is_whole_and_only_the_damaged_file_is_not(desk: Desk) -> None:
    bad = [row for row in desk.store.messages(ALL) if not _acceptable(desk, row.sha256)]

    assert [row.quarantine for row in bad] == ["T01"]


def test_no_placeholder_is_left_in_a_message(desk: Desk) -> None:
    for row in desk.store.messages(ALL):
        assert b"{" not in (desk.store.document(row.sha256) or b""), row.title


def test_later_helseopplysninger_say_what_changed(desk: Desk) -> None:
    later = [row for row in desk.store.messages(ALL) if row.standing == "M"]

    assert len(later) == 4
    for row in later:
        content = inspect(desk.store.document(row.sha256) or b"").content
        assert content is not None
        assert content[ENDRING], row.patient_name


def test_every_message_is_valid_by_the_official_schemas(desk: Desk, shared_dir: Path) -> None:
    rows = [row for row in desk.store.messages(ALL) if not row.quarantine]

    assert len(rows) > 70
    for row in rows:
        assert official.is_valid(shared_dir, parse(desk.store.document(row.sha256) or b"")), row.title


def test_the_municipality_owes_a_report_and_a_reply_that_can_be_taken_in(tmp_path: Path) -> None:
    with desk_on(tmp_path / "ovelse", FRIDAY) as desk:
        practice.fill(desk)
        transport = SimulatedKommune(desk.clock, practice.answers())
        for item in practice.coming(desk):
            transport.deliver(item.data, item.name, item.at)

        later = replace(desk, clock=SetClock(FRIDAY + timedelta(minutes=5)))
        transport.clock = later.clock
        receive.fetch(later, transport)

        ended = {
            (row.patient_name, row.rule) for row in overview.deadlines(later) if row.ended_at == later.now()
        }
        assert ended >= {("Dottno, Finn", "innleggelsesrapport"), ("Bog, Jørgen", "svar-saksbehandler")}


def test_a_notice_written_by_hand_is_receipted_and_answered(tmp_path: Path) -> None:
    clock = SetClock(FRIDAY)
    with desk_on(tmp_path / "ovelse", FRIDAY) as made:
        desk = replace(made, clock=clock)
        practice.empty_ward(desk)
        danser = next(stay for stay in desk.store.stays() if stay.patient.family == "Danser")
        transport = SimulatedKommune(clock, practice.answers())
        dispatch.queue(desk, draft.open_draft(desk, danser.stay_id, "LOG_INNLAGT"))

        for _ in range(4):
            clock.advance(timedelta(seconds=40))
            exchange.once(desk, transport)

        log = desk.store.messages(MessageFilter(stay_id=danser.stay_id))
        assert [(row.title, state_words(row, clock.now()).word) for row in log] == [
            ("Innleggelsesrapport", "mottatt"),
            ("Melding om innlagt pasient", "kvittert"),
        ]


def test_nothing_has_happened_after_now(desk: Desk) -> None:
    assert max(logged.at for logged in desk.store.events()) == desk.now()


def test_a_ward_that_cannot_be_filled_is_left_empty(tmp_path: Path) -> None:
    with desk_on(tmp_path / "ovelse", FRIDAY) as desk:
        practice.empty_ward(desk)
        before = list(desk.store.events())

        with pytest.raises(Exception, match="ALLEREDE_INNE"):
            practice.fill(desk)

        assert list(desk.store.events()) == before


def test_an_empty_ward_has_patients_and_no_messages(tmp_path: Path) -> None:
    with desk_on(tmp_path / "ovelse", FRIDAY) as desk:
        practice.empty_ward(desk)

        assert [stay.bed for stay in desk.store.stays()] == [bed.bed for bed in BEDS]
        assert not desk.store.messages(ALL)
        assert overview.counts(desk).overdue == 0


def test_an_empty_ward_can_be_without_patients(tmp_path: Path) -> None:
    with desk_on(tmp_path / "ovelse", FRIDAY) as desk:
        practice.empty_ward(desk, patients=False)

        assert not desk.store.stays()


def test_the_configuration_holds_nothing_that_is_not_read() -> None:
    assert practice.configuration().warnings == ()
    assert [user.short_name for user in practice.configuration().users] == [
        "Jones", "Berg", "Moen", "Haugen", "Lien", "Vik",
    ]  # fmt: skip


def test_everybody_opens_the_lock_with_four_noughts() -> None:
    hashes = [line.split('"')[1] for line in read_text(CONFIG).splitlines() if line.startswith("pin_hash")]

    assert len(hashes) == 6
    assert all(matches("0000", stored) and not matches("1111", stored) for stored in hashes)


def test_every_patient_is_an_official_test_actor_with_a_number_that_holds() -> None:
    for patient in (*(bed.patient for bed in BEDS), AALVIK):
        ident = patient.idents[0]
        assert fault(ident.id, ident.type.value) == ""


def _acceptable(desk: Desk, sha256: str) -> bool:
    return inspect(desk.store.document(sha256) or b"").acceptable
