"""The registry as bit planes: one bit a subject for each fact, to judge everybody at once.

A plane is a Python integer, bit ``i`` the subject at place ``i`` of its population; two numbers of
100,000 bits are joined in microseconds. The meaning is that of ``facts.build`` for a dossier that
claims nothing: what the registry does not say is unknown, and the unit vouches for conduct.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import QuerySet

from thidua.commendation.domain.facts import OnFile, on_file
from thidua.law import FactsBuilder, InitiativeScope, SubjectKind, signals
from thidua.law.algebra import Atom, Tri
from thidua.law.facts import Facts
from thidua.law.outlook import LEAD, SERVICE_LEAD, follows, left_open, may_be_settled
from thidua.law.tape import Op, Program
from thidua.registry.enums import DisciplineState
from thidua.registry.models import Award, Discipline, Initiative, InitiativeUse, Rating

Ids = Iterable[int]
MONTHS = 12
_ONE = ord("1")


class Rails(NamedTuple):
    """A fact or verdict of everybody: who certainly has it, and who certainly has not."""

    yes: int
    no: int


@dataclass(frozen=True)
class Population:
    """Subjects of one kind in the order of their names."""

    kind: SubjectKind
    ids: Sequence[int]

    @cached_property
    def places(self) -> Mapping[int, int]:
        return {pk: place for place, pk in enumerate(self.ids)}

    @cached_property
    def everyone(self) -> int:
        return (1 << len(self.ids)) - 1

    def plane(self, ids: Ids) -> int:
        """The subjects with these keys; others are passed over."""
        digits = bytearray(b"0") * (len(self.ids) + 1)
        for place in map(self.places.get, ids):
            if place is not None:
                digits[~place] = _ONE
        return int(digits, 2)

    def members(self, plane: int) -> Iterator[int]:
        """The keys of the subjects on a plane, in order."""
        for number, byte in enumerate(plane.to_bytes(len(self.ids) // 8 + 1, "little")):
            if byte:
                yield from (self.ids[number * 8 + bit] for bit in range(8) if byte >> bit & 1)


def evaluate(program: Program, columns: Mapping[Atom, Rails], everyone: int) -> Mapping[str, Rails]:
    """Every output of the program for everybody."""
    constants: dict[Tri, Rails] = {
        True: Rails(everyone, 0),
        False: Rails(0, everyone),
        None: Rails(0, 0),
    }
    found: list[Rails] = []
    for step in program.steps:
        match step.op:
            case Op.CONSTANT:
                found.append(constants[step.value])
            case Op.READ:
                assert isinstance(step.read, Atom)
                found.append(columns[step.read])
            case Op.NOT:
                found.append(Rails(found[step.left].no, found[step.left].yes))
            case Op.AND:
                left, right = found[step.left], found[step.right]
                found.append(Rails(left.yes & right.yes, left.no | right.no))
            case _:  # either of two
                left, right = found[step.left], found[step.right]
                found.append(Rails(left.yes | right.yes, left.no & right.no))
    return {output.name: found[output.register] for output in program.outputs}


class Columns:
    """The facts of one population, read from the registry once, in a fixed number of queries.

    ``years``: those still open, the one judged last. ``service``: months in leadership posts.
    ``awards``: the codes that are read of.
    """

    def __init__(
        self,
        authority_id: int,
        population: Population,
        years: range,
        awards: Collection[str],
        service: Mapping[int, int],
    ) -> None:
        self.population, self._years, self._year = population, years, years[-1]
        self._service = service
        self._on_file: OnFile = on_file(authority_id, set())
        self._ratings = self._rated(authority_id)
        self._awards = self._awarded(authority_id, awards)
        self._initiatives = self._credited(authority_id)
        self._discipline = self._cases(authority_id)
        self._vouched = vouched(population.kind, self._year)

    # -- reading ----------------------------------------------------------------------------------

    @property
    def _key(self) -> str:
        return f"{self.population.kind.value}_id"

    def _rated(self, authority_id: int) -> Mapping[int, Mapping[int, int]]:
        """By year and level."""
        rows = _live(Rating.objects.all(), authority_id, self._key).filter(level__isnull=False)
        found: dict[int, dict[int, int]] = defaultdict(dict)
        for year, level, ids in _gathered(rows, "year", "level", of=self._key):
            found[year][level] = self.population.plane(ids)
        return found

    def _awarded(self, authority_id: int, codes: Collection[str]) -> Mapping[tuple[str, int], int]:
        rows = _live(Award.objects.all(), authority_id, self._key).filter(
            revoked_on__isnull=True, title_code__in=sorted(codes)
        )
        gathered = _gathered(rows, "title_code", "year", of=self._key)
        return {(code, year): self.population.plane(ids) for code, year, ids in gathered}

    def _credited(self, authority_id: int) -> Mapping[tuple[str, int], int]:
        """Who certainly has the initiative of that name in that year; of others nobody knows."""
        if self.population.kind is not SubjectKind.PERSON:
            return {}
        uses = InitiativeUse.objects.filter(authority_id=authority_id)
        used = {
            (initiative, person): code
            for initiative, person, code in uses.order_by("-pk").values_list(
                "initiative_id", "person_id", "title_code"
            )
        }
        rows = Initiative.objects.filter(
            authority_id=authority_id, withdrawn_at__isnull=True, authors__isnull=False
        ).values_list("authors", "year", "scope", "pk")
        own: dict[tuple[int, int], list[tuple[int, str]]] = defaultdict(list)
        for person, year, scope, pk in rows:
            own[person, year].append((scope or 0, used.get((pk, person), "")))
        holders: dict[tuple[str, int], list[int]] = defaultdict(list)
        known: dict[tuple[tuple[int, str], ...], tuple[str, ...]] = {}
        for (person, year), held in own.items():
            profile = tuple(sorted(held))
            if profile not in known:
                known[profile] = _certain(profile)
            for name in known[profile]:
                holders[name, year].append(person)
        return {key: self.population.plane(ids) for key, ids in holders.items()}

    def _cases(self, authority_id: int) -> Mapping[str, int]:
        """Who is being disciplined, who was for this year, and who for a year not given."""
        rows = _live(Discipline.objects.all(), authority_id, self._key)
        ids: dict[str, list[int]] = {"pending": [], "year": [], "some": []}
        for pk, state, year in rows.values_list(self._key, "state", "year"):
            if state == DisciplineState.PENDING:
                ids["pending"].append(pk)
            elif state == DisciplineState.DISCIPLINED and year in {None, self._year}:
                ids["some" if year is None else "year"].append(pk)
        return {name: self.population.plane(held) for name, held in ids.items()}

    # -- columns ----------------------------------------------------------------------------------

    def on_file(self, program: Program) -> Mapping[Atom, Rails]:
        """What the program reads, as it is on file."""
        return {atom: self._column(atom) for atom in program.atoms}

    def hoped(self, program: Program) -> Mapping[Atom, Rails]:
        """The same with the open years in favour where the registry does not settle them."""
        return {atom: self._hoped(atom) for atom in program.atoms}

    def awarded(self, code: str, year: int) -> int:
        """Who holds the title for that year."""
        return self._awards.get((code, year), 0)

    def _hoped(self, atom: Atom) -> Rails:
        column = self._column(atom)
        if not (left_open(atom, self._years) and may_be_settled(atom)):
            return column
        everyone = self.population.everyone
        if atom.signal == signals.RATING:
            return Rails(everyone & ~column.no, column.no)
        return Rails(column.yes, everyone & ~column.yes)

    def _column(self, atom: Atom) -> Rails:
        everyone = self.population.everyone
        if atom.signal.startswith(LEAD):
            yes = self._led(atom)
            return Rails(yes, everyone & ~yes)
        register = atom.signal.partition(".")[0]
        if atom.signal == signals.RATING:
            return self._rating(atom)
        if register == "award":
            return self._award(atom)
        if register == "initiative":
            return Rails(self._initiatives.get((atom.signal, atom.year), 0), 0)
        if atom.signal == signals.block("discipline_pending"):
            pending = self._discipline["pending"]
            return Rails(pending, everyone & ~pending)
        if atom.signal == signals.block("disciplined"):
            yes = self._discipline["year"]
            return Rails(yes, everyone & ~yes & ~self._discipline["some"])
        value = self._vouched.read(atom).value
        return Rails(everyone if value is True else 0, everyone if value is False else 0)

    def _led(self, atom: Atom) -> int:
        if atom.signal == SERVICE_LEAD:
            least = (atom.at_least or 0) * MONTHS
            long = (pk for pk, months in self._service.items() if months >= least)
            return self.population.plane(long)
        return self._column(follows(atom)).yes

    def _rating(self, atom: Atom) -> Rails:
        bound = 1 if atom.at_least is None else atom.at_least
        yes = no = 0
        for level, plane in self._ratings.get(atom.year, {}).items():
            if level >= bound:
                yes |= plane
            else:
                no |= plane
        return Rails(yes, no)

    def _award(self, atom: Atom) -> Rails:
        yes = self.awarded(atom.signal.partition(".")[2], atom.year)
        kept = self.population.kind.value in self._on_file.kinds
        covered = any(first <= atom.year <= last for first, last in self._on_file.awards)
        return Rails(yes, self.population.everyone & ~yes if kept and covered else 0)


def vouched(kind: SubjectKind, year: int) -> Facts:
    """What a dossier of somebody nothing is on file of comes to: the unit vouches for conduct."""
    return FactsBuilder(kind, year).declare_all("đơn vị").build()


def _live(rows: QuerySet[Any], authority_id: int, key: str) -> QuerySet[Any]:
    return rows.filter(
        **{"authority_id": authority_id, "withdrawn_at__isnull": True, f"{key}__isnull": False}
    )


def _gathered(rows: QuerySet[Any], *by: str, of: str) -> Iterable[tuple[Any, ...]]:
    """Keys of subjects by these columns: the database sends whole arrays, not rows."""
    found: Iterable[tuple[Any, ...]] = (
        rows.order_by().values(*by).annotate(ids=ArrayAgg(of)).values_list(*by, "ids")
    )
    return found


def _certain(profile: Iterable[tuple[int, str]]) -> tuple[str, ...]:
    """Which initiative facts of a year are true for whoever has these: scope and what it served."""
    builder = FactsBuilder(SubjectKind.PERSON, 0)
    for scope, served in profile:
        reach = InitiativeScope(scope) if scope else None
        builder.initiative(0, reach, "sổ sáng kiến", used_for=served or None)
    values = builder.build().values
    return tuple(name for (name, _), fact in values.items() if fact.value is True)
