"""Sheets being filled in: by the unit itself and by its peers; handed in, opened again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.db import transaction
from django.utils import timezone

from thidua.clusters import rules
from thidua.clusters.board import Board, Sheet, scheme_of_tree
from thidua.clusters.domain.guarded import locked_sheet, locked_year, must_be_at
from thidua.clusters.enums import Stage, State
from thidua.clusters.figures import proposals
from thidua.clusters.models import (
    ClusterMember,
    ClusterYear,
    Mark,
    MarkEvidence,
    MarkSheet,
    TreeNode,
)
from thidua.clusters.points import Scheme
from thidua.clusters.target_points import Proposal, unexplained
from thidua.clusters.typing_in import Doubt, Read, doubts, plain, read
from thidua.core.actors import Actor
from thidua.core.constraints import sentence_for
from thidua.core.editing import stamp
from thidua.core.errors import NotAllowed, Refusal
from thidua.documents.models import StoredFile
from thidua.journal.domain.record import record
from thidua.vietnamese.text import clean

FILLED_AT: Final = {
    Stage.SELF: (State.SELF_SCORING,),
    Stage.PEER: (State.CROSS_CHECKING,),
    Stage.PANEL: (State.PANEL,),
}
MOST_PAPERS: Final = 30


class StillInDoubt(Refusal):
    """Something in the sheet is to be looked at before it is handed in."""

    def __init__(self, found: Sequence[Doubt]) -> None:
        self.found = tuple(found)
        super().__init__(*(doubt.sentence for doubt in found))


@dataclass(frozen=True, slots=True)
class Typed:
    """One line of a sheet as typed: points (or the number they come from), and words."""

    text: str
    words: str = ""


def fill_in(
    *,
    actor: Actor,
    sheet: MarkSheet,
    typed: Mapping[int, Typed],
    revision: int | None = None,
) -> MarkSheet:
    """Keep what is typed, valid or not; nothing typed is lost, nothing is mended.

    Lines that are not named stay as they are. Raises StaleEdit when somebody saved in between.
    """
    with transaction.atomic():
        row = locked_sheet(sheet, revision)
        _may_write(row, actor)
        write_marks(row, scheme_of_tree(row.member.year.tree), typed)
        stamp(row, actor)
        row.save()
    return row


def _may_write(row: MarkSheet, actor: Actor) -> None:
    allowed = rules.may_keep(actor) if row.stage == Stage.PANEL else rules.may_fill(row, actor)
    if allowed:
        raise NotAllowed(allowed)
    must_be_at(row.member.year, FILLED_AT[Stage(row.stage)], "Chỉ ghi điểm vào phiếu này")
    if row.handed_in_at is not None:
        raise Refusal("Phiếu đã nộp nên không sửa được. Cần sửa thì đề nghị thường trực mở lại.")


def write_marks(row: MarkSheet, scheme: Scheme, typed: Mapping[int, Typed]) -> dict[int, Read]:
    """Write the lines; an emptied line goes. Returns what each was read as."""
    reads: dict[int, Read] = {}
    made = []
    for leaf in scheme.leaves:
        if (given := typed.get(leaf.key)) is None:
            continue
        found = reads[leaf.key] = read(leaf, given.text)
        words = clean(given.words)[:500]
        if found.points is None and not found.typed and not words:
            continue
        made.append(
            Mark(
                authority_id=row.authority_id,
                sheet=row,
                node_id=leaf.key,
                points=found.points,
                value=found.value,
                typed=found.typed,
                words=words,
            )
        )
    row.marks.filter(node__in=reads).delete()
    Mark.objects.bulk_create(made)
    return reads


def proposals_of(sheet: MarkSheet, scheme: Scheme) -> dict[int, Proposal]:
    """What results of targets give for the unit's own sheet; nothing for a sheet of its peers."""
    if sheet.stage != Stage.SELF:
        return {}
    return proposals(sheet.member, sheet.member.year.year, scheme)


