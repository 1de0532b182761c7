"""Rounds, the lists units hand in, and nominations with what was said about them."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from thidua.commendation.enums import (
    LIVE,
    LawGroup,
    ListState,
    ListWork,
    Part,
    RoundKind,
    RoundState,
    State,
    Subject,
)
from thidua.core.codes import new_code
from thidua.core.constraints import date_order, state_needs
from thidua.core.models import Owned, Revised
from thidua.core.search import search_index
from thidua.core.workflow import Case
from thidua.documents.models import StoredFile
from thidua.organizations.enums import PositionGroup, Sex
from thidua.organizations.models import OfSubject, Unit

VERDICTS = [("met", "Đủ điều kiện"), ("not_met", "Không đủ"), ("not_known", "Chưa đủ căn cứ")]


class Round(Owned, Revised):
    """An award round (đợt xét): a year, a kind, the titles on offer, until when, by whom.

    `considered_on` is the date whose law judges the dossiers; `cap_percent` is a local cap of
    CSTĐCS on LĐTT, empty by default: no national cap exists since 2024-01-01.
    """

    code = models.CharField("mã", max_length=12, unique=True, default=new_code)
    year = models.PositiveSmallIntegerField("năm xét")
    kind = models.CharField("loại khen thưởng", max_length=10, choices=RoundKind.choices)
    name = models.CharField("tên đợt", max_length=200)
    titles = ArrayField(
        models.CharField(max_length=20), verbose_name="danh hiệu, hình thức đưa ra xét"
    )
    opens_on = models.DateField("nhận hồ sơ từ")
    closes_on = models.DateField("hạn nộp")
    considered_on = models.DateField("ngày xét (pháp luật áp dụng)")
    cap_percent = models.PositiveSmallIntegerField(
        "tỷ lệ CSTĐCS tối đa trên số LĐTT (quy định địa phương)", null=True, blank=True
    )
    cap_basis = models.CharField("văn bản quy định tỷ lệ", max_length=200, blank=True)
    nominators = models.ManyToManyField(
        Unit, blank=True, related_name="+", verbose_name="đơn vị được đề nghị (trống: mọi đơn vị)"
    )
    state = models.CharField(max_length=10, choices=RoundState.choices, default=RoundState.OPEN)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "đợt xét"
        verbose_name_plural = "đợt xét"
        constraints = (
            date_order(
                "commendation_round_dates",
                "opens_on",
                "closes_on",
                "Hạn nộp phải từ ngày bắt đầu nhận hồ sơ trở đi.",
            ),
            models.CheckConstraint(
                name="commendation_round_titles",
                condition=Q(titles__len__gt=0),
                violation_error_message="Đợt xét phải có ít nhất một danh hiệu hoặc hình thức.",
            ),
            models.CheckConstraint(
                name="commendation_round_cap",
                condition=Q(cap_percent__isnull=True)
                | (Q(cap_percent__range=(1, 100)) & ~Q(cap_basis="")),
                violation_error_message=(
                    "Tỷ lệ tối đa từ 1 đến 100 và phải ghi văn bản của địa phương quy định tỷ lệ: "
                    "từ 01/01/2024 không còn tỷ lệ chung cả nước."
                ),
            ),
            models.UniqueConstraint(
                fields=("authority", "year", "name"),
                name="commendation_round_name",
                violation_error_message="Năm này đã có đợt xét cùng tên.",
            ),
        )

    def __str__(self) -> str:
        return self.name


class ListImport(Owned, Revised):
    """A unit's list as it was handed in, what was read from it, and the answers given.

    `reading` is what `domain.reading_store` keeps of a `ListReading` and never changes; `answers`
    maps a question's key to the chosen answer; `standing` is what both come to (questions, and a
    verdict for each line) and `summary` its counts. `written` names what applying added beside
    dossiers, so that undo finds it. Nothing becomes a nomination before `applied_at`.
    """

    code = models.CharField("mã", max_length=12, unique=True, default=new_code)
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="lists")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=ListState.choices, default=ListState.READING)
    reading = models.JSONField(default=dict)
    answers = models.JSONField(default=dict)
    standing = models.JSONField("câu hỏi và kết quả từng dòng", default=dict)
    summary = models.JSONField("số liệu tóm tắt", default=dict)
    written = models.JSONField("những gì đã ghi thêm", default=dict)
    refusal = models.CharField("lý do không đọc được", max_length=500, blank=True)
    working = models.CharField(max_length=10, choices=ListWork.choices, blank=True)
    working_since = models.DateTimeField(null=True, blank=True)
    trouble = models.CharField("việc chạy nền chưa xong vì", max_length=1000, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by_name = models.CharField(max_length=200)
    applied_at = models.DateTimeField(null=True, blank=True)
    applied_by_name = models.CharField(max_length=200, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by_name = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name = "danh sách đơn vị nộp"
        verbose_name_plural = "danh sách đơn vị nộp"
        constraints = (
            state_needs(
                "commendation_list_applied",
                (ListState.APPLIED, ListState.UNDONE),
                "applied_at",
                "Danh sách đã nhập phải có giờ nhập.",
            ),
            state_needs(
                "commendation_list_undone",
                (ListState.UNDONE,),
                "undone_at",
                "Danh sách đã hoàn tác phải có giờ hoàn tác.",
            ),
            date_order(
                "commendation_list_undone_after",
                "applied_at",
                "undone_at",
                "Không hoàn tác trước khi nhập.",
            ),
        )

    def __str__(self) -> str:
        return self.file.name


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


class Assessment(Owned):
    """What the law said about a dossier at one moment; kept with its rule book."""

    nomination = models.ForeignKey(Nomination, on_delete=models.CASCADE, related_name="assessments")
    occasion = models.CharField(max_length=20)
    law_on = models.DateField("ngày pháp luật")
    instrument = models.CharField("văn bản", max_length=60)
    verdict = models.CharField(max_length=10, choices=VERDICTS)
    content = models.JSONField()
    book_hash = models.CharField(max_length=64)
    facts_hash = models.CharField(max_length=64)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "kết quả xét điều kiện"
        verbose_name_plural = "kết quả xét điều kiện"
        indexes = (models.Index(fields=("nomination", "-made_at")),)

    def __str__(self) -> str:
        return f"{self.nomination_id}: {self.verdict}"


class GiveBack(Owned):
    """One part given back with its reason; `answered_at` when the unit handed it in again."""

    nomination = models.ForeignKey(Nomination, on_delete=models.CASCADE, related_name="give_backs")
    part = models.CharField("phần", max_length=12, choices=Part.choices)
    reason = models.CharField("lý do, cách sửa", max_length=500)
    made_at = models.DateTimeField()
    made_by_name = models.CharField(max_length=200)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "yêu cầu bổ sung"
        verbose_name_plural = "yêu cầu bổ sung"
        constraints = (
            date_order(
                "commendation_give_back_answered",
                "made_at",
                "answered_at",
                "Không trả lời trước khi có yêu cầu.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_part_display()}: {self.reason}"


class Confirmation(Owned):
    """An officer saw the paper that settles a "not known" condition, and says which paper."""

    nomination = models.ForeignKey(
        Nomination, on_delete=models.CASCADE, related_name="confirmations"
    )
    finding_code = models.CharField("điều kiện", max_length=80)
    basis = models.CharField("giấy tờ làm căn cứ", max_length=300)
    made_at = models.DateTimeField(auto_now_add=True)
    made_by_name = models.CharField(max_length=200)

    class Meta:
        verbose_name = "xác nhận điều kiện"
        verbose_name_plural = "xác nhận điều kiện"
        constraints = (
            models.UniqueConstraint(
                fields=("authority", "nomination", "finding_code"),
                name="commendation_confirmed_once",
                violation_error_message="Điều kiện này đã được xác nhận.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.finding_code}: {self.basis}"


class Evidence(Owned):
    """A paper of the dossier."""

    nomination = models.ForeignKey(Nomination, on_delete=models.CASCADE, related_name="evidence")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    part = models.CharField("thuộc phần", max_length=12, choices=Part.choices)
    note = models.CharField("ghi chú", max_length=200, blank=True)
    added_at = models.DateTimeField(auto_now_add=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "minh chứng"
        verbose_name_plural = "minh chứng"

    def __str__(self) -> str:
        return self.file.name
