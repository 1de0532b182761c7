"""Names of units: one key for the ways a unit is written, and proper case for letterheads.

Short names are spelled out (NN&PTNT, LĐ-TB&XH, TC-KH) and a few general former kinds of unit are
known (PTCS became THCS). Which office was merged into which is data of each authority and comes
in as ``aliases``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from thidua.vietnamese.text import clean, fold, spelling_key

_FIELDS: Final = (
    """
Tài chính|Kế hoạch|Nông nghiệp|Phát triển nông thôn|Lao động|Thương binh|Xã hội|Giáo dục|Đào tạo
Văn hóa|Thông tin|Thể thao|Du lịch|Khoa học|Tài nguyên|Môi trường|Nội vụ|Tư pháp|Y tế|Kinh tế
Hạ tầng|Công Thương|Quản lý đô thị|Thanh tra|Nhân dân|Hội đồng nhân dân|Ủy ban nhân dân|Dân tộc
Mặt trận Tổ quốc|Liên hiệp Phụ nữ|Cựu chiến binh|Nông dân|Phát thanh|Truyền hình|Bảo hiểm xã hội
Truyền thông|Dân số|Dịch vụ|Quỹ đất|Chữ thập đỏ|Liên đoàn Lao động|Xây dựng|Giao thông|Vận tải
""".replace("\n", "|")
    .strip("|")
    .split("|")
)


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_KINDS: Final = _words("""
    phòng trường trung tâm ban hội xã phường thị trấn huyện quận tỉnh thành phố đặc khu thôn tổ dân
    và văn sở cục chi trạm công ty đội đài khối cụm ủy mầm non tiểu học cơ phổ thông của thuộc
""")
_ACRONYMS: Final = _words("""
    UBND HĐND THCS THPT PTCS PTTH TTGDTX GDTX PTNT NN TB XH TBXH LĐTBXH LHPN MTTQ UBMTTQ TNCS HCM
    CHQS CA CCB NTM KT-XH GD ĐT GDĐT TN MT TNMT VH TT VHTT TC KH TCKH BHXH GDNN-GDTX TNHH MTV CP
