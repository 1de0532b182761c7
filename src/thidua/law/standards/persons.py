"""Individual titles: Art. 24, 23, 22, 21 of Law 06/2022/QH15."""

from __future__ import annotations

from thidua.law import signals
from thidua.law.assessment import Discretion
from thidua.law.conditions import (
    all_of,
    any_of,
    declared,
    has_initiative,
    law,
    rated,
    within_years,
)
from thidua.law.enums import Group, InitiativeScope, RatingLevel, SubjectKind
from thidua.law.standards.common import service
from thidua.law.standards.notes import REUSE_NOTE
from thidua.law.standards.series import conferred_apart, conferred_in_a_row
from thidua.law.standards.standard import Standard
from thidua.law.tree import Node

_PERSON = SubjectKind.PERSON
_RATED_WELL = "Hoàn thành tốt nhiệm vụ trở lên năm {year}"


# Điều 24. Danh hiệu “Lao động tiên tiến”, “Chiến sĩ tiên tiến”
# 1. “Lao động tiên tiến” để tặng cho cán bộ, công chức, viên chức, người lao động:
#    a) hoàn thành tốt nhiệm vụ trở lên; b) tinh thần tự lực, đoàn kết, tham gia phong trào thi đua.
LDTT_STAFF: tuple[Node, ...] = (
    rated("24.1.a", _RATED_WELL, law(24, 1, "a"), RatingLevel.HTT),
    declared("24.1.b"),
)

# 2. “Chiến sĩ tiên tiến”: the armed forces, by the standards of clause 1.
CSTT: tuple[Node, ...] = (
    declared("24.2.subject"),
    rated("24.2.a", _RATED_WELL, law(24, 2), RatingLevel.HTT),
    declared("24.1.b"),
)

# 3. “Lao động tiên tiến” for workers, farmers and others outside clauses 1 and 2. No rating.
LDTT_WORKER: tuple[Node, ...] = (declared("24.3.a"), declared("24.3.b"))

_WORKER_NOTE = (
    (
        "Ủy ban nhân dân cấp tỉnh quy định chi tiết tiêu chuẩn này (khoản 4 Điều 24); đối chiếu "
        "quy định của địa phương."
    ),
)


# Điều 23. 1. đạt tiêu chuẩn “Lao động tiên tiến” hoặc “Chiến sĩ tiên tiến”; 2. one of four. The law
# asks neither for an initiative nor for a share of the unit: the 15 % of Decree 91/2017, Art. 9(3)
# ended with 2023.
def _cstdcs(base_name: str, base: tuple[Node, ...]) -> tuple[Node, ...]:
    return (
        all_of("23.1", f"Đạt tiêu chuẩn danh hiệu {base_name}", law(23, 1), *base),
        any_of(
            "23.2",
            "Hoàn thành xuất sắc nhiệm vụ, hoặc có sáng kiến, đề tài, hoặc mưu trí, sáng tạo "
            "trong chiến đấu",
            law(23, 2),
            rated(
                "23.2.htxs",
                "Hoàn thành xuất sắc nhiệm vụ năm {year}",
                law(23, 2),
                RatingLevel.HTXS,
            ),
            has_initiative(
                "23.2.initiative",
                "Có sáng kiến năm {year} được cơ sở công nhận",
                law(23, 2),
                "title",
                InitiativeScope.CO_SO,
            ),
            declared("23.work"),
            declared("23.combat"),
        ),
    )


_CSTDCS_AMENDMENT = (
    "Luật sửa đổi 06/2026/QH16 có hiệu lực từ 01/10/2026; bộ quy tắc chưa có bản ký. Dự thảo tháng "
    "12/2025 đòi cả hai: hoàn thành xuất sắc nhiệm vụ và có sáng kiến hoặc đề tài đã nghiệm thu; "
    "chưa rõ văn bản chính thức có giữ như vậy"
)


