"""Setting up a council: its name, how many members, who chairs it and who keeps its minutes."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from django.db import transaction

from thidua.core.actors import Actor, Role
from thidua.core.constraints import sentence_for
from thidua.core.errors import NotAllowed, Refusal
from thidua.councils.models import Council
from thidua.journal.domain.record import record


@dataclass(frozen=True, slots=True, kw_only=True)
class CouncilPlan:
    """A council as its founding decision has it."""

    name: str
    total_members: int
    chair_name: str
    chair_post: str
    secretary_name: str


def establish_council(*, actor: Actor, plan: CouncilPlan) -> Council:
    """Enter a council that the head of the authority has set up."""
    _office_only(actor)
    _check(plan)
    with transaction.atomic(), sentence_for(Council):
        council = Council.objects.create(authority_id=actor.authority_id, **asdict(plan))
        record(
            actor=actor,
            verb="council.establish",
            obj=council,
            sentence=f"Lập {council.name}, {council.total_members} thành viên",
            data=asdict(plan),
        )
    return council


def change_council(*, actor: Actor, council: Council, plan: CouncilPlan) -> Council:
    """Change the membership or the persons; sessions already opened keep their own total."""
    _office_only(actor)
    _check(plan)
    with transaction.atomic(), sentence_for(Council):
        row = Council.objects.select_for_update(of=("self",)).get(pk=council.pk)
        for key, value in asdict(plan).items():
            setattr(row, key, value)
        row.save()
        record(
            actor=actor,
            verb="council.change",
            obj=row,
            sentence=f"Sửa {row.name}",
            data=asdict(plan),
        )
    return row


def _office_only(actor: Actor) -> None:
    if not actor.is_any(Role.SECRETARY, Role.OFFICER):
        raise NotAllowed("Thư ký Hội đồng hoặc chuyên viên thi đua, khen thưởng nhập Hội đồng.")


def _check(plan: CouncilPlan) -> None:
    words = (plan.name, plan.chair_name, plan.chair_post, plan.secretary_name)
    if not all(word.strip() for word in words):
        raise Refusal("Ghi đủ tên Hội đồng, chủ tịch, chức vụ của chủ tịch và thư ký.")
    if plan.total_members < 1:
        raise Refusal("Hội đồng phải có ít nhất một thành viên.")
