"""Points, totals and ranks. Pure: no database, no clock; decimals only.

A leaf's points are held between its bounds (0 and `most`; a deduction between -`most` and 0), a
group with a cap is held at it, a total is the sum of the top. Raising any leaf of a unit never
lowers its total or its rank; the order of nodes, marks and units changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from thidua.clusters.enums import Method, NodeKind, TargetRule

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A group or leaf of the tree as the calculation wants it. `label`: “A.1 Thu ngân sách”."""

    key: int
    parent: int | None
    label: str
    kind: NodeKind = NodeKind.SCORE
    method: Method = Method.JUDGED
    is_group: bool = False
    most: Decimal | None = None
    rate: Decimal | None = None
    unit_word: str = ""
    evidence_required: bool = False
    tie_order: int | None = None
    target: int | None = None
    rule: TargetRule | None = None
    rule_words: str = ""

    def held(self, points: Decimal) -> Decimal:
        """The points within the bounds of this node."""
        if self.kind == NodeKind.MINUS:
            lowest = None if self.most is None else -self.most
            taken = min(points, ZERO)
            return taken if lowest is None else max(taken, lowest)
        least = points if self.is_group else max(points, ZERO)
        return least if self.most is None else min(least, self.most)


@dataclass(frozen=True, slots=True)
class Outcome:
    """A unit's total, of the leaves that are known, and the leaves that are not.

    `parts`: the points of every node, groups too.
    """

    total: Decimal
    missing: frozenset[int]
    parts: Mapping[int, Decimal]

    @property
    def is_whole(self) -> bool:
        return not self.missing


@dataclass(frozen=True)
class Scheme:
    """A tree of criteria."""

    nodes: tuple[Node, ...]

    @cached_property
    def by_key(self) -> dict[int, Node]:
        return {node.key: node for node in self.nodes}

    @cached_property
    def leaves(self) -> tuple[Node, ...]:
        return tuple(node for node in self.nodes if not node.is_group)

    @cached_property
    def under(self) -> dict[int | None, list[Node]]:
        found: dict[int | None, list[Node]] = {}
        for node in self.nodes:
            found.setdefault(node.parent, []).append(node)
        return found

    def above(self, node: Node) -> Iterator[Node]:
        """The groups that hold the node, the nearest first."""
        key = node.parent
        while key is not None:
            yield (group := self.by_key[key])
            key = group.parent

    def depth(self, node: Node) -> int:
        return sum(1 for _ in self.above(node))

    @cached_property
    def ties(self) -> tuple[int, ...]:
        """Nodes that decide between equal totals, the first first."""
        named = [node for node in self.nodes if node.tie_order is not None]
        return tuple(node.key for node in sorted(named, key=lambda node: node.tie_order or 0))

    def outcome(self, points: Mapping[int, Decimal | None]) -> Outcome:
        """Add up. A leaf without points is missing: it adds nothing and makes the total open."""
        parts: dict[int, Decimal] = {}
        total = sum((self._part(top, points, parts) for top in self.under.get(None, ())), ZERO)
        missing = frozenset(leaf.key for leaf in self.leaves if points.get(leaf.key) is None)
        return Outcome(total, missing, parts)

    def _part(
        self, node: Node, points: Mapping[int, Decimal | None], parts: dict[int, Decimal]
    ) -> Decimal:
        if node.is_group:
            below = (self._part(child, points, parts) for child in self.under.get(node.key, ()))
            found = node.held(sum(below, ZERO))
        else:
            given = points.get(node.key)
            found = ZERO if given is None else node.held(given)
        parts[node.key] = found
        return found

    def highest(self, *kinds: NodeKind) -> Decimal:
        """What the leaves of these kinds sum to at most, caps of groups kept."""
        best = {
            leaf.key: leaf.most if leaf.kind in kinds else ZERO
            for leaf in self.leaves
            if leaf.kind != NodeKind.MINUS
        }
        return self.outcome(best).total

    def empty_groups(self) -> list[Node]:
        return [node for node in self.nodes if node.is_group and not self.under.get(node.key)]


def difference(scheme: Scheme, stated: Decimal, *, bonus_in_total: bool) -> Decimal:
    """What the leaves sum to, less the total that is stated: 0 when they agree."""
    kinds = (NodeKind.SCORE, NodeKind.BONUS) if bonus_in_total else (NodeKind.SCORE,)
    return scheme.highest(*kinds) - stated


@dataclass(frozen=True, slots=True)
class Contender:
    """A unit to be ranked: its total, and its points for the deciding nodes in their order."""

    key: int
    total: Decimal
    ties: tuple[Decimal, ...] = ()


def contender(key: int, scheme: Scheme, outcome: Outcome) -> Contender:
    return Contender(key, outcome.total, tuple(outcome.parts[node] for node in scheme.ties))


def ranked(contenders: Iterable[Contender]) -> dict[int, int]:
    """Ranks by total, then by the deciding nodes; still equal: the same rank, the next one left
    out (1, 2, 2, 4)."""
    rows = list(contenders)
    standing = [(row.total, row.ties) for row in rows]
    return {row.key: 1 + sum(other > (row.total, row.ties) for other in standing) for row in rows}


def shared(ranks: Mapping[int, int]) -> Sequence[int]:
    """Ranks that several units hold."""
    held = list(ranks.values())
    return sorted({rank for rank in held if held.count(rank) > 1})
