"""Pages of the standing office: rounds, examination, decisions, the registry."""

from __future__ import annotations

from thidua.web.office import (
    candidate_lists,
    comments,
    consultation_acts,
    consultations,
    consulted_bodies,
    decisions,
    examination,
    holds,
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
    stop_lists,
    stop_matches,
    units,
)

app_name = "office"
urlpatterns = [
    *candidate_lists.urlpatterns,
    *comments.urlpatterns,
    *consulted_bodies.urlpatterns,
    *consultations.urlpatterns,
    *consultation_acts.urlpatterns,
    *holds.urlpatterns,
    *stop_matches.urlpatterns,
    *stop_lists.urlpatterns,
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
