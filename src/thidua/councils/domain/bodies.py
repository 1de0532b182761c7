"""Setting up a council: its name, how many members, who chairs it, who keeps its minutes; and the
rules of its own regulation, which the law leaves to it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from thidua.core.actors import Actor, Role
from thidua.core.constraints import sentence_for
from thidua.core.editing import lock, stamp
from thidua.core.errors import NotAllowed, Refusal
from thidua.councils.domain.conflicts import detect_in
from thidua.councils.domain.quorum import basis_words
from thidua.councils.enums import CouncilKind
from thidua.councils.models import Council
from thidua.councils.queries import members_on
from thidua.journal.domain.record import record
from thidua.vietnamese.text import clean


@dataclass(frozen=True, slots=True, kw_only=True)
class CouncilPlan:
    """A council as its founding decision has it."""

    name: str
    total_members: int
    chair_name: str
    chair_post: str
    secretary_name: str
    kind: str = CouncilKind.COMMENDATION
    founded_by: str = ""
    standing_office: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnRules:
    """What the council's regulation says. `quorum_numerator` of `quorum_denominator` parts of all
    members must be there, both empty when it is not known; `written_counts`: an absent member's
    written opinion counts as being there."""

    quorum_numerator: int | None = None
    quorum_denominator: int | None = None
    quorum_basis: str = ""
    written_counts: bool = False
    own_unit_recuses: bool = False
    recusal_basis: str = ""


def total_on(council: Council, day: date) -> int:
    """How many members the council has on the day: those listed, else the number entered."""
    return members_on(council, day).count() or council.total_members


def establish_council(*, actor: Actor, plan: CouncilPlan) -> Council:
    """Enter a council that the head of the authority has set up."""
    office_only(actor)
    _check(plan)
    with transaction.atomic(), sentence_for(Council):
        council = Council.objects.create(
            authority_id=actor.authority_id, changed_by_name=actor.name, **asdict(plan)
        )
        record(
            actor=actor,
            verb="council.establish",
            obj=council,
            sentence=f"Lập {council.name}, {council.total_members} thành viên",
            data=asdict(plan),
        )
    return council


def change_council(
    *, actor: Actor, council: Council, plan: CouncilPlan, revision: int | None = None
) -> Council:
    """Change the membership or the persons; sessions already opened keep their own total."""
    office_only(actor)
    _check(plan)
    with transaction.atomic(), sentence_for(Council):
        row = locked_council(actor, council, revision)
        _keep_listed_total(row, plan)
        _keep_used_kind(row, plan)
        for key, value in asdict(plan).items():
            setattr(row, key, value)
        stamp(row, actor)
        row.save()
        record(
            actor=actor,
            verb="council.change",
            obj=row,
            sentence=f"Sửa {row.name}",
            data=asdict(plan),
        )
    return row


def set_rules(
    *, actor: Actor, council: Council, rules: OwnRules, revision: int | None = None
) -> Council:
    """Enter what the council's regulation says of quorum and of those connected with a dossier.

    Sessions already convened keep what was in force then.
    """
    office_only(actor)
    _check_rules(rules)
    has_quorum = rules.quorum_numerator is not None
    with transaction.atomic(), sentence_for(Council):
        row = locked_council(actor, council, revision)
        row.quorum_numerator, row.quorum_denominator = (
            rules.quorum_numerator,
            rules.quorum_denominator,
        )
        row.quorum_basis = basis_words(rules.quorum_basis, rules.written_counts and has_quorum)
        row.own_unit_recuses = rules.own_unit_recuses
        row.recusal_basis = clean(rules.recusal_basis)[:300]
        stamp(row, actor)
        row.save()
        record(
            actor=actor,
            verb="council.rules",
            obj=row,
            sentence=f"Ghi quy chế của {row.name}",
            data=asdict(rules),
        )
        detect_in(row)
    return row


def _check_rules(rules: OwnRules) -> None:
    parts = (rules.quorum_numerator, rules.quorum_denominator)
    if (parts[0] is None) != (parts[1] is None):
        raise Refusal("Ghi cả hai số của tỷ lệ phải có mặt, ví dụ 2 trên 3, hoặc để trống cả hai.")
    if parts[0] is not None and not clean(rules.quorum_basis):
        raise Refusal("Ghi điều, khoản của quy chế về số người phải có mặt: luật không ấn định.")
    if rules.own_unit_recuses and not clean(rules.recusal_basis):
        raise Refusal("Ghi điều, khoản của quy chế về việc không xét hồ sơ của đơn vị mình.")


def _keep_used_kind(row: Council, plan: CouncilPlan) -> None:
    """What a council has met for, it stays: its sessions or sittings would be nobody's."""
    # By the names of the relations: initiatives stand above this application.
    met = row.sessions.exists() or row.criteria_editions.exists()
    if plan.kind != row.kind and met:
        raise Refusal(
            f"{row.name} đã có phiên họp hoặc bộ tiêu chí nên không đổi loại được. "
            "Nhập Hội đồng mới cho loại kia."
        )


def _keep_listed_total(row: Council, plan: CouncilPlan) -> None:
    listed = members_on(row, timezone.localdate()).count()
    if listed and plan.total_members != listed:
        raise Refusal(
            f"Hội đồng đã có danh sách {listed} thành viên; tổng số lấy theo danh sách. "
            "Thêm hoặc cho thôi thành viên ở trang Hội đồng."
        )


def locked_council(actor: Actor, council: Council, revision: int | None = None) -> Council:
    """The council, locked, for an actor of its authority."""
    row = lock(Council, council.pk, revision=revision)
    if row.authority_id != actor.authority_id:
        raise NotAllowed("Hội đồng thuộc cơ quan khác.")
    return row


def office_only(actor: Actor) -> None:
    if not actor.is_any(Role.SECRETARY, Role.OFFICER):
        raise NotAllowed("Thư ký Hội đồng hoặc chuyên viên thi đua, khen thưởng nhập Hội đồng.")


def _check(plan: CouncilPlan) -> None:
    words = (plan.name, plan.chair_name, plan.chair_post, plan.secretary_name)
    if not all(word.strip() for word in words):
        raise Refusal("Ghi đủ tên Hội đồng, chủ tịch, chức vụ của chủ tịch và thư ký.")
    if plan.kind not in CouncilKind.values:
        raise Refusal("Chọn loại Hội đồng: thi đua, khen thưởng hoặc sáng kiến.")
    if plan.total_members < 1:
        raise Refusal("Hội đồng phải có ít nhất một thành viên.")
