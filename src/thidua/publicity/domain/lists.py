"""Drawing up a list of candidates, its lines, where it is posted; moves: `workflow.LISTS`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from thidua.commendation.enums import IN_OFFICE, State
from thidua.commendation.models import Nomination, Round
from thidua.commendation.queries import visible_to
from thidua.core.actors import Actor, Role
from thidua.core.constraints import sentence_for
from thidua.core.editing import lock, stamp
from thidua.core.errors import NotAllowed, Refusal
from thidua.journal.domain.record import record
from thidua.publicity.clock import Stop, last_day
from thidua.publicity.effects import hold_until_published
from thidua.publicity.enums import ListState, PlaceKind
from thidua.publicity.guards import personal_in
from thidua.publicity.models import Candidate, CandidateList, Placement
from thidua.publicity.queries import unpublished_for
from thidua.publicity.workflow import LISTS
from thidua.vietnamese.text import clean, fold
from thidua.vietnamese.workdays import UnknownYear, WorkingCalendar

READY = (*IN_OFFICE, State.AT_COUNCIL)
"""Steps at which a dossier can be put before the people."""
LONGEST_ACHIEVEMENT = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class ListPlan:
    """What an officer fixes: `basis` is the text that sets the number of working days."""

    name: str
    working_days: int
    basis: str
    how_else: str = ""


def draft_list(
    *, actor: Actor, round_: Round, plan: ListPlan, nominations: Iterable[Nomination] = ()
) -> CandidateList:
    """A list not yet public, with the lines that these dossiers give."""
    _officer_only(actor, round_.authority_id)
    with transaction.atomic(), sentence_for(CandidateList):
        made = CandidateList.objects.create(
            authority_id=actor.authority_id,
            round=round_,
            changed_by_name=actor.name,
            **_tidied(plan),
        )
        record(
            actor=actor,
            verb="publicity.draft",
            obj=made,
            sentence=f"Lập danh sách lấy ý kiến “{made.name}”",
            data=asdict(plan),
        )
        _add(made, nominations)
    return made


def change_list(
    *, actor: Actor, list_: CandidateList, plan: ListPlan, revision: int | None
) -> CandidateList:
    """Change name, period and basis while nobody has seen the list."""
    _officer_only(actor, list_.authority_id)
    with transaction.atomic(), sentence_for(CandidateList):
        row = _draft(list_, revision)
        for key, value in _tidied(plan).items():
            setattr(row, key, value)
        stamp(row, actor)
        row.save()
        record(
            actor=actor,
            verb="publicity.change",
            obj=row,
            sentence=f"Sửa danh sách lấy ý kiến “{row.name}”",
            data=asdict(plan),
        )
    return row


def add_candidates(*, actor: Actor, list_: CandidateList, nominations: Iterable[Nomination]) -> int:
    """Add dossiers that are not on the list yet; gives how many came on."""
    _officer_only(actor, list_.authority_id)
    with transaction.atomic(), sentence_for(Candidate):
        row = _draft(list_, None)
        added = _add(row, nominations)
        if added:
            record(
                actor=actor,
                verb="publicity.add",
                obj=row,
                sentence=f"Thêm {added} trường hợp vào danh sách",
            )
    return added


def drop_candidate(*, actor: Actor, candidate: Candidate) -> None:
    """Take a line off a draft; what was published stays and is marked."""
    _officer_only(actor, candidate.authority_id)
    with transaction.atomic():
        row = _draft(candidate.list, None)
        Candidate.objects.filter(pk=candidate.pk).delete()
        record(
            actor=actor,
            verb="publicity.drop",
            obj=row,
            sentence="Bỏ một trường hợp khỏi danh sách",
            data={"name": candidate.name},
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What is published of one candidate."""

    name: str
    detail: str = ""
    achievement: str = ""


