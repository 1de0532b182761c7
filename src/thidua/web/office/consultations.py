"""Letters to other bodies: the list, drawing up for a round, one letter, its paper."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils import timezone

from thidua.commendation.models import Round
from thidua.commendation.queries import rounds
from thidua.consultation.domain.drafting import Plan, draft_letters, edit_letter, leave_out, needs
from thidua.consultation.domain.due import reply_due
from thidua.consultation.domain.paper import letter_file
from thidua.consultation.enums import Outcome, State
from thidua.consultation.models import Consultation, ConsultationSubject
from thidua.consultation.queries import READERS, hides_something, subjects
from thidua.consultation.queries import bodies as visible_bodies
from thidua.consultation.queries import consultations as visible
from thidua.consultation.workflow import CONSULTATIONS
from thidua.core.actors import Role
from thidua.core.errors import NotAllowed, Refusal
from thidua.core.screens import screen
from thidua.documents.domain.store import OFFICE
from thidua.journal.queries import events_of
from thidua.vietnamese.dates import format_day
from thidua.web.office.consultation_forms import LetterForm, PlanForm
from thidua.web.office.consulted_bodies import posted, revision_of
from thidua.web.shared import timelines
from thidua.web.shared.asked import chips
from thidua.web.shared.workbook import response

PAGE_SIZE = 50
OVERDUE = "qua-han"
STATE_LOOK = {
    State.DRAFT: ("plain", "pencil"),
    State.SENT: ("info", "envelope-paper"),
    State.ANSWERED: ("ok", "envelope-check-fill"),
    State.SILENT: ("warn", "hourglass-bottom"),
    State.WITHDRAWN: ("plain", "box-arrow-left"),
}
OUTCOME_LOOK = {
    "": ("plain", "Chưa có ý kiến"),
    Outcome.NO_OBJECTION: ("ok", "Không có ý kiến khác"),
    Outcome.VIOLATION: ("bad", "Có vi phạm"),
    Outcome.UNCLEAR: ("warn", "Trả lời chưa rõ"),
}
SORTS = {"han": "due_on", "ngay": "asked_on", "co-quan": "body__name", "moi": "pk"}


@dataclass(frozen=True, slots=True)
class Filters:
    """What the address asks for; anything it does not understand is ignored."""

    words: str
    state: str
    body: str
    round: str
    sort: str

    @classmethod
    def read(cls, query: QueryDict) -> Filters:
        state, sort = query.get("buoc", ""), query.get("sap_xep", "-moi")
        return cls(
            words=query.get("q", "").strip()[:100],
            state=state if state in (*State.values, OVERDUE) else "",
            body=query.get("co_quan", "")[:12],
            round=query.get("dot", "")[:12],
            sort=sort if sort.removeprefix("-") in SORTS else "-moi",
        )

    @property
    def any(self) -> bool:
        return any((self.words, self.state, self.body, self.round))

    def apply(self, found: QuerySet[Consultation], *, with_state: bool = True) -> Any:
        if self.words:
            about = Q(number__icontains=self.words) | Q(subject__icontains=self.words)
            found = found.filter(about | Q(body__name__icontains=self.words))
        if self.body:
            found = found.filter(body__code=self.body)
        if self.round:
            found = found.filter(round__code=self.round)
        if with_state and self.state:
            found = found.filter(_in_state(self.state))
        sign = "-" if self.sort.startswith("-") else ""
        return found.order_by(f"{sign}{SORTS[self.sort.removeprefix('-')]}", "-pk")


def _in_state(state: str) -> Q:
    if state == OVERDUE:
        return Q(state=State.SENT, due_on__lt=timezone.localdate())
    return Q(state=state)


@screen(*READERS)
def consultations(request: HttpRequest) -> HttpResponse:
    """Letters found, newest first; `xuat` gives them as a workbook."""
    filters, seen = Filters.read(request.GET), visible(request.actor)
    found = filters.apply(seen)
    if "xuat" in request.GET:
        return _workbook(found)
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("trang"))
    for row in page.object_list:
        decorate(row)
    context = {
        "filters": filters,
        "page": page,
        "chips": _chips(request, filters),
        "bodies": visible_bodies(request.actor),
        "rounds": rounds(request.actor),
        "may_write": request.actor.is_any(Role.OFFICER),
    }
    template = "consultation/list.html"
    return render(request, template, context)


def decorate(row: Consultation) -> None:
    """Looks of a letter, for templates."""
    row.look, row.icon = STATE_LOOK[State(row.state)]  # type: ignore[attr-defined]
    late = row.state == State.SENT and row.due_on and row.due_on < timezone.localdate()
    row.late = bool(late)  # type: ignore[attr-defined]


def _chips(request: HttpRequest, filters: Filters) -> list[dict[str, Any]]:
    plain = Consultation.objects.filter(authority_id=request.actor.authority_id)
    found = filters.apply(plain, with_state=False).order_by()
    counts = dict(found.values_list("state").annotate(n=Count("pk")))
    late = found.filter(_in_state(OVERDUE)).count()
    rows = [(one.value, one.label, counts[one]) for one in State if one in counts]
    every = ("", "Tất cả", sum(counts.values()))
    return chips(request.GET, "buoc", filters.state, [every, (OVERDUE, "Quá hạn", late), *rows])


HEAD = (
    "Số, ký hiệu",
    "Cơ quan được hỏi",
    "Đợt xét",
    "Trích yếu",
    "Ngày hỏi",
    "Hạn trả lời",
    "Bước",
    "Trường hợp",
    "Đã có ý kiến",
    "Có vi phạm",
)


def _workbook(found: QuerySet[Consultation]) -> HttpResponse:
    lines = (
        (
            row.number,
            row.body.name,
            row.round.name,
            row.subject,
            format_day(row.asked_on) if row.asked_on else "",
            format_day(row.due_on) if row.due_on else "",
            row.get_state_display(),
            row.asked,
            row.said,
            row.against,
        )
        for row in found
    )
    return response("lay-y-kien", "Văn bản lấy ý kiến", HEAD, lines)


# -- drawing up -----------------------------------------------------------------------------------


@screen(Role.OFFICER, writes=True)
def new(request: HttpRequest) -> HttpResponse:
    """Ask several bodies about everybody of a round that has to be asked about."""
    every = rounds(request.actor)
    round_ = every.filter(code=request.GET.get("dot", "")).first() or every.first()
    if round_ is None:
        messages.info(request, "Chưa có đợt xét nào để hỏi ý kiến.")
        return redirect("office:consultations")
    form = PlanForm(posted(request))
    errors: list[str] = []
    if request.method == "POST" and form.is_valid():
        try:
            made = _draft(request, round_, form)
        except Refusal as refusal:
            errors = list(refusal.reasons)
        else:
            messages.success(request, f"Đã soạn {len(made)} văn bản. Xem lại từng bản rồi gửi.")
            return redirect(
                f"{reverse('office:consultations')}?dot={round_.code}&buoc={State.DRAFT}"
            )
    context = _new_context(request, round_, form) | {"rounds": every, "errors": errors}
    return render(request, "consultation/new.html", context, status=422 if form.is_bound else 200)


def _draft(request: HttpRequest, round_: Round, form: PlanForm) -> list[Consultation]:
    data = form.cleaned_data
    picked = visible_bodies(request.actor).filter(
        code__in=request.POST.getlist("co_quan")[:100], active=True
    )
    plan = Plan(
        titles=tuple(code[:20] for code in request.POST.getlist("hinh_thuc")[:200]),
        kinds=tuple(data["kinds"]),
        whole_units=data["whole_units"],
        own_days=data["own_days"],
        own_basis=data["own_basis"],
    )
    return draft_letters(actor=request.actor, round_=round_, bodies=list(picked), plan=plan)


def _new_context(request: HttpRequest, round_: Round, form: PlanForm) -> dict[str, Any]:
    found = needs(request.actor, round_)
    is_sent = request.method == "POST"
    return {
        "round": round_,
        "form": form,
        "needs": found,
        "must": [need for need in found if need.finding.verdict == "met"],
        "picked": request.POST.getlist("hinh_thuc")
        if is_sent
        else [need.code for need in found if need.finding.verdict == "met"],
        "bodies": visible_bodies(request.actor).filter(active=True),
        "picked_bodies": request.POST.getlist("co_quan") if is_sent else None,
        "due": reply_due(timezone.localdate()),
    }


# -- one letter -----------------------------------------------------------------------------------


def letter_of(request: HttpRequest, code: str) -> Consultation:
    """The letter, or 404."""
    row: Consultation = get_object_or_404(visible(request.actor), code=code)
    return row


@screen(*READERS)
def consultation(request: HttpRequest, code: str) -> HttpResponse:
    """One letter: its term, its subjects with what came back, what can be done."""
    row = letter_of(request, code)
    decorate(row)
    seen = subjects(request.actor).filter(consultation=row)
    state = request.GET.get("y_kien", "")
    words = request.GET.get("q", "").strip()[:100]
    found = seen.filter(name__icontains=words) if words else seen
    if state in (*Outcome.values, "chua"):
        found = found.filter(outcome="" if state == "chua" else state)
    found = found.order_by("sort_key", "pk")
    if "xuat" in request.GET:
        return _subjects_workbook(row, found)
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("trang"))
    for one in page.object_list:
        one.look, one.label = OUTCOME_LOOK[one.outcome]
    hidden = hides_something(request.actor, row)
    context = {
        "row": row,
        "page": page,
        "outcome": state,
        "words": words,
        "outcomes": [("chua", "Chưa có ý kiến"), *Outcome.choices],
        "offers": _offers(request, row),
        "hidden": hidden,
        "may_answer": not hidden
        and request.actor.is_any(Role.OFFICER)
        and row.state in (State.SENT, State.ANSWERED, State.SILENT),
        "may_edit": not hidden and request.actor.is_any(Role.OFFICER) and row.state == State.DRAFT,
        "facts": _facts(row),
        "events": timelines.shown(request.actor, events_of(row), 30),
    }
    return render(request, "consultation/letter.html", context)


def _offers(request: HttpRequest, row: Consultation) -> list[dict[str, Any]]:
    names = {
        "send": "office:consultation_send",
        "answer": "office:consultation_answer",
        "silence": "office:consultation_silence",
        "withdraw": "office:consultation_withdraw",
    }
    return [
        {
            "label": offer.transition.label,
            "icon": offer.transition.icon,
            "name": names[offer.transition.name],
            "reasons": list(offer.reasons),
            "kind": "danger-quiet"
            if offer.transition.name == "withdraw"
            else "primary"
            if offer.transition.name in ("send", "answer")
            else "quiet",
        }
        for offer in CONSULTATIONS.offers(row, request.actor)
    ]


def _facts(row: Consultation) -> list[dict[str, Any]]:
    pairs = (
        ("Cơ quan được hỏi", row.body.name),
        ("Đợt xét", row.round.name),
        ("Số, ký hiệu", row.number),
        ("Ngày hỏi", format_day(row.asked_on) if row.asked_on else ""),
        ("Hạn trả lời", format_day(row.due_on) if row.due_on else ""),
        ("Văn bản trả lời", row.answer_paper),
        ("Căn cứ xử lý khi im lặng", row.silence_basis),
        ("Lý do rút", row.outcome_reason),
        ("Người soạn", row.drafted_by_name),
    )
    return [{"label": label, "value": value} for label, value in pairs if value]


def _subjects_workbook(row: Consultation, found: QuerySet[ConsultationSubject]) -> HttpResponse:
    head = ("Họ tên, tên tập thể, hộ", "Đơn vị", "Ý kiến", "Nội dung", "Văn bản", "Đã làm rõ")
    lines = (
        (
            one.name,
            one.unit_name,
            OUTCOME_LOOK[one.outcome][1],
            one.words,
            one.paper,
            one.cleared_basis,
        )
        for one in found
    )
    title = f"Ý kiến của {row.body.name}"
    return response(f"lay-y-kien-{row.code}", title, head, lines)


@screen(Role.OFFICER, writes=True)
def edit(request: HttpRequest, code: str) -> HttpResponse:
    """Change the words of a draft; two at once: the second is told, and keeps what was typed."""
    row = letter_of(request, code)
    form = LetterForm(posted(request), initial=LetterForm.values_of(row))
    if request.method == "POST" and form.is_valid():
        try:
            edit_letter(
                actor=request.actor, letter=row, text=form.text(), revision=revision_of(request)
            )
        except NotAllowed:
            raise
        except Refusal as refusal:
            form.add_error(None, list(refusal.reasons))
        else:
            messages.success(request, "Đã lưu văn bản.")
            return redirect("office:consultation", code)
    context = {"form": form, "row": row, "revision": request.POST.get("revision", row.revision)}
    return render(request, "consultation/edit.html", context, status=422 if form.is_bound else 200)


@screen(Role.OFFICER, reads=False, writes=True)
def drop(request: HttpRequest, code: str, subject: int) -> HttpResponse:
    """Take a subject out of a draft."""
    row = letter_of(request, code)
    one = get_object_or_404(subjects(request.actor).filter(consultation=row), pk=subject)
    leave_out(actor=request.actor, subject=one)
    messages.success(request, f"Đã bỏ {one.name} khỏi văn bản.")
    return redirect("office:consultation", code)


@screen(*READERS)
def paper(request: HttpRequest, code: str) -> HttpResponse:
    """The letter as DOCX: as it was sent, or the draft as it stands."""
    row = letter_of(request, code)
    if hides_something(request.actor, row):
        raise NotAllowed("Văn bản này có trường hợp mà anh, chị không tham gia xét.")
    if row.paper is not None:
        with row.paper.content.open("rb") as kept:
            data = kept.read()
    else:
        data = letter_file(row)
    answer = HttpResponse(data, content_type=OFFICE["docx"])
    answer["Content-Disposition"] = f'attachment; filename="lay-y-kien-{row.code}.docx"'
    return answer


urlpatterns = [
    path("hiep-y/", consultations, name="consultations"),
    path("hiep-y/moi/", new, name="consultation_new"),
    path("hiep-y/<slug:code>/", consultation, name="consultation"),
    path("hiep-y/<slug:code>/sua/", edit, name="consultation_edit"),
    path("hiep-y/<slug:code>/bo/<int:subject>/", drop, name="consultation_drop"),
    path("hiep-y/<slug:code>/van-ban/", paper, name="consultation_paper"),
]
