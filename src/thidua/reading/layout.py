"""The parts of a directive: letterhead, title, body paragraphs, foot."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from thidua.reading.headings import Marker, marker_of
from thidua.reading.lines import LONGEST, Line, in_columns
from thidua.reading.passages import Passage, joined

TYPES: Final = {
    "chi thi": "Chỉ thị",
    "ke hoach": "Kế hoạch",
    "huong dan": "Hướng dẫn",
    "thong bao": "Thông báo",
    "quyet dinh": "Quyết định",
    "nghi quyet": "Nghị quyết",
    "ket luan": "Kết luận",
    "cong dien": "Công điện",
    "chuong trinh": "Chương trình",
}
_TITLE: Final = re.compile(rf"({'|'.join(TYPES)})(?: (?:so\b.*|cua\b.*))?[.:]?")
_RECIPIENTS: Final = re.compile(r"noi\s*nhan\b")
_SIGNATURE: Final = re.compile(r"(?:(?:tm|kt|tl|tuq|q)\s*\.|t/m|k/t|t/l)\s*[a-z]")
_POST: Final = re.compile(r"(?:pho\s+)?(?:chu tich|bi thu|giam doc|truong (?:phong|ban))")
_SUBJECT_START: Final = re.compile(r"(?:ve viec|v/v|ve )")
_OPENING: Final = re.compile(
    r"(?:thuc hien|can cu|nham|de |trong |tiep tuc|triển khai|trien khai|nam 20|qua |thoi gian"
    r"|uy ban|chu tich|ubnd|hien nay|huong ung|phat huy|ngay \d|sau )"
)
_ENDS: Final = re.compile(r"[.;:!?…][”\"')\]]*$|/\.?/?$")
_LONG: Final = 80
_WRAPPED_WIDTH: Final = 130
_FULL: Final = 0.62
_LAST_LINES: Final = 14
_FEW: Final = 6
_HEAD_LINE: Final = 100
_INDENT: Final = 2
_FIRST_LINES: Final = 14


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of the body. ``cuts`` are the stretches where blank lines or pages cut it."""

    passage: Passage
    marker: Marker | None
    cuts: tuple[tuple[Passage, Passage], ...] = ()


@dataclass(frozen=True)
class Layout:
    """A part that is missing is empty. ``head`` and ``foot`` are in reading order of columns."""

    head: tuple[Passage, ...]
    title: Passage | None
    type: str
    subject: tuple[Passage, ...]
    body: tuple[Paragraph, ...]
    foot: tuple[Passage, ...]


def layout_of(lines: list[Line]) -> Layout:
    """Find the parts."""
    at = _title_line(lines)
    foot_at = _foot_line(lines, 0 if at is None else at + 1)
    if at is None:
        start = _body_without_title(lines[:foot_at])
        head, title, type_ = lines[:start], None, ""
        subject: list[Line] = []
    else:
        head, title = lines[:at], lines[at].whole
        found = _TITLE.fullmatch(_tight(title.bare))
        type_ = TYPES[found[1]] if found else ""
        start = _subject_end(lines, at + 1, foot_at)
        subject = lines[at + 1 : start]
        if subject and subject[0].whole.bare.startswith("cua "):
            # A Party paper says under its kind whose it is; that is no part of the subject.
            head, subject = [*head, subject[0]], subject[1:]
    return Layout(
        tuple(in_columns(head)),
        title,
        type_,
        tuple(line.whole for line in subject),
        tuple(_paragraphs(lines[start:foot_at])),
        tuple(in_columns(lines[foot_at:])),
    )


def _tight(bare: str) -> str:
    """Letters set apart for looks (C H Ỉ  T H Ị) drawn together."""
    words = bare.split()
    if len(words) > _FEW - 1 and all(len(word) == 1 for word in words):
        run = "".join(words)
        return next((name for name in TYPES if name.replace(" ", "") == run), bare)
    return bare


def _title_line(lines: list[Line]) -> int | None:
    for at, line in enumerate(lines[: _FIRST_LINES * 3]):
        found = _TITLE.fullmatch(_tight(line.whole.bare))
        named = line.whole.text[:1].isupper() or line.whole.bare in TYPES
        if found and named and marker_of(line.whole) is None:
            return at
    return None


