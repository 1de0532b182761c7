"""The permanent record of the demo: two files of the office, brought in through the import."""

from __future__ import annotations

from thidua.core.actors import Role
from thidua.demo.site import Site, sample
from thidua.registry.domain.answers import answer_alike
from thidua.registry.domain.imports import apply_batch, read, start_import
from thidua.registry.enums import AskedAbout, BatchKind, BatchState, RowState
from thidua.registry.models import ImportBatch, ImportRow

FILES = (
    (BatchKind.RATINGS, "ket-qua-danh-gia-2019-2024.xlsx"),
    (BatchKind.AWARDS, "so-khen-thuong-2019-2023.xlsx"),
)
"""Ratings first: they carry full birth dates, by which the register's lines find their people."""
MISSPELT = {"thcs an đông": "thcs-an-dong"}
"""Unit words of the register that the officer of the demo has already answered."""


def upload(site: Site) -> None:
    """The officer hands both files in; they are read when this stage has been written down."""
    officer = site.acting("chuyenvien", Role.OFFICER)
    for kind, name in FILES:
        start_import(actor=officer, kind=kind, name=name, data=sample(name))


def apply(site: Site) -> None:
    """What is ready goes on record; lines in doubt wait for the visitor's answer."""
    officer = site.acting("chuyenvien", Role.OFFICER)
    units = site.units()
    for kind, _ in FILES:
        batch = ImportBatch.objects.select_related("file").get(kind=kind)
        if batch.state == BatchState.READING:
            # The filling was interrupted before the file was read.
            read(batch)
            batch.refresh_from_db()
        asked = set(
            batch.rows.filter(state=RowState.ASKED, asked=AskedAbout.UNIT)
            .order_by()
            .values_list("asked_key", flat=True)
        )
        for words in sorted(asked & MISSPELT.keys()):
            code = units[MISSPELT[words]].code
            answer_alike(actor=officer, batch=batch, asked=AskedAbout.UNIT, key=words, answer=code)
        batch.refresh_from_db()
        apply_batch(actor=officer, batch=batch)
        _tell(site, batch)


def _tell(site: Site, batch: ImportBatch) -> None:
    waiting = ImportRow.objects.filter(batch=batch, state=RowState.ASKED).count()
    twice = ImportRow.objects.filter(batch=batch, state=RowState.DUPLICATE).count()
    if waiting or twice:
        site.say(
            f"      {batch.file.name}: {waiting} dòng chờ trả lời ở mục Nhập sổ, "
            f"{twice} dòng ghi trùng không nhập lần nữa."
        )
