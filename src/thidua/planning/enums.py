"""The words of plans and calendars as stored values."""

from __future__ import annotations

from django.db import models


class PlanState(models.TextChoices):
    DRAFT = "draft", "Đang soạn"
    PROPOSED = "proposed", "Chờ duyệt"
    APPROVED = "approved", "Đã duyệt"


class ItemKind(models.TextChoices):
    WORK = "work", "Công việc"
    SESSION = "session", "Phiên họp Hội đồng"


class Purpose(models.TextChoices):
    """What a session of the council is planned for."""

    AWARDS = "awards", "Xét khen thưởng"
    TITLES = "titles", "Bình xét danh hiệu thi đua"
    REVIEW = "review", "Sơ kết, tổng kết phong trào"
    PROGRAMME = "programme", "Bàn kế hoạch, quy chế"
    OTHER = "other", "Việc khác"


class Mark(models.TextChoices):
    """What somebody says of an item that the system knows nothing of."""

    GOING = "going", "Đang làm"
    DONE = "done", "Đã xong"
    OFF = "off", "Không thực hiện"


class Standing(models.TextChoices):
    """Where an item stands on a day."""

    LATE = "late", "Quá hạn"
    GOING = "going", "Đang làm"
    AHEAD = "ahead", "Chưa đến kỳ"
    DONE = "done", "Đã xong"
    OFF = "off", "Không thực hiện"


class Shown(models.TextChoices):
    """What an authority may put before the public."""

    TARGET = "target", "Chỉ tiêu"
    MOVEMENT = "movement", "Phong trào"
