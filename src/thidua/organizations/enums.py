"""Kinds of units and how one came from another."""

from __future__ import annotations

from django.db import models


class UnitKind(models.TextChoices):
    """What a unit is. How many levels there are is data: the district level ended 2025-07-01."""

    PROVINCE = "province", "Tỉnh, thành phố"
    DISTRICT = "district", "Huyện, quận"
    COMMUNE = "commune", "Xã"
    TOWNSHIP = "township", "Thị trấn"
    WARD = "ward", "Phường"
    OFFICE = "office", "Phòng, ban"
    SCHOOL = "school", "Trường học"
    STATION = "station", "Trung tâm, trạm"
    ASSOCIATION = "association", "Hội, đoàn thể"
    MILITARY = "military", "Đơn vị quân sự"
    HAMLET = "hamlet", "Thôn, tổ dân phố"
    ENTERPRISE = "enterprise", "Doanh nghiệp"
    COLLECTIVE = "collective", "Tập thể khác"


class SuccessionKind(models.TextChoices):
    """How a unit continues another (NQ 1232/NQ-UBTVQH15, NQ 1669/NQ-UBTVQH15)."""

    WHOLE = "whole", "Nhập toàn bộ"
    PART = "part", "Nhập một phần"
    RENAMED = "renamed", "Đổi tên, đổi cấp"


class Sex(models.TextChoices):
    FEMALE = "female", "Nữ"
    MALE = "male", "Nam"


class PositionGroup(models.TextChoices):
    """For the fairness picture: who is being rewarded."""

    LEADER = "leader", "Lãnh đạo, quản lý"
    DIRECT = "direct", "Trực tiếp công tác, lao động"
    OTHER = "other", "Khác"
