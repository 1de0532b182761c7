"""Pages of the standing office: rounds, examination, decisions, the registry."""

from __future__ import annotations

from thidua.web.office import (
    consultation_acts,
    consultations,
    consulted_bodies,
    decisions,
    examination,
    holds,
    imports,
    local_rules,
    people,
    prospects,
    register,
    rounds,
    stop_lists,
    stop_matches,
    units,
)

app_name = "office"
urlpatterns = [
    *consulted_bodies.urlpatterns,
    *consultations.urlpatterns,
    *consultation_acts.urlpatterns,
    *holds.urlpatterns,
    *stop_matches.urlpatterns,
    *stop_lists.urlpatterns,
    *decisions.urlpatterns,
    *examination.urlpatterns,
    *imports.urlpatterns,
    *local_rules.urlpatterns,
    *people.urlpatterns,
    *prospects.urlpatterns,
    *register.urlpatterns,
    *rounds.urlpatterns,
    *units.urlpatterns,
]
