"""One-click ways out of a date that lies ahead."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from plo_desktop.base.clock import to_oslo
from plo_desktop.forms.editors import Editor
from plo_desktop.forms.editors.dates import DayEditor, MomentEditor
from plo_desktop.forms.problems import IN_FUTURE
from plo_desktop.messages.spec import Problem


def ways_out(editor: Editor, problem: Problem, moment: datetime) -> Iterator[tuple[str, str]]:
    """Yield (words of the button, text to put in); nothing for any other problem."""
    if problem.code != IN_FUTURE:
        return
    now = to_oslo(moment)
    yesterday = now.date() - timedelta(days=1)
    if isinstance(editor, DayEditor):
        yield f"Bruk i dag, {now:%d.%m}", f"{now:%d.%m.%Y}"
        yield f"I går, {yesterday:%d.%m}", f"{yesterday:%d.%m.%Y}"
    elif isinstance(editor, MomentEditor):
        yield f"Bruk nå, {now:%H:%M}", f"{now:%d.%m.%Y %H:%M}"
