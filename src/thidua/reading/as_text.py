"""A reading as calm plain text: what was read, from whom to whom, what is left open."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator
from typing import Final

from thidua.reading.kinds import Comparison, Confidence, PhraseKind, RepairKind, Role
from thidua.reading.model import Duty, PaperDate, Reading, Target, Task
from thidua.vietnamese.numbers import format_number

_WIDTH: Final = 100
_DOUBT: Final = {
    Confidence.SURE: "",
    Confidence.LIKELY: " (có thể)",
    Confidence.DOUBTFUL: " (cần xem lại)",
}
_KINDS: Final = {
    PhraseKind.MOVEMENT: "Phong trào",
    PhraseKind.THEME: "Chủ đề",
    PhraseKind.HONOUR: "Danh hiệu",
    PhraseKind.SLOGAN: "Khẩu hiệu, gương",
    PhraseKind.OTHER: "Cụm từ chưa rõ loại",
}
_ROLES: Final = {
    Role.LEAD: "chủ trì",
    Role.CARRY_OUT: "thực hiện",
    Role.REQUESTED: "được đề nghị",
    Role.COORDINATE: "phối hợp",
}
_COMPARISONS: Final = {
    Comparison.AT_LEAST: "ít nhất ",
    Comparison.AT_MOST: "không quá ",
    Comparison.INCREASE: "tăng ",
    Comparison.DECREASE: "giảm ",
}


def write_text(reading: Reading) -> Iterator[str]:
    """The lines, each with its line break."""
    for part in (_head, _tasks, _targets, _phrases, _citations, _recipients, _repairs, _open):
        lines = list(part(reading))
        if lines:
            yield from (f"{line}\n" for line in [*lines, ""])


def _head(reading: Reading) -> Iterator[str]:
    type_ = reading.type.value if reading.type else "Văn bản"
    number = reading.number.value if reading.number else ""
    yield f"{reading.name}: {type_} {f'số {number}' if number else '(chưa có số)'}"
    if reading.issuer:
        yield f"  Cơ quan ban hành: {reading.issuer.value}{_DOUBT[reading.issuer.confidence]}"
    yield f"  Ngày: {_date(reading.date)}"
    if reading.subject:
        yield from _wrapped(f"Trích yếu: {reading.subject.value}", 1)
    if reading.signer:
        signer = reading.signer
        yield f"  Người ký: {signer.name or 'không ghi'}, {signer.form} {signer.post}".rstrip(" ,")


def _date(date: PaperDate | None) -> str:
    if date is None:
        return "không thấy"
    parts = (("ngày", date.day), ("tháng", date.month), ("năm", date.year))
    return " ".join(f"{word} {value or '…'}" for word, value in parts) + _DOUBT[date.confidence]


def _tasks(reading: Reading) -> Iterator[str]:
    if reading.tasks:
        yield f"Nhiệm vụ ({len(reading.tasks)})"
    for task in reading.tasks:
        yield from _wrapped(f"{task.path}. {task.title}", 1)
        yield from _task(task)


def _task(task: Task) -> Iterator[str]:
    for duty in task.duties:
        yield from _wrapped(_duty(duty), 2)
    for due in task.dues:
        yield from _wrapped(f"Thời hạn: {due.words}{_DOUBT[due.confidence]}", 2)
    if task.points:
        yield f"    {len(task.points)} điểm nhỏ"


def _duty(duty: Duty) -> str:
    note = " (phần mở đầu giao chung)" if duty.inherited else _DOUBT[duty.confidence]
    return f"{_ROLES[duty.role]}: {duty.body}{note}"


def _targets(reading: Reading) -> Iterator[str]:
    if reading.targets:
        yield f"Chỉ tiêu ({len(reading.targets)})"
    for target in reading.targets:
        yield from _wrapped(f"{target.what}: {_level(target)}{_DOUBT[target.confidence]}", 1)


def _level(target: Target) -> str:
    if target.value is None:
        words = "hoàn thành" if target.comparison is Comparison.COMPLETE else "không có mức để đo"
    else:
        words = (
            f"{_COMPARISONS.get(target.comparison, '')}{format_number(target.value)} {target.unit}"
        )
    places = ", ".join(place.suggested or place.name for place in target.places_named)
    return "; ".join(filter(None, (words, target.by_words, places)))


def _phrases(reading: Reading) -> Iterator[str]:
    for kind, label in _KINDS.items():
        found = reading.phrases_of(kind)
        if found:
            yield f"{label} ({len(found)})"
        for phrase in found:
            by = f", do {phrase.launched_by} phát động" if phrase.launched_by else ""
            yield from _wrapped(f"“{phrase.text}”{by}{_DOUBT[phrase.confidence]}", 1)


def _citations(reading: Reading) -> Iterator[str]:
    if reading.citations:
        yield f"Văn bản được nêu ({len(reading.citations)})"
    for one in reading.citations:
        number = f" số {one.number}" if one.number else ""
        date = f" ngày {one.date.text()}" if one.date else ""
        issuer = f" của {one.issuer}" if one.issuer else ""
        subject = f": {one.subject}" if one.subject else ""
        yield from _wrapped(f"{one.type}{number}{date}{issuer}{subject}{_DOUBT[one.confidence]}", 1)


def _recipients(reading: Reading) -> Iterator[str]:
    if reading.recipients:
        yield f"Nơi nhận ({len(reading.recipients)})"
        yield from _wrapped("; ".join(one.full for one in reading.recipients), 1)


def _repairs(reading: Reading) -> Iterator[str]:
    if reading.repairs:
        yield f"Chỗ có thể sai do quét ({len(reading.repairs)}), chưa sửa gì"
    for one in reading.repairs:
        cut = one.kind is RepairKind.CUT_PARAGRAPH
        words = f"…{one.after}…" if cut else f"{' '.join(one.before.split())} → {one.after}"
        yield from _wrapped(f"{words}. {one.reason}", 1)


def _open(reading: Reading) -> Iterator[str]:
    if reading.not_read:
        yield f"Chưa đọc được, cần xem ({len(reading.not_read)})"
    for one in reading.not_read:
        yield from _wrapped(one.sentence, 1)
    if reading.left_over:
        yield "Dòng không thuộc phần nào"
        yield from _joined(found.value for found in reading.left_over)


def _joined(lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        yield from _wrapped(line, 1)


def _wrapped(text: str, depth: int) -> list[str]:
    indent = "  " * depth
    return textwrap.wrap(
        text,
        _WIDTH,
        initial_indent=indent,
        subsequent_indent=f"{indent}  ",
        break_long_words=True,
    ) or [indent]
