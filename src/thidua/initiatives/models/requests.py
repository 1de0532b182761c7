"""Requests for recognition: what the unit says, by whom, with which papers, and who keeps away."""

from __future__ import annotations

from decimal import Decimal
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from thidua.core.constraints import date_order, state_needs
from thidua.core.models import Owned
from thidua.core.search import search_index
from thidua.core.workflow import Case
from thidua.councils.models import Member
from thidua.documents.models import StoredFile
from thidua.initiatives.enums import Answer, Ground, State
from thidua.organizations.models import Person, Unit
from thidua.registry.models import Initiative


class RecognitionPaper(Owned):
    """The decision of the head that recognises initiatives, as it was signed on paper."""

    number = models.CharField("số quyết định", max_length=60)
    signed_on = models.DateField("ngày ký")
    signer = models.CharField("người ký", max_length=120)
    signer_post = models.CharField("chức vụ người ký", max_length=150, blank=True)
    file = models.ForeignKey(
        StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField(auto_now_add=True)
    recorded_by_name = models.CharField(max_length=200)

    class Meta:
        verbose_name = "quyết định công nhận sáng kiến"
        verbose_name_plural = "quyết định công nhận sáng kiến"
        constraints = (
            models.UniqueConstraint(
                fields=("authority", "number", "signed_on"),
                name="initiatives_paper_once",
                violation_error_message="Quyết định số này, ngày này đã ghi rồi.",
            ),
        )

    def __str__(self) -> str:
        return self.number


class InitiativeRequest(Owned, Case):
    """A request to have an initiative recognised (đơn đề nghị công nhận sáng kiến).

    `received_on` is the day of the last handing in: the day the request became what was judged
    valid. `due_on` counts from it, by the authority's own rule of the day (`RecognitionDeadline`);
    empty when no rule was set.
    """

    code = models.CharField("mã đề nghị", max_length=20, unique=True)
    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="+", verbose_name="đơn vị đề nghị"
    )
    unit_name = models.CharField("tên đơn vị đề nghị", max_length=200)
    year = models.PositiveSmallIntegerField("năm đề nghị")
    name = models.CharField("tên sáng kiến", max_length=400)
    field = models.CharField("lĩnh vực áp dụng", max_length=150, blank=True)
    first_applied_on = models.DateField("ngày áp dụng lần đầu", null=True, blank=True)
    problem = models.TextField("tình trạng trước khi có sáng kiến", blank=True)
    solution = models.TextField("nội dung giải pháp", blank=True)
    effect = models.TextField("hiệu quả đã đạt được", blank=True)
    search_key = models.CharField(max_length=700, editable=False)
    sort_key = models.CharField(max_length=1200, editable=False)

    state = models.CharField("bước", max_length=15, choices=State.choices, default=State.DRAFT)
    received_on = models.DateField("ngày nhận", null=True, blank=True)
    due_on = models.DateField("hạn xem xét công nhận", null=True, blank=True)
    due_basis = models.CharField("căn cứ của hạn", max_length=300, blank=True)
    draft_at = models.DateTimeField(auto_now_add=True)
    submitted_at = models.DateTimeField(null=True, blank=True)
    given_back_at = models.DateTimeField(null=True, blank=True)
    accepted_at = models.DateTimeField(null=True, blank=True)
    at_council_at = models.DateTimeField(null=True, blank=True)
    recognised_at = models.DateTimeField(null=True, blank=True)
    refused_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    outcome_reason = models.CharField("lý do", max_length=500, blank=True)
    paper = models.ForeignKey(
        RecognitionPaper, null=True, blank=True, on_delete=models.PROTECT, related_name="requests"
    )
    initiative = models.OneToOneField(
        Initiative, null=True, blank=True, on_delete=models.PROTECT, related_name="request"
    )

    class Meta:
        verbose_name = "đề nghị công nhận sáng kiến"
        verbose_name_plural = "đề nghị công nhận sáng kiến"
        indexes = (
            models.Index(fields=("authority", "state", "sort_key")),
            models.Index(fields=("authority", "unit", "sort_key")),
            search_index("initiatives_request_search"),
        )
        constraints: ClassVar = [
            *(
                state_needs(
                    f"initiatives_request_{state.value}",
                    (state.value,),
                    f"{state.value}_at",
                    f"Đề nghị ở bước “{state.label}” phải có thời điểm vào bước đó.",
                )
                for state in State
                if state is not State.DRAFT
            ),
            date_order(
                "initiatives_request_submitted_after",
                "draft_at",
                "submitted_at",
                "Không nộp trước khi lập đề nghị.",
            ),
            models.CheckConstraint(
                name="initiatives_request_recorded",
                condition=~Q(state=State.RECOGNISED)
                | Q(paper__isnull=False, initiative__isnull=False),
                violation_error_message=(
                    "Sáng kiến được công nhận phải có quyết định và có trong sổ sáng kiến."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class RequestAuthor(Owned):
    """One author and their share of the work; `person` once known in the registry."""

    request = models.ForeignKey(InitiativeRequest, on_delete=models.CASCADE, related_name="authors")
    order = models.PositiveSmallIntegerField("thứ tự")
    full_name = models.CharField("họ và tên", max_length=120)
    position = models.CharField("chức vụ, nơi công tác", max_length=200, blank=True)
    share = models.DecimalField(
        "tỷ lệ đóng góp (%)", max_digits=5, decimal_places=2, null=True, blank=True
    )
    # Named, not hidden: a merge of two people moves what has a name (`Person._meta`).
    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="initiative_requests"
    )

    class Meta:
        verbose_name = "tác giả sáng kiến"
        verbose_name_plural = "tác giả sáng kiến"
        ordering: ClassVar = ["order", "pk"]
        constraints = (
            models.CheckConstraint(
                name="initiatives_author_share",
                condition=Q(share__isnull=True) | Q(share__gt=Decimal(0), share__lte=Decimal(100)),
                violation_error_message="Tỷ lệ đóng góp lớn hơn 0 và không quá 100 %.",
            ),
        )

    def __str__(self) -> str:
        return self.full_name


class RequestEvidence(Owned):
    """A paper that goes with the request."""

    request = models.ForeignKey(
        InitiativeRequest, on_delete=models.CASCADE, related_name="evidence"
    )
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    note = models.CharField("ghi chú", max_length=200, blank=True)
    added_at = models.DateTimeField(auto_now_add=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "tài liệu của đề nghị sáng kiến"
        verbose_name_plural = "tài liệu của đề nghị sáng kiến"

    def __str__(self) -> str:
        return self.file.name


class RequestRecusal(Owned):
    """Somebody who takes no part in considering a request and sees nothing of it.

    Held against the account in every role, and against the seat of a member without an account.
    """

    request = models.ForeignKey(
        InitiativeRequest, on_delete=models.PROTECT, related_name="recusals"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    member = models.ForeignKey(
        Member, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    name = models.CharField("họ và tên", max_length=120)
    ground = models.CharField("lý do", max_length=12, choices=Ground.choices)
    words = models.CharField("nội dung khai", max_length=300, blank=True)
    detected = models.BooleanField("hệ thống phát hiện", default=False)
    made_at = models.DateTimeField(auto_now_add=True)
    made_by_name = models.CharField(max_length=200)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by_name = models.CharField(max_length=200, blank=True)
    withdrawn_why = models.CharField("lý do rút", max_length=300, blank=True)

    class Meta:
        verbose_name = "người không tham gia xét sáng kiến"
        verbose_name_plural = "người không tham gia xét sáng kiến"
        indexes = (models.Index(fields=("user", "request")),)
        constraints = (
            models.CheckConstraint(
                name="initiatives_recusal_whom",
                condition=Q(user__isnull=False) | Q(member__isnull=False),
                violation_error_message="Phải ghi ai không tham gia xét.",
            ),
            models.UniqueConstraint(
                fields=("authority", "request", "user"),
                condition=Q(withdrawn_at__isnull=True, user__isnull=False),
                name="initiatives_recusal_user_once",
                violation_error_message="Người này đã được ghi là không tham gia xét.",
            ),
            date_order(
                "initiatives_recusal_withdrawn",
                "made_at",
                "withdrawn_at",
                "Không rút trước khi khai.",
            ),
        )

    def __str__(self) -> str:
        return self.name


class ConditionAnswer(Owned):
    """What the office or the council found of one condition, and on which ground."""

    request = models.ForeignKey(InitiativeRequest, on_delete=models.CASCADE, related_name="answers")
    condition = models.CharField("điều kiện", max_length=20)
    answer = models.CharField("kết luận", max_length=10, choices=Answer.choices)
    basis = models.CharField("căn cứ", max_length=300, blank=True)
    made_at = models.DateTimeField(auto_now=True)
    made_by_name = models.CharField(max_length=200)

    class Meta:
        verbose_name = "kết luận về điều kiện sáng kiến"
        verbose_name_plural = "kết luận về điều kiện sáng kiến"
        constraints = (
            models.UniqueConstraint(
                fields=("authority", "request", "condition"),
                name="initiatives_condition_once",
                violation_error_message="Điều kiện này đã có kết luận.",
            ),
            models.CheckConstraint(
                name="initiatives_condition_basis",
                condition=Q(answer=Answer.NOT_KNOWN) | ~Q(basis=""),
                violation_error_message="Kết luận đạt hay không đạt phải ghi căn cứ.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.condition}: {self.answer}"
