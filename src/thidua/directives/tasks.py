"""Background work of directives: reading files, and reminding every morning."""

from __future__ import annotations

from django.utils import timezone
from procrastinate.contrib.django import app

from thidua.directives.domain.reading import read
from thidua.directives.domain.reminding import remind
from thidua.directives.models import Directive
from thidua.organizations.models import Authority


@app.task(name="directives.read", retry=3)
def read_directive_file(*, directive_id: int) -> None:
    """Read a kept file; leaves when it is gone or read already."""
    row = Directive.objects.filter(pk=directive_id).select_related("file").first()
    if row is not None:
        read(row)


@app.periodic(cron="20 0 * * *")
@app.task(name="directives.remind", queueing_lock="directives.remind")
def remind_every_day(timestamp: int) -> None:
    """Units that owe a report soon, or owe it already; 00:20 UTC is twenty past seven."""
    for pk in Authority.objects.values_list("pk", flat=True):
        remind(authority_id=pk, today=timezone.localdate())
