"""Pages of the standing office: rounds, examination, decisions, the registry."""

from __future__ import annotations

from thidua.web.office import (
    certificates,
    decisions,
    examination,
    golden_book,
    imports,
    layouts,
    local_rules,
    people,
    prospects,
    register,
    rounds,
    units,
)

app_name = "office"
urlpatterns = [
    *certificates.urlpatterns,
    *golden_book.urlpatterns,
    *layouts.urlpatterns,
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
