"""States and words of rounds and nominations."""

from __future__ import annotations

from django.db import models

from thidua.law import Group, SubjectKind


class RoundKind(models.TextChoices):
    """Types of commendation, Điều 8 Luật Thi đua, khen thưởng 2022."""

    MERIT = "merit", "Công trạng"
    SUDDEN = "sudden", "Đột xuất"
    MOVEMENT = "movement", "Phong trào thi đua, chuyên đề"
    SERVICE = "service", "Quá trình cống hiến"
    EXTERNAL = "external", "Đối ngoại"


class RoundState(models.TextChoices):
    OPEN = "open", "Đang nhận hồ sơ"
    CLOSED = "closed", "Đã khóa nhận hồ sơ"


class Subject(models.TextChoices):
    PERSON = SubjectKind.PERSON.value, "Cá nhân"
    COLLECTIVE = SubjectKind.COLLECTIVE.value, "Tập thể"
    HOUSEHOLD = SubjectKind.HOUSEHOLD.value, "Hộ gia đình"


class State(models.TextChoices):
    """Path of a nomination; the moves between them stand in `workflow.py`."""

    DRAFT = "draft", "Đang soạn"
    SUBMITTED = "submitted", "Chờ thẩm định"
    GIVEN_BACK = "given_back", "Chờ bổ sung"
    EXAMINED = "examined", "Đã thẩm định"
    AT_COUNCIL = "at_council", "Ở Hội đồng"
    DECIDED = "decided", "Hội đồng thông qua"
    NOT_APPROVED = "not_approved", "Không thông qua"
    AWARDED = "awarded", "Đã khen thưởng"
    WITHDRAWN = "withdrawn", "Đã rút"


EDITABLE = frozenset({State.DRAFT, State.GIVEN_BACK})
LIVE = frozenset(set(State) - {State.WITHDRAWN, State.NOT_APPROVED})
"""States in which a nomination still counts against quotas and against a second one."""
IN_OFFICE = frozenset({State.SUBMITTED, State.EXAMINED})
UNDECIDED = LIVE - {State.DECIDED, State.AWARDED}
"""States in which a change of the local rules still reaches a dossier."""
ENDED = frozenset({State.AWARDED, State.NOT_APPROVED, State.WITHDRAWN})


class Part(models.TextChoices):
    """Named parts of a dossier that can be given back with a reason."""

    SUBJECT = "subject", "Họ tên, ngày sinh, chức vụ"
    TITLE = "title", "Danh hiệu, hình thức đề nghị"
    RATING = "rating", "Kết quả đánh giá, xếp loại"
    INITIATIVE = "initiative", "Sáng kiến, đề tài"
    HISTORY = "history", "Khen thưởng đã nhận"
    ACHIEVEMENT = "achievement", "Thành tích"
    EVIDENCE = "evidence", "Minh chứng"


class ListState(models.TextChoices):
    """A unit's list: uploaded before it is read, previewed before anything is written."""

    READING = "reading", "Đang đọc"
    REFUSED = "refused", "Không đọc được"
    READ = "read", "Chờ xác nhận"
    APPLIED = "applied", "Đã nhập"
    UNDONE = "undone", "Đã hoàn tác"
    DISCARDED = "discarded", "Đã bỏ"


class ListWork(models.TextChoices):
    """What is being done to a list in the background; a page that shows it asks again."""

    READ = "read", "Đang đọc tệp"
    JUDGE = "judge", "Đang xét lại theo câu trả lời"
    APPLY = "apply", "Đang nhập hồ sơ"
    UNDO = "undo", "Đang hoàn tác"


class LawGroup(models.TextChoices):
    """Groups with a standard of their own (Điều 24, Điều 74); empty: judged as staff."""

    ARMED = Group.ARMED.value, "Quân đội, công an, dân quân thường trực, cơ động"
    WORKER = Group.WORKER.value, "Công nhân, nông dân, người lao động ngoài khu vực xếp loại"
    ENTREPRENEUR = Group.ENTREPRENEUR.value, "Doanh nhân, trí thức, nhà khoa học"
    UNRATED = Group.UNRATED.value, "Không thuộc diện đánh giá, xếp loại"


class HoldGround(models.TextChoices):
    """Why a dossier waits. The first three are the law's own (Nghị định 152/2025, Điều 4)."""

    DISCIPLINE = "discipline_pending", "Đang xem xét kỷ luật"
    INSPECTION = "inspection", "Đang thanh tra, kiểm tra, điều tra"
    COMPLAINT = "complaint", "Có khiếu nại, tố cáo đang xác minh"
    CONSULTATION = "consultation", "Ý kiến của cơ quan được hỏi"
    COMMENT = "comment", "Ý kiến của Nhân dân"
    OTHER = "other", "Lý do khác"


LEGAL_GROUNDS = (HoldGround.DISCIPLINE, HoldGround.INSPECTION, HoldGround.COMPLAINT)
"""Grounds that are conditions of the law: a standing hold is a fact that the law judges."""


class RecusalGround(models.TextChoices):
    """Why somebody keeps away from a dossier."""

    OWN = "own", "Hồ sơ của chính mình"
    OWN_UNIT = "own_unit", "Hồ sơ của đơn vị mình"
    FAMILY = "family", "Hồ sơ của người thân"
    OTHER = "other", "Có liên quan khác"
