"""Cases of long-standing honours: the person or family, the facts, the papers, the way up."""

from __future__ import annotations

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q

from thidua.core.codes import new_code
from thidua.core.constraints import date_order, state_needs
from thidua.core.models import Owned
from thidua.core.search import search_index
from thidua.core.workflow import Case
from thidua.documents.models import StoredFile
from thidua.honours.case_enums import (
    CaseKind,
    CaseState,
    Level,
    Outcome,
    PaperState,
    Priority,
    Relation,
)
from thidua.organizations.models import Household, Person, Unit
from thidua.registry.models import Award


class HonourCase(Owned, Case):
    """One person or family proposed for an honour of the wars, until it is in their hands.

    `received_on` is the day the declaration was received: the waiting counts from it. `level_since`
    is the day the file came to where it lies now. Facts that nobody has said are empty, which is
    not the same as no. `members_complete`: the list of the family leaves nobody out.
    """

    code = models.CharField("mã", max_length=12, unique=True, default=new_code)
    kind = models.CharField("loại", max_length=10, choices=CaseKind.choices)
    title_code = models.CharField("hình thức đề nghị", max_length=20, blank=True)
    form_words = models.CharField("hình thức ghi trong hồ sơ", max_length=200, blank=True)
    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="honour_cases", verbose_name="xã, phường"
    )
    unit_name = models.CharField("tên xã, phường", max_length=200)
    name = models.CharField("họ tên, gia đình được đề nghị", max_length=200)
    birth_words = models.CharField("ngày sinh, năm sinh", max_length=40, blank=True)
    birth_year = models.PositiveSmallIntegerField("năm sinh", null=True, blank=True)
    posthumous = models.BooleanField("đã mất, đề nghị truy tặng", default=False)
    address = models.CharField("nơi ở, quê quán", max_length=300, blank=True)
    declarant = models.CharField("người kê khai", max_length=200, blank=True)
    declarant_relation = models.CharField("quan hệ", max_length=100, blank=True)
    by_relative = models.BooleanField("thân nhân đứng ra kê khai", null=True, blank=True)
    summary = models.TextField("tóm tắt quá trình, thành tích", blank=True)
    received_on = models.DateField("ngày nhận bản khai")
    level_since = models.DateField("ở bước này từ ngày")

    children = models.PositiveSmallIntegerField("tổng số con", null=True, blank=True)
    members_complete = models.BooleanField("đã kê đủ người trong gia đình", default=False)
    volunteer = models.BooleanField("là thanh niên xung phong", null=True, blank=True)
    volunteer_months = models.PositiveSmallIntegerField(
        "số tháng tham gia thanh niên xung phong", null=True, blank=True
    )
    tasks_done = models.BooleanField("có thành tích, hoàn thành nhiệm vụ", null=True, blank=True)
    loyal = models.BooleanField("trung thành với Tổ quốc", null=True, blank=True)

    priority = models.CharField("ưu tiên", max_length=5, choices=Priority.choices, blank=True)
    priority_reason = models.CharField("lý do ưu tiên", max_length=300, blank=True)
    posted_on = models.DateField("niêm yết từ ngày", null=True, blank=True)
    posted_until = models.DateField("kết thúc niêm yết ngày", null=True, blank=True)
    posting_place = models.CharField("nơi niêm yết", max_length=200, blank=True)
    posting_result = models.CharField("kết quả niêm yết", max_length=500, blank=True)

    decision_number = models.CharField("số quyết định", max_length=60, blank=True)
    decided_on = models.DateField("ngày quyết định", null=True, blank=True)
    decider = models.CharField("người quyết định", max_length=200, blank=True)
    award = models.OneToOneField(
        Award, null=True, blank=True, on_delete=models.PROTECT, related_name="honour_case"
    )
    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="honour_cases"
    )
    household = models.ForeignKey(
        Household, null=True, blank=True, on_delete=models.PROTECT, related_name="honour_cases"
    )
    handed_to = models.CharField("người nhận", max_length=200, blank=True)
    outcome_reason = models.CharField("lý do", max_length=500, blank=True)

    search_key = models.CharField(max_length=400, editable=False)
    sort_key = models.CharField(max_length=400, editable=False)
    opened_at = models.DateTimeField(auto_now_add=True)
    state = models.CharField(max_length=14, choices=CaseState.choices, default=CaseState.DRAFT)
    commune_at = models.DateTimeField(null=True, blank=True)
    district_at = models.DateTimeField(null=True, blank=True)
    province_at = models.DateTimeField(null=True, blank=True)
    ministry_at = models.DateTimeField(null=True, blank=True)
    prime_minister_at = models.DateTimeField(null=True, blank=True)
    president_at = models.DateTimeField(null=True, blank=True)
    given_back_at = models.DateTimeField(null=True, blank=True)
    granted_at = models.DateTimeField(null=True, blank=True)
    handed_over_at = models.DateTimeField(null=True, blank=True)
    refused_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "hồ sơ tồn đọng"
        verbose_name_plural = "hồ sơ tồn đọng"
        indexes = (
            models.Index(fields=("authority", "state", "received_on")),
            search_index("honours_case_search"),
        )
        constraints = (
            date_order(
                "honours_case_level_since",
                "received_on",
                "level_since",
                "Ngày chuyển bước không thể trước ngày nhận bản khai.",
            ),
            date_order(
                "honours_case_posting",
                "posted_on",
                "posted_until",
                "Ngày kết thúc niêm yết phải sau ngày niêm yết.",
            ),
            models.CheckConstraint(
                name="honours_case_title",
                condition=Q(kind=CaseKind.RESISTANCE, title_code="")
                | (~Q(kind=CaseKind.RESISTANCE) & ~Q(title_code="")),
                violation_error_message="Chọn hình thức khen thưởng của loại hồ sơ này.",
            ),
            models.CheckConstraint(
                name="honours_case_priority",
                condition=Q(priority="") | ~Q(priority_reason=""),
                violation_error_message="Đánh dấu ưu tiên phải ghi lý do.",
            ),
            models.CheckConstraint(
                name="honours_case_decision",
                condition=~Q(state__in=(CaseState.GRANTED, CaseState.HANDED_OVER))
                | (~Q(decision_number="") & Q(decided_on__isnull=False)),
                violation_error_message="Hồ sơ đã có quyết định phải ghi số và ngày quyết định.",
            ),
            models.CheckConstraint(
                name="honours_case_one_subject",
                condition=Q(person__isnull=True) | Q(household__isnull=True),
                violation_error_message="Hồ sơ là của một người hoặc một gia đình.",
            ),
            *(
                state_needs(
                    f"honours_case_{state.value}",
                    (state,),
                    f"{state.value}_at",
                    f"Hồ sơ ở bước “{state.label}” phải có thời điểm vào bước đó.",
                )
                for state in CaseState
                if state is not CaseState.DRAFT
            ),
        )

    def __str__(self) -> str:
        return self.name


