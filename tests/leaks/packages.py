"""What a package to a higher level knows of a hidden dossier: its line, its papers, the list that
names everybody, a request about it, its result; and secret dossiers, of which there is a number."""

from __future__ import annotations

from datetime import date

from tests import factories as make
from thidua.commendation.models import Nomination, Round
from thidua.documents.domain.store import store
from thidua.forwarding.domain.secrets import Count, count_secret
from thidua.forwarding.models import Package, PackageItem, PackagePaper, SupplementRequest

PAPER, REQUEST = "Giấy tờ trình kín 8105", "Yêu cầu bổ sung kín 2956"


def sent_up(
    house: make.House, round_: Round, hidden: Nomination, seen: Nomination, data: bytes
) -> None:
    """A package of both dossiers, with the higher level."""
    package = Package.objects.create(
        authority=house.authority,
        round=round_,
        name="Đề nghị khen thưởng",
        level="province",
        addressee="Chủ tịch UBND thành phố",
        planned_on=date(2024, 12, 20),
        symbol="TTr-UBND",
        drafted_by_name=house.officer.name,
    )
    file = store(actor=house.officer, name="danh-sach-trinh.pdf", data=data)
    paper = {"authority": house.authority, "package": package, "source": "uploaded"}
    PackagePaper.objects.create(kind="list", name="Danh sách", pdf=file, **paper)
    items = [
        PackageItem.objects.create(
            authority=house.authority, package=package, nomination=row, order=order
        )
        for order, row in enumerate((hidden, seen), start=1)
    ]
    own = store(actor=house.officer, name=f"{PAPER}.pdf", data=data + b" ")
    PackagePaper.objects.create(kind="report", name=PAPER, item=items[0], pdf=own, **paper)
    SupplementRequest.objects.create(
        authority=house.authority,
        package=package,
        item=items[0],
        words=REQUEST,
        asked_on=date(2024, 12, 30),
        to_unit=True,
    )
    count = Count(2024, "BKTTG", "central", "person", proposed=3)
    count_secret(actor=house.officer, count=count)
