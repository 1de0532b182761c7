"""Passed dossiers of awards that the province decides, and packages of them at every step."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from tests import factories as make
from tests.decisions import stages
from thidua.commendation.models import Nomination, Round
from thidua.councils.domain.sessions import Counts, record_results
from thidua.forwarding.domain.packing import draft_package
from thidua.forwarding.domain.papers import Given, Upload, draw_up_missing, lay_in
from thidua.forwarding.domain.results import DecisionAbove, Said
from thidua.forwarding.domain.results import record_results as results
from thidua.forwarding.enums import Channel, Outcome
from thidua.forwarding.models import Package, PackageItem
from thidua.forwarding.workflow import PACKAGES

PLANNED, SIGNED = date(2024, 12, 20), date(2024, 12, 23)
SENT, RECEIVED = date(2024, 12, 24), date(2024, 12, 26)
DECIDED, NOTIFIED = date(2025, 3, 3), date(2025, 3, 10)
TITLE = "CSTD-BO-TINH"
PDF = b"%PDF-1.7 giay xac nhan"
FIGHTERS = ("Đỗ Văn Thắng", "Lương Thị Hòa")
DECISION = DecisionAbove("512/QĐ-UBND", DECIDED, "Chủ tịch UBND thành phố Hải Phòng", NOTIFIED)


def passed(house: make.House, round_: Round, *names: str, title: str = TITLE) -> list[Nomination]:
    """Persons whom the council passed for an award of the province; their steps before the session
    are not walked."""
    rows = []
    for name in names or FIGHTERS:
        claims = {"achievement": "Chủ trì 3 đề án chuyển đổi số.", "initiative_name": "Kho số"}
        row = make.nomination(house, round_, make.person(house, name), title, **claims)
        rows.append(row)
    now = timezone.now()
    moments = {f"{name}_at": now for name in ("submitted", "examined", "at_council")}
    Nomination.objects.filter(pk__in=[row.pk for row in rows]).update(state="at_council", **moments)
    held = stages.session(house, round_)
    fresh = Nomination.objects.filter(pk__in=[row.pk for row in rows]).order_by("pk")
    record_results(
        actor=house.secretary,
        session=held,
        results=[(row, Counts(in_favour=10, against=1)) for row in fresh],
    )
    return list(fresh.all())


def drafted(house: make.House, *names: str, title: str = TITLE, **changes) -> Package:
    round_ = make.round_(
        house, titles=("LDTT", "CSTDCS", TITLE, "TTLDXS", "BKT", "BKTTG"), **changes
    )
    passed(house, round_, *names, title=title)
    return draft_package(actor=house.officer, round_=round_, titles=(title,), planned_on=PLANNED)


def items(package: Package) -> list[PackageItem]:
    return list(package.lines().select_related("nomination__round", "package"))


def certificate(house: make.House, item: PackageItem, **changes) -> None:
    given = {"kind": "certificate", "pdf": Upload("xac-nhan.pdf", PDF), "signed": True} | changes
    lay_in(actor=house.officer, package=item.package, item=item, given=Given(**given))


def complete(house: make.House, package: Package) -> Package:
    draw_up_missing(actor=house.officer, package=package)
    for item in items(package):
        certificate(house, item)
    return package


def step(package: Package, name: str, actor, **inputs) -> Package:
    return PACKAGES.perform(package, name, actor=actor, **inputs)


def sent(house: make.House, package: Package) -> Package:
    """Walked to the higher level, which has received it."""
    complete(house, package)
    step(package, "check", house.officer)
    step(package, "sign", house.chairman, day=SIGNED)
    step(package, "send", house.officer, day=SENT, channel=Channel.AWARD_SYSTEM, receipt="7/BN")
    return step(package, "receive", house.officer, day=RECEIVED)


def granted(house: make.House, package: Package, decision: DecisionAbove = DECISION) -> Package:
    said = [Said(item, Outcome.GRANTED) for item in items(package)]
    return results(actor=house.officer, package=package, said=said, decision=decision)
