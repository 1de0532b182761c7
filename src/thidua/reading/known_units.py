"""Names of units that the caller knows, to hold names in a scan against."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from thidua.vietnamese.text import clean, fold, spelling_key

_KIND: Final = re.compile(
    r"(?:(?:UBND|Ủy ban nhân dân|Trường|THCS|THPT|Tiểu học|Mầm non|xã|phường|thị trấn|đặc khu"
    r"|huyện|quận"
    r"|thành phố|tỉnh|thôn|TDP|tổ dân phố|TT\.?|TP\.?)\s+)+",
    re.IGNORECASE,
)


class KnownUnits:
    """Proper names (An Đồng of “Xã An Đồng”) by their key without marks."""

    def __init__(self, names: Iterable[str] = ()) -> None:
        self.names: dict[str, str] = {}
        self.spellings: set[str] = set()
        doubtful: set[str] = set()
        for name in names:
            bare = _KIND.sub("", clean(name), count=1).strip(" .,;")
            if len(bare.split()) < 2:  # noqa: PLR2004 (one syllable alone is no evidence)
                continue
            key = fold(bare)
            if key in self.names and spelling_key(self.names[key]) != spelling_key(bare):
                doubtful.add(key)
            self.names.setdefault(key, bare)
            self.spellings.add(spelling_key(bare))
        for key in doubtful:
            del self.names[key]

    def meant_by(self, written: str) -> str:
        """The known name that differs from what is written in its marks only; else nothing."""
        known = self.names.get(fold(written), "")
        return "" if not known or spelling_key(written) in self.spellings else known

    @property
    def longest(self) -> int:
        """Words of the longest name."""
        return max((len(key.split()) for key in self.names), default=0)
