"""A small authority with a fixed cast, made through the domain functions."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from django.utils import timezone

from thidua.accounts.models import RoleAssignment, User
from thidua.accounts.queries import actor_for
from thidua.commendation.domain.nominate import Proposal, nominate
from thidua.commendation.domain.rounds import RoundPlan, open_round
from thidua.commendation.enums import RoundKind
from thidua.commendation.models import Nomination, Round
from thidua.core.actors import Actor, Role, system_actor
from thidua.organizations.domain.people import add_person
from thidua.organizations.domain.units import add_unit
from thidua.organizations.enums import UnitKind
from thidua.organizations.models import Authority, Person, Unit
from thidua.registry.models import Coverage, Rating
from thidua.vietnamese.dates import PartialDate

TODAY = date(2024, 12, 10)
FAR_PAST = date(2020, 1, 1)


@dataclass
class House:
    """The cast: `clerk`, `head` of the school; a `rival_head`; the office and the council."""

    authority: Authority
    district: Unit
    school: Unit
    rival: Unit
    office: Unit
    actors: dict[str, Actor] = field(default_factory=dict)

    def __getattr__(self, name: str) -> Actor:
        try:
            return self.__dict__["actors"][name]
        except KeyError:
            raise AttributeError(name) from None


CAST = (
    ("clerk", Role.CLERK, "school", "Vũ Thị Mai"),
    ("head", Role.HEAD, "school", "Lương Thị Oanh"),
    ("rival_clerk", Role.CLERK, "rival", "Đặng Văn Phúc"),
    ("rival_head", Role.HEAD, "rival", "Bùi Minh Đức"),
    ("officer", Role.OFFICER, "office", "Nguyễn Quốc Khánh"),
    ("secretary", Role.SECRETARY, "office", "Trần Thu Hà"),
    ("member", Role.MEMBER, "office", "Đỗ Văn Thắng"),
    ("chairman", Role.CHAIRMAN, "district", "Phạm Hùng Việt"),
    ("inspector", Role.INSPECTOR, "office", "Hoàng Văn Sơn"),
    ("editor", Role.EDITOR, "office", "Ngô Lan Anh"),
    ("administrator", Role.ADMINISTRATOR, "office", "Lê Đình Quân"),
)


def house() -> House:
    authority = Authority.objects.create(
        code="an-duong", name="UBND huyện An Dương", place="An Dương"
    )
    system = system_actor(authority.pk)
    district = add_unit(
        actor=system, name="Huyện An Dương", kind=UnitKind.DISTRICT, parent=None, since=FAR_PAST
    )
    school = _unit(system, "Trường THCS An Đồng", UnitKind.SCHOOL, district)
    rival = _unit(system, "Xã Hồng Thái", UnitKind.COMMUNE, district)
    office = _unit(system, "Phòng Nội vụ", UnitKind.OFFICE, district)
    made = House(authority, district, school, rival, office)
    for key, role, unit, name in CAST:
        made.actors[key] = actor(made, key, role, getattr(made, unit), name)
    return made


def _unit(system: Actor, name: str, kind: str, parent: Unit) -> Unit:
    return add_unit(actor=system, name=name, kind=kind, parent=parent, since=FAR_PAST)


def actor(made: House, key: str, role: Role, unit: Unit, name: str) -> Actor:
    # Signed in before: a first sign-in leads to the page that replaces the first password.
    user = User.objects.create_user(
        f"{key}@example.vn", "mat-khau-thu-1", full_name=name, last_login=timezone.now()
    )
    assignment = RoleAssignment.objects.create(
        authority=made.authority, user=user, unit=unit, role=role, since=FAR_PAST
    )
    return actor_for(assignment, TODAY)


def round_(made: House, **changes) -> Round:
    values = {
        "year": 2024,
        "kind": RoundKind.MERIT,
        "name": "Tổng kết phong trào thi đua năm 2024",
        "titles": ("LDTT", "CSTDCS", "CSTD-BO-TINH", "GK-HUYEN", "TTLDTT", "TTLDXS", "GDVH"),
        "opens_on": date(2024, 11, 1),
        "closes_on": date(2024, 12, 20),
        "considered_on": date(2024, 12, 31),
    } | changes
    return open_round(actor=made.officer, plan=RoundPlan(**values))


def person(made: House, name: str = "Phạm Thị Thanh Huyền", year: int = 1988, **post) -> Person:
    return add_person(
        actor=system_actor(made.authority.pk),
        full_name=name,
        unit=post.pop("unit", made.school),
        birth=PartialDate(year),
        **({"title": "Giáo viên", "group": "direct", "sex": "female"} | post),
    )


def rating(who: Person, year: int = 2024, level: int = 2) -> Rating:
    words = ["KHTNV", "HTNV", "HTTNV", "HTXSNV"][level]
    return Rating.objects.create(
        authority_id=who.authority_id, person=who, year=year, level=level, words=words
    )


def coverage(made: House, first: int = 2019, last: int = 2023) -> Coverage:
    return Coverage.objects.create(
        authority=made.authority, source="awards", first_year=first, last_year=last
    )


def nomination(
    made: House, round_: Round, who: Person | None = None, title: str = "LDTT", **claims
) -> Nomination:
    """A draft dossier of the school; rated HTT unless `rating_level` says otherwise."""
    subject = who or person(made)
    values = {
        "name": subject.full_name,
        "birth_words": str(subject.birth_year),
        "position": "Giáo viên",
        "group": "direct",
        "sex": "female",
        "rating_level": 2,
        "rating_words": "HTTNV",
    } | claims
    return nominate(
        actor=made.clerk,
        round_=round_,
        unit=made.school,
        proposal=Proposal(title_code=title, person=subject, claims=values),
    )
