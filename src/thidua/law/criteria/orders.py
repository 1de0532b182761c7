"""Criteria and quantities of the orders: Art. 34 to 53, and long service (Decree 152/2025)."""

from __future__ import annotations

from thidua.law.criteria.medals import MARTYR
from thidua.law.criteria.model import (
    COMPLIANCE,
    Criterion,
    Quantity,
    achievement,
    at,
    conduct,
    status,
)
from thidua.law.instruments import Citation, Confidence
from thidua.law.service_levels import LEVELS, POSTS, quantity_of

_INFERRED = Confidence.INFERRED
_DERIVED = Confidence.DERIVED
_RECALLED = Confidence.RECALLED
_D152 = Citation("152/2025/NĐ-CP", 9)
_WARS = {
    "service.both-wars.98": Citation("98/2023/NĐ-CP", 11),
    "service.both-wars.152": Citation("152/2025/NĐ-CP", 21, 1, "a", Confidence.SECONDARY),
}

_FOUNDED = "quyết định thành lập hoặc quy định chức năng, nhiệm vụ"
_PRIZE = "giấy chứng nhận giải thưởng"
_ACCEPTED = "biên bản nghiệm thu, xác nhận hiệu quả của bộ, ngành, tỉnh"
_WITNESSED = "báo cáo tóm tắt thành tích có xác nhận của nơi xảy ra sự việc"

_FEAT = "Lập được thành tích xuất sắc đột xuất"
_WORKED = "trong lao động, công tác, sản xuất, kinh doanh, học tập, nghiên cứu hoặc lĩnh vực khác"
_INVENTION = "Có phát minh, sáng chế được áp dụng hiệu quả cao"
_SCIENCE = "công trình khoa học hoặc tác phẩm xuất sắc"
_SOCIETY = (
    "phát triển kinh tế - xã hội, an sinh xã hội, từ thiện nhân đạo, ứng dụng tiến bộ khoa học, "
    "kỹ thuật"
)
_UNITED = "Nội bộ đoàn kết; tổ chức đảng, đoàn thể trong sạch, vững mạnh"

# Of the clauses for individuals those read open with this condition (34(2), 35(1), 36(1), 39(1),
# 43(1), 44(2), 45(1)); the others are taken to do the same.
_READ = ((34, 2), (35, 1), (36, 1), (39, 1), (43, 1), (44, 2), (45, 1))
_NOT_READ = (37, 38, 40, 41, 42, 43, 44, 46, 47, 48, 49, 50)
"""Whole articles, or (43, 44) their other clauses for individuals."""


def _compliance(article: int, clause: int | None, confidence: Confidence) -> Criterion:
    where = f"{article}.{clause}" if clause else str(article)
    sentence = f"{COMPLIANCE[0].upper()}{COMPLIANCE[1:]}"
    return conduct(f"{where}.compliance", sentence, at(article, clause, None, confidence))


_COMPLIANCE: tuple[Criterion, ...] = (
    *(_compliance(article, clause, Confidence.VERIFIED) for article, clause in _READ[:-1]),
    _compliance(*_READ[-1], _DERIVED),
    *(_compliance(article, None, _INFERRED) for article in _NOT_READ),
)

