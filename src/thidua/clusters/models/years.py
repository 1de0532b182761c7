"""Clusters, what they are in a year, their members and the panel."""

from __future__ import annotations

from typing import ClassVar

import pgtrigger
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q

from thidua.clusters.enums import ORGANISED_BY, ClusterKind, Organiser, Place, State
from thidua.clusters.models.criteria import CriteriaTree
from thidua.core.codes import new_code
from thidua.core.constraints import date_order, state_needs
from thidua.core.models import Owned, Revised
from thidua.core.search import search_index
from thidua.core.workflow import Case
from thidua.documents.models import StoredFile
from thidua.organizations.models import Unit

_STEPS = ("self_scoring", "cross_checking", "panel", "announced", "published")


class ClusterSettings(Owned, Revised):
    """What the authority settled for all its clusters.

    `flag_share`: percent of the leaders that it puts forward for the Government's flag at most, by
    the paper `flag_share_basis` names; empty: only what the rule book has, as sure as it is there.
    """

    flag_share = models.DecimalField(
        "tỷ lệ đề nghị Cờ thi đua của Chính phủ, %",
        max_digits=5,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MaxValueValidator(100)],
    )
    flag_share_basis = models.CharField("văn bản quy định tỷ lệ", max_length=300, blank=True)

    class Meta:
        verbose_name = "quy ước về cụm, khối thi đua"
        verbose_name_plural = "quy ước về cụm, khối thi đua"
        constraints = (
            models.UniqueConstraint(
                fields=("authority",),
                name="clusters_settings_once",
                violation_error_message="Mỗi cơ quan có một bộ quy ước về cụm, khối.",
            ),
            models.CheckConstraint(
                name="clusters_settings_share",
                condition=Q(flag_share__isnull=True, flag_share_basis="")
                | (Q(flag_share__gt=0, flag_share__lte=100) & ~Q(flag_share_basis="")),
                violation_error_message=(
                    "Tỷ lệ từ trên 0 đến 100 %%, ghi cùng văn bản quy định; không có thì để "
                    "trống cả hai."
                ),
            ),
        )

    def __str__(self) -> str:
        return f"{self.flag_share} %"


