"""The numbers of the annexed forms, as far as they are established.

Decree 152/2025: 01 and 05 were read, the others follow from the order in which its eleven reports
are listed. Decree 98/2023: 01 and 02 were read, 03 in a published procedure.
"""

from __future__ import annotations

from datetime import date

from thidua.law.enums import SubjectKind
from thidua.law.kinds import CommendationType
from thidua.law.standards.common import DECREE_152_ENDS, LAW_START, TWO_TIER
from thidua.law.titles import Title

_READ = frozenset({"05"})
_HEROES = frozenset({"AHLD", "AHLLVT"})
_BY_TITLE = {"CTD-CP": "02", "CSTDTQ": "03", "CSTDCS": "05", "CSTD-BO-TINH": "05"}
_BY_BASIS = {
    CommendationType.SUDDEN: "06",
    CommendationType.SERVICE: "07",
    CommendationType.MOVEMENT: "08",
}
_BY_KIND = {
    (CommendationType.MERIT, SubjectKind.COLLECTIVE): "04",
    (CommendationType.MERIT, SubjectKind.PERSON): "05",
    (CommendationType.EXTERNAL, SubjectKind.COLLECTIVE): "11",
    (CommendationType.EXTERNAL, SubjectKind.PERSON): "12",
}
_HERO_BY_KIND = {SubjectKind.COLLECTIVE: "09", SubjectKind.PERSON: "10"}


def _annex(on: date, number: str, *, sure: bool) -> str:
    """The words of a form; empty where neither decree is in force."""
    doubt = "" if sure else " (số mẫu suy ra từ thứ tự các mẫu)"
    if TWO_TIER <= on < DECREE_152_ENDS:
        return f"Mẫu số {number} phụ lục Nghị định 152/2025/NĐ-CP{doubt}"
    return ""


def proposal_form(on: date) -> str:
    """The form of the tờ trình, in words; empty where none is established."""
    if LAW_START <= on < TWO_TIER:
        return "Mẫu số 01 phụ lục I Nghị định 98/2023/NĐ-CP"
    return _annex(on, "01", sure=True)


def report_form(
    title: Title, on: date, kind: SubjectKind | None = None, basis: CommendationType | None = None
) -> str:
    """The form of the achievement report, in words; empty where none is established.

    ``basis``: the type of commendation; a title is always for merit.
    """
    if LAW_START <= on < TWO_TIER:
        return _form_98(title, kind, basis)
    number = _number(title, kind, basis)
    if number is None:
        return ""
    return _annex(on, number, sure=number in _READ and title.code != "CSTD-BO-TINH")


def _number(title: Title, kind: SubjectKind | None, basis: CommendationType | None) -> str | None:
    if title.code in _BY_TITLE:
        return _BY_TITLE[title.code]
    if kind is not None and title.code in _HEROES:
        return _HERO_BY_KIND.get(kind)
    if title.kind == "title" or basis is None:
        return None
    return _BY_BASIS.get(basis) or (_BY_KIND.get((basis, kind)) if kind else None)


def _form_98(title: Title, kind: SubjectKind | None, basis: CommendationType | None) -> str:
    """02 for a collective (the flag's procedure), 03 for a person (the PM's bằng khen)."""
    if title.code in {"CTD-CP", "CTD-TINH", "CTD-BO"}:
        return "Mẫu số 02 phụ lục I Nghị định 98/2023/NĐ-CP"
    if title.code != "BKTTG" or basis not in {None, CommendationType.MERIT}:
        return ""
    numbers = {SubjectKind.COLLECTIVE: "02", SubjectKind.PERSON: "03"}
    number = numbers.get(kind) if kind else None
    return f"Mẫu số {number} phụ lục I Nghị định 98/2023/NĐ-CP" if number else ""
