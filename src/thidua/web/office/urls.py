"""Pages of the standing office: rounds, examination, decisions, the registry."""

from __future__ import annotations

from thidua.web.office import (
    candidate_lists,
    comments,
    decisions,
    examination,
    imports,
    local_rules,
    people,
    prospects,
    register,
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
    *local_rules.urlpatterns,
    *people.urlpatterns,
    *prospects.urlpatterns,
    *register.urlpatterns,
    *rounds.urlpatterns,
    *units.urlpatterns,
]
