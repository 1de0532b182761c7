"""Who is to do a task and who is to work with them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from thidua.reading.bodies import Mention, body_key
from thidua.reading.headings import marker_of
from thidua.reading.kinds import Confidence, Role
from thidua.reading.model import Duty
from thidua.reading.names import any_of
from thidua.reading.passages import Passage, bare
from thidua.reading.sentences import clauses
from thidua.reading.strangers import bodies_in
from thidua.reading.verbs import DEEDS, ORDERED

_JOINT: Final = re.compile(
    r"\s*(?:,|;|và|,\s*và|cùng|cùng với|[-–&])?\s*(?:(?:cơ quan|là)\s[^,;.]{0,40}?)?\s*"
)
_ASIDE: Final = re.compile(
    r"\s*[-–(]\s*(?:cơ quan\s+thường\s+trực|là\s+cơ\s+quan)[^,;.)]{0,30}?\s*", re.IGNORECASE
)
_CALL: Final = (
    (Role.REQUESTED, r"de nghi"),
    (Role.CARRY_OUT, r"(?:giao(?: cho| nhiem vu cho)?|yeu cau|phan cong|chi dao(?:, dinh huong)?)"),
)
_OPENS: Final = re.compile(r"\s*(?:(?:rieng|doi voi|rieng doi voi)\s+)?")
_ORDERS: Final = re.compile(r"\s*,?\s*(?:yeu cau|giao|de nghi|chi thi|ban hanh chi thi)\b")
_LEAD: Final = re.compile(r"\bchu tri\b")
_WITH: Final = re.compile(
    r"\b(?:phoi hop|hiep dong)(?:\s+(?:chat che|dong bo|thuong xuyen))?(?:\s+(?:cung|voi"
    r"|cung voi))+\s+"
)
_HELPS: Final = re.compile(r"\s*,?\s*(?:co trach nhiem\s+)?phoi hop\b")
_BY: Final = re.compile(r"\bdo\s+")
_WORK: Final = re.compile(rf"\s*,?\s*(?:{any_of(map(bare, ORDERED))})\b")
_DEED: Final = re.compile(rf"\s*,?\s*(?:{any_of(map(bare, DEEDS))})\b")
_HEADING_ONLY: Final = re.compile(r"\s*(?:[:.]\s*|$)")


def read_duties(passages: Iterable[Passage]) -> tuple[Duty, ...]:
    """Duties of a task's paragraphs, each body once in a role."""
    kept: dict[tuple[str, bool], Duty] = {}
    subject: list[Mention] = []
    for passage in passages:
        for start, end in clauses(passage.text):
            part = passage.cut(start, end)
            subject = _subject(part) or subject
            for duty in _of_clause(part):
                key = (body_key(duty.body), duty.role is Role.COORDINATE)
                if key not in kept or _weight(duty) > _weight(kept[key]):
                    kept[key] = duty
            if _leads_later(part):
                _promote(kept, subject)
    return tuple(kept.values())


def _weight(duty: Duty) -> int:
    order = (Role.COORDINATE, Role.CARRY_OUT, Role.REQUESTED, Role.LEAD)
    return order.index(duty.role)


def _promote(kept: dict[tuple[str, bool], Duty], subject: list[Mention]) -> None:
    """“…; chủ trì, phối hợp với …” later in a sentence speaks of the body that began it."""
    for one in subject:
        key = (body_key(one.name), False)
        if key in kept and kept[key].role is Role.CARRY_OUT:
            old = kept[key]
            kept[key] = Duty(
                old.body, Role.LEAD, old.place, old.confidence, "Có “chủ trì” ở câu sau."
            )


def _leads_later(part: Passage) -> bool:
    return _LEAD.match(part.bare, _start(part)) is not None


def _start(part: Passage) -> int:
    """Where the words of a clause begin, after its number."""
    marker = marker_of(part)
    opened = _OPENS.match(part.bare, marker.end if marker else 0)
    return opened.end() if opened else 0


