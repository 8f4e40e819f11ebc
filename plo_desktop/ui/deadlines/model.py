"""The rows of Frister as a Qt table: limit, patient and task, owner."""

from __future__ import annotations

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from plo_desktop.ui.deadlines.rows import Group, TaskRow

ROW = Qt.ItemDataRole.UserRole + 1
_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class TaskModel(QAbstractTableModel):
    """Group heads and tasks; heads can be neither selected nor reached with the arrows."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[Group | TaskRow, ...] = ()

    def set_rows(self, rows: tuple[Group | TaskRow, ...]) -> bool:
        """Show other rows; tell whether the structure changed, so that spans must be made anew."""
        same = [_key(row) for row in rows] == [_key(row) for row in self._rows]
        if same:
            self._rows = rows
            if rows:
                self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, 2))
            return False
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()
        return True

    @property
    def rows(self) -> tuple[Group | TaskRow, ...]:
        """All rows, heads included."""
        return self._rows

    def row_at(self, number: int) -> Group | TaskRow | None:
        """Return a row, or None past the end."""
        return self._rows[number] if 0 <= number < len(self._rows) else None

    def number_of(self, key: str) -> int:
        """Return the number of the row with this key, or -1."""
        return next(
            (n for n, row in enumerate(self._rows) if isinstance(row, TaskRow) and row.key == key), -1
        )

    def rowCount(self, parent: _Index = _ROOT) -> int:
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = _ROOT) -> int:
        """Limit, patient and task, owner."""
        return 0 if parent.isValid() else 3

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Heads are not items of their own."""
        if isinstance(self.row_at(index.row()), TaskRow):
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return Qt.ItemFlag.NoItemFlags

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the row itself, its words, or the sentence for a screen reader."""
        row = self.row_at(index.row())
        if row is None:
            return None
        if role == ROW:
            return row
        if isinstance(row, Group):
            words = f"{row.title} {row.count}"
            return (
                words if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole) else None
            )
        if role == Qt.ItemDataRole.AccessibleTextRole and index.column() == 0:
            return row.sentence
        if role == Qt.ItemDataRole.DisplayRole:
            return (row.chip, f"{row.name} {row.where}\n{row.task}", row.owner or "Uten ansvarlig")[
                index.column()
            ]
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join(part for part in (row.task, row.note) if part)
        return None


def _key(row: Group | TaskRow) -> str:
    return row.title if isinstance(row, Group) else row.key
