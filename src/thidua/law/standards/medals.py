"""Medals: Art. 54 to 58 and 96(2) of Law 06/2022/QH15."""

from __future__ import annotations

from thidua.law.conditions import all_of, any_of, band, declared, law, quantity_at_least
from thidua.law.enums import Group, SubjectKind
from thidua.law.instruments import Citation, Confidence
from thidua.law.standards.standard import Standard
from thidua.law.standards.unread import unread
from thidua.law.tree import Node

_PERSON = SubjectKind.PERSON
_RECALLED = Confidence.RECALLED

# Điều 55. “Huy chương Quân kỳ quyết thắng”: officers and others of the army, 25 năm liên tục trở
# lên, tasks well done.
QKQT: tuple[Node, ...] = (
    declared("55.subject"),
    declared("55.tasks"),
    quantity_at_least(
        "55.years",
        "Phục vụ liên tục trong Quân đội nhân dân từ {least} năm trở lên",
        law(55),
        "army-years",
        "army-years-for-qkqt",
        mend="chưa đủ {least} năm phục vụ liên tục",
    ),
)

# Điều 56. “Huy chương Vì an ninh Tổ quốc”: who may receive it was read; the years are from memory,
# and what else it asks is not on file.
VANTQ: tuple[Node, ...] = (
    declared("56.subject"),
    quantity_at_least(
        "56.years",
        "Phục vụ trong Công an nhân dân từ {least} năm trở lên",
        law(56, confidence=_RECALLED),
        "police-years",
        "police-years-for-vantq",
        mend="chưa đủ {least} năm phục vụ",
    ),
    unread("56.tasks", "Đạt yêu cầu của Điều 56 về kết quả thực hiện nhiệm vụ", law(56)),
)


# Điều 57. “Huy chương Chiến sĩ vẻ vang”. 1. soldiers and police, tasks well done; who has left is
# not eligible. 2. classes by years of continuous service. 3. a further route, not on file.
def _csvv(rank: int, years: Node) -> tuple[Node, ...]:
    return (
        declared("57.1.subject"),
        declared("57.1.serving"),
        declared("57.1.tasks"),
        any_of(
            f"57.route.{rank}",
            "Đủ thời gian phục vụ của hạng, hoặc thuộc trường hợp của khoản 3 Điều 57",
            law(57, 2),
            years,
            unread("57.3", "Thuộc trường hợp khác được xét theo khoản 3 Điều 57", law(57, 3)),
        ),
    )


def _class(rank: int, name: str, above: str) -> Node:
    return band(
        f"57.2.{rank}",
        f"Thời gian phục vụ liên tục ở mức của hạng {name}",
        law(57, 2),
        "forces-years",
        (f"forces-years-for-csvv{rank}", f"forces-years-for-csvv{rank - 1}"),
        above=f"Chưa đủ thời gian của hạng {above}",
    )


CSVV1 = _csvv(
    1,
    quantity_at_least(
        "57.2.1",
        "Phục vụ liên tục từ {least} năm trở lên",
        law(57, 2),
        "forces-years",
        "forces-years-for-csvv1",
        mend="chưa đủ {least} năm phục vụ liên tục",
    ),
)
CSVV2 = _csvv(2, _class(2, "Nhì", "Nhất"))
CSVV3 = _csvv(3, _class(3, "Ba", "Nhì"))

# Điều 58. “Huy chương Hữu nghị”: foreigners with many contributions (54(1)); its own text is not on
# file.
_FRIENDSHIP: tuple[Node, ...] = (
    declared("54.1.contribution"),
    unread("58.detail", "Đạt tiêu chuẩn chi tiết của Điều 58", law(58)),
)

# Điều 96 khoản 2. “Huy chương Thanh niên xung phong vẻ vang”: achievements, tasks done, loyal, 02
# years or more; a volunteer who is a martyr may be honoured posthumously. Whether the years are
# asked of a martyr too is not on file.
TNXPVV: tuple[Node, ...] = (
    declared("96.2.volunteer"),
    declared("96.2.tasks"),
    declared("96.2.loyal"),
    any_of(
        "96.2.route",
        "Đủ thời gian tham gia, hoặc là liệt sĩ được truy tặng",
        law(96, 2),
        quantity_at_least(
            "96.2.years",
            "Tham gia thanh niên xung phong từ {least} năm trở lên",
            law(96, 2),
            "volunteer-years",
            "volunteer-years-for-tnxpvv",
            mend="chưa đủ {least} năm tham gia thanh niên xung phong",
        ),
        all_of(
            "96.2.posthumous",
            "Là liệt sĩ, được truy tặng mà không xét thời gian tham gia",
            law(96, 2),
            declared("96.2.martyr"),
            unread(
                "96.2.martyr-without-years",
                "Liệt sĩ được truy tặng không cần đủ thời gian tham gia",
                law(96, 2),
            ),
        ),
    ),
)

_DECREE_28 = Citation("28/2024/NĐ-CP", confidence=Confidence.SECONDARY)
_DECREE_152 = Citation("152/2025/NĐ-CP", confidence=Confidence.SECONDARY)
_TNXP_NOTES = (
    (
        f"Hồ sơ, thủ tục: {_DECREE_28.text} đến hết ngày 30/6/2025; từ ngày 01/7/2025 theo "
        f"{_DECREE_152.text}."
    ),
)
_HIGHEST = (
    "Hạng xét theo tổng thời gian phục vụ liên tục; người đã thôi phục vụ không thuộc diện xét.",
)

STANDARDS = (
    Standard("HC-QKQT", _PERSON, QKQT),
    Standard("HC-VANTQ", _PERSON, VANTQ),
    Standard("HC-CSVV1", _PERSON, CSVV1, notes=_HIGHEST),
    Standard("HC-CSVV2", _PERSON, CSVV2, notes=_HIGHEST),
    Standard("HC-CSVV3", _PERSON, CSVV3, notes=_HIGHEST),
    Standard("HUYC-HN", _PERSON, (declared("54.1.foreign"), *_FRIENDSHIP)),
    Standard("HUYC-HN", _PERSON, _FRIENDSHIP, Group.FOREIGN),
    Standard("HC-TNXPVV", _PERSON, TNXPVV, notes=_TNXP_NOTES),
)
