"""The round that is on in the demo: lists handed in, some examined, given back, before the council.

The school's list is left for the visitor (`samples/danh-sach-de-nghi-2024-truong-thcs.xlsx`).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from thidua.commendation.domain.lists import (
    answer_many,
    apply_list,
    questions_of,
    read,
    start_list,
)
from thidua.commendation.domain.moves import give_back, move_many
from thidua.commendation.domain.rounds import RoundPlan, open_round
from thidua.commendation.enums import ListState, Part, RoundKind, State
from thidua.commendation.models import ListImport, Nomination, Round
from thidua.core.actors import Role
from thidua.demo.site import Site, sample

NAME = "Tổng kết phong trào thi đua năm 2024"
TITLES = (
    "LDTT", "CSTDCS", "CSTD-BO-TINH", "TTLDTT", "TTLDXS", "CTD-TINH", "BKT", "GK-HUYEN", "GK-XA",
    "TDPVH", "GDVH",
)  # fmt: skip
OPEN_FOR = timedelta(days=30)
OF_EACH = 3
"""Dossiers of each unit that the officer has examined."""
GIVEN_BACK: dict[str, dict[str, str]] = {
    "Phạm Thị Bích Vân": {
        Part.RATING: "Sổ chưa có kết quả xếp loại năm 2024. Gửi kèm thông báo xếp loại.",
        Part.INITIATIVE: "Nếu xét theo sáng kiến thì gửi quyết định công nhận, có số và ngày.",
    },
    "Ngô Xuân Phong": {
        Part.RATING: "Danh sách ghi xếp loại “K”, không rõ mức nào. Gửi thông báo xếp loại.",
        Part.ACHIEVEMENT: "Ghi rõ thành tích đề nghị tặng giấy khen, có số liệu.",
    },
}
"""What the officer sent back, part by part, with the reason."""


@dataclass(frozen=True, slots=True)
class HandedIn:
    """A unit's list and the answers its clerk gave, by the key of the question."""

    account: str
    unit: str
    file: str
    answers: dict[str, str] = field(default_factory=dict)


LISTS = (
    HandedIn("dangcuong", "xa-dang-cuong", "danh-sach-de-nghi-2024-xa.xlsx",
             {"title:person:gk": "GK-HUYEN", "title:person:ldtt cstt": "LDTT",
              "title:household:gia dinh van hoa tieu bieu": "GDVH", "rating:2024:k": "unknown"}),
    HandedIn("tckh", "phong-tckh", "danh-sach-de-nghi-2024-phong-tckh.xls"),
    HandedIn("nnptnt", "phong-nnptnt", "danh-sach-de-nghi-2024-phong-nnptnt.ods"),
    HandedIn("ldtbxh", "phong-ldtbxh", "danh-sach-de-nghi-2024-phong-ldtbxh.csv",
             {"fault:decision-incomplete": "keep"}),
    HandedIn("tuphap", "phong-tu-phap", "danh-sach-de-nghi-2024-phong-tu-phap.csv"),
)  # fmt: skip


def open_the_round(site: Site) -> None:
    """The law is that of the last day of 2024, but the deadline lies a month after the filling.

    With the deadline of the time the demo would open on a round long over, and every dossier that
    a visitor hands in would be marked late.
    """
    plan = RoundPlan(
        year=2024,
        kind=RoundKind.MERIT,
        name=NAME,
        titles=TITLES,
        opens_on=date(2024, 11, 15),
        closes_on=site.today + OPEN_FOR,
        considered_on=date(2024, 12, 31),
    )
    open_round(actor=site.acting("chuyenvien", Role.OFFICER), plan=plan)


def upload(site: Site) -> None:
    """Each clerk hands the unit's file in; it is read when this stage has been written down."""
    round_, units = _round(site), site.units()
    for one in LISTS:
        start_list(
            actor=site.acting(f"canbo.{one.account}", Role.CLERK),
            round_=round_,
            unit=units[one.unit],
            name=one.file,
            data=sample(one.file),
        )


def _round(site: Site) -> Round:
    return Round.objects.get(authority=site.authority, name=NAME)


def apply(site: Site) -> None:
    """Each clerk answers what the list left open and takes it in; lines left out are told."""
    for one in LISTS:
        clerk = site.acting(f"canbo.{one.account}", Role.CLERK)
        list_ = ListImport.objects.select_related("file", "round").get(
            round=_round(site), file__name=one.file
        )
        if list_.state == ListState.READING:
            # The filling was interrupted before the file was read.
            read(list_)
            list_.refresh_from_db()
        given = {q.key: one.answers.get(q.key, "leave_out") for q in questions_of(list_)}
        list_ = answer_many(actor=clerk, list_=list_, answers=given)
        for question in questions_of(list_):
            if given.get(question.key) == "leave_out":
                rows = ", ".join(row.message or row.place for row in question.rows)
                site.say(f"      {one.file}: bỏ {rows} ({question.title}).")
        apply_list(actor=clerk, list_=list_)


def submit(site: Site) -> None:
    """Each head hands the dossiers in."""
    for one in LISTS:
        head = site.acting(f"thutruong.{one.account}", Role.HEAD)
        mine = Nomination.objects.filter(round=_round(site), list_import__file__name=one.file)
        outcome = move_many(actor=head, nominations=mine.order_by("pk"), name="submit")
        for row, why in outcome.refused:
            site.say(f"      {row.code} {row.name} chưa nộp: {' '.join(why)}")


def examine(site: Site) -> None:
    """The officer has begun: some of each unit examined, two given back, a few at the council."""
    officer = site.acting("chuyenvien", Role.OFFICER)
    waiting = Nomination.objects.filter(round=_round(site), state=State.SUBMITTED).order_by("pk")
    ready = [
        row
        for one in LISTS
        for row in waiting.filter(verdict="met", list_import__file__name=one.file)[:OF_EACH]
    ]
    outcome = move_many(actor=officer, nominations=ready, name="examine")
    for row, why in outcome.refused:
        site.say(f"      {row.code} {row.name} chưa thẩm định xong: {' '.join(why)}")
    secretary = site.acting("thuky", Role.SECRETARY)
    before_council = outcome.done[: OF_EACH * 2]
    move_many(actor=secretary, nominations=before_council, name="send_to_council")
    for name, parts in GIVEN_BACK.items():
        give_back(actor=officer, nomination=waiting.get(name=name), parts=parts)
