"""By when: time limits of the procedure and filing dates, counted on the working calendar.

The day that triggers a limit is not counted, Saturdays worked to make up for a swapped day are
(``vietnamese.workdays``). Where the calendar of a year is not on file, or a day is still undecided,
the answer says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from thidua.law.answering import AMENDMENT_NOTE, in_book, marked
from thidua.law.errors import BadFact
from thidua.law.instruments import Citation, Confidence, weakest
from thidua.law.parameters import Gap, Value, find
from thidua.law.standards.common import AMENDED
from thidua.law.titles import known_title
from thidua.vietnamese.dates import format_day
from thidua.vietnamese.workdays import UnknownYear, WorkingCalendar

WORKING_DAYS = "ngày làm việc"
_DAY = timedelta(days=1)

STEPS = {
    "publication-proposer": "Công khai trước khi cấp đề nghị họp Hội đồng",
    "publication-portal": "Lấy ý kiến Nhân dân trên cổng thông tin trung ương",
    "deadline-opinion-reply": "Cơ quan được hỏi trả lời ý kiến",
    "deadline-ministry-return": "Bộ Nội vụ trả hồ sơ không đủ điều kiện",
    "deadline-ministry-appraise": "Bộ Nội vụ thẩm định, trình Thủ tướng Chính phủ",
    "deadline-ministry-after-opinions": "Bộ Nội vụ trình sau khi nhận đủ ý kiến",
    "deadline-ministry-notify": "Bộ Nội vụ thông báo kết quả",
    "deadline-ministry-refusal": "Bộ Nội vụ thông báo trường hợp không được khen thưởng",
    "deadline-proposer-to-recipients": "Cấp đề nghị thông báo kết quả đến người được khen",
    "deadline-hand-over": "Trả hiện vật khen thưởng",
    "deadline-commune-CSTDCS": "Cấp xã xét tặng Chiến sĩ thi đua cơ sở",
    "deadline-province-file": "Nộp hồ sơ về tỉnh",
    "deadline-province-decide": "Cấp tỉnh giải quyết hồ sơ",
    "deadline-tnxp-list": "Cấp xã niêm yết danh sách đề nghị Huy chương Thanh niên xung phong vẻ "
    "vang",
    "deadline-tnxp-commune": "Cấp xã xét Huy chương Thanh niên xung phong vẻ vang",
    "deadline-tnxp-province": "Cấp tỉnh xét Huy chương Thanh niên xung phong vẻ vang",
    "deadline-tnxp-ministry": "Bộ Nội vụ xét Huy chương Thanh niên xung phong vẻ vang",
    "deadline-tnxp-return": "Trả hồ sơ Huy chương Thanh niên xung phong vẻ vang không đủ điều kiện",
}
"""Every time limit of the book by name, and what has to be done within it."""


@dataclass(frozen=True, slots=True)
class Deadline:
    """``due``: the last day; ``None`` where the limit or the calendar is not known.

    ``act_by``: the last working day up to ``due``; the same day for a limit in working days, and
    ``None`` where the calendar of that year is not on file. ``notes``: what is not settled.
    ``citation`` is ``None`` where no limit is established.
    """

    name: str
    sentence: str
    trigger: date | None
    due: date | None
    act_by: date | None
    length: int | None
    unit: str
    citation: Citation | None
    confidence: Confidence
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LocalLimit:
    """A limit set by an authority's own rule, in its place: ``days`` working or calendar."""

    days: int
    working: bool
    citation: Citation


def deadline(
    name: str,
    trigger: date,
    *,
    local: LocalLimit | None = None,
    calendar: WorkingCalendar | None = None,
) -> Deadline:
    """The last day of a limit of ``STEPS`` that ``trigger`` starts (receipt of a complete file).

    ``local`` stands in place of the national limit. ``BadFact`` for a name the book does not have
    or a local limit below one day.
    """
    if name not in STEPS:
        raise BadFact(f"Không có thời hạn nào tên “{name}”.")
    days = calendar or WorkingCalendar.load()
    if local is not None:
        return _local(name, trigger, local, days)
    held = find(name, trigger)
    if isinstance(held, Gap):
        return _unknown(name, trigger, held.reason)
    notes = [held.note, AMENDMENT_NOTE if trigger >= AMENDED else ""]
    mark = marked(held.confidence, trigger)
    return _counted(name, trigger, int(held.value), held.unit, held.citation, mark, notes, days)


