"""Paragraphs of the body as opening, tasks with their points, closing."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from thidua.reading.headings import Level, Marker
from thidua.reading.layout import Paragraph
from thidua.reading.passages import Passage, joined

_CLOSING: Final = re.compile(
    r"(?:chi thi nay|(?:yeu cau|de nghi|giao)\b.{0,160}\b(?:thuc hien"
    r"|trien khai)\b.{0,60}\bchi thi nay"
    r"|.{0,200}\b(?:thuc hien|trien khai|thi hanh)\b.{0,30}"
    r"\b(?:chi thi|ke hoach|quyet dinh) nay\s*[./]"
    r"|nhan duoc chi thi|tren day la|can cu chi thi nay|trong qua trinh (?:thuc hien|trien khai))"
)
_LONGEST_TITLE: Final = 260
_SHORTEST_TITLE: Final = 12
_AIM: Final = r"(?:muc dich|muc tieu|quan diem|pham vi|doi tuong|tinh hinh|can cu|thuc trang)"
_AIMS: Final = re.compile(rf"{_AIM}\b|yeu cau\s*(?:[,.:]|va\b|$)")
_ONLY_AIMS: Final = re.compile(rf"(?:(?:{_AIM}|yeu cau)(?:\s*,\s*|\s+va\s+|\s*[.:]*\s*$))+")
_IN_FORCE: Final = re.compile(r"(?:quyet dinh|chi thi|ke hoach) nay (?:co|duoc|thay)\b")
_HEADING_LINE: Final = 140


@dataclass
class Draft:
    """A task being put together. ``passages`` are its paragraphs, the heading first; ``aside``:
    why it is probably none."""

    marker: Marker | None
    path: str
    section: str
    aside: str = ""
    passages: list[Passage] = field(default_factory=list)
    points: list[tuple[str, Marker, Passage]] = field(default_factory=list)

    @property
    def whole(self) -> Passage:
        return joined(self.passages)


@dataclass
class Outline:
    opening: list[Passage] = field(default_factory=list)
    tasks: list[Draft] = field(default_factory=list)
    closing: list[Passage] = field(default_factory=list)


def outline_of(paragraphs: tuple[Paragraph, ...]) -> Outline:
    """Tell tasks from the sections above them and the points below them."""
    level = _task_level(paragraphs)
    outline = Outline()
    section, heading = "", ""
    for at, paragraph in enumerate(paragraphs):
        marker, passage = paragraph.marker, paragraph.passage
        last = outline.tasks[-1] if outline.tasks else None
        if marker and marker.level < level and not _holds_task(paragraphs, at, level):
            # A section without tasks of its own is itself one.
            outline.tasks.append(_draft(marker, "", passage))
            section, heading = "", ""
        elif marker and marker.level < level:
            section, heading = marker.words, passage.bare[marker.end :]
        elif marker and marker.level is level and level is not Level.BULLET:
            outline.tasks.append(_draft(marker, section, passage, heading))
        elif marker and level is Level.BULLET and marker.level is level:
            number = str(sum(1 for one in outline.tasks if one.section == section) + 1)
            draft = _draft(marker, section, passage, heading)
            draft.path = f"{section}.{number}" if section else number
            outline.tasks.append(draft)
        elif (last is None or outline.closing) and not marker:
            (outline.closing or outline.opening).append(passage)
        elif not marker and _CLOSING.match(passage.bare):
            outline.closing.append(passage)
        elif last is None:
            outline.opening.append(passage)
        else:
            _add(last, marker, passage)
    return outline


def _task_level(paragraphs: tuple[Paragraph, ...]) -> Level:
    """Articles are tasks, else plain numbers, else Roman ones, else bullets."""
    seen = [paragraph.marker.level for paragraph in paragraphs if paragraph.marker]
    for level in (Level.ARTICLE, Level.ARABIC, Level.ROMAN, Level.DOTTED, Level.LETTER):
        if level in seen:
            return level
    return Level.BULLET


def _holds_task(paragraphs: tuple[Paragraph, ...], at: int, level: Level) -> bool:
    for paragraph in paragraphs[at + 1 :]:
        if paragraph.marker and paragraph.marker.level is level:
            return True
        own = paragraphs[at].marker
        if paragraph.marker and own and paragraph.marker.level <= own.level:
            return False
    return False


def _draft(marker: Marker, section: str, passage: Passage, heading: str = "") -> Draft:
    path = f"{section}.{marker.words}" if section else marker.words
    return Draft(marker, path, section, _aside(heading, passage.bare[marker.end :]), [passage])


def _aside(heading: str, words: str) -> str:
    if _AIMS.match(heading):
        return "Nằm trong phần nêu mục đích, yêu cầu, mục tiêu; thường không phải nhiệm vụ."
    if _ONLY_AIMS.fullmatch(words):
        return "Nêu mục đích, yêu cầu, mục tiêu; thường không phải nhiệm vụ."
    return "Nói về hiệu lực của văn bản, không phải nhiệm vụ." if _IN_FORCE.match(words) else ""


def _add(task: Draft, marker: Marker | None, passage: Passage) -> None:
    if marker:
        path = f"{task.path}.{_point_number(task, marker)}"
        task.points.append((path, marker, passage))
    task.passages.append(passage)


def _point_number(task: Draft, marker: Marker) -> str:
    """A bullet has no number of its own: it is counted under the point above it."""
    if marker.level is Level.DOTTED:
        return marker.words.split(".", 1)[1]
    if marker.level is not Level.BULLET:
        return marker.words
    above = next((p for p, one, _ in reversed(task.points) if one.level is not Level.BULLET), "")
    prefix = f"{above[len(task.path) + 1 :]}." if above else ""
    count = 1
    for _, one, _ in reversed(task.points):
        if one.level is not Level.BULLET:
            break
        count += 1
    return f"{prefix}{count}"


def title_of(task: Draft) -> str:
    """The heading line, or its first clause."""
    first = task.passages[0]
    text = first.text[task.marker.end if task.marker else 0 :]
    if len(task.passages) > 1 and len(text) <= _HEADING_LINE:
        return text.rstrip(" .:;")
    quoted = False
    for at, char in enumerate(text):
        quoted = (quoted or char == "“") and char != "”"
        stop = char == "." and (at + 1 == len(text) or text[at + 1 : at + 3].strip().isupper())
        ends = stop or (char in ";:" and at >= _SHORTEST_TITLE)
        if ends and not quoted:
            return text[:at].strip()
    if len(text) <= _LONGEST_TITLE:
        return text.rstrip(" ./")
    return text[: text.rfind(" ", 0, _LONGEST_TITLE)].rstrip(" ,;") + "…"


def missing_numbers(tasks: list[Draft]) -> list[tuple[str, str]]:
    """(after, expected) wherever the count of tasks in a section jumps."""
    gaps = []
    for before, task in pairwise(tasks):
        a, b = before.marker, task.marker
        if not a or not b or a.level is not b.level or before.section != task.section:
            continue
        if b.ordinal and b.ordinal != a.ordinal + 1:
            gaps.append((before.path, task.path))
    return gaps
