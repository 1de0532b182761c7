"""Pages for citizens: no account, mostly on a phone."""

from __future__ import annotations

from thidua.web.public import pages

app_name = "public"
urlpatterns = pages.urlpatterns
