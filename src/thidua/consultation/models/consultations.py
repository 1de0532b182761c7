"""One body asked about many subjects of a round, and what it answered of each."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from thidua.commendation.enums import HoldGround
from thidua.commendation.models import Round
from thidua.consultation.enums import Outcome, State
from thidua.consultation.models.bodies import ConsultedBody
from thidua.core.codes import new_code
from thidua.core.constraints import date_order, state_needs
from thidua.core.models import Owned
from thidua.core.workflow import Case
from thidua.documents.models import StoredFile
from thidua.organizations.models import OfSubject


class Consultation(Owned, Case):
    """A letter that asks one body about subjects of a round.

    `asked_on` is the day of the letter, `due_on` the last day for the answer: of the law's figure,
    or of the authority's own (`own_days` working days by `own_basis`); `due_words` says by which
    and how sure that is. `number` is what the office's register of outgoing papers gave.
    `paper` is the letter as it was sent. `silence_basis` names the rule by which an officer took
    silence for no objection; the law on file says nothing of it.
    """

    code = models.CharField("mã", max_length=12, unique=True, default=new_code)
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="consultations")
    body = models.ForeignKey(ConsultedBody, on_delete=models.PROTECT, related_name="consultations")
    state = models.CharField("bước", max_length=10, choices=State.choices, default=State.DRAFT)
    subject = models.CharField("trích yếu", max_length=300)
    question = models.TextField("nội dung hỏi")
    with_birth = models.BooleanField("ghi năm sinh của mọi cá nhân", default=False)
    own_days = models.PositiveSmallIntegerField("số ngày làm việc", null=True, blank=True)
    own_basis = models.CharField("căn cứ của thời hạn", max_length=200, blank=True)
    signer_authority = models.CharField("thẩm quyền ký", max_length=120, blank=True)
    signer_post = models.CharField("chức vụ người ký", max_length=120)
    signer_name = models.CharField("họ tên người ký", max_length=120, blank=True)
    number = models.CharField("số, ký hiệu", max_length=60, blank=True)
    asked_on = models.DateField("ngày hỏi", null=True, blank=True)
    due_on = models.DateField("hạn trả lời", null=True, blank=True)
    due_words = models.CharField("căn cứ hạn trả lời", max_length=400, blank=True)
    paper = models.ForeignKey(
        StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    answer_paper = models.CharField("văn bản trả lời", max_length=200, blank=True)
    answer_file = models.ForeignKey(
        StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    silence_basis = models.CharField("căn cứ xử lý khi im lặng", max_length=300, blank=True)
    outcome_reason = models.CharField("lý do rút", max_length=500, blank=True)
    draft_at = models.DateTimeField(auto_now_add=True)
    drafted_by_name = models.CharField(max_length=200)
    sent_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    silent_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "văn bản lấy ý kiến"
        verbose_name_plural = "văn bản lấy ý kiến"
        indexes = (models.Index(fields=("authority", "state", "due_on")),)
        constraints = (
            *(
                state_needs(
                    f"consultation_{state.value}",
                    (state,),
                    f"{state.value}_at",
                    f"Văn bản ở bước “{state.label}” phải có thời điểm vào bước đó.",
                )
                for state in State
                if state is not State.DRAFT
            ),
            date_order(
                "consultation_due_after",
                "asked_on",
                "due_on",
                "Hạn trả lời không thể trước ngày hỏi.",
            ),
            models.CheckConstraint(
                name="consultation_own_days",
                condition=Q(own_days__isnull=True)
                | (Q(own_days__range=(1, 250)) & ~Q(own_basis="")),
                violation_error_message=(
                    "Thời hạn riêng từ 1 đến 250 ngày làm việc và phải ghi văn bản quy định."
                ),
            ),
            models.CheckConstraint(
                name="consultation_silence",
                condition=~Q(state=State.SILENT) | ~Q(silence_basis=""),
                violation_error_message="Xử lý khi im lặng phải ghi căn cứ.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.number or 'chưa có số'}: {self.subject}"


class ConsultationSubject(OfSubject, Owned):
    """One subject asked about, as the letter names it, and what came back.

    `words` is what the unit may read of a violation; `paper` and `file` the body's own paper,
    kept from the unit. `cleared_basis` names the later paper that settled it.
    """

    consultation = models.ForeignKey(
        Consultation, on_delete=models.CASCADE, related_name="subjects"
    )
    name = models.CharField("họ tên, tên tập thể, hộ", max_length=200)
    birth_year = models.PositiveSmallIntegerField("năm sinh", null=True, blank=True)
    unit_name = models.CharField("đơn vị", max_length=200)
    sort_key = models.CharField(max_length=600, editable=False)
    outcome = models.CharField("ý kiến", max_length=15, choices=Outcome.choices, blank=True)
    ground = models.CharField("loại vi phạm", max_length=20, choices=HoldGround.choices, blank=True)
    words = models.CharField("nội dung", max_length=500, blank=True)
    paper = models.CharField("văn bản", max_length=200, blank=True)
    file = models.ForeignKey(
        StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by_name = models.CharField(max_length=200, blank=True)
    cleared_at = models.DateTimeField(null=True, blank=True)
    cleared_basis = models.CharField("văn bản đã làm rõ", max_length=300, blank=True)

    class Meta(OfSubject.Meta):
        verbose_name = "trường hợp được hỏi ý kiến"
        verbose_name_plural = "trường hợp được hỏi ý kiến"
        indexes = (models.Index(fields=("consultation", "sort_key")),)
        constraints: ClassVar[list[models.BaseConstraint] | tuple[models.BaseConstraint, ...]] = [
            *OfSubject.Meta.constraints,
            *(
                models.UniqueConstraint(
                    fields=("authority", "consultation", subject),
                    name=f"consultation_{subject}_once",
                    violation_error_message="Trường hợp này đã có trong văn bản.",
                )
                for subject in ("person", "collective", "household")
            ),
            models.CheckConstraint(
                name="consultation_violation_said",
                condition=~Q(outcome=Outcome.VIOLATION)
                | (~Q(ground="") & ~Q(words="") & ~Q(paper="")),
                violation_error_message=(
                    "Ghi vi phạm phải có loại, nội dung và số, ngày văn bản của cơ quan trả lời."
                ),
            ),
            date_order(
                "consultation_cleared_after",
                "answered_at",
                "cleared_at",
                "Không làm rõ trước khi có ý kiến.",
            ),
        ]

    def __str__(self) -> str:
        return self.name
