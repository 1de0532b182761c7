"""Pages of a unit: its lists and its dossiers."""

from __future__ import annotations

from thidua.web.office.prospects import unit_urlpatterns as prospects
from thidua.web.shared import honour_cases, obstacles
from thidua.web.unit import (
    clusters,
    dossiers,
    forwarding,
    initiatives,
    lists,
    movement_reports,
    movements,
    overview,
    rewards,
    targets,
    tasks,
    title_registrations,
)

app_name = "unit"
urlpatterns = [
    *clusters.urlpatterns,
    *dossiers.urlpatterns,
    *forwarding.urlpatterns,
    *honour_cases.unit_urlpatterns,
    *initiatives.urlpatterns,
    *lists.urlpatterns,
    *movements.urlpatterns,
    *movement_reports.urlpatterns,
    *overview.urlpatterns,
    *prospects,
    *rewards.urlpatterns,
    *tasks.urlpatterns,
    *title_registrations.urlpatterns,
    *obstacles.unit_urlpatterns,
    *targets.urlpatterns,
]
