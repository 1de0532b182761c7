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
    paper_templates,
    people,
    prospects,
    register,
    rewards,
    rounds,
    signature_images,
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
    *paper_templates.urlpatterns,
    *people.urlpatterns,
    *prospects.urlpatterns,
    *register.urlpatterns,
    *rewards.urlpatterns,
    *rounds.urlpatterns,
    *signature_images.urlpatterns,
    *units.urlpatterns,
]
