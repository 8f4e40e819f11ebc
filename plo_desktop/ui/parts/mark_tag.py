"""Says loudly that a window is not for real patients: the practice ward, or a test directory."""

from __future__ import annotations

from plo_desktop.ui.parts.chip import Tag
from plo_desktop.ui.theme.theme import Theme

PRACTICE, TEST = "ØVELSE", "TEST"
MARKS = {
    PRACTICE: "Øvelse med oppdiktede pasienter; ingenting sendes ut.",
    TEST: "Datamappen er laget for test. Bruk den aldri til ekte pasienter.",
}


class MarkTag(Tag):
    """The mark beside the ward's name; hidden in a ward in use."""

    def __init__(self, theme: Theme, mark: str) -> None:
        super().__init__(theme, mark or PRACTICE)
        self.say(mark)

    def say(self, mark: str) -> None:
        """Show this mark, or nothing."""
        self.setVisible(bool(mark))
        if mark:
            self.setText(mark)
            self.updateGeometry()
            self.setAccessibleName(f"{mark.capitalize()}: {MARKS[mark]}")
            self.setToolTip(MARKS[mark])