# Điều 22. 1.a) xuất sắc tiêu biểu, được lựa chọn among those with CSTĐCS 03 lần liên tục; b) sáng
# kiến áp dụng hiệu quả, có khả năng nhân rộng trong bộ, ban, ngành, tỉnh, hoặc đề tài, hoặc mưu
# trí, sáng tạo; 2. its head certifies. The law does not say up to when the three run: current ones
# count, ended ones are left open.
CSTD_TINH: tuple[Node, ...] = (
    conferred_in_a_row("22.1.a", law(22, 1, "a"), "CSTDCS", "streak-cstdcs-for-cstd-tinh"),
    any_of(
        "22.1.b",
        "Có sáng kiến, đề tài hoặc mưu trí, sáng tạo có phạm vi ảnh hưởng trong bộ, ngành, tỉnh",
        law(22, 1, "b"),
        within_years(
            "22.1.b.initiative",
            "Có sáng kiến áp dụng hiệu quả, có khả năng nhân rộng trong bộ, ngành, tỉnh, được "
            "người đứng đầu xác nhận, trong năm xét hoặc {oldest} năm trước",
            law(22, 2),
            signals.initiative("title", InitiativeScope.TINH),
            oldest="initiative-window-cstd-tinh",
        ),
        declared("22.work"),
        declared("22.combat"),
    ),
)


# Điều 21. 1.a) xuất sắc tiêu biểu, được lựa chọn among those with CSTĐ bộ, ban, ngành, tỉnh 02 lần
# liên tục; b) as Art. 22, with nationwide reach; 2. the head of the ministry or province certifies.
# Years between the two are usual, as the title below takes three: whether they may be is left open.
CSTDTQ: tuple[Node, ...] = (
    conferred_in_a_row(
        "21.1.a",
        law(21, 1, "a"),
        "CSTD-BO-TINH",
        "streak-cstd-for-cstdtq",
        conferred_apart("21.1.a", law(21, 1, "a"), "CSTD-BO-TINH", "streak-cstd-for-cstdtq"),
    ),
    any_of(
        "21.1.b",
        "Có sáng kiến, đề tài hoặc mưu trí, sáng tạo có phạm vi ảnh hưởng trong toàn quốc",
        law(21, 1, "b"),
        within_years(
            "21.1.b.initiative",
            "Có sáng kiến áp dụng hiệu quả, có khả năng nhân rộng trong toàn quốc, được người đứng "
            "đầu bộ, ngành, tỉnh xác nhận, trong năm xét hoặc {oldest} năm trước",
            law(21, 2),
            signals.initiative("title", InitiativeScope.TOAN_QUOC),
            oldest="initiative-window-cstdtq",
        ),
        declared("21.work"),
        declared("21.combat"),
    ),
)


def _chosen(among: str, article: int) -> tuple[Discretion, ...]:
    sentence = (
        f"Có thành tích xuất sắc tiêu biểu, được lựa chọn trong số người có đủ số lần {among}"
    )
    return (Discretion(sentence, law(article, 1, "a")),)


STANDARDS = (
    Standard("LDTT", _PERSON, LDTT_STAFF, service=service()),
    Standard("LDTT", _PERSON, LDTT_WORKER, Group.WORKER, notes=_WORKER_NOTE),
    Standard("CSTT", _PERSON, CSTT, service=service()),
    Standard(
        "CSTDCS",
        _PERSON,
        _cstdcs("“Lao động tiên tiến”", LDTT_STAFF),
        service=service(),
        notes=REUSE_NOTE,
        amendment=_CSTDCS_AMENDMENT,
    ),
    Standard(
        "CSTDCS",
        _PERSON,
        _cstdcs("“Chiến sĩ tiên tiến”", CSTT),
        Group.ARMED,
        service=service(),
        notes=REUSE_NOTE,
        amendment=_CSTDCS_AMENDMENT,
    ),
    Standard(
        "CSTDCS",
        _PERSON,
        _cstdcs("“Lao động tiên tiến”", LDTT_WORKER),
        Group.WORKER,
        notes=REUSE_NOTE + _WORKER_NOTE,
        amendment=_CSTDCS_AMENDMENT,
    ),
    Standard(
        "CSTD-BO-TINH",
        _PERSON,
        CSTD_TINH,
        discretion=_chosen("Chiến sĩ thi đua cơ sở", 22),
        notes=REUSE_NOTE,
    ),
    Standard(
        "CSTDTQ",
        _PERSON,
        CSTDTQ,
        discretion=_chosen("Chiến sĩ thi đua bộ, ban, ngành, tỉnh", 21),
        notes=REUSE_NOTE,
    ),
)
