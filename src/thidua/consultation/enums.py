"""Words and states of consultations and of the lists that other bodies send."""

from __future__ import annotations

from django.db import models


class BodyKind(models.TextChoices):
    """What a body answers for."""

    TAX = "tax", "Thuế"
    INSURANCE = "insurance", "Bảo hiểm xã hội"
    ENVIRONMENT = "environment", "Môi trường"
    POLICE = "police", "Công an"
    INSPECTORATE = "inspectorate", "Thanh tra, kiểm tra"
    HEALTH = "health", "Y tế"
    LABOUR = "labour", "Lao động"
    OTHER = "other", "Khác"


class State(models.TextChoices):
    """Path of a consultation; the moves between them stand in `workflow.py`."""

    DRAFT = "draft", "Đang soạn"
    SENT = "sent", "Chờ trả lời"
    ANSWERED = "answered", "Đã trả lời"
    SILENT = "silent", "Không trả lời, đã xử lý"
    WITHDRAWN = "withdrawn", "Đã rút"


class Outcome(models.TextChoices):
    """What the body said of one subject; empty: nothing yet."""

    NO_OBJECTION = "no_objection", "Không có ý kiến khác"
    VIOLATION = "violation", "Có vi phạm"
    UNCLEAR = "unclear", "Trả lời chưa rõ"


class ListState(models.TextChoices):
    """A stop list: uploaded before it is read; its columns may have to be named by a person."""

    READING = "reading", "Đang đọc"
    COLUMNS = "columns", "Chờ chỉ cột"
    REFUSED = "refused", "Không đọc được"
    ACTIVE = "active", "Đang dùng"
    WITHDRAWN = "withdrawn", "Đã rút"


class Likeness(models.TextChoices):
    """How sure the match of a row and a subject is; both are asked about."""

    CERTAIN = "certain", "Khớp họ tên, năm sinh, đơn vị"
    DOUBTFUL = "doubtful", "Còn ngờ"


class Answer(models.TextChoices):
    """What the officer said of a match."""

    OPEN = "open", "Chờ trả lời"
    SAME = "same", "Đúng là một"
    OTHER = "other", "Không phải"