""")

_SHORT: Final = tuple(
    (re.compile(rf"(?<!\w){pattern}(?!\w)"), words)
    for pattern, words in (
        (r"nn\s*(?:&|và|-)\s*ptnt", "nông nghiệp và phát triển nông thôn"),
        (r"nông nghiệp\s*(?:&|và|-)\s*ptnt", "nông nghiệp và phát triển nông thôn"),
        (r"(?:lđ\s*[-–]?\s*tb\s*(?:&|và|-)?\s*xh|lđtb\s*&\s*xh)", "lao động thương binh và xã hội"),
        (r"(?:tc\s*[-–]\s*kh|tckh|tài chính\s*[-–]?\s*kh)", "tài chính kế hoạch"),
        (r"(?:gd\s*(?:&|và|-)?\s*đt)", "giáo dục và đào tạo"),
        (r"(?:tn\s*(?:&|và|-)?\s*mt)", "tài nguyên và môi trường"),
        (r"(?:vh\s*(?:&|và|-)?\s*tt)", "văn hóa và thông tin"),
        (r"(?:kt\s*(?:&|và|-)?\s*ht)", "kinh tế và hạ tầng"),
        (r"(?:ub\s*mttq|mttq)", "mặt trận tổ quốc"),
        (r"ubnd", "ủy ban nhân dân"),
        (r"hđnd", "hội đồng nhân dân"),
        (r"lhpn", "liên hiệp phụ nữ"),
        (r"chqs", "chỉ huy quân sự"),
        (r"(?:thcs|ptcs|trung học cơ sở|phổ thông cơ sở)", "thcs"),
        (r"(?:thpt|ptth|trung học phổ thông)", "thpt"),
        (r"(?:mn|mầm non)", "mầm non"),
    )
)
_LOOSE: Final = re.compile(r"[^\w\s]|_")
_FILLER: Final = frozenset({"trường", "và", "của", "thuộc"})
_DISTRICT: Final = re.compile(r"(?<=\w) (?:thuộc )?(?:huyện|quận)(?P<place>(?: \w+){0,3})$")
_FILLER_KINDS: Final = re.compile(r"^ủy ban nhân dân (?=(?:xã|phường|thị trấn|huyện|quận) )")
# "Cuơng", "Phuơng": u before ơ and a final consonant is always ư mistyped (not after q: "quờn").
_MISTYPED: Final = re.compile(r"(?<!q)u([ơờởỡớợ])(?=[a-zđ])")


_BODY_WORDS: Final = """
trường|phòng|ban|ubnd|ủy ban|hđnd|hội|đoàn|đảng|công đoàn|trạm|thôn|tổ|khu|xã|phường|thị trấn
trung tâm|văn phòng|thanh tra|công ty|chi nhánh|chi bộ|chi đoàn|đội|công an|tập thể|nhân dân|cán bộ
khối|cụm|bệnh viện|sở|cục|chi cục|kho bạc|tòa án|viện|đài|lớp|mặt trận|huyện|quận|bộ chỉ huy
""".strip().replace("\n", "|")
# With marks, so that Trưởng phòng is not taken for a Trường; without, only for text that has none.
_BODY: Final = re.compile(rf"(?:{_BODY_WORDS})\b.*")
_BODY_UNMARKED: Final = re.compile(
    rf"(?:{'|'.join(fold(word) for word in _BODY_WORDS.split('|'))})\b.*"
)


def names_a_body(text: str) -> bool:
    """Whether a text begins the way the names of offices, schools and villages do."""
    words = spelling_key(text)
    pattern = _BODY_UNMARKED if words.isascii() else _BODY
    return pattern.fullmatch(words) is not None


@lru_cache(maxsize=32_768)
def unit_parts(name: str) -> tuple[str, str]:
    """The unit's key and the district after it: ``Phòng Tư pháp huyện A`` is (phòng tư pháp, a).

    Keys are equal for a unit under its full, short and usual names. Marks still count: An Đông is
    not An Đồng.
    """
    words = _MISTYPED.sub(r"ư\1", spelling_key(clean(name)))
    for pattern, full in _SHORT:
        words = pattern.sub(full, words)
    words = " ".join(_LOOSE.sub(" ", words).split())
    words = _FILLER_KINDS.sub("", words)
    found = _DISTRICT.search(words)
    if found:
        words = words[: found.start()]
    kept = [word for word in words.split() if word not in _FILLER]
    return " ".join(kept) or words, found["place"].strip() if found else ""


def unit_key(name: str) -> str:
    """The unit's key without the district after it."""
    return unit_parts(name)[0]


def same_unit(a: str, b: str, aliases: Mapping[str, frozenset[str]] | None = None) -> bool:
    """Whether two names are of one unit, by spelling or by a known former name."""
    first, first_place = unit_parts(a)
    second, second_place = unit_parts(b)
    if first_place and second_place and first_place != second_place:
        return False
    if first == second:
        return True
    known = aliases or {}
    return second in known.get(first, ()) or first in known.get(second, ())


def alias_table(pairs: Mapping[str, tuple[str, ...]]) -> dict[str, frozenset[str]]:
    """Aliases by key from names as written: ``{"Phòng A": ("Phòng A cũ",)}``."""
    return {unit_key(name): frozenset(map(unit_key, former)) for name, former in pairs.items()}


def unit_case(text: str) -> str:
    """A letterhead in proper case: TRƯỜNG THCS AN ĐỒNG gives Trường THCS An Đồng."""
    name = clean(text)
    if not name.isupper():
        return name
    words = [word if _is_acronym(word) else word.capitalize() for word in name.split(" ")]
    words = words[:1] + [word.lower() if word.lower() in _KINDS else word for word in words[1:]]
    proper = " ".join(words)
    for field in _FIELDS:
        proper = re.sub(rf"(?<!\w){re.escape(field)}(?!\w)", field, proper, flags=re.IGNORECASE)
    return proper[:1].upper() + proper[1:]


def _is_acronym(word: str) -> bool:
    bare = word.strip("().,;:")
    return bare in _ACRONYMS or any(part in _ACRONYMS for part in re.split(r"[&\-]", bare))
