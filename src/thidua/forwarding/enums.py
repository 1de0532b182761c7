"""States and words of packages that go up to a higher level."""

from __future__ import annotations

from django.db import models

from thidua.law import Level, SimplifiedCase


class State(models.TextChoices):
    """Path of a package; the moves between them stand in `workflow.py`."""

    DRAFT = "draft", "Đang lập"
    CHECKED = "checked", "Đã soát đủ"
    SIGNED = "signed", "Đã ký tờ trình"
    SENT = "sent", "Đã gửi"
    RECEIVED = "received", "Cấp trên đã nhận"
    ASKED = "asked", "Cấp trên yêu cầu bổ sung"
    GRANTED = "granted", "Được khen thưởng"
    REFUSED = "refused", "Không được khen thưởng"
    PARTLY = "partly", "Được khen thưởng một phần"
    WITHDRAWN = "withdrawn", "Đã rút"


UP_THERE = frozenset({State.SENT, State.RECEIVED, State.ASKED})
"""With the higher level; a result may come in any of these."""
ENDED = frozenset({State.GRANTED, State.REFUSED, State.PARTLY, State.WITHDRAWN})
CHANGEABLE = frozenset({State.DRAFT, State.ASKED})
"""The papers themselves may change."""
TAKES_SIGNED = CHANGEABLE | {State.CHECKED, State.SIGNED}
"""Signed copies of the same papers may still be laid in."""


class Outcome(models.TextChoices):
    """What became of one dossier of a package."""

    WAITING = "waiting", "Chưa có kết quả"
    GRANTED = "granted", "Được khen thưởng"
    REFUSED = "refused", "Không được khen thưởng"


class Source(models.TextChoices):
    GENERATED = "generated", "Hệ thống soạn"
    UPLOADED = "uploaded", "Tải lên"
    NAMED = "named", "Giấy tờ nộp bản giấy"


class Channel(models.TextChoices):
    """By what a package went up."""

    AWARD_SYSTEM = "award_system", "Hệ thống quản lý hồ sơ khen thưởng điện tử"
    DOCUMENT_AXIS = "document_axis", "Trục liên thông văn bản"
    POST = "post", "Bưu chính"
    BY_HAND = "by_hand", "Nộp trực tiếp"


class Target(models.TextChoices):
    """The level that decides."""

    COMMUNE = Level.COMMUNE.value, "Cấp xã"
    DISTRICT = Level.DISTRICT.value, "Cấp huyện"
    PROVINCE = Level.PROVINCE.value, "Cấp tỉnh"
    CENTRAL = Level.CENTRAL.value, "Trung ương"


class Simplified(models.TextChoices):
    """Cases of the simplified procedure (Điều 85 khoản 1). State secrets are not among them: such
    a dossier is never kept here, only counted."""

    POLITICAL_TASK = SimplifiedCase.POLITICAL_TASK.value, "Phục vụ nhiệm vụ chính trị"
    SUDDEN = SimplifiedCase.SUDDEN.value, "Đột xuất, giải thưởng khu vực, thế giới"
    FOUND_BY_HEAD = SimplifiedCase.FOUND_BY_HEAD.value, "Người đứng đầu phát hiện"
    LONG_SERVICE = SimplifiedCase.LONG_SERVICE.value, "Quá trình cống hiến"
    LENGTH_OF_SERVICE = SimplifiedCase.LENGTH_OF_SERVICE.value, "Niên hạn"
    EXTERNAL = SimplifiedCase.EXTERNAL.value, "Đối ngoại"


NO_SECRETS = (
    "Không nhập nội dung bí mật nhà nước, không tải tệp có nội dung bí mật nhà nước lên đây. "
    "Hồ sơ có nội dung đó lập và gửi theo đường riêng; ở đây chỉ ghi số lượng."
)
"""Said on every form that takes words or files."""
