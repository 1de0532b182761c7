"""Kinds, levels and states of the cases of long-standing honours."""

from __future__ import annotations

from django.db import models

from thidua.law import SubjectKind


class CaseKind(models.TextChoices):
    """What the family or the person is proposed for (Điều 61, Điều 96; Thông tư 44/TBXH-VHC)."""

    MOTHER = "mother", "Bà mẹ Việt Nam anh hùng"
    FAMILY = "family", "Huân chương Độc lập tặng gia đình có nhiều liệt sĩ"
    VOLUNTEER = "volunteer", "Huy chương Thanh niên xung phong vẻ vang"
    RESISTANCE = "resistance", "Khen thưởng tổng kết thành tích kháng chiến"


KIND_SHORT = {
    CaseKind.MOTHER: "Bà mẹ VNAH",
    CaseKind.FAMILY: "HCĐL gia đình",
    CaseKind.VOLUNTEER: "TNXP vẻ vang",
    CaseKind.RESISTANCE: "Kháng chiến",
}
TITLES = {
    CaseKind.MOTHER: ("BMVNAH",),
    CaseKind.FAMILY: ("HCDL1", "HCDL2", "HCDL3"),
    CaseKind.VOLUNTEER: ("HC-TNXPVV",),
    CaseKind.RESISTANCE: (),
}
"""Codes in the rule book; forms of resistance-war awards have none there yet."""


def subject_kind(kind: str) -> SubjectKind:
    """A family receives the order as a household; everything else goes to one person."""
    return SubjectKind.HOUSEHOLD if kind == CaseKind.FAMILY else SubjectKind.PERSON


class Level(models.TextChoices):
    """Where a file lies on its way up. The district's level ended with 2025-06-30."""

    COMMUNE = "commune", "Cấp xã"
    DISTRICT = "district", "Cấp huyện"
    PROVINCE = "province", "Cấp tỉnh, thành phố"
    MINISTRY = "ministry", "Bộ Nội vụ"
    PRIME_MINISTER = "prime_minister", "Thủ tướng Chính phủ"
    PRESIDENT = "president", "Chủ tịch nước"


class CaseState(models.TextChoices):
    """The levels, and what stands before, between and after them; moves: `case_workflow.py`."""

    DRAFT = "draft", "Đang lập"
    COMMUNE = Level.COMMUNE.value, "Ở cấp xã"
    DISTRICT = Level.DISTRICT.value, "Ở cấp huyện"
    PROVINCE = Level.PROVINCE.value, "Ở cấp tỉnh, thành phố"
    MINISTRY = Level.MINISTRY.value, "Ở Bộ Nội vụ"
    PRIME_MINISTER = Level.PRIME_MINISTER.value, "Trình Thủ tướng Chính phủ"
    PRESIDENT = Level.PRESIDENT.value, "Trình Chủ tịch nước"
    GIVEN_BACK = "given_back", "Trả lại, chờ bổ sung"
    GRANTED = "granted", "Đã có quyết định, chờ trao"
    HANDED_OVER = "handed_over", "Đã trao"
    REFUSED = "refused", "Không được khen thưởng"
    WITHDRAWN = "withdrawn", "Đã rút"


AT_LEVEL = tuple(CaseState(level.value) for level in Level)
WAITING = (CaseState.DRAFT, *AT_LEVEL, CaseState.GIVEN_BACK)
"""States in which the family still waits for an answer."""
ON_BOARD = (*WAITING, CaseState.GRANTED)
EDITABLE = frozenset({CaseState.DRAFT, CaseState.COMMUNE, CaseState.GIVEN_BACK})
"""States in which the commune may still correct facts and papers."""


class Relation(models.TextChoices):
    """What a member of the family is to the person or the household proposed."""

    SELF = "self", "Bản thân người được đề nghị"
    SPOUSE = "spouse", "Vợ hoặc chồng"
    CHILD = "child", "Con đẻ"
    ADOPTED = "adopted", "Con nuôi hợp pháp"
    OTHER = "other", "Người khác trong gia đình"


CHILDREN = (Relation.CHILD, Relation.ADOPTED)


class PaperState(models.TextChoices):
    PRESENT = "present", "Đã có"
    MISSING = "missing", "Còn thiếu"
    NOT_NEEDED = "not_needed", "Không cần"


class Priority(models.TextChoices):
    """Why a case should not wait its turn."""

    NONE = "", "Không"
    OLD = "old", "Tuổi rất cao"
    ILL = "ill", "Ốm nặng"
    OTHER = "other", "Lý do khác"


class Outcome(models.TextChoices):
    """How a stay at a level ended."""

    SENT = "sent", "Chuyển tiếp"
    GIVEN_BACK = "given_back", "Trả lại"
    GRANTED = "granted", "Có quyết định"
    REFUSED = "refused", "Không được khen thưởng"
    WITHDRAWN = "withdrawn", "Rút"
