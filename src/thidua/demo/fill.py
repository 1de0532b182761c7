"""Filling the demo authority, stage by stage; what is done is marked in the journal.

Each stage is one transaction with its mark: an interrupted filling goes on where it stopped, and
nothing is filled twice. A stage that leaves something out says so.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from thidua.core.errors import Refusal
from thidua.demo import (
    ballots,
    cast,
    certificates,
    clusters,
    consultation,
    councils,
    directives,
    feats,
    forwarding,
    honours,
    initiatives,
    movements,
    organizations,
    past,
    planning,
    present,
    publicity,
    registry,
    revocations,
    rewards,
    signing,
    targets,
)
from thidua.demo.site import Say, Site
from thidua.journal.domain.record import record
from thidua.journal.models import AuditEvent
from thidua.organizations.models import Authority, Unit

MARK = "demo.stage"


class StageRefused(Exception):
    """A rule of the house refused a step of the filling; the words say which and why."""


class NotADemo(Exception):
    """The database holds an authority that this module did not make."""


@dataclass(frozen=True, slots=True)
class Stage:
    name: str
    label: str
    run: Callable[[Site], None]


def _units(site: Site) -> None:
    organizations.build(site.system, organizations.plan())


def _accounts(site: Site) -> None:
    cast.enter(site.system, site.units())


STAGES: tuple[Stage, ...] = (
    Stage("units", "Đơn vị qua các thời kỳ", _units),
    Stage("accounts", "Tài khoản cho từng vai trò", _accounts),
    Stage("register-read", "Đọc sổ khen thưởng và kết quả đánh giá", registry.upload),
    Stage("register", "Nhập sổ: người, chức vụ, khen thưởng, xếp loại", registry.apply),
    Stage("council", "Hội đồng Thi đua - Khen thưởng", past.council),
    Stage("past-round", "Đợt khen thưởng năm 2023", past.nominate),
    Stage("past-decision", "Quyết định năm 2023, giấy khen có mã QR", past.decide),
    Stage("round", "Mở đợt tổng kết năm 2024", present.open_the_round),
    Stage("lists-read", "Đọc danh sách của các đơn vị", present.upload),
    Stage("lists", "Nhập hồ sơ từ danh sách", present.apply),
    Stage("submitted", "Thủ trưởng nộp hồ sơ", present.submit),
    Stage("examined", "Thẩm định, trả lại, trình Hội đồng", present.examine),
    Stage("layouts", "Mẫu in cho phôi giấy khen", certificates.layouts),
    Stage("signing", "Ảnh chữ ký, con dấu, mẫu danh sách", signing.bring_in),
    Stage("consultation", "Lấy ý kiến, danh sách vi phạm", consultation.consult),
    Stage("members", "Thành viên và quy chế của Hội đồng", councils.seat_members),
    Stage("ballot", "Phiên họp hôm nay: phiếu đã kiểm, phiếu đang mở", ballots.open_a_paper),
    Stage("session", "Phiên họp thứ hai, tuần sau", councils.plan_next),
    Stage("initiatives", "Hội đồng sáng kiến, đề nghị ở nhiều bước", initiatives.build),
    Stage("publicity", "Danh sách lấy ý kiến Nhân dân", publicity.publish),
    Stage("feats", "Thành tích đột xuất", feats.report),
    Stage("rewards", "Tiền thưởng, quỹ, phôi bằng, lễ trao của quyết định 2023", rewards.follow_up),
    Stage("forwarding", "Gói trình cấp tỉnh", forwarding.prepare),
    Stage("revocations", "Thu hồi một giấy khen, một đề nghị cấp lại", revocations.undo),
    Stage("long-standing-honours", "Hồ sơ tồn đọng về bà mẹ, liệt sĩ, kháng chiến", honours.fill),
    Stage("targets", "Chỉ tiêu năm 2024 từ tệp Excel, hai vướng mắc", targets.follow),
    Stage("movements", "Phong trào thi đua, giao ước, một báo cáo sơ kết", movements.fill),
    Stage("clusters", "Cụm thi đua số 2: kết quả 2023, bảng chấm điểm 2024", clusters.score),
    Stage("directive", "Chỉ thị năm 2024: nhiệm vụ, báo cáo, đôn đốc", directives.follow),
    Stage("work-plan", "Chương trình công tác của thường trực Hội đồng", planning.plan_the_year),
)


def authority() -> Authority:
    """The demo authority, made on the first call. Raises NotADemo on somebody else's data."""
    wanted = organizations.authority_data()
    found = Authority.objects.first()
    if found is None:
        return Authority.objects.create(**wanted)
    if found.code != wanted["code"] or not (_done(found) or _is_bare(found)):
        raise NotADemo(found.name)
    return found


def _is_bare(found: Authority) -> bool:
    return not Unit.objects.filter(authority=found).exists()


def _done(found: Authority) -> set[str]:
    marks = AuditEvent.objects.filter(authority=found, verb=MARK)
    return set(marks.values_list("data__stage", flat=True))


@contextmanager
def _told(stage: Stage) -> Iterator[None]:
    try:
        yield
    except Refusal as refusal:
        raise StageRefused(
            f"Dựng dữ liệu dùng thử dừng ở bước “{stage.label}”: {' '.join(refusal.reasons)}"
        ) from refusal


def fill(say: Say) -> bool:
    """Run the stages that are not marked yet; False when there was nothing to do."""
    site = Site(authority(), timezone.localdate(), say)
    done = _done(site.authority)
    waiting = [stage for stage in STAGES if stage.name not in done]
    for number, stage in enumerate(waiting, start=1):
        began = time.monotonic()
        with _told(stage), transaction.atomic():
            stage.run(site)
            record(
                actor=site.system,
                verb=MARK,
                obj=site.authority,
                sentence=f"Dựng dữ liệu dùng thử: {stage.label}",
                data={"stage": stage.name},
            )
        took = f"{time.monotonic() - began:.1f}".replace(".", ",")
        say(f"  [{number}/{len(waiting)}] {stage.label} ({took} giây)")
    return bool(waiting)
