"""What is known for telling copies: a few numbers of every text, and what people found."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from thidua.core.codes import new_code
from thidua.core.models import Owned
from thidua.initiatives.enums import Likeness, Part
from thidua.initiatives.models.requests import InitiativeRequest
from thidua.registry.models import Initiative


class KnownText(Owned):
    """A text that new ones are held against: a request, an initiative on record, or both once
    the request was recognised. `names` and `bodies` count its sampled numbers."""

    code = models.CharField("mã", max_length=12, unique=True, default=new_code)
    request = models.OneToOneField(
        InitiativeRequest,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="known_text",
    )
    initiative = models.OneToOneField(
        Initiative, null=True, blank=True, on_delete=models.CASCADE, related_name="known_text"
    )
    names = models.PositiveIntegerField("số mẫu của tên", default=0)
    bodies = models.PositiveIntegerField("số mẫu của nội dung", default=0)

    class Meta:
        verbose_name = "văn bản để đối chiếu"
        verbose_name_plural = "văn bản để đối chiếu"
        constraints = (
            models.CheckConstraint(
                name="initiatives_text_of",
                condition=Q(request__isnull=False) | Q(initiative__isnull=False),
                violation_error_message="Văn bản đối chiếu phải thuộc một đề nghị hoặc sáng kiến.",
            ),
        )

    def __str__(self) -> str:
        return self.code


class Shingle(Owned):
    """One sampled number of a text (see `initiatives.shingles`)."""

    text = models.ForeignKey(KnownText, on_delete=models.CASCADE, related_name="shingles")
    part = models.PositiveSmallIntegerField("phần", choices=Part.choices)
    hash = models.BigIntegerField("số băm")

    class Meta:
        verbose_name = "mẫu đối chiếu"
        verbose_name_plural = "mẫu đối chiếu"
        indexes = (
            models.Index(
                fields=("authority", "hash", "part"),
                include=("text",),
                name="initiatives_shingle_hash",
            ),
        )

    def __str__(self) -> str:
        return f"{self.part}: {self.hash}"


class NoveltyAnswer(Owned):
    """What was found who read the request beside an earlier text."""

    request = models.ForeignKey(
        InitiativeRequest, on_delete=models.CASCADE, related_name="novelty_answers"
    )
    against = models.ForeignKey(KnownText, on_delete=models.PROTECT, related_name="+")
    answer = models.CharField("kết luận", max_length=10, choices=Likeness.choices)
    reason = models.CharField("lý do", max_length=500)
    share = models.PositiveSmallIntegerField("phần trăm giống nhau khi kết luận", default=0)
    made_at = models.DateTimeField(auto_now=True)
    made_by_name = models.CharField(max_length=200)

    class Meta:
        verbose_name = "kết luận đối chiếu trùng lặp"
        verbose_name_plural = "kết luận đối chiếu trùng lặp"
        ordering: ClassVar = [F("share").desc(), "pk"]
        constraints = (
            models.UniqueConstraint(
                fields=("authority", "request", "against"),
                name="initiatives_novelty_once",
                violation_error_message="Đã có kết luận về hai văn bản này.",
            ),
        )

    def __str__(self) -> str:
        return self.answer
