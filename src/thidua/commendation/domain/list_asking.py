"""Questions about titles, ratings and subjects, made from the lines they concern."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from thidua.commendation.domain.list_questions import (
    OUT,
    UNKNOWN,
    AskedRow,
    Choice,
    Question,
    fault_choices,
    fault_title,
)
from thidua.commendation.domain.subjects import NEW, Doubt, Ref
from thidua.law import RatingLevel, SubjectKind, known_title
from thidua.law.signals import LEVEL_WORDS
from thidua.lists.proposal import Fault, Proposal, RatingReading
from thidua.lists.rating_words import Unrated
from thidua.vietnamese.text import fold

UNCLEAR: Final = frozenset({Unrated.AMBIGUOUS, Unrated.UNREADABLE})
KIND_WORDS: Final = {
    SubjectKind.PERSON: "cá nhân",
    SubjectKind.COLLECTIVE: "tập thể",
    SubjectKind.HOUSEHOLD: "hộ gia đình",
}
_KEY: Final = 80


@dataclass(slots=True)
class Line:
    """One proposal on its way to a dossier. `waits`: an open question touches it."""

    number: int
    proposal: Proposal
    code: str | None
    ref: Ref | None = None
    is_out: bool = False
    waits: bool = False
    has_error: bool = False

    @property
    def is_ready(self) -> bool:
        return not (self.is_out or self.waits or self.has_error)


def asked_row(line: Line, message: str, column: str = "") -> AskedRow:
    """The place of a line in a question."""
    one = line.proposal
    return AskedRow(
        str(line.number), one.sheet, one.row, column or one.title_column, message, (line.number,)
    )


def leave_out_question(
    key: str, kind: str, title: str, remedy: str, lines: Iterable[tuple[Line, str]]
) -> Question:
    """A question to which the only answer here is leaving the line out."""
    rows = tuple(asked_row(line, message) for line, message in lines)
    return Question(key, kind, title, remedy, (OUT,), rows)


def fault_question(
    severity: str, code: str, faults: Sequence[tuple[Fault, Sequence[Line]]]
) -> Question:
    """Faults of one code; all of them stand on lines, or none does."""
    kind = "error" if severity == "error" else "fault"
    has_lines = bool(faults[0][1])
    rows = tuple(
        AskedRow(
            str(number),
            fault.sheet,
            fault.row,
            fault.column,
            fault.message,
            tuple(line.number for line in lines),
        )
        for number, (fault, lines) in enumerate(faults)
    )
    return Question(
        f"{kind}:{code}" + ("" if has_lines else ":0"),
        kind,
        fault_title(code, severity),
        faults[0][0].remedy,
        fault_choices(code, severity, has_lines=has_lines),
        rows,
    )


def title_questions(lines: Iterable[Line], on_offer: Sequence[str]) -> Iterator[Question]:
    """One question for all lines with the same undecided words about the same kind of subject."""
    groups: dict[str, list[Line]] = defaultdict(list)
    for line in lines:
        if line.code is None:
            words = fold(line.proposal.title.words)[:_KEY]
            groups[f"title:{line.proposal.kind.value}:{words}"].append(line)
    for key, found in groups.items():
        reading, kind = found[0].proposal.title, found[0].proposal.kind
        codes = [code for code in reading.choices if code in on_offer]
        if not reading.choices:
            codes = [code for code in on_offer if kind in known_title(code).subjects]
        title = f"“{reading.words}” là danh hiệu, hình thức nào?"
        yield Question(
            key,
            "title",
            title if reading.words else f"Chưa ghi danh hiệu đề nghị cho {KIND_WORDS[kind]}",
            reading.question or "Chọn danh hiệu, hình thức đề nghị.",
            (*(Choice(code, known_title(code).name) for code in codes), OUT),
            tuple(asked_row(line, line.proposal.name) for line in found),
        )


def offer_questions(lines: Iterable[Line], on_offer: Sequence[str]) -> Iterator[Question]:
    """Titles that the round does not take."""
    groups: dict[str, list[Line]] = defaultdict(list)
    for line in lines:
        if line.code is not None and line.code not in on_offer:
            groups[line.code].append(line)
    for code, found in groups.items():
        yield leave_out_question(
            f"offer:{code}",
            "offer",
            f"{known_title(code).name} không có trong đợt xét này",
            "Đề nghị cơ quan thường trực bổ sung vào đợt, hoặc bỏ các dòng này.",
            ((line, line.proposal.name) for line in found),
        )


def rating_questions(lines: Iterable[Line]) -> Iterator[tuple[int, Question]]:
    """One question for each year and wording that may mean several levels."""
    groups: dict[tuple[int, str], list[tuple[Line, RatingReading]]] = defaultdict(list)
    for line in lines:
        for rating in line.proposal.ratings:
            if rating.reason in UNCLEAR:
                groups[rating.year, fold(rating.words)[:_KEY]].append((line, rating))
    levels = [Choice(str(level.value), LEVEL_WORDS[level]) for level in reversed(RatingLevel)]
    unknown = Choice(UNKNOWN, "Để chưa rõ", "Bổ sung sau trong hồ sơ")
    for (year, words), found in groups.items():
        yield (
            year,
            Question(
                f"rating:{year}:{words}",
                "rating",
                f"Xếp loại “{found[0][1].words}” năm {year} là mức nào?",
                "Chữ viết tắt này có thể hiểu nhiều cách.",
                (*levels, unknown, OUT),
                tuple(
                    asked_row(line, line.proposal.name, rating.place.column)
                    for line, rating in found
                ),
            ),
        )


_OTHERS: Final = {
    SubjectKind.PERSON: Choice(NEW, "Người khác, chưa có trong sổ", "Thêm một người mới"),
    SubjectKind.COLLECTIVE: Choice(
        NEW, "Đơn vị khác, chưa có trong danh mục", "Thêm vào danh mục đơn vị"
    ),
    SubjectKind.HOUSEHOLD: Choice(NEW, "Hộ khác, chưa có trong sổ", "Thêm một hộ mới"),
}
_NOUNS: Final = {
    SubjectKind.PERSON: "người",
    SubjectKind.COLLECTIVE: "đơn vị",
    SubjectKind.HOUSEHOLD: "hộ",
}


def subject_question(lines: Sequence[Line], doubt: Doubt) -> Question:
    """Who or what the lines of one subject are about."""
    one = lines[0].proposal
    born = f", sinh {one.birth.text()}" if one.birth else ""
    asked = AskedRow(
        "0",
        one.sheet,
        one.row,
        "",
        f"{one.name}: {doubt.reason}.",
        tuple(line.number for line in lines),
    )
    return Question(
        f"{one.kind.value}:{one.subject}",
        "subject",
        f"{one.name}{born}: là {_NOUNS[one.kind]} nào?",
        "Chọn đúng, để lịch sử khen thưởng không gán nhầm.",
        (
            *(Choice(found.code, found.name, found.detail) for found in doubt.candidates),
            _OTHERS[one.kind],
            OUT,
        ),
        (asked,),
    )
