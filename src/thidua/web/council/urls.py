"""Pages of the council: sessions and their results."""

from __future__ import annotations

from thidua.web.council import sessions

app_name = "council"
urlpatterns = sessions.urlpatterns
