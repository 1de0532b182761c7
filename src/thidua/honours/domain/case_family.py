"""The facts of a case: the family, the years of service, and the posting of the list."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from thidua.core.actors import Actor
from thidua.core.constraints import sentence_for
from thidua.core.editing import stamp
from thidua.core.errors import Refusal
from thidua.honours.case_enums import CaseKind, CaseState, Relation
from thidua.honours.domain.cases import editable
from thidua.honours.models import FamilyMember, HonourCase
from thidua.journal.domain.record import record
from thidua.vietnamese.text import clean

MOST_CHILDREN = 30
MOST_MONTHS = 600
ONE_ONLY = frozenset({Relation.SELF})


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFacts:
    """What the standards ask besides the list of the family; None: nobody has said."""

    children: int | None = None
    members_complete: bool = False
    volunteer: bool | None = None
    volunteer_months: int | None = None
    tasks_done: bool | None = None
    loyal: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberData:
    """One of the family. `martyr` None: not known; `invalid_rate` in percent."""

    relation: str
    name: str
    martyr: bool | None = None
    certificate: str = ""
    invalid_rate: int | None = None
    note: str = ""


def note_facts(
    *, actor: Actor, case: HonourCase, facts: CaseFacts, revision: int | None = None
) -> HonourCase:
    """Write down numbers and answers; nothing said stays unknown."""
    if facts.children is not None and not 0 <= facts.children <= MOST_CHILDREN:
        raise Refusal(f"Tổng số con từ 0 đến {MOST_CHILDREN}.")
    if facts.volunteer_months is not None and not 0 <= facts.volunteer_months <= MOST_MONTHS:
        raise Refusal(f"Số tháng tham gia từ 0 đến {MOST_MONTHS}.")
    with transaction.atomic(), sentence_for(HonourCase):
        row = editable(actor, case, revision)
        for key, value in asdict(facts).items():
            setattr(row, key, value)
        _counts_agree(row)
        stamp(row, actor)
        row.save()
        record(actor=actor, verb="honour.facts", obj=row, sentence="Ghi dữ kiện xét")
    return row


def _counts_agree(case: HonourCase) -> None:
    listed = case.members.filter(relation__in=(Relation.CHILD, Relation.ADOPTED)).count()
    if case.children is None:
        return
    if listed > case.children:
        raise Refusal(
            f"Danh sách gia đình đã có {listed} người con, nhiều hơn tổng số con {case.children}."
        )
    if case.members_complete and listed < case.children:
        raise Refusal(
            f"Đã đánh dấu kê đủ người nhưng danh sách mới có {listed} trong {case.children} con. "
            "Ghi thêm người, hoặc bỏ đánh dấu kê đủ."
        )


def add_member(*, actor: Actor, case: HonourCase, data: MemberData) -> FamilyMember:
    """Put one of the family on the list."""
    if data.relation not in Relation.values or not clean(data.name):
        raise Refusal("Chọn quan hệ và ghi họ tên.")
    with transaction.atomic(), sentence_for(FamilyMember):
        row = editable(actor, case)
        if data.relation in ONE_ONLY and row.members.filter(relation=data.relation).exists():
            raise Refusal("Đã ghi bản thân người được đề nghị.")
        made = FamilyMember.objects.create(
            authority_id=row.authority_id,
            case=row,
            relation=data.relation,
            name=clean(data.name)[:120],
            martyr=True if clean(data.certificate) and data.martyr is None else data.martyr,
            certificate=clean(data.certificate)[:80],
            invalid_rate=data.invalid_rate,
            note=clean(data.note)[:200],
        )
        _counts_agree_or_grow(row)
        stamp(row, actor)
        row.save()
        record(actor=actor, verb="honour.member", obj=row, sentence="Thêm người trong gia đình")
    return made


def _counts_agree_or_grow(case: HonourCase) -> None:
    """A child too many for the stated number is a mistake in one of the two."""
    listed = case.members.filter(relation__in=(Relation.CHILD, Relation.ADOPTED)).count()
    if case.children is not None and listed > case.children:
        raise Refusal(
            f"Hồ sơ ghi tổng số con là {case.children}, danh sách đã đủ. "
            "Sửa tổng số con trước, hoặc kiểm tra lại người này."
        )


def remove_member(*, actor: Actor, case: HonourCase, member: FamilyMember) -> None:
    """Take somebody off the list; what was written stays in the journal by its fact only."""
    with transaction.atomic():
        row = editable(actor, case)
        if member.case_id != row.pk:
            raise Refusal("Người này không thuộc hồ sơ.")
        member.delete()
        row.members_complete = False
        stamp(row, actor)
        row.save()
        record(actor=actor, verb="honour.member", obj=row, sentence="Bỏ một người khỏi danh sách")


def start_posting(*, actor: Actor, case: HonourCase, on: date, place: str) -> HonourCase:
    """The commune has put up the list of volunteers (Decision 637/QĐ-BNV)."""
    if not clean(place):
        raise Refusal("Ghi nơi niêm yết.")
    with transaction.atomic(), sentence_for(HonourCase):
        row = _postable(actor, case)
        if not row.received_on <= on <= timezone.localdate():
            raise Refusal("Ngày niêm yết phải từ ngày nhận bản khai đến hôm nay.")
        row.posted_on, row.posting_place = on, clean(place)[:200]
        row.posted_until, row.posting_result = None, ""
        stamp(row, actor)
        row.save()
        record(actor=actor, verb="honour.post", obj=row, sentence="Niêm yết danh sách ở cấp xã")
    return row


def end_posting(*, actor: Actor, case: HonourCase, on: date, result: str) -> HonourCase:
    """The list came down: what the people said of it."""
    if not clean(result):
        raise Refusal("Ghi kết quả niêm yết: có ý kiến gì, xử lý ra sao; hoặc ghi không có ý kiến.")
    with transaction.atomic(), sentence_for(HonourCase):
        row = _postable(actor, case)
        if row.posted_on is None:
            raise Refusal("Chưa ghi ngày niêm yết.")
        if not row.posted_on <= on <= timezone.localdate():
            raise Refusal("Ngày kết thúc phải từ ngày niêm yết đến hôm nay.")
        row.posted_until, row.posting_result = on, clean(result)[:500]
        stamp(row, actor)
        row.save()
        record(actor=actor, verb="honour.post", obj=row, sentence="Kết thúc niêm yết ở cấp xã")
    return row


def _postable(actor: Actor, case: HonourCase) -> HonourCase:
    row = editable(actor, case)
    if row.kind != CaseKind.VOLUNTEER or row.state != CaseState.COMMUNE:
        raise Refusal(
            "Chỉ niêm yết hồ sơ Huy chương Thanh niên xung phong vẻ vang khi đang ở cấp xã."
        )
    return row
