"""What happens to a package: papers drawn up and laid in, checked, signed, sent, asked for more."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils import timezone

from thidua.core.actors import Role
from thidua.core.errors import NotAllowed, Refusal
from thidua.core.screens import screen
from thidua.forwarding.checklist import known_kinds
from thidua.forwarding.domain.papers import draw_up_missing, lay_in
from thidua.forwarding.domain.supplements import Wanted, answer_request, ask_more
from thidua.forwarding.models import Package, PackageItem, SupplementRequest
from thidua.forwarding.queries import items, requests
from thidua.forwarding.rules import may_prepare
from thidua.forwarding.workflow import PACKAGES
from thidua.web.office.consulted_bodies import files_of, posted, revision_of
from thidua.web.office.forwarding.forms import (
    AnswerForm,
    DayForm,
    EmptyForm,
    PaperForm,
    ReasonForm,
    ReceiveForm,
    RequestForm,
    SendForm,
)
from thidua.web.office.forwarding.packages import package_of


def _act(
    request: HttpRequest, code: str, name: str, form: forms.Form, lead: str, *, danger: bool = False
) -> HttpResponse:
    """Show what the step asks for, then take it; a refusal keeps what was typed."""
    row, transition = package_of(request, code), PACKAGES.by_name[name]
    if denied := transition.permission(row, request.actor):
        raise NotAllowed(denied)
    if request.method == "POST" and form.is_valid():
        try:
            PACKAGES.perform(
                row, name, actor=request.actor, revision=revision_of(request), **form.cleaned_data
            )
        except NotAllowed:
            raise
        except Refusal as refusal:
            form.add_error(None, list(refusal.reasons))
        else:
            messages.success(request, f"{transition.sentence}.")
            return redirect("office:package", code)
    context = {
        "row": row,
        "form": form,
        "transition": transition,
        "lead": lead,
        "danger": danger,
        "revision": request.POST.get("revision", row.revision),
    }
    return render(request, "forwarding/act.html", context, status=422 if form.is_bound else 200)


def _today() -> dict[str, Any]:
    return {"day": timezone.localdate()}


@screen(Role.OFFICER, writes=True)
def check(request: HttpRequest, code: str) -> HttpResponse:
    """Every paper is there."""
    lead = "Sau bước này giấy tờ không đổi được nữa, trừ khi mở lại. Tờ trình chờ Chủ tịch ký."
    return _act(request, code, "check", EmptyForm(posted(request)), lead)


@screen(Role.OFFICER, writes=True)
def reopen(request: HttpRequest, code: str) -> HttpResponse:
    """Back to a draft."""
    lead = "Gói trở lại bước đang lập để sửa giấy tờ, thêm bớt hồ sơ."
    return _act(request, code, "reopen", ReasonForm(posted(request)), lead)


@screen(Role.CHAIRMAN, Role.OFFICER, writes=True)
def sign(request: HttpRequest, code: str) -> HttpResponse:
    """The submission gets its number."""
    form = DayForm(posted(request), initial=_today(), label="Ngày tờ trình")
    lead = "Tờ trình được cấp số kế tiếp của ký hiệu này; số đã cấp không dùng lại."
    return _act(request, code, "sign", form, lead)


@screen(Role.OFFICER, writes=True)
def send(request: HttpRequest, code: str) -> HttpResponse:
    """The package went up."""
    form = SendForm(posted(request), initial=_today(), label="Ngày gửi")
    return _act(request, code, "send", form, "Ghi ngày gửi và cách gửi để theo dõi thời hạn.")


@screen(Role.OFFICER, writes=True)
def receive(request: HttpRequest, code: str) -> HttpResponse:
    """The higher level has it, complete."""
    form = ReceiveForm(posted(request), initial=_today(), label="Ngày cấp trên nhận đủ hồ sơ")
    return _act(request, code, "receive", form, "Thời hạn giải quyết tính từ ngày này.")


@screen(Role.OFFICER, writes=True)
def supplement(request: HttpRequest, code: str) -> HttpResponse:
    """What was asked for went up, and the higher level has it."""
    form = ReceiveForm(posted(request), initial=_today(), label="Ngày cấp trên nhận đủ bổ sung")
    lead = "Thời hạn giải quyết tính lại từ ngày cấp trên nhận đủ hồ sơ."
    return _act(request, code, "supplement", form, lead)


@screen(Role.OFFICER, writes=True)
def withdraw(request: HttpRequest, code: str) -> HttpResponse:
    """Take the package back."""
    lead = "Các hồ sơ trong gói trở lại chờ trình; số tờ trình đã cấp không dùng lại."
    return _act(request, code, "withdraw", ReasonForm(posted(request)), lead, danger=True)


@screen(Role.OFFICER, reads=False, writes=True)
def draw_all(request: HttpRequest, code: str) -> HttpResponse:
    """Draw up everything that is missing and can be."""
    row = package_of(request, code)
    try:
        made = draw_up_missing(actor=request.actor, package=row)
    except NotAllowed:
        raise
    except Refusal as refusal:
        messages.error(request, " ".join(refusal.reasons))
        return redirect("office:package", code)
    messages.success(request, f"Đã soạn {made.papers} giấy tờ, mỗi giấy có bản Word và PDF.")
    if made.more:
        messages.info(request, "Gói lớn, còn giấy tờ chưa soạn. Bấm “Soạn giấy tờ còn thiếu” tiếp.")
    for words in made.left[:10]:
        messages.warning(request, words)
    return redirect("office:package", code)


@screen(Role.OFFICER, writes=True)
def paper(request: HttpRequest, code: str) -> HttpResponse:
    """Lay in a paper that goes with every dossier."""
    row = package_of(request, code)
    if denied := may_prepare(row, request.actor):
        raise NotAllowed(denied)
    form = PaperForm(*files_of(request), kinds=known_kinds(_lines(request, row)))
    if request.method == "POST" and form.is_valid():
        try:
            laid = lay_in(actor=request.actor, package=row, given=form.given())
        except NotAllowed:
            raise
        except Refusal as refusal:
            form.add_error(None, list(refusal.reasons))
        else:
            messages.success(request, f"Đã đưa vào: {laid.name}, bản {laid.version}.")
            return redirect("office:package", code)
    context = {"row": row, "form": form}
    return render(request, "forwarding/paper.html", context, status=422 if form.is_bound else 200)


def _lines(request: HttpRequest, row: Package) -> list[PackageItem]:
    return list(items(request.actor).filter(package=row).order_by("order"))


@screen(Role.OFFICER, writes=True)
def ask(request: HttpRequest, code: str) -> HttpResponse:
    """The higher level asks for more: one thing at a time."""
    row = package_of(request, code)
    if denied := may_prepare(row, request.actor):
        raise NotAllowed(denied)
    lines = _lines(request, row)
    form = RequestForm(
        posted(request),
        items=lines,
        kinds=known_kinds(lines),
        initial={"asked_on": timezone.localdate()},
    )
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        item = next((one for one in lines if str(one.pk) == data["item"]), None)
        try:
            ask_more(
                actor=request.actor,
                package=row,
                wanted=[Wanted(**(data | {"item": item}))],
                revision=revision_of(request),
            )
        except NotAllowed:
            raise
        except Refusal as refusal:
            form.add_error(None, list(refusal.reasons))
        else:
            messages.success(request, "Đã ghi yêu cầu bổ sung.")
            return redirect("office:package", code)
    context = {
        "row": row,
        "form": form,
        "transition": PACKAGES.by_name["ask"],
        "lead": "Mỗi lần một nội dung. Giấy tờ của gói sửa lại được trong khi chờ bổ sung.",
        "revision": request.POST.get("revision", row.revision),
    }
    return render(request, "forwarding/act.html", context, status=422 if form.is_bound else 200)


def request_of(request: HttpRequest, pk: int) -> SupplementRequest:
    """The request, or 404."""
    row: SupplementRequest = get_object_or_404(requests(request.actor), pk=pk)
    return row


@screen(Role.OFFICER, Role.CLERK, Role.HEAD, writes=True)
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Meet a request: the officer any, a unit those handed to it."""
    wanted = request_of(request, pk)
    form = AnswerForm(*files_of(request))
    is_unit = request.actor.is_any(Role.CLERK, Role.HEAD)
    if request.method == "POST" and form.is_valid():
        try:
            answer_request(
                actor=request.actor,
                request=wanted,
                answer=form.cleaned_data["answer"],
                given=form.given(wanted.kind),
            )
        except NotAllowed:
            raise
        except Refusal as refusal:
            form.add_error(None, list(refusal.reasons))
        else:
            messages.success(request, "Đã ghi bổ sung.")
            if is_unit:
                return redirect("unit:forwarded")
            return redirect("office:package", wanted.package.code)
    context = {"wanted": wanted, "form": form, "is_unit": is_unit}
    return render(request, "forwarding/answer.html", context, status=422 if form.is_bound else 200)


_ONE = "trinh-cap-tren/goi/<slug:code>/"
urlpatterns = [
    path(f"{_ONE}soat/", check, name="package_check"),
    path(f"{_ONE}mo-lai/", reopen, name="package_reopen"),
    path(f"{_ONE}ky/", sign, name="package_sign"),
    path(f"{_ONE}gui/", send, name="package_send"),
    path(f"{_ONE}nhan/", receive, name="package_receive"),
    path(f"{_ONE}bo-sung/", ask, name="package_ask"),
    path(f"{_ONE}da-bo-sung/", supplement, name="package_supplement"),
    path(f"{_ONE}rut/", withdraw, name="package_withdraw"),
    path(f"{_ONE}soan/", draw_all, name="package_draw"),
    path(f"{_ONE}giay-to/", paper, name="package_paper"),
    path("trinh-cap-tren/yeu-cau/<int:pk>/", answer, name="package_answer"),
]
