"""What has to be answered before a list can be taken in.

A question is asked once for all rows it concerns; a row may have an answer of its own. Answers are
kept as {question key: value} and {"question key#row id": value}.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

LEAVE_OUT: Final = "leave_out"
KEEP: Final = "keep"
TWO: Final = "two"
UNKNOWN: Final = "unknown"

Answers = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer; `detail` tells it apart from the others."""

    value: str
    label: str
    detail: str = ""


OUT: Final = Choice(LEAVE_OUT, "Bỏ dòng này", "Các dòng khác vẫn được nhập")


@dataclass(frozen=True, slots=True)
class AskedRow:
    """One place the question is about; `lines` are the proposals that wait for the answer."""

    id: str
    sheet: str
    row: int
    column: str
    message: str
    lines: tuple[int, ...] = ()

    @property
    def place(self) -> str:
        """`Trang “2024”, ô H12`."""
        where = f"ô {self.column}{self.row}" if self.column else f"dòng {self.row}"
        return f"Trang “{self.sheet}”, {where}"


@dataclass(frozen=True, slots=True)
class Question:
    """`kind` says what is asked: title, rating, person, unit, household, offer, already, twice,
    issuer, fault or error. An error has to be mended in the file, or its row left out."""

    key: str
    kind: str
    title: str
    remedy: str
    choices: tuple[Choice, ...]
    rows: tuple[AskedRow, ...]

    @property
    def is_error(self) -> bool:
        return self.kind == "error"

    def answer(self, row: AskedRow, answers: Answers) -> str:
        """The row's own answer, else the common one; empty while there is none that holds."""
        values = {choice.value for choice in self.choices}
        own, common = answers.get(row_key(self.key, row.id), ""), answers.get(self.key, "")
        return own if own in values else common if common in values else ""

    def open_rows(self, answers: Answers) -> Iterator[AskedRow]:
        """Rows that still wait."""
        return (row for row in self.rows if not self.answer(row, answers))


def row_key(key: str, row_id: str) -> str:
    """Where the answer for one row of a question is kept."""
    return f"{key}#{row_id}"


def unanswered(questions: list[Question], answers: Answers) -> list[str]:
    """What stands in the way, a sentence for each question, with its rows."""
    found = []
    for question in questions:
        rows = list(question.open_rows(answers))
        if rows:
            where = ", ".join(str(row.row) for row in rows[:5])
            more = f" và {len(rows) - 5} dòng nữa" if len(rows) > 5 else ""  # noqa: PLR2004
            found.append(f"{question.title} (dòng {where}{more}).")
    return found


# Questions of `thidua.lists` by the code of their fault: what is asked, and the words of "keep".
FAULTS: Final[Mapping[str, tuple[str, str]]] = {
    "shared-initiative": ("Một sáng kiến có hai người kê", "Đúng là đồng tác giả, giữ cả hai"),
    "decision-incomplete": (
        "Quyết định công nhận sáng kiến ghi thiếu",
        "Giữ như đã ghi, bổ sung sau trong hồ sơ",
    ),
    "same-subject": ("Hai dòng cùng tên, cùng đơn vị", "Là một người, hai danh hiệu"),
    "continued-row": ("Dòng không ghi tên", "Đúng là danh hiệu thứ hai của người ở dòng trên"),
    "kind-doubt": ("Tên giống tập thể đứng trong phần cá nhân", "Giữ là cá nhân"),
    "name-digits": ("Ô tên có chữ số", "Tên đúng như đã ghi"),
    "odd-birth": ("Tuổi tính ra không thường gặp", "Năm sinh đúng như đã ghi"),
    "ditto-nothing-above": ("Ghi “nt” nhưng phía trên trống", "Để trống ô này"),
    "share-ask": ("Chưa rõ bao nhiêu trên bao nhiêu", "Để trống, bổ sung sau trong hồ sơ"),
    "share-differs": ("Hai cột ghi tổng số người khác nhau", "Lấy số ghi ở cột tỷ lệ"),
    "percent-differs": ("Số người và tỷ lệ phần trăm không khớp", "Lấy số người"),
    "count-differs": ("Số người ghi ở cuối danh sách khác số đọc được", "Đã kiểm tra, không thiếu"),
    "other-year": ("Năm ghi trên danh sách khác năm xét", "Đúng là danh sách của năm xét"),
}
ANY_FAULT: Final = ("Cần kiểm tra lại", "Giữ như đã đọc")
TWO_PEOPLE: Final = Choice(TWO, "Là hai người khác nhau", "Thêm một người mới vào sổ")

ERRORS: Final[Mapping[str, str]] = {
    "no-name": "Dòng có nội dung nhưng không có tên",
    "name-ditto": "Ô tên chỉ ghi “nt”",
    "bad-birth": "Ngày sinh không đọc được",
    "bad-decision-date": "Ngày quyết định không có trong lịch",
    "title-misfit": "Danh hiệu không dành cho đối tượng này",
    "name-long": "Tên quá dài",
}
ANY_ERROR: Final = "Dòng có lỗi"


def fault_title(code: str, severity: str) -> str:
    """What a group of faults is called."""
    if severity == "error":
        return ERRORS.get(code, ANY_ERROR)
    return FAULTS.get(code, ANY_FAULT)[0]


def fault_choices(code: str, severity: str, *, has_lines: bool) -> tuple[Choice, ...]:
    """What can be answered to a fault; a place without lines of its own cannot be left out."""
    if severity == "error":
        return (OUT,)
    keep = Choice(KEEP, FAULTS.get(code, ANY_FAULT)[1])
    others = (TWO_PEOPLE,) if code == "same-subject" else ()
    return (keep, *others, OUT) if has_lines else (keep,)
