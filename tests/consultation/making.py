"""Bodies, lists and letters for the tests of consultation."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils import timezone

from tests import factories as make
from tests.lists.building import xlsx
from thidua.commendation.domain.moves import move_many
from thidua.commendation.domain.nominate import Proposal, nominate
from thidua.commendation.enums import HoldGround
from thidua.commendation.models import Nomination
from thidua.consultation.domain import stop_lists
from thidua.consultation.domain.bodies import BodyData, add_body
from thidua.consultation.domain.drafting import Plan, draft_letters
from thidua.consultation.domain.matching import match_everybody
from thidua.consultation.models import Consultation, ConsultedBody, StopList, StopMatch
from thidua.consultation.workflow import CONSULTATIONS
from thidua.core.actors import system_actor
from thidua.organizations.domain.people import add_household

HEAD = ("STT", "Họ và tên", "Năm sinh", "Đơn vị", "Nội dung vi phạm", "Quyết định xử lý")


def body(house, name="Thuế cơ sở 5", kind="tax") -> ConsultedBody:
    return add_body(actor=house.officer, data=BodyData(name, kind))


def rows(*named, title="DANH SÁCH VI PHẠM NĂM 2024") -> bytes:
    """A workbook: (name, birth, unit[, words]) from row 4."""
    lines = [
        (number, *one[:3], one[3] if len(one) > 3 else "Nợ thuế quá 90 ngày", "12/QĐ-CCT")
        for number, one in enumerate(named, start=1)
    ]
    return xlsx([(title,), (), HEAD, *lines])


def started(house, content: bytes, *, of=None, name="no-thue.xlsx", **changes) -> StopList:
    """A list as its upload leaves it."""
    today = timezone.localdate()
    values = {
        "body": of or ConsultedBody.objects.first() or body(house),
        "name": "Danh sách nợ thuế",
        "ground": HoldGround.OTHER,
        "paper": "45/CCT ngày 01/12/2024",
        "valid_from": today - timedelta(days=1),
        "valid_to": today + timedelta(days=365),
    } | changes
    return stop_lists.start_list(
        actor=house.officer,
        data=stop_lists.ListData(**values),
        file_name=name,
        content=content,
    )


def stop_list(house, *named, **changes) -> StopList:
    """A list read and compared."""
    row = started(house, rows(*named), **changes)
    stop_lists.read(row)
    match_everybody(row.authority_id)
    row.refresh_from_db()
    return row


def handed_in(house, round_, name="Phạm Thị Thanh Huyền", year=1988, title="LDTT") -> Nomination:
    """A dossier the school handed in, examined or not."""
    who = make.person(house, name, year)
    make.rating(who)
    row = make.nomination(house, round_, who, title=title, name=name, birth_words=str(year))
    return submitted(house, row)


def submitted(house, row: Nomination) -> Nomination:
    (row,) = move_many(actor=house.head, nominations=[row], name="submit").done
    return row


def examined(house, row: Nomination) -> Nomination:
    (row,) = move_many(actor=house.officer, nominations=[row], name="examine").done
    return row


def only_match() -> StopMatch:
    return StopMatch.objects.select_related("row__stop_list").get()


def letter(house, round_, *, titles=("LDTT",), of=None, **plan) -> Consultation:
    (row,) = draft_letters(
        actor=house.officer,
        round_=round_,
        bodies=[of or body(house)],
        plan=Plan(titles=titles, **plan),
    )
    return row


def sent(house, round_, *, asked_on: date | None = None, **options) -> Consultation:
    return CONSULTATIONS.perform(
        letter(house, round_, **options),
        "send",
        actor=house.officer,
        number="45/NV-TĐKT",
        asked_on=asked_on or timezone.localdate(),
    )


def others_handed_in(house, round_) -> list[Nomination]:
    """The school itself, and a household of it."""
    household = add_household(
        actor=system_actor(house.authority.pk),
        name="Hộ bà Vũ Thị Na",
        head_name="Vũ Thị Na",
        unit=house.school,
        birth_year=1960,
    )
    proposals = (
        Proposal(
            title_code="TTLDTT", collective=house.school, claims={"name": "Trường THCS An Đồng"}
        ),
        Proposal(title_code="GDVH", household=household, claims={"name": household.name}),
    )
    return [
        submitted(
            house, nominate(actor=house.clerk, round_=round_, unit=house.school, proposal=one)
        )
        for one in proposals
    ]
