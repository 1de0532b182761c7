"""Pages of the standing office: rounds, examination, decisions, the registry."""

from __future__ import annotations

from thidua.web.office import decisions, examination, imports, people, register, rounds, units

app_name = "office"
urlpatterns = [
    *decisions.urlpatterns,
    *examination.urlpatterns,
    *imports.urlpatterns,
    *people.urlpatterns,
    *register.urlpatterns,
    *rounds.urlpatterns,
    *units.urlpatterns,
]
