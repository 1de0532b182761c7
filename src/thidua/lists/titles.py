"""Title names as officials write them, read into codes; where they do not say enough, a question.

Codes are those of the statute tables (Luật 06/2022/QH15, Điều 19-75) plus GK-DV, GK-HUYEN, GK-XA
for a giấy khen by whose head gives it. Nothing is guessed: "GK" does not say whose, "LĐTT/CSTT"
does not say which, "Gia đình văn hóa tiêu biểu" is no title of the law.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from thidua.law import SubjectKind, known_title, known_titles
from thidua.lists.title_words import RULES, Rule
from thidua.vietnamese.text import clean, fold

DISTRICT_ENDS: Final = 2025
"""The district level ended on 2025-07-01, before the year-end review of 2025."""

_SEPARATORS: Final = re.compile(r"\s*(?:[;+&\n]|,|(?<=\s)và(?=\s))\s*", re.IGNORECASE)
_LISTED: Final = (
    # Names that hold commas or "và" of their own are shielded before the text is cut.
    re.compile(r"\bbộ\s*,\s*ban\s*,\s*ngành\s*,\s*(?=tỉnh|thành)", re.IGNORECASE),
    re.compile(r"\bxã\s*,\s*phường\s*,\s*(?=thị trấn|đặc khu)", re.IGNORECASE),
    re.compile(r"\bthôn\s*,\s*(?=tổ dân phố|tdp)", re.IGNORECASE),
)
_QUOTES: Final = re.compile(r"[\"“”'‘’«»]")
_TRAILING_YEAR: Final = re.compile(r"(?:\s*[,(-])?\s*\(?(?:năm\s*)?(?:19|20)\d\d\)?\s*$")
_LEADING: Final = re.compile(
    r"^(?:\s*(?:[-+*•]|\d{1,2}[.)]|(?:đề nghị|đn|xét|tặng|tặng thưởng|danh hiệu|danh hiệu thi đua"
    r"|hình thức)\s*:?)\s+)+",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class TitleReading:
    """One proposed title.

    ``code`` is None when the words do not decide; ``question`` then says what is asked and
    ``choices`` lists the codes on offer, likeliest first (empty: free answer).
    """

    code: str | None
    words: str
    question: str | None = None
    choices: tuple[str, ...] = ()

    @property
    def kinds(self) -> frozenset[SubjectKind]:
        """Whom the title (or every title on offer) may go to."""
        codes = [self.code] if self.code else self.choices
        return frozenset().union(*(known_title(code).subjects for code in codes))


def read_titles(
    text: str, kind: SubjectKind | None, *, year: int, issuer_hint: str = ""
) -> tuple[TitleReading, ...]:
    """Read a cell of proposed titles.

    Args:
        text: the cell; ``;`` ``,`` ``+`` ``và`` and line breaks join two titles.
        kind: the subject, where known: a title that cannot go to it becomes a question.
        year: the year of merit, 0 when it does not matter.
        issuer_hint: who hands the list in; only orders the choices, never decides.

    Returns:
        One reading per title in the order written; empty for an empty cell.
    """
    return _read_titles(text, kind, year, _issuer_level(issuer_hint))


@lru_cache(maxsize=8_192)
def _read_titles(
    text: str, kind: SubjectKind | None, year: int, level: str
) -> tuple[TitleReading, ...]:
    pieces = _pieces(clean(text.replace("\n", " ; ")))
    return tuple(_read_one(piece, kind, year, level) for piece in pieces)


def code_of(text: str, kind: SubjectKind | None = None, *, year: int = 0) -> str | None:
    """The code of a cell that names exactly one title beyond doubt."""
    readings = read_titles(text, kind, year=year)
    return readings[0].code if len(readings) == 1 else None


def title_name(code: str) -> str:
    """The Vietnamese name of a code, for questions and tables."""
    return known_title(code).name


def _pieces(text: str) -> Iterator[str]:
    """Cut at separators, but only where a title begins."""
    shielded = _QUOTES.sub(" ", text)
    for pattern in _LISTED:
        shielded = pattern.sub(lambda found: found.group().replace(",", " "), shielded)
    held = ""
    joint = ""
    for part in _split(shielded):
        if part.separator and held and not _begins_title(part.words):
            held += part.separator + part.words
            continue
        if held:
            yield held
        held, joint = part.words, part.separator
    if held or joint:
        yield held


@dataclass(frozen=True, slots=True)
class _Part:
    separator: str
    words: str


def _split(text: str) -> Iterator[_Part]:
    start, separator = 0, ""
    for found in _SEPARATORS.finditer(text):
        if words := text[start : found.start()].strip():
            yield _Part(separator, words)
            separator = ""
        separator = separator or found.group()
        start = found.end()
    if words := text[start:].strip():
        yield _Part(separator, words)


def _begins_title(words: str) -> bool:
    return _match(_plain(words)) is not None or "/" in words


def _plain(words: str) -> str:
    trimmed = _LEADING.sub("", words + " ")
    return fold(_TRAILING_YEAR.sub("", trimmed))


@lru_cache(maxsize=4_096)
def _match(plain: str) -> Rule | None:
    official = _official_names().get(plain)
    return official or next((rule for rule in RULES if rule.pattern.fullmatch(plain)), None)


@cache
def _official_names() -> dict[str, Rule]:
    """The full and the short name of every title of the law, and the names it has had since."""
    names = {
        _plain(name): title.code
        for title in known_titles().values()
        for name in (title.name, title.short, *(later for _, later in title.later))
    }
    return {name: Rule(re.compile(re.escape(name)), code) for name, code in names.items()}


def _read_one(words: str, kind: SubjectKind | None, year: int, level: str) -> TitleReading:
    plain = _plain(words)
    found = _match(plain)
    if found is None:
        return _alternatives(words, kind) or _unknown(words)
    if found.code == "GK-HUYEN" and year >= DISTRICT_ENDS:
        return TitleReading(None, words, _NO_DISTRICT, ("GK-XA",))
    if found.code is None:
        fitting = _fitting(found.choices, kind, year)
        return TitleReading(None, words, found.question, _ordered(fitting, level))
    return TitleReading(found.code, words)


_NO_DISTRICT: Final = (
    "Cấp huyện không còn từ 01/7/2025 nên không còn Giấy khen của huyện. Chọn hình thức đề nghị."
)


def _alternatives(words: str, kind: SubjectKind | None) -> TitleReading | None:
    """``LĐTT/CSTT``: two titles, one of which is meant."""
    parts = [part for part in re.split(r"\s*/\s*|\s+hoặc\s+", words) if part]
    if len(parts) <= 1:
        return None
    matches = [_match(_plain(part)) for part in parts]
    codes = [
        code for rule in matches if rule for code in ([rule.code] if rule.code else rule.choices)
    ]
    if not all(matches):
        return None
    names = " hay ".join(title_name(code) for code in dict.fromkeys(codes))
    return TitleReading(
        None,
        words,
        f"Ghi hai danh hiệu cách nhau bằng dấu gạch chéo. Đề nghị {names}?",
        tuple(dict.fromkeys(codes)),
    )


def _unknown(words: str) -> TitleReading:
    return TitleReading(
        None, words, "Không nhận ra danh hiệu, hình thức này. Chọn đúng tên theo Luật.", ()
    )


def _fitting(choices: tuple[str, ...], kind: SubjectKind | None, year: int) -> tuple[str, ...]:
    if year >= DISTRICT_ENDS:
        choices = tuple(code for code in choices if code != "GK-HUYEN")
    if kind is None:
        return choices
    return tuple(code for code in choices if kind in known_title(code).subjects) or choices


def _ordered(choices: tuple[str, ...], level: str) -> tuple[str, ...]:
    return tuple(sorted(choices, key=lambda code: code != level))


@lru_cache(maxsize=256)
def _issuer_level(hint: str) -> str:
    """The giấy khen that the handing-in unit's own head could give: asked about first."""
    words = fold(hint)
    if re.search(r"\b(ubnd|uy ban nhan dan) (xa|phuong|thi tran)\b|^(xa|phuong|thi tran)\b", words):
        return "GK-XA"
    return "GK-HUYEN" if re.search(r"\b(phong|huyen|quan)\b", words) else ""


def misfit(code: str, kind: SubjectKind) -> str | None:
    """Why a title cannot go to a subject of this kind; None when it can."""
    kinds = known_title(code).subjects
    if kind in kinds:
        return None
    allowed = " hoặc ".join(_KIND_WORDS[one] for one in SubjectKind if one in kinds)
    return f"{title_name(code)} chỉ tặng {allowed}, không tặng {_KIND_WORDS[kind]}"


_KIND_WORDS: Final = {
    SubjectKind.PERSON: "cá nhân",
    SubjectKind.COLLECTIVE: "tập thể",
    SubjectKind.HOUSEHOLD: "hộ gia đình",
}
