"""The frozen minutes: freezing, reading, and how anybody can check that they are unaltered."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path

from thidua.core.actors import Role
from thidua.core.errors import NotAllowed
from thidua.core.screens import screen
from thidua.councils.domain.freezing import (
    canonical,
    freeze_minutes,
    minutes_faults,
    obstacles_to_freeze,
)
from thidua.councils.models import FrozenMinutes, Session
from thidua.councils.queries import may_read_minutes, visible_to
from thidua.web.council.readers import READERS


def frozen_context(request: HttpRequest, session: Session) -> dict[str, Any]:
    """What `council/frozen_minutes.html` shows on the session's page."""
    frozen = FrozenMinutes.objects.filter(session=session).select_related("docx", "pdf").first()
    return {
        "frozen": frozen,
        "freeze_reasons": obstacles_to_freeze(session),
    }


def _frozen(request: HttpRequest, code: str) -> FrozenMinutes:
    session = get_object_or_404(visible_to(request.actor), code=code)  # type: ignore[attr-defined]
    if not may_read_minutes(session, request.actor):  # type: ignore[attr-defined]
        raise NotAllowed(
            "Biên bản ghi cả hồ sơ mà anh, chị không tham gia xét nên không mở được cho anh, chị."
        )
    return get_object_or_404(
        FrozenMinutes.objects.select_related("session__council", "docx", "pdf"), session=session
    )


@screen(Role.SECRETARY, reads=False, writes=True)
def freeze(request: HttpRequest, code: str) -> HttpResponse:
    """Keep the minutes as they are for good."""
    session = get_object_or_404(visible_to(request.actor), code=code)
    freeze_minutes(actor=request.actor, session=session)
    messages.success(request, "Đã chốt biên bản. Từ nay nội dung không thay đổi được.")
    return redirect("council:session", session.code)


@screen(*READERS)
def check(request: HttpRequest, code: str) -> HttpResponse:
    """Checked now: content, hash, files, journal; and how to check it without this system."""
    frozen = _frozen(request, code)
    context = {
        "frozen": frozen,
        "session": frozen.session,
        "faults": list(minutes_faults(frozen)),
        "spaced": [frozen.sha256[at : at + 8] for at in range(0, 64, 8)],
    }
    return render(request, "council/frozen_check.html", context)


@screen(*READERS)
def frozen_file(request: HttpRequest, code: str, form: str) -> HttpResponse:
    """The papers as they were frozen, or the content that the hash is over."""
    frozen = _frozen(request, code)
    if form == "json":
        answer = HttpResponse(canonical(frozen.content), content_type="application/json")
        answer["Content-Disposition"] = 'attachment; filename="noi-dung-bien-ban.json"'
        return answer
    file = {"pdf": frozen.pdf, "docx": frozen.docx}.get(form)
    if file is None:
        raise Http404
    return FileResponse(
        file.content.open("rb"),
        as_attachment=True,
        filename=file.name,
        content_type=file.media_type,
    )


urlpatterns = [
    path("phien-hop/<slug:code>/bien-ban-chot/", check, name="frozen"),
    path("phien-hop/<slug:code>/bien-ban-chot/chot/", freeze, name="freeze"),
    path("phien-hop/<slug:code>/bien-ban-chot.<str:form>", frozen_file, name="frozen_file"),
]
