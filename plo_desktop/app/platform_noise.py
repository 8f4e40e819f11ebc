"""Keeps the offscreen screen from telling at every window what it cannot do; all else is still told."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

_NOISE = "This plugin does not support"


@contextmanager
def without_platform_noise() -> Iterator[None]:
    """Leave out the offscreen platform's own remarks while the tour walks."""
    earlier: object = None

    def told(kind: QtMsgType, where: QMessageLogContext, text: str) -> None:
        if text.startswith(_NOISE):
            return
        if callable(earlier):
            earlier(kind, where, text)
        else:
            print(text, file=sys.stderr)

    earlier = qInstallMessageHandler(told)
    try:
        yield
    finally:
        qInstallMessageHandler(earlier)
