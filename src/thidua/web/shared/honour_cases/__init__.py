"""Pages of long-standing honours, for the standing office and for communes."""

from __future__ import annotations

from thidua.web.shared.honour_cases import acts, board, settings, show

urlpatterns = [
    *board.urlpatterns,
    *settings.urlpatterns,
    *acts.urlpatterns,
    *show.urlpatterns,
]
"""The same addresses under `office:` and `unit:`; what each sees comes from `visible_to`."""
unit_urlpatterns = [*board.urlpatterns, *acts.urlpatterns, *show.urlpatterns]

__all__ = ["unit_urlpatterns", "urlpatterns"]
