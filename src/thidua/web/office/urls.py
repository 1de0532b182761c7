"""Pages of the standing office: rounds, examination, decisions, the registry."""

from __future__ import annotations

from thidua.web.office import (
    candidate_lists,
    comments,
    decisions,
    examination,
    imports,
    initiative_register,
    initiatives,
    local_rules,
    people,
    prospects,
    register,
    rewards,
    rounds,
    units,
)

app_name = "office"
urlpatterns = [
    *candidate_lists.urlpatterns,
    *comments.urlpatterns,
    *decisions.urlpatterns,
    *examination.urlpatterns,
    *imports.urlpatterns,
    *initiative_register.urlpatterns,
    *initiatives.urlpatterns,
    *local_rules.urlpatterns,
    *people.urlpatterns,
    *prospects.urlpatterns,
    *register.urlpatterns,
    *rewards.urlpatterns,
    *rounds.urlpatterns,
    *units.urlpatterns,
]
