"""What other bodies and the people said of a dossier, gathered on one sheet each."""

from __future__ import annotations

from thidua.commendation.models import Nomination
from thidua.consultation.models import ConsultationSubject
from thidua.core.errors import Refusal
from thidua.decisions.domain.issuing import body_name
from thidua.forwarding.models import PackageItem
from thidua.organizations.models import Authority
from thidua.papers.model import Letterhead, Signature
from thidua.papers.report import Grid, ReportPaper, Section
from thidua.publicity.models import Candidate
from thidua.registry.queries import subject_of
from thidua.vietnamese.dates import format_day

ANSWER_MISSING = "chưa trả lời"


def opinions_summary(item: PackageItem) -> ReportPaper:
    """Tổng hợp ý kiến: each body asked about the subject in this round, and what it answered."""
    row = item.nomination
    kind, pk = subject_of(row)
    asked = (
        ConsultationSubject.objects.filter(
            consultation__round=row.round_id,
            consultation__asked_on__isnull=False,
            **{f"{kind}_id": pk},
        )
        .exclude(consultation__state="withdrawn")
        .select_related("consultation__body")
        .order_by("consultation__asked_on", "pk")
    )
    rows = tuple(_opinion(one) for one in asked)
    if not rows:
        raise Refusal(f"{row.name}: chưa hỏi ý kiến cơ quan nào trong đợt này.")
    heads = ("Cơ quan được hỏi", "Văn bản hỏi", "Ý kiến", "Văn bản trả lời")
    return _paper(
        row,
        "Tổng hợp ý kiến các cơ quan liên quan",
        Section("Ý kiến", grids=(Grid(heads, (2.6, 1.8, 2.6, 1.8), rows),)),
    )


def _opinion(one: ConsultationSubject) -> tuple[str, ...]:
    letter = one.consultation
    day = f" ngày {format_day(letter.asked_on)}" if letter.asked_on else ""
    said = one.get_outcome_display() or ANSWER_MISSING
    words = f"{said}: {one.words}" if one.words else said
    cleared = f". Đã làm rõ theo {one.cleared_basis}" if one.cleared_basis else ""
    return (
        letter.body.name,
        f"{letter.number}{day}".strip(),
        f"{words}{cleared}",
        one.paper or letter.answer_paper,
    )


def comments_summary(item: PackageItem) -> ReportPaper:
    """Báo cáo kết quả lấy ý kiến: where, how long, how many; never who wrote or what."""
    row = item.nomination
    found = Candidate.objects.filter(nomination=row, list__opened_on__isnull=False).select_related(
        "list"
    )
    rows = tuple(_publication(one) for one in found.order_by("list__opened_on", "pk"))
    if not rows:
        raise Refusal(f"{row.name}: chưa có trong danh sách lấy ý kiến Nhân dân nào đã đăng.")
    heads = ("Danh sách", "Đăng từ ngày", "Số ngày làm việc", "Bước", "Số ý kiến", "Chưa xong")
    return _paper(
        row,
        "Báo cáo kết quả lấy ý kiến Nhân dân",
        Section("Kết quả", grids=(Grid(heads, (3.0, 1.5, 1.1, 1.6, 0.9, 0.9), rows),)),
    )


def _publication(one: Candidate) -> tuple[str, ...]:
    comments = one.comments.order_by()
    waiting = comments.filter(state__in=("new", "in_review", "serious")).count()
    return (
        one.list.name,
        format_day(one.list.opened_on) if one.list.opened_on else "",
        str(one.list.working_days),
        one.list.get_state_display(),
        str(comments.count()),
        str(waiting),
    )


def _paper(row: Nomination, kind: str, section: Section) -> ReportPaper:
    authority = Authority.objects.get(pk=row.authority_id)
    return ReportPaper(
        kind=kind,
        letterhead=Letterhead(None, body_name(authority), authority.place),
        number="",
        issued_on=None,
        subject=f"Trường hợp {row.name}",
        sections=(section,),
        signatures=(
            Signature(("NGƯỜI TỔNG HỢP",), "", ""),
            Signature(("THỦ TRƯỞNG CƠ QUAN THƯỜNG TRỰC",), "", ""),
        ),
    )