_HIGHEST: tuple[Criterion, ...] = (
    achievement(
        "34.2.a",
        "Có nhiều công lao to lớn, đặc biệt xuất sắc trong sự nghiệp cách mạng của Đảng và dân tộc",
        at(34, 2, "a"),
    ),
    achievement(
        "34.2.b",
        "Có nhiều công lao to lớn, đặc biệt xuất sắc với đất nước trong một lĩnh vực: chính trị, "
        "kinh tế, xã hội, văn hóa, nghệ thuật, khoa học, công nghệ, quốc phòng, an ninh, đối ngoại "
        "hoặc lĩnh vực khác",
        at(34, 2, "b"),
    ),
    achievement(
        "35.1.a",
        "Có công lao to lớn, đặc biệt xuất sắc trong sự nghiệp cách mạng",
        at(35, 1, "a"),
    ),
    achievement(
        "35.1.b",
        "Lập được nhiều thành tích đặc biệt xuất sắc, có phạm vi ảnh hưởng toàn quốc ở một lĩnh "
        "vực",
        at(35, 1, "b"),
    ),
    status("35.2.body", "Là bộ, ban, ngành, tỉnh hoặc cơ quan của Quốc hội", at(35, 2), _FOUNDED),
    achievement(
        "35.2.a.run",
        "Trong {years} năm liên tục trở lên sau đó, tính đến thời điểm đề nghị, lập được thành "
        "tích đặc biệt xuất sắc, có phạm vi ảnh hưởng rộng, là mô hình mới của cả nước",
        at(35, 2, "a"),
    ),
    achievement("35.2.b.merit", "Có truyền thống lâu dài, công lao to lớn", at(35, 2, "b")),
    conduct("35.2.b.unity", _UNITED, at(35, 2, "b")),
    achievement(
        "39.1.a",
        "Có quá trình cống hiến lâu dài trong lực lượng vũ trang nhân dân",
        at(39, 1, "a"),
        "tóm tắt quá trình công tác",
    ),
    achievement(
        "39.1.b",
        "Lập được thành tích đặc biệt xuất sắc, nêu gương toàn quốc trong chiến đấu, phục vụ chiến "
        "đấu, huấn luyện, xây dựng lực lượng, củng cố quốc phòng toàn dân, an ninh nhân dân",
        at(39, 1, "b"),
    ),
    status("39.2.body", "Là Bộ Quốc phòng hoặc Bộ Công an", at(39, 2), _FOUNDED),
    status(
        "39.2.anniversary",
        "Đề nghị vào dịp kỷ niệm năm tròn ngày thành lập",
        at(39, 2),
        _FOUNDED,
    ),
    achievement("39.2.b.merit", "Có thành tích đặc biệt xuất sắc, công lao to lớn", at(39, 2, "b")),
    conduct("39.2.b.unity", _UNITED, at(39, 2, "b")),
)

# Art. 43(1) was read, its letters (except those of the ladder and of long service) follow the order
# of the list. The first points of 44(1) were not read: they are taken to run like 43(1) and 44(2).
_LABOUR: tuple[Criterion, ...] = (
    achievement(
        "43.1.sudden",
        f"{_FEAT} {_WORKED}, có phạm vi ảnh hưởng trong bộ, ngành, tỉnh",
        at(43, 1),
    ),
    achievement(
        "43.1.prize", "Đạt giải thưởng cao nhất của khu vực hoặc quốc tế", at(43, 1), _PRIZE
    ),
    achievement(
        "43.1.invention",
        f"{_INVENTION}, có phạm vi ảnh hưởng trong bộ, ngành, tỉnh, hoặc có {_SCIENCE} cấp bộ, "
        "ngành, tỉnh",
        at(43, 1),
        _ACCEPTED,
    ),
    achievement("43.1.contribution", f"Có đóng góp lớn vào {_SOCIETY}", at(43, 1)),
    achievement("44.1.sudden", f"{_FEAT} {_WORKED}", at(44, 1, confidence=_INFERRED)),
    achievement(
        "44.1.prize",
        "Đạt giải thưởng khu vực hoặc quốc tế",
        at(44, 1, confidence=_INFERRED),
        _PRIZE,
    ),
    achievement(
        "44.1.invention",
        f"{_INVENTION}, hoặc có {_SCIENCE}",
        at(44, 1, confidence=_INFERRED),
        _ACCEPTED,
    ),
    achievement(
        "44.1.contribution", f"Có nhiều đóng góp vào {_SOCIETY}", at(44, 1, confidence=_INFERRED)
    ),
    achievement(
        "44.1.movement",
        "Có thành tích xuất sắc khi sơ kết, tổng kết phong trào thi đua do bộ, ngành, tỉnh phát "
        "động",
        at(44, 1, confidence=_INFERRED),
    ),
    achievement(
        "44.2.movement",
        "Có thành tích xuất sắc khi sơ kết, tổng kết phong trào thi đua từ {years} năm trở lên do "
        "bộ, ngành, tỉnh phát động",
        at(44, 2),
    ),
    achievement(
        "44.2.invention",
        f"{_INVENTION}, có phạm vi ảnh hưởng ở một lĩnh vực của bộ, ngành, tỉnh, hoặc có "
        f"{_SCIENCE} như vậy",
        at(44, 2),
        _ACCEPTED,
    ),
    achievement("44.2.contribution", f"Có nhiều đóng góp vào {_SOCIETY}", at(44, 2)),
    achievement("44.2.sudden", _FEAT, at(44, 2)),
)

