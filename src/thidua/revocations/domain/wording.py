"""The words of a draft that revokes, strips, restores or re-issues; all of it can be edited."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from thidua.decisions.domain.issuing import SUBJECT_WORDS, body_name
from thidua.decisions.domain.wording import LOCAL_GOVERNMENT
from thidua.law import Verdict, legal_bases
from thidua.organizations.models import Authority
from thidua.registry.queries import subject_of
from thidua.revocations.domain.judging import findings, ground_of, rows_of
from thidua.revocations.enums import Kind, PaperKind, Reason
from thidua.revocations.models import CaseAward, UndoCase
from thidua.vietnamese.dates import format_day

SUBJECTS = {
    Kind.REVOKE: "Về việc hủy bỏ khen thưởng, thu hồi hiện vật và tiền thưởng",
    Kind.STRIP: "Về việc tước danh hiệu",
    Kind.RESTORE: "Về việc phục hồi khen thưởng",
    Kind.REISSUE: "Về việc cấp đổi, cấp lại giấy chứng nhận, giấy khen",
}
ACTS = {
    Kind.REVOKE: "hủy bỏ khen thưởng",
    Kind.STRIP: "tước danh hiệu",
    Kind.RESTORE: "phục hồi khen thưởng",
    Kind.REISSUE: "cấp đổi, cấp lại giấy",
}
REASONS = {
    Reason.LOST: "giấy đã cấp bị mất",
    Reason.DAMAGED: "giấy đã cấp bị hỏng",
    Reason.WRONG: "giấy đã cấp ghi sai tên",
}


def bases(case: UndoCase, proposer: str, on: date) -> list[str]:
    """Law of the day, the papers that prove the grounds, the request, who proposes."""
    codes = {row.award.title_code for row in rows_of(case)}
    named = case.answers.filter(value=True).order_by("pk").values_list("paper", flat=True)
    asked = case.papers.filter(kind__in=(PaperKind.REQUEST, PaperKind.PROPOSAL))
    papers = [*named, case.deciding_basis, *asked.values_list("words", flat=True)]
    return [
        LOCAL_GOVERNMENT,
        *legal_bases(codes, on),
        *(f"Căn cứ {paper}" for paper in dict.fromkeys(filter(None, papers))),
        f"Theo đề nghị của {proposer}",
    ]


def articles(case: UndoCase, authority: Authority) -> list[str]:
    """Điều 1 what is done and why, then what follows from it, then who carries it out."""
    rows = rows_of(case)
    kind = Kind(case.kind)
    last = (
        "Quyết định này có hiệu lực kể từ ngày ký. Thủ trưởng các cơ quan, đơn vị có liên quan và "
        "tập thể, cá nhân, hộ gia đình có tên trong danh sách chịu trách nhiệm thi hành Quyết định "
        "này."
    )
    first = f"{_opening(case, kind)} cho {_counts(rows)} (danh sách kèm theo)."
    return [first + _grounds(case), *_following(kind, authority), last]


def _opening(case: UndoCase, kind: Kind) -> str:
    if kind == Kind.REISSUE:
        return f"Cấp lại giấy do {REASONS[Reason(case.reason)]}"
    return {
        Kind.REVOKE: "Hủy bỏ khen thưởng đã tặng",
        Kind.STRIP: "Tước danh hiệu đã tặng",
        Kind.RESTORE: "Phục hồi khen thưởng",
    }[kind]


def _counts(rows: Sequence[CaseAward]) -> str:
    counts = Counter(subject_of(row.award)[0] for row in rows)
    return ", ".join(
        f"{counts[kind]:02d} {words}" for kind, words in SUBJECT_WORDS.items() if counts[kind]
    )


def _grounds(case: UndoCase) -> str:
    """The grounds that were found, each with its point of the law."""
    said = {
        f"{leaf.sentence}, theo {leaf.citation.text}": None
        for found in findings(case)
        for leaf in found.walk()
        if not leaf.parts
        and leaf.verdict is Verdict.MET
        and not leaf.code.startswith("amended.")
        and ground_of(leaf.code)
    }
    return f"\nLý do: {'; '.join(said)}." if said else ""


def _following(kind: Kind, authority: Authority) -> list[str]:
    body = body_name(authority)
    if kind in (Kind.REVOKE, Kind.STRIP):
        what = "Thu hồi hiện vật khen thưởng và tiền thưởng đã nhận."
        who = "Tập thể, cá nhân, hộ gia đình có tên trong danh sách"
        return [f"{what} {who} nộp lại cho {body}."]
    if kind == Kind.RESTORE:
        return [f"Giấy chứng nhận, hiện vật đã thu hồi được trao lại tại {body}."]
    return ["Giấy cấp lại thay cho giấy đã cấp; giấy đã cấp hết giá trị sử dụng từ ngày ký."]


def ruling_words(paper: str, on: date, kind: str) -> str:
    """`Quyết định số 02/QĐ-UBND ngày 20/06/2024 (hủy bỏ khen thưởng)`: what every page says."""
    return f"{paper} ngày {format_day(on)} ({ACTS[Kind(kind)]})"
