"""Reads a table of the configuration file and says, key by key, what is wrong and what to write."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from plo_desktop.base.errors import ExitCode, UserError


def fault(source: str, key: str, wrong: str, write: str) -> UserError:
    """Return the error for one key of the file `source`."""
    return UserError("KONFIGURASJON", f"{source}: «{key}» {wrong}.", write, ExitCode.CONFIGURATION)


@dataclass(slots=True)
class Table:
    """One table with the keys that were asked for; the rest is told as unknown."""

    source: str
    name: str
    values: Mapping[str, object]
    warnings: list[str]
    asked: set[str] = field(default_factory=set)

    def at(self, key: str) -> str:
        """Return the key with its table's name."""
        return f"{self.name}.{key}" if self.name else key

    def raw(self, key: str) -> object:
        """Return the value as the file has it, or None."""
        self.asked.add(key)
        return self.values.get(key)

    def text(self, key: str, default: str = "", *, needed: bool = False) -> str:
        """Return a text. Raises UserError when it is missing though needed, or no text."""
        value = self.raw(key)
        if value is None:
            if needed:
                raise fault(self.source, self.at(key), "mangler", f'Skriv {key} = "…" under [{self.name}].')
            return default
        if isinstance(value, int) and not isinstance(value, bool):
            return str(value)
        if not isinstance(value, str) or (needed and not value.strip()):
            raise fault(self.source, self.at(key), "er ikke en tekst", f'Skriv {key} = "…".')
        return value.strip()

    def flag(self, key: str, default: bool) -> bool:
        """Return true or false. Raises UserError for anything else."""
        value = self.raw(key)
        if value is None:
            return default
        if not isinstance(value, bool):
            raise fault(self.source, self.at(key), "er ikke true eller false", f"Skriv {key} = true.")
        return value

    def texts(self, key: str, *, needed: bool = False) -> tuple[str, ...]:
        """Return a list of texts. Raises UserError when it is something else."""
        value = self.raw(key)
        if value is None and not needed:
            return ()
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            example = f'Skriv {key} = ["HER:59"].'
            raise fault(self.source, self.at(key), "er ikke en liste av tekster", example)
        return tuple(str(item).strip() for item in value)

    def table(self, key: str) -> Table:
        """Return the table below a key, empty when it is not there. Raises UserError when it is no table."""
        value = self.raw(key)
        if value is None:
            value = {}
        if not isinstance(value, dict):
            raise fault(self.source, self.at(key), "er ikke en tabell", f"Skriv [{self.at(key)}].")
        return Table(self.source, self.at(key), value, self.warnings)

    def tables(self, key: str) -> Iterator[Table]:
        """Yield the tables of a list. Raises UserError when it is no list of tables."""
        value = self.raw(key)
        if value is None:
            return
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            raise fault(
                self.source, self.at(key), "er ikke en liste av tabeller", f"Skriv [[{self.at(key)}]]."
            )
        for item in value:
            yield Table(self.source, self.at(key), item, self.warnings)

    def close(self) -> None:
        """Tell of keys that nobody asked for."""
        for key in self.values:
            if key not in self.asked:
                self.warnings.append(f"{self.source}: «{self.at(key)}» er ukjent og brukes ikke.")
