"""What a template and a movement share: kind, slogan, subjects, criteria, the five parts."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from thidua.commendation.enums import Subject
from thidua.movements.enums import MovementKind


class PlanWords(models.Model):
    """Criteria are lines, one criterion a line. The parts are those of Điều 17."""

    kind = models.CharField("hình thức thi đua", max_length=10, choices=MovementKind.choices)
    slogan = models.CharField("khẩu hiệu", max_length=300, blank=True)
    subjects = ArrayField(
        models.CharField(max_length=12, choices=Subject.choices),
        verbose_name="đối tượng thi đua",
        default=list,
        blank=True,
    )
    criteria_person = models.TextField("tiêu chí đối với cá nhân", blank=True)
    criteria_collective = models.TextField("tiêu chí đối với tập thể", blank=True)
    criteria_household = models.TextField("tiêu chí đối với hộ gia đình", blank=True)
    part_content = models.TextField("mục tiêu, nội dung, kế hoạch", blank=True)
    part_launch = models.TextField("phát động, triển khai", blank=True)
    part_control = models.TextField("kiểm tra, giám sát", blank=True)
    part_spread = models.TextField("tuyên truyền, nhân rộng điển hình", blank=True)
    part_review = models.TextField("sơ kết, tổng kết, khen thưởng", blank=True)

    class Meta:
        abstract = True
