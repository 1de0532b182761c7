"""The standing office's plan of a year: its page, its items, its versions."""

from __future__ import annotations

from thidua.web.office.planning import acts, items, show

urlpatterns = [*acts.urlpatterns, *items.urlpatterns, *show.urlpatterns]
