"""How titles are written, as data: patterns over folded words.

The full and the short name of every title are known from ``thidua.law`` and need no pattern here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

_OF: Final = r"(?:(?:cua|do|cap|ct|chu tich|ubnd|uy ban nhan dan|tang) )*"
_PROVINCE: Final = r"(?:tp|thanh pho|tinh|t p)"
_PLACE: Final = r"(?: (?!huyen|quan|xa|phuong)[a-z]+){0,4}"
_FIGHTER: Final = r"(?:danh hieu )?(?:cstd|chien s[iy] thi dua|chien s[iy] td|cs thi dua)"
_LABOURER: Final = r"(?:ldtt|lao dong (?:tien tien|tt)|ld tien tien|ld tt)"
_CERTIFICATE: Final = r"(?:gk|giay khen|g khen)"
_DIPLOMA: Final = r"(?:bk|bang khen|b khen)"
_FLAG: Final = r"(?:co td|co thi dua|ctd)"
_GROUP: Final = r"(?:tap the|tt)"
_EXCELLENT: Final = r"(?:ld ?xs|lao dong (?:xuat sac|xs)|ld xuat sac)"
_MINISTRY: Final = r"bo(?! ban nganh tinh)(?: truong)?(?: [a-z]+){0,8}"
_CLASS_WORDS: Final = ("(?:nhat|1|i)", "(?:nhi|hai|2|ii)", "(?:ba|3|iii)")
_ORDERS: Final = {
    "HCLD": "hcld|hc ld|hc lao dong|huan chuong ld|huan chuong lao dong",
    "HCDL": "hcdl|hc dl|hc doc lap|huan chuong doc lap",
    "HCQC": "hcqc|hc quan cong|huan chuong quan cong",
    "HCCC": "hccc|hc chien cong|huan chuong chien cong",
    "HCBVTQ": "hcbvtq|hc bao ve to quoc|huan chuong bao ve to quoc",
}
_CLASSES: Final = {code: tuple(f"{code}{number}" for number in (3, 2, 1)) for code in _ORDERS}

_ASK_CERTIFICATE: Final = "Giấy khen này do ai tặng?"
_ASK_DIPLOMA: Final = "Bằng khen này do ai tặng?"
_ASK_FIGHTER: Final = "Chiến sĩ thi đua cấp nào?"
_ASK_FLAG: Final = "Cờ thi đua này do ai tặng?"
_ASK_FAMILY: Final = (
    '"Gia đình văn hóa tiêu biểu" không phải danh hiệu trong Luật, '
    "có phải đề nghị Gia đình văn hóa?"
)
_ASK_VILLAGE: Final = (
    "Luật hiện hành gọi là Thôn, tổ dân phố văn hóa. Có phải đề nghị danh hiệu này?"
)
_ASK_DISTRICT_FIGHTER: Final = (
    "Luật không có Chiến sĩ thi đua cấp huyện. Có phải đề nghị Chiến sĩ thi đua cơ sở?"
)
_ASK_GROUP: Final = "Tập thể lao động xuất sắc hay Tập thể lao động tiên tiến?"
_ASK_ORDER: Final = "Huân chương hạng nào?"


@dataclass(frozen=True, slots=True)
class Rule:
    """A way of writing: it decides a ``code``, or asks a ``question`` with ``choices``."""

    pattern: re.Pattern[str]
    code: str | None
    choices: tuple[str, ...] = ()
    question: str | None = None


def _is(code: str, *patterns: str) -> Rule:
    return Rule(re.compile("|".join(patterns)), code)


def _ask(question: str, choices: tuple[str, ...], *patterns: str) -> Rule:
    return Rule(re.compile("|".join(patterns)), None, choices, question)


def _orders() -> tuple[Rule, ...]:
    """Every order in three classes: "HCLĐ hạng Ba", "Huân chương Lao động hạng 3"."""
    return tuple(
        _is(f"{code}{number}", rf"(?:{words}) (?:hang )?{word}")
        for code, words in _ORDERS.items()
        for number, word in enumerate(_CLASS_WORDS, start=1)
    )


_FAMILY: Final = r"(?:gdvh|(?:gia dinh|gd|ho gia dinh) (?:van hoa|vh))"
_VILLAGE: Final = r"(?:thon|tdp|to dan pho|thon to dan pho|thon tdp) (?:van hoa|vh)"
_PRIME_MINISTER: Final = r"(?:ttg|ttcp|thu tuong(?: chinh phu| cp)?|chinh phu)"
_HEAD: Final = (
    r"(?:don vi|co quan|thu truong(?: .+)?|hieu truong(?: .+)?|giam doc(?: .+)?|nha truong|truong"
    r"|so(?: [a-z]+){1,8})"
)

RULES: Final = (
    _is("LDTT", _LABOURER),
    _is("CSTT", r"cstt|chien s[iy] (?:tien tien|tt)"),
    _is("CSTDCS", rf"{_FIGHTER} ?(?:cap )?(?:co so|cs)", "cstdcs"),
    _is("CSTDTQ", rf"{_FIGHTER} (?:toan quoc|tq)", "cstdtq"),
    _is(
        "CSTD-BO-TINH",
        rf"{_FIGHTER} {_OF}(?:{_PROVINCE}{_PLACE}|bo(?: [a-z]+){{0,6}}|nganh|b t)",
        "cstdtp",
        "cstdt",
    ),
    _ask(_ASK_DISTRICT_FIGHTER, ("CSTDCS",), rf"{_FIGHTER} {_OF}(?:huyen|quan).*"),
    _ask(_ASK_FIGHTER, ("CSTDCS", "CSTD-BO-TINH", "CSTDTQ"), _FIGHTER),
    _is("TTLDXS", "ttldxs", rf"{_GROUP} {_EXCELLENT}"),
    _is("TTLDTT", "ttldtt", rf"{_GROUP} {_LABOURER}"),
    _ask(_ASK_GROUP, ("TTLDXS", "TTLDTT"), r"tap the(?: (?:xuat sac|tien tien|lao dong))?"),
    _is("DVQT", "dvqt|don vi quyet thang"),
    _is("DVTT", "dvtt|don vi (?:tien tien|tt)"),
    _is("CTD-CP", rf"{_FLAG} {_OF}(?:chinh phu|cp)"),
    _is("CTD-TINH", rf"{_FLAG} {_OF}{_PROVINCE}{_PLACE}"),
    _is("CTD-BO", rf"{_FLAG} {_OF}(?:{_MINISTRY}|nganh(?: [a-z]+){{0,6}})"),
    _ask(_ASK_FLAG, ("CTD-TINH", "CTD-BO"), rf"{_FLAG} {_OF}bo ban nganh tinh"),
    _ask(_ASK_FLAG, ("CTD-TINH", "CTD-BO", "CTD-CP"), _FLAG),
    _is("XPTTTB", r"(?:xa|phuong|thi tran|xa phuong (?:thi tran|dac khu)) tieu bieu"),
    _is("TDPVH", _VILLAGE, "tvh", "tdpvh"),
    _ask(_ASK_VILLAGE, ("TDPVH",), "(?:lang|khu dan cu|khu pho|ban) van hoa"),
    _is("GDVH", _FAMILY),
    _ask(_ASK_FAMILY, ("GDVH",), rf"{_FAMILY} .+"),
    _is("BKTTG", rf"{_DIPLOMA} {_OF}{_PRIME_MINISTER}", "bkttg"),
    _is("BKT", rf"{_DIPLOMA} {_OF}{_PROVINCE}{_PLACE}"),
    _is("BK-BO", rf"{_DIPLOMA} {_OF}{_MINISTRY}"),
    _ask(_ASK_DIPLOMA, ("BKT", "BK-BO"), rf"{_DIPLOMA} {_OF}bo ban nganh tinh"),
    _ask(_ASK_DIPLOMA, ("BKT", "BK-BO", "BKTTG"), _DIPLOMA),
    _is("GK-HUYEN", rf"{_CERTIFICATE} {_OF}(?:huyen|quan|thi xa)(?: .+)?"),
    _is("GK-XA", rf"{_CERTIFICATE} {_OF}(?:xa|phuong|thi tran|dac khu)(?: .+)?"),
    _is("GK-DV", rf"{_CERTIFICATE} {_OF}{_HEAD}"),
    _ask(_ASK_CERTIFICATE, ("GK-HUYEN", "GK-XA", "GK-DV"), rf"{_CERTIFICATE}(?: .+)?"),
    *_orders(),
    _ask(_ASK_ORDER, _CLASSES["HCLD"], "hcld|hc lao dong|huan chuong (?:lao dong|ld)"),
    _ask(_ASK_ORDER, _CLASSES["HCDL"], "hcdl|huan chuong doc lap"),
    _is("AHLD", "ahld|anh hung ld"),
    _is("NGND", "ngnd"),
    _is("KNC", "knc|ky niem chuong.*"),
)
"""First match wins: what says more stands before what says less."""
