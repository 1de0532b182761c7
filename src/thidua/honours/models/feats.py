"""Sudden feats (khen đột xuất): the report, and the persons and collectives it is about."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from thidua.commendation.enums import Subject
from thidua.commendation.models import Nomination, Round
from thidua.core.codes import new_code
from thidua.core.constraints import date_order, state_needs
from thidua.core.models import Owned
from thidua.core.search import search_index
from thidua.core.workflow import Case
from thidua.honours.feat_enums import FeatState
from thidua.organizations.models import Unit


class FeatReport(Owned, Case):
    """A feat as it was reported: time, place, act, result, witnesses, certifier.

    `happened_at` is the moment of the deed, `reported_at` that of the report; every step counts its
    hours from both. `round` is the standing round of the year once the office has checked it.
    """

    code = models.CharField("mã", max_length=12, unique=True, default=new_code)
    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="feats", verbose_name="đơn vị đề nghị"
    )
    unit_name = models.CharField("tên đơn vị", max_length=200)
    name = models.CharField("việc, gọi tắt", max_length=200)
    happened_at = models.DateTimeField("xảy ra lúc")
    place = models.CharField("nơi xảy ra", max_length=200)
    act = models.TextField("hành động")
    result = models.TextField("kết quả", blank=True)
    witnesses = models.CharField("người chứng kiến", max_length=500, blank=True)
    certifier = models.CharField("người, cơ quan xác nhận", max_length=200, blank=True)
    certificate = models.CharField("giấy xác nhận", max_length=300, blank=True)
    reported_by_name = models.CharField(max_length=200)
    check_note = models.CharField("kết quả kiểm tra", max_length=500, blank=True)
    outcome_reason = models.CharField("lý do không đề nghị", max_length=500, blank=True)
    papers = ArrayField(
        models.CharField(max_length=30), verbose_name="giấy tờ đã có", default=list, blank=True
    )
    round = models.ForeignKey(
        Round, null=True, blank=True, on_delete=models.PROTECT, related_name="feats"
    )
    search_key = models.CharField(max_length=400, editable=False)
    state = models.CharField(max_length=12, choices=FeatState.choices, default=FeatState.REPORTED)
    reported_at = models.DateTimeField(auto_now_add=True)
    checked_at = models.DateTimeField(null=True, blank=True)
    proposed_at = models.DateTimeField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    handed_over_at = models.DateTimeField(null=True, blank=True)
    turned_down_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "thành tích đột xuất"
        verbose_name_plural = "thành tích đột xuất"
        indexes = (
            models.Index(fields=("authority", "state", "happened_at")),
            search_index("honours_feat_search"),
        )
        constraints = (
            date_order(
                "honours_feat_reported_after",
                "happened_at",
                "reported_at",
                "Việc phải xảy ra trước khi báo.",
            ),
            *(
                state_needs(
                    f"honours_feat_{state.value}",
                    (state,),
                    f"{state.value}_at",
                    f"Việc ở bước “{state.label}” phải có thời điểm vào bước đó.",
                )
                for state in FeatState
                if state is not FeatState.REPORTED
            ),
            models.CheckConstraint(
                name="honours_feat_round",
                condition=~Q(state__in=("checked", "proposed", "decided", "handed_over"))
                | Q(round__isnull=False),
                violation_error_message="Việc đã kiểm tra phải nằm trong đợt khen đột xuất.",
            ),
        )

    def __str__(self) -> str:
        return self.name


class FeatSubject(Owned):
    """Somebody the feat is about, as reported; `nomination` once a dossier was drawn up."""

    code = models.CharField("mã", max_length=12, unique=True, default=new_code)
    feat = models.ForeignKey(FeatReport, on_delete=models.CASCADE, related_name="subjects")
    kind = models.CharField("đối tượng", max_length=10, choices=Subject.choices)
    name = models.CharField("họ tên, tên tập thể, hộ", max_length=200)
    birth_words = models.CharField("ngày sinh, năm sinh", max_length=40, blank=True)
    position = models.CharField("chức vụ, nơi công tác, nơi ở", max_length=200, blank=True)
    nomination = models.OneToOneField(
        Nomination, null=True, blank=True, on_delete=models.PROTECT, related_name="feat_subject"
    )

    class Meta:
        verbose_name = "người, tập thể lập thành tích"
        verbose_name_plural = "người, tập thể lập thành tích"
        constraints = (
            models.UniqueConstraint(
                fields=("authority", "feat", "kind", "name", "birth_words"),
                name="honours_feat_subject_once",
                violation_error_message="Người, tập thể này đã có trong báo cáo.",
            ),
        )

    def __str__(self) -> str:
        return self.name
