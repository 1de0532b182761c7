"""What stands between a list and its next step, as sentences."""

from __future__ import annotations

import re
from datetime import date

from django.utils import timezone

from thidua.publicity.models import Candidate, CandidateList
from thidua.publicity.queries import reckoning_of_list, reckonings_of_candidates
from thidua.publicity.terms import strictest, terms_of
from thidua.vietnamese.dates import format_day

MOST_TOLD = 5
_PERSONAL = (
    (
        re.compile(r"\b\d{9,}\b|\b0\d{1,3}(?:[ .\-]\d{3,4}){2}\b"),
        "dãy số dài (số định danh, điện thoại)",
    ),
    (re.compile(r"\S@\S"), "địa chỉ thư điện tử"),
    (
        re.compile(r"ngày sinh|sinh ngày|sinh năm|căn cước|CCCD|CMND", re.IGNORECASE),
        "ngày sinh, giấy tờ",
    ),
    (
        re.compile(
            r"hoàn thành (?:xuất sắc |tốt )?nhiệm vụ|xếp loại|\bH(?:TXS|TT|T)NV\b", re.IGNORECASE
        ),
        "kết quả xếp loại",
    ),
)
"""What a published line never carries, and its name."""


def personal_in(text: str) -> str:
    """What in the text must not be published, in words; empty when nothing is found."""
    return next((words for pattern, words in _PERSONAL if pattern.search(text)), "")


def has_candidates(case: CandidateList) -> list[str]:
    if case.candidates.exists():
        return []
    return ["Danh sách chưa có trường hợp nào. Thêm hồ sơ từ đợt xét."]


def holds_nothing_personal(case: CandidateList) -> list[str]:
    """Lines come from dossiers: what a unit wrote there is looked through before it is public."""
    found = [
        f"{line.name}: có {words}. Sửa dòng này trước khi đăng."
        for line in case.candidates.order_by("sort_key")
        if (words := personal_in(f"{line.detail} {line.achievement}"))
    ]
    if len(found) > MOST_TOLD:
        return [*found[:MOST_TOLD], f"Còn {len(found) - MOST_TOLD} dòng khác phải sửa."]
    return found


def lasts_as_the_law_says(case: CandidateList) -> list[str]:
    """An authority may take longer than the law, never less."""
    today = timezone.localdate()
    codes = case.candidates.order_by().values_list("title_code", flat=True).distinct()
    terms = strictest([terms_of(code, case.round.considered_on, today) for code in codes])
    if terms is None or terms.working_days is None or case.working_days >= terms.working_days:
        return []
    asked = f"{terms.working_days} ngày làm việc ({terms.basis})"
    put = f"danh sách đang đặt {case.working_days} ngày"
    return [f"Trong danh sách có trường hợp pháp luật buộc công khai {asked}; {put}."]


def period_is_over(case: CandidateList) -> list[str]:
    """The last day has passed for the list and for each of its candidates."""
    today = timezone.localdate()
    own = reckoning_of_list(case, today)
    if own is None:
        return ["Danh sách chưa đăng."]
    if own.last_day is None:
        return [f"{own.why} Ghi ngày cuối kèm căn cứ, rồi kết thúc danh sách."]
    if not own.is_over:
        return [f"Còn trong thời gian lấy ý kiến, đến hết ngày {format_day(own.last_day)}."]
    return _candidates_left(case, today)


def _candidates_left(case: CandidateList, today: date) -> list[str]:
    names = dict(Candidate.objects.filter(list=case).values_list("pk", "name"))
    told = []
    for key, one in reckonings_of_candidates(case, today).items():
        if one.is_stopped:
            told.append(f"{names[key]}: đang dừng tính thời hạn để làm rõ ý kiến.")
        elif not one.is_over and one.last_day is not None:
            told.append(f"{names[key]}: thời hạn riêng đến hết ngày {format_day(one.last_day)}.")
    return told
