"""Kinds, steps and words of taking an award back, giving it back, making its paper out again."""

from __future__ import annotations

from django.db import models

from thidua.decisions.models import DecisionKind


class Kind(models.TextChoices):
    """What is to be done (Luật 06/2022/QH15, Điều 93 khoản 2 to 6; re-issue: Điều 12)."""

    REVOKE = DecisionKind.REVOKE.value, "Hủy bỏ quyết định, thu hồi hiện vật và tiền thưởng"
    STRIP = DecisionKind.STRIP.value, "Tước danh hiệu vinh dự nhà nước"
    RESTORE = DecisionKind.RESTORE.value, "Phục hồi, trao lại"
    REISSUE = DecisionKind.REISSUE.value, "Cấp đổi, cấp lại giấy, hiện vật"


TAKES_BACK = frozenset({Kind.REVOKE, Kind.STRIP})
SHORT = {
    Kind.REVOKE: "Hủy bỏ",
    Kind.STRIP: "Tước danh hiệu",
    Kind.RESTORE: "Phục hồi",
    Kind.REISSUE: "Cấp đổi, cấp lại",
}
"""As a narrow column and a sentence say them."""


class State(models.TextChoices):
    """Path of a case; the moves between them stand in `workflow.py`."""

    PROPOSED = "proposed", "Đơn vị đề xuất"
    OPEN = "open", "Đang xem xét"
    SETTLED = "settled", "Đã đủ căn cứ"
    DRAFTED = "drafted", "Đã dự thảo quyết định"
    FORWARDED = "forwarded", "Đã trình cấp trên"
    DONE = "done", "Đã có quyết định"
    REFUSED = "refused", "Không có căn cứ"
    WITHDRAWN = "withdrawn", "Đã rút"


ENDED = frozenset({State.DONE, State.REFUSED, State.WITHDRAWN})


class Reason(models.TextChoices):
    """Why a certificate is made out again."""

    LOST = "lost", "Bị mất"
    DAMAGED = "damaged", "Bị hỏng"
    WRONG = "wrong", "Ghi sai tên"


class PaperKind(models.TextChoices):
    EVIDENCE = "evidence", "Kết luận, bản án, tài liệu chứng minh"
    EXPLANATION = "explanation", "Giải trình của người, tập thể liên quan"
    PROPOSAL = "proposal", "Văn bản đề nghị của đơn vị, cơ quan"
    REQUEST = "request", "Đơn hoặc công văn đề nghị cấp đổi, cấp lại"
    CERTIFICATION = "certification", "Giấy xác nhận, danh sách kèm theo"
    OUTCOME = "outcome", "Quyết định, trả lời của cấp trên"


class ObjectKind(models.TextChoices):
    CERTIFICATE = "certificate", "Bằng, giấy chứng nhận, giấy khen"
    BADGE = "badge", "Huân chương, huy chương, huy hiệu"
    FRAME = "frame", "Khung"
    OTHER = "other", "Hiện vật khác"


class ObjectState(models.TextChoices):
    AWAITED = "awaited", "Chưa nộp lại"
    RETURNED = "returned", "Đã nộp lại"
    NOT_RETURNED = "not_returned", "Không thu hồi được"
