"""A target with a figure, an obstacle and a workbook: what the crawl fills their addresses with."""

from __future__ import annotations

from tests import factories as make
from tests.targets import making
from thidua.documents.domain.store import store
from thidua.obstacles.domain.obstacles import Trouble, raise_obstacle
from thidua.targets.models import TargetImport


def followed(house: make.House) -> None:
    row = making.target(house)
    making.told(house, row, house.school, 1, 15)
    raise_obstacle(
        actor=house.rival_clerk,
        unit=house.rival,
        target=row,
        trouble=Trouble(name="Thiếu đất", words="Hết quỹ đất", asked="Giao thêm"),
    )
    file = store(actor=house.officer, name="chi-tieu.csv", data=b"a;b\n")
    TargetImport.objects.create(
        authority=house.authority, file=file, year=2024, started_by_name=house.officer.name
    )
