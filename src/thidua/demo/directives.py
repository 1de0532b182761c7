"""The directive that opened 2024: read, confirmed, given out; reports in, one late, one back."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal

from django.utils import timezone

from thidua.core.actors import Actor, Role
from thidua.demo.site import Site, sample
from thidua.directives.domain.assigning import Assignment, change_task, save_assignments
from thidua.directives.domain.confirming import certain as certain_ones
from thidua.directives.domain.confirming import confirm, confirm_certain, reject, step
from thidua.directives.domain.reading import bring_in, read
from thidua.directives.domain.reminding import remind
from thidua.directives.domain.reports import Content, judge_report, send_report, start_report
from thidua.directives.domain.reports import save_report as save
from thidua.directives.domain.results import Issue, issue_result
from thidua.directives.enums import FindingKind, FindingState, Part, Rhythm
from thidua.directives.models import Directive, ReportPeriod, TaskReport
from thidua.targets.models import Target
from thidua.vietnamese.text import fold

FILE = "chi-thi-an-duong-2024.docx"
GIVEN_AGO = timedelta(days=100)
TIME_LEFT = timedelta(days=60)
BLANKS = {"number": "01/CT-UBND", "issued_on": "08/01/2024"}
"""What the paper leaves blank, as the officer writes it in."""
OWNERS = {
    "1": "phong-nnptnt", "2": "phong-tu-phap", "3": "phong-noi-vu", "4": "phong-tckh",
    "5": "phong-ldtbxh", "6": "phong-van-hoa-va-thong-tin", "7": "thanh-tra-huyen",
    "8": "phong-van-hoa-va-thong-tin", "9": "phong-noi-vu",
}  # fmt: skip
RHYTHMS = {"2": Rhythm.MONTH, "4": Rhythm.MONTH, "1": Rhythm.QUARTER, "5": Rhythm.QUARTER}
OVERDUE = {"5": 3, "7": 9, "4": 16}
"""Tasks whose last day is over, by how many days."""
SHORTENED = "Rút ngắn hạn theo Thông báo kết luận của Chủ tịch Ủy ban nhân dân huyện."
PARTNERS = {"3": ("xa-dang-cuong", "thcs-an-dong"), "4": ("phong-nnptnt",)}


IN_THE_TABLE = "Đã có trong bảng chỉ tiêu của huyện, ghi bằng lời khác."


def follow(site: Site) -> None:
    """Everything from the file to the first report on what came of it."""
    officer = site.acting("chuyenvien", Role.OFFICER)
    row = bring_in(actor=officer, name=FILE, data=sample(FILE))
    read(row)
    row.refresh_from_db()
    _confirm(officer, row)
    _give_out(site, officer, row)
    _report(site, officer, row)
    _shorten(site, officer, row)
    remind(authority_id=site.authority.pk, today=site.today)
    _tell(site, officer, row)


def _confirm(officer: Actor, row: Directive) -> None:
    """The certain at once, the blanks written in, the rest one by one; what is doubtful goes."""
    known = {fold(one.name) for one in Target.objects.filter(authority=row.authority_id)}
    for one in row.findings.filter(kind=FindingKind.TARGET).select_related("directive"):
        if fold(str(one.values["what"])) not in known:
            reject(actor=officer, finding=one, reason=IN_THE_TABLE)
    sure = certain_ones(row).count()
    confirm_certain(actor=officer, directive=row, expected=sure)
    for one in row.findings.filter(state=FindingState.PROPOSED).select_related("directive"):
        if one.kind == FindingKind.FIELD:
            confirm(actor=officer, finding=one, value=BLANKS.get(one.values["field"]))
        elif one.kind == FindingKind.CITATION and one.confidence == "doubtful":
            reject(actor=officer, finding=one, reason="Không phải một văn bản riêng.")
        else:
            confirm(actor=officer, finding=one)
    row.refresh_from_db()


def _give_out(site: Site, officer: Actor, row: Directive) -> None:
    units = site.units()
    rows = {
        task.code: Assignment(
            owner=units[OWNERS[task.number]].pk,
            together=[units[key].pk for key in PARTNERS.get(task.number, ())],
            others=task.others,
            due_on=site.today + TIME_LEFT,
            rhythm=RHYTHMS.get(task.number, Rhythm.ONCE),
        )
        for task in row.tasks.all()
    }
    save_assignments(actor=officer, directive=row, rows=rows)
    step(actor=officer, directive=row, name="issue", at=_at(site.today - GIVEN_AGO))
    row.refresh_from_db()


def _at(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(9)))


def _report(site: Site, officer: Actor, row: Directive) -> None:
    """Justice on time and accepted; finance a month late and silent since; farming given back;
    the commune's waits for the officer."""
    justice = site.acting("canbo.tuphap", Role.CLERK)
    for number, period in enumerate(_over(site, row, "2"), start=1):
        day = min(period.due_on, site.today)
        words = f"Đã tập huấn Luật Thi đua, khen thưởng cho {number * 40} người tại các xã."
        sent = _send(justice, period, words, 25 * number, day)
        judge_report(actor=officer, report=sent, name="accept", at=_at(day))
    first = _over(site, row, "4")[0]
    finance = site.acting("canbo.tckh", Role.CLERK)
    words = "Tổng thu cân đối ngân sách đạt 3.870,5 tỷ đồng, bằng 79,9 % chỉ tiêu năm."
    late = min(first.due_on + timedelta(days=4), site.today)
    _send(finance, first, words, 80, late, "Thị trường đất đai trầm lắng, thu tiền đất chậm.")
    farming = site.acting("canbo.nnptnt", Role.CLERK)
    period = _periods(row, "1")[0]
    words = "Đang triển khai các nội dung được giao."
    sent = _send(farming, period, words, 40, min(period.due_on, site.today))
    reason = "Chưa có số liệu: ghi rõ việc đã làm, số xã đã hoàn thành hồ sơ."
    judge_report(actor=officer, report=sent, name="give_back", reason=reason)
    commune = site.acting("canbo.dangcuong", Role.CLERK)
    unit = site.units()["xa-dang-cuong"]
    period = next(one for one in _periods(row, "3") if one.unit_id == unit.pk)
    words = "Phát động phong trào ở 6 thôn, 412 hộ đăng ký, sửa 1,2 km đường."
    _send(commune, period, words, 60, site.today)