def _foot_line(lines: list[Line], first: int) -> int:
    """Where recipients or the signature begin, whichever comes first."""
    for at in range(first, len(lines)):
        for column in lines[at].columns or (lines[at].whole,):
            if _RECIPIENTS.match(column.bare) and len(lines) - at < _LAST_LINES * 5:
                return at
            if _SIGNATURE.match(column.bare) and column.text[:1].isupper():
                return at
    tail = range(max(first, len(lines) - _FEW), len(lines))
    posts = (at for at in tail if _is_post(lines[at].whole))
    return next(posts, len(lines))


def _is_post(passage: Passage) -> bool:
    return passage.text.isupper() and _POST.match(passage.bare) is not None


def _body_without_title(lines: list[Line]) -> int:
    for at, line in enumerate(lines[:_FIRST_LINES]):
        text = line.whole
        if len(text.text) > _HEAD_LINE or marker_of(text) or _OPENING.match(text.bare):
            is_letterhead = text.text.isupper() or len(line.columns) > 1
            if not is_letterhead:
                return at
    return 0


def _subject_end(lines: list[Line], start: int, stop: int) -> int:
    """The subject goes on to the first blank line, or to a line that opens the body."""
    if start >= stop or marker_of(lines[start].whole):
        return start
    first = lines[start].whole
    if not _SUBJECT_START.match(first.bare) and _OPENING.match(first.bare):
        return start + 1 if _stands_alone(lines, start) else start
    at = start + 1
    while at < min(stop, start + _FIRST_LINES) and not _opens_body(lines[at], lines[at - 1]):
        at += 1
    return at


def _stands_alone(lines: list[Line], at: int) -> bool:
    """A line right under the title with a blank one below it, and no sign at its end."""
    below = at + 1 == len(lines) or lines[at + 1].after_blank
    return below and not lines[at].after_blank and not _ENDS.search(lines[at].whole.text)


def _opens_body(line: Line, before: Line) -> bool:
    text = line.whole.text
    if line.after_blank:
        return not (text[:1].islower() and not _ENDS.search(before.whole.text))
    if text[:1] in "-–":
        return False
    found = marker_of(line.whole)
    return found is not None or (
        text[:1].isupper()
        and _OPENING.match(line.whole.bare) is not None
        and not before.whole.text.endswith((",", "-", "–"))
    )


def _paragraphs(lines: list[Line]) -> list[Paragraph]:
    width = max((len(line.whole.text) for line in lines), default=0)
    wrapped = width if width <= _WRAPPED_WIDTH else 0
    indented = bool(wrapped) and _begins_indented(lines)
    groups: list[list[Line]] = []
    length = 0
    for line in lines:
        length += len(line.whole.text)
        before = groups[-1][-1] if groups else None
        if before and length < LONGEST and _goes_on(before, line, wrapped, indented=indented):
            groups[-1].append(line)
        else:
            groups.append([line])
            length = len(line.whole.text)
    return [_paragraph(group) for group in groups]


def _begins_indented(lines: list[Line]) -> bool:
    """Whether every numbered paragraph of the paper begins away from the edge."""
    numbered = [one for one in lines if (found := marker_of(one.whole)) and found.ordinal]
    return len(numbered) > 1 and all(one.indent >= _INDENT for one in numbered)


def _goes_on(before: Line, line: Line, wrapped: int, *, indented: bool) -> bool:
    """In a paper with indented paragraphs a line at the edge goes on, whatever the sign before."""
    if indented and line.indent < _INDENT and not marker_of(line.whole):
        return True
    return _continues(before, line, wrapped)


def _continues(before: Line, line: Line, wrapped: int) -> bool:
    text, last = line.whole.text, before.whole.text
    ended = _ENDS.search(last) is not None
    if marker_of(line.whole):
        return False
    if text[:1].islower():
        # A line may end in a semicolon by chance where the paper is set in short lines.
        return not ended or (bool(wrapped) and not line.after_blank)
    if ended:
        return False
    if wrapped and not line.after_blank:
        return len(last) >= wrapped * _FULL
    return len(last) >= (wrapped * _FULL if wrapped else _LONG) and not last.isupper()


def _paragraph(group: list[Line]) -> Paragraph:
    passage = joined(line.whole for line in group)
    cuts = tuple(
        (group[at - 1].whole, group[at].whole)
        for at in range(1, len(group))
        if group[at].after_blank
    )
    return Paragraph(passage, marker_of(passage), cuts)
