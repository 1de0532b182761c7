"""Members of a year: who is in, who leads, who is not ranked, and who came from whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Max, Q

from thidua.clusters import rotation
from thidua.clusters.domain.effects import open_sheet
from thidua.clusters.domain.guarded import locked_year, must_be_at
from thidua.clusters.enums import IN_SCORING, Place, Stage, State
from thidua.clusters.models import ClusterMember, ClusterYear
from thidua.clusters.queries import member_names
from thidua.core.actors import Actor
from thidua.core.constraints import sentence_for
from thidua.core.editing import stamp
from thidua.core.errors import Refusal
from thidua.journal.domain.record import record
from thidua.organizations.enums import SuccessionKind
from thidua.organizations.models import Unit
from thidua.organizations.queries import Step, lineage, names_on, successors
from thidua.vietnamese.dates import format_day
from thidua.vietnamese.text import clean

NOT_PUBLISHED = (State.DRAFT, *IN_SCORING)


def _note(actor: Actor, row: ClusterYear, sentence: str) -> None:
    stamp(row, actor)
    row.save()
    record(actor=actor, verb="cluster.member", obj=row, sentence=sentence)


def _name(unit: Unit, year: int) -> str:
    return names_on([unit.pk], date(year, 12, 31)).get(unit.pk, unit.code)


def add_member(*, actor: Actor, year: ClusterYear, unit: Unit) -> ClusterMember:
    """A unit joins; once self-scoring has begun it gets its sheet at once."""
    with transaction.atomic(), sentence_for(ClusterMember):
        row = locked_year(actor, year)
        must_be_at(row, (State.DRAFT, State.SELF_SCORING), "Chỉ thêm thành viên")
        if unit.authority_id != row.authority_id or unit.withdrawn_at is not None:
            raise Refusal("Đơn vị này không có trong danh mục đơn vị.")
        made = _joined(row, unit)
        _note(actor, row, f"Thêm {_name(unit, row.year)} vào {row}")
    return made


def _joined(row: ClusterYear, unit: Unit, place: str = Place.MEMBER) -> ClusterMember:
    last = row.members.aggregate(last=Max("order"))["last"] or 0
    made = ClusterMember.objects.create(
        authority_id=row.authority_id, year=row, unit=unit, order=last + 1, place=place
    )
    if row.state != State.DRAFT:
        open_sheet(made.pk, row.authority_id, Stage.SELF)
    return made


def remove_member(*, actor: Actor, member: ClusterMember) -> None:
    """Take a unit out before scoring begins; later it is left unranked with a reason instead."""
    with transaction.atomic():
        row = locked_year(actor, member.year)
        if row.state != State.DRAFT:
            raise Refusal(
                "Đã mở chấm điểm nên không bỏ được thành viên. Đơn vị không tham gia thì ghi lý do "
                "không xếp hạng."
            )
        name = _name(member.unit, row.year)
        ClusterMember.objects.filter(pk=member.pk).delete()
        _note(actor, row, f"Bỏ {name} khỏi {row}")


def set_places(
    *,
    actor: Actor,
    year: ClusterYear,
    leader: ClusterMember,
    deputies: Sequence[ClusterMember] = (),
) -> ClusterYear:
    """Who leads and who stands in for the year."""
    with transaction.atomic(), sentence_for(ClusterMember):
        row = locked_year(actor, year)
        must_be_at(row, NOT_PUBLISHED, "Chỉ đổi trưởng, phó")
        chosen = (leader, *deputies)
        if any(one.year_id != row.pk or one.left_on is not None for one in chosen):
            raise Refusal("Trưởng, phó phải là thành viên đang ở trong cụm, khối.")
        if leader.pk in {one.pk for one in deputies}:
            raise Refusal("Trưởng và phó phải là hai đơn vị khác nhau.")
        row.members.update(place=Place.MEMBER)
        row.members.filter(pk__in=[one.pk for one in deputies]).update(place=Place.DEPUTY)
        row.members.filter(pk=leader.pk).update(place=Place.LEADER)
        _note(actor, row, f"{_name(leader.unit, row.year)} làm trưởng {row}")
    return row


def set_unranked(*, actor: Actor, member: ClusterMember, reason: str) -> ClusterMember:
    """Give the unit no rank, for a reason; an empty reason takes it back into the ranking."""
    with transaction.atomic():
        row = locked_year(actor, member.year)
        must_be_at(row, NOT_PUBLISHED, "Chỉ đổi việc xếp hạng")
        held = ClusterMember.objects.select_for_update(of=("self",)).get(pk=member.pk)
        held.unranked_reason = clean(reason)[:300]
        held.save()
        name = _name(held.unit, row.year)
        why = held.unranked_reason
        _note(actor, row, f"Không xếp hạng {name}: {why}" if why else f"Xếp hạng lại {name}")
    return held


# -- who leads next -------------------------------------------------------------------------------


def proposed_places(year: ClusterYear) -> rotation.Proposal:
    """Leader and deputy as they would rotate; a unit counts as those it came from."""
    members = list(year.members.filter(left_on__isnull=True).order_by("order", "pk"))
    names = member_names(members, year.year)
    bodies = {one.pk: lineage([one.unit_id]) for one in members}
    return rotation.propose([one.pk for one in members], _served(year, bodies), names)


def _served(year: ClusterYear, bodies: dict[int, frozenset[int]]) -> list[rotation.Served]:
    def member_of(unit: int) -> int | None:
        return next((key for key, body in bodies.items() if unit in body), None)

    held = ClusterMember.objects.filter(
        ~Q(place=Place.MEMBER), year__cluster=year.cluster_id, year__year__lt=year.year
    )
    rows = held.values_list("year__year", "place", "unit_id").order_by("year__year", "order")
    found: dict[int, rotation.Served] = {}
    for when, place, unit in rows:
        before = found.get(when, rotation.Served(when, None))
        key = member_of(unit)
        if place == Place.LEADER:
            found[when] = rotation.Served(when, key, before.deputies)
        elif key is not None:
            found[when] = rotation.Served(when, before.leader, (*before.deputies, key))
    return list(found.values())


# -- reorganised units ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Gone:
    """A member whose unit no longer stood at the end of the year, and what continues it."""

    member: ClusterMember
    name: str
    on: date
    steps: tuple[Step, ...]

    @property
    def words(self) -> str:
        """“Xã Lê Lợi nhập vào Phường An Phong từ 01/01/2025 (NQ …)”."""
        how = {SuccessionKind.PART: "nhập một phần vào", SuccessionKind.RENAMED: "đổi thành"}
        parts = [f"{how.get(SuccessionKind(s.kind), 'nhập vào')} {s.name}" for s in self.steps]
        said = "; ".join(parts) or "thôi tồn tại, chưa ghi đơn vị kế tiếp"
        papers = ", ".join(sorted({s.instrument for s in self.steps if s.instrument}))
        note = f" ({papers})" if papers else ""
        return f"{self.name} {said} từ {format_day(self.on)}{note}"


def gone_members(year: ClusterYear) -> list[Gone]:
    """Members whose unit ended within the year and who have not been followed up."""
    rows = year.members.filter(
        left_on__isnull=True, unit__ended_on__lte=date(year.year, 12, 31)
    ).select_related("unit", "year")
    found = []
    for member in rows:
        ended = member.unit.ended_on
        assert ended is not None
        name = names_on([member.unit_id], date(year.year, 1, 1)).get(member.unit_id, "")
        steps = tuple(step for step in successors(member.unit) if step.on <= ended)
        found.append(Gone(member, name, ended, steps))
    return found


def follow_lineage(
    *, actor: Actor, member: ClusterMember, successor: Unit | None
) -> ClusterMember | None:
    """The member left because its unit was merged or divided; what continues it joins in its
    stead, scored on its own. What the member was given stays readable and is never added up."""
    with transaction.atomic(), sentence_for(ClusterMember):
        row = locked_year(actor, member.year)
        must_be_at(row, (State.DRAFT, *IN_SCORING), "Chỉ nối đơn vị sáp nhập")
        gone = next((one for one in gone_members(row) if one.member.pk == member.pk), None)
        if gone is None:
            raise Refusal("Đơn vị này vẫn tồn tại đến hết năm, hoặc đã được nối với đơn vị mới.")
        if successor is not None and successor.pk not in {s.unit.pk for s in gone.steps}:
            raise Refusal("Đơn vị được chọn không kế tiếp đơn vị này theo lịch sử đơn vị.")
        held = gone.member
        place, held.place = held.place, Place.MEMBER
        held.left_on, held.left_words = gone.on, gone.words[:500]
        held.save()
        made = _continuing(row, successor, place) if successor is not None else None
        if made is not None:
            held.followed_by = made
            held.save()
        _note(actor, row, gone.words)
    return made


def _continuing(row: ClusterYear, unit: Unit, place: str) -> ClusterMember:
    """The successor, unless another predecessor has already brought it in."""
    there = row.members.filter(unit=unit).first()
    if there is None:
        return _joined(row, unit, place)
    if place != Place.MEMBER and there.place == Place.MEMBER:
        there.place = place
        there.save()
    return there
