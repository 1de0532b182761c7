"""One data row to the proposals it holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from thidua.law import SubjectKind
from thidua.lists.cells import is_dash, is_ditto, is_mark
from thidua.lists.claims import read_line_notes, with_claims, with_further_claims
from thidua.lists.columns import Column, Role
from thidua.lists.context import Context, all_text, first_text
from thidua.lists.faults import quoted
from thidua.lists.proposal import Proposal
from thidua.lists.subjects import (
    Birth,
    heads_of,
    kind_of,
    names_a_unit,
    read_birth,
    read_count,
    shown_subject,
    split_name,
)
from thidua.lists.tables import Line
from thidua.lists.titles import TitleReading, misfit, read_titles, title_name
from thidua.lists.workbook import column_letter

_YOUNGEST: Final = 15
_OLDEST: Final = 100
_NO_TITLE: Final = TitleReading(None, "")


class LineReader:
    """Reads the rows of one sheet in order into ``proposals``."""

    def __init__(self, context: Context, first_subject: int) -> None:
        self._context = context
        self._log = context.log
        self._next_subject = first_subject
        self._above: Proposal | None = None
        self.proposals: list[Proposal] = []

    def read(self, line: Line) -> None:
        """Add the proposals of a row: one for each title, all of the same subject."""
        self._note_dangling(line)
        if line.continues and self._above is not None:
            self._above = self._continued(line, self._above)
            return
        base = self._subject_of(line)
        self._next_subject += 1
        self._above = base
        self._add(base, self._titles(line, base))

    def _add(self, base: Proposal, titles: Iterable[tuple[TitleReading, str]]) -> None:
        self.proposals += [
            replace(base, title=title, title_column=letter) for title, letter in titles
        ]

    def _continued(self, line: Line, above: Proposal) -> Proposal:
        """A further line of the subject above: more titles, more initiatives.

        A name merged over both lines says so; where it is only left out, a person is asked.
        """
        if not line.text(line.header.name.index):
            self._log.question(
                line.row,
                line.header.name.index,
                "continued-row",
                f"không ghi tên, được hiểu là ghi tiếp cho {above.name} ở dòng trên",
                "Nếu là người khác, ghi tên vào dòng này.",
            )
        own = replace(line, texts=_without(line.texts, line.spread))
        whole = with_further_claims(self._context, own, above)
        for index in range(len(self.proposals) - 1, -1, -1):
            if self.proposals[index].subject != above.subject:
                break
            known = self.proposals[index]
            self.proposals[index] = replace(
                whole, row=known.row, title=known.title, title_column=known.title_column
            )
        self._add(replace(whole, row=line.row + 1), self._written_titles(own, above))
        return whole

    def _subject_of(self, line: Line) -> Proposal:
        written = line.text(line.header.name.index)
        bare, post = split_name(written)
        kind = kind_of(line, bare) or _kind_from_titles(line)
        self._check_name(line, bare, kind)
        birth = read_birth(self._context.grid, line, kind)
        self._check_birth(line, birth)
        unit = first_text(line, Role.UNIT) or line.section.unit
        base = Proposal(
            subject=self._next_subject,
            sheet=self._context.sheet,
            row=line.row + 1,
            seq=first_text(line, Role.SEQUENCE),
            kind=kind,
            name=shown_subject(bare, kind),
            name_as_written=self._as_written(line),
            name_column=column_letter(line.header.name.index),
            title=_NO_TITLE,
            title_column="",
            birth=birth.date,
            birth_second=birth.second,
            sex=self._context.sexes.read(line) if kind is SubjectKind.PERSON else None,
            position=first_text(line, Role.POSITION) or post,
            unit=unit or self._context.unit_hint,
            unit_is_written=bool(unit),
            address=first_text(line, Role.ADDRESS),
            heads=heads_of(bare) if kind is SubjectKind.HOUSEHOLD else (),
            members=read_count(first_text(line, Role.MEMBERS)),
            headcount=read_count(first_text(line, Role.HEADCOUNT)),
            achievement="; ".join(all_text(line, Role.ACHIEVEMENT)),
            note="; ".join(all_text(line, Role.NOTE)),
            notes=read_line_notes(self._context, line),
            cells=_cells(line),
        )
        return with_claims(self._context, line, base)

    def _as_written(self, line: Line) -> str:
        """The name with its own spaces and composition, unless a legacy font had to be undone."""
        column = line.header.name.index
        raw = self._context.grid.sheet.cell(line.row, column)
        return raw if isinstance(raw, str) and not self._context.grid.legacy else line.text(column)

    def _check_name(self, line: Line, name: str, kind: SubjectKind) -> None:
        column = line.header.name.index
        if is_ditto(name):
            self._log.error(
                line.row,
                column,
                "name-ditto",
                f"ô tên ghi {quoted(name)}",
                "Ghi đủ họ và tên ở từng dòng.",
            )
        elif kind is SubjectKind.PERSON and names_a_unit(name):
            self._log.question(
                line.row,
                column,
                "kind-doubt",
                f"{quoted(name)} đứng trong phần cá nhân nhưng giống tên tập thể",
                "Chuyển dòng này sang phần tập thể, hoặc ghi lại họ và tên.",
            )
        elif kind is SubjectKind.PERSON and any(character.isdigit() for character in name):
            self._log.question(
                line.row,
                column,
                "name-digits",
                f"ô tên {quoted(name)} có chữ số",
                "Kiểm tra lại họ và tên.",
            )

    def _check_birth(self, line: Line, birth: Birth) -> None:
        column = birth.column
        if column is None:
            return
        label = quoted(column.label)
        if birth.fault:
            reason = birth.fault.split(": ", 1)[-1].rstrip(".")
            self._log.error(
                line.row,
                column.index,
                "bad-birth",
                f"{label} là {birth.words}, {reason}",
                "Ghi lại theo giấy khai sinh, dạng ngày/tháng/năm hoặc chỉ ghi năm.",
            )
        elif birth.date:
            age = self._context.year - birth.date.year
            if not _YOUNGEST <= age <= _OLDEST:
                self._log.question(
                    line.row,
                    column.index,
                    "odd-birth",
                    f"{label} là {birth.words}, tính ra {age} tuổi",
                    "Kiểm tra lại năm sinh.",
                )

    def _titles(self, line: Line, base: Proposal) -> Iterator[tuple[TitleReading, str]]:
        found = list(self._written_titles(line, base))
        yield from found or self._titles_without_cell(line, base)

    def _written_titles(self, line: Line, base: Proposal) -> Iterator[tuple[TitleReading, str]]:
        for column in line.header.all(Role.TITLE):
            for reading in self._read_titles(base, _title_text(line, column)):
                self._check_title(line, column.index, base, reading)
                yield reading, column_letter(column.index)

    def _titles_without_cell(
        self, line: Line, base: Proposal
    ) -> Iterator[tuple[TitleReading, str]]:
        """The title of the section, else an open question."""
        own = line.header.first(Role.TITLE)
        column = own.index if own else None
        readings = self._read_titles(base, line.section.title)
        asked = replace(_NO_TITLE, question="Chưa ghi danh hiệu, hình thức đề nghị.")
        for reading in readings or (asked,):
            self._check_title(line, column, base, reading)
            yield reading, "" if column is None else column_letter(column)

    def _read_titles(self, base: Proposal, text: str) -> tuple[TitleReading, ...]:
        context = self._context
        return read_titles(text, base.kind, year=context.year, issuer_hint=context.issuer)

    def _check_title(
        self, line: Line, column: int | None, base: Proposal, reading: TitleReading
    ) -> None:
        if reading.code is None:
            what = (
                f"danh hiệu đề nghị ghi {quoted(reading.words)}"
                if reading.words
                else f"chưa ghi danh hiệu đề nghị cho {base.name}"
            )
            offers = "; ".join(title_name(code) for code in reading.choices)
            remedy = f"{reading.question} Chọn: {offers}." if offers else f"{reading.question}"
            self._log.question(line.row, column, "title-ask", what, remedy)
        elif problem := misfit(reading.code, base.kind):
            self._log.error(
                line.row,
                column,
                "title-misfit",
                f"{base.name}: {problem}",
                "Sửa danh hiệu đề nghị, hoặc chuyển dòng này sang đúng phần.",
            )

    def _note_dangling(self, line: Line) -> None:
        for column in line.dangling:
            self._log.question(
                line.row,
                column,
                "ditto-nothing-above",
                f"ô {column_letter(column)}{line.row + 1} ghi {quoted(line.written(column))} "
                "nhưng phía trên không có gì để lặp lại",
                "Ghi đủ nội dung vào ô này.",
            )


def _without(texts: tuple[str, ...], columns: tuple[int, ...]) -> tuple[str, ...]:
    return tuple("" if index in columns else text for index, text in enumerate(texts))


def _title_text(line: Line, column: Column) -> str:
    """A title cell; a tick under a title's own column stands for that title."""
    text = line.text(column.index)
    if column.title and is_mark(text):
        return column.title
    return "" if is_dash(text) or text == "0" else text


def _kind_from_titles(line: Line) -> SubjectKind:
    for column in line.header.all(Role.TITLE):
        for reading in read_titles(line.text(column.index), None, year=0):
            if len(reading.kinds) == 1:
                return next(iter(reading.kinds))
    return SubjectKind.PERSON


def _cells(line: Line) -> dict[str, str]:
    """Header label to cell as written; a column without a header is called by its letter."""
    cells: dict[str, str] = {}
    labels = {column.index: column.label for column in line.header.columns}
    for index, text in enumerate(line.raw):
        label = labels.get(index) or (f"Cột {column_letter(index)}" if text else "")
        if label in cells:
            label = f"{label} ({column_letter(index)})"
        if label:
            cells[label] = text
    return cells
