"""Nominations: one subject, one title, one round."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from thidua.commendation.enums import (
    LIVE,
    LawGroup,
    State,
    Subject,
)
from thidua.commendation.models.rounds import ListImport, Round
from thidua.core.constraints import date_order, state_needs
from thidua.core.models import Owned
from thidua.core.search import search_index
from thidua.core.workflow import Case
from thidua.organizations.enums import PositionGroup, Sex
from thidua.organizations.models import OfSubject, Unit

VERDICTS = [("met", "Đủ điều kiện"), ("not_met", "Không đủ"), ("not_known", "Chưa đủ căn cứ")]


class Nomination(OfSubject, Owned, Case):
    """A dossier (hồ sơ đề nghị): one subject, one title, one round.

    What the unit claims stands here; what the registry knows is read beside it. `is_late` marks
    a submission after the deadline: marked, never lost.
    """

    code = models.CharField("mã hồ sơ", max_length=20, unique=True)
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="nominations")
    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="nominations", verbose_name="đơn vị đề nghị"
    )
    unit_name = models.CharField("tên đơn vị đề nghị", max_length=200)
    title_code = models.CharField("danh hiệu, hình thức", max_length=20)
    subject_kind = models.CharField("đối tượng", max_length=10, choices=Subject.choices)

    # The subject as the dossier names it; frozen here though the registry may be corrected.
    name = models.CharField("họ tên, tên tập thể, hộ", max_length=200)
    birth_words = models.CharField("ngày sinh, năm sinh", max_length=40, blank=True)
    sex = models.CharField("giới tính", max_length=6, choices=Sex.choices, blank=True)
    position = models.CharField("chức vụ, nơi công tác", max_length=200, blank=True)
    group = models.CharField("nhóm", max_length=10, choices=PositionGroup.choices, blank=True)
    law_group = models.CharField(
        "nhóm đối tượng theo Luật", max_length=15, choices=LawGroup.choices, blank=True
    )
    search_key = models.CharField(max_length=400, editable=False)
    sort_key = models.CharField(max_length=600, editable=False)

    # What the unit claims.
    rating_level = models.PositiveSmallIntegerField("mức xếp loại", null=True, blank=True)
    rating_words = models.CharField("xếp loại đơn vị ghi", max_length=120, blank=True)
    initiative_name = models.CharField("sáng kiến, đề tài", max_length=400, blank=True)
    initiative_decision = models.CharField("quyết định công nhận", max_length=200, blank=True)
    initiative_scope = models.PositiveSmallIntegerField("phạm vi", null=True, blank=True)
    initiative_recognised = models.BooleanField("đã công nhận", null=True, blank=True)
    service_months = models.PositiveSmallIntegerField("số tháng công tác", null=True, blank=True)
    pending_discipline = models.CharField("đang xem xét kỷ luật", max_length=300, blank=True)
    prior_awards = models.JSONField("đã được khen (đơn vị kê)", default=list, blank=True)
    declared = models.JSONField("tiêu chí đơn vị xác nhận", default=dict, blank=True)
    # What has no column of its own: see `domain.more_claims`.
    more_claims = models.JSONField("đơn vị kê thêm", default=dict, blank=True)
    headcount = models.PositiveIntegerField("tổng số người", null=True, blank=True)
    ldtt_part = models.PositiveIntegerField("số người đạt LĐTT", null=True, blank=True)
    ldtt_whole = models.PositiveIntegerField("trên tổng số", null=True, blank=True)
    cstdcs_count = models.PositiveIntegerField("số CSTĐCS", null=True, blank=True)
    achievement = models.TextField("thành tích", blank=True)
    note = models.TextField("ghi chú", blank=True)

    # Where it came from.
    list_import = models.ForeignKey(
        ListImport, null=True, blank=True, on_delete=models.PROTECT, related_name="nominations"
    )
    source_sheet = models.CharField(max_length=100, blank=True)
    source_row = models.PositiveIntegerField(null=True, blank=True)

    # The dossier of a higher award that the council lowered to this one.
    lowered_from = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="lowered_to"
    )

    # The law's answer, kept for lists; the whole of it stands in `Assessment`.
    verdict = models.CharField("điều kiện", max_length=10, choices=VERDICTS, default="not_known")
    met_count = models.PositiveSmallIntegerField(default=0)
    condition_count = models.PositiveSmallIntegerField(default=0)

    state = models.CharField("bước", max_length=15, choices=State.choices, default=State.DRAFT)
    is_late = models.BooleanField("nộp muộn", default=False)
    received_on = models.DateField("ngày cơ quan thường trực nhận", null=True, blank=True)
    draft_at = models.DateTimeField(auto_now_add=True)
    submitted_at = models.DateTimeField(null=True, blank=True)
    given_back_at = models.DateTimeField(null=True, blank=True)
    examined_at = models.DateTimeField(null=True, blank=True)
    at_council_at = models.DateTimeField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    not_approved_at = models.DateTimeField(null=True, blank=True)
    awarded_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    outcome_reason = models.CharField("lý do", max_length=500, blank=True)

    class Meta(OfSubject.Meta):
        verbose_name = "hồ sơ đề nghị"
        verbose_name_plural = "hồ sơ đề nghị"
        indexes = (
            models.Index(fields=("authority", "round", "state", "sort_key")),
            models.Index(fields=("authority", "round", "unit")),
            models.Index(fields=("authority", "round", "verdict", "sort_key")),
            models.Index(fields=("authority", "round", "sort_key")),
            search_index("commendation_nomination_search"),
            # Quotas and composition of a round are counted from this index alone.
            models.Index(
                fields=("authority", "round", "unit", "title_code"),
                include=("person", "state", "unit_name", "group", "sex", "subject_kind"),
                name="commendation_nomination_counts",
            ),
        )
        constraints: ClassVar[list[models.BaseConstraint] | tuple[models.BaseConstraint, ...]] = [
            *OfSubject.Meta.constraints,
            models.CheckConstraint(
                name="commendation_nomination_kind",
                condition=Q(subject_kind=Subject.PERSON, person__isnull=False)
                | Q(subject_kind=Subject.COLLECTIVE, collective__isnull=False)
                | Q(subject_kind=Subject.HOUSEHOLD, household__isnull=False),
                violation_error_message="Đối tượng của hồ sơ không khớp với loại đối tượng.",
            ),
            *(
                models.UniqueConstraint(
                    fields=("authority", "round", subject, "title_code"),
                    condition=Q(state__in=sorted(LIVE)),
                    name=f"commendation_nomination_{subject}_once",
                    violation_error_message=(
                        "Đối tượng này đã có hồ sơ đề nghị cùng danh hiệu trong đợt."
                    ),
                )
                for subject in ("person", "collective", "household")
            ),
            *(
                state_needs(
                    f"commendation_nomination_{state.value}",
                    (state,),
                    f"{state.value}_at",
                    f"Hồ sơ ở bước “{state.label}” phải có thời điểm vào bước đó.",
                )
                for state in State
                if state is not State.DRAFT
            ),
            date_order(
                "commendation_nomination_submitted_after",
                "draft_at",
                "submitted_at",
                "Không nộp trước khi lập hồ sơ.",
            ),
            date_order(
                "commendation_nomination_examined_after",
                "submitted_at",
                "examined_at",
                "Không thẩm định trước khi đơn vị nộp.",
            ),
            date_order(
                "commendation_nomination_council_after",
                "examined_at",
                "at_council_at",
                "Không đưa ra Hội đồng trước khi thẩm định.",
            ),
            date_order(
                "commendation_nomination_decided_after",
                "at_council_at",
                "decided_at",
                "Hội đồng không thông qua trước khi nhận hồ sơ.",
            ),
            date_order(
                "commendation_nomination_awarded_after",
                "decided_at",
                "awarded_at",
                "Không khen thưởng trước khi Hội đồng thông qua.",
            ),
            models.CheckConstraint(
                name="commendation_nomination_share",
                condition=Q(ldtt_part__isnull=True)
                | Q(ldtt_whole__isnull=True)
                | Q(ldtt_part__lte=F("ldtt_whole")),
                violation_error_message="Số người đạt LĐTT không thể nhiều hơn tổng số người.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"
