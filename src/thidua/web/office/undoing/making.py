"""A new case: which awards, what is to be done, what happened."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone

from thidua.core.actors import UNIT_ROLES, Role
from thidua.core.errors import NotAllowed, Refusal
from thidua.core.screens import screen
from thidua.core.search import matching
from thidua.registry.models import Award
from thidua.revocations.domain.cases import MOST_AWARDS, CasePlan, open_case
from thidua.revocations.enums import Kind
from thidua.revocations.queries import choosable
from thidua.web.office.register import shown
from thidua.web.office.undoing.forms import NewForm
from thidua.web.shared.asked import one_of, words_of
from thidua.web.templatetags.td import changed_query

OFFERED = 20


@screen(Role.OFFICER, *sorted(UNIT_ROLES), writes=True)
def new(request: HttpRequest) -> HttpResponse:
    """Awards are chosen by links, so that the address holds them; the rest is a form."""
    awards = _picked(request)
    kind = one_of(request.GET, "viec", Kind.values)
    first = {"kind": kind or _usual(awards), "law_on": timezone.localdate()}
    form = NewForm(request.POST if request.method == "POST" else None, initial=first)
    if request.method == "POST" and form.is_valid():
        plan = CasePlan(awards=[award.code for award in awards], **form.cleaned_data)
        try:
            made = open_case(actor=request.actor, plan=plan)
        except NotAllowed:
            raise
        except Refusal as refusal:
            form.add_error(None, list(refusal.reasons))
        else:
            messages.success(request, _done(request))
            return redirect("office:undo_case", made.code)
    words = words_of(request.GET)
    context = {
        "form": form,
        "words": words,
        "lines": [_chosen(request, line) for line in shown(awards)],
        "found": _found(request, words, awards) if words else [],
        "is_unit": request.actor.role in UNIT_ROLES,
    }
    status = 422 if form.is_bound else 200
    return render(request, "undoing/new.html", context, status=status)


def _done(request: HttpRequest) -> str:
    if request.actor.role in UNIT_ROLES:
        return "Đã gửi đề xuất. Văn phòng xem xét và trả lời ở trang này."
    return "Đã mở hồ sơ. Trả lời các căn cứ và ghi văn bản."


def _usual(awards: list[Award]) -> str:
    """What is most likely to be done with the first of them: give back what was taken."""
    return Kind.RESTORE if awards and awards[0].revoked_on else ""


def _picked(request: HttpRequest) -> list[Award]:
    codes = list(dict.fromkeys(request.GET.getlist("khen")))[:MOST_AWARDS]
    found = {
        award.code: award
        for award in choosable(request.actor, timezone.localdate()).filter(code__in=codes)
    }
    return [found[code] for code in codes if code in found]


def _chosen(request: HttpRequest, line: dict[str, Any]) -> dict[str, Any]:
    rest = [code for code in request.GET.getlist("khen") if code != line["code"]]
    return line | {"remove": changed_query(request.GET, {"khen": rest, "q": None})}


def _found(request: HttpRequest, words: str, awards: list[Award]) -> list[dict[str, Any]]:
    taken = [award.pk for award in awards]
    rows = matching(choosable(request.actor, timezone.localdate()), words).exclude(pk__in=taken)
    codes = request.GET.getlist("khen")
    return [
        line | {"add": changed_query(request.GET, {"khen": [*codes, line["code"]], "q": None})}
        for line in shown(rows.order_by("-year", "pk")[:OFFERED])
    ]


urlpatterns = [path("thu-hoi/moi/", new, name="undo_new")]
