"""Yearly ratings of one person: adding one, correcting one, taking one out."""

from __future__ import annotations

from typing import Final

from django.db import transaction
from django.utils import timezone

from thidua.core.actors import Actor
from thidua.core.constraints import sentence_for
from thidua.core.errors import Refusal
from thidua.journal.domain.record import record
from thidua.law import RatingLevel
from thidua.organizations.models import Person
from thidua.registry.domain.permissions import keepers_only
from thidua.registry.enums import RatingWhyNone
from thidua.registry.models import Rating
from thidua.vietnamese.text import clean

LEVEL_WORDS: Final = {
    RatingLevel.KHT: "Không hoàn thành nhiệm vụ",
    RatingLevel.HT: "Hoàn thành nhiệm vụ",
    RatingLevel.HTT: "Hoàn thành tốt nhiệm vụ",
    RatingLevel.HTXS: "Hoàn thành xuất sắc nhiệm vụ",
}
LEVEL_SHORT: Final = {
    RatingLevel.KHT: "KHTNV",
    RatingLevel.HT: "HTNV",
    RatingLevel.HTT: "HTTNV",
    RatingLevel.HTXS: "HTXSNV",
}


def rating_words(level: int | None, why_none: str) -> str:
    """The level in words, or why there is none."""
    if level is not None:
        return LEVEL_WORDS[RatingLevel(level)]
    return RatingWhyNone(why_none).label if why_none else "Chưa rõ"


def add_rating(
    *,
    actor: Actor,
    person: Person,
    year: int,
    level: RatingLevel | None,
    why_none: str = "",
    source: str,
) -> Rating:
    """Record the rating of a year, or why there is none; `source` is the paper that says so.

    Raises Refusal when the year is already on record: that one is corrected instead.
    """
    keepers_only(actor)
    _check(level, why_none)
    if not clean(source):
        raise Refusal("Ghi giấy tờ làm căn cứ: loại, số, ngày, cơ quan ban hành.")
    with transaction.atomic(), sentence_for(Rating):
        row = _new(actor, person, year, level, why_none, source)
        record(
            actor=actor,
            verb="rating.add",
            obj=person,
            sentence=f"Ghi kết quả đánh giá năm {year}: {row.words}",
            data={"year": year, "level": level, "source": row.source},
        )
    return row


def correct_rating(
    *, actor: Actor, rating: Rating, level: RatingLevel | None, why_none: str = "", reason: str
) -> Rating:
    """Put a right rating in the place of a wrong one, which stays on record as withdrawn."""
    keepers_only(actor)
    _check(level, why_none)
    if not clean(reason):
        raise Refusal("Ghi lý do sửa và giấy tờ làm căn cứ.")
    with transaction.atomic(), sentence_for(Rating):
        old = Rating.objects.select_for_update(of=("self",)).get(pk=rating.pk)
        if old.withdrawn_at is not None:
            raise Refusal(f"Kết quả năm {old.year} vừa được người khác sửa. Mở lại để xem bản mới.")
        if old.person is None:
            raise Refusal("Kết quả này không phải của cá nhân.")
        old.withdrawn_at = timezone.now()
        old.save(update_fields=("withdrawn_at",))
        new = _new(actor, old.person, old.year, level, why_none, reason)
        record(
            actor=actor,
            verb="rating.correct",
            obj=old.person,
            sentence=f"Sửa kết quả đánh giá năm {old.year}: {old.words or 'trống'} thành "
            f"{new.words}. Lý do: {new.source}",
            data={"year": old.year, "from": old.level, "to": level},
        )
    return new


def withdraw_rating(*, actor: Actor, rating: Rating, reason: str) -> Rating:
    """Take out a rating that is not this person's; the year is then not known."""
    keepers_only(actor)
    if not clean(reason):
        raise Refusal("Ghi lý do rút khỏi sổ và giấy tờ làm căn cứ.")
    with transaction.atomic():
        row = Rating.objects.select_for_update(of=("self",)).get(pk=rating.pk)
        if row.withdrawn_at is not None:
            raise Refusal(f"Kết quả năm {row.year} vừa được người khác sửa hoặc rút.")
        row.withdrawn_at = timezone.now()
        row.save(update_fields=("withdrawn_at",))
        record(
            actor=actor,
            verb="rating.withdraw",
            obj=row.person or row,
            sentence=f"Rút kết quả đánh giá năm {row.year} ({row.words}): {clean(reason)}",
            data={"year": row.year, "level": row.level},
        )
    return row


def _check(level: RatingLevel | None, why_none: str) -> None:
    if (level is None) == (why_none == ""):
        raise Refusal("Chọn mức xếp loại, hoặc chọn lý do chưa có, không chọn cả hai.")


def _new(
    actor: Actor,
    person: Person,
    year: int,
    level: RatingLevel | None,
    why_none: str,
    source: str,
) -> Rating:
    return Rating.objects.create(
        authority_id=actor.authority_id,
        person=person,
        year=year,
        level=level,
        why_none=why_none,
        words=LEVEL_SHORT[level] if level is not None else RatingWhyNone(why_none).label,
        source=clean(source),
    )
