"""Pages of directives and their tasks: register, confirming, giving out, following, results."""

from __future__ import annotations

from thidua.web.office.directives import (
    assign,
    confirm,
    followed,
    register,
    results,
    settings,
    task_pages,
)

urlpatterns = [
    *settings.urlpatterns,
    *register.urlpatterns,
    *confirm.urlpatterns,
    *assign.urlpatterns,
    *results.urlpatterns,
    *followed.urlpatterns,
    *task_pages.urlpatterns,
]
