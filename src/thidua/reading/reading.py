"""A directive's text to a reading."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from thidua.reading.bodies import bodies_of
from thidua.reading.citations import read_citations
from thidua.reading.dues import read_dues
from thidua.reading.duties import read_duties
from thidua.reading.kinds import Confidence, Role
from thidua.reading.known_units import KnownUnits
from thidua.reading.layout import Layout, layout_of
from thidua.reading.letterhead import Letterhead, issuer_without_letterhead, read_letterhead
from thidua.reading.lines import lines_of
from thidua.reading.model import Duty, Found, NotRead, Point, Reading, Target, Task
from thidua.reading.outline import Draft, Outline, missing_numbers, outline_of, title_of
from thidua.reading.passages import Passage, joined, shown_text
from thidua.reading.quotes import read_phrases
from thidua.reading.recipients import read_recipients
from thidua.reading.repairs import read_repairs
from thidua.reading.signing import read_signer
from thidua.reading.targets import read_targets
from thidua.reading.unread import (
    about_citations,
    about_foot,
    about_head,
    about_phrases,
    about_repairs,
    about_targets,
    about_tasks,
)
from thidua.vietnamese.numbers import format_number
from thidua.vietnamese.text import clean

_NUMBERED: Final = re.compile(r"\bso\s*\d+\s*/")
MOST_CHARACTERS: Final = 150_000
"""Some fifty pages; a directive has three to ten."""
MOST_LINES: Final = 3_000


def read_text(
    text: str, *, name: str = "", kind: str = "text", units: Iterable[str] = ()
) -> Reading:
    """Read a directive that is already text. Never raises: what is missing is told in the reading.

    Args:
        text: the paper, a paragraph or a line of the sheet to a line; Markdown marks may be in it.
        name: the file's name, kept for the screen.
        kind: what the text came from: ``docx``, ``pdf``, ``text``.
        units: names of units of the authority, to find slips of scanning in names.
    """
    whole = shown_text(text[: MOST_CHARACTERS * 3])
    shown = "\n".join(whole[:MOST_CHARACTERS].split("\n")[:MOST_LINES])
    lines, _ = lines_of(shown)
    notes = []
    if len(shown) < len(whole) or len(text) > MOST_CHARACTERS * 3:
        sentence = f"Văn bản quá dài; chỉ đọc {format_number(len(shown))} ký tự đầu."
        notes.append(NotRead("too-long", sentence))
    if not lines:
        notes.append(NotRead("empty", "Văn bản không có chữ nào."))
    reader = _Reader(layout_of(lines), KnownUnits(units))
    return reader.reading(name, kind, shown, notes)


class _Reader:
    """The parts of one reading, each read once."""

    def __init__(self, layout: Layout, units: KnownUnits) -> None:
        self.layout = layout
        self.units = units
        self.outline: Outline = outline_of(layout.body)
        self.signer, signed = read_signer(layout.foot)
        self.head: Letterhead = read_letterhead(layout.head)
        heading = self.head.issuer.value if self.head.issuer else ""
        self.recipients, sent = read_recipients(layout.foot, signed, heading)
        self.foot_rest = [
            line for line in layout.foot if all(line is not one for one in (*signed, *sent))
        ]
        self.subject_line = joined(layout.subject)

    def reading(self, name: str, kind: str, shown: str, notes: list[NotRead]) -> Reading:
        passages = self._running_text()
        issuer = self.head.issuer or issuer_without_letterhead(
            self.signer, self.head.place, passages
        )
        # A line in capitals names who decides (ỦY BAN NHÂN DÂN TỈNH), not who is spoken to.
        opening = [one for one in self.outline.opening if not one.text.isupper()]
        addressees = _inherited(read_duties(opening))
        tasks = tuple(self._task(draft, addressees) for draft in self.outline.tasks)
        targets = tuple(
            target
            for draft in self.outline.tasks
            for target in read_targets(draft.path, draft.passages, self.units)
        )
        tasks = tuple(_without_dues_of(targets, task) for task in tasks)
        phrases = read_phrases(self._by_task(), issuer.value if issuer else "")
        citations = read_citations(passages)
        everything = [*self.layout.head, *passages, *self.layout.foot]
        repairs = tuple(
            replace(one, before=shown[one.place.start : one.place.end])
            for one in read_repairs(everything, self.layout.body, self.units)
        )
        subject = self._subject()
        not_read = (
            *notes,
            *about_head(self.head, issuer, self.layout.type, subject),
            *about_tasks(tasks, missing_numbers(self.outline.tasks)),
            *about_targets(targets),
            *about_phrases(phrases),
            *about_citations(citations),
            *about_foot(self.signer, self.recipients),
            *about_repairs(repairs),
        )
        return Reading(
            name, kind, shown, self._type(), self.head.number, self.head.date, self.head.place,
            issuer, self.head.superior, subject, self.signer, addressees, citations, tasks, targets,
            phrases, self.recipients, bodies_of(everything), self._closing(), repairs, not_read,
            self._left_over(),
        )  # fmt: skip

    def _running_text(self) -> list[Passage]:
        body = [paragraph.passage for paragraph in self.layout.body]
        return [self.subject_line, *body] if self.subject_line.text else body

    def _by_task(self) -> list[tuple[str, Passage]]:
        """Passages with the path of the task they stand in."""
        pairs = [("", self.subject_line)] if self.subject_line.text else []
        pairs += [("", passage) for passage in self.outline.opening]
        for draft in self.outline.tasks:
            pairs += [(draft.path, passage) for passage in draft.passages]
        return [*pairs, *(("", passage) for passage in self.outline.closing)]

    def _type(self) -> Found | None:
        title = self.layout.title
        if title is None:
            return None
        return Found(self.layout.type, (title.place(),), Confidence.SURE, "Dòng tên loại văn bản.")

    def _subject(self) -> Found | None:
        if not self.subject_line.text:
            return None
        places = tuple(line.place() for line in self.layout.subject)
        text = clean(self.subject_line.text)
        if _NUMBERED.search(self.subject_line.bare):
            why = "Ngay dưới tên loại văn bản; có số văn bản khác, có thể lẫn phần mở đầu."
            return Found(text, places, Confidence.DOUBTFUL, why)
        return Found(text, places, Confidence.SURE, "Ngay dưới tên loại văn bản.")

    def _task(self, draft: Draft, addressees: Sequence[Duty]) -> Task:
        duties = read_duties(draft.passages)
        if not draft.aside and all(duty.role is Role.COORDINATE for duty in duties):
            duties = (*duties, *addressees)
        year = self.head.date.year if self.head.date else None
        whole = draft.whole
        number = draft.marker.words if draft.marker else ""
        points = tuple(
            Point(path, marker.words, passage.text[marker.end :], passage.place())
            for path, marker, passage in draft.points
        )
        is_bullet = not number[:1].isalnum()
        confidence = Confidence.LIKELY if is_bullet else Confidence.SURE
        why = "Gạch đầu dòng, không có số." if is_bullet else f"Đánh số {number}."
        if draft.aside:
            confidence, why = Confidence.DOUBTFUL, draft.aside
        return Task(
            draft.path, "" if is_bullet else number, draft.section, title_of(draft), whole.text,
            whole.place(), duties, read_dues(draft.passages, year), points, confidence, why,
        )  # fmt: skip

    def _closing(self) -> tuple[Found, ...]:
        return tuple(
            Found(one.text, (one.place(),), Confidence.LIKELY, "Đoạn kết, không đánh số.")
            for one in self.outline.closing
        )

    def _left_over(self) -> tuple[Found, ...]:
        why = "Dòng không thuộc phần nào đã nhận ra."
        lines = sorted((*self.head.unknown, *self.foot_rest), key=lambda line: line.place())
        return tuple(Found(one.text, (one.place(),), Confidence.DOUBTFUL, why) for one in lines)


def _without_dues_of(targets: Iterable[Target], task: Task) -> Task:
    """A limit inside a target is the target's, not the task's."""
    inside = [target.place for target in targets if target.task == task.path and target.by]
    dues = tuple(
        due
        for due in task.dues
        if not any(one.start <= due.place.start < one.end for one in inside)
    )
    return replace(task, dues=dues)


def _inherited(duties: Iterable[Duty]) -> tuple[Duty, ...]:
    """What the opening asks of everybody, as the duty of tasks that name nobody."""
    why = "Phần mở đầu giao chung."
    return tuple(
        replace(duty, confidence=Confidence.LIKELY, why=why, inherited=True)
        for duty in duties
        if duty.role is not Role.COORDINATE
    )