def change_line(
    *, actor: Actor, candidate: Candidate, line: Line, note: str = "", revision: int | None = None
) -> Candidate:
    """Change a line. Once the list is public that is a correction: `note` tells everybody what.

    Raises Refusal for what must not be published, and for a list that has ended.
    """
    _officer_only(actor, candidate.authority_id)
    if words := personal_in(f"{line.detail} {line.achievement} {note}"):
        raise Refusal(f"Dòng công khai không được có {words}.")
    if not clean(line.name):
        raise Refusal("Ghi họ tên, tên tập thể, hộ.")
    with transaction.atomic():
        row = lock(Candidate, candidate.pk, revision=revision)
        before = [row.name, row.detail, row.achievement]
        _set_line(row, line)
        if row.list.state != ListState.DRAFT:
            _correct(row, note)
        stamp(row, actor)
        row.save()
        record(
            actor=actor,
            verb="publicity.line",
            obj=row.list,
            sentence="Đính chính danh sách đã đăng" if row.note else "Sửa dòng của danh sách",
            data={"before": before, "after": asdict(line), "note": row.note},
        )
    return row


def _set_line(row: Candidate, line: Line) -> None:
    row.name = clean(line.name)[:200]
    row.detail = clean(line.detail)[:400]
    row.achievement = clean(line.achievement)[:LONGEST_ACHIEVEMENT]
    row.search_key = fold(f"{row.name} {row.detail}")[:400]


def _correct(row: Candidate, note: str) -> None:
    if row.list.state not in {ListState.OPEN, ListState.PAUSED}:
        raise Refusal("Danh sách đã kết thúc, không đính chính được.")
    if not clean(note):
        raise Refusal("Danh sách đang công khai: ghi nội dung đính chính để mọi người đọc.")
    row.note, row.corrected_at = clean(note)[:300], timezone.now()


def place(
    *, actor: Actor, list_: CandidateList, kind: str, where: str, posted_on: date, link: str = ""
) -> Placement:
    """Record one more place where the list was made public."""
    _officer_only(actor, list_.authority_id)
    if kind not in PlaceKind.values or kind == PlaceKind.PORTAL or not clean(where):
        raise Refusal("Chọn hình thức và ghi nơi đăng.")
    if posted_on > timezone.localdate():
        raise Refusal("Ngày đăng chưa tới. Ghi khi đã đăng.")
    with transaction.atomic(), sentence_for(Placement):
        made = Placement.objects.create(
            authority_id=list_.authority_id,
            list=list_,
            kind=kind,
            where=clean(where)[:200],
            posted_on=posted_on,
            link=link[:300],
            made_by_name=actor.name,
        )
        record(
            actor=actor,
            verb="publicity.place",
            obj=list_,
            sentence=f"Ghi nơi công khai: {made.where}",
            data={"kind": kind, "posted_on": posted_on, "link": made.link},
        )
    return made


def say_last_day(
    *, actor: Actor, list_: CandidateList, day: date, basis: str, revision: int | None = None
) -> CandidateList:
    """Name the last day where the calendar of its year is not on file, on the notice that says so.

    Raises Refusal where the calendar can tell: nobody shortens the period by hand.
    """
    _officer_only(actor, list_.authority_id)
    with transaction.atomic(), sentence_for(CandidateList):
        row = lock(CandidateList, list_.pk, revision=revision)
        if row.opened_on is None or row.state not in {ListState.OPEN, ListState.PAUSED}:
            raise Refusal("Danh sách không trong thời gian lấy ý kiến.")
        if not clean(basis):
            raise Refusal("Ghi văn bản về lịch nghỉ làm căn cứ tính ngày cuối.")
        _calendar_cannot_tell(row, day)
        row.said_last_day, row.said_basis = day, clean(basis)[:300]
        stamp(row, actor)
        row.save()
        record(
            actor=actor,
            verb="publicity.last_day",
            obj=row,
            sentence=f"Ấn định ngày cuối lấy ý kiến {day:%d/%m/%Y}",
            data={"basis": row.said_basis},
        )
    return row


