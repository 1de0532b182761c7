"""The rules as expressions over a wide table, for Polars (eager, lazy) and Spark alike.

Spelled in Narwhals, so this file knows no engine. A null is unknown: ``&``, ``|`` and ``~`` follow
Kleene on every engine served here. Sums and ``any``/``all`` over columns are not used, for they
skip nulls, nor are bits in integers, which not every engine has.

What is used more than once becomes a column of its own, in as few layers as can be: an engine may
expand an expression at every place that names it, which grows with the power of the depth.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

import narwhals as nw

from thidua.law.enums import Group, SubjectKind
from thidua.law.errors import BadFact
from thidua.law.tape import Is, Op, Program, Read, Step, operands

SUBJECT: Final = "subject"
_SENSE: Final = "makes_sense"
_KNOWN: Final = {
    "kind": [one.value for one in SubjectKind],
    "group": [one.value for one in Group],
}


def answer(native: Any, program: Program) -> Any:
    """``subject`` and the outputs of the program: true met, false not met, null not known.

    ``native``: a frame of Polars or Spark, one row a subject; facts are nullable boolean columns
    named ``Atom.name``, and one the table lacks is unknown for everybody. ``kind`` and ``group``
    are text; where they are missing or null the subject is a person, of the staff; a word that is
    neither a kind nor a group leaves everything about that subject not known. The answer is a frame
    of the same engine, lazy where the given one is lazy; Spark keeps no order of rows.
    ``BadFact`` where ``subject`` is missing or a fact is not boolean.
    """
    frame, names = _opened(native)
    here = program.for_columns(list(names))
    layers = _Layers(here, names)
    frame = frame.select(*_wanted(frame, names, here))
    for layer in layers.columns:
        frame = frame.with_columns(*layer)
    return frame.select(nw.col(names[SUBJECT]).alias(SUBJECT), *layers.outputs(here)).to_native()


def _opened(native: Any) -> tuple[Any, Mapping[str, str]]:
    """The frame, and the name in it of each column given.

    Spark takes a dot in a name for a field of a structure, so there columns are renamed by their
    place, the one way that does not read the name.
    """
    frame: Any = nw.from_native(native)
    columns = frame.collect_schema().names()
    if not frame.implementation.is_spark_like():
        return frame, {name: name for name in columns}
    names = {name: f"c{place}" for place, name in enumerate(columns)}
    return nw.from_native(native.toDF(*names.values())), names


def _wanted(frame: Any, names: Mapping[str, str], program: Program) -> Iterator[nw.Expr]:
    """The columns the program reads, and the subject."""
    if SUBJECT not in names:
        raise BadFact(f"Bảng dữ kiện thiếu cột “{SUBJECT}”.")
    schema = frame.collect_schema()
    for name in (SUBJECT, *dict.fromkeys(one.column for one in program.selectors)):
        yield nw.col(names[name])
    for atom in program.atoms:
        column, sort = nw.col(names[atom.name]), schema[names[atom.name]]
        if sort not in {nw.Boolean(), nw.Unknown()}:
            raise BadFact(f"Cột “{atom.name}” phải là đúng, sai hoặc để trống.")
        # A column without any value has no type of its own.
        yield column if sort == nw.Boolean() else column.cast(nw.Boolean)


class _Layers:
    """Each register as an expression, and what has to be a column before it can be read."""

    def __init__(self, program: Program, names: Mapping[str, str]) -> None:
        self.columns: list[list[nw.Expr]] = []
        """Layer by layer, the columns to add."""
        self._names = names
        self._spelled: list[nw.Expr] = []
        self._after: list[int] = []
        """How many layers have to be there before a register can be read."""
        self._plain: list[bool] = []
        """Whether naming a register twice costs nothing."""
        self._guarded = self._guard(program)
        for register, step in enumerate(program.steps):
            self._add(register, step, often=program.uses[register] > 1)

    def outputs(self, program: Program) -> Iterator[nw.Expr]:
        for name, register in program.outputs:
            value = self._spelled[register]
            held = nw.when(nw.col(_SENSE)).then(value) if self._guarded else value
            yield held.alias(name)

    def _guard(self, program: Program) -> bool:
        """A column that says whether kind and group are words of the law, if they are read."""
        words = {one.column for one in program.selectors}
        checks = [
            nw.col(self._names[column]).is_in(_KNOWN[column]).fill_null(True) for column in words
        ]
        if checks:
            self._keep(0, nw.all_horizontal(*checks, ignore_nulls=False).alias(_SENSE))
        return bool(checks)

    def _add(self, register: int, step: Step, *, often: bool) -> None:
        parts = operands(step)
        expression = self._expression(step)
        after = max((self._after[part] for part in parts), default=0)
        plain = self._is_plain(step)
        if often and not plain:
            self._keep(after, expression.alias(f"r{register}"))
            expression, after, plain = nw.col(f"r{register}"), after + 1, True
        self._spelled.append(expression)
        self._after.append(after)
        self._plain.append(plain)

    def _is_plain(self, step: Step) -> bool:
        if step.op is Op.NOT:
            return self._plain[step.left]
        return step.op is Op.CONSTANT or (step.op is Op.READ and not isinstance(step.read, Is))

    def _keep(self, layer: int, column: nw.Expr) -> None:
        while len(self.columns) <= layer:
            self.columns.append([])
        self.columns[layer].append(column)

    def _expression(self, step: Step) -> nw.Expr:
        match step.op:
            case Op.CONSTANT:
                return nw.lit(step.value, dtype=nw.Boolean)
            case Op.READ:
                assert step.read is not None
                return self._read(step.read)
            case Op.NOT:
                return ~self._spelled[step.left]
            case Op.AND:
                return self._spelled[step.left] & self._spelled[step.right]
        return self._spelled[step.left] | self._spelled[step.right]

    def _read(self, read: Read) -> nw.Expr:
        if not isinstance(read, Is):
            return nw.col(self._names[read.name])
        return (nw.col(self._names[read.column]) == read.value).fill_null(read.by_default)
