"""Who comes within reach of which title this year or next, and what each lacks.

Everybody of the area is judged at once, on bit planes (`prospect_planes`); only the lines shown are
put into words (`prospect_lines`), from the same facts a dossier would have.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, lru_cache

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Q

from thidua.commendation.domain.prospect_planes import MONTHS, Columns, Population, evaluate
from thidua.commendation.models import Nomination
from thidua.core.actors import UNIT_ROLES, Actor, Role
from thidua.law import Group, Overlay, SubjectKind, Title, known_title
from thidua.law.outlook import (
    FAR,
    LAST_TEXT,
    NEAR,
    Outlook,
    compile_met,
    compile_reach,
    outlooks,
)
from thidua.law.prospects import Standing
from thidua.law.service import WOMAN
from thidua.law.tape import Program
from thidua.organizations.enums import PositionGroup, Sex
from thidua.organizations.models import Post
from thidua.organizations.queries import people, versions_on
from thidua.registry.queries import with_origins

SEES_ALL = frozenset({Role.OFFICER, Role.INSPECTOR})
KINDS = (SubjectKind.PERSON, SubjectKind.COLLECTIVE)
"""A household comes to nothing through earlier years that a registry holds."""

Key = tuple[SubjectKind, str, Standing]
Masks = Mapping[SubjectKind, int]


def visible_units(actor: Actor) -> frozenset[int] | None:
    """Units whose people and collectives the actor may look ahead for; `None`: all of them.

    A clerk, a head: their own unit, what is under it, and what these came from.
    """
    if actor.role in SEES_ALL:
        return None
    return frozenset(with_origins(actor.unit_ids)) if actor.role in UNIT_ROLES else frozenset()


@dataclass(frozen=True, slots=True)
class Ref:
    """One line: a subject, a title, and where the one stands towards the other."""

    kind: SubjectKind
    pk: int
    title: str
    standing: Standing


@dataclass(frozen=True, slots=True)
class Area:
    """Who there is on a day: in which unit, judged in which group, how long a leader."""

    day: date
    populations: Mapping[SubjectKind, Population]
    groups: Mapping[SubjectKind, Mapping[int, Group]]
    service: Mapping[int, int]
    members: Mapping[int, Sequence[int]]

    def of_units(self, units: Collection[int]) -> Masks:
        """The people in these units, and the units themselves."""
        ids = (pk for unit in units for pk in self.members.get(unit, ()))
        return {
            SubjectKind.PERSON: self.populations[SubjectKind.PERSON].plane(ids),
            SubjectKind.COLLECTIVE: self.populations[SubjectKind.COLLECTIVE].plane(units),
        }


@dataclass(frozen=True)
class Survey:
    """The whole area in one year. ``planes``: who stands where, by kind, title and standing."""

    authority_id: int
    area: Area
    years: range
    overlay: Overlay | None
    planes: Mapping[Key, int]
    by_last_text: bool
    """The law of the year is not on file whole: judged by the last text that is."""

    @property
    def year(self) -> int:
        return self.years[-1]

    @cached_property
    def titles(self) -> tuple[Title, ...]:
        """Titles somebody is in reach of, in the order of the book."""
        return tuple(known_title(code) for code in dict.fromkeys(key[1] for key in self.planes))

    def within(self, *masks: Masks) -> Survey:
        """The same for those that stand on every mask."""
        planes: dict[Key, int] = {}
        for key, plane in self.planes.items():
            held = plane
            for mask in masks:
                held &= mask[key[0]]
            if held:
                planes[key] = held
        return replace(self, planes=planes)

    def counts(self) -> Mapping[str, Mapping[Standing, int]]:
        """How many stand where, by title."""
        found: dict[str, dict[Standing, int]] = defaultdict(lambda: dict.fromkeys(Standing, 0))
        for (_, title, standing), plane in self.planes.items():
            found[title][standing] += plane.bit_count()
        return found

    def chosen(self, title: str = "", standing: Standing | None = None) -> Lines:
        """The lines of that title and standing, or of all."""
        keys = [
            key
            for wanted in Standing
            for key in self.planes
            if key[2] is wanted and title in {"", key[1]} and standing in {None, wanted}
        ]
        return Lines(self, keys)


class Lines:
    """Lines in order: who lacks least first, then by title, then by name. Counted, cut, walked."""

    def __init__(self, survey: Survey, keys: Sequence[Key]) -> None:
        self._survey, self._keys = survey, keys
        self._sizes = [survey.planes[key].bit_count() for key in keys]

    def __len__(self) -> int:
        return sum(self._sizes)

    def __iter__(self) -> Iterator[Ref]:
        return self._from(0)

    def __getitem__(self, part: slice) -> list[Ref]:
        start, stop, _ = part.indices(len(self))
        walked = self._from(start)
        return [next(walked) for _ in range(start, stop)]

    def _from(self, start: int) -> Iterator[Ref]:
        for key, size in zip(self._keys, self._sizes, strict=True):
            if start >= size:
                start -= size
                continue
            kind, title, standing = key
            members = self._survey.area.populations[kind].members(self._survey.planes[key])
            for place, pk in enumerate(members):
                if place >= start:
                    yield Ref(kind, pk, title, standing)
            start = 0


# -- judging the area -----------------------------------------------------------------------------


def open_years(year: int, today: date) -> range:
    """The years still to come, the one running included, up to the one judged."""
    return range(min(today.year, year), year + 1)


def survey(authority_id: int, year: int, today: date, overlay: Overlay | None) -> Survey:
    """Everybody's standing for merit of `year`, this year's or the next, under the local rules.

    The number of queries is fixed, whoever there is.
    """
    years = open_years(year, today)
    area = area_on(authority_id, today, year)
    planes: dict[Key, int] = {}
    last_text = False
    for kind in KINDS:
        judged = [
            (_rules(kind, group, years, overlay), mask) for group, mask in _by_group(area, kind)
        ]
        codes = {code for rules, _ in judged for code in rules.codes}
        service = area.service if kind is SubjectKind.PERSON else {}
        columns = Columns(authority_id, area.populations[kind], years, codes, service)
        for rules, mask in judged:
            last_text |= any(one.on == LAST_TEXT for one in rules.outlooks)
            for key, plane in _standing(rules, columns, mask):
                planes[key] = planes.get(key, 0) | plane
    return Survey(authority_id, area, years, overlay, planes, last_text)


@dataclass(frozen=True)
class _Rules:
    outlooks: tuple[Outlook, ...]
    met: Program
    reach: Program

    @cached_property
    def codes(self) -> frozenset[str]:
        """Awards that are asked about, and those that are the question."""
        read = (atom.signal.partition("award.") for atom in (*self.met.atoms, *self.reach.atoms))
        asked = (code for _, found, code in read if found)
        return frozenset((*asked, *(one.title for one in self.outlooks)))


@lru_cache(maxsize=64)
def _rules(kind: SubjectKind, group: Group, years: range, overlay: Overlay | None) -> _Rules:
    found = outlooks(kind, group, years[-1], overlay)
    return _Rules(found, compile_met(found), compile_reach(found, years))


def _standing(rules: _Rules, columns: Columns, mask: int) -> Iterator[tuple[Key, int]]:
    """Who stands where, each once a title; who holds the title for the year already, nowhere."""
    population = columns.population
    met = evaluate(rules.met, columns.on_file(rules.met), population.everyone)
    reach = evaluate(rules.reach, columns.hoped(rules.reach), population.everyone)
    for one in rules.outlooks:
        wanted = mask & ~columns.awarded(one.title, one.year)
        now = met[one.title].yes
        soon = reach[f"{NEAR}.{one.title}"].yes
        papers = population.everyone & ~reach[f"{FAR}.{one.title}"].no
        for standing, plane in (
            (Standing.NOW, now),
            (Standing.SOON, soon & ~now),
            (Standing.PAPERS, papers & ~soon & ~now),
        ):
            if held := plane & wanted:
                yield (population.kind, one.title, standing), held


def _by_group(area: Area, kind: SubjectKind) -> Iterator[tuple[Group, int]]:
    """The subjects of each group; staff is whoever no dossier says otherwise of."""
    population = area.populations[kind]
    by_group: dict[Group, list[int]] = defaultdict(list)
    for pk, group in area.groups[kind].items():
        by_group[group].append(pk)
    others = 0
    for group, ids in by_group.items():
        others |= (mask := population.plane(ids))
        yield group, mask
    yield Group.STAFF, population.everyone & ~others


# -- who there is ---------------------------------------------------------------------------------


def area_on(authority_id: int, day: date, year: int) -> Area:
    """People who have not left (who is in no unit on file may still be here) and units that stand.

    `year`: up to whose end leaders' time is counted.
    """
    live, gone = Q(until__isnull=True) | Q(until__gt=day), Q(until__lte=day)
    posts = Post.objects.filter(authority_id=authority_id, withdrawn_at__isnull=True)
    members: dict[int, Sequence[int]] = {}
    left: set[int] = set()
    for unit, here, ended in (
        posts.order_by()
        .values("unit_id")
        .annotate(
            here=ArrayAgg("person_id", filter=live, default=[]),
            ended=ArrayAgg("person_id", filter=gone, default=[]),
        )
        .values_list("unit_id", "here", "ended")
    ):
        members[unit] = here
        left.update(ended)
    left.difference_update(pk for held in members.values() for pk in held)
    everyone = people(authority_id).order_by("sort_key", "pk").values_list("pk", flat=True)
    units = versions_on(authority_id, day).values_list("unit_id", flat=True)
    return Area(
        day,
        {
            SubjectKind.PERSON: Population(
                SubjectKind.PERSON, [pk for pk in everyone if pk not in left]
            ),
            SubjectKind.COLLECTIVE: Population(SubjectKind.COLLECTIVE, list(units)),
        },
        _groups(authority_id),
        _service(authority_id, year),
        members,
    )


def _groups(authority_id: int) -> Mapping[SubjectKind, Mapping[int, Group]]:
    """The group the newest dossier that names one judges somebody in."""
    rows = (
        Nomination.objects.filter(authority_id=authority_id, household__isnull=True)
        .exclude(law_group="")
        .order_by("pk")
        .values_list("person_id", "collective_id", "law_group")
    )
    found: dict[SubjectKind, dict[int, Group]] = {kind: {} for kind in KINDS}
    for person, collective, group in rows:
        if person is not None:
            found[SubjectKind.PERSON][person] = Group(group)
        else:
            assert collective is not None  # a dossier has exactly one subject
            found[SubjectKind.COLLECTIVE][collective] = Group(group)
    return found


def _service(authority_id: int, year: int) -> Mapping[int, int]:
    """Months in leadership posts on file to the end of `year`, each once; women's as credited.

    At what level is not on file, so they lead to a question, never to a verdict. Posts of which it
    is not known when they began count for nothing.
    """
    rows = Post.objects.filter(
        authority_id=authority_id,
        withdrawn_at__isnull=True,
        group=PositionGroup.LEADER,
        since__isnull=False,
    ).order_by("person_id", "since")
    end = (year + 1) * MONTHS
    held: dict[int, tuple[int, int]] = {}
    women = set()
    for pk, sex, since, until in rows.values_list("person_id", "person__sex", "since", "until"):
        assert since is not None
        first = _month(since)
        last = max(first, min(_month(until) if until else end, end))
        counted, up_to = held.get(pk, (0, 0))
        held[pk] = counted + max(0, last - max(first, up_to)), max(up_to, last)
        if sex == Sex.FEMALE:
            women.add(pk)
    return {pk: int(months * WOMAN) if pk in women else months for pk, (months, _) in held.items()}


def _month(day: date) -> int:
    return day.year * MONTHS + day.month - 1
