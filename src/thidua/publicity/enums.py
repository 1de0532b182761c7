"""States and words of lists put before the people, and of what the people say of them."""

from __future__ import annotations

from django.db import models


class ListState(models.TextChoices):
    """Path of a list of candidates; the moves between them stand in `workflow.py`."""

    DRAFT = "draft", "Đang lập"
    OPEN = "open", "Đang lấy ý kiến"
    PAUSED = "paused", "Tạm dừng"
    CLOSED = "closed", "Đã hết hạn"
    WITHDRAWN = "withdrawn", "Đã rút"


SHOWN = (ListState.OPEN, ListState.PAUSED, ListState.CLOSED)
"""States in which anybody may read the list."""
PUBLISHED = (*SHOWN, ListState.WITHDRAWN)
"""States a list has only after it was published once, or was thrown away before."""


class PlaceKind(models.TextChoices):
    """Where a list was made public."""

    PORTAL = "portal", "Cổng thông tin này"
    BOARD = "board", "Niêm yết tại trụ sở, nơi sinh hoạt"
    PRESS = "press", "Báo, đài, truyền thanh"
    SITE = "site", "Trang thông tin điện tử khác"


class Naming(models.TextChoices):
    """Whether the office may show its own people who wrote."""

    NAMED = "named", "Ghi tên"
    CONFIDENTIAL = "confidential", "Giữ kín danh tính"


class Channel(models.TextChoices):
    """How a comment came in; all but the first are entered by an officer."""

    PORTAL = "portal", "Cổng thông tin"
    PAPER = "paper", "Văn bản, thư"
    PHONE = "phone", "Điện thoại"
    PERSON = "person", "Trực tiếp tại cơ quan"
    EMAIL = "email", "Thư điện tử"


ENTERED = tuple(one for one in Channel if one is not Channel.PORTAL)


class CommentState(models.TextChoices):
    """Path of a comment in the office."""

    NEW = "new", "Mới"
    IN_REVIEW = "in_review", "Đang xem xét"
    SERIOUS = "serious", "Nghiêm trọng, đang làm rõ"
    PASSED_ON = "passed_on", "Đã chuyển cơ quan khác"
    ANSWERED = "answered", "Đã trả lời"
    UNFOUNDED = "unfounded", "Không có căn cứ"


WAITING = (
    CommentState.NEW,
    CommentState.IN_REVIEW,
    CommentState.SERIOUS,
    CommentState.PASSED_ON,
)
"""States in which somebody still owes an answer."""
SETTLED = (CommentState.ANSWERED, CommentState.UNFOUNDED)
