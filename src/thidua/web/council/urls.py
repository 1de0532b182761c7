"""Pages of the council: sessions and their results."""

from __future__ import annotations

from thidua.web.council import initiative_criteria, initiatives, sessions

app_name = "council"
urlpatterns = [
    *initiative_criteria.urlpatterns,
    *initiatives.urlpatterns,
    *sessions.urlpatterns,
]
