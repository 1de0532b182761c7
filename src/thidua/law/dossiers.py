"""What a dossier holds: Art. 84 of Law 06/2022/QH15 and what is established at decree level.

Provinces set the dossier of the lower titles themselves (Decree 152/2025, Art. 6(2)(c)): those
papers are marked ``local``, to be replaced by the authority's own list.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from thidua.law.conditions import law
from thidua.law.instruments import Citation, Confidence
from thidua.law.standards.common import DECREE_152_ENDS, LAW_START, TWO_TIER
from thidua.law.titles import Title, known_title


@dataclass(frozen=True, slots=True)
class Paper:
    """``code``: stable name. ``required``: false where another paper can stand in its place."""

    code: str
    name: str
    required: bool
    local: bool
    citation: Citation
    note: str = ""


_LOCAL = frozenset(
    {"CSTDCS", "LDTT", "CSTT", "TTLDTT", "DVTT", "TDPVH", "GDVH", "GK-HUYEN", "GK-XA", "GK-DV"}
)
_VOTED = frozenset({"CSTDCS", "CSTD-BO-TINH", "CTD-TINH", "CTD-CP", "CSTDTQ"})
_CERTIFIED_AFAR = {"CSTD-BO-TINH": "trong tỉnh", "CSTDTQ": "trong toàn quốc"}


def dossier(code: str, on: date) -> tuple[Paper, ...]:
    """The checklist of a dossier on that day; empty before 2024-01-01. ``UnknownTitle``."""
    title = known_title(code)
    if on < LAW_START:
        return ()
    clause = 1 if title.kind == "title" else 2
    return (*_common(title, clause, on), *_certificates(title))


def _common(title: Title, clause: int, on: date) -> tuple[Paper, ...]:
    local = title.code in _LOCAL
    places = [law(84, clause, point if clause == 1 else None) for point in ("a", "b", "c")]
    minutes = "Biên bản bình xét" if clause == 1 else "Biên bản họp xét khen thưởng"
    papers = [
        Paper("proposal", "Tờ trình đề nghị", True, local, places[0], _form(on, "01")),
        Paper("report", "Báo cáo thành tích", True, local, places[1], _report_form(title, on)),
        Paper("minutes", minutes, True, local, places[2]),
    ]
    if title.code in _VOTED:
        votes = "Kết quả bỏ phiếu của Hội đồng, tính trên tổng số thành viên"
        papers.append(Paper("votes", votes, True, local, _vote_citation(on)))
    return tuple(papers)


def _vote_citation(on: date) -> Citation:
    if on < TWO_TIER:
        return Citation("98/2023/NĐ-CP", 34, 2)
    return Citation("152/2025/NĐ-CP", confidence=Confidence.UNSURE)


def _form(on: date, number: str) -> str:
    """Form numbers of the annex of Decree 152/2025 that are established."""
    if not TWO_TIER <= on < DECREE_152_ENDS:
        return ""
    return f"Mẫu số {number} phụ lục Nghị định 152/2025/NĐ-CP"


def _report_form(title: Title, on: date) -> str:
    return _form(on, "05") if title.code == "CSTDCS" else ""


def _certificates(title: Title) -> tuple[Paper, ...]:
    local = title.code in _LOCAL
    if title.code == "CSTDCS":
        name = (
            "Quyết định công nhận sáng kiến, hoặc nghiệm thu đề tài, hoặc kết quả xếp loại "
            "hoàn thành xuất sắc nhiệm vụ, hoặc xác nhận mưu trí, sáng tạo"
        )
        return (Paper("certificate", name, True, local, law(84, 1, "d"), "Một trong các giấy này"),)
    if (reach := _CERTIFIED_AFAR.get(title.code)) is not None:
        name = (
            "Giấy xác nhận của Chủ tịch Ủy ban nhân dân tỉnh, thành phố về hiệu quả, khả năng nhân "
            f"rộng, phạm vi ảnh hưởng {reach} của sáng kiến, đề tài"
        )
        return (Paper("certificate", name, True, local, law(84, 1, "d")),)
    if title.kind == "form":
        name = "Giấy xác nhận thành tích đặc biệt, đột xuất, đóng góp hoặc phát minh, sáng chế"
        note = "Chỉ khi đề nghị theo thành tích đó"
        return (Paper("certificate", name, False, local, law(84, 2), note),)
    return ()
