"""Targets in the office: the board, one target, dividing it, figures, files brought in."""

from __future__ import annotations

from thidua.web.office.targets import board, edit, imports, page, results, sharing

urlpatterns = [
    *board.urlpatterns,
    *results.urlpatterns,
    *imports.urlpatterns,
    *edit.urlpatterns,
    *sharing.urlpatterns,
    *page.urlpatterns,
]
