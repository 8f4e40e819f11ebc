"""An amount as a prescription writes it: the number exactly as it was written, and its unit."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Amount:
    """A PQ: `value` is the number with a decimal point as it was written ("2.5"), `unit` is free ("mg")."""

    value: str
    unit: str = ""

    @property
    def text(self) -> str:
        """The words a reader sees, with a decimal comma: "2,5 mg"."""
        return f"{self.value.replace('.', ',')} {self.unit}".rstrip()