def _shorten(site: Site, officer: Actor, row: Directive) -> None:
    """Three tasks had to be done sooner, and are not."""
    for number, days in OVERDUE.items():
        task = row.tasks.get(number=number)
        given = Assignment(
            owner=task.owner_id,
            together=[one.unit_id for one in task.partners.filter(part=Part.REPORTS)],
            others=task.others,
            due_on=site.today - timedelta(days=days),
            rhythm=task.rhythm,
        )
        change_task(actor=officer, task=task, given=given, reason=SHORTENED)


def _periods(row: Directive, number: str) -> list[ReportPeriod]:
    task = row.tasks.get(number=number)
    mine = task.periods.filter(dropped_at__isnull=True)
    return sorted(mine, key=lambda one: (one.unit_id != task.owner_id, one.begins_on))


def _over(site: Site, row: Directive, number: str) -> list[ReportPeriod]:
    task = row.tasks.get(number=number)
    return [
        one
        for one in _periods(row, number)
        if one.unit_id == task.owner_id and one.ends_on < site.today
    ]


def _send(
    actor: Actor, period: ReportPeriod, words: str, share: int, day: date, trouble: str = ""
) -> TaskReport:
    draft = start_report(actor=actor, period=period)
    draft = save(actor=actor, report=draft, content=Content(words, Decimal(share), trouble))
    return send_report(actor=actor, report=draft, at=_at(day))


def _tell(site: Site, officer: Actor, row: Directive) -> None:
    issue_result(
        actor=officer,
        directive=row,
        issue=Issue(
            since=site.today - GIVEN_AGO,
            until=site.today,
            number="45/BC-PNV",
            issued_on=site.today,
            assessment="Các đơn vị đã vào việc; hai đơn vị báo cáo chậm.",
            proposals="Đề nghị Ủy ban nhân dân huyện đôn đốc thu ngân sách những tháng cuối năm.",
            signer_post="TRƯỞNG PHÒNG",
            signer_name="Vũ Đức Cảnh",
        ),
        today=site.today,
    )
