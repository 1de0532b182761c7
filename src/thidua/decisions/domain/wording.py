"""The words of a draft decision: title, bases, articles. All of it can be edited afterwards."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import groupby

from thidua.commendation.models import Nomination, Round
from thidua.councils.models import Session
from thidua.councils.queries import RANK
from thidua.decisions.domain.issuing import SUBJECT_WORDS, award_words, body_name
from thidua.law import legal_bases
from thidua.organizations.models import Authority
from thidua.vietnamese.dates import long_day

LOCAL_GOVERNMENT = "Căn cứ Luật Tổ chức chính quyền địa phương"


def bases(nominations: Sequence[Nomination], proposer: str, on: date) -> list[str]:
    """The `Căn cứ` lines: the law of the day, the council's minutes, who proposes.

    The law on local government is named without its date: it is not in the rule book, and the
    office completes the line.
    """
    return [
        LOCAL_GOVERNMENT,
        *legal_bases([row.title_code for row in nominations], on),
        *_minutes(nominations),
        f"Theo đề nghị của {proposer}",
    ]


def beside_the_law(bases: Sequence[str]) -> list[str]:
    """The grounds that are no law, decree or circular: papers, minutes, who proposes."""
    law = ("Căn cứ Luật ", "Căn cứ Nghị định ", "Căn cứ Thông tư ")
    return [text for text in bases if not text.startswith(law)]


def _minutes(nominations: Sequence[Nomination]) -> list[str]:
    sessions = (
        Session.objects.filter(results__nomination__in=[row.pk for row in nominations])
        .select_related("council")
        .order_by("held_on", "pk")
        .distinct()
    )
    return [_minutes_line(session) for session in sessions]


def _minutes_line(session: Session) -> str:
    number = f"số {session.minutes_number}" if session.minutes_number else "họp"
    return f"Căn cứ Biên bản {number} {long_day(session.held_on)} của {session.council.name}"


def articles(nominations: Sequence[Nomination], source: str, on: date) -> list[str]:
    """Điều 1 the awards, Điều 2 the money and its source, Điều 3 who carries it out."""
    money = (
        "Mức tiền thưởng kèm theo từng danh hiệu, hình thức khen thưởng ghi tại danh sách kèm "
        f"theo Quyết định này. Nguồn chi: {source}."
    )
    execution = (
        "Quyết định này có hiệu lực kể từ ngày ký. Thủ trưởng các cơ quan, đơn vị có liên quan và "
        f"các {_receivers(nominations)} có tên trong danh sách chịu trách nhiệm thi hành Quyết "
        "định này."
    )
    return [_awards(nominations, on), money, execution]


def _receivers(nominations: Sequence[Nomination]) -> str:
    kinds = {row.subject_kind for row in nominations}
    return ", ".join(words for kind, words in SUBJECT_WORDS.items() if kind in kinds)


def bonus_source(authority: Authority, year: int) -> str:
    """The fund of the deciding level (Nghị định 152/2025/NĐ-CP, Điều 46)."""
    return f"quỹ thi đua, khen thưởng năm {year} của {body_name(authority)}"


def _awards(nominations: Sequence[Nomination], on: date) -> str:
    groups = [
        (code, kind, sum(1 for _ in rows))
        for (code, kind), rows in groupby(nominations, key=group_of)
    ]
    year = nominations[0].round.year
    parts = [
        f"{award_words(code, year, on)} cho {count:02d} {SUBJECT_WORDS[kind]}"
        for code, kind, count in groups
    ]
    if len(parts) == 1:
        return f"Tặng {parts[0]} (danh sách kèm theo)."
    return "Tặng (danh sách kèm theo):\n" + "\n".join(
        f"{number}. {part[0].upper()}{part[1:]}{'.' if number == len(parts) else ';'}"
        for number, part in enumerate(parts, start=1)
    )


def group_of(row: Nomination) -> tuple[str, str]:
    """Lines of one heading: the same title for the same kind of subject."""
    return row.title_code, row.subject_kind


def in_order(nominations: Sequence[Nomination]) -> list[Nomination]:
    """By rank of the award, then collectives, persons, households, then the Vietnamese alphabet."""
    kinds = {"collective": 0, "person": 1, "household": 2}
    return sorted(
        nominations,
        key=lambda row: (RANK[row.title_code], kinds[row.subject_kind], row.sort_key, row.pk),
    )


def subject_words(round_: Round) -> str:
    """Trích yếu: what the decision is about, in the round's own words."""
    return f"Về việc khen thưởng {round_.name[0].lower()}{round_.name[1:]}"


def blanks_left(texts: Sequence[tuple[str, str]]) -> list[str]:
    """A sentence for each text that still holds a dotted gap; `texts` are (where, text)."""
    return [
        f"{where} còn chỗ trống: “{text[:80]}”. Điền hoặc bỏ dòng này."
        for where, text in texts
        if "…" in text or "...." in text
    ]
