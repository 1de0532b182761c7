"""Who keeps away from a request: an author found by the system, or declared by the person."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from thidua.accounts.models import RoleAssignment, User
from thidua.core.actors import UNIT_ROLES, Actor, Role
from thidua.core.constraints import sentence_for
from thidua.core.errors import NotAllowed, Refusal
from thidua.councils.enums import CouncilKind
from thidua.councils.models import Member
from thidua.initiatives.enums import Ground
from thidua.initiatives.models import InitiativeRequest, RequestRecusal
from thidua.journal.domain.record import record
from thidua.vietnamese.text import clean, spelling_key


def find_authors(actor: Actor, request: InitiativeRequest) -> None:
    """Keep away every account and seat that is an author, or bears an author's name.

    A namesake kept away by mistake is let back by the secretary; an author let in is not undone.
    """
    authors = list(request.authors.all())
    names = {spelling_key(one.full_name) for one in authors}
    people = {one.person_id for one in authors if one.person_id}
    for member in _seats(request):
        if member.person_id in people or spelling_key(member.full_name) in names:
            _keep_away(actor, request, user=member.user, member=member, detected=True)
    for user in _accounts(request):
        if spelling_key(user.full_name) in names:
            _keep_away(actor, request, user=user, member=None, detected=True)


def _seats(request: InitiativeRequest) -> list[Member]:
    seats = Member.objects.filter(
        authority_id=request.authority_id, council__kind=CouncilKind.INITIATIVE
    )
    return list(seats.select_related("user"))


def _accounts(request: InitiativeRequest) -> list[User]:
    """Accounts with a role beyond a unit's: a unit is not kept from its own request."""
    held = RoleAssignment.objects.filter(authority_id=request.authority_id).exclude(
        role__in=[role.value for role in UNIT_ROLES]
    )
    return list(User.objects.filter(pk__in=held.values("user")))


def recuse(
    *,
    actor: Actor,
    request: InitiativeRequest,
    ground: str,
    words: str,
    user: User | None = None,
    member: Member | None = None,
) -> RequestRecusal:
    """Record that somebody keeps away: for oneself, or the secretary for another.

    `user` and `member` are whom it is about; a seat brings its account with it.
    """
    about = user or (member.user if member else None)
    is_self = about is not None and about.pk == actor.user_id
    if not is_self and not actor.is_any(Role.SECRETARY):
        raise NotAllowed("Mỗi người tự khai có liên quan, hoặc thư ký Hội đồng ghi thay.")
    if request.authority_id != actor.authority_id:
        raise NotAllowed("Đề nghị thuộc cơ quan khác.")
    if ground not in Ground.values or not clean(words):
        raise Refusal("Chọn lý do và ghi quan hệ với tác giả.")
    with transaction.atomic(), sentence_for(RequestRecusal):
        return _keep_away(
            actor, request, user=about, member=member, ground=Ground(ground), words=clean(words)
        )


def _keep_away(
    actor: Actor,
    request: InitiativeRequest,
    *,
    user: User | None,
    member: Member | None,
    ground: Ground = Ground.AUTHOR,
    words: str = "",
    detected: bool = False,
) -> RequestRecusal:
    """Once for each account or seat; a second time is the same."""
    InitiativeRequest.objects.select_for_update(of=("self",)).get(pk=request.pk)
    whom = {"user": user} if user is not None else {"member": member}
    before = RequestRecusal.objects.filter(request=request, **whom)
    standing = before.filter(withdrawn_at__isnull=True).first()
    # What the secretary let back in is not found again; what a person declares is.
    if standing or (detected and (standing := before.first())):
        return standing
    name = user.full_name if user else member.full_name if member else ""
    row = RequestRecusal.objects.create(
        authority_id=request.authority_id,
        request=request,
        user=user,
        member=member,
        name=name,
        ground=ground,
        words=words[:300],
        detected=detected,
        made_by_name=actor.name,
    )
    record(
        actor=actor,
        verb="initiative_request.recuse",
        obj=request,
        sentence=f"Không tham gia xét sáng kiến: {name}",
        data={"ground": ground.value, "detected": detected},
    )
    return row


def withdraw_recusal(*, actor: Actor, recusal: RequestRecusal, why: str) -> RequestRecusal:
    """Take back one recorded by mistake: the secretary, never for themselves."""
    if not actor.is_any(Role.SECRETARY) or actor.user_id == recusal.user_id:
        raise NotAllowed("Thư ký Hội đồng rút ghi nhận có liên quan, không rút cho chính mình.")
    if recusal.authority_id != actor.authority_id:
        raise NotAllowed("Đề nghị thuộc cơ quan khác.")
    if not clean(why):
        raise Refusal("Ghi lý do rút, ví dụ: chỉ trùng tên với tác giả.")
    with transaction.atomic():
        row = RequestRecusal.objects.select_for_update(of=("self",)).get(pk=recusal.pk)
        if row.withdrawn_at is not None:
            raise Refusal("Ghi nhận này đã được rút.")
        row.withdrawn_at, row.withdrawn_by_name = timezone.now(), actor.name
        row.withdrawn_why = clean(why)[:300]
        row.save()
        record(
            actor=actor,
            verb="initiative_request.withdraw_recusal",
            obj=row.request,
            sentence=f"Rút ghi nhận không tham gia xét sáng kiến của {row.name}",
            data={"why": row.withdrawn_why},
        )
    return row
