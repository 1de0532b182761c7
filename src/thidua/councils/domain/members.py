"""Who sits in a council, from when to when. A term is ended, never erased."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from thidua.accounts.models import RoleAssignment
from thidua.core.actors import Actor, Role
from thidua.core.constraints import sentence_for
from thidua.core.editing import lock, stamp
from thidua.core.errors import Refusal
from thidua.councils.domain.bodies import locked_council, office_only
from thidua.councils.domain.conflicts import detect_in
from thidua.councils.enums import Seat
from thidua.councils.models import Council, Member
from thidua.councils.queries import members_on
from thidua.journal.domain.record import record
from thidua.organizations.models import Person
from thidua.vietnamese.dates import format_day
from thidua.vietnamese.text import clean

COUNCIL_ROLES = (Role.MEMBER, Role.SECRETARY, Role.CHAIRMAN)
"""One of these lets an account into the pages of the council."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seating:
    """Who takes which seat. `user_id`: who votes on a phone; `person_id`: who they are in the
    registry, by which their own dossier is recognised."""

    full_name: str
    seat: str
    post: str = ""
    user_id: int | None = None
    person_id: int | None = None


def enter_member(*, actor: Actor, council: Council, seating: Seating, since: date) -> Member:
    """Enter a member from a day on. Raises Refusal for a second chair, or one seated already."""
    office_only(actor)
    with transaction.atomic(), sentence_for(Member):
        row = locked_council(actor, council)
        _check(row, seating, since, None)
        last = row.members.order_by("-order").first()
        member = Member.objects.create(
            authority_id=row.authority_id,
            council=row,
            order=last.order + 1 if last else 1,
            since=since,
            changed_by_name=actor.name,
            **_cleaned(seating),
        )
        _follow(actor, row)
        _recorded(actor, member, "council.member", f"{seat_words(member)} từ {format_day(since)}")
    return member


def change_member(
    *, actor: Actor, member: Member, seating: Seating, revision: int | None = None
) -> Member:
    """Correct how a member is entered; another person is entered by `replace_member`."""
    office_only(actor)
    with transaction.atomic(), sentence_for(Member):
        council = locked_council(actor, member.council)
        row = lock(Member, member.pk, revision=revision)
        _check(council, seating, row.since, row)
        for key, value in _cleaned(seating).items():
            setattr(row, key, value)
        stamp(row, actor)
        row.save()
        _follow(actor, council)
        _recorded(actor, row, "council.member", f"Sửa {seat_words(row)}")
    return row


def end_member(*, actor: Actor, member: Member, until: date) -> Member:
    """End a term: `until` is the first day on which the seat is no longer theirs."""
    office_only(actor)
    with transaction.atomic(), sentence_for(Member):
        council = locked_council(actor, member.council)
        row = lock(Member, member.pk, revision=None)
        if row.until is not None:
            raise Refusal(f"{row.full_name} đã thôi là thành viên từ {format_day(row.until)}.")
        row.until = until
        stamp(row, actor)
        row.save()
        _follow(actor, council)
        _recorded(actor, row, "council.member_end", f"{row.full_name} thôi từ {format_day(until)}")
    return row


def replace_member(*, actor: Actor, member: Member, seating: Seating, since: date) -> Member:
    """Another person takes the seat from that day on; the one before keeps their place in the
    history."""
    with transaction.atomic():
        end_member(actor=actor, member=member, until=since)
        made = enter_member(actor=actor, council=member.council, seating=seating, since=since)
        made.order = member.order
        made.save(update_fields=["order"])
    return made


def seat_words(member: Member) -> str:
    """`Phó Chủ tịch Hội đồng: Trần Thị Lan`."""
    return f"{Seat(member.seat).label}: {member.full_name}"


def vacancies(council: Council, day: date) -> list[str]:
    """Seats that every council has and this one has not filled on the day."""
    seats = set(members_on(council, day).values_list("seat", flat=True))
    if not seats:
        return []
    wanted = ((Seat.CHAIR, "Chưa có Chủ tịch Hội đồng."), (Seat.SECRETARY, "Chưa có thư ký."))
    return [words for seat, words in wanted if seat not in seats]


def without_role(council: Council, day: date) -> set[int]:
    """Accounts of members that hold no role with which they can open the council's pages."""
    users = members_on(council, day).filter(user__isnull=False).values_list("user", flat=True)
    holding = RoleAssignment.objects.filter(
        Q(until__isnull=True) | Q(until__gt=day),
        authority_id=council.authority_id,
        user__in=list(users),
        role__in=COUNCIL_ROLES,
        since__lte=day,
    )
    return set(users) - set(holding.values_list("user", flat=True))


def _cleaned(seating: Seating) -> dict[str, object]:
    words = asdict(seating)
    return words | {"full_name": clean(seating.full_name)[:120], "post": clean(seating.post)[:150]}


def _check(council: Council, seating: Seating, since: date, own: Member | None) -> None:
    if not clean(seating.full_name):
        raise Refusal("Ghi họ và tên thành viên.")
    if seating.seat not in Seat.values:
        raise Refusal("Chọn vai trò trong Hội đồng.")
    # Everybody whose term overlaps one that begins on `since` and is still open.
    others = council.members.filter(Q(until__isnull=True) | Q(until__gt=since))
    if own is not None:
        others = others.exclude(pk=own.pk)
        if own.until is not None:
            others = others.filter(since__lt=own.until)
    _refuse_second(others.filter(seat=Seat.CHAIR).first(), seating)
    _check_links(council, seating)
    for key, pk in (("user", seating.user_id), ("person", seating.person_id)):
        if pk is not None and (held := others.filter(**{key: pk}).first()):
            raise Refusal(f"{held.full_name} đã là thành viên từ {format_day(held.since)}.")


def _refuse_second(chair: Member | None, seating: Seating) -> None:
    if chair is not None and seating.seat == Seat.CHAIR:
        raise Refusal(
            f"Hội đồng đã có Chủ tịch: {chair.full_name}, từ {format_day(chair.since)}. "
            "Cho thôi hoặc thay người trước."
        )


def _check_links(council: Council, seating: Seating) -> None:
    """Account and person belong to the authority of the council."""
    here = council.authority_id
    if (user := seating.user_id) is not None:
        roles = RoleAssignment.objects.filter(authority_id=here, user_id=user)
        if not roles.exists():
            raise Refusal("Tài khoản này chưa có vai trò nào ở cơ quan.")
    person = seating.person_id
    if person is not None and not Person.objects.filter(authority_id=here, pk=person).exists():
        raise Refusal("Không có người này trong sổ.")


def _follow(actor: Actor, council: Council) -> None:
    """The council's own fields say what the list says today; sessions to come are looked over."""
    today = list(members_on(council, timezone.localdate()))
    if not today:
        return
    council.total_members = len(today)
    for member in today:
        if member.seat == Seat.CHAIR:
            council.chair_name = member.full_name
            council.chair_post = member.post or council.chair_post
    secretaries = [member.full_name for member in today if member.seat == Seat.SECRETARY]
    council.secretary_name = secretaries[0] if secretaries else council.secretary_name
    stamp(council, actor)
    council.save()
    detect_in(council)


def _recorded(actor: Actor, member: Member, verb: str, sentence: str) -> None:
    data = {
        "member": member.pk,
        "seat": member.seat,
        "user": member.user_id,
        "since": member.since,
        "until": member.until,
    }
    record(actor=actor, verb=verb, obj=member.council, sentence=sentence, data=data)
