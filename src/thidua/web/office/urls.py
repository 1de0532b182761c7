"""Pages of the standing office: rounds, examination, decisions, the registry."""

from __future__ import annotations

from thidua.web.office import (
    decisions,
    examination,
    imports,
    local_rules,
    paper_templates,
    people,
    prospects,
    register,
    rounds,
    signature_images,
    units,
)

app_name = "office"
urlpatterns = [
    *decisions.urlpatterns,
    *examination.urlpatterns,
    *imports.urlpatterns,
    *local_rules.urlpatterns,
    *paper_templates.urlpatterns,
    *people.urlpatterns,
    *prospects.urlpatterns,
    *register.urlpatterns,
    *rounds.urlpatterns,
    *signature_images.urlpatterns,
    *units.urlpatterns,
]
