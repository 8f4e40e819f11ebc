"""The process that `test_kill_nothing_acknowledged_is_lost` kills: it writes until it dies.

Started once, it forks a writer for each line on its standard input, so that a hundred kills need one import.
A writer prints "ack <what>" only after the commit has returned.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from plo_desktop.domain import events as happened
from plo_desktop.store.open_store import open_store
from plo_desktop.store.sqlite_store import SqliteStore
from tests.store.builders import MORNING, NURSE, a_draft, msg, queued, received


def say(text: str) -> None:
    """Write a line to the parent in one system call, so that it is never half a line."""
    os.write(1, f"{text}\n".encode())


def write_for_ever(store: SqliteStore, number: int) -> None:
    """Receive, sign, answer, save drafts; tell each commit."""
    while True:
        number += 1
        document = f"<message>{number}{'x' * (number % 7000)}</message>".encode()
        with store.transaction():
            sha256 = store.keep(document)
            store.append([received(number, sha256=sha256)], actor=NURSE, at=MORNING)
            store.index_text(msg(number), f"ord{number}")
        say(f"ack message {msg(number)} {sha256}")
        if number % 3 == 0:
            receive_together(store, range(500_000_000 + number * 10, 500_000_000 + number * 10 + 8))
        store.append([happened.Signed(msg(number))], actor=NURSE, at=MORNING, external_id=f"sign-{number}")
        say(f"ack signed {msg(number)}")
        if number % 5 == 0:
            store.save_draft(a_draft(f"d{number}"))
            say(f"ack draft d{number}")
        if number % 7 == 0:
            cancel = queued(1_000_000_000 + number, standing="C", conversation=msg(number - 1))
            with store.transaction():
                answer = replace(cancel, sha256=store.keep(f"<answer>{number}</answer>".encode()))
                store.append([answer], actor=NURSE, at=MORNING, external_id=f"queue-{number}")
            say(f"ack queued {answer.msg_id}")


def receive_together(store: SqliteStore, numbers: Iterable[int]) -> None:
    """Receive several with one commit, as a fetch does, and tell all of them after it."""
    told: list[str] = []
    with store.transaction():
        for number in numbers:
            sha256 = store.keep(f"<message>{number}{'x' * (number % 5000)}</message>".encode())
            store.append([received(number, sha256=sha256)], actor=NURSE, at=MORNING)
            store.index_text(msg(number), f"ord{number}")
            told.append(f"ack message {msg(number)} {sha256}")
    for line in told:
        say(line)


def main() -> None:
    """Fork a writer for each line read; the line is the number to begin after."""
    folder = Path(sys.argv[1])
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            with open_store(folder) as store:
                say(f"pid {os.getpid()}")
                write_for_ever(store, int(line))
        os.waitpid(child, 0)
        say("gone")


main()
