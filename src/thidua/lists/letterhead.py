"""Who hands the list in and for which year, read from the lines above the first table."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from thidua.lists.cells import folded
from thidua.lists.units import unit_case

_BODY: Final = re.compile(
    r"(ubnd|uy ban|hoi dong nhan dan|hdnd|truong|phong|ban|so|trung tam|cong ty|xa|phuong|thi tran"
    r"|huyen|quan|tinh|thanh pho|hoi|doan|lien doan|van phong|thanh tra|tram|benh vien|dai|cuc"
    r"|chi cuc|chi nhanh|doi|dang uy|huyen uy|mat tran|cong an|kho bac|toa an|vien kiem sat)\b.*"
)
_NATION: Final = re.compile(r"(cong hoa xa hoi|doc lap|dang cong san).*")
_TITLE: Final = re.compile(
    r"(danh sach|bieu|bang|tong hop|to trinh|phu luc|ket qua|bao cao|so (?:theo doi|khen|vang))\b.*"
)
_YEAR: Final = re.compile(r"(?<![\d/])(?:19|20)\d\d(?!\d)")
_PLACE_DATE: Final = re.compile(r".*\bngay\b.*\bthang\b.*\bnam\b.*|kem theo.*|so \d.*")
_BARE_COMMITTEE: Final = frozenset({"uy ban nhan dan", "ubnd", "hoi dong nhan dan"})
_LONGEST_BODY: Final = 90


@dataclass(frozen=True, slots=True)
class Letterhead:
    """``issuer``: the body that hands the list in; ``superior``: the body above it.

    ``year`` is the year the heading names, None where it names none or several.
    """

    issuer: str = ""
    superior: str = ""
    year: int | None = None
    years: tuple[int, ...] = ()


def read_letterhead(lines: Iterable[str]) -> Letterhead:
    """Read the lines above a table, in reading order."""
    bodies: list[str] = []
    years: list[int] = []
    is_heading = False
    for line in lines:
        words = folded(line)
        if _NATION.fullmatch(words):
            continue
        is_heading = is_heading or _TITLE.fullmatch(words) is not None
        if is_heading:
            if not _PLACE_DATE.fullmatch(words):
                years += [int(year) for year in _YEAR.findall(line)]
        elif _BODY.fullmatch(words) and len(line) <= _LONGEST_BODY:
            bodies.append(line.replace("\n", " "))
    issuer, superior = _issuer(bodies)
    distinct = tuple(dict.fromkeys(years))
    return Letterhead(issuer, superior, distinct[0] if len(distinct) == 1 else None, distinct)


def _issuer(bodies: list[str]) -> tuple[str, str]:
    if not bodies:
        return "", ""
    if len(bodies) == 1:
        return unit_case(bodies[0]), ""
    if folded(bodies[0]) in _BARE_COMMITTEE:
        return unit_case(f"UBND {bodies[1]}"), ""
    return unit_case(bodies[1]), unit_case(bodies[0])