_COMBAT = "chiến đấu, phục vụ chiến đấu"


def _combat(article: int) -> Criterion:
    return achievement(
        f"{article}.feat",
        f"Lập chiến công trong {_COMBAT}, bảo vệ an ninh, trật tự",
        at(article, confidence=_RECALLED),
        _WITNESSED,
    )


_OTHERS: tuple[Criterion, ...] = (
    achievement(
        "45.1.sudden",
        f"{_FEAT} trong {_COMBAT}, xây dựng lực lượng, huấn luyện, quốc phòng, an ninh, có phạm vi "
        "ảnh hưởng toàn quốc",
        at(45, 1, confidence=_DERIVED),
    ),
    achievement(
        "45.1.invention",
        "Có phát minh, sáng chế, công trình khoa học hoặc tác phẩm xuất sắc cấp nhà nước về quốc "
        "phòng, an ninh",
        at(45, 1, confidence=_DERIVED),
        _ACCEPTED,
    ),
    _combat(48),
    _combat(49),
    _combat(50),
    achievement(
        "51.unity",
        "Có công lao, thành tích xây dựng khối đại đoàn kết toàn dân tộc",
        at(51, confidence=_RECALLED),
    ),
    achievement(
        "52.brave",
        "Có hành động dũng cảm cứu người, cứu tài sản của Nhà nước, của Nhân dân",
        at(52, confidence=_RECALLED),
        _WITNESSED,
    ),
    status(
        "53.foreign",
        "Là người nước ngoài hoặc tập thể người nước ngoài",
        at(53, confidence=_RECALLED),
        "giấy tờ về quốc tịch hoặc về việc thành lập tổ chức",
    ),
    achievement(
        "53.contribution",
        "Tích cực đóng góp xây dựng, củng cố, phát triển quan hệ hữu nghị, hợp tác giữa Việt Nam "
        "với các nước, tổ chức quốc tế",
        at(53),
    ),
    status(
        "53.proposed",
        "Được bộ, ngành, tỉnh công nhận và đề nghị",
        at(53),
        "văn bản đề nghị của bộ, ngành, tỉnh",
    ),
)

_SERVICE: tuple[Criterion, ...] = (
    achievement(
        "service.retirement",
        "Đã có thông báo hoặc quyết định nghỉ hưu, hoặc đã từ trần, hoặc thôi giữ chức vụ lãnh đạo "
        "khi được kéo dài thời gian làm chuyên môn",
        _D152,
        "thông báo hoặc quyết định nghỉ hưu, thôi giữ chức vụ",
    ),
    conduct(
        "service.first",
        "Chưa được khen thưởng quá trình cống hiến cho khoảng thời gian đang tính",
        _D152,
    ),
    conduct(
        "service.clean",
        "Không bị kỷ luật, không có khuyết điểm nghiêm trọng được kết luận bằng văn bản trong thời "
        "gian giữ chức vụ",
        _D152,
    ),
    *(
        achievement(
            id_,
            "Hoạt động liên tục qua cả hai cuộc kháng chiến",
            place,
            "lý lịch, hồ sơ quá trình hoạt động",
        )
        for id_, place in _WARS.items()
    ),
)

ORDERS = _COMPLIANCE + _HIGHEST + _LABOUR + _OTHERS + _SERVICE

_CAREER = "quyết định bổ nhiệm, bầu cử và bảng kê quá trình giữ chức vụ"

ORDER_QUANTITIES: tuple[Quantity, ...] = (
    *(
        Quantity(quantity_of(level), f"số năm giữ chức vụ {POSTS[level]}", _CAREER)
        for level in LEVELS
    ),
    Quantity("martyr-spouses", "số vợ hoặc chồng là liệt sĩ", MARTYR),
    Quantity(
        "severe-invalids", "số thương binh nặng trong gia đình", "giấy chứng nhận thương binh"
    ),
)
