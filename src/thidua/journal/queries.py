"""Reading the journal."""

from __future__ import annotations

from django.db.models import Model, QuerySet

from thidua.journal.models import AuditEvent


def events_of(obj: Model) -> QuerySet[AuditEvent]:
    """Acts on one thing, newest first."""
    return AuditEvent.objects.filter(
        object_type=obj._meta.label_lower, object_code=str(getattr(obj, "code", obj.pk))
    ).order_by("-sequence")
