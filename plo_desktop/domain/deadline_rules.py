"""Reads the rules of the deadlines from `frister.toml`, so that a limit is written in one place only."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import lru_cache

from plo_desktop.base.resources import read_text
from plo_desktop.domain.working_days import (
    STANDARD,
    WorkingCalendar,
    end_of_first_working_day,
    end_of_same_day,
)

FIRST_WORKING_DAY = "første virkedag"
SAME_DAY = "samme dag"
WARD, KOMMUNE, ASKED, DELIVERY = "posten", "kommunen", "den spurte", "sending"
SOMATIKK, PSYKISK, RUS = "somatikk", "psykisk helsevern", "rus/TSB"

_SPAN = re.compile(r"(\d+) ?(min|t|d)")
_WORD = re.compile(r"\w+")
_UNIT = {"min": timedelta(minutes=1), "t": timedelta(hours=1), "d": timedelta(days=1)}


@dataclass(frozen=True, slots=True)
class Rule:
    """One deadline rule; `soft` may be empty, no `sectors` means all, limits are in the words of the file."""

    id: str
    title: str
    trigger: str
    start: str
    hard: str
    responsible: str
    ends: str
    source: str
    soft: str = ""
    sectors: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DeadlineSettings:
    """The rules and the calendar that a ward runs on."""

    rules: tuple[Rule, ...]
    calendar: WorkingCalendar = field(default=STANDARD)

    def rule(self, rule_id: str, sector: str = SOMATIKK) -> Rule:
        """Return the rule of that id for a sector, which the id may name: "innleggelsesrapport (psyk, rus)".

        Raises KeyError when no rule has the id.
        """
        wanted, branch = _plain(rule_id), sector_named(sector)
        named = [sector_named(word) for word in _WORD.findall(rule_id.partition("(")[2])]
        if named and branch not in named:
            branch = named[0]
        of_id = [rule for rule in self.rules if _plain(rule.id) == wanted]
        fitting = [rule for rule in of_id if not rule.sectors or branch in rule.sectors]
        if not fitting:
            raise KeyError(rule_id)
        return fitting[0]

    def having(self, rule_id: str, *, soft: str | None = None, hard: str | None = None) -> DeadlineSettings:
        """Return the settings with the limits of every rule of one id changed.

        Raises KeyError for an unknown id and ValueError for a limit that cannot be read.
        """
        for text in (soft, hard):
            if text:
                check_limit(text)
        wanted = _plain(rule_id)
        if all(_plain(rule.id) != wanted for rule in self.rules):
            raise KeyError(rule_id)
        changed = tuple(
            replace(rule, soft=rule.soft if soft is None else soft, hard=hard or rule.hard)
            if _plain(rule.id) == wanted
            else rule
            for rule in self.rules
        )
        return replace(self, rules=changed)


def _plain(rule_id: str) -> str:
    """Return an id as ids are compared: "Innleggelsesrapport (somatikk)" is "innleggelsesrapport"."""
    letters = str.maketrans({"ø": "o", "å": "a", "æ": "ae", "_": "-", " ": "-"})
    return rule_id.partition("(")[0].strip().lower().translate(letters)


def sector_named(text: str) -> str:
    """Return the sector that a word means ("psyk" too); unknown words are somatikk."""
    word = text.strip().lower()
    if word.startswith(("psyk", "phv", "bup", "dps")):
        return PSYKISK
    if word.startswith(("rus", "tsb")):
        return RUS
    return SOMATIKK


def check_limit(text: str) -> None:
    """Raise ValueError when `text` is no limit that the rules file knows."""
    if text not in (FIRST_WORKING_DAY, SAME_DAY) and not _SPAN.fullmatch(text):
        raise ValueError(
            f"«{text}» er ingen frist. Skriv for eksempel «15 min», «4 t», «første virkedag» "
            "eller «samme dag»."
        )


def limit_after(text: str, start: datetime, calendar: WorkingCalendar = STANDARD) -> datetime:
    """Return the moment, in the zone of `start` made UTC, at which the limit `text` is reached.

    Spans run on the clock: 24 t is 24 hours also over a change to or from summer time.
    Raises ValueError for an unknown limit.
    """
    if text == FIRST_WORKING_DAY:
        return end_of_first_working_day(start, calendar)
    if text == SAME_DAY:
        return end_of_same_day(start)
    found = _SPAN.fullmatch(text)
    if found is None:
        raise ValueError(text)
    return start + int(found.group(1)) * _UNIT[found.group(2)]


def parse_rules(toml_text: str) -> tuple[Rule, ...]:
    """Return the rules of a rules file. Raises ValueError when a limit cannot be read."""
    table: Mapping[str, list[dict[str, object]]] = tomllib.loads(toml_text)
    rules = []
    for entry in table["frist"]:
        plain = {key: tuple(map(str, v)) if isinstance(v, list) else str(v) for key, v in entry.items()}
        rule = _rule(plain)
        for text in (rule.hard, *rule.steps, *((rule.soft,) if rule.soft else ())):
            check_limit(text)
        rules.append(rule)
    return tuple(rules)


def _rule(plain: Mapping[str, str | tuple[str, ...]]) -> Rule:
    def text(key: str) -> str:
        found = plain.get(key, "")
        return found if isinstance(found, str) else ""

    def words(key: str) -> tuple[str, ...]:
        found = plain.get(key, ())
        return found if isinstance(found, tuple) else (found,)

    return Rule(
        id=text("id"),
        title=text("title"),
        trigger=text("trigger"),
        start=text("start"),
        hard=text("hard"),
        responsible=text("responsible"),
        ends=text("ends"),
        source=text("source"),
        soft=text("soft"),
        sectors=words("sectors"),
        steps=words("steps"),
    )


@lru_cache(maxsize=1)
def standard_settings() -> DeadlineSettings:
    """Return the rules that ship with the program and the standard calendar."""
    return DeadlineSettings(parse_rules(read_text("frister.toml")))
