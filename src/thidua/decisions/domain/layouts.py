"""Layouts of certificates: own designs and pre-printed stock."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone

from thidua.core.actors import Actor, Role
from thidua.core.constraints import sentence_for
from thidua.core.editing import lock, stamp
from thidua.core.errors import NotAllowed, Refusal
from thidua.decisions.models import CertificateLayout
from thidua.documents.models import StoredFile
from thidua.journal.domain.record import record
from thidua.papers.placed import SheetLayout, full_sheet, layout_faults

PICTURES = frozenset({"image/png", "image/jpeg"})


@dataclass(frozen=True, slots=True)
class LayoutPlan:
    """What a layout is to be; `title_code` empty: for any title or form."""

    name: str
    title_code: str = ""
    stock: str = ""
    sheet: SheetLayout = field(default_factory=full_sheet)
    background: StoredFile | None = None
    drop_background: bool = False


def sheet_of(row: CertificateLayout) -> SheetLayout:
    """The layout as the drawing reads it."""
    return SheetLayout.of_data(
        {
            "width": row.width,
            "height": row.height,
            "shift_x": row.shift_x,
            "shift_y": row.shift_y,
            "parts": row.parts,
        }
    )


def save_layout(
    *,
    actor: Actor,
    plan: LayoutPlan,
    layout: CertificateLayout | None = None,
    revision: int | None = None,
) -> CertificateLayout:
    """Make a layout or change one. What was printed by it before keeps what it was then."""
    _check_actor(actor)
    if faults := ([] if plan.name.strip() else ["Đặt tên cho mẫu in."]) + layout_faults(plan.sheet):
        raise Refusal.of(faults)
    if plan.background and plan.background.media_type not in PICTURES:
        raise Refusal("Ảnh nền phải là tệp PNG hoặc JPEG. Chụp hoặc quét phôi rồi chọn lại.")
    with transaction.atomic(), sentence_for(CertificateLayout):
        row = (
            CertificateLayout(authority_id=actor.authority_id)
            if layout is None
            else lock(CertificateLayout, layout.pk, revision=revision)
        )
        if row.retired_at:
            raise Refusal("Mẫu in này đã thôi dùng, không sửa nữa. Tạo mẫu in mới.")
        _fill(row, plan)
        if layout is not None:
            stamp(row, actor)
        row.save()
        record(
            actor=actor,
            verb="layout.save",
            obj=row,
            sentence=f"{'Tạo' if layout is None else 'Sửa'} mẫu in giấy “{row.name}”",
            data=plan.sheet.as_data(),
        )
    return row


def _fill(row: CertificateLayout, plan: LayoutPlan) -> None:
    row.name, row.title_code, row.stock = plan.name.strip(), plan.title_code, plan.stock.strip()
    data = plan.sheet.as_data()
    for name in ("width", "height", "shift_x", "shift_y", "parts"):
        setattr(row, name, data[name])
    if plan.background or plan.drop_background:
        row.background = plan.background


def retire_layout(*, actor: Actor, layout: CertificateLayout) -> None:
    """Stop offering a layout; print runs made by it keep it."""
    _check_actor(actor)
    with transaction.atomic():
        row = lock(CertificateLayout, layout.pk, revision=None)
        if row.retired_at:
            return
        row.retired_at = timezone.now()
        stamp(row, actor)
        row.save()
        record(
            actor=actor,
            verb="layout.retire",
            obj=row,
            sentence=f"Thôi dùng mẫu in giấy “{row.name}”",
        )


def _check_actor(actor: Actor) -> None:
    if not actor.is_any(Role.OFFICER):
        raise NotAllowed("Chuyên viên thi đua, khen thưởng sửa mẫu in giấy.")
