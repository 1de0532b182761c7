"""States and kinds of what follows a decision: money, fund, blanks, ceremonies."""

from __future__ import annotations

from django.db import models


class PaymentState(models.TextChoices):
    """Path of one bonus; the moves between them stand in `workflow.py`."""

    UNSETTLED = "unsettled", "Cần xác định"
    DUE = "due", "Chờ chi"
    LISTED = "listed", "Trong danh sách chi"
    PAID = "paid", "Đã chi"
    RETURNED = "returned", "Đã nộp lại quỹ"
    CANCELLED = "cancelled", "Không chi"


WAITING = frozenset({PaymentState.DUE, PaymentState.LISTED})
"""Money that is owed and has not left the fund."""
OPEN = WAITING | {PaymentState.UNSETTLED}
LIVE = OPEN | {PaymentState.PAID}
"""Payments that stand against another one for the same period."""
ON_LIST = frozenset({PaymentState.LISTED, PaymentState.PAID, PaymentState.RETURNED})
"""Payments that a list shows and sums."""


class Method(models.TextChoices):
    CASH = "cash", "Tiền mặt"
    TRANSFER = "transfer", "Chuyển khoản"


class RecoveryState(models.TextChoices):
    ASKED = "asked", "Đã yêu cầu nộp lại"
    RECOVERED = "recovered", "Đã thu hồi"
    DROPPED = "dropped", "Không thu hồi"


class Direction(models.TextChoices):
    IN = "in", "Thu"
    OUT = "out", "Chi"


class Category(models.TextChoices):
    """What money came for or went to.

    The five kinds of organising are those of Nghị định 98/2023/NĐ-CP, Điều 52 khoản 1 điểm a.
    """

    ALLOCATION = "allocation", "Ngân sách cấp"
    DONATION = "donation", "Đóng góp của cá nhân, tổ chức"
    RECOVERED = "recovered", "Tiền thưởng thu hồi"
    RETURNED = "returned", "Tiền thưởng nộp lại quỹ"
    BONUS = "bonus", "Tiền thưởng"
    OBJECTS = "objects", "Bằng, khung, hiện vật khen thưởng"
    MOVEMENTS = "movements", "Tổ chức, chỉ đạo phong trào"
    REVIEWS = "reviews", "Sơ kết, tổng kết"
    PUBLICITY = "publicity", "Tuyên truyền, nhân điển hình"
    CHECKS = "checks", "Thanh tra, kiểm tra"
    MEETINGS = "meetings", "Họp Hội đồng, hội nghị"


INCOME = (Category.ALLOCATION, Category.DONATION, Category.RECOVERED, Category.RETURNED)
ORGANISING = (
    Category.MOVEMENTS,
    Category.REVIEWS,
    Category.PUBLICITY,
    Category.CHECKS,
    Category.MEETINGS,
)
SPENDING = (Category.BONUS, Category.OBJECTS, *ORGANISING)
BY_HAND = (Category.ALLOCATION, Category.DONATION, Category.OBJECTS, *ORGANISING)
"""What an officer enters; the other kinds follow from payments and recoveries."""


class FundArea(models.TextChoices):
    """Which limit holds for the authority (`law.Fund`)."""

    DELTA = "fund-local-delta", "Đồng bằng, thành phố trực thuộc trung ương"
    UPLAND = "fund-local-upland", "Miền núi, trung du, Tây Nguyên, vùng sâu, vùng xa, hải đảo"


class StockKind(models.TextChoices):
    BLANK = "blank", "Phôi bằng, giấy"
    FRAME = "frame", "Khung"


class MovementKind(models.TextChoices):
    RECEIVED = "received", "Nhập"
    USED = "used", "Dùng cho quyết định"
    SPOILED = "spoiled", "Hỏng"
    RETURNED = "returned", "Trả lại kho"
    FOUND = "found", "Kiểm kê thừa"
    MISSING = "missing", "Kiểm kê thiếu"


ADDS = (MovementKind.RECEIVED, MovementKind.RETURNED, MovementKind.FOUND)
FOR_DECISION = (MovementKind.USED, MovementKind.RETURNED)
