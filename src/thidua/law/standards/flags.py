"""Emulation flags: Art. 25 and 26 of Law 06/2022/QH15."""

from __future__ import annotations

from thidua.law.assessment import Discretion
from thidua.law.conditions import all_of, any_of, declared, law
from thidua.law.enums import SubjectKind
from thidua.law.instruments import Confidence
from thidua.law.standards.standard import Standard
from thidua.law.tree import Node

_COLLECTIVE = SubjectKind.COLLECTIVE
_DERIVED = Confidence.DERIVED


# Điều 26. 1. hằng năm, tập thể dẫn đầu cụm, khối thi đua do bộ, ban, ngành, tỉnh tổ chức; 2. dẫn
# đầu phong trào theo chuyên đề do bộ, ban, ngành, tỉnh phát động, khi tổng kết. Read through
# implementing texts: letters not established.
def _flag(suffix: str, place: str) -> tuple[Node, ...]:
    return (
        any_of(
            "26",
            "Dẫn đầu cụm, khối thi đua trong năm, hoặc dẫn đầu phong trào thi đua theo chuyên đề",
            law(26, confidence=_DERIVED),
            all_of(
                f"26.1{suffix}",
                f"Dẫn đầu cụm, khối thi đua do {place} tổ chức và đạt các tiêu chuẩn hằng năm",
                law(26, 1, confidence=_DERIVED),
                declared(f"26.leader{suffix}"),
                declared("26.targets"),
                declared("26.unity"),
            ),
            declared(f"26.movement{suffix}", years="movement-years-for-ctd-tinh"),
        ),
    )


# Điều 25. 1. hằng năm, among the leaders of the clusters of a ministry or province, with a) and b);
# 2. hằng năm, the leader of a cluster of the Central Council; 3. the leader of a movement the Prime
# Minister launched, at its final review.
CTD_CP: tuple[Node, ...] = (
    any_of(
        "25",
        "Dẫn đầu cụm, khối thi đua trong năm, hoặc dẫn đầu phong trào do Thủ tướng Chính phủ phát "
        "động",
        law(25),
        all_of(
            "25.1",
            "Dẫn đầu cụm, khối thi đua do bộ, ngành, tỉnh tổ chức và đạt các tiêu chuẩn hằng năm",
            law(25, 1),
            declared("25.1.leader"),
            declared("25.1.a"),
            declared("25.1.b"),
        ),
        declared("25.2"),
        declared("25.3", years="movement-years-for-ctd-cp"),
    ),
)


def _outstanding(place: str) -> tuple[Discretion, ...]:
    citation = law(26, 1, confidence=_DERIVED)
    return (Discretion(f"Là tập thể tiêu biểu xuất sắc trong {place}", citation),)


_LOCAL = (
    (
        "Bộ, ngành, tỉnh quy định chi tiết tiêu chuẩn này (khoản 3 Điều 26); đối chiếu quy định "
        "của cấp mình."
    ),
)

# The quota is one of a round, never of one body; who signs is a conflict of sources.
_NOTES_25 = (
    (
        "Số tập thể được đề nghị không quá 20 % số đơn vị dẫn đầu cụm, khối (Công văn "
        "5007/BNV-TĐKT năm 2023, theo Nghị định 91/2017/NĐ-CP đã hết hiệu lực); nay còn áp dụng "
        "hay không chưa xác lập, cần đối chiếu hướng dẫn của Bộ Nội vụ."
    ),
    "Điều 78 giao Chính phủ quyết định; thủ tục công bố năm 2025 ghi Thủ tướng Chính phủ ký.",
)
_BEST = Discretion(
    "Tiêu biểu, xuất sắc nhất trong số các tập thể dẫn đầu cụm, khối thi đua", law(25, 1)
)

STANDARDS = (
    Standard(
        "CTD-TINH", _COLLECTIVE, _flag("", "tỉnh"), discretion=_outstanding("tỉnh"), notes=_LOCAL
    ),
    Standard(
        "CTD-BO",
        _COLLECTIVE,
        _flag(".bo", "bộ, ban, ngành"),
        discretion=_outstanding("bộ, ban, ngành"),
        notes=_LOCAL,
    ),
    Standard("CTD-CP", _COLLECTIVE, CTD_CP, discretion=(_BEST,), notes=_NOTES_25),
)
