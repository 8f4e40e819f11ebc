"""Compiles the order of children into steps, so that checking a child is one dictionary look-up."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from plo_desktop.wire.grammar.model import Element, Particle, Wildcard


@dataclass(slots=True, eq=False)
class State:
    """Where one stands among the children: what may come next, and whether one may stop here."""

    next: dict[str, tuple[Element, State]]
    wildcards: tuple[tuple[Wildcard, State], ...] = ()
    may_end: bool = False
    needed: tuple[Element, ...] = ()


@dataclass(slots=True)
class _Piece:
    """Glushkov's sets for one particle: positions that may come first and last; whether it may be absent."""

    first: list[int]
    last: list[int]
    empty: bool


class _Compiler:
    """Numbers the leaves of a particle and notes which may follow which."""

    def __init__(self, element_of: Callable[[str], Element]) -> None:
        self.element_of = element_of
        self.leaves: list[Element | Wildcard] = []
        self.low: list[int] = []
        self.follow: list[list[int]] = []

    def piece(self, particle: Particle) -> _Piece:
        """Return the sets of one particle, with its cardinality taken into account."""
        if particle.parts:
            inner = self._choice(particle.parts) if particle.choice else self._sequence(particle.parts)
        else:
            leaf: Element | Wildcard | None = particle.element or particle.wildcard
            self.leaves.append(leaf if leaf is not None else self.element_of(particle.ref))
            self.low.append(particle.low)
            self.follow.append([])
            at = len(self.leaves) - 1
            inner = _Piece([at], [at], False)
        if particle.high is None:
            for position in inner.last:
                self._add(position, inner.first)
        return _Piece(inner.first, inner.last, inner.empty or particle.low == 0)

    def _add(self, position: int, following: list[int]) -> None:
        known = self.follow[position]
        known.extend(each for each in following if each not in known)

    def _choice(self, parts: tuple[Particle, ...]) -> _Piece:
        pieces = [self.piece(part) for part in parts]
        return _Piece(
            [position for piece in pieces for position in piece.first],
            [position for piece in pieces for position in piece.last],
            any(piece.empty for piece in pieces),
        )

    def _sequence(self, parts: tuple[Particle, ...]) -> _Piece:
        first: list[int] = []
        last: list[int] = []
        empty = True
        for part in parts:
            piece = self.piece(part)
            for position in last:
                self._add(position, piece.first)
            if empty:
                first = first + piece.first
            last = last + piece.last if piece.empty else list(piece.last)
            empty = empty and piece.empty
        return _Piece(first, last, empty)


def compile_content(particle: Particle | None, element_of: Callable[[str], Element]) -> State:
    """Return the state before the first child; `element_of` finds a global element by tag."""
    if particle is None:
        return State({}, (), True)
    compiler = _Compiler(element_of)
    whole = compiler.piece(particle)
    states = [State({}) for _ in compiler.leaves]
    last = set(whole.last)
    for position, state in enumerate(states):
        _fill(state, compiler, compiler.follow[position], states, position in last)
    start = State({})
    _fill(start, compiler, whole.first, states, whole.empty)
    return start


def _fill(
    state: State, compiler: _Compiler, following: list[int], states: list[State], may_end: bool
) -> None:
    wildcards: list[tuple[Wildcard, State]] = []
    for position in following:
        leaf = compiler.leaves[position]
        if isinstance(leaf, Element):
            state.next.setdefault(leaf.tag, (leaf, states[position]))
        else:
            wildcards.append((leaf, states[position]))
    state.wildcards = tuple(wildcards)
    state.may_end = may_end
    if not may_end:
        leaves = [compiler.leaves[position] for position in following if compiler.low[position]]
        state.needed = tuple(leaf for leaf in leaves if isinstance(leaf, Element))