def _of_clause(part: Passage) -> Iterator[Duty]:
    taken: set[int] = set()
    for one in _after_with(part):
        taken.add(one.start)
        yield _duty(part, one, Role.COORDINATE, Confidence.SURE, "Đứng sau “phối hợp với”.")
    for role, row in _called(part):
        for one in row:
            if one.start not in taken:
                taken.add(one.start)
                yield _called_duty(part, role, one, part.bare[row[-1].end :])
    if row := _subject(part):
        rest = part.bare[row[-1].end :]
        for one in row:
            if one.start not in taken:
                taken.add(one.start)
                yield _subject_duty(part, one, rest)
    for one in _by(part):
        if one.start not in taken:
            yield _duty(part, one, Role.LEAD, Confidence.SURE, "Có “do … chủ trì”.")


def _duty(part: Passage, one: Mention, role: Role, confidence: Confidence, why: str) -> Duty:
    if one.is_guess:
        confidence, why = Confidence.LIKELY, f"{why} Tên trên giấy sai dấu."
    if one.is_stranger:
        confidence, why = Confidence.DOUBTFUL, f"{why} Không rõ là cơ quan, đơn vị nào."
    if one.is_open:
        confidence, why = Confidence.DOUBTFUL, f"{why} Không rõ tên dừng ở chữ nào."
    return Duty(one.name, role, part.place(one.start, one.end), confidence, why)


def _called_duty(part: Passage, role: Role, one: Mention, rest: str) -> Duty:
    if _LEAD.match(rest.lstrip(" ,:")) or _LEAD.search(rest[:60]):
        role = Role.LEAD if role is Role.CARRY_OUT else role
    if _HELPS.match(rest) and not _WITH.match(rest.lstrip(" ,")):
        return _duty(part, one, Role.COORDINATE, Confidence.SURE, "Được giao phối hợp.")
    words = {Role.REQUESTED: "đề nghị", Role.LEAD: "giao … chủ trì"}.get(
        role, "giao, yêu cầu, chỉ đạo"
    )
    return _duty(part, one, role, Confidence.SURE, f"Đứng sau “{words}”.")


def _subject_duty(part: Passage, one: Mention, rest: str) -> Duty:
    if _HELPS.match(rest) and not _WITH.match(rest.lstrip(" ,")):
        return _duty(part, one, Role.COORDINATE, Confidence.SURE, "Có “… phối hợp”.")
    if _LEAD.search(rest[:80]):
        return _duty(part, one, Role.LEAD, Confidence.SURE, "Có “chủ trì”.")
    sure = _DEED.match(rest) or _HEADING_ONLY.match(rest) or _WITH.match(rest.lstrip(" ,"))
    confidence = Confidence.SURE if sure else Confidence.LIKELY
    return _duty(part, one, Role.CARRY_OUT, confidence, "Đứng đầu câu giao việc.")


def _subject(part: Passage) -> list[Mention]:
    """The bodies a clause begins with, if something follows for them to do."""
    row = _row(part, _start(part))
    if not row:
        return []
    rest = part.bare[row[-1].end :]
    if _ORDERS.match(rest):
        return []
    if row[0].is_group and not (
        _WORK.match(rest) or _HELPS.match(rest) or _HEADING_ONLY.match(rest)
    ):
        return []
    return row


def _called(part: Passage) -> Iterator[tuple[Role, list[Mention]]]:
    for role, words in _CALL:
        for found in re.finditer(rf"\b{words}\s*:?\s+", part.bare):
            if row := _row(part, found.end()):
                yield role, row


def _after_with(part: Passage) -> Iterator[Mention]:
    for found in _WITH.finditer(part.bare):
        yield from _row(part, found.end())


def _by(part: Passage) -> Iterator[Mention]:
    for found in _BY.finditer(part.bare):
        row = _row(part, found.end())
        if row and _LEAD.match(part.bare[row[-1].end :].lstrip(" ,")):
            yield from row


def _row(part: Passage, start: int) -> list[Mention]:
    """Bodies named one after the other from a place on."""
    row: list[Mention] = []
    at = start
    for one in bodies_in(part.styled):
        if one.start < at:
            continue
        between = part.styled[at : one.start]
        aside = row and _ASIDE.fullmatch(between)
        # The first stands at the very place, the others after a joint: a bare blank is none.
        joined = bool(row) == bool(between.strip()) and _JOINT.fullmatch(between)
        if not joined and not aside:
            break
        at = one.end
        if not aside:
            row.append(one)
    return row
