"""Pages of a unit: its lists and its dossiers."""

from __future__ import annotations

from thidua.web.office.prospects import unit_urlpatterns as prospects
from thidua.web.shared import honour_cases
from thidua.web.unit import clusters, dossiers, forwarding, initiatives, lists, rewards

app_name = "unit"
urlpatterns = [
    *clusters.urlpatterns,
    *dossiers.urlpatterns,
    *forwarding.urlpatterns,
    *honour_cases.unit_urlpatterns,
    *initiatives.urlpatterns,
    *lists.urlpatterns,
    *prospects,
    *rewards.urlpatterns,
]