class FamilyMember(Owned):
    """One member of the family and what counts of them; `martyr` empty: not known.

    A martyr is who holds a Bằng Tổ quốc ghi công: `certificate` is its number.
    """

    case = models.ForeignKey(HonourCase, on_delete=models.CASCADE, related_name="members")
    relation = models.CharField("quan hệ", max_length=8, choices=Relation.choices)
    name = models.CharField("họ tên", max_length=120)
    martyr = models.BooleanField("liệt sĩ", null=True, blank=True)
    certificate = models.CharField("số Bằng Tổ quốc ghi công", max_length=80, blank=True)
    invalid_rate = models.PositiveSmallIntegerField(
        "tỷ lệ thương tật, %", null=True, blank=True, validators=[MaxValueValidator(100)]
    )
    note = models.CharField("ghi chú", max_length=200, blank=True)

    class Meta:
        verbose_name = "người trong gia đình"
        verbose_name_plural = "người trong gia đình"
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=("authority", "case", "relation", "name"),
                name="honours_member_once",
                violation_error_message="Người này đã có trong danh sách gia đình.",
            ),
            models.UniqueConstraint(
                fields=("authority", "case", "certificate"),
                condition=~Q(certificate=""),
                name="honours_member_certificate",
                violation_error_message="Số Bằng Tổ quốc ghi công này đã ghi cho người khác "
                "trong hồ sơ. Kiểm tra lại số bằng.",
            ),
            models.CheckConstraint(
                name="honours_member_rate",
                condition=Q(invalid_rate__isnull=True) | Q(invalid_rate__range=(1, 100)),
                violation_error_message="Tỷ lệ thương tật từ 1 đến 100.",
            ),
            models.CheckConstraint(
                name="honours_member_holds",
                condition=Q(certificate="") | Q(martyr=True),
                violation_error_message="Có Bằng Tổ quốc ghi công thì ghi là liệt sĩ.",
            ),
        )

    def __str__(self) -> str:
        return self.name


