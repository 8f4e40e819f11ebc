"""Reads the practice ward's texts from `resources/practice` and puts dates and names into them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache

from plo_desktop.base.clock import to_oslo
from plo_desktop.base.resources import read_text

_DAY = re.compile(r"\{([+-]\d+)\}")


@dataclass(frozen=True, slots=True)
class Wording:
    """What is put into a text: `{-3}` becomes the date three days before `at`, `{kommune}` the name."""

    at: datetime
    kommune: str = ""

    def into(self, plain: object) -> object:
        """Return plain data with every text worded; a text that is nothing but a date becomes ISO."""
        match plain:
            case str() if found := _DAY.fullmatch(plain):
                return self._day(found[1]).isoformat()
            case str():
                said = _DAY.sub(lambda found: f"{self._day(found[1]):%d.%m.%Y}", plain)
                return said.replace("{kommune}", self.kommune)
            case list():
                return [self.into(each) for each in plain]
            case dict():
                return {str(key): self.into(value) for key, value in plain.items()}
        return plain

    def into_table(self, table: Mapping[str, object]) -> dict[str, object]:
        """Return a table with every text in it worded."""
        return {name: self.into(value) for name, value in table.items()}

    def _day(self, offset: str) -> date:
        return to_oslo(self.at).date() + timedelta(days=int(offset))


@cache
def texts(name: str) -> Mapping[str, Mapping[str, object]]:
    """Return one file of texts, by table."""
    return tomllib.loads(read_text(f"practice/{name}.toml"))
