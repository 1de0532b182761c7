"""A list of candidates as it was published, where, and when its clock stood still."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from thidua.commendation.models import Nomination, Round
from thidua.core.codes import new_code
from thidua.core.constraints import date_order, state_needs
from thidua.core.models import Owned, Revised
from thidua.core.search import search_index
from thidua.core.workflow import Case
from thidua.publicity.enums import ListState, PlaceKind


class CandidateList(Owned, Case):
    """A list put before the people (Điều 84 khoản 5) for a number of working days.

    `opened_on` is the day of posting, not counted itself. `working_days` is the law's number or
    the authority's own, `basis` the text that says so. `said_last_day` stands only where the
    calendar of the year is not on file and the office named the day itself, on `said_basis`.
    """

    code = models.CharField("mã", max_length=12, unique=True, default=new_code)
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="candidate_lists")
    name = models.CharField("tên danh sách", max_length=200)
    working_days = models.PositiveSmallIntegerField("số ngày làm việc lấy ý kiến")
    basis = models.CharField("căn cứ của thời hạn", max_length=300)
    is_compulsory = models.BooleanField("pháp luật buộc công khai", default=False)
    how_else = models.CharField("nơi nhận ý kiến ngoài cổng này", max_length=300, blank=True)
    opened_on = models.DateField("ngày đăng", null=True, blank=True)
    said_last_day = models.DateField("ngày cuối do cơ quan ấn định", null=True, blank=True)
    said_basis = models.CharField("căn cứ của ngày cuối", max_length=300, blank=True)
    state = models.CharField(max_length=10, choices=ListState.choices, default=ListState.DRAFT)
    draft_at = models.DateTimeField(auto_now_add=True)
    open_at = models.DateTimeField(null=True, blank=True)
    paused_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField("lý do tạm dừng, rút", max_length=500, blank=True)
    reminded_at = models.DateTimeField("nhắc kết thúc lúc", null=True, blank=True)

    class Meta:
        verbose_name = "danh sách lấy ý kiến Nhân dân"
        verbose_name_plural = "danh sách lấy ý kiến Nhân dân"
        indexes = (models.Index(fields=("authority", "state", "-opened_on")),)
        constraints = (
            models.CheckConstraint(
                name="publicity_list_days",
                condition=Q(working_days__range=(1, 60)) & ~Q(basis=""),
                violation_error_message=(
                    "Thời gian lấy ý kiến từ 1 đến 60 ngày làm việc và phải ghi căn cứ."
                ),
            ),
            models.CheckConstraint(
                name="publicity_list_said_day",
                condition=Q(said_last_day__isnull=True, said_basis="")
                | (
                    Q(said_last_day__isnull=False)
                    & ~Q(said_basis="")
                    & Q(opened_on__isnull=False, said_last_day__gt=F("opened_on"))
                ),
                violation_error_message=(
                    "Ngày cuối phải sau ngày đăng và phải ghi căn cứ tính ngày đó."
                ),
            ),
            *(
                state_needs(
                    f"publicity_list_{state.value}",
                    (state,),
                    f"{state.value}_at",
                    f"Danh sách ở bước “{state.label}” phải có thời điểm vào bước đó.",
                )
                for state in ListState
                if state is not ListState.DRAFT
            ),
            state_needs(
                "publicity_list_opened",
                (ListState.OPEN, ListState.PAUSED, ListState.CLOSED),
                "opened_on",
                "Danh sách đã đăng phải có ngày đăng.",
            ),
            models.UniqueConstraint(
                fields=("authority", "round", "name"),
                condition=~Q(state=ListState.WITHDRAWN),
                name="publicity_list_name",
                violation_error_message="Đợt xét này đã có danh sách cùng tên.",
            ),
        )

    def __str__(self) -> str:
        return self.name


class Candidate(Owned, Revised):
    """One published line: name, position and unit, title, short achievement, and nothing else.

    Frozen when the list opens; a correction after that carries its `note` for everybody to read.
    """

    code = models.CharField("mã", max_length=12, unique=True, default=new_code)
    list = models.ForeignKey(CandidateList, on_delete=models.CASCADE, related_name="candidates")
    nomination = models.ForeignKey(Nomination, on_delete=models.PROTECT, related_name="candidacies")
    name = models.CharField("họ tên, tên tập thể, hộ", max_length=200)
    detail = models.CharField("chức vụ, đơn vị", max_length=400, blank=True)
    title_code = models.CharField("danh hiệu, hình thức", max_length=20)
    achievement = models.CharField("tóm tắt thành tích", max_length=300, blank=True)
    corrected_at = models.DateTimeField("đính chính lúc", null=True, blank=True)
    note = models.CharField("nội dung đính chính", max_length=300, blank=True)
    search_key = models.CharField(max_length=400, editable=False)
    sort_key = models.CharField(max_length=600, editable=False)

    class Meta:
        verbose_name = "trường hợp trong danh sách lấy ý kiến"
        verbose_name_plural = "trường hợp trong danh sách lấy ý kiến"
        indexes = (search_index("publicity_candidate_search"),)
        constraints = (
            models.UniqueConstraint(
                fields=("authority", "list", "nomination"),
                name="publicity_candidate_once",
                violation_error_message="Hồ sơ này đã có trong danh sách.",
            ),
            models.CheckConstraint(
                name="publicity_candidate_note",
                condition=Q(corrected_at__isnull=True, note="")
                | (Q(corrected_at__isnull=False) & ~Q(note="")),
                violation_error_message="Đính chính phải ghi rõ đã sửa gì.",
            ),
        )

    def __str__(self) -> str:
        return self.name


class Placement(Owned):
    """One place where the list was made public, and since when."""

    list = models.ForeignKey(CandidateList, on_delete=models.CASCADE, related_name="placements")
    kind = models.CharField("hình thức", max_length=8, choices=PlaceKind.choices)
    where = models.CharField("nơi đăng", max_length=200)
    posted_on = models.DateField("ngày đăng")
    link = models.URLField("địa chỉ", max_length=300, blank=True)
    made_at = models.DateTimeField(auto_now_add=True)
    made_by_name = models.CharField(max_length=200)

    class Meta:
        verbose_name = "nơi công khai danh sách"
        verbose_name_plural = "nơi công khai danh sách"
        constraints = (
            models.UniqueConstraint(
                fields=("authority", "list", "kind", "where"),
                name="publicity_placement_once",
                violation_error_message="Nơi đăng này đã được ghi.",
            ),
        )

    def __str__(self) -> str:
        return self.where


class ClockStop(Owned):
    """Days that do not count, from `since` to `until` both included; still running without `until`.

    For the whole list, or for one candidate while something said about them is cleared up.
    """

    list = models.ForeignKey(CandidateList, on_delete=models.CASCADE, related_name="stops")
    candidate = models.ForeignKey(
        Candidate, null=True, blank=True, on_delete=models.CASCADE, related_name="stops"
    )
    since = models.DateField("từ ngày")
    until = models.DateField("đến hết ngày", null=True, blank=True)
    words = models.CharField("lý do", max_length=300)

    class Meta:
        verbose_name = "thời gian dừng tính thời hạn lấy ý kiến"
        verbose_name_plural = "thời gian dừng tính thời hạn lấy ý kiến"
        constraints = (
            date_order(
                "publicity_stop_dates",
                "since",
                "until",
                "Không tính tiếp thời hạn trước khi dừng.",
            ),
        )

    def __str__(self) -> str:
        return self.words
