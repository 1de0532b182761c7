"""Words of clusters: what they are, where a year's scoring stands, how a criterion is scored."""

from __future__ import annotations

from django.db import models


class ClusterKind(models.TextChoices):
    CLUSTER = "cluster", "Cụm thi đua"
    BLOCK = "block", "Khối thi đua"


class Organiser(models.TextChoices):
    """Who set the cluster up; it decides which flag its leader may be proposed for."""

    CENTRAL = "central", "Hội đồng Thi đua - Khen thưởng Trung ương"
    MINISTRY = "ministry", "Bộ, ban, ngành, đoàn thể Trung ương"
    PROVINCE = "province", "Cấp tỉnh"
    DISTRICT = "district", "Cấp huyện"
    COMMUNE = "commune", "Cấp xã"


ORGANISED_BY = {
    Organiser.CENTRAL: "Hội đồng Thi đua - Khen thưởng Trung ương",
    Organiser.MINISTRY: "bộ, ban, ngành",
    Organiser.PROVINCE: "cấp tỉnh",
    Organiser.DISTRICT: "cấp huyện",
    Organiser.COMMUNE: "cấp xã",
}
"""The same inside a sentence: “do cấp tỉnh tổ chức”."""


class State(models.TextChoices):
    """Where the scoring of a year stands."""

    DRAFT = "draft", "Đang lập"
    SELF_SCORING = "self_scoring", "Tự chấm"
    CROSS_CHECKING = "cross_checking", "Chấm chéo"
    PANEL = "panel", "Thẩm định"
    ANNOUNCED = "announced", "Công bố dự thảo"
    PUBLISHED = "published", "Đã công bố"


class Place(models.TextChoices):
    """A member's place in the cluster for the year."""

    LEADER = "leader", "Trưởng"
    DEPUTY = "deputy", "Phó"
    MEMBER = "member", "Thành viên"


class Stage(models.TextChoices):
    """Whose points a sheet holds."""

    SELF = "self", "Tự chấm"
    PEER = "peer", "Chấm chéo"
    PANEL = "panel", "Thẩm định"


class NodeKind(models.TextChoices):
    SCORE = "score", "Điểm chuẩn"
    BONUS = "bonus", "Điểm thưởng"
    MINUS = "minus", "Điểm trừ"


class Method(models.TextChoices):
    """How a criterion gets its points."""

    JUDGED = "judged", "Chấm từ 0 đến mức tối đa"
    YES_NO = "yes_no", "Đạt hay không đạt"
    RATE = "rate", "Số liệu nhân mức điểm"
    TARGET = "target", "Theo kết quả chỉ tiêu"


class TargetRule(models.TextChoices):
    """How points follow from a unit's figure on a target; never more than the highest points."""

    ACTUAL = "actual", "Thực hiện chia chỉ tiêu giao, nhân điểm tối đa"
    PLAN = "plan", "Chỉ tiêu giao chia thực hiện, nhân điểm tối đa (càng ít càng tốt)"
    SHORT = "short", "Điểm tối đa, trừ một mức điểm cho mỗi 1 % chỉ tiêu còn thiếu"
    REACHED = "reached", "Đạt chỉ tiêu được điểm tối đa, không đạt được 0"


class Outcome(models.TextChoices):
    """What became of an objection; empty while it waits."""

    ACCEPTED = "accepted", "Chấp nhận, sửa điểm"
    REJECTED = "rejected", "Giữ nguyên điểm"
    WITHDRAWN = "withdrawn", "Đơn vị rút"


class ImportState(models.TextChoices):
    READING = "reading", "Đang đọc"
    REFUSED = "refused", "Không đọc được"
    READ = "read", "Chờ xác nhận"
    APPLIED = "applied", "Đã nhập"
    UNDONE = "undone", "Đã hoàn tác"
    DISCARDED = "discarded", "Đã bỏ"


IN_SCORING = (State.SELF_SCORING, State.CROSS_CHECKING, State.PANEL, State.ANNOUNCED)
MAY_BE_APPLIED = (ImportState.READ, ImportState.UNDONE)
SEEN_BY_MEMBERS = (State.ANNOUNCED, State.PUBLISHED)
"""Steps at which every member unit reads the scores of all."""
