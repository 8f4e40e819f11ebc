"""Marks texts for translation without importing Qt; `ui` translates them when shown."""

from __future__ import annotations


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:
    """Return `text` unchanged; Qt Linguist's lupdate collects it under `context`."""
    return text
