"""Thôn, tổ dân phố văn hóa and Gia đình văn hóa: Art. 30 and 31 of Law 06/2022/QH15."""

from __future__ import annotations

from thidua.law.conditions import declared
from thidua.law.enums import SubjectKind
from thidua.law.instruments import Citation
from thidua.law.standards.standard import Standard
from thidua.law.tree import Node

_FRAME = Citation("86/2023/NĐ-CP")
_NOTES = (
    (
        f"Khung tiêu chuẩn và trình tự theo {_FRAME.text}; tỉnh quy định chi tiết, đối chiếu quy "
        "định của địa phương."
    ),
)

# Điều 30. 1. hằng năm, thôn, tổ dân phố đạt các tiêu chuẩn a) đến đ).
TDPVH: tuple[Node, ...] = tuple(
    declared(criterion) for criterion in ("30.1.a", "30.1.b", "30.1.c", "30.1.d", "30.1.đ")
)

# Điều 31. “Gia đình văn hóa”: three groups of criteria; their letters are not on file.
GDVH: tuple[Node, ...] = tuple(
    declared(criterion) for criterion in ("31.compliance", "31.emulation", "31.family")
)

STANDARDS = (
    Standard("TDPVH", SubjectKind.COLLECTIVE, TDPVH, notes=_NOTES),
    Standard("GDVH", SubjectKind.HOUSEHOLD, GDVH, notes=_NOTES),
)
