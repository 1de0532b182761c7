"""The words of councils as stored values."""

from __future__ import annotations

from django.db import models


class CouncilKind(models.TextChoices):
    COMMENDATION = "commendation", "Hội đồng Thi đua, khen thưởng"
    INITIATIVE = "initiative", "Hội đồng sáng kiến"


class Seat(models.TextChoices):
    CHAIR = "chair", "Chủ tịch Hội đồng"
    DEPUTY = "deputy", "Phó Chủ tịch Hội đồng"
    SECRETARY = "secretary", "Ủy viên thư ký"
    MEMBER = "member", "Ủy viên"


class Presence(models.TextChoices):
    PRESENT = "present", "Có mặt"
    WRITTEN = "written", "Vắng, gửi ý kiến bằng văn bản"
    ABSENT = "absent", "Vắng"


class ItemState(models.TextChoices):
    WAITING = "waiting", "Chưa tới"
    NOW = "now", "Đang thảo luận"
    DONE = "done", "Xong"
    DEFERRED = "deferred", "Để lại phiên sau"


class SheetState(models.TextChoices):
    DRAFT = "draft", "Chưa mở"
    OPEN = "open", "Đang bỏ phiếu"
    CLOSING = "closing", "Chờ người thứ hai xác nhận"
    CLOSED = "closed", "Đã kiểm phiếu"
    LAPSED = "lapsed", "Không đủ người bỏ phiếu"
    DISCARDED = "discarded", "Đã bỏ"
    DROPPING = "dropping", "Chờ người thứ hai xác nhận hủy"
    DROPPED = "dropped", "Đã hủy, không kiểm"
