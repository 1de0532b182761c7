"""A directive that is followed, with one of everything: its pages are read like all others."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from django.utils import timezone

from tests import factories as make
from tests.directives import making
from thidua.directives.domain.reports import (
    Content,
    add_file,
    save_report,
    send_report,
    start_report,
)
from thidua.directives.domain.results import Issue, issue_result
from thidua.documents.domain.store import store


def followed(house: make.House) -> None:
    """Tasks of the rival unit, a report with evidence, and the report on what came of it."""
    today = timezone.localdate()
    row = making.issued(house, owner=house.rival.pk, rhythm="once")
    draft = start_report(actor=house.rival_clerk, period=making.period(row.tasks.first()))
    file = store(actor=house.rival_clerk, name="anh.pdf", data=b"%PDF-1.7 x")
    add_file(actor=house.rival_clerk, report=draft, file=file)
    content = Content("Đã làm", Decimal(50))
    draft = save_report(actor=house.rival_clerk, report=draft, content=content)
    send_report(actor=house.rival_clerk, report=draft)
    issue = Issue(today, today + timedelta(days=1), "1/BC", today, signer_name="Vũ Đức Cảnh")
    issue_result(actor=house.officer, directive=row, issue=issue, today=today)
