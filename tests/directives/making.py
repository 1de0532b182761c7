"""Directives at each step, made through the domain functions."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path

from django.utils import timezone

from tests import factories as make
from thidua.directives.domain.assigning import Assignment, NewTask, add_task, save_assignments
from thidua.directives.domain.confirming import confirm, reject, step
from thidua.directives.domain.reading import bring_in
from thidua.directives.domain.reading import read as read_file
from thidua.directives.domain.reports import Content, save_report, send_report, start_report
from thidua.directives.enums import FindingState, Rhythm
from thidua.directives.models import Directive, ReportPeriod, Task, TaskReport

SAMPLE = Path(__file__).resolve().parents[1] / "reading" / "samples" / "chi-thi-an-duong-2024.docx"
SHORT = """ỦY BAN NHÂN DÂN
HUYỆN AN DƯƠNG
Số: 05/CT-UBND
An Dương, ngày 10 tháng 01 năm 2024
CHỈ THỊ
Về việc đẩy mạnh phong trào thi đua năm 2024
Chủ tịch Ủy ban nhân dân huyện yêu cầu:
1. Phòng Nội vụ chủ trì, phối hợp với UBND xã Hồng Thái tổng kết, khen thường trước 20/12/2024.
2. Trường THCS An Đồng phát động phong trào “Dạy tốt, học tốt” trong toàn trường.
Nơi nhận:
- Như trên;
- Lưu: VT.
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Phạm Hùng Việt
"""


@cache
def sample() -> bytes:
    return SAMPLE.read_bytes()


def read(house: make.House, data: bytes | None = None, name: str = "chi-thi.txt") -> Directive:
    """Brought in and read: jobs run at commit, which a test does not reach by itself."""
    row = bring_in(actor=house.officer, name=name, data=data or SHORT.encode(), again=True)
    read_file(row)
    row.refresh_from_db()
    return row


def decided(house: make.House, row: Directive) -> Directive:
    """Everything confirmed that can be; blanks of the paper are passed over."""
    for one in row.findings.filter(state=FindingState.PROPOSED).select_related("directive"):
        if one.kind == "field" and not one.values["value"]:
            reject(actor=house.officer, finding=one)
        else:
            confirm(actor=house.officer, finding=one)
    row.refresh_from_db()
    return row


def issued(house, row=None, *, at: datetime | None = None, **changes: object) -> Directive:
    """In force: every task the school's, due in 60 days and reported on once a month."""
    row = decided(house, row or read(house))
    start = timezone.localdate(at) if at else timezone.localdate()
    given = {"owner": house.school.pk, "due_on": start + timedelta(days=60), "rhythm": Rhythm.MONTH}
    rows = {task.code: Assignment(**(given | changes)) for task in row.tasks.all()}
    save_assignments(actor=house.officer, directive=row, rows=rows)
    row = step(actor=house.officer, directive=row, name="issue", at=at)
    row.refresh_from_db()
    return row


def task(house: make.House, **changes: object) -> Task:
    """One task of the school by itself, due in 30 days, reported on once."""
    given = {"owner": house.school.pk, "due_on": timezone.localdate() + timedelta(days=30)}
    assignment = Assignment(**(given | changes))
    return add_task(actor=house.officer, new=NewTask("Trồng cây", assignment=assignment))


def period(row: Task, unit_id: int | None = None) -> ReportPeriod:
    return row.periods.filter(unit_id=unit_id or row.owner_id, dropped_at__isnull=True).first()


def sent(house: make.House, row: ReportPeriod, share: int = 50, **changes: object) -> TaskReport:
    actor = changes.pop("actor", house.clerk)
    draft = start_report(actor=actor, period=row)
    content = Content(str(changes.pop("words", "Đã trồng 500 cây.")), Decimal(share), "Thiếu đất.")
    draft = save_report(actor=actor, report=draft, content=content)
    return send_report(actor=actor, report=draft, **changes)
