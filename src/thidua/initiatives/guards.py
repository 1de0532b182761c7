"""What still stands between a request and the next step, as sentences."""

from __future__ import annotations

from decimal import Decimal

from thidua.initiatives.conditions import CONDITIONS
from thidua.initiatives.domain.novelty import unanswered
from thidua.initiatives.enums import Answer, Likeness
from thidua.initiatives.models import InitiativeRequest
from thidua.vietnamese.numbers import format_number

WHOLE = Decimal(100)


def shares_fault(shares: list[Decimal | None]) -> str:
    """By how much the authors' shares miss 100 %, or nothing."""
    if not shares:
        return "Chưa ghi tác giả nào."
    if any(share is None for share in shares):
        return "Có tác giả chưa ghi tỷ lệ đóng góp."
    total = sum((share for share in shares if share is not None), Decimal(0))
    if total == WHOLE:
        return ""
    gap = abs(WHOLE - total)
    word = "còn thiếu" if total < WHOLE else "thừa"
    return (
        f"Tỷ lệ đóng góp của các tác giả cộng lại là {_percent(total)}, "
        f"{word} {_percent(gap)} so với 100 %."
    )


def _percent(value: Decimal) -> str:
    places = 0 if value == value.to_integral_value() else 2
    return f"{format_number(value, places)} %"


def request_is_complete(case: InitiativeRequest) -> list[str]:
    """What a request cannot be considered without."""
    texts = (
        (case.name, "tên sáng kiến"),
        (case.problem, "tình trạng trước khi có sáng kiến"),
        (case.solution, "nội dung giải pháp"),
        (case.effect, "hiệu quả đã đạt được"),
    )
    reasons = [f"Chưa ghi {label}." for text, label in texts if not text.strip()]
    if case.first_applied_on is None:
        reasons.append("Chưa ghi ngày áp dụng hoặc áp dụng thử lần đầu.")
    if fault := shares_fault([author.share for author in case.authors.all()]):
        reasons.append(fault)
    return reasons


def likeness_is_answered(case: InitiativeRequest) -> list[str]:
    """Every text that looks alike was read beside it by a person."""
    if left := unanswered(case):
        # Not by name: who reads this may have to keep away from one of them.
        return [f"Còn {len(left)} văn bản giống nhau chưa có kết luận ở mục Đối chiếu."]
    return []


def scoring_passed(case: InitiativeRequest) -> list[str]:
    """Recognised only what the council passed."""
    scoring = getattr(case, "scoring", None)
    if scoring is None or scoring.closed_at is None:
        return ["Hội đồng chưa kết thúc chấm đề nghị này."]
    return [] if scoring.passed else ["Kết quả chấm của Hội đồng không đạt ngưỡng."]


def conditions_are_met(case: InitiativeRequest) -> list[str]:
    """Each condition has an answer with its ground; what is not known is not met either."""
    said = dict(case.answers.values_list("condition", "answer"))
    reasons = []
    for one in CONDITIONS:
        answer = said.get(one.key, Answer.NOT_KNOWN)
        if answer == Answer.NOT_MET:
            reasons.append(f"Không đạt: {one.sentence}.")
        elif answer == Answer.NOT_KNOWN:
            reasons.append(f"Chưa đủ căn cứ: {one.sentence}.")
    return reasons


def nothing_is_the_same(case: InitiativeRequest) -> list[str]:
    """A text found to be the same stands against recognition until the finding is changed."""
    if case.novelty_answers.filter(answer=Likeness.SAME).exists():
        return ["Đã kết luận trùng với một giải pháp có trước."]
    return []


def authors_are_known(case: InitiativeRequest) -> list[str]:
    """The register holds people, not names: each author is somebody in it."""
    missing = [author.full_name for author in case.authors.all() if author.person_id is None]
    if not missing:
        return []
    reason = (
        f"Chưa nối tác giả với người trong sổ: {', '.join(missing)}. "
        "Chọn đúng người ở mục Tác giả, hoặc thêm vào sổ Con người."
    )
    return [reason]


def has_ground_to_refuse(case: InitiativeRequest) -> list[str]:
    """Nobody is refused without a finding: the council's score, a condition, or a copy."""
    scoring = getattr(case, "scoring", None)
    failed = scoring is not None and scoring.passed is False
    if failed or nothing_is_the_same(case):
        return []
    if case.answers.filter(answer=Answer.NOT_MET).exists():
        return []
    reason = (
        "Chưa có căn cứ để không công nhận: kết quả chấm không đạt, một điều kiện không đạt, "
        "hoặc kết luận trùng."
    )
    return [reason]
