"""Words that names of bodies are made of."""

from __future__ import annotations

import re
from typing import Final

from thidua.vietnamese.text import TONE_MARKS, nfc

_VIETNAMESE: Final = frozenset(
    nfc(base + mark + tone).upper()
    for base in "abcdefghijklmnopqrstuvwxyz\u0111"
    for mark in ("", "\u0302", "\u0306", "\u031b")
    for tone in ("", *TONE_MARKS)
)
UPPER: Final = "".join(
    char for char in map(chr, range(0x41, 0x1F00)) if char.isupper() and char in _VIETNAMESE
)
"""The capitals of Vietnamese, for a class of a pattern."""


def _lines(text: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in text.replace("\n", "|").split("|") if word.strip())


HEADS_ALONE: Final = _lines("""
Đảng ủy Ủy ban nhân dân|Đảng ủy các cơ quan Đảng
Ủy ban nhân dân|UBND|Hội đồng nhân dân|HĐND|Thủ tướng Chính phủ|Chính phủ|Quốc hội|Chủ tịch nước
Ủy ban Mặt trận Tổ quốc|Ủy ban MTTQ|UBMTTQ|Mặt trận Tổ quốc|MTTQ
Ban Thường trực Ủy ban Mặt trận Tổ quốc|Huyện ủy|Thành ủy|Tỉnh ủy|Quận ủy|Đảng ủy|Đảng bộ
Ban Chấp hành Trung ương|Ban Bí thư|Bộ Chính trị|Hội đồng Thi đua - Khen thưởng
Hội đồng Thi đua, Khen thưởng|HĐTĐKT|HĐTĐ-KT|Cổng Thông tin điện tử|Trang Thông tin điện tử
Liên đoàn Lao động|Đoàn Thanh niên|Đoàn TNCS Hồ Chí Minh|Hội Cựu chiến binh
Đoàn Thanh niên Cộng sản Hồ Chí Minh|Hội Liên hiệp Phụ nữ|Hội Nông dân|Hội Chữ thập đỏ
Tòa án nhân dân|Viện Kiểm sát nhân dân|Ban Chỉ huy Quân sự|Bộ Chỉ huy Quân sự|Kho bạc Nhà nước
Bảo hiểm xã hội|Chi cục Thuế|Báo và Phát thanh, Truyền hình|Công an
Trung tâm Phục vụ hành chính công|Văn phòng Chính phủ|Văn phòng Sở|Đài Phát thanh|Trung ương Đảng
Công đoàn|Tỉnh đoàn|Thành đoàn|Quận đoàn|Huyện đoàn|Bưu điện|Tổ hòa giải|Tổ công nghệ số cộng đồng
Tổ bảo vệ an ninh trật tự|Ban Giám hiệu|Điện lực|Thư viện|Nhà văn hóa|Bảo tàng
""")
"""Bodies that need no more words; a place may follow."""

HEADS_WITH_FIELD: Final = _lines("""
Sở|Phòng|Ban|Bộ|Văn phòng|Trung tâm|Chi cục|Cục|Hội|Thanh tra|Đài|Báo|Trường|Trạm|Đội|Hạt|Công ty
Ban Quản lý|Ban Chỉ đạo|Hội đồng|Liên minh|Viện|Bệnh viện|Thường trực|Quỹ|Tổ|Đoàn|Tổng công ty
Học viện|Đại học|Ngân hàng|Liên hiệp|Liên hiệp các Hội|Hợp tác xã|Nhà máy|Câu lạc bộ|Đồn|Chi bộ
Ban Liên lạc|Hiệp hội|Xí nghiệp|Nhà xuất bản|Tạp chí|Tòa soạn|Vườn Quốc gia|Khối thi đua|Cụm thi đua
""")
"""Kinds of bodies that a field or a name follows: Phòng Nội vụ, but not "Phòng, chống"."""

FIELDS: Final = _lines("""
Nội vụ|Tư pháp|Tài chính|Kế hoạch|Y tế|Văn hóa|Xã hội|Thông tin|Truyền thông|Thể thao|Du lịch
Khoa học|Công nghệ|Kinh tế|Hạ tầng|Đô thị|Quản lý đô thị|Nông nghiệp|Phát triển nông thôn
Môi trường|Tài nguyên|Lao động|Thương binh|Giáo dục|Đào tạo|Tuyên giáo|Dân vận|Tổ chức|Công Thương
Công thương|Xây dựng|Giao thông|Vận tải|Giao thông vận tải|Ngoại vụ|Dân tộc|Tôn giáo|Thanh tra
Kiểm tra|Thi đua|Khen thưởng|Hợp tác xã|Phục vụ hành chính công|Hành chính công|Phát thanh
Truyền hình|Dịch vụ|Quỹ đất|Phát triển quỹ đất|Hành chính|Tổng hợp|Nhân dân|Quân sự|Chính trị
Dự án|Đầu tư|Đầu tư xây dựng|Khuyến nông|Dân số|Tuyên giáo và Dân vận|Nông nghiệp và Môi trường
Văn hóa - Xã hội|Thông tin điện tử|Cựu chiến binh|Phụ nữ|TĐKT|TĐ-KT|LĐTBXH|LĐTB&XH|NN&PTNT|GD&ĐT
GDĐT|TN&MT|VH&TT|TC-KH|KT&HT|VHTT|Nông dân|Người cao tuổi|Chữ thập đỏ|Khuyến học|Thuế|Kiểm lâm
Chuyển đổi số|Khoa học và Kỹ thuật|Điện lực|Tiếp công dân|Thống kê|Phòng cháy chữa cháy
Lưu trữ|Lưu trữ lịch sử
""")