def _calendar_cannot_tell(row: CandidateList, day: date) -> None:
    assert row.opened_on is not None
    ended = [Stop(one.since, one.until) for one in row.stops.filter(candidate__isnull=True)]
    calendar = WorkingCalendar.load()
    try:
        known = last_day(
            row.opened_on,
            row.working_days,
            [stop for stop in ended if stop.until is not None],
            calendar,
        )
    except UnknownYear as unknown:
        # Weekends alone already say that an earlier day would be too short.
        if sum(_is_weekday(row.opened_on, n) for n in range(1, (day - row.opened_on).days + 1)) < (
            row.working_days
        ):
            raise Refusal(f"Đến ngày đó chưa đủ {row.working_days} ngày làm việc.") from unknown
        return
    raise Refusal(f"Lịch đã có: ngày cuối là {known:%d/%m/%Y}, không ấn định bằng tay.")


def _is_weekday(start: date, ahead: int) -> bool:
    return date.fromordinal(start.toordinal() + ahead).weekday() < 5  # noqa: PLR2004


def move_list(
    *, actor: Actor, list_: CandidateList, name: str, revision: int | None = None, reason: str = ""
) -> CandidateList:
    """Walk one row of the table of lists."""
    inputs: dict[str, Any] = {"reason": clean(reason)} if LISTS.by_name[name].needs else {}
    return LISTS.perform(list_, name, actor=actor, revision=revision, **inputs)


def hold_what_is_unpublished(*, actor: Actor) -> int:
    """Stop every dossier in sight that must be published and was not; gives how many."""
    _officer_only(actor, actor.authority_id)
    with transaction.atomic():
        rows = list(unpublished_for(actor))
        count = hold_until_published(rows, actor.authority_id, "Chưa có danh sách đã hết hạn")
        if rows:
            record(
                actor=actor,
                verb="publicity.hold",
                obj=rows[0].round,
                sentence=f"Tạm dừng {count} hồ sơ phải công khai trước",
            )
    return count


def _officer_only(actor: Actor, authority_id: int) -> None:
    if not actor.is_any(Role.OFFICER) or actor.authority_id != authority_id:
        raise NotAllowed("Chuyên viên thi đua, khen thưởng lập và đăng danh sách lấy ý kiến.")


def _tidied(plan: ListPlan) -> dict[str, Any]:
    if not clean(plan.name):
        raise Refusal("Ghi tên danh sách.")
    return {key: clean(v) if isinstance(v, str) else v for key, v in asdict(plan).items()}


def _draft(list_: CandidateList, revision: int | None) -> CandidateList:
    row = lock(CandidateList, list_.pk, revision=revision)
    if row.state != ListState.DRAFT:
        raise Refusal("Danh sách đã đăng: chỉ đính chính từng dòng, không thêm bớt.")
    return row


def _add(list_: CandidateList, nominations: Iterable[Nomination]) -> int:
    have = set(list_.candidates.values_list("nomination_id", flat=True))
    fresh = [row for row in nominations if row.pk not in have]
    wrong = [row.code for row in fresh if row.round_id != list_.round_id or row.state not in READY]
    if wrong:
        raise Refusal(
            f"Không đưa vào danh sách được: {', '.join(wrong[:5])}. "
            "Hồ sơ phải thuộc đợt này và đã nộp."
        )
    Candidate.objects.bulk_create(_line_of(list_, row) for row in fresh)
    return len(fresh)


def _line_of(list_: CandidateList, row: Nomination) -> Candidate:
    """The line a dossier gives: only what may be public; doubtful words are left out."""
    detail = ", ".join(
        filter(None, (row.position, row.unit_name if row.unit_name != row.name else ""))
    )
    achievement = clean(row.achievement)[:LONGEST_ACHIEVEMENT]
    line = Candidate(
        authority_id=list_.authority_id, list=list_, nomination=row, title_code=row.title_code
    )
    _set_line(
        line,
        Line(
            name=row.name,
            detail=row.unit_name if personal_in(detail) else detail,
            achievement="" if personal_in(achievement) else achievement,
        ),
    )
    line.sort_key = row.sort_key
    return line


def ready_for_list(actor: Actor, round_: Round) -> list[Nomination]:
    """Dossiers of the round that the actor sees and that can be put before the people."""
    rows = visible_to(actor).filter(round=round_, state__in=READY)
    return list(rows.order_by("sort_key", "pk"))
