"""The simulated municipality answers once, after its delays, also across a restart."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from plo_desktop.base.clock import SetClock
from plo_desktop.domain.delivery import TransportNews
from plo_desktop.transport.demo import REALISTIC, Answers, Delays, SimulatedKommune

NOW = datetime(2026, 11, 20, 7, 40, tzinfo=UTC)
SECOND = timedelta(seconds=1)
MSG = "6c8a0a52-2f4c-4d2e-9d7e-5b1f9f6f2a11"


def apprec(data: bytes, codes: tuple[str, ...], at: datetime, to: str) -> bytes:
    return b"apprec " + ",".join(codes).encode()


ANSWERS = Answers(
    judge=lambda data: ("E36",) if b"nameless" in data else (),
    apprec=apprec,
    report=lambda data, at: b"report " + data,
)


def kommune(memory: Path | None = None, clock: SetClock | None = None) -> SimulatedKommune:
    return SimulatedKommune(clock or SetClock(NOW), ANSWERS, memory)


def said(way: SimulatedKommune) -> list[bytes]:
    found = way.fetch()
    for item in found:
        way.acknowledge(item.reference)
    return [item.data for item in found]


def test_innlagt_is_receipted_and_then_answered_with_a_report() -> None:
    clock = SetClock(NOW)
    way = kommune(clock=clock)
    way.send(b"x", MSG, "LOG_INNLAGT", NOW)
    clock.advance(19 * SECOND)
    assert said(way) == []
    clock.advance(21 * SECOND)
    assert said(way) == [b"apprec "]
    clock.advance(50 * SECOND)
    assert said(way) == [b"report x"]
    clock.advance(timedelta(days=9))
    assert said(way) == []


def test_helseopplysninger_is_receipted_only() -> None:
    clock = SetClock(NOW)
    way = kommune(clock=clock)
    way.send(b"x", MSG, "HELSEOPPL_SOKNAD", NOW)
    clock.advance(timedelta(days=9))
    assert said(way) == [b"apprec "]


def test_a_bad_message_is_refused_and_gets_no_report() -> None:
    clock = SetClock(NOW)
    way = kommune(clock=clock)
    way.send(b"nameless", MSG, "LOG_INNLAGT", NOW)
    clock.advance(timedelta(days=9))
    assert said(way) == [b"apprec E36"]


def test_it_can_be_set_to_refuse_or_to_stay_silent() -> None:
    clock = SetClock(NOW)
    refusing = SimulatedKommune(clock, ANSWERS, refuses=("E21",))
    silent = SimulatedKommune(clock, ANSWERS, silent=True)
    for way in (refusing, silent):
        way.send(b"x", MSG, "LOG_INNLAGT", NOW)
    clock.advance(timedelta(days=9))
    assert said(refusing) == [b"apprec E21"]
    assert said(silent) == []


def test_a_receipt_is_never_receipted() -> None:
    clock = SetClock(NOW)
    way = kommune(clock=clock)
    way.send(b"x", MSG, "APPREC", NOW)
    clock.advance(timedelta(days=9))
    assert said(way) == []


def test_the_transport_receipt_comes_first() -> None:
    clock = SetClock(NOW)
    way = kommune(clock=clock)
    way.send(b"x", MSG, "LOG_INNLAGT", NOW)
    assert way.news() == []
    clock.advance(3 * SECOND)
    assert way.news() == [TransportNews(MSG, "confirmed")]


def test_a_restart_neither_forgets_nor_repeats(tmp_path: Path) -> None:
    clock, memory = SetClock(NOW), tmp_path / "kommune.json"
    way = kommune(memory, clock)
    way.send(b"x", MSG, "LOG_INNLAGT", NOW)
    clock.advance(40 * SECOND)
    assert said(way) == [b"apprec "]
    after = kommune(memory, clock)
    after.send(b"x", MSG, "LOG_INNLAGT", NOW)
    clock.advance(timedelta(days=9))
    assert said(after) == [b"report x"]


def test_a_damaged_memory_stops_nothing(tmp_path: Path) -> None:
    memory = tmp_path / "kommune.json"
    for damage in ("{", "[]", '{"got": {}, "plans": [{}]}', '{"got": 1, "plans": 2}'):
        memory.write_text(damage, encoding="utf-8")
        assert kommune(memory).fetch() == []


def test_realistic_delays_are_longer_than_those_of_a_demonstration() -> None:
    assert REALISTIC.apprec[0] > Delays().apprec[1]
    assert REALISTIC.report[0] > Delays().report[1]
