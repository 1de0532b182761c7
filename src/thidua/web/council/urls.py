"""Pages of the council: sessions and their results, ballot papers, the initiative council."""

from __future__ import annotations

from thidua.web.council import (
    ballots,
    dossiers,
    frozen,
    initiative_criteria,
    initiatives,
    sessions,
    voting,
)

app_name = "council"
urlpatterns = [
    *ballots.urlpatterns,
    *dossiers.urlpatterns,
    *frozen.urlpatterns,
    *initiative_criteria.urlpatterns,
    *initiatives.urlpatterns,
    *sessions.urlpatterns,
    *voting.urlpatterns,
]
