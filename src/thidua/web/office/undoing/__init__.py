"""Pages of what happens to awards given before: revoked, stripped, restored, made out again."""

from __future__ import annotations

from thidua.web.office.undoing import acts, cases, grounds, making, papers

urlpatterns = [
    *making.urlpatterns,
    *grounds.urlpatterns,
    *papers.urlpatterns,
    *cases.urlpatterns,
    *acts.urlpatterns,
]
