"""Pages of the council: sessions and their results."""

from __future__ import annotations

from thidua.web.council import ballots, dossiers, frozen, sessions, voting

app_name = "council"
urlpatterns = [
    *sessions.urlpatterns,
    *ballots.urlpatterns,
    *voting.urlpatterns,
    *dossiers.urlpatterns,
    *frozen.urlpatterns,
]
