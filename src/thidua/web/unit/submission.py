"""The unit's submission paper for a round."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path
from django.utils import timezone

from thidua.commendation.domain.unit_submission import submission_paper
from thidua.commendation.queries import rounds
from thidua.core.actors import Role
from thidua.core.screens import screen
from thidua.organizations.models import Unit
from thidua.papers import submission_docx, submission_pdf

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@screen(Role.CLERK, Role.HEAD)
def submission(request: HttpRequest, code: str) -> HttpResponse:
    """The paper with its annexed list, as DOCX to finish or as PDF to print."""
    round_ = get_object_or_404(rounds(request.actor), code=code)
    unit = get_object_or_404(Unit, pk=request.actor.unit_id)
    paper = submission_paper(round_=round_, unit=unit, on=timezone.localdate())
    if request.GET.get("dang") == "pdf":
        return _file(submission_pdf(paper), "application/pdf", f"to-trinh-{round_.year}.pdf")
    return _file(submission_docx(paper), DOCX, f"to-trinh-{round_.year}.docx")


def _file(data: bytes, kind: str, name: str) -> HttpResponse:
    answer = HttpResponse(data, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


urlpatterns = [path("dot-xet/<slug:code>/to-trinh/", submission, name="submission")]
