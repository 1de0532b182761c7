"""Pages of those who run the installation: accounts, journal, health, the component catalogue."""

from __future__ import annotations

from thidua.web.ops import accounts, catalogue, health, journal, keys

app_name = "ops"
urlpatterns = [
    *accounts.urlpatterns,
    *catalogue.urlpatterns,
    *health.urlpatterns,
    *journal.urlpatterns,
    *keys.urlpatterns,
]