def take_figures(*, actor: Actor, sheet: MarkSheet, revision: int | None = None) -> int:
    """Fill the empty criteria that follow a target with what its result gives. Returns how many;
    what was typed stays."""
    with transaction.atomic():
        row = locked_sheet(sheet, revision)
        _may_write(row, actor)
        scheme = scheme_of_tree(row.member.year.tree)
        known = set(row.marks.exclude(points=None, typed="").values_list("node", flat=True))
        typed = {
            key: Typed(plain(one.points))
            for key, one in proposals_of(row, scheme).items()
            if one.points is not None and key not in known
        }
        if not typed:
            raise Refusal(
                "Không có tiêu chí trống nào tính được điểm từ chỉ tiêu: chưa có số, hoặc đã ghi "
                "điểm."
            )
        write_marks(row, scheme, typed)
        stamp(row, actor)
        row.save()
    return len(typed)


def doubts_of(
    sheet: MarkSheet, scheme: Scheme | None = None, found: Mapping[int, Proposal] | None = None
) -> list[Doubt]:
    """What is asked before the sheet is handed in. `found`: its proposals, where known already."""
    whole = scheme or scheme_of_tree(sheet.member.year.tree)
    offered = proposals_of(sheet, whole) if found is None else found
    held = Sheet(sheet, {mark.node_id: mark for mark in sheet.marks.all()})
    papers = sheet.member.evidence.filter(withdrawn_at__isnull=True)
    words = {key: mark.words for key, mark in held.marks.items()}
    own = sheet.stage == Stage.SELF
    return [
        *unexplained(whole, held.reads(), words, offered),
        *doubts(whole, held.reads(), papers.values_list("node", flat=True), own=own),
    ]


def hand_in(
    *, actor: Actor, sheet: MarkSheet, confirmed: bool = False, revision: int | None = None
) -> MarkSheet:
    """Hand the sheet in. What cannot be right stops it; what is only odd has to be confirmed.

    Raises StillInDoubt with the sentences.
    """
    with transaction.atomic():
        row = locked_sheet(sheet, revision)
        if denied := rules.may_hand_in(row, actor):
            raise NotAllowed(denied)
        year = row.member.year
        must_be_at(year, FILLED_AT[Stage(row.stage)], "Chỉ nộp phiếu này")
        if row.handed_in_at is not None:
            raise Refusal(f"{row.handed_in_by_name} đã nộp phiếu này.")
        scheme = scheme_of_tree(year.tree)
        offered = proposals_of(row, scheme)
        found = doubts_of(row, scheme, offered)
        if any(doubt.stops for doubt in found) or (found and not confirmed):
            raise StillInDoubt(found)
        _keep_bases(row, offered)
        due = year.self_due_on if row.stage == Stage.SELF else year.cross_due_on
        row.handed_in_at, row.handed_in_by_name = timezone.now(), actor.name
        row.is_late = due is not None and timezone.localdate() > due
        row.reopened_reason = ""
        stamp(row, actor)
        row.save()
        record(actor=actor, verb="cluster.hand_in", obj=year, sentence=_handed_in(row, year))
    return row


def _keep_bases(row: MarkSheet, offered: Mapping[int, Proposal]) -> None:
    """Targets move on; what they gave on the day of handing in stays beside the points."""
    marks = list(row.marks.filter(node__in=offered))
    for mark in marks:
        mark.basis = offered[mark.node_id].words[:700]
    Mark.objects.bulk_update(marks, ("basis",))


def _handed_in(row: MarkSheet, year: ClusterYear) -> str:
    names = Board.load(year, MarkSheet.objects.none()).by_member
    if row.checker_id is None:
        return f"Nộp phiếu tự chấm của {names[row.member_id].name}"
    return f"{names[row.checker_id].name} nộp phiếu chấm chéo {names[row.member_id].name}"


def reopen(*, actor: Actor, sheet: MarkSheet, reason: str) -> MarkSheet:
    """Give a sheet back to be corrected, while its step is still on."""
    with transaction.atomic():
        row = locked_sheet(sheet)
        if denied := rules.may_step(row.member.year, actor):
            raise NotAllowed(denied)
        must_be_at(row.member.year, FILLED_AT[Stage(row.stage)], "Chỉ mở lại phiếu này")
        if row.handed_in_at is None:
            raise Refusal("Phiếu này chưa nộp.")
        if not clean(reason):
            raise Refusal("Ghi lý do mở lại phiếu để đơn vị biết phải sửa gì.")
        row.handed_in_at, row.handed_in_by_name, row.is_late = None, "", False
        row.reopened_reason = clean(reason)[:500]
        stamp(row, actor)
        row.save()
        words = f"Mở lại {row.get_stage_display().lower()}: {row.reopened_reason}"
        record(actor=actor, verb="cluster.reopen", obj=row.member.year, sentence=words)
    return row


