"""Taking back a table of scores that was brought in, while nobody has changed what it wrote."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Self

from django.db import transaction
from django.utils import timezone

from thidua.clusters.domain.guarded import keepers_only, locked_year
from thidua.clusters.domain.import_plan import OPEN_AT
from thidua.clusters.enums import ImportState, Place, Stage, State
from thidua.clusters.models import (
    ClusterMember,
    ClusterYear,
    CriteriaTree,
    MarkEvidence,
    MarkSheet,
    ScoreImport,
    TreeNode,
)
from thidua.clusters.queries import member_names
from thidua.core.actors import Actor
from thidua.core.editing import lock, stamp
from thidua.core.errors import Refusal
from thidua.journal.domain.record import record


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What a year holds before or after a file is taken in, by key."""

    tree: int | None
    tree_revision: int | None
    nodes: frozenset[int]
    members: Mapping[int, list[str]]
    sheets: Mapping[int, int]
    papers: frozenset[int]

    @classmethod
    def of(cls, year: ClusterYear) -> Self:
        tree = CriteriaTree.objects.filter(uses=year.pk).first()
        nodes = tree.nodes.values_list("pk", flat=True) if tree else ()
        members = year.members.values_list("pk", "place", "unranked_reason")
        sheets = MarkSheet.objects.filter(member__year=year).values_list("pk", "revision")
        papers = MarkEvidence.objects.filter(member__year=year, withdrawn_at__isnull=True)
        return cls(
            tree.pk if tree else None,
            tree.revision if tree else None,
            frozenset(nodes),
            {key: [place, reason] for key, place, reason in members},
            dict(sheets),
            frozenset(papers.values_list("pk", flat=True)),
        )

    def since(self, before: Snapshot) -> dict[str, Any]:
        """What is new or different, as plain data to be kept with the file."""
        return {
            "tree": None if self.tree == before.tree else self.tree,
            "tree_revision": self.tree_revision,
            "nodes": sorted(self.nodes - before.nodes),
            "members": sorted(set(self.members) - set(before.members)),
            "were": {str(key): words for key, words in before.members.items()},
            "became": {str(key): words for key, words in self.members.items()},
            "opened": sorted(set(self.sheets) - set(before.sheets)),
            "filled": {
                str(key): revision
                for key, revision in self.sheets.items()
                if revision > before.sheets.get(key, 1)
            },
            "papers": sorted(self.papers - before.papers),
        }


def changes_since(held: ScoreImport) -> list[str]:
    """Why the import cannot be taken back: whose scores were changed after it, or the step."""
    year = ClusterYear.objects.get(pk=held.year_id)
    if held.state != ImportState.APPLIED:
        return [f"Tệp đang ở bước “{held.get_state_display()}”, không có gì để hoàn tác."]
    if year.state not in OPEN_AT:
        step = year.get_state_display()
        return [f"Cụm, khối đã ở bước “{step}”, điểm đã nhập được dùng nên không hoàn tác được."]
    return list(dict.fromkeys(_changes(held, year)))


def _changes(held: ScoreImport, year: ClusterYear) -> Iterator[str]:
    names = member_names(year.members.all(), year.year)
    filled = {int(key): revision for key, revision in held.made["filled"].items()}
    sheets = MarkSheet.objects.filter(member__year=year).in_bulk()
    for key, revision in filled.items():
        row = sheets.get(key)
        if row is None:
            yield "Một phiếu của bảng này đã bị bỏ."
        elif row.revision != revision:
            yield f"{_whose(row, names)} đã được {row.changed_by_name} sửa sau khi nhập."
    others = MarkSheet.objects.filter(member__year=year, marks__isnull=False)
    mine = set(held.made["members"])
    for row in others.exclude(pk__in=filled).distinct():
        if row.member_id in mine or row.checker_id in mine:
            yield f"{_whose(row, names)} đã có điểm ghi sau khi nhập."
    yield from _paper_changes(held, sheets.values(), set(filled), names)


