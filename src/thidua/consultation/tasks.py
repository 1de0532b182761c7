"""Background work: reading lists, and comparing them with dossiers that came in."""

from __future__ import annotations

from procrastinate.contrib.django import app

from thidua.consultation.domain import stop_lists
from thidua.consultation.domain.matching import match_everybody
from thidua.consultation.models import StopList
from thidua.organizations.models import Authority


@app.task(name="consultation.read_list", retry=2)
def read_list(list_id: int) -> None:
    """Read the file of a list and compare it with everybody nominated; leaves when it is gone."""
    row = StopList.objects.select_related("file").filter(pk=list_id).first()
    if row is not None:
        stop_lists.read(row)
        match_everybody(row.authority_id)


@app.task(name="consultation.match", retry=2)
def match(authority_id: int) -> None:
    """Compare dossiers that came in since the last comparison; leaves when there is none."""
    match_everybody(authority_id)


@app.periodic(cron="*/5 * * * *")
@app.task(name="consultation.match_all", queueing_lock="consultation.match_all")
def match_all(timestamp: int) -> None:
    """Every five minutes: nobody handed in meanwhile slips past the lists."""
    for authority_id in Authority.objects.values_list("pk", flat=True):
        match_everybody(authority_id)