# -- who checks whom ------------------------------------------------------------------------------


def assign(
    *, actor: Actor, member: ClusterMember, checkers: Sequence[ClusterMember]
) -> list[MarkSheet]:
    """Who cross-checks the member. An assignment that was handed in stays."""
    with transaction.atomic(), sentence_for(MarkSheet):
        year = locked_year(actor, member.year)
        must_be_at(
            year,
            (State.DRAFT, State.SELF_SCORING, State.CROSS_CHECKING),
            "Chỉ phân công chấm chéo",
        )
        _check_checkers(member, checkers)
        wanted = {one.pk for one in checkers}
        before = MarkSheet.objects.filter(member=member, stage=Stage.PEER)
        dropped = before.exclude(checker__in=wanted)
        if dropped.filter(handed_in_at__isnull=False).exists():
            raise Refusal("Một đơn vị bị bỏ đã nộp phiếu chấm chéo. Mở lại phiếu đó trước.")
        dropped.delete()
        for key in sorted(wanted):
            MarkSheet.objects.get_or_create(
                authority_id=year.authority_id, member=member, stage=Stage.PEER, checker_id=key
            )
        record(actor=actor, verb="cluster.assign", obj=year, sentence="Phân công chấm chéo")
    return list(before.filter(checker__in=wanted))


def _check_checkers(member: ClusterMember, checkers: Sequence[ClusterMember]) -> None:
    if any(one.pk == member.pk for one in checkers):
        raise Refusal("Đơn vị không chấm chéo chính mình.")
    if any(one.year_id != member.year_id or one.left_on is not None for one in checkers):
        raise Refusal("Đơn vị chấm chéo phải là thành viên đang ở trong cụm, khối.")


def ring(year: ClusterYear) -> dict[int, int]:
    """Each member is checked by the one before it: proposed, nobody checks itself."""
    members = [one.pk for one in year.members.filter(left_on__isnull=True).order_by("order", "pk")]
    if len(members) < 2:  # noqa: PLR2004
        return {}
    return {members[n]: members[n - 1] for n in range(len(members))}


# -- papers ---------------------------------------------------------------------------------------


def add_paper(
    *,
    actor: Actor,
    sheet: MarkSheet,
    node: TreeNode,
    words: str = "",
    file: StoredFile | None = None,
) -> MarkEvidence:
    """A paper that proves the points, beside the unit's own sheet."""
    with transaction.atomic(), sentence_for(MarkEvidence):
        row = locked_sheet(sheet)
        if row.stage != Stage.SELF:
            raise Refusal("Tài liệu kiểm chứng đi cùng phiếu tự chấm.")
        _may_write(row, actor)
        if node.tree_id != row.member.year.tree_id or node.is_group:
            raise Refusal("Chọn tiêu chí mà tài liệu này chứng minh.")
        held = row.member.evidence.filter(node=node, withdrawn_at__isnull=True)
        if held.count() >= MOST_PAPERS:
            raise Refusal(f"Mỗi tiêu chí nhận nhiều nhất {MOST_PAPERS} tài liệu.")
        made = MarkEvidence.objects.create(
            authority_id=row.authority_id,
            member=row.member,
            node=node,
            words=clean(words)[:300],
            file=file,
            added_by_name=actor.name,
        )
        said = f"Thêm tài liệu kiểm chứng cho “{node}”"
        record(actor=actor, verb="cluster.paper", obj=row.member.year, sentence=said)
    return made


def withdraw_paper(*, actor: Actor, paper: MarkEvidence) -> None:
    """Take a paper away from the sheet; it is kept."""
    with transaction.atomic():
        row = locked_sheet(MarkSheet.objects.get(member=paper.member_id, stage=Stage.SELF))
        _may_write(row, actor)
        MarkEvidence.objects.filter(pk=paper.pk).update(withdrawn_at=timezone.now())
        said = f"Bỏ tài liệu kiểm chứng của “{paper.node}”"
        record(actor=actor, verb="cluster.paper", obj=row.member.year, sentence=said)
