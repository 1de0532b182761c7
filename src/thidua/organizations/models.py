"""Units over time, people and their posts."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value

from thidua.core.codes import new_code
from thidua.core.constraints import date_order, one_of
from thidua.core.models import Owned
from thidua.core.search import search_index
from thidua.organizations.enums import PositionGroup, Sex, SuccessionKind, UnitKind


class Authority(models.Model):
    """The body that runs this installation; its key stands in every table."""

    code = models.SlugField("mã", unique=True)
    name = models.CharField("tên", max_length=200)
    place = models.CharField("địa danh ghi trên văn bản", max_length=100)

    class Meta:
        verbose_name = "cơ quan"
        verbose_name_plural = "cơ quan"

    def __str__(self) -> str:
        return self.name


class Unit(Owned):
    """A unit as a lasting thing; its name, kind and parent by date stand in `UnitVersion`.

    Never keyed by name: there were two wards An Dương in Hải Phòng.
    `ended_on` is the first day on which the unit no longer exists.
    """

    code = models.CharField("mã", max_length=12, unique=True, default=new_code)
    began_on = models.DateField("có từ ngày", null=True, blank=True)
    ended_on = models.DateField("hết từ ngày", null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "đơn vị"
        verbose_name_plural = "đơn vị"
        constraints = (
            models.CheckConstraint(
                name="organizations_unit_dates",
                condition=Q(ended_on__isnull=True)
                | Q(began_on__isnull=True)
                | Q(ended_on__gt=F("began_on")),
                violation_error_message="Ngày kết thúc của đơn vị phải sau ngày bắt đầu.",
            ),
        )

    def __str__(self) -> str:
        return self.code


class UnitVersion(Owned):
    """What a unit was called, what it was and what it stood under, during `valid` [from, to)."""

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="versions")
    valid = DateRangeField("hiệu lực")
    kind = models.CharField("loại", max_length=20, choices=UnitKind.choices)
    name = models.CharField("tên", max_length=200)
    short_name = models.CharField("tên ngắn", max_length=100, blank=True)
    aliases = models.JSONField("tên gọi khác", default=list, blank=True)
    parent = models.ForeignKey(
        Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    search_key = models.CharField(max_length=300, editable=False)
    sort_key = models.CharField(max_length=600, editable=False)

    class Meta:
        verbose_name = "tên và cấp của đơn vị"
        verbose_name_plural = "tên và cấp của đơn vị"
        indexes = (search_index("organizations_version_search"),)
        constraints = (
            # The embedded server has no btree_gist: a one-point integer range stands for equality.
            ExclusionConstraint(
                name="organizations_version_no_overlap",
                expressions=(
                    (
                        Func(F("unit"), F("unit"), Value("[]"), function="int8range"),
                        RangeOperators.OVERLAPS,
                    ),
                    (F("valid"), RangeOperators.OVERLAPS),
                ),
                violation_error_message="Một đơn vị không có hai tên trong cùng một ngày.",
            ),
        )

    def __str__(self) -> str:
        return self.name


class UnitSuccession(Owned):
    """`successor` continues `predecessor` from `on`; several rows make a merger or a split."""

    predecessor = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="successions")
    successor = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="origins")
    on = models.DateField("từ ngày")
    kind = models.CharField("cách", max_length=10, choices=SuccessionKind.choices)
    instrument = models.CharField("căn cứ", max_length=200, blank=True)
    confidence = models.CharField("độ tin cậy", max_length=20, default="verified")

    class Meta:
        verbose_name = "sự kế tiếp đơn vị"
        verbose_name_plural = "sự kế tiếp đơn vị"
        constraints = (
            models.UniqueConstraint(
                fields=("authority", "predecessor", "successor", "on"),
                name="organizations_succession_once",
                violation_error_message="Sự kế tiếp này đã được ghi.",
            ),
            models.CheckConstraint(
                name="organizations_succession_two",
                condition=~Q(predecessor=F("successor")),
                violation_error_message="Đơn vị không thể kế tiếp chính nó.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.predecessor_id} → {self.successor_id} ({self.on})"


class Person(Owned):
    """A person as the registry knows them. Birth may be a full date, a year, or not known."""

    code = models.CharField("mã", max_length=12, unique=True, default=new_code)
    full_name = models.CharField("họ và tên", max_length=120)
    birth_on = models.DateField("ngày sinh", null=True, blank=True)
    birth_year = models.PositiveSmallIntegerField("năm sinh", null=True, blank=True)
    sex = models.CharField("giới tính", max_length=6, choices=Sex.choices, blank=True)
    search_key = models.CharField(max_length=120, editable=False)
    sort_key = models.CharField(max_length=400, editable=False)
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="absorbed"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "người"
        verbose_name_plural = "người"
        indexes = (
            search_index("organizations_person_search"),
            models.Index(fields=("authority", "sort_key")),
        )
        constraints = (
            models.CheckConstraint(
                name="organizations_person_birth",
                condition=Q(birth_on__isnull=True) | Q(birth_year=F("birth_on__year")),
                violation_error_message="Năm sinh phải khớp với ngày sinh.",
            ),
            models.CheckConstraint(
                name="organizations_person_merge",
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("id")),
                violation_error_message="Không gộp một người vào chính người đó.",
            ),
        )

    def __str__(self) -> str:
        return self.full_name


class Post(Owned):
    """A person's post in a unit; `until` is the first day after it. Open ends are unknown."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="posts")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="posts")
    title = models.CharField("chức vụ", max_length=150, blank=True)
    group = models.CharField("nhóm", max_length=10, choices=PositionGroup.choices, blank=True)
    since = models.DateField("từ ngày", null=True, blank=True)
    until = models.DateField("đến ngày", null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "công tác"
        verbose_name_plural = "công tác"
        constraints = (
            models.CheckConstraint(
                name="organizations_post_dates",
                condition=Q(until__isnull=True) | Q(since__isnull=True) | Q(until__gt=F("since")),
                violation_error_message="Ngày thôi chức vụ phải sau ngày bắt đầu.",
            ),
        )

    def __str__(self) -> str:
        return self.title


class Household(Owned):
    """A household, known by its head and where it lives."""

    code = models.CharField("mã", max_length=12, unique=True, default=new_code)
    name = models.CharField("hộ gia đình", max_length=200)
    head_name = models.CharField("chủ hộ", max_length=120)
    birth_year = models.PositiveSmallIntegerField("năm sinh chủ hộ", null=True, blank=True)
    address = models.CharField("địa chỉ", max_length=200, blank=True)
    members = models.PositiveSmallIntegerField("số khẩu", null=True, blank=True)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="households")
    search_key = models.CharField(max_length=200, editable=False)
    sort_key = models.CharField(max_length=600, editable=False)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "hộ gia đình"
        verbose_name_plural = "hộ gia đình"
        indexes = (search_index("organizations_household_search"),)

    def __str__(self) -> str:
        return self.name


class PersonMerge(Owned):
    """Two records found to be one person; what moved is listed, so it can be undone."""

    kept = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    absorbed = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    moved = models.JSONField(default=dict)
    merged_at = models.DateTimeField(auto_now_add=True)
    merged_by_name = models.CharField(max_length=200)
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "lần gộp người"
        verbose_name_plural = "lần gộp người"
        constraints = (
            date_order(
                "organizations_merge_undone",
                "merged_at",
                "undone_at",
                "Không hoàn tác trước khi gộp.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.absorbed_id} → {self.kept_id}"


class OfSubject(models.Model):
    """A row about one subject of the law: a person, a collective or a household (Điều 2)."""

    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="%(class)ss"
    )
    collective = models.ForeignKey(
        Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="%(class)ss_received"
    )
    household = models.ForeignKey(
        Household, null=True, blank=True, on_delete=models.PROTECT, related_name="%(class)ss"
    )

    class Meta:
        abstract = True
        constraints: ClassVar[list[models.BaseConstraint] | tuple[models.BaseConstraint, ...]] = (
            one_of(
                "%(app_label)s_%(class)s_subject",
                "person",
                "collective",
                "household",
                message="Phải là đúng một người, một tập thể hoặc một hộ gia đình.",
            ),
        )
