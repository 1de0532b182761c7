"""The journal: who did what, when. Reading it is recorded too."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.apps import apps
from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, path, resolve, reverse
from django.utils import timezone

from thidua.accounts.domain.audit import (
    last_verification,
    note_export,
    note_viewing,
    verify_journal,
)
from thidua.accounts.models import User
from thidua.core.actors import Role
from thidua.core.screens import screen
from thidua.journal.models import AuditEvent
from thidua.organizations.models import Authority
from thidua.vietnamese.dates import BadDate, parse_date
from thidua.vietnamese.text import fold
from thidua.web.shared import timelines
from thidua.web.shared.workbook import response
from thidua.web.templatetags.td import changed_query

PAGE_SIZE = 50
LARGEST_EXPORT = 50_000
VERBS = {
    "nomination.": "Hồ sơ đề nghị",
    "list.": "Danh sách đơn vị nộp",
    "round.": "Đợt xét",
    "local.": "Quy định địa phương",
    "cluster.": "Cụm, khối thi đua",
    "cluster_tree.": "Bảng điểm thi đua",
    "feat.": "Khen đột xuất",
    "honour.": "Hồ sơ tồn đọng",
    "publicity.": "Lấy ý kiến Nhân dân",
    "movement_result.": "Báo cáo kết quả phong trào",
    "movement.": "Phong trào thi đua",
    "title_registration.": "Đăng ký danh hiệu",
    "comment.": "Ý kiến của Nhân dân",
    "consultation.": "Lấy ý kiến",
    "target.": "Chỉ tiêu",
    "target_result.": "Kết quả chỉ tiêu",
    "target_import.": "Tệp chỉ tiêu",
    "obstacle.": "Vướng mắc, điểm nóng",
    "body.": "Cơ quan được lấy ý kiến",
    "stoplist.": "Danh sách vi phạm",
    "directive.": "Chỉ thị",
    "finding.": "Nội dung đọc từ chỉ thị",
    "task.": "Nhiệm vụ",
    "task_report.": "Báo cáo nhiệm vụ",
    "motion.": "Bỏ phiếu kín",
    "sheet.": "Phiếu kín",
    "session.": "Phiên họp Hội đồng",
    "council.": "Hội đồng",
    "decision.": "Quyết định",
    "package.": "Trình cấp trên",
    "plan.": "Chương trình công tác",
    "feed.": "Lịch cá nhân",
    "showing.": "Công khai chỉ tiêu, phong trào",
    "payment.": "Tiền thưởng",
    "payments.": "Danh sách chi tiền thưởng",
    "recovery.": "Thu hồi tiền thưởng",
    "fund.": "Quỹ thi đua, khen thưởng",
    "stock.": "Phôi bằng, khung",
    "ceremony.": "Lễ trao",
    "handover.": "Biên nhận",
    "signature.": "Ảnh chữ ký, con dấu",
    "template.": "Mẫu văn bản",
    "certificate.": "Giấy chứng nhận, giấy khen",
    "layout.": "Mẫu in giấy",
    "registry.": "Nhập sổ",
    "award.": "Khen thưởng trong sổ",
    "undo.": "Thu hồi, phục hồi, cấp lại",
    "rating.": "Kết quả đánh giá",
    "initiative_request.": "Đề nghị công nhận sáng kiến",
    "initiative_sitting.": "Phiên chấm sáng kiến",
    "initiative_rules.": "Tiêu chí, thời hạn sáng kiến",
    "initiative_scope.": "Xác nhận phạm vi sáng kiến",
    "initiative.": "Sáng kiến",
    "discipline.": "Kỷ luật",
    "person.": "Con người",
    "household.": "Hộ gia đình",
    "unit.": "Đơn vị",
    "account.": "Tài khoản",
    "role.": "Vai trò",
    "journal.": "Nhật ký",
    "demo.": "Dữ liệu dùng thử",
}
"""Families of verbs, as the filter offers them."""
PAGES = {
    "commendation.nomination": "web:nomination",
    "commendation.round": "web:round",
    "commendation.listimport": "unit:list",
    "clusters.clusteryear": "office:cluster",
    "clusters.criteriatree": "office:cluster_tree",
    "honours.featreport": "web:feat",
    "honours.honourcase": "office:honour_case",
    "movements.movement": "office:movement",
    "targets.target": "office:target",
    "targets.result": "office:target_result",
    "targets.targetimport": "office:target_import",
    "obstacles.obstacle": "office:obstacle",
    "publicity.candidatelist": "office:candidate_list",
    "publicity.comment": "office:comment",
    "consultation.consultation": "office:consultation",
    "consultation.consultedbody": "office:body",
    "consultation.stoplist": "office:stop_list",
    "councils.session": "council:session",
    "councils.ballotsheet": "council:sheet",
    "decisions.decision": "office:decision",
    "directives.directive": "office:directive",
    "directives.task": "office:task",
    "initiatives.initiativerequest": "web:initiative_request",
    "initiatives.sitting": "council:initiative_sitting",
    "registry.initiative": "office:initiative",
    "decisions.certificatelayout": "office:layout",
    "organizations.person": "office:person",
    "organizations.unit": "office:unit",
    "registry.importbatch": "office:import",
    "accounts.user": "ops:account",
    "registry.award": "office:award",
    "revocations.undocase": "office:undo_case",
    "forwarding.package": "office:package",
    "planning.workplan": "office:work_plan",
    "rewards.payment": "office:payment",
    "rewards.paymentlist": "office:payment_list",
    "rewards.stockitem": "office:stock_item",
    "rewards.ceremony": "office:ceremony",
}
"""Where the thing that was acted on can be seen."""


@dataclass(frozen=True, slots=True)
class Filters:
    """What the address asks for; anything it does not understand is ignored, and said."""

    person: str
    verb: str
    kind: str
    code: str
    since: date | None
    until: date | None
    faults: tuple[str, ...]

    @classmethod
    def read(cls, query: QueryDict) -> Filters:
        faults: list[str] = []
        since, until = (_day(query.get(name, ""), faults) for name in ("tu", "den"))
        verb = query.get("viec", "")
        return cls(
            person=query.get("nguoi", "").strip()[:100],
            verb=verb if verb in VERBS else "",
            kind=kind if (kind := query.get("doi_tuong", "")) in PAGES else "",
            code=query.get("ma", "").strip()[:60],
            since=since,
            until=until,
            faults=tuple(faults),
        )

    def given(self) -> dict[str, str]:
        """The filters in force, for the record."""
        values: Mapping[str, Any] = {
            "nguoi": self.person,
            "viec": self.verb,
            "doi_tuong": self.kind,
            "ma": self.code,
            "tu": self.since,
            "den": self.until,
        }
        return {key: str(value) for key, value in values.items() if value}

    def apply(self, found: QuerySet[AuditEvent]) -> QuerySet[AuditEvent]:
        if self.person:
            found = found.filter(_by(self.person))
        if self.verb:
            found = found.filter(verb__startswith=self.verb)
        if self.kind:
            found = found.filter(object_type=self.kind)
        if self.code:
            found = found.filter(object_code=self.code)
        if self.since:
            found = found.filter(at__gte=_midnight(self.since))
        if self.until:
            found = found.filter(at__lt=_midnight(self.until + timedelta(days=1)))
        return found


def _day(typed: str, faults: list[str]) -> date | None:
    if not typed:
        return None
    try:
        found = parse_date(typed)
    except BadDate as error:
        faults.append(f"{error}.")
        return None
    whole = found.as_date() if found else None
    if whole is None:
        faults.append(f"“{typed}” chưa đủ ngày, tháng, năm.")
    return whole


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def _by(words: str) -> Q:
    """Acts of people whose name or address holds the words, with or without diacritics."""
    wanted = fold(words)
    users = User.objects.values_list("pk", "full_name", "email")
    holders = [pk for pk, *texts in users if wanted in fold(" ".join(texts))]
    return Q(actor_id__in=holders) | Q(actor_name__icontains=words)


def _events(request: HttpRequest) -> QuerySet[AuditEvent]:
    actor = request.actor  # type: ignore[attr-defined]
    every = AuditEvent.objects.filter(authority_id=actor.authority_id)
    return timelines.readable(actor, every).order_by("-sequence")


@screen(Role.ADMINISTRATOR, Role.INSPECTOR, Role.OFFICER)
def journal(request: HttpRequest) -> HttpResponse:
    """Newest first, a page at a time by number: new entries never shift what is being read."""
    filters = Filters.read(request.GET)
    found = filters.apply(_events(request))
    if request.GET.get("xuat") == "xlsx":
        return _export(request, filters, found)
    before = request.GET.get("truoc", "")
    if before.isdecimal():
        found = found.filter(sequence__lt=int(before))
    actor = request.actor  # type: ignore[attr-defined]
    rows: list[Any] = list(found[: PAGE_SIZE + 1])
    more, rows = len(rows) > PAGE_SIZE, rows[:PAGE_SIZE]
    for row in rows:
        row.url = _url(row, actor.role)
    context = {
        "filters": filters,
        "rows": rows,
        "older": changed_query(request.GET, {"truoc": rows[-1].sequence}) if more else "",
        "is_first": not before,
        "verbs": VERBS.items(),
        "kinds": _kinds(),
        "verification": last_verification(actor.authority_id),
        "may_verify": actor.role in {Role.ADMINISTRATOR, Role.INSPECTOR},
    }
    note_viewing(
        actor=actor, authority=_authority(request), filters=filters.given(), rows=len(rows)
    )
    return render(request, "ops/journal.html", context)


def _kinds() -> list[tuple[str, str]]:
    """Things that can be acted on, in words."""
    return [(label, str(apps.get_model(label)._meta.verbose_name).capitalize()) for label in PAGES]


def _authority(request: HttpRequest) -> Authority:
    return Authority.objects.get(pk=request.actor.authority_id)  # type: ignore[attr-defined]


def _url(row: AuditEvent, role: Role) -> str:
    """Where the reader can see the thing; nothing when that page is not for their role."""
    name = PAGES.get(row.object_type)
    try:
        url = reverse(name, args=[row.object_code]) if name else ""
    except NoReverseMatch:
        return ""
    return url if url and role in resolve(url).func.declaration.roles else ""  # type: ignore[attr-defined]


def _export(request: HttpRequest, filters: Filters, found: QuerySet[AuditEvent]) -> HttpResponse:
    """The filtered entries as a file, with the hashes that prove them."""
    total = found.count()
    if total > LARGEST_EXPORT:
        messages.error(
            request,
            f"Bộ lọc đang có {total} mục, mỗi tệp nhận tối đa {LARGEST_EXPORT} mục. "
            "Thu hẹp khoảng ngày rồi xuất lại.",
        )
        return redirect(f"{request.path}{changed_query(request.GET, {'xuat': None})}")
    actor = request.actor  # type: ignore[attr-defined]
    note_export(actor=actor, authority=_authority(request), filters=filters.given(), rows=total)
    head = ("Số", "Lúc", "Người", "Vai trò", "Việc", "Đối tượng", "Mã", "Nội dung", "Mã băm")
    return response(
        "nhat-ky",
        "Nhật ký",
        head,
        (
            (
                row.sequence,
                f"{timezone.localtime(row.at):%H:%M:%S, %d/%m/%Y}",
                row.actor_name,
                row.role,
                row.verb,
                row.object_type,
                row.object_code,
                row.sentence,
                row.hash,
            )
            for row in found.iterator(chunk_size=2000)
        ),
    )


@screen(Role.ADMINISTRATOR, Role.INSPECTOR, reads=False, writes=True)
def verify(request: HttpRequest) -> HttpResponse:
    """Walk the whole chain now; the result is an entry of its own."""
    found = verify_journal(actor=request.actor, authority=_authority(request))  # type: ignore[attr-defined]
    tell = messages.success if found.broken is None else messages.error
    tell(request, found.sentence)
    return redirect("ops:journal")


urlpatterns = [
    path("nhat-ky/", journal, name="journal"),
    path("nhat-ky/kiem-tra/", verify, name="journal_verify"),
]
