"""Background work of lists put before the people: reminders, every morning."""

from __future__ import annotations

from django.utils import timezone
from procrastinate.contrib.django import app

from thidua.organizations.models import Authority
from thidua.publicity.domain.reminding import mail_officers, remind_of_ended
from thidua.publicity.models import CandidateList


@app.task(name="publicity.mail_reminder", retry=3)
def mail_reminder(*, list_id: int) -> None:
    """Write to the officers about a list; leaves when it is gone."""
    row = CandidateList.objects.filter(pk=list_id).first()
    if row is not None:
        mail_officers(row, timezone.localdate())


@app.periodic(cron="10 0 * * *")
@app.task(name="publicity.remind", queueing_lock="publicity.remind")
def remind_every_day(timestamp: int) -> None:
    """Lists whose last day was yesterday or before; 00:10 UTC is ten past seven in the morning."""
    for pk in Authority.objects.values_list("pk", flat=True):
        remind_of_ended(pk, timezone.localdate())
