"""What every kind of value can do; apart from the kinds, because a row of fields is itself a kind."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Generic, TypeVar

T = TypeVar("T")


class Kind(ABC, Generic[T]):
    """A kind of value. `T` is the Python type that Content holds."""

    __slots__ = ()

    @abstractmethod
    def fault(self, value: T) -> str:
        """Return what is wrong with the value and the next step in Norwegian, or an empty string."""

    @abstractmethod
    def words(self, value: T) -> str:
        """Return the value as a reader sees it."""

    @abstractmethod
    def to_plain(self, value: T) -> object:
        """Return the value as JSON and TOML can hold it."""

    @abstractmethod
    def from_plain(self, plain: object) -> T:
        """Return the value from `to_plain` or a values file; raises ValueError with a Norwegian sentence."""

    @abstractmethod
    def sample(self) -> T:
        """Return a valid value for tests and templates."""
