"""Levels, kinds and states of emulation movements, their reviews and the units' results."""

from __future__ import annotations

from datetime import date

from django.db import models

DISTRICT_ENDED = date(2025, 7, 1)
"""The first day without a district level (Nghị định 129/2025/NĐ-CP)."""


class MovementLevel(models.TextChoices):
    """Who launches (Điều 18): the Prime Minister nationwide, ministers in their sector, chairs and
    heads in their area or unit."""

    PRIME_MINISTER = "prime_minister", "Thủ tướng Chính phủ"
    MINISTRY = "ministry", "Bộ, ban, ngành trung ương"
    PROVINCE = "province", "Tỉnh, thành phố"
    DISTRICT = "district", "Huyện, quận (đến 30/6/2025)"
    COMMUNE = "commune", "Xã, phường"
    UNIT = "unit", "Cơ quan, đơn vị"


class MovementKind(models.TextChoices):
    """Forms of emulation (Điều 16)."""

    REGULAR = "regular", "Thường xuyên"
    THEMATIC = "thematic", "Theo chuyên đề"


class MovementState(models.TextChoices):
    """From the plan to the final review; the moves between them stand in `workflow.py`."""

    DRAFT = "draft", "Đang soạn"
    CHECKED = "checked", "Đã kiểm tra, chờ phát động"
    LAUNCHED = "launched", "Đã phát động"
    RUNNING = "running", "Đang thực hiện"
    PRELIMINARY = "preliminary", "Đang sơ kết"
    FINAL = "final", "Đang tổng kết"
    CLOSED = "closed", "Đã tổng kết"
    CANCELLED = "cancelled", "Đã hủy"


UNDER_WAY = frozenset(
    {
        MovementState.LAUNCHED,
        MovementState.RUNNING,
        MovementState.PRELIMINARY,
        MovementState.FINAL,
    }
)
"""States in which units register and report."""
PUBLISHED = UNDER_WAY | {MovementState.CLOSED}
"""States in which a movement is no secret within the authority and may be made public."""
EDITABLE = frozenset({MovementState.DRAFT})
AMENDABLE = UNDER_WAY - {MovementState.FINAL}
"""States in which a launched plan may still be amended: the final review judges by it."""


class ReviewKind(models.TextChoices):
    PRELIMINARY = "preliminary", "Sơ kết"
    FINAL = "final", "Tổng kết"


class ResultState(models.TextChoices):
    """A unit's report for one review."""

    DRAFT = "draft", "Đang soạn"
    HANDED_IN = "handed_in", "Đã nộp, chờ tiếp nhận"
    GIVEN_BACK = "given_back", "Trả lại để bổ sung"
    ACCEPTED = "accepted", "Đã tiếp nhận"


WRITABLE = frozenset({ResultState.DRAFT, ResultState.GIVEN_BACK})
