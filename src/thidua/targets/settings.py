"""What the authority settled about following targets, with the defaults where it did not."""

from __future__ import annotations

from thidua.targets.models import TargetSettings


def settings_of(authority_id: int) -> TargetSettings:
    """The authority's row, or one that holds the defaults and was never saved."""
    found = TargetSettings.objects.filter(authority_id=authority_id).first()
    return found or TargetSettings(authority_id=authority_id)
