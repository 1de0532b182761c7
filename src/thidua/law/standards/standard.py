"""One standard: a title or form, for one kind and group of subjects, from one day to another."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from thidua.law.assessment import Discretion
from thidua.law.conditions import all_of, law, open_question
from thidua.law.dated import Timeline
from thidua.law.enums import Group, SubjectKind
from thidua.law.errors import BadBook
from thidua.law.instruments import AMENDING_LAW, Citation, Confidence
from thidua.law.standards.common import AMENDED, LAW_START, clear, standing
from thidua.law.tree import AllOf, Amended, Node

T = TypeVar("T")

_AMENDING = Citation(AMENDING_LAW, confidence=Confidence.SECONDARY)

NOTHING_REPORTED = (
    "Luật sửa đổi 06/2026/QH16 có hiệu lực từ 01/10/2026; bộ quy tắc chưa có bản ký. Không nguồn "
    "nào đã đọc nói tiêu chuẩn này bị sửa, nhưng luật có thêm tiêu chí đi đầu về đổi mới sáng tạo, "
    "chuyển đổi số mà chưa rõ dùng cho danh hiệu, hình thức nào"
)


@dataclass(frozen=True, slots=True)
class Standard:
    """``parts`` are the conditions of the article; what is dated at decree level is added by day.

    ``group``: the group it is for; ``None`` serves every group that has none of its own.
    ``since``/``until``: closed-open, the days on which the award exists as such.
    ``amendment``: what is and is not known of the law amended from 2026-10-01.
    """

    title: str
    kind: SubjectKind
    parts: tuple[Node, ...]
    group: Group | None = None
    since: date = LAW_START
    until: date | None = None
    service: Timeline[Node] | None = None
    discretion: tuple[Discretion, ...] = ()
    notes: tuple[str, ...] = ()
    amendment: str = NOTHING_REPORTED

    def covers(self, on: date) -> bool:
        return self.since <= on and (self.until is None or on < self.until)

    def changes(self) -> Iterator[date]:
        """The days on which the tree may differ."""
        yield from (self.since, AMENDED)
        for line in (clear(self.kind), standing(), self.service):
            if line is not None:
                yield from line.starts()
        if self.until is not None:
            yield self.until

    def tree(self, on: date) -> AllOf:
        """The whole condition on a day; its parts are the top-level findings."""
        parts = self.parts if on < AMENDED else (self._amended(),)
        service = () if self.service is None else (_required(self.service, on),)
        bodies = _required(standing(), on) if self.kind is SubjectKind.COLLECTIVE else ()
        pending = _required(clear(self.kind), on)
        return all_of(self.title, "", law(7), *parts, *service, *bodies, pending)

    def _amended(self) -> Amended:
        before = all_of(
            f"{self.title}.before-amendment",
            "Tiêu chuẩn áp dụng đến hết ngày 30/9/2026",
            self.parts[0].citation,
            *self.parts,
        )
        unchanged = open_question(
            f"amended.{self.title}",
            "Luật sửa đổi giữ nguyên tiêu chuẩn này",
            _AMENDING,
            "đối chiếu bản ký Luật 06/2026/QH16 rồi ghi kết quả vào quy định của đợt xét",
        )
        after = open_question(
            f"amended.{self.title}.after", "Đạt tiêu chuẩn mới của Luật sửa đổi", _AMENDING
        )
        return Amended(
            code="amended",
            sentence="Đạt tiêu chuẩn theo Luật sửa đổi, bổ sung có hiệu lực từ 01/10/2026",
            citation=_AMENDING,
            proof=self.amendment,
            before=before,
            unchanged=unchanged,
            after=after,
        )


def _required(line: Timeline[T], on: date) -> T:
    """The value of a timeline that must cover every day of the law."""
    value = line.at(on)
    if value is None:
        raise BadBook(f"{line.name}: nothing on {on}")
    return value
