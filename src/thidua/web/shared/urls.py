"""Pages that several roles share; what each sees comes from `visible_to`."""

from __future__ import annotations

from thidua.web.shared import (
    calendar,
    desk,
    feats,
    files,
    initiatives,
    law,
    nominations,
    roles,
    rounds,
    signature_check,
)

app_name = "web"
urlpatterns = [
    *calendar.urlpatterns,
    *desk.urlpatterns,
    *feats.urlpatterns,
    *files.urlpatterns,
    *initiatives.urlpatterns,
    *law.urlpatterns,
    *nominations.urlpatterns,
    *roles.urlpatterns,
    *rounds.urlpatterns,
    *signature_check.urlpatterns,
]
