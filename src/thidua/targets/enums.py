"""What a target is, how it is counted, and where it stands."""

from __future__ import annotations

from django.db import models


class TargetKind(models.TextChoices):
    NUMERIC = "numeric", "Con số"
    SHARE = "share", "Tỷ lệ %"
    PLACES = "places", "Danh sách địa phương phải đạt"
    MILESTONE = "milestone", "Mốc công việc"


class Direction(models.TextChoices):
    """Which way is better. `KEEP` is held through the year: a ceiling, a floor, a level."""

    UP = "up", "Tăng là tốt"
    DOWN = "down", "Giảm là tốt"
    KEEP = "keep", "Giữ ở mức"


class Comparison(models.TextChoices):
    AT_LEAST = "at_least", "ít nhất"
    MORE_THAN = "more_than", "trên"
    AT_MOST = "at_most", "không quá"
    LESS_THAN = "less_than", "dưới"
    EXACTLY = "exactly", "đúng bằng"


class Rhythm(models.TextChoices):
    MONTH = "month", "Hằng tháng"
    QUARTER = "quarter", "Hằng quý"
    HALF = "half", "6 tháng"
    YEAR = "year", "Hằng năm"


class Counting(models.TextChoices):
    """`CUMULATIVE`: each figure is the state at the end of its period; a level counts so too."""

    CUMULATIVE = "cumulative", "Lũy kế, số tới cuối kỳ"
    PER_PERIOD = "per_period", "Số riêng của từng kỳ"


class Formula(models.TextChoices):
    """How the whole follows from its units."""

    OWN = "own", "Cơ quan theo dõi báo cáo số chung"
    SUM = "sum", "Cộng các đơn vị"
    WEIGHTED = "weighted", "Tỷ lệ chung: cộng tử số chia cộng mẫu số"
    MEAN = "mean", "Trung bình cộng các đơn vị"
    COUNT = "count", "Đếm số địa phương đạt"


class TargetState(models.TextChoices):
    DRAFT = "draft", "Đang soạn"
    ACTIVE = "active", "Đang thực hiện"
    CLOSED = "closed", "Đã kết thúc"
    WITHDRAWN = "withdrawn", "Đã rút"


class Outcome(models.TextChoices):
    REACHED = "reached", "Đạt"
    MISSED = "missed", "Không đạt"


class ResultState(models.TextChoices):
    REPORTED = "reported", "Chờ duyệt"
    GIVEN_BACK = "given_back", "Trả lại"
    ACCEPTED = "accepted", "Đã duyệt"


class Band(models.TextChoices):
    """The rule is `pace.stand`; `pace.rule_words` says it on the screen."""

    REACHED = "reached", "Đạt"
    ON_PACE = "on_pace", "Đúng tiến độ"
    SLOW = "slow", "Chậm"
    VERY_SLOW = "very_slow", "Rất chậm"
    UNKNOWN = "unknown", "Chưa biết"


class ImportState(models.TextChoices):
    READ = "read", "Chờ xác nhận"
    WRITING = "writing", "Đang nhập"
    APPLIED = "applied", "Đã nhập"
    DISCARDED = "discarded", "Đã bỏ"
