"""Bodies asked in the demo, what came back, and a list of violations as offices send them."""

from __future__ import annotations

import io
from datetime import date, timedelta

import xlsxwriter

from thidua.commendation.enums import HoldGround, State
from thidua.commendation.models import Nomination, Round
from thidua.consultation.domain import stop_lists
from thidua.consultation.domain.answers import Said, record_answer
from thidua.consultation.domain.bodies import BodyData, add_body
from thidua.consultation.domain.drafting import Plan, draft_letters
from thidua.consultation.domain.matching import match_everybody
from thidua.consultation.enums import BodyKind, Outcome
from thidua.consultation.models import Consultation, ConsultedBody, StopList
from thidua.consultation.workflow import CONSULTATIONS
from thidua.core.actors import Actor, Role
from thidua.demo.present import NAME
from thidua.demo.site import Site

BODIES = (
    BodyData("Chi cục Thuế khu vực An Dương", BodyKind.TAX, "Thị trấn An Dương"),
    BodyData("Bảo hiểm xã hội huyện An Dương", BodyKind.INSURANCE, "Thị trấn An Dương"),
    BodyData("Thanh tra huyện An Dương", BodyKind.INSPECTORATE, "Thị trấn An Dương"),
)
TITLES = ("CSTDCS", "CSTD-BO-TINH", "GK-HUYEN")
ANSWERED, LATE = timedelta(days=12), timedelta(days=40)
LIST = "Danh sách nợ thuế quá 90 ngày"


def consult(site: Site) -> None:
    """One body has answered, with a violation; one is late; a list waits with a doubtful match."""
    officer = site.acting("chuyenvien", Role.OFFICER)
    round_ = Round.objects.get(authority=site.authority, name=NAME)
    tax, insurance, _ = [add_body(actor=officer, data=data) for data in BODIES]
    answered, late = draft_letters(
        actor=officer, round_=round_, bodies=[insurance, tax], plan=Plan(TITLES)
    )
    _send(officer, late, "41/NV-TĐKT", site.today - LATE)
    _answer(officer, _send(officer, answered, "40/NV-TĐKT", site.today - ANSWERED))
    _list(officer, tax, site.today)
    match_everybody(site.authority.pk)


def _send(officer: Actor, letter: Consultation, number: str, day: date) -> Consultation:
    return CONSULTATIONS.perform(letter, "send", actor=officer, number=number, asked_on=day)


def _answer(officer: Actor, letter: Consultation) -> None:
    """The unit of the last one named still owes contributions; of the others nothing is known."""
    paper = "215/BHXH-TH"
    about = letter.subjects.filter(person__isnull=False).select_related("consultation__body")
    one = about.order_by("-sort_key").first()
    if one is not None:
        words = "Cơ quan bảo hiểm xã hội đề nghị làm rõ việc truy đóng bảo hiểm của đơn vị."
        said = Said(Outcome.VIOLATION, paper, HoldGround.CONSULTATION, words)
        record_answer(actor=officer, subject=one, said=said)
    CONSULTATIONS.perform(letter, "answer", actor=officer, paper=paper, rest_is_clear=True)


def _list(officer: Actor, tax: ConsultedBody, today: date) -> None:
    data = stop_lists.ListData(
        body=tax,
        name=LIST,
        ground=HoldGround.OTHER,
        paper="188/CCT-QLN",
        valid_from=today - timedelta(days=5),
        valid_to=date(today.year + 1, 12, 31),
    )
    waiting = Nomination.objects.filter(
        round__name=NAME, state=State.SUBMITTED, person__isnull=False
    )
    names = list(waiting.order_by("pk").values_list("name", flat=True)[3:4])
    made = stop_lists.start_list(
        actor=officer, data=data, file_name="no-thue-qua-han.xlsx", content=_workbook(names)
    )
    held = StopList.objects.select_related("file").get(pk=made.pk)
    stop_lists.read(held)


def _workbook(names: list[str]) -> bytes:
    """A tax office's list with what such lists have: letterhead, two header lines, "nt", a sum."""
    memory = io.BytesIO()
    with xlsxwriter.Workbook(memory, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Nợ thuế")
        sheet.merge_range(0, 0, 0, 6, "CHI CỤC THUẾ KHU VỰC AN DƯƠNG")
        sheet.merge_range(1, 0, 1, 6, "DANH SÁCH NGƯỜI NỘP THUẾ CÒN NỢ QUÁ 90 NGÀY")
        for row, cells in enumerate((*_HEADS, *_lines(names)), start=3):
            for column, value in enumerate(cells):
                if value != "":
                    sheet.write(row, column, value)
        sheet.merge_range(3, 4, 3, 5, "Số nợ")
    return memory.getvalue()


_HEADS = (
    ("STT", "Mã số thuế", "Tên người nộp thuế", "Địa chỉ", "Số nợ", "", "Thông báo nợ"),
    ("", "", "", "", "Tiền thuế nợ", "Tiền chậm nộp nợ", ""),
)


def _lines(names: list[str]) -> list[tuple[object, ...]]:
    known = (
        ("Công ty TNHH Vận tải Hoa Sim", "Cụm công nghiệp An Đồng", 81_500_000, 3_200_000),
        *((name, "Tổ dân phố số 7", 4_250_000, 120_000) for name in names),
        ("Vũ Đình Khoát", "Thôn Trạm Bạc", 12_000_000, 640_000),
    )
    lines: list[tuple[object, ...]] = [
        (number, f"02009{number:05d}", *one, "TB 77/CCT" if number == 1 else "nt")
        for number, one in enumerate(known, start=1)
    ]
    return [*lines, (), ("", "", "Tổng cộng", "", sum(one[2] for one in known), "", "")]
