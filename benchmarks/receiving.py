"""Receiving one message, against the least that any program must do for it.

Each side works in blocks, as a receiving program does that has the file for itself. Message by message in
turn, each of two connections would throw away what the other has just read, and the floor would pay most.

The words are written into the index after each block, as a program does after it has acknowledged what it
fetched; how long that takes is measured by itself and told beside the ratio.
"""

from __future__ import annotations

import os
import re
import runpy
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from lxml import etree

from benchmarks.measuring import Result, compared, median_ms, seconds
from plo_desktop.base.clock import SetClock
from plo_desktop.domain.log_rows import SYSTEM
from plo_desktop.services.configuration import parse_configuration
from plo_desktop.services.desk import Desk
from plo_desktop.services.ports import Incoming, TransportNews
from plo_desktop.services.receive import TOGETHER, fetch, take_in
from plo_desktop.store.connection import Connection, open_connection
from plo_desktop.store.keys import TestKeyFile, read_marker
from plo_desktop.store.open_store import DATABASE, open_store
from plo_desktop.wire.inbox import words_of
from tests.bad_input.report_made import Report
from tests.cli.wards import CONFIG

GOAL = 1.5
BLOCKS = 12
BLOCK = 2 * TOGETHER
"""A block is two fetches, and then one merge of the word index."""
WARM = 5
_ID = re.compile(rb"<MsgId>[^<]*</MsgId>")


def measure() -> list[Result]:
    """Return the ratio for our own small report and, where the examples are, for the official ones."""
    schema = _schema()
    note = "floor: parse, XSD, one durable transaction" if schema else "floor WITHOUT XSD: no ../shared"
    with tempfile.TemporaryDirectory() as folder, _ward(Path(folder)) as (desk, floor):
        return [
            result
            for name, documents in _documents().items()
            for result in _compare(name, documents, desk, floor, schema, note)
        ]


def _compare(
    name: str,
    documents: list[bytes],
    desk: Desk,
    floor: Connection,
    schema: etree.XMLSchema | None,
    note: str,
) -> Iterator[Result]:
    bare, single, fetched = _Side(_least(floor, schema)), _Side(partial(_received, desk)), _Fetches(desk)
    for block in range(BLOCKS):
        for side in (bare, single, fetched):
            side.take([_renewed(documents[(block * BLOCK + at) % len(documents)]) for at in range(BLOCK)])
    for how, ours in ((f"fetched {TOGETHER} at a time", fetched), ("one by one", single)):
        processor = f"processor time {median_ms(ours.busy):.2f} / {median_ms(bare.busy):.2f} ms"
        if ours is fetched:
            processor += f"; words indexed after it: {median_ms(fetched.indexing):.2f} ms"
        yield compared(f"receive: {name}, {how}", ours.times, bare.times, GOAL, f"{note}; {processor}")


class _Side:
    """One way to receive, with how long each message took and how long the processor was busy with it."""

    def __init__(self, receive: Callable[[bytes], None]) -> None:
        self._receive = receive
        self.times: list[float] = []
        self.busy: list[float] = []

    def take(self, messages: list[bytes]) -> None:
        """Receive a block; its first messages only warm the caches."""
        for at, message in enumerate(messages):
            busy = time.thread_time()
            took = seconds(partial(self._receive, message))
            if at >= WARM:
                self.times.append(took)
                self.busy.append(time.thread_time() - busy)


