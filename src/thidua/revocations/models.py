"""Cases about awards given before: what is alleged, what proves it, what came of it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from thidua.core.codes import new_code
from thidua.core.constraints import date_order, state_needs
from thidua.core.models import Owned, Revised
from thidua.core.workflow import Case
from thidua.decisions.models import Certificate, Decision
from thidua.documents.models import StoredFile
from thidua.organizations.models import Unit
from thidua.registry.models import Award
from thidua.revocations.enums import Kind, ObjectKind, ObjectState, PaperKind, Reason, State


class UndoCase(Owned, Case):
    """One case: awards of one kind of undoing, decided by one decision.

    `law_on` is the day whose law judges. `deciding_basis` is the paper that says who decides where
    the rule book does not. `rejudged` are the open dossiers of the same subjects that were judged
    again when the award was taken or given back: [{code, before, after}].
    """

    code = models.CharField("mã", max_length=12, unique=True, default=new_code)
    kind = models.CharField("việc", max_length=10, choices=Kind.choices)
    state = models.CharField("bước", max_length=10, choices=State.choices, default=State.OPEN)
    reason = models.CharField("lý do cấp lại", max_length=10, choices=Reason.choices, blank=True)
    summary = models.TextField("nội dung vụ việc", max_length=2000)
    law_on = models.DateField("xét theo luật ngày")
    deciding_basis = models.CharField("căn cứ về thẩm quyền", max_length=300, blank=True)
    unit = models.ForeignKey(
        Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    unit_name = models.CharField("đơn vị đề xuất", max_length=200, blank=True)
    finding = models.JSONField("kết luận theo luật", default=list)
    decision = models.OneToOneField(
        Decision, null=True, blank=True, on_delete=models.PROTECT, related_name="undo_case"
    )
    forward_paper = models.CharField("văn bản trình", max_length=200, blank=True)
    forward_to = models.CharField("trình ai", max_length=200, blank=True)
    forwarded_on = models.DateField("ngày trình", null=True, blank=True)
    outcome_paper = models.CharField("quyết định của cấp trên", max_length=200, blank=True)
    outcome_on = models.DateField("ngày quyết định của cấp trên", null=True, blank=True)
    outcome_reason = models.CharField("lý do kết thúc", max_length=500, blank=True)
    rejudged = models.JSONField("hồ sơ xét lại", default=list)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by_name = models.CharField("người lập", max_length=200)
    proposed_at = models.DateTimeField(null=True, blank=True)
    open_at = models.DateTimeField(null=True, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    drafted_at = models.DateTimeField(null=True, blank=True)
    forwarded_at = models.DateTimeField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    refused_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "hồ sơ thu hồi, phục hồi, cấp lại"
        verbose_name_plural = "hồ sơ thu hồi, phục hồi, cấp lại"
        indexes = (models.Index(fields=("authority", "state")),)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="revocations_case_reason",
                condition=Q(kind=Kind.REISSUE) ^ Q(reason=""),
                violation_error_message="Cấp đổi, cấp lại phải ghi lý do: mất, hỏng, ghi sai tên.",
            ),
            state_needs(
                "revocations_case_drafted",
                (State.DRAFTED,),
                "decision",
                "Hồ sơ đã dự thảo phải có dự thảo quyết định.",
            ),
            state_needs(
                "revocations_case_forwarded",
                (State.FORWARDED,),
                "forwarded_on",
                "Hồ sơ đã trình phải có ngày trình.",
            ),
            date_order(
                "revocations_case_outcome",
                "forwarded_on",
                "outcome_on",
                "Quyết định của cấp trên không thể trước ngày trình.",
            ),
        ]

    def __str__(self) -> str:
        return self.code


class CaseAward(Owned):
    """One award of a case. For a name written wrong: as it stands, as it should be, by what.

    `certificate` is the new one that a re-issue made.
    """

    case = models.ForeignKey(UndoCase, on_delete=models.CASCADE, related_name="awards")
    award = models.ForeignKey(Award, on_delete=models.PROTECT, related_name="undo_cases")
    order = models.PositiveIntegerField("thứ tự")
    name = models.CharField("họ tên, tên tập thể, hộ", max_length=400)
    unit_name = models.CharField("đơn vị", max_length=400, blank=True)
    right_name = models.CharField("tên đúng", max_length=400, blank=True)
    name_basis = models.CharField("giấy tờ ghi tên đúng", max_length=300, blank=True)
    certificate = models.OneToOneField(
        Certificate, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    live = models.BooleanField("đang giải quyết", default=True)

    class Meta:
        verbose_name = "khen thưởng trong hồ sơ thu hồi"
        verbose_name_plural = "khen thưởng trong hồ sơ thu hồi"
        ordering: ClassVar = ["order"]
        constraints = (
            models.UniqueConstraint(
                fields=("authority", "case", "award"), name="revocations_award_once"
            ),
            models.UniqueConstraint(
                fields=("authority", "award"),
                condition=Q(live=True),
                name="revocations_award_one_live",
                violation_error_message=(
                    "Khen thưởng này đang có một hồ sơ khác chưa xong. Mở hồ sơ đó ở mục Thu hồi, "
                    "cấp lại."
                ),
            ),
        )

    def __str__(self) -> str:
        return f"{self.order}. {self.name}"


class GroundAnswer(Owned):
    """What was found of one ground of the law, and the paper that says so.

    `ground` is an id of Điều 93, `amended.…` for a provision whose new text settles it, or
    `overturned`. No row, or no `value`: not known.
    """

    case = models.ForeignKey(UndoCase, on_delete=models.CASCADE, related_name="answers")
    ground = models.CharField("căn cứ", max_length=40)
    value = models.BooleanField("trả lời", null=True, blank=True)
    paper = models.CharField("văn bản", max_length=300, blank=True)
    answered_by_name = models.CharField(max_length=200)
    answered_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = "trả lời về căn cứ thu hồi"
        verbose_name_plural = "trả lời về căn cứ thu hồi"
        constraints = (
            models.UniqueConstraint(
                fields=("authority", "case", "ground"), name="revocations_ground_once"
            ),
            models.CheckConstraint(
                name="revocations_ground_paper",
                condition=Q(value__isnull=True) | Q(value=False) | ~Q(paper=""),
                violation_error_message="Trả lời “Có” phải ghi văn bản làm căn cứ.",
            ),
        )

    def __str__(self) -> str:
        return self.ground


class CasePaper(Owned):
    """A paper of the case: named always, its file where there is one."""

    case = models.ForeignKey(UndoCase, on_delete=models.CASCADE, related_name="papers")
    kind = models.CharField("loại", max_length=15, choices=PaperKind.choices)
    words = models.CharField("số, ngày, cơ quan, nội dung", max_length=300)
    file = models.ForeignKey(
        StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    added_at = models.DateTimeField(auto_now_add=True)
    added_by_name = models.CharField(max_length=200)
    by_unit = models.BooleanField("do đơn vị nộp", default=False)

    class Meta:
        verbose_name = "giấy tờ của hồ sơ thu hồi"
        verbose_name_plural = "giấy tờ của hồ sơ thu hồi"
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return self.words


class AwardEvent(Owned):
    """What was done to an award, in order and for good; the award's own row shows the present."""

    award = models.ForeignKey(Award, on_delete=models.PROTECT, related_name="undo_events")
    case = models.ForeignKey(UndoCase, on_delete=models.PROTECT, related_name="events")
    kind = models.CharField("việc", max_length=10, choices=Kind.choices)
    on = models.DateField("từ ngày")
    words = models.CharField("theo quyết định", max_length=200)
    decision = models.ForeignKey(
        Decision, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "việc thu hồi, phục hồi, cấp lại đã làm"
        verbose_name_plural = "việc thu hồi, phục hồi, cấp lại đã làm"
        ordering: ClassVar = ["on", "pk"]
        constraints = (
            models.UniqueConstraint(
                fields=("authority", "award", "case"), name="revocations_event_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.on}"


class ReturnedObject(Owned, Revised):
    """An object to be handed back: yes or no, with the day."""

    line = models.ForeignKey(CaseAward, on_delete=models.CASCADE, related_name="objects_back")
    kind = models.CharField("hiện vật", max_length=15, choices=ObjectKind.choices)
    state = models.CharField(
        "trạng thái", max_length=15, choices=ObjectState.choices, default=ObjectState.AWAITED
    )
    on = models.DateField("ngày nộp lại", null=True, blank=True)
    words = models.CharField("ghi chú", max_length=300, blank=True)

    class Meta:
        verbose_name = "hiện vật phải nộp lại"
        verbose_name_plural = "hiện vật phải nộp lại"
        ordering: ClassVar = ["pk"]
        constraints = (
            models.UniqueConstraint(
                fields=("authority", "line", "kind"), name="revocations_object_once"
            ),
            models.CheckConstraint(
                name="revocations_object_day",
                condition=Q(state=ObjectState.RETURNED, on__isnull=False)
                | (~Q(state=ObjectState.RETURNED) & Q(on__isnull=True)),
                violation_error_message="Hiện vật đã nộp lại phải có ngày nộp.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.get_state_display()}"
