"""What a column holds, read from its header words in whatever way they are written."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from thidua.law import SubjectKind
from thidua.lists.cells import folded


class Role(StrEnum):
    """The meaning of a column. ``OTHER`` columns are kept word for word and not interpreted."""

    SEQUENCE = "sequence"
    NAME = "name"
    BIRTH = "birth"
    MALE = "male"
    FEMALE = "female"
    SEX = "sex"
    POSITION = "position"
    UNIT = "unit"
    RATING = "rating"
    INITIATIVE = "initiative"
    INITIATIVE_DECISION = "initiative_decision"
    TITLE = "title"
    PRIOR = "prior"
    ACHIEVEMENT = "achievement"
    NOTE = "note"
    HEADCOUNT = "headcount"
    SHARE = "share"
    FIGHTERS = "fighters"
    MEMBERS = "members"
    ADDRESS = "address"
    DECISION = "decision"
    DECISION_DATE = "decision_date"
    YEAR = "year"
    LEVEL = "level"
    DISCIPLINE = "discipline"
    SERVICE_FROM = "service_from"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Column:
    """A column under its header.

    ``label`` is the whole header as written, group and sub-header joined; ``own`` its last line.
    ``year`` is a year named in the header. ``kind`` says whom a name column names, where the
    header decides it; ``title`` is the title named by a tick column or a years column.
    """

    index: int
    role: Role
    label: str
    own: str
    year: int | None = None
    kind: SubjectKind | None = None
    title: str | None = None


_YEAR: Final = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_LONGEST_LABEL: Final = 90

_INITIATIVE: Final = r"\b(sang kien|de tai|skkn|giai phap|cong trinh khoa hoc)\b"
_AWARD: Final = r"\b(de nghi|danh hieu|hinh thuc|khen thuong|khen|xet tang|tang)\b"
_PRIOR: Final = (
    r"\b(da dat|da duoc|da khen|da tang|da co|gan nhat|truoc day|truoc do|nam truoc|lien ke"
    r"|qua trinh khen|lich su|duoc khen)\b|\bdanh hieu.*\bdat duoc\b"
)
_DECISION: Final = r"\b(quyet dinh|qd)\b"

# First match wins, so what is narrower stands first.
_RULES: Final[tuple[tuple[Role, re.Pattern[str]], ...]] = tuple(
    (role, re.compile(pattern))
    for role, pattern in (
        (Role.SEQUENCE, r"^(s ?tt|tt|so tt|so thu tu|thu tu|no|stt so)$"),
        (Role.OTHER, r"\b(dang ky|phieu|bieu quyet|dang vien|chi bo|dang bo|to chuc dang)\b"),
        (Role.INITIATIVE_DECISION, rf"{_INITIATIVE}.*(\bso\b|{_DECISION})"),
        (Role.INITIATIVE_DECISION, rf"(\bso\b|{_DECISION}).*{_INITIATIVE}"),
        (Role.INITIATIVE, _INITIATIVE),
        (Role.PRIOR, r"\b(gdvh|gia dinh van hoa)\b.*\bnam\b"),
        (Role.FIGHTERS, r"\b(so|tong)\b.*\b(cstdcs|cstd|chien si thi dua|chien sy thi dua)\b"),
        (
            Role.SHARE,
            r"\b(so|ty le|ti le)\b.*\b(ldtt|cstt|lao dong tien tien|chien s[iy] tien tien)\b",
        ),
        (Role.SHARE, r"\b(ldtt|lao dong tien tien)\b.*\b(ty le|ti le|so nguoi)\b"),
        (Role.MEMBERS, r"\b(so khau|nhan khau|so thanh vien)\b"),
        (
            Role.HEADCOUNT,
            r"\b(tong so|so)\b.*\b(cb|can bo|nld|lao dong|nguoi|vien chuc|cong chuc|ccvc)\b",
        ),
        (Role.HEADCOUNT, r"^(quan so|bien che|si so)\b"),
        (
            Role.ACHIEVEMENT,
            r"^(tom tat |noi dung |mot so |cac )*thanh tich(?!.*\b(khen|danh hieu)\b)",
        ),
        (Role.NAME, r"^(ho va ten|ho ten)\b"),
        (Role.PRIOR, _PRIOR),
        (Role.DISCIPLINE, r"\b(ky luat|vi pham)\b"),
        (Role.RATING, r"\b(xep loai|danh gia|ket qua dg|kq dg|dg|xl|muc do hoan thanh|htnv)\b"),
        (Role.RATING, r"\b(muc|ket qua)\b.*\bhoan thanh\b"),
        (
            Role.SERVICE_FROM,
            r"\b(vao nganh|tuyen dung|vao lam|bat dau cong tac|thoi gian cong tac)\b",
        ),
        (Role.BIRTH, r"\b(nam sinh|ngay sinh|sinh nam|sinh ngay)\b|^sinh$"),
        (Role.SEX, r"^(gioi tinh|gioi|phai|nam nu)$"),
        (Role.DECISION_DATE, rf"^(ngay|thoi gian)\b.*({_DECISION}|\bky\b|\bban hanh\b)"),
        (Role.DECISION, rf"^(so|so hieu|so ky hieu)\b.*{_DECISION}|^{_DECISION}"),
        (Role.LEVEL, r"^cap\b"),
        (Role.NAME, r"\b(chu ho|ten ho|ho va ten|ho ten|ten ca nhan|ten tap the|ho gia dinh)\b"),
        (Role.NAME, r"^(ten )?(ca nhan|tap the|gia dinh|nguoi duoc|ho)\b"),
        (Role.NAME, r"^ten$"),
        (Role.POSITION, r"\b(chuc vu|chuc danh|nghe nghiep|vi tri|cong viec)\b"),
        (Role.UNIT, r"^(ten )?(don vi|co quan|phong ban|truong)\b|\bnoi (cong tac|lam viec)\b"),
        (Role.ADDRESS, r"\b(dia chi|noi cu tru|noi o|thuong tru|cho o|noi thuong tru)\b"),
        (Role.ACHIEVEMENT, r"\b(thanh tich|ly do)\b"),
        (Role.TITLE, _AWARD),
        (Role.NOTE, r"\b(ghi chu|luu y)\b"),
    )
)
_HOUSEHOLD: Final = re.compile(r"\b(chu ho|ten ho|ho gia dinh|gia dinh)\b")
_COLLECTIVE: Final = re.compile(r"\b(tap the|don vi)\b")
_PERSON: Final = re.compile(r"\b(ho va ten|ho ten|ca nhan)\b")


def read_column(index: int, label: str, own: str, year: int) -> Column:
    """Interpret one header.

    Args:
        index: zero-based column.
        label: the header as written, group label and sub-header joined by a space.
        own: the lowest header line alone.
        year: the year the list is about; an award column of an earlier year is history.
    """
    words = folded(label)
    named = _year_in(own) or _year_in(label)
    if len(label) > _LONGEST_LABEL:
        return Column(index, Role.OTHER, label, own, named)
    if sex := _sex_column(own, words):
        return Column(index, sex, label, own)
    if own.casefold() in {"năm", "năm khen", "năm đạt", "năm khen thưởng"}:
        return Column(index, Role.YEAR, label, own)
    role = _role(_YEAR.sub(" ", words).strip())
    if role is Role.TITLE and named is not None and named < year:
        role = Role.PRIOR
    kind = _name_kind(words) if role is Role.NAME else None
    title = _named_title(role, words, label, own)
    return Column(index, role, label, own, named, kind, title)


def _year_in(label: str) -> int | None:
    found = _YEAR.search(label)
    return int(found.group()) if found else None


def _sex_column(own: str, words: str) -> Role | None:
    """Nam and Nữ as columns. ``năm`` folds to the same word, so the marks decide."""
    mark = own.casefold().strip(" .:()")
    if mark == "nữ" or (mark == "nu" and words.split()[-1:] == ["nu"]):
        return Role.FEMALE
    return Role.MALE if mark == "nam" else None


def _role(words: str) -> Role:
    words = " ".join(words.split())
    return next((role for role, pattern in _RULES if pattern.search(words)), Role.OTHER)


def _name_kind(words: str) -> SubjectKind | None:
    kinds = [
        kind
        for kind, pattern in (
            (SubjectKind.HOUSEHOLD, _HOUSEHOLD),
            (SubjectKind.COLLECTIVE, _COLLECTIVE),
            (SubjectKind.PERSON, _PERSON),
        )
        if pattern.search(words)
    ]
    if SubjectKind.HOUSEHOLD in kinds and SubjectKind.COLLECTIVE not in kinds:
        return SubjectKind.HOUSEHOLD
    return kinds[0] if len(kinds) == 1 else None


def _named_title(role: Role, words: str, label: str, own: str) -> str | None:
    """The title that a tick column (LĐTT | CSTĐCS | GK) or a years column (GĐVH) is about."""
    if role is Role.PRIOR and re.search(r"\b(gdvh|gia dinh van hoa)\b", words):
        return "GĐVH"
    if role is Role.TITLE and own != label and not _year_in(own):
        return own
    return None
