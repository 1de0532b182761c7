"""Papers of a case: evidence, explanation, request; the submission to a higher level."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path

from thidua.core.actors import UNIT_ROLES, Role
from thidua.core.errors import NotAllowed, Refusal
from thidua.core.screens import screen
from thidua.documents.domain.store import OFFICE, store
from thidua.documents.models import StoredFile
from thidua.revocations.domain.cases import add_paper
from thidua.revocations.domain.submission import submission_file
from thidua.web.office.undoing.cases import case_or_404
from thidua.web.office.undoing.forms import PaperForm


def _kept(request: HttpRequest) -> StoredFile | None:
    given = request.FILES.get("file")
    if given is None:
        return None
    return store(actor=request.actor, name=given.name or "", data=given.read())


@screen(Role.OFFICER, *sorted(UNIT_ROLES), writes=True)
def paper(request: HttpRequest, code: str) -> HttpResponse:
    """Attach one paper, with its file where there is one."""
    row = case_or_404(request, code)
    sent = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = PaperForm(*sent)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            with transaction.atomic():
                add_paper(
                    actor=request.actor,
                    case=row,
                    kind=data["kind"],
                    words=data["words"],
                    file=_kept(request),
                )
        except NotAllowed:
            raise
        except Refusal as refusal:
            form.add_error(None, list(refusal.reasons))
        else:
            messages.success(request, "Đã thêm giấy tờ.")
            return redirect("office:undo_case", row.code)
    status = 422 if form.is_bound else 200
    return render(request, "undoing/paper.html", {"form": form, "case": row}, status=status)


@screen(Role.OFFICER)
def submission(request: HttpRequest, code: str) -> HttpResponse:
    """The draft submission to who decides above this authority."""
    row = case_or_404(request, code)
    answer = HttpResponse(submission_file(row), content_type=OFFICE["docx"])
    answer["Content-Disposition"] = f'attachment; filename="to-trinh-{row.code}.docx"'
    return answer


urlpatterns = [
    path("thu-hoi/<slug:code>/giay-to/", paper, name="undo_paper"),
    path("thu-hoi/<slug:code>/to-trinh.docx", submission, name="undo_submission"),
]
