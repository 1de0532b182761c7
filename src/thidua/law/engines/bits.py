"""From steps over three values to steps over bits: each value becomes two planes.

*yes*: certainly true; *no*: certainly false; neither: unknown. So NOT costs nothing (the two change
places), AND is ``yes & yes`` and ``no | no``, OR the other way round. A column of facts that holds
no unknown has ``no`` = the opposite of ``yes``, and what rests on constants folds away.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from thidua.law.algebra import Tri
from thidua.law.tape import Op, Program, Read, Step

ZERO, ONE = -2, -1
"""The planes without any and with every subject."""


class BitOp(StrEnum):
    VALUE = "value"
    """The values of a column; what stands where it is not valid means nothing."""
    VALID = "valid"
    """Where a column is known."""
    AND = "and"
    OR = "or"
    XOR = "xor"
    NOT = "not"


class Column(StrEnum):
    """What is known of a column before it is read."""

    WHOLE = "whole"
    """It holds no unknown."""
    CLEAN = "clean"
    """Where it is not known its value bit is 0, as this package writes it."""
    ANY = "any"


class BitStep(NamedTuple):
    """One plane from one or two before it (``right`` is ``left`` again for NOT), or from a read."""

    op: BitOp
    left: int
    right: int


class Rails(NamedTuple):
    """A value of three as two planes."""

    yes: int
    no: int


_LOADS = {BitOp.VALUE, BitOp.VALID}

_CONSTANTS: dict[Tri, Rails] = {
    True: Rails(ONE, ZERO),
    False: Rails(ZERO, ONE),
    None: Rails(ZERO, ZERO),
}


class Bits:
    """Writes each different bit step once."""

    def __init__(self) -> None:
        self.steps: list[BitStep] = []
        self._planes: dict[BitStep, int] = {}

    def and_(self, left: int, right: int) -> int:
        return self._lattice(BitOp.AND, left, right, nothing=ONE, settles=ZERO)

    def or_(self, left: int, right: int) -> int:
        return self._lattice(BitOp.OR, left, right, nothing=ZERO, settles=ONE)

    def load(self, place: int, column: Column) -> Rails:
        """The rails of the read at ``place`` of the program's reads."""
        value = self._plane(BitStep(BitOp.VALUE, place, place))
        if column is Column.WHOLE:
            return Rails(value, self._plane(BitStep(BitOp.NOT, value, value)))
        valid = self._plane(BitStep(BitOp.VALID, place, place))
        yes = value if column is Column.CLEAN else self.and_(value, valid)
        return Rails(yes, self._plane(BitStep(BitOp.XOR, yes, valid)))

    def _lattice(self, op: BitOp, left: int, right: int, *, nothing: int, settles: int) -> int:
        if right in {left, nothing}:
            return left
        if left == nothing:
            return right
        if settles in {left, right}:
            return settles
        return self._plane(BitStep(op, min(left, right), max(left, right)))

    def _plane(self, step: BitStep) -> int:
        plane = self._planes.get(step)
        if plane is None:
            plane = self._planes[step] = len(self.steps)
            self.steps.append(step)
        return plane


class Answer(NamedTuple):
    """An output as Arrow has it: its values, and where they are valid. Places or constants."""

    value: int
    valid: int


@dataclass(frozen=True)
class Kernel:
    """Bit steps with a place for every plane; a place serves again when its plane is done with.

    Places: first one for each of ``loads``, then ``results`` planes that are answered, then
    ``scratch`` temporaries. ``work``: what to do, from which two places, into which.
    """

    loads: tuple[BitStep, ...]
    work: tuple[tuple[BitOp, int, int, int], ...]
    results: int
    scratch: int
    answers: tuple[Answer, ...]


def lower(program: Program, columns: Sequence[Column]) -> Kernel:
    """The kernel for columns of these sorts, in the order of ``program.reads``."""
    bits = Bits()
    places = {read: place for place, read in enumerate(program.reads)}
    rails: list[Rails] = []
    for step in program.steps:
        rails.append(_rails(bits, step, rails, places, columns))
    answers = [rails[output.register] for output in program.outputs]
    return _placed(bits.steps, [Answer(one.yes, bits.or_(one.yes, one.no)) for one in answers])


def _rails(
    bits: Bits,
    step: Step,
    rails: Sequence[Rails],
    places: dict[Read, int],
    columns: Sequence[Column],
) -> Rails:
    if step.op is Op.CONSTANT:
        return _CONSTANTS[step.value]
    if step.read is not None:
        place = places[step.read]
        return bits.load(place, columns[place])
    left = rails[step.left]
    if step.op is Op.NOT:
        return Rails(left.no, left.yes)
    right = rails[step.right]
    yes, no = (bits.and_, bits.or_) if step.op is Op.AND else (bits.or_, bits.and_)
    return Rails(yes(left.yes, right.yes), no(left.no, right.no))


def _placed(steps: Sequence[BitStep], answers: Sequence[Answer]) -> Kernel:
    """Every plane that is needed gets a place."""
    answered = dict.fromkeys(plane for answer in answers for plane in answer if plane >= 0)
    last = _last_uses(steps, answered)
    loads = [plane for plane in sorted(last) if steps[plane].op in _LOADS]
    place = {plane: number for number, plane in enumerate(loads)}
    results = {plane: len(loads) + number for number, plane in enumerate(answered)}
    # An answered load is copied (x or x): the answer does not lean on the input's memory.
    work = [
        (BitOp.OR, place[plane], place[plane], results[plane])
        for plane in results
        if plane in place
    ]
    kept = len(loads) + len(results)
    free: list[int] = []
    end = kept
    for plane in sorted(last.keys() - place.keys()):
        op, left, right = steps[plane]
        sources = {place[used] for used in (left, right) if last[used] == plane}
        free += [used for used in sources if used >= kept]
        if plane in results:
            out = results[plane]
        elif free:
            out = free.pop()
        else:
            out, end = end, end + 1
        work.append((op, place[left], place[right], out))
        place[plane] = out
    return Kernel(
        loads=tuple(steps[plane] for plane in loads),
        work=tuple(work),
        results=len(results),
        scratch=end - kept,
        answers=tuple(
            Answer(results.get(value, value), results.get(valid, valid)) for value, valid in answers
        ),
    )


def _last_uses(steps: Sequence[BitStep], answered: Iterable[int]) -> dict[int, int]:
    """By needed plane: the step after which it is done with; an answered one never is."""
    last = dict.fromkeys(answered, len(steps))
    for plane in range(len(steps) - 1, -1, -1):
        step = steps[plane]
        if plane in last and step.op not in _LOADS:
            last.setdefault(step.left, plane)
            last.setdefault(step.right, plane)
    return last
