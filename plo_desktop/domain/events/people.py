"""What people at the workstation did: looked, printed, took a copy, signed in."""

from __future__ import annotations

from dataclasses import dataclass

from plo_desktop.domain.events.event import Event


@dataclass(frozen=True, slots=True)
class PatientViewed(Event):
    """A user looked at a patient; every look is logged."""

    stay_id: str


@dataclass(frozen=True, slots=True)
class Printed(Event):
    """A message was put on paper; `copy_no` counts from 1."""

    msg_id: str
    copy_no: int


@dataclass(frozen=True, slots=True)
class CopyTaken(Event):
    """A copy left the program otherwise than by sending or printing a message.

    `how`: "pdf-fil", "utkast på papir", "utkast som pdf-fil" or "råmelding". `msg_id` is empty for a draft.
    """

    msg_id: str
    stay_id: str
    how: str


@dataclass(frozen=True, slots=True)
class SignedIn(Event):
    """A user signed in over the lock."""


@dataclass(frozen=True, slots=True)
class Locked(Event):
    """The workstation was locked."""
