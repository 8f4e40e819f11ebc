"""Every event survives being written as bytes."""

from __future__ import annotations

import dataclasses
import json
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plo_desktop.domain.events import EVENTS, Event, Received, SendStarted, Signed, StayAdmitted
from plo_desktop.store.event_codec import UnknownKind, as_bytes, from_bytes
from tests.store.builders import MORNING, admitted, received

moments = st.datetimes(timezones=st.just(UTC))
st.register_type_strategy(datetime, moments)


@pytest.mark.parametrize("kind", EVENTS, ids=lambda kind: kind.__name__)
def test_every_event_comes_back_as_it_was(kind: type[Event]) -> None:
    @given(st.from_type(kind))
    def check(event: Event) -> None:
        assert from_bytes(kind.__name__, as_bytes(event)) == event

    check()


def test_the_bytes_are_readable_and_short() -> None:
    plain = json.loads(as_bytes(received(1)))
    assert plain["patient"]["family"] == "Danser"
    assert plain["generated_at"] == "2026-11-21T07:42:00+00:00"
    assert "warnings" not in plain
    assert as_bytes(Signed("ø")) == '{"msg_id":"ø"}'.encode()


def test_moments_are_written_in_utc() -> None:
    local = datetime(2026, 11, 21, 8, 42, tzinfo=timezone(timedelta(hours=1)))
    event = dataclasses.replace(received(1), generated_at=local)
    found = from_bytes("Received", as_bytes(event))
    assert isinstance(found, Received)
    assert found.generated_at == local
    assert found.generated_at.tzinfo == UTC


def test_what_cannot_be_kept_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        as_bytes(dataclasses.replace(received(1), generated_at=MORNING.replace(tzinfo=None)))


def test_fields_that_a_later_program_adds_may_be_missing_in_old_bytes() -> None:
    body = json.loads(as_bytes(admitted()))
    del body["responsible"]
    found = from_bytes("StayAdmitted", json.dumps(body).encode())
    assert isinstance(found, StayAdmitted)
    assert found.responsible == ""
    assert found.patient.birth_date == date(1969, 11, 13)


@pytest.mark.parametrize(
    ("kind", "body"), [("Teleported", b"{}"), ("Signed", b'{"msg_id":"x","mood":"good"}'), ("", b"{}")]
)
def test_what_a_newer_program_wrote_is_told_apart(kind: str, body: bytes) -> None:
    with pytest.raises(UnknownKind):
        from_bytes(kind, body)


def test_an_attempt_is_counted() -> None:
    assert from_bytes("SendStarted", b'{"msg_id":"x","attempt":3}') == SendStarted("x", 3)
