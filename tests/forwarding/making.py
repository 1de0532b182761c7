"""Passed dossiers of awards that the province decides, and packages of them at every step."""

from __future__ import annotations

from datetime import date
from itertools import count

import pytest
from django.utils import timezone

from tests import factories as make
from tests.decisions import stages
from thidua.commendation.models import Nomination, Round
from thidua.core.errors import Refusal
from thidua.councils.domain.sessions import Counts, record_results
from thidua.forwarding.domain import results
from thidua.forwarding.domain.packing import draft_package
from thidua.forwarding.domain.papers import Given, Upload, lay_in
from thidua.forwarding.domain.results import DecisionAbove, Said
from thidua.forwarding.enums import Channel, Outcome
from thidua.forwarding.models import Package, PackageItem
from thidua.forwarding.workflow import PACKAGES

PLANNED, SIGNED = date(2024, 12, 20), date(2024, 12, 23)
SENT, RECEIVED = date(2024, 12, 24), date(2024, 12, 26)
DECIDED, NOTIFIED = date(2025, 3, 3), date(2025, 3, 10)
TITLE = "CSTD-BO-TINH"
TITLES = ("LDTT", "CSTDCS", TITLE, "TTLDXS", "BKT", "BKTTG")
PDF = b"%PDF-1.7 ban da ky"
FIGHTERS = ("Đỗ Văn Thắng", "Lương Thị Hòa")
DECISION = DecisionAbove("512/QĐ-UBND", DECIDED, "Chủ tịch UBND thành phố Hải Phòng", NOTIFIED)
OWN = ("report", "minutes", "votes", "certificate")
PARTS = count(1)


def round_(house: make.House) -> Round:
    return make.round_(house, name=f"Tổng kết năm 2024, phần {next(PARTS)}", titles=TITLES)


def passed(house: make.House, round_: Round, *names: str, title: str = TITLE) -> list[Nomination]:
    """Persons whom the council passed for an award of the province; their steps before the session
    are not walked."""
    claims = {"achievement": "Chủ trì 3 đề án chuyển đổi số.", "initiative_name": "Kho số"}
    rows = [
        make.nomination(house, round_, make.person(house, name), title, **claims)
        for name in names or FIGHTERS
    ]
    moments = {f"{name}_at": timezone.now() for name in ("submitted", "examined", "at_council")}
    mine = Nomination.objects.filter(pk__in=[row.pk for row in rows]).order_by("pk")
    mine.update(state="at_council", **moments)
    record_results(
        actor=house.secretary,
        session=stages.session(house, round_),
        results=[(row, Counts(in_favour=10, against=1)) for row in mine],
    )
    return list(mine.all())


def drafted(house: make.House, *names: str, title: str = TITLE) -> Package:
    held = round_(house)
    passed(house, held, *names, title=title)
    return draft_package(actor=house.officer, round_=held, titles=(title,), planned_on=PLANNED)


def items(package: Package) -> list[PackageItem]:
    return list(package.lines().select_related("nomination__round", "package"))


def lay(house: make.House, package: Package, kind: str, item: PackageItem | None = None, **changes):
    given = {"kind": kind, "pdf": Upload(f"{kind}.pdf", PDF), "signed": True} | changes
    return lay_in(actor=house.officer, package=package, item=item, given=Given(**given))


def complete(house: make.House, package: Package) -> Package:
    """Every paper laid in as a signed PDF; nothing is drawn."""
    lay(house, package, "proposal")
    for item in items(package):
        for kind in OWN:
            lay(house, package, kind, item)
    return Package.objects.get(pk=package.pk)


def step(package: Package, name: str, actor, **inputs) -> Package:
    return PACKAGES.perform(package, name, actor=actor, **inputs)


def signed(house: make.House, package: Package) -> Package:
    complete(house, package)
    step(package, "check", house.officer)
    return step(package, "sign", house.chairman, day=SIGNED)


def received(house: make.House, package: Package) -> Package:
    """Walked to the higher level, which has received it."""
    signed(house, package)
    step(package, "send", house.officer, day=SENT, channel=Channel.AWARD_SYSTEM, receipt="7/BN")
    return step(package, "receive", house.officer, day=RECEIVED)


def decide(house: make.House, package: Package, *refused: int, decision=DECISION) -> Package:
    """Results of all dossiers; those whose place is named are refused."""
    said = [
        Said(item, Outcome.REFUSED, "Chưa đủ phạm vi ảnh hưởng trong tỉnh.")
        if place in refused
        else Said(item, Outcome.GRANTED)
        for place, item in enumerate(items(package))
    ]
    return results.record_results(
        actor=house.officer, package=package, said=said, decision=decision
    )


def refusal(call, *args, **kwargs) -> str:
    """The sentences with which the call is refused."""
    with pytest.raises(Refusal) as caught:
        call(*args, **kwargs)
    return " ".join(caught.value.reasons)
