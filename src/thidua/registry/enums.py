"""Words of the permanent record."""

from __future__ import annotations

from django.db import models


class RatingWhyNone(models.TextChoices):
    """Different kinds of "not rated"; none of them is a bad rating."""

    NOT_YET = "not_yet", "Chưa đánh giá"
    NOT_EMPLOYED = "not_employed", "Chưa công tác"
    MATERNITY = "maternity", "Nghỉ thai sản"
    NOT_SUBJECT = "not_subject", "Không thuộc diện đánh giá"
    NOT_STATED = "not_stated", "Sổ để trống"


class AwardLevel(models.TextChoices):
    """Who gave it, as the register writes it."""

    UNIT = "unit", "Đơn vị"
    COMMUNE = "commune", "Cấp xã"
    DISTRICT = "district", "Cấp huyện"
    PROVINCE = "province", "Cấp tỉnh, thành phố"
    STATE = "state", "Cấp Nhà nước"


class DisciplineState(models.TextChoices):
    PENDING = "pending", "Đang xem xét"
    DISCIPLINED = "disciplined", "Đã kỷ luật"
    CLEARED = "cleared", "Đã kết luận, không vi phạm"


class BatchKind(models.TextChoices):
    AWARDS = "awards", "Sổ khen thưởng"
    RATINGS = "ratings", "Kết quả đánh giá, xếp loại"


class BatchState(models.TextChoices):
    """`PREVIEWED`: read, nothing written. `UNDONE`: everything it wrote is withdrawn."""

    READING = "reading", "Đang đọc"
    REFUSED = "refused", "Không đọc được"
    PREVIEWED = "previewed", "Chờ xác nhận"
    APPLIED = "applied", "Đã nhập"
    UNDONE = "undone", "Đã hoàn tác"


class AskedAbout(models.TextChoices):
    """What about a line is in doubt; the unit comes first, for the person depends on it."""

    UNIT = "unit", "Đơn vị"
    TITLE = "title", "Danh hiệu, hình thức"
    PERSON = "person", "Người"


class RowState(models.TextChoices):
    """What became of one line of an imported file."""

    READY = "ready", "Sẵn sàng"
    ASKED = "asked", "Chờ trả lời"
    DUPLICATE = "duplicate", "Đã ghi rồi"
    FAULTY = "faulty", "Có lỗi"
    APPLIED = "applied", "Đã nhập"
    LEFT_OUT = "left_out", "Bỏ qua"
