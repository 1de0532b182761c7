"""Bodies that are asked for an opinion before an award."""

from __future__ import annotations

from django.db import models

from thidua.consultation.enums import BodyKind
from thidua.core.codes import new_code
from thidua.core.models import Owned, Revised


class ConsultedBody(Owned, Revised):
    """A body that knows what the proposers may not: taxes owed, insurance, penalties, cases.

    `basis` names the regulation that says it is to be asked, where one does. A body that is no
    longer asked is not active; what it answered stays.
    """

    code = models.CharField("mã", max_length=12, unique=True, default=new_code)
    name = models.CharField("tên cơ quan", max_length=200)
    kind = models.CharField("lĩnh vực", max_length=12, choices=BodyKind.choices)
    address = models.CharField("địa chỉ", max_length=300, blank=True)
    email = models.EmailField("thư điện tử", blank=True)
    basis = models.CharField("căn cứ phải hỏi", max_length=200, blank=True)
    active = models.BooleanField("đang hỏi ý kiến", default=True)

    class Meta:
        verbose_name = "cơ quan được lấy ý kiến"
        verbose_name_plural = "cơ quan được lấy ý kiến"
        constraints = (
            models.UniqueConstraint(
                fields=("authority", "name"),
                name="consultation_body_name",
                violation_error_message="Cơ quan này đã có trong danh mục.",
            ),
        )

    def __str__(self) -> str:
        return self.name
