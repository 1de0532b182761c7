"""Numbers in the Vietnamese notation (4.841,73), in words, as money, as shares.

The point groups thousands, the comma starts the decimals; other notations are read only where
they cannot be mistaken (1,250.75; 87.5). ``1.250`` is always one thousand two hundred fifty.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import Final

from thidua.vietnamese.text import clean

_DIGITS: Final = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_AFTER_TEN: Final = {5: "lăm"}
_AFTER_TENS: Final = {1: "mốt", 4: "tư", 5: "lăm"}
_BILLION: Final = 10**9
_EXACT_FLOAT: Final = 2**53
_LONGEST_NUMBER: Final = 999

_SIGN: Final = r"(?P<sign>[+-]?)\s*"
_NOTATIONS: Final = tuple(
    (re.compile(_SIGN + pattern), grouping, point)
    for pattern, grouping, point in (
        (r"(?P<body>[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?)", ".", ","),  # 4.841,73
        (r"(?P<body>[1-9]\d{0,2}(?: \d{3})+(?:,\d+)?)", " ", ","),  # 4 841,73
        (r"(?P<body>\d+(?:,\d+)?)", ".", ","),  # 62,5
        (r"(?P<body>[1-9]\d{0,2}(?:,\d{3})+\.\d+)", ",", "."),  # 1,250.75
        (r"(?P<body>[1-9]\d{0,2}(?:,\d{3}){2,})", ",", "."),  # 1,250,000
        (r"(?P<body>\d+\.\d+)", ",", "."),  # 87.5
    )
)
_MONTH_AND_YEAR: Final = re.compile(r"\d{1,2}\.(?:19|20)\d{2}")
_PERCENT: Final = re.compile(r"(.*?)\s*%")

# Lengths are bounded: a cell may hold anything, and matching must not grow with its square.
_COUNT: Final = r"(?P<part>\d{1,3}(?:\.\d{3}){1,3}|\d{1,9})(?:\s*người)?"
_FRACTION: Final = r"(?P<part>\d{1,9})\s*/\s*(?P<whole>\d{1,9})(?!\s*/|\d)"
_POINTS: Final = r"(?P<percent>\d{1,9}(?:[.,]\d{1,9})?)\s*%"
_SHARES: Final = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\(?(?:tỷ lệ|đạt)?\s*{_POINTS}\)?(?:\s*\(?{_FRACTION}\)?)?",  # 86,4% or 86,4% (19/22)
        rf"{_FRACTION}[^\d%;]{{0,25}}{_POINTS}.*",  # 19/22 (86,4%)
        rf"{_FRACTION}(?:\s*[^\w%].*|\s+[^\W\d].*|)",  # 9/10 LĐTT
        rf"{_COUNT}\W{{0,5}}(?:tỷ lệ|đạt)?\s*[(]?{_POINTS}\)?",  # 16 (88,9%)
        _COUNT,
    )
)
_HUNDRED_PERCENT: Final = 100
_MONTHS: Final = range(1, 13)
_YEARS: Final = range(1900, 2100)


def in_words(n: int) -> str:
    """Spell ``n`` (any integer) in Vietnamese: 1005 is một nghìn không trăm linh năm."""
    if n < 0:
        return f"âm {in_words(-n)}"
    if n == 0:
        return _DIGITS[0]
    return " ".join(_spell(n))


def _spell(n: int) -> list[str]:
    billions, below = divmod(n, _BILLION)
    words = [*_spell(billions), "tỷ"] if billions else []
    for size, name in ((10**6, "triệu"), (10**3, "nghìn"), (1, "")):
        group, below = divmod(below, size)
        if group:
            words += _spell_group(group, is_first=not words)
            words += [name] if name else []
    return words


def _spell_group(group: int, *, is_first: bool) -> list[str]:
    """Spell 1 to 999; inside a longer number every group names its hundreds."""
    hundreds, below = divmod(group, 100)
    tens, ones = divmod(below, 10)
    words = [] if is_first and not hundreds else [_DIGITS[hundreds], "trăm"]
    if tens == 0:
        return words + ([*(["linh"] if words else []), _DIGITS[ones]] if ones else [])
    words += ["mười"] if tens == 1 else [_DIGITS[tens], "mươi"]
    if ones:
        words.append(_ones_after_tens(tens, ones))
    return words


def _ones_after_tens(tens: int, ones: int) -> str:
    if tens == 1:
        return _AFTER_TEN.get(ones, _DIGITS[ones])
    return _AFTER_TENS.get(ones, _DIGITS[ones])


def money_in_words(dong: int) -> str:
    """Return the amount in words as a payment paper has it: capital first, ``đồng`` last."""
    words = f"{in_words(dong)} đồng"
    return words[0].upper() + words[1:]


def parse_number(value: object) -> Decimal | None:
    """Read a cell as a number; ``None`` for dates, prose, percentages and anything doubtful.

    Floats are read to the fifteen digits a spreadsheet holds, so 0.1 + 0.2 gives 0.3.
    """
    match value:
        case bool():
            return None
        case int():
            return Decimal(value)
        case float():
            return _parse_float(value)
        case Decimal():
            return value if value.is_finite() else None
        case str():
            return _parse_digits(clean(value))
        case _:
            return None


def _parse_float(value: float) -> Decimal | None:
    if not math.isfinite(value):
        return None
    if value.is_integer() and abs(value) < _EXACT_FLOAT:
        return Decimal(int(value))
    return Decimal(f"{value:.15g}")


def _parse_digits(text: str) -> Decimal | None:
    text = text.replace("−", "-").replace("–", "-")
    if not text.isascii() or _MONTH_AND_YEAR.fullmatch(text):
        return None
    for pattern, grouping, point in _NOTATIONS:
        if found := pattern.fullmatch(text):
            body = found["body"].replace(grouping, "").replace(point, ".")
            return Decimal(found["sign"] + body)
    return None


def format_number(number: Decimal | int, places: int | None = None) -> str:
    """Write a number as 4.841,73, rounded half up to ``places`` if given.

    Without ``places`` every digit is kept. Raises ``ValueError`` for NaN and infinity.
    """
    exact = Decimal(number)
    if not exact.is_finite():
        raise ValueError(f"{number} không phải một số viết ra được.")
    if places is not None:
        exact = _rounded(exact, places)
    whole, _, fraction = f"{exact:,f}".partition(".")
    grouped = whole.replace(",", ".")
    return f"{grouped},{fraction}" if fraction else grouped


def _rounded(number: Decimal, places: int) -> Decimal:
    # The default context would refuse sums of more than 28 digits.
    wide = Context(prec=_LONGEST_NUMBER)
    rounded = number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP, wide)
    return rounded or rounded.copy_abs()  # no "-0"


def format_money(dong: int) -> str:
    """Write an amount of money: 2.340.000 đồng."""
    return f"{format_number(dong)} đồng"


def parse_percent(value: object, *, fraction: bool = False) -> Decimal | None:
    """Read a percentage in points: ``"86,4%"``, ``"97,8"`` and 86.4 give 86.4.

    ``fraction`` says that the cell is formatted as a percentage, so the number 0.864 in it
    means 86.4 %. Text keeps its meaning either way.
    """
    if isinstance(value, str):
        found = _PERCENT.fullmatch(clean(value))
        return parse_number(found[1] if found else value)
    number = parse_number(value)
    return number * 100 if number is not None and fraction else number


@dataclass(frozen=True, slots=True)
class Share:
    """Some of a whole as a list states it: ``19/22 (86,4%)``. What is not written is ``None``.

    ``percent`` is in points, as written; ``computed`` follows from the fraction. When the two
    contradict each other neither is chosen: ``problem`` says so.
    """

    part: int | None = None
    whole: int | None = None
    percent: Decimal | None = None

    @property
    def computed(self) -> Decimal | None:
        """The percentage that the fraction gives, in points, unrounded."""
        if self.part is None or not self.whole:
            return None
        return Decimal(self.part) * 100 / self.whole

    @property
    def problem(self) -> str | None:
        """A Vietnamese sentence on what cannot be right, ``None`` when nothing contradicts."""
        if self.whole == 0:
            return "Tổng số là 0 nên không tính được tỷ lệ."
        if self.part is not None and self.whole is not None and self.part > self.whole:
            return f"Số đạt {self.part} lớn hơn tổng số {self.whole}."
        if self.percent is not None and self.percent > _HUNDRED_PERCENT:
            return f"Tỷ lệ {format_number(self.percent)}% lớn hơn 100%."
        return self._contradiction()

    def _contradiction(self) -> str | None:
        if self.computed is None or self.percent is None or self._agrees(self.percent):
            return None
        right = format_number(self.computed, 1)
        return (
            f"{self.part}/{self.whole} là {right}%, nhưng tỷ lệ ghi {format_number(self.percent)}%."
            " Kiểm tra lại số người hoặc tỷ lệ."
        )

    def _agrees(self, percent: Decimal) -> bool:
        """The written figure may be rounded or cut off at its last digit."""
        places = len(f"{percent:f}".partition(".")[2])
        return abs(percent - (self.computed or 0)) < Decimal(1).scaleb(-places)

    def of(self, whole: int) -> Share:
        """Return this share with the whole known from another cell; a written one stays."""
        return self if self.whole is not None else replace(self, whole=whole)

    def best_percent(self) -> Decimal | None:
        """The percentage to judge by: the fraction's where there is one, ``None`` if in doubt."""
        if self.problem:
            return None
        return self.computed if self.computed is not None else self.percent


def parse_share(value: object) -> Share | None:
    """Read ``19/22 (86,4%)``, ``16 (88,9%)``, ``3/3``, ``86,4%``, ``9/10 LĐTT`` or a bare count.

    Words after the figures are left aside. ``None`` for dates (5/2024, 19/5/2024), document
    numbers and prose.
    """
    if not isinstance(value, str):
        number = parse_number(value)
        is_count = number is not None and number >= 0 and number == number.to_integral_value()
        return Share(part=int(number)) if number is not None and is_count else None
    text = clean(value)
    found = next((match for pattern in _SHARES if (match := pattern.fullmatch(text))), None)
    return _share(found.groupdict()) if found else None


def _share(written: dict[str, str | None]) -> Share | None:
    part, whole = _count(written.get("part")), _count(written.get("whole"))
    if part in _MONTHS and whole in _YEARS:
        return None
    return Share(part, whole, parse_number(written.get("percent")))


def _count(digits: str | None) -> int | None:
    return int(digits.replace(".", "")) if digits else None
