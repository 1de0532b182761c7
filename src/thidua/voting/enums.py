"""The words of a secret ballot as stored values."""

from __future__ import annotations

from django.db import models

MINIMUM_VOTERS = 3
"""Fewer voters than this and every count tells who chose what; no result is ever shown.

The law names no such number: it is this system's own policy.
"""


class State(models.TextChoices):
    OPEN = "open", "đang bỏ phiếu"
    CLOSING = "closing", "chờ người thứ hai xác nhận"
    CLOSED = "closed", "đã đóng"
    LAPSING = "lapsing", "không đủ người, chờ người thứ hai xác nhận"
    LAPSED = "lapsed", "không đủ người bỏ phiếu"
    VOIDING = "voiding", "chờ người thứ hai xác nhận hủy"
    VOID = "void", "đã hủy, không kiểm"


class Option(models.TextChoices):
    """What a ballot can say. Abstaining and spoiling are choices too, so that a voter who wants
    to be counted among neither side need not stay away."""

    AGREE = "agree", "đồng ý"
    DISAGREE = "disagree", "không đồng ý"
    ABSTAIN = "abstain", "không có ý kiến"
    INVALID = "invalid", "phiếu không hợp lệ"


OBLIGATORY = (Option.AGREE.value, Option.DISAGREE.value, Option.ABSTAIN.value)
