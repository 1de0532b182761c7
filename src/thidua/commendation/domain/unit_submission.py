"""A unit's submission paper (tờ trình) for a round, with the list of what it proposes annexed.

Điều 84 of Luật 06/2022/QH15 asks for one with every dossier. What the system does not know (number,
day, the account of the review) stays blank or with the papers the unit encloses.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import Final

from thidua.accounts.models import RoleAssignment
from thidua.commendation.enums import LIVE, Subject
from thidua.commendation.models import Nomination, Round
from thidua.core.actors import Role
from thidua.core.errors import Refusal
from thidua.law import known_title, legal_bases
from thidua.organizations.models import Authority, Unit
from thidua.organizations.queries import names_on, version_of
from thidua.papers.model import (
    AwardCount,
    AwardGroup,
    AwardLine,
    Letterhead,
    PaperError,
    Recipients,
    Signature,
    SubmissionPaper,
)

KIND_WORDS: Final = {
    Subject.PERSON.value: "cá nhân",
    Subject.COLLECTIVE.value: "tập thể",
    Subject.HOUSEHOLD.value: "hộ gia đình",
}
KIND_ORDER: Final = (Subject.COLLECTIVE.value, Subject.PERSON.value, Subject.HOUSEHOLD.value)


def proposed(round_: Round, unit: Unit) -> list[Nomination]:
    """What the unit proposes in the round: drafts and everything handed in, by title and name."""
    order = {code: number for number, code in enumerate(round_.titles)}
    rows = Nomination.objects.filter(round=round_, unit=unit, state__in=LIVE)
    return sorted(
        rows,
        key=lambda row: (
            order.get(row.title_code, len(order)),
            KIND_ORDER.index(row.subject_kind),
            row.sort_key,
        ),
    )


def submission_paper(*, round_: Round, unit: Unit, on: date) -> SubmissionPaper:
    """The paper as a draft for the unit to finish, number and sign.

    Raises Refusal when the unit proposes nobody, or when the paper cannot be made.
    """
    rows = proposed(round_, unit)
    if not rows:
        raise Refusal("Đơn vị chưa có hồ sơ đề nghị nào trong đợt này nên chưa lập được tờ trình.")
    try:
        return _paper(round_, unit, rows, on)
    except PaperError as error:
        raise Refusal(str(error)) from error


def _paper(round_: Round, unit: Unit, rows: Sequence[Nomination], on: date) -> SubmissionPaper:
    authority = Authority.objects.get(pk=round_.authority_id)
    name = names_on([unit.pk], on).get(unit.pk, "")
    codes = sorted({row.title_code for row in rows})
    return SubmissionPaper(
        letterhead=Letterhead(_parent_name(unit, on) or authority.name, name, authority.place),
        number=None,
        symbol="TTr",
        issued_on=None,
        subject=f"Về việc đề nghị khen thưởng: {round_.name}",
        addressees=(authority.name,),
        bases=legal_bases(codes, round_.considered_on),
        body=(_asks(name, authority.name, rows, round_.name),),
        counts=tuple(_counts(rows)),
        signature=Signature((), "THỦ TRƯỞNG ĐƠN VỊ", _head_name(unit, on)),
        recipients=Recipients(("Như trên",)),
        commitments=("Chịu trách nhiệm về tính chính xác của hồ sơ và thành tích đề nghị",),
        annex=tuple(_groups(rows)),
        annex_title="Danh sách đề nghị khen thưởng",
        draft=True,
    )


def _asks(name: str, authority: str, rows: Sequence[Nomination], round_name: str) -> str:
    return (
        f"{name} đề nghị {authority} xét, khen thưởng {_in_words(rows)} trong đợt “{round_name}”. "
        "Biên bản bình xét và báo cáo thành tích kèm theo."
    )


def _parent_name(unit: Unit, on: date) -> str:
    version = version_of(unit.pk, on)
    if version is None or version.parent_id is None:
        return ""
    return names_on([version.parent_id], on).get(version.parent_id, "")


def _head_name(unit: Unit, on: date) -> str:
    held = RoleAssignment.objects.filter(unit=unit, role=Role.HEAD, since__lte=on)
    current = held.exclude(until__lte=on).select_related("user").order_by("-since").first()
    return current.user.full_name if current else ""


def _in_words(rows: Sequence[Nomination]) -> str:
    """`3 tập thể, 34 cá nhân`: subjects, each once."""
    subjects = {
        (row.subject_kind, row.person_id or row.collective_id or row.household_id) for row in rows
    }
    counts = Counter(kind for kind, _ in subjects)
    return ", ".join(f"{counts[kind]} {KIND_WORDS[kind]}" for kind in KIND_ORDER if counts[kind])


def _counts(rows: Iterable[Nomination]) -> Iterator[AwardCount]:
    for code, found in groupby(rows, key=lambda row: row.title_code):
        kinds = Counter(row.subject_kind for row in found)
        yield AwardCount(
            known_title(code).name,
            persons=kinds[Subject.PERSON.value],
            collectives=kinds[Subject.COLLECTIVE.value],
            households=kinds[Subject.HOUSEHOLD.value],
        )


def _groups(rows: Iterable[Nomination]) -> Iterator[AwardGroup]:
    for (code, kind), found in groupby(rows, key=lambda row: (row.title_code, row.subject_kind)):
        yield AwardGroup(
            title=f"{known_title(code).name} ({KIND_WORDS[kind]})",
            lines=tuple(
                AwardLine(order, row.name, _detail(row)) for order, row in enumerate(found, 1)
            ),
        )


def _detail(row: Nomination) -> str:
    born = f"sinh {row.birth_words}" if row.birth_words else ""
    return ", ".join(filter(None, (born, row.position)))
