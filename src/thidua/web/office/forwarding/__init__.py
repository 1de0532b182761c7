"""Packages to a higher level: list, package, dossier, acts, results, figures."""

from __future__ import annotations

from thidua.web.office.forwarding import acts, dossiers, drafting, figures, packages, results

urlpatterns = [
    *figures.urlpatterns,
    *results.urlpatterns,
    *packages.urlpatterns,
    *drafting.urlpatterns,
    *dossiers.urlpatterns,
    *acts.urlpatterns,
]
