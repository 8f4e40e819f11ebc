"""Each receiver of a message answers for itself, and each that has not got it counts (T-10, A-01 … A-05)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from plo_desktop.base.errors import EnvironmentProblem
from plo_desktop.domain.addresses import identifier
from plo_desktop.domain.delivery import CONFIRMED, FAILED, Delivery, TransportNews
from plo_desktop.domain.events import ApprecReceived, SendFailed
from plo_desktop.domain.message_state import StateWord, delivery_state, state_words
from plo_desktop.domain.party import Organisation
from plo_desktop.services import overview
from plo_desktop.services.desk import Desk
from plo_desktop.services.dispatch import CannotSend, queue, release, release_all
from plo_desktop.services.draft import open_draft, save
from plo_desktop.services.handover import pause_after
from plo_desktop.services.receive import Outcome, take_in
from plo_desktop.store.sqlite_store import SqliteStore
from tests.unit.services.desks import FASTLEGE, HOUR, SECOND, Wire, a_stay, answer_to, later, with_copies

SELF, COPY = "5078", "91100"
OFFICE = Organisation("Kattskinnet legesenter", (identifier("HER:91096"),))


@pytest.fixture
def desk(desk: Desk) -> Desk:
    """Return a desk that knows the fastlege."""
    return with_copies(desk, FASTLEGE)


def sent(desk: Desk, wire: Wire | None = None) -> tuple[str, bytes]:
    """Send Innlagt with a copy to the fastlege; return MsgId and bytes."""
    opened = open_draft(desk, a_stay(desk), "LOG_INNLAGT")
    written = save(desk, replace(opened, sources={**opened.sources, "_kopi": COPY}))
    msg_id = queue(desk, written).msg_id
    later(desk, 11 * SECOND)
    if wire is None:
        release(desk, wire := Wire())
        return msg_id, wire.sent[0][1]
    data = desk.store.document(desk.message(msg_id).sha256)
    assert data is not None
    return msg_id, data


def of(desk: Desk, msg_id: str) -> dict[str, Delivery]:
    """Return the deliveries of a message by HER-id."""
    return {one.her_id: one for one in desk.message(msg_id).deliveries}


def state(desk: Desk, msg_id: str, her_id: str = "") -> StateWord:
    row = desk.message(msg_id)
    if not her_id:
        return state_words(row, desk.now())
    return delivery_state(row, of(desk, msg_id)[her_id], desk.now())


def from_copy(data: bytes, *codes: str) -> bytes:
    return answer_to(data, *codes, sender=FASTLEGE, role="COP")


def test_the_same_bytes_go_to_each_address_once(desk: Desk) -> None:
    wire = Wire()
    msg_id, data = sent(desk, wire)
    release(desk, wire)
    release(desk, wire)
    assert wire.sent == [(msg_id, data), (msg_id, data)]
    assert wire.sent_to == ["", COPY]
    assert [(one.role, one.full_name) for one in desk.message(msg_id).deliveries] == [
        ("PRIM", "Alvdal kommune, Sykepleietjeneste"),
        ("COP", "Kattskinnet legesenter, August September"),
    ]


def test_a_message_is_kvittert_when_all_have_accepted(desk: Desk) -> None:
    msg_id, data = sent(desk)
    take_in(desk, answer_to(data))
    assert [state(desk, msg_id, her).word for her in (SELF, COPY)] == ["kvittert", "overlevert"]
    assert state(desk, msg_id).word == "overlevert"
    assert "August September" in state(desk, msg_id).detail
    assert "1 av 2" in state(desk, msg_id).detail
    take_in(desk, from_copy(data))
    assert state(desk, msg_id).word == "kvittert"


def test_a_copy_receivers_refusal_needs_action_and_leaves_the_municipality_notified(desk: Desk) -> None:
    """A-05."""
    msg_id, data = sent(desk)
    take_in(desk, answer_to(data))
    outcome = take_in(desk, from_copy(data, "E21"))
    assert "kopimottaker" in outcome.changes.announce[0]
    assert state(desk, msg_id).word == "avvist"
    assert "E21" in state(desk, msg_id).detail
    (missed,) = overview.not_arrived(desk)
    assert (missed.kind, "August September (kopi)" in missed.text) == ("avvist", True)
    assert of(desk, msg_id)[SELF].status == "1"


def test_each_receiver_who_is_not_reached_is_counted(desk: Desk) -> None:
    sent(desk)
    later(desk, HOUR)
    missed = overview.not_arrived(desk)
    assert [item.kind for item in missed] == ["ikke kvittert", "ikke kvittert"]
    clocks = [row for row in overview.deadlines(desk) if row.rule == "kvittering"]
    assert len(clocks) == 2
    assert any("August September" in row.title for row in clocks)


def test_the_96_hours_run_from_gendate_for_each_receiver_and_end_late_with_an_ok(desk: Desk) -> None:
    """A-03, A-04: the network was down for four days, GenDate was not."""
    wire = Wire(reachable=False)
    msg_id, data = sent(desk, wire)
    release_all(desk, wire)
    later(desk, timedelta(hours=96))
    assert state(desk, msg_id, COPY) == StateWord("i utboks", "ikkelevert")
    assert state(desk, msg_id, SELF) == StateWord("i utboks", "ikkelevert", "Ingen forbindelse.")
    wire.reachable = True
    release(desk, wire)
    assert {state(desk, msg_id, her).word for her in (SELF, COPY)} == {"uten svar"}
    late = take_in(desk, answer_to(data))
    assert "likevel" in late.changes.announce[0]
    assert [state(desk, msg_id, her).word for her in (SELF, COPY)] == ["kvittert", "uten svar"]
    take_in(desk, from_copy(data))
    assert state(desk, msg_id).word == "kvittert"
    assert overview.not_arrived(desk) == ()


def test_the_second_receipt_of_a_receiver_is_logged_and_counts_for_nothing(desk: Desk) -> None:
    """S-13, APP-S13: a negative never overwrites a positive, nor the other way round."""
    msg_id, data = sent(desk)
    take_in(desk, answer_to(data))
    second = take_in(desk, answer_to(data, "X99"))
    take_in(desk, from_copy(data, "E21"))
    take_in(desk, from_copy(data))
    assert [one.status for one in desk.message(msg_id).deliveries] == ["1", "2"]
    assert [problem.code for problem in second.warnings] == ["KVITTERT_FOR"]
    assert second.changes.announce == ()
    assert len(desk.message(msg_id).warnings) == 2
    logged = [each for each in desk.store.events(msg_id=msg_id) if isinstance(each.event, ApprecReceived)]
    assert len(logged) == 4


def test_accepted_with_remarks_is_accepted_and_the_remarks_are_shown(desk: Desk) -> None:
    """Status 3 of code set 8258."""
    msg_id, data = sent(desk)
    remarked = answer_to(data, "X99").replace(b'V="2" DN="Avvist"', b'V="3" DN="OK, feil i delmelding"')
    outcome = take_in(desk, remarked)
    assert (outcome.outcome, outcome.changes.announce) == ("accepted", ())
    assert of(desk, msg_id)[SELF].status == "3"
    assert state(desk, msg_id, SELF).word == "kvittert"
    assert "med grunn" in state(desk, msg_id, SELF).detail


@pytest.mark.parametrize(
    ("sender", "role", "whom"),
    [
        (None, "PRIM", SELF),
        (FASTLEGE, "COP", COPY),
        (FASTLEGE, "PRIM", COPY),  # says the wrong role; the number decides
        (OFFICE, "COP", COPY),  # answers for the office alone
    ],
)
def test_a_receipt_settles_the_receiver_that_it_is_from(
    desk: Desk, sender: Organisation | None, role: str, whom: str
) -> None:
    msg_id, data = sent(desk)
    assert take_in(desk, answer_to(data, sender=sender, role=role)).warnings == ()
    assert [her for her, one in of(desk, msg_id).items() if one.status] == [whom]


def test_a_receipt_that_comes_before_its_message_settles_the_right_receiver(desk: Desk) -> None:
    """F33, after the log was restored from a copy."""
    msg_id, data = sent(desk)
    take_in(desk, from_copy(data, "E21"))
    assert isinstance(desk.store, SqliteStore)
    before = desk.message(msg_id)
    desk.store.rebuild()
    assert desk.message(msg_id) == before
    assert [one.status for one in before.deliveries] == ["", "2"]


def test_what_the_transport_says_of_one_receiver_says_nothing_of_the_other(desk: Desk) -> None:
    msg_id, _ = sent(desk)
    wire = Wire(
        told=[
            TransportNews(msg_id, CONFIRMED),
            TransportNews(msg_id, FAILED, "Ukjent adresse", COPY),
            TransportNews(msg_id, CONFIRMED, to="en annen"),
        ]
    )
    release(desk, wire)
    release(desk, wire)
    assert state(desk, msg_id, SELF).word == "transportkvittert"
    assert state(desk, msg_id, COPY) == StateWord("ikke levert", "ikkelevert", "Ukjent adresse")
    assert state(desk, msg_id).word == "ikke levert"


def test_the_failure_of_the_one_file_for_all_is_a_failure_for_each_of_them(desk: Desk) -> None:
    """`[transport] copies = "document"`: the server never had what the copy receiver was to get."""
    msg_id, _ = sent(desk)
    wire = Wire(told=[TransportNews(msg_id, FAILED, "Ukjent adresse", of_all=True)])
    changes = release(desk, wire)
    assert len(changes.announce) == len(of(desk, msg_id)) == 2
    release(desk, wire)
    for whom in (SELF, COPY):
        assert state(desk, msg_id, whom) == StateWord("ikke levert", "ikkelevert", "Ukjent adresse")
    assert sum(isinstance(each.event, SendFailed) for each in desk.store.events(msg_id=msg_id)) == 2


def test_a_hand_over_that_fails_for_the_copy_does_not_send_the_message_again(desk: Desk) -> None:
    class Picky(Wire):
        """Takes the message itself and has trouble with the copy."""

        broken = True

        def send(self, data: bytes, msg_id: str, type_code: str, at: object, *, to: str = "") -> str:
            if to and self.broken:
                raise EnvironmentProblem("BORTE", "Ingen forbindelse.", "Vent.")
            self.sent_to.append(to)
            return msg_id

    wire = Picky()
    msg_id, _ = sent(desk, wire)
    for _ in range(2):
        release_all(desk, wire)
    assert wire.sent_to == [""]
    assert [one.attempts for one in desk.message(msg_id).deliveries] == [1, 1]
    assert [row.msg_id for row in desk.store.outbox()] == [msg_id]
    wire.broken = False
    later(desk, pause_after(1))
    release(desk, wire)
    assert wire.sent_to == ["", COPY]
    assert desk.store.outbox() == []


def test_a_copy_receiver_without_an_address_stops_the_message(desk: Desk) -> None:
    nobody = Organisation("Legekontor uten nummer")
    known = with_copies(desk, nobody)
    opened = open_draft(known, a_stay(known), "LOG_INNLAGT")
    with pytest.raises(CannotSend) as refused:
        queue(known, replace(opened, sources={**opened.sources, "_kopi": nobody.full_name}))
    assert refused.value.problems[0].code == "KOPI_UTEN_ADRESSE"


def test_a_receipt_for_something_unknown_is_logged_and_told(desk: Desk) -> None:
    """S-13, A-07."""
    _, data = sent(desk)
    head = data.index(b"<MsgId>") + len(b"<MsgId>")
    unknown = data[:head] + b"ffffffff" + data[head + 8 :]
    outcome: Outcome = take_in(desk, answer_to(unknown))
    assert (outcome.outcome, [w.code for w in outcome.warnings]) == ("accepted", ["UKJENT_ORIGINAL"])
    assert desk.store.message_by_sha(outcome.sha256) is not None
