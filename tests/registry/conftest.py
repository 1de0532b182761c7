"""The units that the sample files speak of, and short ways through an import."""

from __future__ import annotations

import pytest

from tests.registry.workbooks import RATINGS, REGISTER, sample
from thidua.core.actors import system_actor
from thidua.organizations.domain.units import add_unit
from thidua.organizations.enums import UnitKind
from thidua.organizations.models import Unit
from thidua.registry.domain import answers, imports
from thidua.registry.enums import AskedAbout, BatchKind, RowState
from thidua.registry.models import ImportBatch, ImportRow

COMMUNES = (
    "An Đồng An Hòa An Hồng An Hưng Bắc Sơn Đặng Cương Đồng Thái Hồng Phong Lê Lợi Lê Thiện "
    "Quốc Tuấn Tân Tiến"
)
SCHOOLS = (
    "THCS An Hồng",
    "THCS An Hưng",
    "THCS Bắc Sơn",
    "THCS Đại Bản",
    "THCS Hồng Thái",
    "Tiểu học An Hòa",
    "Tiểu học An Hồng",
    "Tiểu học An Hưng",
    "Tiểu học Bắc Sơn",
    "Tiểu học Đại Bản",
    "Tiểu học Đặng Cương",
    "Mầm non Đại Bản",
    "Mầm non Đồng Thái",
    "Mầm non Hồng Phong",
    "Mầm non Hồng Thái",
    "Mầm non Nam Sơn",
    "Mầm non Quốc Tuấn",
    "Mầm non Tân Tiến",
)
OFFICES = (
    "Phòng Tài chính - Kế hoạch",
    "Phòng Nông nghiệp và Phát triển nông thôn",
    "Phòng Lao động - Thương binh và Xã hội",
    "Phòng Tư pháp",
    "Phòng Y tế",
    "Phòng Giáo dục và Đào tạo",
    "Phòng Tài nguyên và Môi trường",
    "Phòng Văn hóa và Thông tin",
    "Thanh tra huyện",
    "Văn phòng HĐND và UBND huyện",
    "Trung tâm Văn hóa - Thông tin và Thể thao",
)


@pytest.fixture
def district(house):
    """The house, with the communes, schools and offices of the samples."""
    words = COMMUNES.split()
    for first, second in zip(words[::2], words[1::2], strict=True):
        _add(house, f"Xã {first} {second}", UnitKind.COMMUNE)
    for name in SCHOOLS:
        _add(house, f"Trường {name}", UnitKind.SCHOOL)
    for name in OFFICES:
        _add(house, name, UnitKind.OFFICE)
    return house


def _add(house, name: str, kind: str) -> Unit:
    return add_unit(
        actor=system_actor(house.authority.pk), name=name, kind=kind, parent=house.district
    )


@pytest.fixture(autouse=True)
def _jobs_run_at_once(settings):
    settings.JOBS = "inline"


@pytest.fixture
def bring(django_capture_on_commit_callbacks):
    """`bring(house, data)` starts an import and lets its job run; returns the batch as read."""

    def start(house, data: bytes, *, kind=BatchKind.AWARDS, name="so.xlsx") -> ImportBatch:
        with django_capture_on_commit_callbacks(execute=True):
            batch = imports.start_import(actor=house.officer, kind=kind, name=name, data=data)
        batch.refresh_from_db()
        return batch

    return start


@pytest.fixture
def register_batch(district, bring) -> ImportBatch:
    return bring(district, sample(REGISTER), name=REGISTER)


@pytest.fixture
def ratings_batch(district, bring) -> ImportBatch:
    return bring(district, sample(RATINGS), kind=BatchKind.RATINGS, name=RATINGS)


def answer_everything(house, batch: ImportBatch) -> int:
    """Answer every question by its first candidate: "one and the same"; returns how many."""
    asked = 0
    while row := _next_question(batch):
        offers = [one for one in row.candidates if not one.get("waits")]
        answers.answer_alike(
            actor=house.officer,
            batch=batch,
            asked=row.asked,
            key=row.asked_key,
            answer=offers[0]["code"],
        )
        asked += 1
    return asked


def _next_question(batch: ImportBatch) -> ImportRow | None:
    """Units first: who a person is depends on them."""
    waiting = batch.rows.filter(state=RowState.ASKED)
    return waiting.filter(asked=AskedAbout.UNIT).first() or waiting.first()
