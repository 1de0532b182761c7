"""The words of initiatives as stored values."""

from __future__ import annotations

from django.db import models


class State(models.TextChoices):
    """Where a request for recognition stands."""

    DRAFT = "draft", "Đang soạn"
    SUBMITTED = "submitted", "Chờ tiếp nhận"
    GIVEN_BACK = "given_back", "Chờ bổ sung"
    ACCEPTED = "accepted", "Đã tiếp nhận, hợp lệ"
    AT_COUNCIL = "at_council", "Ở Hội đồng sáng kiến"
    RECOGNISED = "recognised", "Đã công nhận"
    REFUSED = "refused", "Không công nhận"
    WITHDRAWN = "withdrawn", "Đã rút"


EDITABLE = frozenset({State.DRAFT, State.GIVEN_BACK})
ENDED = frozenset({State.RECOGNISED, State.REFUSED, State.WITHDRAWN})
IN_OFFICE = frozenset({State.SUBMITTED, State.ACCEPTED})


class Likeness(models.TextChoices):
    """What a person found who read two texts side by side."""

    DIFFERENT = "different", "Khác"
    PARTLY = "partly", "Trùng một phần"
    SAME = "same", "Trùng"


class Answer(models.TextChoices):
    """Whether a condition is met; unknown is not false."""

    MET = "met", "Đạt"
    NOT_MET = "not_met", "Không đạt"
    NOT_KNOWN = "not_known", "Chưa đủ căn cứ"


class Method(models.TextChoices):
    """How the points of several members become one."""

    MEAN = "mean", "Trung bình cộng"
    MEDIAN = "median", "Trung vị"


class VotesOf(models.TextChoices):
    """What the share of members in favour is a share of."""

    COUNCIL = "council", "Tổng số thành viên Hội đồng"
    ENTITLED = "entitled", "Số thành viên được chấm"
    SHEETS = "sheets", "Số phiếu chấm đã nộp"


class Ground(models.TextChoices):
    """Why somebody keeps away from a request."""

    AUTHOR = "author", "Là tác giả"
    FAMILY = "family", "Người thân của tác giả"
    OTHER = "other", "Có liên quan khác"


class Part(models.IntegerChoices):
    """Which part of a text a sampled number stands for."""

    NAME = 1, "tên"
    BODY = 2, "nội dung"


class Reach(models.IntegerChoices):
    """How far beyond the unit an initiative may be certified to reach."""

    PROVINCE = 2, "Tỉnh, thành phố"
    NATION = 3, "Toàn quốc"