AREAS: Final = _lines("""
huyện|quận|thành phố|TP|tỉnh|xã|phường|thị trấn|đặc khu|Trung ương|thôn|tổ dân phố|cấp trên
khu dân cư|khu phố|ấp|buôn|cấp huyện|cấp xã|cấp tỉnh|cấp thành phố|các cấp
Huyện ủy|Thành ủy|Tỉnh ủy|Quận ủy|Đảng ủy
""")

GROUP_NOUNS: Final = _lines("""
sở|phòng|ban|ngành|đoàn thể|địa phương|đơn vị sự nghiệp công lập|đơn vị sự nghiệp|đơn vị
cơ quan chuyên môn|cơ quan tuyên truyền|cơ quan báo chí|cơ quan|tổ chức chính trị - xã hội
tổ chức đoàn thể|tổ chức hội|tổ chức|xã|phường|thị trấn|huyện|quận|cấp|hội|doanh nghiệp|trường học
trường|cụm thi đua|khối thi đua|thôn|tổ dân phố|cấp ủy|tổ chức đảng|chính quyền|cụm|khối|đặc khu
hợp tác xã|phòng chuyên môn|nhà trường|tập thể|bộ|cơ sở giáo dục|đơn vị lực lượng vũ trang
""")

_SHORT_FORMS: Final = (
    (r"UBMTTQ|UB\s?MTTQ", "Ủy ban Mặt trận Tổ quốc"),
    (r"MTTQ", "Mặt trận Tổ quốc"),
    (r"VP\.?\s*UBND", "Văn phòng Ủy ban nhân dân"),
    (r"VP\.?\s*HĐND", "Văn phòng Hội đồng nhân dân"),
    (r"PCT\.?(?=\s*UBND)", "Phó Chủ tịch"),
    (r"PCTs?", "Phó Chủ tịch"),
    (r"CT(?=\s*(?:,|UBND|HĐND))", "Chủ tịch"),
    (r"TT\.?\s*TU", "Thường trực Thành ủy"),
    (r"TT\.?\s*HU", "Thường trực Huyện ủy"),
    (r"TT\.?\s*ĐU", "Thường trực Đảng ủy"),
    (r"TT\.?(?=\s+(?:HĐND|Huyện ủy|Thành ủy|Tỉnh ủy|Đảng ủy|UBND))", "Thường trực"),
    (r"TT(?=\s*(?:VH|GDTX|PVHCC|DVNN))", "Trung tâm"),
    (r"HU", "Huyện ủy"),
    (r"ĐU", "Đảng ủy"),
    (r"VH\s*[-–,]?\s*TT\s*(?:&|và)\s*TT", "Văn hóa - Thông tin và Thể thao"),
    (r"VH\s*(?:&|và)\s*TT", "Văn hóa và Thông tin"),
    (r"HĐ\s?TĐ\s?-?\s?KT", "Hội đồng Thi đua - Khen thưởng"),
    (r"TĐ\s?[-–]?\s?KT", "Thi đua - Khen thưởng"),
    (r"UBND", "Ủy ban nhân dân"),
    (r"HĐND", "Hội đồng nhân dân"),
    (r"TTĐT", "Thông tin điện tử"),
    (r"LĐ\s?TB\s?(?:&|-|và)?\s?XH", "Lao động - Thương binh và Xã hội"),
    (r"NN\s?(?:&|và)\s?PTNT", "Nông nghiệp và Phát triển nông thôn"),
    (r"GD\s?(?:&|và|-)?\s?ĐT", "Giáo dục và Đào tạo"),
    (r"TN\s?(?:&|và)\s?MT", "Tài nguyên và Môi trường"),
    (r"TC\s?[-–]\s?KH", "Tài chính - Kế hoạch"),
    (r"TW", "Trung ương"),
    (r"TTgCP|TTg\s?CP|TTg", "Thủ tướng Chính phủ"),
    (r"TP\.?(?!\w)", "thành phố"),
    (r"(?<=\s)BCH\s?QS", "Ban Chỉ huy Quân sự"),
)
ABBREVIATIONS: Final = tuple(
    (
        re.compile(
            rf"(?<!\w){pattern}(?!\w)" if not pattern.endswith(")") else rf"(?<!\w){pattern}"
        ),
        full,
    )
    for pattern, full in _SHORT_FORMS
)
"""Short forms that offices write in lists of recipients, longest first where they overlap."""