class CasePaper(Owned):
    """One paper of a case: there, missing, or not needed and why.

    `code` is the paper's in the rule book, or the paper's own where `name` is the authority's.
    """

    case = models.ForeignKey(HonourCase, on_delete=models.CASCADE, related_name="papers")
    code = models.CharField("mã giấy tờ", max_length=30, default=new_code)
    name = models.CharField("tên giấy tờ", max_length=200, blank=True)
    state = models.CharField(max_length=10, choices=PaperState.choices)
    note = models.CharField("ghi chú, căn cứ", max_length=300, blank=True)
    file = models.OneToOneField(
        StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="honour_paper"
    )
    noted_at = models.DateTimeField(auto_now=True)
    noted_by_name = models.CharField(max_length=200)

    class Meta:
        verbose_name = "giấy tờ của hồ sơ tồn đọng"
        verbose_name_plural = "giấy tờ của hồ sơ tồn đọng"
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=("authority", "case", "code"),
                name="honours_paper_once",
                violation_error_message="Giấy tờ này đã ghi trong hồ sơ.",
            ),
            models.CheckConstraint(
                name="honours_paper_not_needed",
                condition=~Q(state=PaperState.NOT_NEEDED) | ~Q(note=""),
                violation_error_message="Giấy tờ không cần thì ghi rõ căn cứ.",
            ),
        )

    def __str__(self) -> str:
        return self.name or self.code


class Stay(Owned):
    """From when to when the file lay at a level, and how it left; one open stay at a time."""

    case = models.ForeignKey(HonourCase, on_delete=models.CASCADE, related_name="stays")
    level = models.CharField("cấp", max_length=14, choices=Level.choices)
    entered_on = models.DateField("đến ngày")
    left_on = models.DateField("đi ngày", null=True, blank=True)
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True)
    reason = models.CharField("lý do", max_length=500, blank=True)

    class Meta:
        verbose_name = "thời gian hồ sơ ở một cấp"
        verbose_name_plural = "thời gian hồ sơ ở các cấp"
        ordering = ("pk",)
        constraints = (
            models.CheckConstraint(
                name="honours_stay_dates",
                condition=Q(left_on__isnull=True) | Q(left_on__gte=F("entered_on")),
                violation_error_message="Ngày đi không thể trước ngày đến.",
            ),
            models.UniqueConstraint(
                fields=("authority", "case"),
                condition=Q(left_on__isnull=True),
                name="honours_stay_open_once",
                violation_error_message="Hồ sơ chỉ ở một cấp trong một lúc.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_level_display()} {self.entered_on}"


class CaseRecusal(Owned):
    """Somebody close to the family, who sees nothing of the case under any hat of the office."""

    case = models.ForeignKey(HonourCase, on_delete=models.CASCADE, related_name="recusals")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    user_name = models.CharField(max_length=200)
    words = models.CharField("quan hệ với gia đình", max_length=300)
    made_at = models.DateTimeField(auto_now_add=True)
    made_by_name = models.CharField(max_length=200)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by_name = models.CharField(max_length=200, blank=True)
    withdrawn_why = models.CharField("lý do rút", max_length=300, blank=True)

    class Meta:
        verbose_name = "người không xem hồ sơ tồn đọng"
        verbose_name_plural = "người không xem hồ sơ tồn đọng"
        constraints = (
            models.UniqueConstraint(
                fields=("authority", "case", "user"),
                condition=Q(withdrawn_at__isnull=True),
                name="honours_recusal_once",
                violation_error_message="Người này đã được ghi là có liên quan đến gia đình.",
            ),
            date_order(
                "honours_recusal_withdrawn",
                "made_at",
                "withdrawn_at",
                "Không rút trước khi khai.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.user_name}: {self.case_id}"