class Cluster(Owned, Revised):
    """A cluster or block as a lasting thing; members and scores belong to its years.

    Below the province the law names no flag: what the leader is proposed for there is the
    authority's own rule (`flag_name` with `flag_basis`), or nothing.
    """

    code = models.CharField("mã", max_length=12, unique=True, default=new_code)
    name = models.CharField("tên", max_length=200)
    kind = models.CharField("loại", max_length=7, choices=ClusterKind.choices)
    organiser = models.CharField("cấp tổ chức", max_length=8, choices=Organiser.choices)
    organiser_name = models.CharField("cơ quan tổ chức", max_length=200, blank=True)
    basis = models.CharField("văn bản chia cụm, khối", max_length=300, blank=True)
    flag_name = models.CharField("đơn vị dẫn đầu được đề nghị tặng", max_length=200, blank=True)
    flag_basis = models.CharField("căn cứ đề nghị", max_length=300, blank=True)
    search_key = models.CharField(max_length=500, editable=False)

    class Meta:
        verbose_name = "cụm, khối thi đua"
        verbose_name_plural = "cụm, khối thi đua"
        ordering: ClassVar = ["name", "pk"]
        indexes = (search_index("clusters_cluster_search"),)
        constraints = (
            models.UniqueConstraint(
                fields=("authority", "name"),
                name="clusters_cluster_once",
                violation_error_message="Đã có cụm, khối cùng tên. Mở năm mới cho cụm, khối đó.",
            ),
            models.CheckConstraint(
                name="clusters_cluster_flag",
                condition=Q(flag_name="", flag_basis="") | (~Q(flag_name="") & ~Q(flag_basis="")),
                violation_error_message="Hình thức đề nghị và căn cứ phải ghi cả hai.",
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def organised_by(self) -> str:
        """“UBND thành phố Hải Phòng”, or the level where no name is given."""
        return self.organiser_name or ORGANISED_BY[Organiser(self.organiser)]


class ClusterYear(Owned, Case):
    """A cluster in one year: members, pact, timetable, and where its scoring stands.

    The days are last days: what comes later is late. `correction_reason`: why a published result
    is being replaced by a newer one.
    """

    code = models.CharField("mã", max_length=12, unique=True, default=new_code)
    cluster = models.ForeignKey(Cluster, on_delete=models.PROTECT, related_name="years")
    year = models.PositiveSmallIntegerField("năm")
    tree = models.ForeignKey(
        CriteriaTree, null=True, blank=True, on_delete=models.PROTECT, related_name="uses"
    )
    state = models.CharField("bước", max_length=16, choices=State.choices, default=State.DRAFT)
    self_due_on = models.DateField("hạn tự chấm", null=True, blank=True)
    cross_due_on = models.DateField("hạn chấm chéo", null=True, blank=True)
    panel_due_on = models.DateField("hạn thẩm định", null=True, blank=True)
    objections_due_on = models.DateField("hạn kiến nghị", null=True, blank=True)
    pact_signed_on = models.DateField("ngày ký giao ước", null=True, blank=True)
    pact_words = models.TextField("nội dung giao ước", blank=True, max_length=4000)
    pact_file = models.ForeignKey(
        StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    is_public = models.BooleanField("đăng kết quả cho Nhân dân xem", default=False)
    correction_reason = models.CharField("lý do sửa kết quả", max_length=500, blank=True)
    self_scoring_at = models.DateTimeField(null=True, blank=True)
    cross_checking_at = models.DateTimeField(null=True, blank=True)
    panel_at = models.DateTimeField(null=True, blank=True)
    announced_at = models.DateTimeField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "năm thi đua của cụm, khối"
        verbose_name_plural = "năm thi đua của cụm, khối"
        ordering: ClassVar = ["-year", "cluster__name", "pk"]
        constraints = (
            models.UniqueConstraint(
                fields=("authority", "cluster", "year"),
                name="clusters_year_once",
                violation_error_message="Cụm, khối này đã có năm đó.",
            ),
            models.CheckConstraint(
                name="clusters_year_range",
                condition=Q(year__range=(2000, 2100)),
                violation_error_message="Năm từ 2000 đến 2100.",
            ),
            date_order(
                "clusters_year_cross_due", "self_due_on", "cross_due_on",
                "Hạn chấm chéo phải sau hạn tự chấm.",
            ),
            date_order(
                "clusters_year_panel_due", "cross_due_on", "panel_due_on",
                "Hạn thẩm định phải sau hạn chấm chéo.",
            ),
            *(
                state_needs(
                    f"clusters_year_{state}", (state,), f"{state}_at",
                    "Bước hiện tại phải có thời điểm chuyển tới.",
                )
                for state in _STEPS
            ),
            models.CheckConstraint(
                name="clusters_year_tree",
                condition=Q(state="draft") | Q(tree__isnull=False),
                violation_error_message="Chưa chọn bảng điểm.",
            ),
        )  # fmt: skip
        triggers = (
            pgtrigger.Protect(
                name="tree_stays",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    "OLD.state <> 'draft' AND OLD.tree_id IS DISTINCT FROM NEW.tree_id"
                ),
            ),
        )

    def __str__(self) -> str:
        return f"{self.cluster} năm {self.year}"


class ClusterMember(Owned):
    """A unit in the cluster for the year.

    `left_on` and `followed_by`: the unit was merged or divided on the way; its scores stay, its
    successor is a member of its own. `unranked_reason`: scored or not, it is given no rank.
    """

    year = models.ForeignKey(ClusterYear, on_delete=models.PROTECT, related_name="members")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="cluster_places")
    order = models.PositiveSmallIntegerField("thứ tự")
    place = models.CharField(
        "vai trò trong cụm", max_length=6, choices=Place.choices, default=Place.MEMBER
    )
    left_on = models.DateField("thôi là thành viên từ", null=True, blank=True)
    left_words = models.CharField("vì sao", max_length=500, blank=True)
    followed_by = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="follows"
    )
    unranked_reason = models.CharField("lý do không xếp hạng", max_length=300, blank=True)

    class Meta:
        verbose_name = "thành viên cụm, khối"
        verbose_name_plural = "thành viên cụm, khối"
        ordering: ClassVar = ["order", "pk"]
        constraints = (
            models.UniqueConstraint(
                fields=("authority", "year", "unit"),
                name="clusters_member_once",
                violation_error_message="Đơn vị này đã là thành viên trong năm.",
            ),
            models.UniqueConstraint(
                fields=("authority", "year"),
                condition=Q(place="leader"),
                name="clusters_member_one_leader",
                violation_error_message="Mỗi cụm, khối có một trưởng trong năm.",
            ),
            models.CheckConstraint(
                name="clusters_member_left",
                condition=Q(left_on__isnull=True, left_words="", followed_by__isnull=True)
                | (Q(left_on__isnull=False) & ~Q(left_words="")),
                violation_error_message="Thôi là thành viên phải ghi ngày và lý do.",
            ),
            models.CheckConstraint(
                name="clusters_member_follows",
                condition=Q(followed_by__isnull=True) | ~Q(followed_by=F("pk")),
                violation_error_message="Đơn vị không thể kế tiếp chính nó.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.year_id}: {self.unit_id}"


class PanelMember(Owned):
    """Somebody on the panel (tổ thẩm định); whose unit is scored is shown beside it."""

    year = models.ForeignKey(ClusterYear, on_delete=models.PROTECT, related_name="panelists")
    full_name = models.CharField("họ và tên", max_length=120)
    post = models.CharField("chức vụ, nơi công tác", max_length=200, blank=True)
    unit = models.ForeignKey(
        Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = "thành viên tổ thẩm định"
        verbose_name_plural = "thành viên tổ thẩm định"
        ordering: ClassVar = ["pk"]
        constraints = (
            models.UniqueConstraint(
                fields=("authority", "year", "full_name", "post"),
                name="clusters_panelist_once",
                violation_error_message="Người này đã có trong tổ thẩm định.",
            ),
        )

    def __str__(self) -> str:
        return self.full_name
