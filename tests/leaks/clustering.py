"""Clusters for the crawl: one at every address, none of them with the rival unit in it."""

from __future__ import annotations

from tests import factories as make
from tests.clusters import making
from thidua.clusters.domain.imports import read, start_import
from thidua.clusters.domain.marking import Typed, add_paper, fill_in, hand_in
from thidua.clusters.domain.panel import object_to
from thidua.clusters.domain.years import open_year
from thidua.clusters.enums import Stage
from thidua.clusters.models import MarkSheet
from thidua.documents.domain.store import store

PAPER = "Tài liệu cụm kín 5527"
NOTE = "Ghi chú cụm kín 8194"


def scored(house: make.House) -> None:
    """Published, corrected into a draft with an objection; and a file that waits beside it."""
    made = making.scoring(house, units=[house.school, house.office, house.district])
    sheet = made.sheet(0)
    file = store(actor=house.head, name=f"{PAPER}.pdf", data=b"%PDF-1.4 cum")
    add_paper(actor=house.head, sheet=sheet, node=made.leaves[0], words=PAPER, file=file)
    _fill(made, Stage.SELF)
    made.to("open_cross")
    _fill(made, Stage.PEER)
    made.to("to_panel")
    _fill(made, Stage.PANEL)
    made.to("announce")
    making.close_objections(made)
    made.to("publish")
    made.to("correct", reason=NOTE)
    making.days(house, made.year)
    made.year.refresh_from_db()
    made.to("announce")
    own = made.members[0]
    object_to(actor=house.head, member=own, about=own, node=made.leaves[0], text=NOTE)
    row = open_year(actor=house.officer, cluster=made.year.cluster, year=2025)
    held = start_import(actor=house.officer, year=row, name=making.SAMPLE, data=making.sample())
    read(held)


def _fill(made: making.Made, stage: Stage) -> None:
    for sheet in MarkSheet.objects.filter(member__in=made.members, stage=stage):
        typed = {leaf.pk: Typed("0", NOTE) for leaf in made.leaves}
        fill_in(actor=made.house.officer, sheet=sheet, typed=typed)
        if stage != Stage.PANEL:
            hand_in(actor=made.house.officer, sheet=sheet, confirmed=True)
