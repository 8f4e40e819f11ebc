"""The context bar folded into the menu row, for windows with room for one pane only."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from plo_desktop.ui.parts.buttons import KeyHintButton
from plo_desktop.ui.parts.chip import IconWidget
from plo_desktop.ui.parts.labels import label
from plo_desktop.ui.parts.mark_tag import MarkTag
from plo_desktop.ui.theme.theme import Theme


class FoldedContext(QWidget):
    """Ward, network with its time, what has not arrived, and the lock; user and outbox are left out."""

    def __init__(self, theme: Theme, mark: str) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self._ward = label("", "strong")
        row.addWidget(self._ward)
        self._mark = MarkTag(theme, mark)
        row.addWidget(self._mark)
        row.addSpacing(8)
        self._net_icon = IconWidget(theme, "venter", "venter")
        self._net = label("", "dense")
        row.addWidget(self._net_icon)
        row.addWidget(self._net)
        self.not_arrived = KeyHintButton(theme, "Ikke framme", icon="ikkelevert", kind="bar")
        self.not_arrived.icon_state = "ikkelevert"
        row.addWidget(self.not_arrived)
        self.lock = KeyHintButton(theme, "Lås", icon="laas", kind="small")
        row.addWidget(self.lock)

    def show_ward(self, ward: str, mark: str) -> None:
        """Show where this is, without the word that all wards share."""
        self._ward.setText(ward.removeprefix("Post "))
        self._mark.say(mark)

    def show_network(self, problem: str, fetched: str) -> None:
        """Show whether the exchange works, and when (`fetched`, "07:42" or empty) it last did."""
        state = "forfalt" if problem else "ferdig" if fetched else "venter"
        self._net_icon.show_icon(state, state)
        self._net.setText(fetched or "–")
        said = "Ikke tilkoblet" if problem else "Tilkoblet"
        self._net.setToolTip(problem or said)
        self._net.setAccessibleName(f"{said}, hentet sist {self._net.text()}")

    def show_not_arrived(self, count: int) -> None:
        """Show how much has not arrived."""
        self.not_arrived.set_tail(str(count))
