"""Every setting, declared once: key, default, what it does; configuration, doctor and docs walk the list."""

from __future__ import annotations

from dataclasses import dataclass

Value = bool | int | str | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting. `key` is table and name in the file ("virkedag.lordag"); `choices` empty means free.

    A whole number lies from `least` to `most`, both included; `most` None means that it has no end.
    """

    key: str
    default: Value
    words: str
    choices: tuple[str, ...] = ()
    least: int = 0
    most: int | None = None

    def fault(self, value: object) -> str:
        """Return what to write instead when the value does not fit, or an empty string."""
        match self.default:
            case bool() if not isinstance(value, bool):
                return "Skriv true eller false."
            case int() if not isinstance(self.default, bool) and (
                isinstance(value, bool) or not isinstance(value, int) or not self._within(value)
            ):
                within = f" fra {self.least} til {self.most}" if self.most is not None else ""
                return f"Skriv et helt tall{within}, for eksempel {self.default}."
            case str() if not isinstance(value, str):
                return f'Skriv en tekst i anførselstegn, for eksempel "{self.default}".'
            case tuple() if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
                return 'Skriv en liste av tekster, for eksempel ["2026-12-24"].'
        if self.choices and value not in self.choices:
            return "Skriv " + " eller ".join(f'"{choice}"' for choice in self.choices) + "."
        return ""

    def _within(self, number: int) -> bool:
        return self.least <= number and (self.most is None or number <= self.most)


SETTINGS: tuple[Setting, ...] = (
    Setting("virkedag.lordag", False, "Lørdag regnes som virkedag"),
    Setting("virkedag.slutter", "15:00", "Klokkeslettet en frist på første virkedag går ut"),
    Setting("virkedag.stengt", (), "Dager kommunen er stengt, som 2026-12-24"),
    Setting(
        "receive.unknown_service",
        "triage",
        "Melding til vår virksomhet, men en ukjent tjeneste",
        ("triage", "refuse"),
    ),
    Setting("dispatch.hold_seconds", 10, "Sekunder en melding kan angres før den sendes"),
    Setting("dispatch.processing", "", "Merke på det vi sender: tom, T (test) eller D", ("", "P", "T", "D")),
    Setting("lock.minutes", 5, "Minutter uten bruk før skjermen låses", least=1, most=15),
)


def setting(key: str) -> Setting:
    """Return the declaration of a key. Raises KeyError when there is none."""
    for each in SETTINGS:
        if each.key == key:
            return each
    raise KeyError(key)
