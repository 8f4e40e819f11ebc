"""PySide6 6.12 on Python 3.11 stops the process after some 600 signals (docs/adr/0002); ours must not."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

EMITS = 20_000


class Bell(QObject):
    """Something that rings."""

    rung = Signal(bool)


def test_twenty_thousand_signals_arrive() -> None:
    """Every signal arrives, and the process lives to tell."""
    bell = Bell()
    heard: list[bool] = []
    bell.rung.connect(heard.append)
    for _ in range(EMITS):
        bell.rung.emit(True)
    assert len(heard) == EMITS
    assert all(heard)