class _Fetches:
    """Receiving as the program does it: all that a transport holds, each message acknowledged.

    The times are of one message: a block's time divided by its messages. A block holds whole fetches, and so
    has its share of all that is done once for many messages. `indexing` is what is done when all of them have
    been acknowledged, in processor time of one message.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.times: list[float] = []
        self.busy: list[float] = []
        self.indexing: list[float] = []

    def take(self, messages: list[bytes]) -> None:
        """Fetch a block, then index its words."""
        # What came one by one before it is not this block's to index.
        self._desk.store.index_waiting()
        transports = [_Waiting(messages[at : at + TOGETHER]) for at in range(0, len(messages), TOGETHER)]
        busy = time.thread_time()
        took = seconds(lambda: [fetch(self._desk, transport) for transport in transports])
        self.times.append(took / len(messages))
        fetched = time.thread_time()
        self.busy.append((fetched - busy) / len(messages))
        self._desk.store.index_waiting()
        self.indexing.append((time.thread_time() - fetched) / len(messages))
        if any(transport.waiting for transport in transports):
            raise RuntimeError("the benchmark's own messages were not taken in")


class _Waiting:
    """A transport that holds messages until they are acknowledged."""

    def __init__(self, messages: list[bytes]) -> None:
        self.waiting = {str(number): message for number, message in enumerate(messages)}

    def fetch(self) -> list[Incoming]:
        return [Incoming(message, reference) for reference, message in self.waiting.items()]

    def acknowledge(self, reference: str, *, aside: bool = False) -> None:
        del self.waiting[reference]

    def send(self, data: bytes, msg_id: str, type_code: str, at: datetime, *, to: str = "") -> str:
        raise RuntimeError("nothing is sent")

    def news(self) -> list[TransportNews]:
        return []


def _received(desk: Desk, message: bytes) -> None:
    outcome = take_in(desk, message)
    if outcome.outcome != "accepted":
        raise RuntimeError(f"the benchmark's own message was {outcome.outcome}: {outcome.codes}")


def _least(connection: Connection, schema: etree.XMLSchema | None) -> Callable[[bytes], None]:
    def least(message: bytes) -> None:
        root = etree.fromstring(message)
        if schema is not None:
            schema.assertValid(root)
        with connection.transaction():
            connection.run("insert into floor (body) values (?)", (message,))

    return least


def _renewed(message: bytes) -> bytes:
    """Return it as another message: with a MsgId of its own, and content that no other has (S-05)."""
    own = str(uuid.uuid4()).encode()
    return _ID.sub(b"<MsgId>" + own + b"</MsgId>", message).replace(
        b"</RefDoc>", b"<!-- " + own + b" --></RefDoc>"
    )


@contextmanager
def _ward(folder: Path) -> Iterator[tuple[Desk, Connection]]:
    """Yield a desk and a second connection to the same encrypted database, with a table of its own."""
    configuration = parse_configuration(CONFIG, "benchmark", folder)
    data = folder / "ward"
    with open_store(data, create=True, test=True, words_of=words_of) as store:
        marker = read_marker(data)
        key = TestKeyFile(data).get(marker.database) if marker else None
        if key is None:
            raise RuntimeError("the test directory has no key")
        floor = open_connection(data / DATABASE, bytes.fromhex(key))
        floor.run("create table floor (id integer primary key, body blob)")
        clock = SetClock(datetime(2026, 11, 20, 7, 0, tzinfo=UTC))
        desk = Desk(
            store,
            clock,
            SYSTEM,
            "benchmark",
            configuration.ward,
            configuration.addresses,
            configuration.settings,
        )
        try:
            yield desk, floor
        finally:
            floor.close()


def _documents() -> dict[str, list[bytes]]:
    found = {"a small report": [Report().bytes()]}
    examples = _standards() / "examples" / "plo-v1.6"
    if examples.is_dir():
        official = [path.read_bytes() for path in sorted(examples.glob("*.xml"))]
        found["official examples"] = [text for text in official if _is_to_us(text)]
        found["Innleggelsesrapport, 18 kB"] = [
            path.read_bytes() for path in examples.glob("Innleggelsesrapport*.xml")
        ]
    return found


def _is_to_us(message: bytes) -> bool:
    return b"<Id>59</Id>" in message.partition(b"<Receiver>")[2].partition(b"</Receiver>")[0]


def _standards() -> Path:
    named = os.environ.get("PLO_SHARED")
    root = Path(named) if named else Path(__file__).resolve().parent.parent.parent / "shared"
    return root / "standards"


def _schema() -> etree.XMLSchema | None:
    """Return the official schema of a whole message, loaded as the standards' own checker loads it."""
    checker = _standards() / "validate.py"
    if not checker.is_file():
        return None
    loaded: etree.XMLSchema = runpy.run_path(str(checker))["load"]("driver-msghead-all.xsd")
    return loaded
