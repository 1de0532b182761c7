"""The conditions of the law as small frozen trees: leaves and the connectives between them.

Every node stands beside its citation and its Vietnamese sentence, and says how it is spelled in the
four words of ``algebra``. Conditions over several years are in ``runs``. A node holds no fact, no
date and no number of the law: numbers are parameters by name, years are offsets from the year
judged (0 the year itself, -1 the year before).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from thidua.law.algebra import Algebra, Atom, every, some
from thidua.law.binding import Binding, Number
from thidua.law.instruments import Citation

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """One provision.

    ``sentence`` is what it asks, a statement that is true when it is met; ``{year}``, ``{k}`` and
    the like are filled in by ``words``. ``proof`` names the paper that settles it when it is not
    known, ``mend`` what to do when it is not met; both are optional and may hold ``{year}``.
    """

    code: str
    sentence: str
    citation: Citation
    proof: str = ""
    mend: str = ""

    @property
    def children(self) -> tuple[Node, ...]:
        return ()

    @property
    def numbers(self) -> dict[str, Number]:
        """The numbers the sentence may show, by placeholder."""
        return {}

    def ask(self, binding: Binding, algebra: Algebra[T]) -> T:
        """A leaf in the four words."""
        raise NotImplementedError

    def join(self, algebra: Algebra[T], parts: Sequence[T]) -> T:
        """A connective in the four words; ``parts`` are the values of ``children``, in order."""
        raise NotImplementedError

    def spell(self, binding: Binding, algebra: Algebra[T], parts: Sequence[T]) -> T:
        """This node in the four words, given the values of its children."""
        return self.join(algebra, parts) if parts else self.ask(binding, algebra)


@dataclass(frozen=True, slots=True, kw_only=True)
class Has(Node):
    """A yearly fact holds; with ``at_least``, an ordinal one has reached that level."""

    signal: str
    offset: int = 0
    at_least: Number | None = None

    def atom(self, binding: Binding) -> Atom:
        bound = None if self.at_least is None else binding.number(self.at_least)
        return Atom(self.signal, binding.year + self.offset, bound)

    def ask(self, binding: Binding, algebra: Algebra[T]) -> T:
        return algebra.read(self.atom(binding))


@dataclass(frozen=True, slots=True, kw_only=True)
class AtLeast(Node):
    """A number of the year judged reaches a parameter: months of service, members with a title."""

    signal: str
    least: Number

    @property
    def numbers(self) -> dict[str, Number]:
        return {"least": self.least}

    def atom(self, binding: Binding) -> Atom:
        return Atom(self.signal, binding.year, binding.number(self.least))

    def ask(self, binding: Binding, algebra: Algebra[T]) -> T:
        return algebra.read(self.atom(binding))


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareAtLeast(AtLeast):
    """A share of a collective's members reaches a parameter between 0 and 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Declared(Node):
    """A criterion of ``criteria``, or a local one, that somebody declares: no register holds it."""

    criterion: str
    shown: tuple[tuple[str, Number], ...] = ()
    """Numbers of the sentence, by placeholder."""

    @property
    def numbers(self) -> dict[str, Number]:
        return dict(self.shown)

    @property
    def signal(self) -> str:
        return f"declared.{self.criterion}"

    def ask(self, binding: Binding, algebra: Algebra[T]) -> T:
        return algebra.read(Atom(self.signal, binding.year))


@dataclass(frozen=True, slots=True, kw_only=True)
class Open(Node):
    """A question the texts on file leave open: unknown until a local rule settles it."""

    question: str

    @property
    def signal(self) -> str:
        return f"open.{self.question}"

    def ask(self, binding: Binding, algebra: Algebra[T]) -> T:
        return algebra.read(Atom(self.signal, binding.year))


@dataclass(frozen=True, slots=True, kw_only=True)
class Several(Node):
    """A connective over one or more parts."""

    parts: tuple[Node, ...]

    def __post_init__(self) -> None:
        if not self.parts:
            raise ValueError(f"{self.code}: no parts")

    @property
    def children(self) -> tuple[Node, ...]:
        return self.parts


@dataclass(frozen=True, slots=True, kw_only=True)
class AllOf(Several):
    """Every part holds."""

    def join(self, algebra: Algebra[T], parts: Sequence[T]) -> T:
        return every(algebra, parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class AnyOf(Several):
    """One of the parts holds."""

    def join(self, algebra: Algebra[T], parts: Sequence[T]) -> T:
        return some(algebra, parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Not(Node):
    """The part does not hold. Its own sentence says so; the part's is not shown."""

    part: Node

    @property
    def children(self) -> tuple[Node, ...]:
        return (self.part,)

    def join(self, algebra: Algebra[T], parts: Sequence[T]) -> T:
        return algebra.not_(parts[0])


@dataclass(frozen=True, slots=True, kw_only=True)
class Unless(Node):
    """The part holds and the exception does not: each keeps its own node and citation."""

    part: Node
    exception: Node

    @property
    def children(self) -> tuple[Node, ...]:
        return (self.part, self.exception)

    def join(self, algebra: Algebra[T], parts: Sequence[T]) -> T:
        return algebra.and_(parts[0], algebra.not_(parts[1]))


@dataclass(frozen=True, slots=True, kw_only=True)
class Amended(Node):
    """A standard whose article was amended by a text that is not on file.

    ``unchanged`` asks whether the amendment left it as it was; ``after`` stands for the new
    standard and is never known. So: as before if unchanged, else unknown. Failing the old standard
    does not prove failing the new one.
    """

    before: Node
    unchanged: Open
    after: Open

    @property
    def children(self) -> tuple[Node, ...]:
        return (self.unchanged, self.before, self.after)

    def join(self, algebra: Algebra[T], parts: Sequence[T]) -> T:
        unchanged, before, after = parts
        return algebra.or_(
            algebra.and_(unchanged, before),
            algebra.and_(algebra.not_(unchanged), after),
        )


def walk(node: Node) -> Iterator[Node]:
    """The node and everything under it, parents first."""
    yield node
    for child in node.children:
        yield from walk(child)


def fold(node: Node, binding: Binding, algebra: Algebra[T]) -> T:
    """The whole tree in one algebra."""
    parts = [fold(child, binding, algebra) for child in node.children]
    return node.spell(binding, algebra, parts)
