"""What a dossier holds: Art. 84 of Law 06/2022/QH15 and what is established at decree level.

Provinces set the dossier of the lower titles themselves (Decree 152/2025, Art. 6(2)(c)): those
papers are marked ``local``, to be replaced by the authority's own list. Whether a dossier is whole:
``completeness``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from thidua.law.annexes import proposal_form, report_form
from thidua.law.conditions import law
from thidua.law.enums import SubjectKind
from thidua.law.instruments import Citation, Confidence
from thidua.law.kinds import CommendationType
from thidua.law.powers import MEDALS, ORDERS, PRESIDENTS
from thidua.law.standards.common import LAW_START, TWO_TIER
from thidua.law.titles import Title, known_title


@dataclass(frozen=True, slots=True)
class Paper:
    """``code``: stable name. ``required``: false where it is asked for only in some cases.

    ``alternatives``: (code, name) of papers any one of which is enough. ``only_if``: the claim that
    makes the paper necessary, one of ``CLAIMS``; empty when none does.
    """

    code: str
    name: str
    required: bool
    local: bool
    citation: Citation
    note: str = ""
    alternatives: tuple[tuple[str, str], ...] = ()
    only_if: str = ""


CLAIMS = {
    "special_achievement": "Đề nghị theo thành tích đặc biệt, đột xuất, đóng góp hoặc phát minh, "
    "sáng chế",
    "budget_duty": "Đơn vị có nghĩa vụ nộp ngân sách nhà nước",
    "managed_cadre": "Cán bộ thuộc diện cấp ủy quản lý",
    "by_relative": "Thân nhân đứng ra kê khai",
}
"""What a proposal may claim that calls for a paper of its own, by id."""

LOCAL = frozenset(
    {"CSTDCS", "LDTT", "CSTT", "TTLDTT", "DVTT", "TDPVH", "GDVH", "GK-HUYEN", "GK-XA", "GK-DV"}
)
"""Awards whose dossier the authority sets."""
_VOTED = frozenset(
    {"CSTDCS", "CSTD-BO-TINH", "CTD-TINH", "CTD-BO", "CTD-CP", "CSTDTQ", "AHLD", "AHLLVT"}
)
_CERTIFIED_AFAR = {"CSTD-BO-TINH": "trong tỉnh", "CSTDTQ": "trong toàn quốc"}
_RELATED = frozenset({"CSTDTQ", "CTD-CP", "BKTTG", "AHLD", "AHLLVT"}) | ORDERS
"""State and Government level: the papers of Decree 98/2023, Art. 30 go with the file."""
_EXTERNAL = frozenset({"HCHN", "HUYC-HN"})
_BY_YEARS = MEDALS - _EXTERNAL - {"HC-TNXPVV"}
_SUMMARY = frozenset(
    {CommendationType.SERVICE, CommendationType.SENIORITY, CommendationType.EXTERNAL}
)
"""Types that Art. 85(1) puts under the simplified procedure by themselves."""


def usual_basis(code: str) -> CommendationType | None:
    """The one type an award is given for, where it has only one: service medals, friendship."""
    if code in _BY_YEARS:
        return CommendationType.SENIORITY
    return CommendationType.EXTERNAL if code in _EXTERNAL else None


def dossier(
    code: str,
    on: date,
    *,
    kind: SubjectKind | None = None,
    basis: CommendationType | None = None,
    simplified: bool = False,
) -> tuple[Paper, ...]:
    """The checklist of a dossier on that day; empty before 2024-01-01. ``UnknownTitle``.

    ``kind`` and ``basis`` choose the form of the report; left out, no form is named where it
    depends on them. ``simplified``: under Art. 85, and always for long service, length of service
    and external commendation.
    """
    title = known_title(code)
    if on < LAW_START:
        return ()
    if special := _SPECIAL.get(title.code):
        return special
    basis = basis or usual_basis(title.code)
    if simplified or basis in _SUMMARY:
        return _simplified(title, on, kind, basis)
    common = _common(title, on, kind, basis)
    return (*common, *_certificates(title, basis), *_related(title, on))


def _simplified(
    title: Title, on: date, kind: SubjectKind | None, basis: CommendationType | None
) -> tuple[Paper, ...]:
    """Art. 85(2); Decree 98/2023, Art. 40: one set."""
    place = _decree(on, 40)
    form = report_form(title, on, kind, basis)
    return (
        Paper("proposal", "Tờ trình đề nghị", True, False, place, proposal_form(on)),
        Paper("report", "Báo cáo tóm tắt thành tích", True, False, place, form),
    )


def _decree(on: date, article: int, clause: int | None = None) -> Citation:
    """A place in Decree 98/2023; what stands for it in Decree 152/2025 is not established."""
    if on < TWO_TIER:
        return Citation("98/2023/NĐ-CP", article, clause)
    return Citation("152/2025/NĐ-CP", confidence=Confidence.UNSURE)


def _common(
    title: Title, on: date, kind: SubjectKind | None, basis: CommendationType | None
) -> tuple[Paper, ...]:
    local = title.code in LOCAL
    clause = 1 if title.kind == "title" else 2
    places = [law(84, clause, point if clause == 1 else None) for point in ("a", "b", "c")]
    minutes = "Biên bản bình xét" if clause == 1 else "Biên bản họp xét khen thưởng"
    led = "Ghi rõ cụm, khối thi đua dẫn đầu" if title.code == "CTD-CP" else ""
    form = report_form(title, on, kind, basis)
    papers = [
        Paper("proposal", "Tờ trình đề nghị", True, local, places[0], proposal_form(on)),
        Paper("report", "Báo cáo thành tích", True, local, places[1], form),
        Paper("minutes", minutes, True, local, places[2], led),
    ]
    if title.code in _VOTED:
        votes = "Kết quả bỏ phiếu của Hội đồng, tính trên tổng số thành viên"
        papers.append(Paper("votes", votes, True, local, _decree(on, *_vote_place(title))))
    if title.code in ORDERS:
        listed = "Danh sách kèm theo tờ trình"
        papers.insert(1, Paper("list", listed, True, False, places[0], ""))
    return tuple(papers)


def _vote_place(title: Title) -> tuple[int, int | None]:
    return (34, 2) if title.code in {"CSTDCS", "CSTD-BO-TINH", "CTD-TINH", "CTD-BO"} else (30, 7)


_CSTDCS_ANY = (
    ("certificate.initiative", "Quyết định công nhận sáng kiến"),
    ("certificate.work", "Quyết định nghiệm thu đề tài, đề án, công trình khoa học"),
    ("certificate.rating", "Kết quả xếp loại hoàn thành xuất sắc nhiệm vụ"),
    ("certificate.combat", "Xác nhận mưu trí, sáng tạo"),
)


def _certificates(title: Title, basis: CommendationType | None) -> tuple[Paper, ...]:
    if title.code == "CSTDCS":
        name = (
            "Quyết định công nhận sáng kiến, hoặc nghiệm thu đề tài, hoặc kết quả xếp loại "
            "hoàn thành xuất sắc nhiệm vụ, hoặc xác nhận mưu trí, sáng tạo"
        )
        place, note = law(84, 1, "d"), "Một trong các giấy này"
        return (Paper("certificate", name, True, True, place, note, _CSTDCS_ANY),)
    if (reach := _CERTIFIED_AFAR.get(title.code)) is not None:
        name = (
            "Giấy xác nhận của Chủ tịch Ủy ban nhân dân tỉnh, thành phố về hiệu quả, khả năng nhân "
            f"rộng, phạm vi ảnh hưởng {reach} của sáng kiến, đề tài"
        )
        return (Paper("certificate", name, True, False, law(84, 1, "d")),)
    if title.kind == "form":
        return (_special_certificate(title, basis),)
    return ()


def _special_certificate(title: Title, basis: CommendationType | None) -> Paper:
    name = "Giấy xác nhận thành tích đặc biệt, đột xuất, đóng góp hoặc phát minh, sáng chế"
    local, claim = title.code in LOCAL, "special_achievement"
    if basis is CommendationType.SUDDEN:
        return Paper("certificate", name, True, local, law(84, 2))
    note = "Chỉ khi đề nghị theo thành tích đó"
    return Paper("certificate", name, False, local, law(84, 2), note, only_if=claim)


def _related(title: Title, on: date) -> tuple[Paper, ...]:
    """Decree 98/2023, Art. 30: what others say of the body or the cadre proposed."""
    if title.code not in _RELATED:
        return ()
    place = _decree(on, 30)
    duty = (
        "Xác nhận của cơ quan thuế, bảo hiểm xã hội, môi trường, an toàn lao động về việc chấp "
        "hành của đơn vị và người đứng đầu"
    )
    party = "Ý kiến của cấp ủy có thẩm quyền quản lý cán bộ"
    weak = Citation(place.instrument, confidence=Confidence.UNSURE)
    return (
        _claimed("budget-duty", duty, place, "budget_duty"),
        _claimed("party-opinion", party, weak, "managed_cadre"),
    )


def _claimed(code: str, name: str, place: Citation, claim: str) -> Paper:
    note = f"Chỉ khi: {CLAIMS[claim][0].lower()}{CLAIMS[claim][1:]}"
    return Paper(code, name, False, False, place, note, only_if=claim)


_D56 = Citation("56/2013/NĐ-CP", confidence=Confidence.DERIVED)
_D28 = Citation("637/QĐ-BNV", confidence=Confidence.DERIVED)

_SPECIAL: dict[str, tuple[Paper, ...]] = {
    "BMVNAH": (
        Paper(
            "declaration",
            "Bản khai của mẹ hoặc của thân nhân",
            True,
            False,
            _D56,
            "Mẫu 01a/BMAH (mẹ còn sống) hoặc 01b/BMAH (thân nhân kê khai)",
            (
                ("declaration.self", "Bản khai theo Mẫu 01a/BMAH (mẹ còn sống)"),
                ("declaration.relative", "Bản khai theo Mẫu 01b/BMAH (thân nhân kê khai)"),
            ),
        ),
        Paper(
            "authorisation",
            "Giấy ủy quyền theo Mẫu 02/BMAH",
            False,
            False,
            _D56,
            "Chỉ khi thân nhân đứng ra kê khai",
            only_if="by_relative",
        ),
        Paper(
            "martyrs",
            "Bản sao chứng thực Bằng Tổ quốc ghi công của từng liệt sĩ",
            True,
            False,
            _D56,
        ),
    ),
    "HC-TNXPVV": (
        Paper(
            "declaration",
            "Bản khai của thanh niên xung phong hoặc của thân nhân",
            True,
            False,
            _D28,
            "Mẫu 01 (tự khai) hoặc Mẫu 02 (thân nhân khai) phụ lục I Nghị định 28/2024/NĐ-CP",
            (
                ("declaration.self", "Bản khai theo Mẫu 01 (tự khai)"),
                ("declaration.relative", "Bản khai theo Mẫu 02 (thân nhân khai)"),
            ),
        ),
    ),
}


_COPIES = (
    "01 bộ bản chính, kèm tệp Word và PDF gửi qua Hệ thống quản lý hồ sơ khen thưởng điện tử ngành "
    "Thi đua, khen thưởng"
)
_SECRET = "Hồ sơ có nội dung bí mật nhà nước không gửi qua hệ thống điện tử"  # noqa: S105


def copies(code: str, on: date, *, simplified: bool = False) -> tuple[str, ...]:
    """How many sets, and how they are handed in; empty where the authority sets it.

    State level: the procedure published in 2025 (Decision 311/QĐ-BNV); the province's bằng khen and
    the simplified procedure: one set. ``UnknownTitle``.
    """
    title = known_title(code)
    if on < LAW_START:
        return ()
    if title.code in PRESIDENTS | {"CSTDTQ", "CTD-CP", "BKTTG"}:
        return (f"{_COPIES}.", f"{_SECRET}.")
    return ("01 bộ.",) if simplified or title.code == "BKT" else ()