def _whose(row: MarkSheet, names: Mapping[int, str]) -> str:
    if row.stage == Stage.PEER and row.checker_id is not None:
        return f"Phiếu {names[row.checker_id]} chấm chéo {names[row.member_id]}"
    return f"Phiếu tự chấm của {names[row.member_id]}"


def _paper_changes(
    held: ScoreImport, sheets: Iterable[MarkSheet], filled: set[int], names: Mapping[int, str]
) -> Iterator[str]:
    members = {row.member_id for row in sheets if row.pk in filled and row.stage == Stage.SELF}
    now = MarkEvidence.objects.filter(member__in=members, withdrawn_at__isnull=True)
    kept = set(held.made["papers"])
    there = dict(now.values_list("pk", "member"))
    for key, member in there.items():
        if key not in kept:
            yield f"{names[member]} đã thêm tài liệu kiểm chứng sau khi nhập."
    for paper in MarkEvidence.objects.filter(pk__in=kept - set(there)):
        yield f"{names[paper.member_id]} đã bỏ tài liệu kiểm chứng sau khi nhập."


def undo_import(*, actor: Actor, held: ScoreImport, revision: int | None = None) -> ScoreImport:
    """Take the scores back; before scoring has begun also the members and the table they brought.

    The file and its answers stay and may be taken in again. Raises Refusal that names the members
    whose scores were changed since.
    """
    keepers_only(actor, held.authority_id)
    with transaction.atomic():
        row = lock(ScoreImport, held.pk, revision=revision)
        year = locked_year(actor, row.year)
        if reasons := changes_since(row):
            raise Refusal.of(reasons)
        _take_back_scores(actor, row)
        if year.state == State.DRAFT:
            _take_back_members(row, year)
            _take_back_table(row, year)
            stamp(year, actor)
            year.save()
        row.state, row.undone_at, row.undone_by_name = (
            ImportState.UNDONE,
            timezone.now(),
            actor.name,
        )
        stamp(row, actor)
        row.save()
        said = f"Hoàn tác lần nhập bảng chấm điểm “{row.file.name}”"
        record(actor=actor, verb="cluster.import", obj=year, sentence=said)
    return row


def _take_back_scores(actor: Actor, row: ScoreImport) -> None:
    MarkEvidence.objects.filter(pk__in=row.made["papers"]).delete()
    for sheet in MarkSheet.objects.filter(pk__in=map(int, row.made["filled"])):
        sheet.marks.all().delete()
        sheet.handed_in_at, sheet.handed_in_by_name = None, ""
        stamp(sheet, actor)
        sheet.save()


def _take_back_members(row: ScoreImport, year: ClusterYear) -> None:
    """Members it added go; of the others, what it said of their place and ranking."""
    MarkSheet.objects.filter(pk__in=row.made["opened"]).delete()
    MarkSheet.objects.filter(checker__in=row.made["members"], marks__isnull=True).delete()
    ClusterMember.objects.filter(pk__in=row.made["members"]).delete()
    were, became = row.made["were"], row.made["became"]
    for member in year.members.order_by("place"):
        key = str(member.pk)
        now = [member.place, member.unranked_reason]
        if key in were and now == became[key] != were[key]:
            member.place, member.unranked_reason = Place(were[key][0]), were[key][1]
            member.save()


def _take_back_table(row: ScoreImport, year: ClusterYear) -> None:
    """The table made from the file goes, unless somebody went on working on it."""
    tree = CriteriaTree.objects.filter(uses=year.pk, revision=row.made["tree_revision"]).first()
    if tree is None or tree.frozen_at is not None or not row.made["nodes"]:
        return
    TreeNode.objects.filter(pk__in=row.made["nodes"]).delete()
    if tree.pk == row.made["tree"] and not tree.copies.exists() and tree.uses.count() == 1:
        year.tree = None
        year.save()
        tree.delete()
