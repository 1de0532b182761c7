"""What an authority set for following tasks; the system's own values where it set nothing."""

from __future__ import annotations

from typing import Final

from thidua.directives.models import FollowSettings

BEFORE: Final = (7, 2)
AFTER: Final = (1, 5, 15)
REPORT_WITHIN: Final = 5
NO_BASIS: Final = "Mức mặc định của hệ thống: pháp luật không ấn định, cơ quan tự đặt."


def settings_of(authority_id: int) -> FollowSettings:
    """The authority's settings; unsaved with the usual values where it has none."""
    found = FollowSettings.objects.filter(authority_id=authority_id).first()
    return found or FollowSettings(
        authority_id=authority_id,
        before=list(BEFORE),
        after=list(AFTER),
        report_within=REPORT_WITHIN,
        basis=NO_BASIS,
    )
