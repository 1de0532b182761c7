"""Background work of targets."""

from __future__ import annotations

from procrastinate.contrib.django import app

from thidua.core.actors import Actor, Role
from thidua.targets.domain.importing import write_or_say_why
from thidua.targets.enums import ImportState
from thidua.targets.models import TargetImport


@app.task(name="targets.write_targets", retry=2)
def write_targets(import_id: int, user_id: int | None, name: str, role: str) -> None:
    """Write a workbook in the name of who asked; leaves when it is gone or done."""
    rows = TargetImport.objects.select_related("file")
    row = rows.filter(pk=import_id, state=ImportState.WRITING).first()
    if row is not None:
        actor = Actor(row.authority_id, user_id, name, Role(role))
        write_or_say_why(actor=actor, row=row)
