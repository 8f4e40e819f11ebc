"""The two steps of a package as one bar, the current one underlined in ink (mock 05a, 05b)."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout, QSizePolicy

from plo_desktop.ui.compose.model import StepFace, Steps
from plo_desktop.ui.parts.painting import draw_icon, draw_text
from plo_desktop.ui.theme.theme import Theme, hair


class _Step(QAbstractButton):
    """One step: its number in a ring, its title over what it holds."""

    def __init__(self, theme: Theme, number: int) -> None:
        super().__init__()
        self._theme = theme
        self._number = number
        self._face = StepFace("", "", done=False)
        self._slim = False
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_face(self, face: StepFace) -> None:
        """Show how far the step has come."""
        self._face = face
        self.setText(face.title)
        self.setAccessibleName(f"Steg {self._number}: {face.title}")
        self.setAccessibleDescription(f"{face.line}. {'Klar' if face.done else 'Ikke ferdig'}")
        self.update()

    def set_slim(self, slim: bool) -> None:
        """Leave out the second line, or show it; it is in the description all the same."""
        if slim != self._slim:
            self._slim = slim
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        """Two lines, or one."""
        return QSize(self._theme.px(190), self._theme.px(36 if self._slim else 56))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right go between the steps."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw ring, number or tick, words, and the line of the current step."""
        theme, rect, on = self._theme, self.rect(), self.isChecked()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse() and not on:
            painter.fillRect(rect, theme.color("hover"))
        ring = theme.px(28)
        circle = QRectF(16.5, (rect.height() - ring) / 2 + 0.5, ring - 1, ring - 1)
        painter.setPen(hair(theme.color("ink" if on else "edge")))
        painter.setBrush(theme.color("ink" if on else "page"))
        painter.drawEllipse(circle)
        if self._face.done and not on:
            size = theme.px(16)
            place = QPointF(circle.center().x() - size / 2, circle.center().y() - size / 2)
            draw_icon(painter, theme, place, "hake", theme.color("text").name())
        else:
            painter.setFont(theme.font("dense", 600))
            painter.setPen(theme.color("onink" if on else "text"))
            painter.drawText(circle, Qt.AlignmentFlag.AlignCenter, str(self._number))
        left = 16 + ring + 12
        half = rect.height() // 2
        upper = QRect(left, 7, rect.width() - left - 8, half - 6)
        if self._slim:
            upper = QRect(left, 0, rect.width() - left - 8, rect.height())
        lower = QRect(left, half + 1, rect.width() - left - 8, half - 9)
        weight = 600 if on else 500
        draw_text(
            painter, upper, self._face.title, theme.font("dense", weight), theme.color("text"), elide=True
        )
        if not self._slim:
            caption = theme.font("caption")
            draw_text(painter, lower, self._face.line, caption, theme.color("text2"), elide=True)
        if on:
            painter.fillRect(QRect(0, rect.height() - 3, rect.width(), 3), theme.color("ink"))
        painter.end()


class StepsBar(QFrame):
    """Shows a Steps; `wanted` carries 0 or 1."""

    wanted = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setProperty("surface", "page")
        self.setProperty("line", "bottom2")
        self.setAccessibleName("Steg i meldingen")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 1)
        row.setSpacing(0)
        self.steps = (_Step(theme, 1), _Step(theme, 2))
        for number, step in enumerate(self.steps):
            step.clicked.connect(lambda _on=False, number=number: self.wanted.emit(number))
            row.addWidget(step, 1)
        self.hide()
        theme.changed.connect(self._restyle)

    def show_steps(self, steps: Steps | None) -> None:
        """Show the steps, or nothing for a message that stands alone."""
        self.setVisible(steps is not None)
        if steps is not None:
            for number, step in enumerate(self.steps):
                step.show_face(steps.faces[number])
                step.setChecked(number == steps.current)

    def set_slim(self, slim: bool) -> None:
        """Be one line high where the window is low."""
        for step in self.steps:
            step.set_slim(slim)

    def _restyle(self) -> None:
        for step in self.steps:
            step.updateGeometry()
            step.update()