def _local(name: str, trigger: date, local: LocalLimit, calendar: WorkingCalendar) -> Deadline:
    if local.days < 1:
        raise BadFact(f"Thời hạn phải từ một ngày trở lên, không phải {local.days}.")
    unit = WORKING_DAYS if local.working else "ngày"
    mark = local.citation.confidence
    return _counted(name, trigger, local.days, unit, local.citation, mark, (), calendar)


def _counted(
    name: str,
    trigger: date,
    length: int,
    unit: str,
    citation: Citation,
    mark: Confidence,
    notes: Sequence[str],
    calendar: WorkingCalendar,
) -> Deadline:
    said = [note for note in notes if note]
    due: date | None = None
    try:
        if unit == WORKING_DAYS:
            due = calendar.add_working_days(trigger, length)
        else:
            due = calendar.period_end(trigger, length)
        said += [doubt.note() for doubt in calendar.doubts(trigger + _DAY, due)]
    except UnknownYear as unknown:
        said.append(str(unknown))
    return Deadline(name, STEPS[name], trigger, due, due, length, unit, citation, mark, tuple(said))


def _unknown(name: str, trigger: date, reason: str) -> Deadline:
    sentence, mark = STEPS[name], Confidence.UNSURE
    return Deadline(name, sentence, trigger, None, None, None, "", None, mark, (f"{reason}.",))


_FILED = frozenset({"CSTDTQ", "CTD-CP"})


def filing_date(
    code: str,
    merit_year: int,
    on: date,
    *,
    education: bool = False,
    calendar: WorkingCalendar | None = None,
) -> Deadline | None:
    """By when a file has to be at the Ministry of Home Affairs (Decree 98/2023, Art. 32(1)).

    ``merit_year``: the year of the achievement, for education the year its school year ends.
    ``on``: the day whose rules are asked. ``due`` is the day the text names, working or not: it is
    not established that a fixed date moves, so ``act_by`` is the last working day up to it.
    ``None`` where no date is on file for that award. ``UnknownTitle``.
    """
    title = known_title(code)
    if title.code not in _FILED or not in_book(on):
        return None
    name = f"filing-{title.code}"
    if education and title.code == "CTD-CP":
        name += "-education"
    parts = [find(f"{name}-{part}", on) for part in ("years", "month", "day")]
    sentence = f"Nộp hồ sơ đề nghị {title.name} về Bộ Nội vụ"
    values = [part for part in parts if isinstance(part, Value)]
    if len(values) < len(parts):
        reasons = dict.fromkeys(f"{part.reason}." for part in parts if isinstance(part, Gap))
        unsure = Confidence.UNSURE
        return Deadline(name, sentence, None, None, None, None, "", None, unsure, tuple(reasons))
    years, month, day = (int(value.value) for value in values)
    due = date(merit_year + years, month, day)
    notes = [*dict.fromkeys(value.note for value in values), AMENDMENT_NOTE * (on >= AMENDED)]
    act_by, doubts = _last_working_day(due, calendar or WorkingCalendar.load())
    said = tuple(note for note in (*notes, *doubts) if note)
    mark = marked(weakest(value.confidence for value in values), on)
    place = values[1].citation
    return Deadline(name, sentence, None, due, act_by, None, "", place, mark, said)


def _last_working_day(due: date, calendar: WorkingCalendar) -> tuple[date | None, list[str]]:
    try:
        day = due
        while not calendar.is_working_day(day):
            day -= _DAY
    except UnknownYear as unknown:
        return None, [str(unknown)]
    moved = [f"{format_day(due)} là ngày nghỉ; nên nộp trước"] if day != due else []
    return day, moved
