"""What still stands between a letter and its next step, and between a dossier and the council."""

from __future__ import annotations

from django.utils import timezone

from thidua.commendation.models import Nomination
from thidua.consultation.enums import Answer
from thidua.consultation.models import Consultation, StopMatch
from thidua.consultation.queries import in_force, lists_in_force
from thidua.vietnamese.dates import format_day

NOT_COMPARED = (
    "Chưa đối chiếu với danh sách vi phạm đang dùng. Chuyên viên mở Danh sách vi phạm, bấm "
    "“Đối chiếu ngay”."
)


def somebody_is_asked_about(case: Consultation) -> list[str]:
    if case.subjects.exists():
        return []
    return ["Văn bản chưa có trường hợp nào. Bỏ bản nháp này rồi soạn lại từ đợt xét."]


def body_is_active(case: Consultation) -> list[str]:
    if case.body.active:
        return []
    return [f"{case.body.name} đã ngừng hỏi ý kiến. Mở lại trong danh mục cơ quan trước khi gửi."]


def is_overdue(case: Consultation) -> list[str]:
    """Silence is not taken for an answer while there is still time to answer."""
    if case.due_on is None:
        return [
            (
                "Văn bản không có hạn trả lời nên không có lúc nào là quá hạn. "
                "Ghi ý kiến khi nhận được, hoặc rút văn bản."
            )
        ]
    if timezone.localdate() <= case.due_on:
        return [f"Chưa hết hạn trả lời ({format_day(case.due_on)})."]
    return []


def lists_are_compared(nomination: Nomination) -> list[str]:
    """Compared with every list in force since it was handed in, and every likeness answered."""
    today = timezone.localdate()
    newest = (
        lists_in_force(nomination.authority_id, today)
        .order_by("-ready_at")
        .values_list("ready_at", flat=True)
        .first()
    )
    if newest is None:
        return []
    check = getattr(nomination, "list_check", None)
    handed_in = nomination.submitted_at or newest
    if check is None or check.checked_at < max(newest, handed_in):
        return [NOT_COMPARED]
    about = {
        "person_id": nomination.person_id,
        "collective_id": nomination.collective_id,
        "household_id": nomination.household_id,
    }
    waiting = StopMatch.objects.filter(
        answer=Answer.OPEN,
        **in_force("row__stop_list__", today),
        **{name: held for name, held in about.items() if held is not None},
    ).count()
    if not waiting:
        return []
    asked = "chờ trả lời có phải là đối tượng của hồ sơ này không"
    where = "Chuyên viên trả lời trong mục Danh sách vi phạm."
    return [f"Còn {waiting} dòng trong danh sách vi phạm {asked}. {where}"]
