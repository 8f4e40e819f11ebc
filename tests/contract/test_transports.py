"""What every way out keeps: the same call twice is harmless, nothing leaves before it is acknowledged."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from plo_desktop.base.clock import SetClock
from plo_desktop.base.errors import EnvironmentProblem
from plo_desktop.services.ports import Transport
from plo_desktop.transport.demo import Answers, SimulatedKommune
from plo_desktop.transport.folder import FolderTransport

NOW = datetime(2026, 11, 20, 7, 40, tzinfo=UTC)
MSG = "6c8a0a52-2f4c-4d2e-9d7e-5b1f9f6f2a11"
XML = "<?xml version='1.0' encoding='UTF-8'?><a>blåbær</a>".encode()


@dataclass(frozen=True)
class Way:
    """A transport under test with the world around it."""

    transport: Transport
    arrive: Callable[[bytes, str], None]
    break_down: Callable[[], None]
    arrived_over_there: Callable[[], list[bytes]]


def no_wait(seconds: float) -> None:
    """Two looks at once: in these tests nobody else writes between them."""


def folder_way(tmp_path: Path) -> Way:
    root = tmp_path / "share"
    (root / "in").mkdir(parents=True)
    transport = FolderTransport(root, SetClock(NOW), wait=no_wait)

    def arrive(data: bytes, name: str) -> None:
        (root / "in" / f"{name}.xml").write_bytes(data)

    def break_down() -> None:
        root.rename(tmp_path / "gone")

    return Way(
        transport,
        arrive,
        break_down,
        lambda: [path.read_bytes() for path in (root / "out").glob("*.xml")],
    )


def demo_way(tmp_path: Path) -> Way:
    clock = SetClock(NOW)
    got: list[bytes] = []

    def judge(data: bytes) -> tuple[str, ...]:
        got.append(data)
        return ()

    answers = Answers(judge, lambda data, codes, at, to: b"<apprec/>", lambda data, at: b"<report/>")
    transport = SimulatedKommune(clock, answers, memory=tmp_path / "kommune.json")

    def break_down() -> None:
        transport.reachable = False

    return Way(transport, lambda data, name: transport.deliver(data, name, NOW), break_down, lambda: got)


@pytest.fixture(params=[folder_way, demo_way], ids=["folder", "demo"])
def way(request: pytest.FixtureRequest, tmp_path: Path) -> Way:
    made = request.param(tmp_path)
    assert isinstance(made, Way)
    return made


def test_exact_bytes_go_out(way: Way) -> None:
    assert way.transport.send(XML, MSG, "HELSEOPPL_SOKNAD", NOW)
    assert way.arrived_over_there() == [XML]


def test_sending_the_same_message_twice_delivers_it_once(way: Way) -> None:
    first = way.transport.send(XML, MSG, "HELSEOPPL_SOKNAD", NOW)
    again = way.transport.send(XML, MSG, "HELSEOPPL_SOKNAD", NOW + timedelta(hours=1))
    assert first == again
    assert way.arrived_over_there() == [XML]


def test_each_receiver_of_a_message_is_handed_it_once(way: Way) -> None:
    """T-10: the same bytes, one hand-over for each address, and news of each of them."""
    for to in ("", "91100", "", "91100"):
        way.transport.send(XML, MSG, "HELSEOPPL_SOKNAD", NOW, to=to)
    assert way.arrived_over_there() == [XML, XML]


def test_nothing_waiting_is_an_empty_answer(way: Way) -> None:
    assert list(way.transport.fetch()) == []
    assert list(way.transport.news()) == []


def test_what_waits_is_given_again_until_it_is_acknowledged(way: Way) -> None:
    way.arrive(XML, "a")
    once = way.transport.fetch()
    twice = way.transport.fetch()
    assert [item.data for item in once] == [item.data for item in twice] == [XML]
    way.transport.acknowledge(once[0].reference)
    assert list(way.transport.fetch()) == []


def test_acknowledging_twice_is_harmless(way: Way) -> None:
    way.arrive(XML, "a")
    reference = way.transport.fetch()[0].reference
    way.transport.acknowledge(reference)
    way.transport.acknowledge(reference)


def test_several_messages_are_acknowledged_one_by_one(way: Way) -> None:
    way.arrive(XML, "a")
    way.arrive(XML.replace(b"bl", b"BL"), "b")
    first, second = way.transport.fetch()
    way.transport.acknowledge(first.reference)
    assert [item.data for item in way.transport.fetch()] == [second.data]


def test_broken_surroundings_are_told_with_a_next_step(way: Way) -> None:
    way.break_down()
    for attempt in (
        lambda: way.transport.send(XML, MSG, "HELSEOPPL_SOKNAD", NOW),
        way.transport.fetch,
        way.transport.news,
    ):
        with pytest.raises(EnvironmentProblem) as told:
            attempt()
        assert told.value.next_step
