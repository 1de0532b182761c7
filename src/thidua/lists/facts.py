"""From what a list claims and what the records hold to the facts the law judges.

The unit's own words are facts with their source while no official record is given. Where one is
given and says otherwise, the record decides and the contradiction is shown. What is only doubtfully
somebody's stays unknown.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from thidua.law import BadFact, Facts, FactsBuilder, Group, SubjectKind
from thidua.lists.award_facts import add_awards
from thidua.lists.cells import folded
from thidua.lists.linking import Links
from thidua.lists.notes import NoteFact, NoteKind, months_in_year
from thidua.lists.proposal import InitiativeReading, Place, Proposal
from thidua.lists.rating_facts import add_ratings
from thidua.lists.remarks import Remark, Remarks

_ARMED: Final = ("chqs", "chi huy quan su", "dan quan", "bo doi bien phong")
_UNRATED: Final = ("khong chuyen trach", "truong thon", "to truong to dan pho")
_VILLAGES: Final = ("thon ", "to dan pho", "tdp ", "khu dan cu", "xom ", "lang ")


@dataclass(frozen=True, slots=True, eq=False)
class SubjectFacts:
    """The facts of one subject and what was found on the way."""

    facts: Facts
    remarks: tuple[Remark, ...]


def facts_of(proposal: Proposal, links: Links, *, year: int) -> SubjectFacts:
    """Gather the facts of a proposal's subject for the year of merit ``year``.

    They are the same for each proposal of one subject.
    """
    builder = FactsBuilder(proposal.kind, year, group=group_of(proposal))
    remarks = Remarks()
    who = proposal.unit or "đơn vị lập danh sách"
    builder.declare_all(f"{who} đề nghị và chịu trách nhiệm")
    add_ratings(builder, proposal, links, remarks)
    _add_initiatives(builder, proposal, year, remarks)
    for note in [*proposal.notes, *_official_notes(proposal, links)]:
        _add_note(builder, note, year, remarks)
    _add_members(builder, proposal, remarks)
    unknown = add_awards(builder, proposal, links, remarks)
    facts = builder.build()
    return SubjectFacts(facts.with_values(unknown) if unknown else facts, remarks.all())


def group_of(proposal: Proposal) -> Group | None:
    """The group whose own standard applies, where the list shows it; None: judged as staff.

    Điều 24: khoản 2 the armed forces, khoản 3 workers and farmers outside the rated services.
    """
    kinds = {note.kind for note in proposal.notes}
    said = folded(proposal.position or proposal.name)
    if NoteKind.ARMED in kinds or any(word in said for word in _ARMED):
        return Group.ARMED
    if proposal.kind is SubjectKind.COLLECTIVE:
        return Group.UNRATED if said.startswith(_VILLAGES) else None
    if proposal.kind is SubjectKind.HOUSEHOLD:
        return None
    if NoteKind.FARMER in kinds:
        return Group.WORKER
    if any(rating.level is not None for rating in proposal.ratings):
        return None
    outside = NoteKind.OUTSIDE_RATING in kinds or any(word in said for word in _UNRATED)
    return Group.UNRATED if outside else None


def _add_initiatives(
    builder: FactsBuilder, proposal: Proposal, year: int, remarks: Remarks
) -> None:
    for initiative in proposal.initiatives:
        builder.initiative(
            initiative.year or year,
            initiative.scope,
            _initiative_source(initiative),
            recognised=initiative.recognised,
        )
        if initiative.recognised is None:
            remarks.question("initiative-open", _initiative_question(initiative))
    speaks_elsewhere = "sang kien" in folded(proposal.note)
    if proposal.has_initiative_column and not speaks_elsewhere:
        place = Place(proposal.sheet, proposal.row).text()
        builder.no_other_initiatives(year, f"danh sách, {place}: không ghi sáng kiến nào khác")


def _initiative_source(initiative: InitiativeReading) -> str:
    decision = f", {initiative.decision.text()}" if initiative.decision else ""
    return f"danh sách, {initiative.place.text()}{decision}"


def _initiative_question(initiative: InitiativeReading) -> str:
    called = f'Sáng kiến "{initiative.name}"' if initiative.name else "Sáng kiến"
    if initiative.decision is None:
        return f"{called} chưa có quyết định công nhận. Bổ sung số, ngày quyết định."
    return f"{called} ghi quyết định {initiative.decision.text()} chưa đủ số, ký hiệu, ngày."


def _official_notes(proposal: Proposal, links: Links) -> tuple[NoteFact, ...]:
    rated = links.of(proposal).rated
    return rated.notes if rated else ()


def _add_note(builder: FactsBuilder, note: NoteFact, year: int, remarks: Remarks) -> None:
    source = f'{Place(note.sheet, note.row, note.column).text()} ghi "{note.words}"'
    match note.kind:
        case NoteKind.DISCIPLINE_PENDING:
            builder.blocked("discipline_pending", True, source)
        case NoteKind.DISCIPLINED:
            _add_discipline(builder, note, year, source, remarks)
        case NoteKind.SERVICE_SINCE:
            _add_service(builder, note, year, source)
        case NoteKind.SHORT_SERVICE if note.day is None:
            builder.service_months(None, source)
        case NoteKind.MATERNITY:
            remarks.note(
                "maternity", f"{source}: thời gian nghỉ thai sản được tính là thời gian công tác."
            )
        case NoteKind.TRANSFER:
            remarks.note(
                "transfer", f"{source}: chuyển công tác, thời gian công tác tính liên tục."
            )
        case NoteKind.SCOPE_UNCERTIFIED:
            remarks.question(
                "scope-uncertified", f"{source}. Bổ sung giấy xác nhận phạm vi ảnh hưởng."
            )
        case NoteKind.DOUBT:
            remarks.question("unit-asks", f"{source}. Đơn vị còn hỏi điều này.")


def _add_discipline(
    builder: FactsBuilder, note: NoteFact, year: int, source: str, remarks: Remarks
) -> None:
    """Discipline in the year judged stands in the way; without a date it is not known."""
    when = note.day.year if note.day else (note.years[0] if note.years else None)
    if when is None:
        builder.blocked("disciplined", None, source)
    elif when == year:
        builder.blocked("disciplined", True, source)
    else:
        remarks.note("disciplined-earlier", f"{source}, không thuộc năm {year}.")


def _add_service(builder: FactsBuilder, note: NoteFact, year: int, source: str) -> None:
    since = note.day.as_date() if note.day else None
    if since is None:
        return
    if since.year <= year:
        builder.service_months(months_in_year(since, year), source)


def _add_members(builder: FactsBuilder, proposal: Proposal, remarks: Remarks) -> None:
    if proposal.kind is not SubjectKind.COLLECTIVE:
        return
    try:
        if share := proposal.share:
            builder.share("LDTT", share.part, share.whole, f"danh sách, {share.place.text()}")
        if fighters := proposal.fighters:
            builder.count("CSTDCS", fighters.number, f"danh sách, {fighters.place.text()}")
    except BadFact as error:
        remarks.question("members", str(error))
