"""Registering for titles at the year's start: whether it is taken, and who is registered."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from thidua.commendation.enums import Subject
from thidua.core.codes import new_code
from thidua.core.models import Owned
from thidua.organizations.models import Household, Person, Unit


class MovementSettings(Owned):
    """What the authority has chosen: whether units register for titles, and by which paper."""

    takes_titles = models.BooleanField("nhận đăng ký danh hiệu đầu năm", default=False)
    basis = models.CharField("văn bản của địa phương", max_length=300, blank=True)

    class Meta:
        verbose_name = "lựa chọn về đăng ký thi đua"
        verbose_name_plural = "lựa chọn về đăng ký thi đua"
        constraints = (
            models.UniqueConstraint(fields=("authority",), name="movements_settings_once"),
        )

    def __str__(self) -> str:
        return self.basis


class TitleRegistration(Owned):
    """Somebody a unit registers for a title at the year's start; no legal basis since 2024.

    `name` is what the unit wrote. Who that is on record stands in `person`, `collective` or
    `household`: found by the name while `settled_at` is empty, afterwards as the officer settled
    it, who may also have settled that nobody on record is meant.
    """

    code = models.CharField("mã", max_length=12, unique=True, default=new_code)
    year = models.PositiveSmallIntegerField("năm")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    unit_name = models.CharField("tên đơn vị", max_length=200)
    kind = models.CharField("đối tượng", max_length=12, choices=Subject.choices)
    name = models.CharField("tên", max_length=200)
    name_key = models.CharField(max_length=200, editable=False)
    position = models.CharField("chức vụ, nơi công tác", max_length=200, blank=True)
    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="title_registrations"
    )
    collective = models.ForeignKey(
        Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    household = models.ForeignKey(
        Household, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    settled_at = models.DateTimeField("xác định lúc", null=True, blank=True)
    settled_by_name = models.CharField("người xác định", max_length=200, blank=True)
    title_code = models.CharField("danh hiệu", max_length=20)
    registered_at = models.DateTimeField(auto_now_add=True)
    registered_by_name = models.CharField(max_length=200)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "đăng ký danh hiệu"
        verbose_name_plural = "đăng ký danh hiệu"
        constraints = (
            models.UniqueConstraint(
                fields=("authority", "year", "unit", "title_code", "name_key", "position"),
                condition=Q(withdrawn_at__isnull=True),
                name="movements_title_once",
                violation_error_message="Có tên đã đăng ký danh hiệu này. Hai người trùng tên thì "
                "ghi thêm chức vụ, nơi công tác.",
            ),
            *(
                models.UniqueConstraint(
                    fields=("authority", "year", "title_code", kind.value),
                    condition=Q(withdrawn_at__isnull=True, settled_at__isnull=False),
                    name=f"movements_title_{kind.value}_once",
                    violation_error_message="Người, tập thể, hộ này đã được xác định ở một đăng "
                    "ký khác cho cùng danh hiệu trong năm.",
                )
                for kind in Subject
            ),
            models.CheckConstraint(
                name="movements_title_kind",
                condition=(Q(person__isnull=True) | Q(kind=Subject.PERSON))
                & (Q(collective__isnull=True) | Q(kind=Subject.COLLECTIVE))
                & (Q(household__isnull=True) | Q(kind=Subject.HOUSEHOLD)),
                violation_error_message="Người, tập thể hay hộ phải đúng loại đã đăng ký.",
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def subject_id(self) -> int | None:
        """The key on record of whoever is meant, as far as that is known."""
        found: int | None = getattr(self, f"{self.kind}_id")
        return found
