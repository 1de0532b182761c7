"""Checks across the rows of one list: the same person, the same initiative, the stated counts."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from thidua.law import SubjectKind
from thidua.lists.cells import folded
from thidua.lists.decisions import Decision
from thidua.lists.faults import FaultLog, quoted
from thidua.lists.proposal import InitiativeReading, Place, Proposal
from thidua.lists.units import same_unit
from thidua.vietnamese.text import spelling_key

_COUNTED: Final = (
    (SubjectKind.PERSON, re.compile(r"\b(\d{1,5}) (?:nguoi|ca nhan|dong chi|d c)\b"), "người"),
    (SubjectKind.COLLECTIVE, re.compile(r"\b(\d{1,5}) tap the\b"), "tập thể"),
    (SubjectKind.HOUSEHOLD, re.compile(r"\b(\d{1,5}) (?:ho|gia dinh)\b"), "hộ gia đình"),
)


def first_rows(proposals: Iterable[Proposal]) -> list[Proposal]:
    """One proposal for each row of each subject, in order."""
    return list({(one.subject, one.row): one for one in reversed(list(proposals))}.values())[::-1]


def same_subject(a: Proposal, b: Proposal) -> bool:
    """Same spelling of the name, births that can be one day, units that are one."""
    births = a.birth is None or b.birth is None or a.birth.compatible(b.birth)
    units = not a.unit or not b.unit or same_unit(a.unit, b.unit)
    return a.kind is b.kind and births and units and a.address == b.address


def check_namesakes(proposals: list[Proposal], log: FaultLog) -> None:
    """Name the rows that propose one subject twice, and the rows that only share a name."""
    titles: dict[tuple[int, int], set[str]] = defaultdict(set)
    for proposal in proposals:
        if proposal.title.code:
            titles[proposal.subject, proposal.row].add(proposal.title.code)
    people: dict[str, list[list[Proposal]]] = defaultdict(list)
    for proposal in first_rows(proposals):
        namesakes = people[spelling_key(proposal.name)]
        person = next((one for one in namesakes if same_subject(one[0], proposal)), None)
        if person is None:
            namesakes.append([proposal])
            if len(namesakes) > 1:
                _note_namesake(namesakes[0][0], proposal, log)
            continue
        own = titles[proposal.subject, proposal.row]
        earlier = [one for one in person if one.subject != proposal.subject]
        again = next((one for one in earlier if titles[one.subject, one.row] & own), None)
        if earlier:
            _note_repetition(again or earlier[0], proposal, same_title=again is not None, log=log)
        person.append(proposal)


def _note_namesake(first: Proposal, second: Proposal, log: FaultLog) -> None:
    log.note(
        second.row - 1,
        second.name_column,
        "same-name",
        f"{second.name} trùng tên với dòng {first.row} nhưng là người khác "
        f"({_told_apart(first, second)})",
        "Không cần sửa nếu đúng là hai người.",
    )


def _note_repetition(first: Proposal, second: Proposal, *, same_title: bool, log: FaultLog) -> None:
    if same_title:
        log.error(
            second.row - 1,
            second.name_column,
            "duplicate",
            f"{second.name} đã được đề nghị danh hiệu này ở dòng {first.row}",
            "Xóa một trong hai dòng.",
        )
    else:
        log.question(
            second.row - 1,
            second.name_column,
            "same-subject",
            f"{second.name} đã có ở dòng {first.row} với danh hiệu khác",
            "Nếu là một người, gộp hai danh hiệu vào một dòng.",
        )


def _told_apart(first: Proposal, second: Proposal) -> str:
    if first.birth and second.birth and first.birth != second.birth:
        return f"sinh {first.birth.text()} và {second.birth.text()}"
    if first.unit != second.unit:
        return f"{first.unit} và {second.unit}"
    return f"{first.address} và {second.address}"


def check_initiatives(proposals: list[Proposal], log: FaultLog) -> None:
    """Name the initiatives that two subjects claim."""
    claims: dict[str, list[tuple[Proposal, InitiativeReading]]] = defaultdict(list)
    for proposal in first_rows(proposals):
        for initiative in proposal.initiatives:
            if initiative.name:
                claims[folded(initiative.name)].append((proposal, initiative))
    for group in claims.values():
        (first, _), *others = group
        for other, initiative in others:
            if other.subject != first.subject:
                log.question(
                    other.row - 1,
                    initiative.place.column,
                    "shared-initiative",
                    f"sáng kiến {quoted(initiative.name)} của {other.name} trùng với dòng "
                    f"{first.row} ({first.name})",
                    "Ghi rõ đồng tác giả và tỷ lệ đóng góp, hoặc sửa tên sáng kiến.",
                )


def complete_decisions(proposals: list[Proposal], log: FaultLog) -> list[Proposal]:
    """Complete decisions cited in part (``QĐ 1204``) from the same decision cited in full.

    Only where exactly one decision of the list fits; what stays incomplete is asked.
    """
    known = _cited_in_full(proposals)
    noted: set[tuple[Place, str]] = set()
    return [_completed(proposal, known, noted, log) for proposal in proposals]


def _cited_in_full(proposals: list[Proposal]) -> dict[str, set[Decision]]:
    """Full citations by number and by bare number; a citation is full with symbol and date."""
    known: dict[str, set[Decision]] = defaultdict(set)
    for proposal in proposals:
        for initiative in proposal.initiatives:
            cited = initiative.decision
            if cited and cited.has_symbol and cited.date:
                plain = replace(cited, words="")
                known[cited.number].add(plain)
                known[cited.number.partition("/")[0]].add(plain)
    return known


def _completed(
    proposal: Proposal,
    known: dict[str, set[Decision]],
    noted: set[tuple[Place, str]],
    log: FaultLog,
) -> Proposal:
    if not proposal.initiatives:
        return proposal
    initiatives = tuple(_complete(proposal, one, known, noted, log) for one in proposal.initiatives)
    return replace(proposal, initiatives=initiatives)


def _complete(
    proposal: Proposal,
    initiative: InitiativeReading,
    known: dict[str, set[Decision]],
    noted: set[tuple[Place, str]],
    log: FaultLog,
) -> InitiativeReading:
    cited = initiative.decision
    is_new = (initiative.place, initiative.words) not in noted
    noted.add((initiative.place, initiative.words))
    if cited is None:
        if is_new:
            _note_undecided(proposal, initiative, log)
        return initiative
    if cited.has_symbol and cited.date:
        return initiative
    fitting = known.get(cited.number, set())
    if len(fitting) == 1:
        found = next(iter(fitting))
        if is_new:
            _note(
                initiative, log, "decision-completed", f"{cited.number} được hiểu là {found.text()}"
            )
        return replace(initiative, decision=replace(found, words=cited.words), year=found.year)
    if is_new:
        _ask_decision(initiative, cited, log)
    return replace(initiative, recognised=True if cited.has_symbol and cited.date else None)


def _note_undecided(proposal: Proposal, initiative: InitiativeReading, log: FaultLog) -> None:
    _note(
        initiative,
        log,
        "initiative-undecided",
        f"sáng kiến {quoted(initiative.name or initiative.words)} của {proposal.name} "
        "chưa có quyết định công nhận",
    )


def _note(initiative: InitiativeReading, log: FaultLog, code: str, message: str) -> None:
    remedy = "Ghi số, ngày quyết định công nhận sáng kiến."
    log.note(initiative.place.row - 1, initiative.place.column, code, message, remedy)


def _ask_decision(initiative: InitiativeReading, cited: Decision, log: FaultLog) -> None:
    missing = "ký hiệu" if not cited.has_symbol else "ngày"
    log.question(
        initiative.place.row - 1,
        initiative.place.column,
        "decision-incomplete",
        f"quyết định công nhận sáng kiến {cited.number} thiếu {missing}",
        "Ghi đủ số, ký hiệu và ngày của quyết định.",
    )


def check_counts(proposals: list[Proposal], totals: list[tuple[int, str]], log: FaultLog) -> None:
    """Compare the counts that the list states with what was read, up to that row or in all."""
    rows = first_rows(proposals)
    since = 0
    for row, text in totals:
        words = folded(text)
        for kind, pattern, unit in _COUNTED:
            found = pattern.search(words)
            if not found:
                continue
            stated = int(found[1])
            above = {one.subject for one in rows if one.kind is kind and one.row <= row}
            recent = {one.subject for one in rows if one.kind is kind and since < one.row <= row}
            if stated not in (len(above), len(recent)):
                log.question(
                    row,
                    None,
                    "count-differs",
                    f"danh sách ghi {stated} {unit}, đọc được {len(above)}",
                    "Kiểm tra xem có dòng nào thiếu hoặc thừa.",
                )
        since = row
