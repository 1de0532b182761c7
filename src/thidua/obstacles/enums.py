"""States of an obstacle and the rules by which hot spots are found."""

from __future__ import annotations

from django.db import models


class ObstacleState(models.TextChoices):
    RAISED = "raised", "Chờ chuyển xử lý"
    ROUTED = "routed", "Đang xử lý"
    ANSWERED = "answered", "Đã trả lời"
    CLOSED = "closed", "Đã kết thúc"
    WITHDRAWN = "withdrawn", "Đã rút"


OPEN = (ObstacleState.RAISED, ObstacleState.ROUTED, ObstacleState.ANSWERED)


class Outcome(models.TextChoices):
    SOLVED = "solved", "Đã tháo gỡ"
    PARTLY = "partly", "Tháo gỡ một phần"
    UNSOLVED = "unsolved", "Chưa tháo gỡ được"


class Rule(models.TextChoices):
    """Why something is a hot spot; the numbers are `HotSpotSettings`."""

    LATE = "late", "Nhiệm vụ quá hạn"
    SILENT = "silent", "Nhiều kỳ không báo cáo"
    FALLING = "falling", "Kém kỳ trước"
    BELOW = "below", "Thấp xa mức tiến độ"
    STUCK = "stuck", "Vướng mắc quá hạn trả lời"
