"""What still stands in the way of a step, as sentences that say where to mend it."""

from __future__ import annotations

from django.utils import timezone

from thidua.movements.enums import (
    DISTRICT_ENDED,
    MovementLevel,
    ResultState,
    ReviewKind,
)
from thidua.movements.models import Movement, MovementResult
from thidua.movements.parts import CRITERIA, PARTS


def every_part_is_written(movement: Movement) -> list[str]:
    """Điều 17: a movement has all five parts."""
    return [
        f"Chưa viết phần “{part.label}” (Điều 17 Luật Thi đua, khen thưởng)."
        for part in PARTS
        if not getattr(movement, part.field).strip()
    ]


def every_subject_has_criteria(movement: Movement) -> list[str]:
    """Điều 17: the content comes with criteria; each kind of subject has its own."""
    if not movement.subjects:
        return ["Chưa chọn đối tượng thi đua: cá nhân, tập thể hay hộ gia đình."]
    return [
        f"Chưa ghi “{CRITERIA[kind][1]}”."
        for kind in movement.subjects
        if not getattr(movement, CRITERIA[kind][0]).strip()
    ]


def has_its_time(movement: Movement) -> list[str]:
    if movement.starts_on and movement.ends_on:
        return []
    return ["Chưa ghi đủ ngày bắt đầu và ngày kết thúc phong trào (Điều 17)."]


def level_still_stands(movement: Movement) -> list[str]:
    """There is no district level since 2025-07-01."""
    starts = movement.starts_on
    if movement.level == MovementLevel.DISTRICT and starts and starts >= DISTRICT_ENDED:
        return [
            "Từ 01/7/2025 không còn cấp huyện. Đổi cấp phát động hoặc ngày bắt đầu của phong trào."
        ]
    return []


def final_review_is_planned(movement: Movement) -> list[str]:
    if movement.reviews.filter(kind=ReviewKind.FINAL, dropped_at__isnull=True).exists():
        return []
    return ["Chưa ghi hạn tổng kết của phong trào."]


def has_begun(movement: Movement) -> list[str]:
    today = timezone.localdate()
    if movement.starts_on and movement.starts_on > today:
        return [f"Phong trào bắt đầu từ {movement.starts_on:%d/%m/%Y}, chưa đến ngày."]
    return []


def has_a_name_above(movement: Movement) -> list[str]:
    return [] if movement.body else ["Chưa ghi cơ quan phát động."]


def no_report_waits(movement: Movement) -> list[str]:
    """Reports handed in are accepted or given back before the review is closed."""
    waiting = MovementResult.objects.filter(
        review__movement=movement,
        review__frozen_at__isnull=True,
        review__opened_at__isnull=False,
        state=ResultState.HANDED_IN,
    ).count()
    if not waiting:
        return []
    return [f"Còn {waiting} báo cáo của đơn vị chờ tiếp nhận hoặc trả lại."]


# -- a unit's report ---


def review_takes_reports(result: MovementResult) -> list[str]:
    review = result.review
    if review.opened_at and not review.frozen_at and not review.dropped_at:
        return []
    return ["Kỳ sơ kết, tổng kết này chưa mở hoặc đã chốt báo cáo."]


def report_says_something(result: MovementResult) -> list[str]:
    return [] if result.words.strip() else ["Chưa viết kết quả thực hiện."]
