"""When units are reminded, and how long after a period its report is due."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import path, reverse

from thidua.core.actors import Role
from thidua.core.screens import screen
from thidua.directives.domain.reminding import set_following
from thidua.directives.periods import DUE_RULE
from thidua.directives.settings import settings_of
from thidua.web.office.directives.forms import FollowForm
from thidua.web.shared.form_pages import form_page, revision


@screen(Role.OFFICER, writes=True)
def following(request: HttpRequest) -> HttpResponse:
    """The authority's own days; the law is silent on them."""
    row = settings_of(request.actor.authority_id)
    data = request.POST if request.method == "POST" else None
    return form_page(
        request,
        FollowForm(data, initial=FollowForm.values_of(row)),
        run=lambda values: set_following(actor=request.actor, revision=revision(request), **values),
        done="Đã đặt mức đôn đốc. Kỳ báo cáo đã lập giữ nguyên hạn.",
        back=reverse("office:tasks"),
        page={
            "title": "Mức đôn đốc, thời hạn báo cáo",
            "lead": "Nhắc tự động trước và sau hạn báo cáo; mỗi bước một lần, ghi vào nhật ký.",
            "crumbs": [("Nhiệm vụ", reverse("office:tasks"))],
            "submit": "Lưu",
            "row": row if row.pk else None,
            "note": DUE_RULE,
        },
    )


urlpatterns = [path("nhiem-vu/don-doc/", following, name="task_settings")]
