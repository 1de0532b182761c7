"""Who issues: the level of the authority, what it may decide, and how papers name it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from thidua.accounts.models import RoleAssignment
from thidua.commendation.enums import Subject
from thidua.core.actors import Role
from thidua.law import Level, decider, known_title
from thidua.organizations.enums import UnitKind
from thidua.organizations.models import Authority, UnitVersion
from thidua.registry.enums import AwardLevel
from thidua.vietnamese.text import fold

LEVEL_OF_KIND = {
    UnitKind.PROVINCE: Level.PROVINCE,
    UnitKind.DISTRICT: Level.DISTRICT,
    UnitKind.COMMUNE: Level.COMMUNE,
    UnitKind.TOWNSHIP: Level.COMMUNE,
    UnitKind.WARD: Level.COMMUNE,
}
LEVEL_OF_WORD = {
    "tinh": Level.PROVINCE,
    "thanh pho": Level.PROVINCE,
    "huyen": Level.DISTRICT,
    "quan": Level.DISTRICT,
    "thi xa": Level.DISTRICT,
    "xa": Level.COMMUNE,
    "phuong": Level.COMMUNE,
    "thi tran": Level.COMMUNE,
    "dac khu": Level.COMMUNE,
}
OFFICES = {
    Level.COMMUNE: "Chủ tịch Ủy ban nhân dân cấp xã",
    Level.DISTRICT: "Chủ tịch Ủy ban nhân dân cấp huyện",
    Level.PROVINCE: "Chủ tịch Ủy ban nhân dân tỉnh",
    Level.UNIT: "thủ trưởng đơn vị",
    Level.CENTRAL: "Thủ tướng Chính phủ",
}
UPWARDS = tuple(Level)
AWARD_LEVELS = {
    Level.UNIT: AwardLevel.UNIT,
    Level.COMMUNE: AwardLevel.COMMUNE,
    Level.DISTRICT: AwardLevel.DISTRICT,
    Level.PROVINCE: AwardLevel.PROVINCE,
    Level.CENTRAL: AwardLevel.STATE,
}


def issuing_level(authority: Authority) -> Level:
    """The level of the authority, from the unit it is named after, else from its own name.

    The unit decides first: a provincial city and a city under central rule are both `thành phố`.
    """
    name = fold(re.sub(r"^UBND\b", "", authority.name))
    named = UnitVersion.objects.filter(
        authority=authority, search_key__startswith=name, kind__in=list(LEVEL_OF_KIND)
    )
    for version in named.order_by("-valid__startswith"):
        if fold(version.name) == name:
            return LEVEL_OF_KIND[UnitKind(version.kind)]
    words = [word for word in LEVEL_OF_WORD if name.startswith(f"{word} ")]
    return LEVEL_OF_WORD[max(words, key=len)] if words else Level.UNIT


@dataclass(frozen=True, slots=True)
class Competence:
    """Whether the authority may decide an award on a day; `decider` names who may.

    `higher`: the file has to go up; neither allowed nor higher: it is decided below, or unknown.
    """

    allowed: bool
    higher: bool
    decider: str
    citation: str
    confidence: str


def competence(level: Level, title_code: str, on: date) -> Competence:
    """What the law says of an authority of that level and this award on that day.

    Luật 06/2022/QH15, Điều 77 to 80; from 2025-07-01 Nghị định 129/2025/NĐ-CP, Điều 59. The law
    gives Lao động tiên tiến to two levels at once, so every office it names counts.
    """
    who = decider(title_code, on)
    if who is None:
        return Competence(False, False, "chưa có trong bộ quy tắc cho ngày này", "", "unsure")
    allowed = level is who.level or OFFICES[level] in who.text
    higher = not allowed and UPWARDS.index(who.level) > UPWARDS.index(level)
    return Competence(allowed, higher, who.text, who.citation.text, who.confidence.value)


def body_name(authority: Authority) -> str:
    """`Ủy ban nhân dân huyện An Dương`."""
    return re.sub(r"^UBND\b", "Ủy ban nhân dân", authority.name)


def deciding_post(authority: Authority) -> str:
    """The post that decides: `Chủ tịch Ủy ban nhân dân huyện An Dương`."""
    return f"Chủ tịch {body_name(authority)}"


def chairman_name(authority_id: int, on: date) -> str:
    """Who holds the chair on that day; empty when nobody or several do."""
    names = set(
        RoleAssignment.objects.filter(authority_id=authority_id, role=Role.CHAIRMAN, since__lte=on)
        .exclude(until__lte=on)
        .values_list("user__full_name", flat=True)
    )
    return names.pop() if len(names) == 1 else ""


def award_words(title_code: str, year: int, on: date) -> str:
    """`danh hiệu “Lao động tiên tiến” năm 2024`; a form keeps its own name: `Giấy khen`.

    ``on``: the day of the decision; a title is called by its name of that day.
    """
    title = known_title(title_code)
    if title.kind == "title":
        return f"danh hiệu “{title.name_on(on)}” năm {year}"
    return form_name(title.name)


def form_name(name: str) -> str:
    """`Giấy khen` of `Giấy khen của Chủ tịch …`: the paper itself names the giver."""
    return name.partition(" của ")[0]


SUBJECT_WORDS = {
    Subject.PERSON.value: "cá nhân",
    Subject.COLLECTIVE.value: "tập thể",
    Subject.HOUSEHOLD.value: "hộ gia đình",
}
