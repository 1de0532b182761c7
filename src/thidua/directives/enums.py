"""Steps of a directive, its tasks and the reports on them; kinds of what was read."""

from __future__ import annotations

from typing import Final

from django.db import models


class DirectiveState(models.TextChoices):
    """Path of a directive; the moves between them stand in `workflow.py`."""

    READING = "reading", "Đang đọc"
    PROPOSED = "proposed", "Chờ xác nhận"
    IN_FORCE = "in_force", "Đang thực hiện"
    ENDED = "ended", "Đã kết thúc"
    WITHDRAWN = "withdrawn", "Đã rút"


class FindingKind(models.TextChoices):
    """What a stretch of the paper was read as."""

    FIELD = "field", "Thể thức"
    REPAIR = "repair", "Lỗi chữ nên sửa"
    CITATION = "citation", "Văn bản viện dẫn"
    TASK = "task", "Nhiệm vụ"
    TARGET = "target", "Chỉ tiêu"
    MOVEMENT = "movement", "Phong trào"
    THEME = "theme", "Chủ đề, khẩu hiệu"
    RECIPIENT = "recipient", "Nơi nhận"


class FindingState(models.TextChoices):
    PROPOSED = "proposed", "Chờ xác nhận"
    CONFIRMED = "confirmed", "Đã xác nhận"
    REJECTED = "rejected", "Đã bỏ"


class Confidence(models.TextChoices):
    """How far a proposal may be trusted without looking; the words of `thidua.reading`."""

    SURE = "sure", "Chắc chắn"
    LIKELY = "likely", "Có thể"
    DOUBTFUL = "doubtful", "Cần xem lại"


class TaskState(models.TextChoices):
    """Path of a task; the moves between them stand in `workflow.py`."""

    PLANNED = "planned", "Chưa giao"
    OPEN = "open", "Đang thực hiện"
    REPORTED = "reported", "Báo đã xong"
    DONE = "done", "Đã hoàn thành"
    CANCELLED = "cancelled", "Đã hủy"


class Rhythm(models.TextChoices):
    """How often a task is reported on, besides its end."""

    ONCE = "once", "Một lần, khi đến hạn"
    WEEK = "week", "Hằng tuần"
    MONTH = "month", "Hằng tháng"
    QUARTER = "quarter", "Hằng quý"
    HALF = "half", "Sáu tháng"
    YEAR = "year", "Hằng năm"


class Part(models.TextChoices):
    """What a unit beside the owner has to do with a task."""

    REPORTS = "reports", "Cùng thực hiện, phải báo cáo"
    HELPS = "helps", "Phối hợp"


class ReportState(models.TextChoices):
    """Path of one version of a report; the moves between them stand in `workflow.py`."""

    DRAFT = "draft", "Đang soạn"
    SENT = "sent", "Đã gửi"
    GIVEN_BACK = "given_back", "Trả lại"
    ACCEPTED = "accepted", "Đã nhận"
    REPLACED = "replaced", "Đã thay bằng bản sau"


PHRASES: Final = frozenset({FindingKind.MOVEMENT, FindingKind.THEME})
"""Quoted phrases: a person may say that one is the other."""
LIVE_TASKS: Final = frozenset({TaskState.OPEN, TaskState.REPORTED})
"""Tasks that somebody is still working on."""
GIVEN: Final = (TaskState.OPEN, TaskState.REPORTED, TaskState.DONE, TaskState.CANCELLED)
"""Tasks that units have been given, whatever became of them."""
HANDED_IN: Final = (ReportState.SENT, ReportState.ACCEPTED)
"""Reports that fulfil what was owed."""
FIELDS: Final = {
    "number": "Số, ký hiệu",
    "issued_on": "Ngày ban hành",
    "place": "Địa danh",
    "issuer": "Cơ quan ban hành",
    "subject": "Trích yếu",
    "signer": "Người ký",
    "signer_post": "Chức vụ người ký",
}
"""Parts of the paper's head and foot, in the order of Nghị định 30/2020/NĐ-CP."""
