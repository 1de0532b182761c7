"""The scores of a year as one picture: tree, members, sheets, marks, papers, totals, ranks.

Six queries whatever the size. Sheets that the reader may not see are not on their board.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Self

from django.db.models import QuerySet

from thidua.clusters.enums import Method, NodeKind, Stage, TargetRule
from thidua.clusters.models import (
    ClusterMember,
    ClusterYear,
    CriteriaTree,
    Mark,
    MarkEvidence,
    MarkSheet,
    TreeNode,
)
from thidua.clusters.points import Node, Outcome, Scheme, contender, ranked
from thidua.clusters.queries import member_names
from thidua.clusters.typing_in import Read

GONE = "Đã thôi là thành viên trong năm"


def scheme_of(nodes: list[TreeNode]) -> Scheme:
    """The tree as the calculation wants it, parents before children, in its own order."""
    children: dict[int | None, list[TreeNode]] = {}
    for node in sorted(nodes, key=lambda one: (one.order, one.pk)):
        children.setdefault(node.parent_id, []).append(node)
    return Scheme(tuple(_walk(children, None, "")))


def _walk(
    children: dict[int | None, list[TreeNode]], parent: int | None, before: str
) -> Iterator[Node]:
    for node in children.get(parent, ()):
        number = ".".join(part for part in (before, node.number) if part)
        yield Node(
            key=node.pk,
            parent=node.parent_id,
            label=f"{number} {node.name}".strip(),
            kind=NodeKind(node.kind),
            method=Method(node.method),
            is_group=node.is_group,
            most=node.most,
            rate=node.rate,
            unit_word=node.unit_word,
            evidence_required=node.evidence_required,
            tie_order=node.tie_order,
            target=node.target_id,
            rule=TargetRule(node.rule) if node.rule else None,
            rule_words=node.rule_words,
        )
        yield from _walk(children, node.pk, number)


def scheme_of_tree(tree: CriteriaTree | None) -> Scheme:
    return scheme_of(list(tree.nodes.all())) if tree is not None else Scheme(())


@dataclass(slots=True)
class Sheet:
    """One sheet with its marks by leaf."""

    row: MarkSheet
    marks: dict[int, Mark] = field(default_factory=dict)

    def points(self) -> dict[int, Decimal | None]:
        return {key: mark.points for key, mark in self.marks.items()}

    def reads(self) -> dict[int, Read]:
        """The marks as the checks of typing want them."""
        return {key: Read(mark.points, mark.value, mark.typed) for key, mark in self.marks.items()}

    def get(self, key: int) -> Decimal | None:
        mark = self.marks.get(key)
        return mark.points if mark else None

    def words(self, key: int) -> str:
        mark = self.marks.get(key)
        return mark.words if mark else ""


@dataclass(slots=True)
class Standing:
    """A member on the board."""

    member: ClusterMember
    name: str
    own: Sheet | None = None
    peers: list[Sheet] = field(default_factory=list)
    panel: Sheet | None = None
    evidence: dict[int, list[MarkEvidence]] = field(default_factory=dict)

    @property
    def unranked(self) -> str:
        """Why the member is given no rank; empty when it is ranked."""
        if self.member.left_on is not None:
            return f"{GONE}: {self.member.left_words}"
        return self.member.unranked_reason

    def given(self, key: int) -> list[Decimal | None]:
        """Points of its own sheet and of every peer, in that order; an absent sheet knows none."""
        return [one.get(key) if one else None for one in (self.own, *self.peers)]

    def agreed(self, key: int) -> Decimal | None:
        """The points all sheets agree on; None when one differs or is not known."""
        given = self.given(key)
        first = given[0]
        return first if len(given) > 1 and all(one == first for one in given) else None

    def differs(self, key: int) -> bool:
        """Two sheets give points that are not the same; one that gives none differs from nobody."""
        return len({points for points in self.given(key) if points is not None}) > 1

    def lacks_reason(self, key: int) -> bool:
        """The panel's points differ from a sheet's and nobody says why."""
        if self.panel is None or (points := self.panel.get(key)) is None:
            return False
        return any(one != points for one in self.given(key)) and not self.panel.words(key)

    def final(self, scheme: Scheme) -> Outcome:
        return scheme.outcome(self.panel.points() if self.panel else {})


@dataclass(frozen=True)
class Board:
    """Everything a screen, a guard or the result needs of one year."""

    year: ClusterYear
    scheme: Scheme
    standings: tuple[Standing, ...]

    @classmethod
    def load(cls, year: ClusterYear, sheets: QuerySet[MarkSheet] | None = None) -> Self:
        """`sheets`: those the reader may see; none given: all, for guards and results."""
        scheme = scheme_of_tree(year.tree)
        members = list(year.members.select_related("unit").order_by("order", "pk"))
        names = member_names(members, year.year)
        found = {one.pk: Standing(one, names[one.pk]) for one in members}
        every = MarkSheet.objects.all() if sheets is None else sheets
        rows = list(every.filter(member__in=found).order_by("checker__order", "pk"))
        held = {row.pk: Sheet(row) for row in rows}
        for mark in Mark.objects.filter(sheet__in=held):
            held[mark.sheet_id].marks[mark.node_id] = mark
        for sheet in held.values():
            _put(found[sheet.row.member_id], sheet)
        seen = [key for key, one in found.items() if one.own is not None]
        papers = MarkEvidence.objects.filter(member__in=seen, withdrawn_at__isnull=True)
        for paper in papers.select_related("file"):
            found[paper.member_id].evidence.setdefault(paper.node_id, []).append(paper)
        return cls(year, scheme, tuple(found.values()))

    @cached_property
    def by_member(self) -> dict[int, Standing]:
        return {one.member.pk: one for one in self.standings}

    @cached_property
    def ranked_members(self) -> tuple[Standing, ...]:
        """Those who are given a rank."""
        return tuple(one for one in self.standings if not one.unranked)

    @cached_property
    def outcomes(self) -> dict[int, Outcome]:
        """The panel's totals by member."""
        return {one.member.pk: one.final(self.scheme) for one in self.standings}

    @cached_property
    def ranks(self) -> dict[int, int]:
        """Ranks of members whose every criterion is known; an open total has no rank."""
        rows = (one.member.pk for one in self.ranked_members)
        return ranked(
            contender(key, self.scheme, self.outcomes[key])
            for key in rows
            if self.outcomes[key].is_whole
        )

    @cached_property
    def peer_ranks(self) -> dict[int, int]:
        """Ranks by cross-checked points alone, where every criterion has them from every peer."""
        found = {
            one.member.pk: self.scheme.outcome(mean_of_peers(one, self.scheme))
            for one in self.ranked_members
        }
        return ranked(
            contender(key, self.scheme, outcome)
            for key, outcome in found.items()
            if outcome.is_whole
        )

    def in_order(self) -> list[Standing]:
        """Best rank first, then those without one in the cluster's order."""
        return sorted(
            self.standings,
            key=lambda one: (self.ranks.get(one.member.pk, 9999), one.member.order, one.member.pk),
        )


def _put(standing: Standing, sheet: Sheet) -> None:
    match sheet.row.stage:
        case Stage.SELF:
            standing.own = sheet
        case Stage.PANEL:
            standing.panel = sheet
        case _:
            standing.peers.append(sheet)


def mean_of_peers(standing: Standing, scheme: Scheme) -> dict[int, Decimal | None]:
    """The mean of the peers' points of each leaf; not known when one of them is not."""
    found: dict[int, Decimal | None] = {}
    for leaf in scheme.leaves:
        given = [peer.get(leaf.key) for peer in standing.peers]
        known = [points for points in given if points is not None]
        whole = bool(given) and len(known) == len(given)
        found[leaf.key] = sum(known, Decimal(0)) / len(known) if whole else None
    return found
