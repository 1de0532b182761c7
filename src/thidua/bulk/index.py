"""Which row of the wide table a subject of a register is."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import polars as pl

from thidua.bulk.errors import BadTable

Rows = npt.NDArray[np.int64]

NOWHERE = -1
"""The row of a subject that is not in the table."""


class Index:
    """Rows by subject. ``BadTable`` when a subject is missing or stands twice."""

    def __init__(self, subjects: pl.Series) -> None:
        if subjects.null_count():
            raise BadTable("Bảng “subjects” có dòng không ghi đối tượng (cột “subject” trống).")
        self.subjects = subjects
        self._first = self._dense_from()
        if self._first is None and subjects.n_unique() < len(subjects):
            twice = subjects.filter(subjects.is_duplicated())[0]
            raise BadTable(f"Bảng “subjects” có đối tượng “{twice}” hai lần.")

    def __len__(self) -> int:
        return len(self.subjects)

    def rows(self, subjects: pl.Series) -> Rows:
        """The row of each; ``NOWHERE`` for those not in the table."""
        if subjects.equals(self.subjects, check_dtypes=True):
            return np.arange(len(self), dtype=np.int64)
        if self._first is not None and subjects.dtype.is_integer():
            return self._arithmetic(subjects)
        return self._joined(subjects)

    def _dense_from(self) -> int | None:
        """The first number, if the subjects are numbered through."""
        if not len(self.subjects) or not self.subjects.dtype.is_integer():
            return None
        numbers = self.subjects.to_numpy()
        first = int(numbers[0])
        return first if np.array_equal(numbers, np.arange(first, first + len(numbers))) else None

    def _arithmetic(self, subjects: pl.Series) -> Rows:
        assert self._first is not None
        rows: Rows = subjects.fill_null(self._first + NOWHERE).to_numpy().astype(np.int64)
        rows = rows - self._first
        rows[(rows < 0) | (rows >= len(self))] = NOWHERE
        return rows

    def _joined(self, subjects: pl.Series) -> Rows:
        if subjects.dtype.is_integer() is not self.subjects.dtype.is_integer():
            raise BadTable("Cột “subject” của các bảng không cùng kiểu: bảng ghi số, bảng ghi chữ.")
        here: dict[str, Any] = {"subject": self.subjects, "row": np.arange(len(self))}
        found = (
            pl.DataFrame({"subject": subjects.cast(self.subjects.dtype)})
            .join(pl.DataFrame(here), on="subject", how="left", maintain_order="left")
            .get_column("row")
            .fill_null(NOWHERE)
        )
        rows: Rows = found.to_numpy()
        return rows
