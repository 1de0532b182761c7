"""Reading packages. Whoever keeps away from a dossier sees nothing of it: not its line, not the
papers that name it, and not the package when nothing else is in it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Sum

from thidua.commendation.enums import State as Dossier
from thidua.commendation.models import Nomination, Round
from thidua.commendation.queries import kept_from, rounds
from thidua.core.actors import UNIT_ROLES, Actor, Role
from thidua.core.search import matching
from thidua.councils.queries import RANK
from thidua.decisions.domain.issuing import Competence, competence, issuing_level
from thidua.decisions.models import DecisionLine
from thidua.forwarding.checklist import COMMENTS, OPINIONS
from thidua.forwarding.enums import UP_THERE, Outcome, State
from thidua.forwarding.models import (
    Package,
    PackageItem,
    PackagePaper,
    SecretCount,
    SupplementRequest,
)
from thidua.law import Level, decider, known_title
from thidua.organizations.models import Authority

READERS = frozenset({Role.OFFICER, Role.SECRETARY, Role.CHAIRMAN, Role.INSPECTOR})
CLOSED = (OPINIONS, COMMENTS, "budget-duty", "party-opinion")
"""Papers that say more of people than a dossier: the officer and the inspector read them."""
NOT_FOR_UNITS = (*CLOSED, "minutes", "votes", "decision")


# -- packages ------------------------------------------------------------------------------------


def items(actor: Actor) -> QuerySet[PackageItem]:
    """Dossiers in packages that the actor may know of; a unit those it drew up."""
    found = PackageItem.objects.filter(
        authority_id=actor.authority_id, left_out_at__isnull=True
    ).select_related("package__round", "nomination__round")
    if actor.role in UNIT_ROLES:
        return found.filter(nomination__unit_id__in=actor.unit_ids)
    if actor.role not in READERS:
        return found.none()
    return found.exclude(kept_from(actor, "nomination_id"))


def visible_to(actor: Actor) -> QuerySet[Package]:
    """Packages with a dossier the actor may know of, or with none yet; counts of what is seen."""
    found = Package.objects.filter(authority_id=actor.authority_id)
    if actor.role not in READERS:
        return found.none()
    seen = items(actor).filter(package=OuterRef("pk")).order_by()
    every = PackageItem.objects.filter(package=OuterRef("pk"), left_out_at__isnull=True)
    return (
        with_counts(found.filter(Q(Exists(seen)) | ~Exists(every)), actor)
        .select_related("round")
        .order_by("-pk")
    )


def with_counts(found: QuerySet[Package], actor: Actor) -> QuerySet[Package]:
    """`dossiers`, `granted_count`, `refused_count`: of what the actor may know."""
    seen = Q(items__in=items(actor).order_by().values("pk"))
    return found.annotate(
        dossiers=Count("items", filter=seen, distinct=True),
        granted_count=Count(
            "items", filter=seen & Q(items__outcome=Outcome.GRANTED), distinct=True
        ),
        refused_count=Count(
            "items", filter=seen & Q(items__outcome=Outcome.REFUSED), distinct=True
        ),
    )


def hides_something(actor: Actor, package: Package) -> bool:
    """Whether a dossier of the package is kept from the actor: then so are its common papers."""
    return package.lines().filter(kept_from(actor, "nomination_id")).exists()


def papers(actor: Actor, package: Package) -> QuerySet[PackagePaper]:
    """Papers of a package, every version, that the actor may know of."""
    found = PackagePaper.objects.filter(package=package).select_related("docx", "pdf")
    whole = Q() if not hides_something(actor, package) else Q(item__isnull=False)
    return found.filter(whole, Q(item__isnull=True) | Q(item__in=items(actor).values("pk")))


def requests(actor: Actor) -> QuerySet[SupplementRequest]:
    """What higher levels asked for, of dossiers the actor may know of; of a whole package for who
    sees all of it. A unit those it has to answer."""
    found = SupplementRequest.objects.filter(authority_id=actor.authority_id).select_related(
        "package", "item__nomination"
    )
    mine = Q(item__in=items(actor).values("pk"))
    if actor.role in UNIT_ROLES:
        return found.filter(mine, to_unit=True)
    if actor.role not in READERS:
        return found.none()
    kept = PackageItem.objects.filter(kept_from(actor, "nomination_id"), left_out_at__isnull=True)
    hidden = kept.filter(package=OuterRef("package"))
    return found.filter(mine | (Q(item__isnull=True) & ~Exists(hidden)))


def on_dossier(row: Nomination, actor: Actor) -> PackageItem | None:
    """Where the dossier stands on its way up: its last package, for who may know of it."""
    found = items(actor).filter(nomination=row)
    return found.exclude(package__state=State.WITHDRAWN).order_by("-pk").first()


# -- what may go up ------------------------------------------------------------------------------


def free_for_package(round_: Round, actor: Actor | None = None) -> QuerySet[Nomination]:
    """Passed dossiers that no decision and no package holds; for an actor without those they keep
    away from."""
    held = PackageItem.objects.filter(released_at__isnull=True).values("nomination")
    decided = DecisionLine.objects.filter(released_at__isnull=True).values("nomination")
    found = (
        Nomination.objects.filter(round=round_, state=Dossier.DECIDED)
        .exclude(pk__in=held)
        .exclude(pk__in=decided)
        .select_related("round")
    )
    return found if actor is None else found.exclude(kept_from(actor))


@dataclass(frozen=True, slots=True)
class Choice:
    """One award that goes up: how many, to which level, and who decides."""

    title_code: str
    persons: int
    collectives: int
    households: int
    level: Level
    competence: Competence

    @property
    def name(self) -> str:
        return known_title(self.title_code).name

    @property
    def total(self) -> int:
        return self.persons + self.collectives + self.households


def choices(round_: Round, on: date, actor: Actor) -> list[Choice]:
    """Awards of a round that wait for a package, highest first, by the law of that day."""
    rows = (
        free_for_package(round_, actor)
        .order_by()
        .values_list("title_code", "subject_kind")
        .annotate(n=Count("pk"))
    )
    counts: dict[str, dict[str, int]] = defaultdict(dict)
    for code, kind, count in rows:
        counts[code][kind] = count
    own = issuing_level(Authority.objects.get(pk=round_.authority_id))
    found = []
    for code in sorted(counts, key=RANK.__getitem__):
        power, who = competence(own, code, on), decider(code, on)
        if power.higher and who is not None:
            found.append(
                Choice(
                    title_code=code,
                    persons=counts[code].get("person", 0),
                    collectives=counts[code].get("collective", 0),
                    households=counts[code].get("household", 0),
                    level=who.level,
                    competence=power,
                )
            )
    return found


def rounds_to_forward(actor: Actor) -> QuerySet[Round]:
    """Rounds with passed dossiers that no decision and no package holds."""
    held = PackageItem.objects.filter(released_at__isnull=True).values("nomination")
    decided = DecisionLine.objects.filter(released_at__isnull=True).values("nomination")
    waiting = (
        Nomination.objects.filter(round=OuterRef("pk"), state=Dossier.DECIDED)
        .exclude(pk__in=held)
        .exclude(pk__in=decided)
        .exclude(kept_from(actor))
    )
    return rounds(actor).filter(Exists(waiting))


MOST_ROUNDS = 5


def rounds_going_up(actor: Actor) -> list[Round]:
    """Of the latest rounds with such dossiers those that have some for a higher level, by the law
    of the day they are considered on."""
    waiting = rounds_to_forward(actor)[:MOST_ROUNDS]
    return [one for one in waiting if choices(one, one.considered_on, actor)]


# -- lists ---------------------------------------------------------------------------------------


def searched(found: QuerySet[Package], words: str, actor: Actor) -> QuerySet[Package]:
    """Packages by their words or number, or by a dossier in them that the actor may know of."""
    if not words.strip():
        return found
    dossiers = matching(Nomination.objects.filter(authority_id=actor.authority_id), words)
    named = items(actor).filter(nomination__in=dossiers, package=OuterRef("pk")).order_by()
    number = words.strip().partition("/")[0].lstrip("0")
    by_number = Q(number=int(number)) if number.isdecimal() and len(number) < 7 else Q()  # noqa: PLR2004
    about = Q(name__icontains=words.strip()) | Q(code__iexact=words.strip())
    return found.filter(about | by_number | Exists(named) if by_number else about | Exists(named))


def searched_items(found: QuerySet[PackageItem], words: str) -> QuerySet[PackageItem]:
    if not words.strip():
        return found
    return found.filter(nomination__in=matching(Nomination.objects.all(), words))


def waiting_above(actor: Actor) -> QuerySet[Package]:
    """Packages the higher level has."""
    return visible_to(actor).filter(state__in=UP_THERE)


# -- figures -------------------------------------------------------------------------------------


def secret_counts(actor: Actor) -> QuerySet[SecretCount]:
    found = SecretCount.objects.filter(authority_id=actor.authority_id)
    mine = found if actor.role in READERS else found.none()
    return mine.order_by("-year", "title_code", "level", "kind")


@dataclass(slots=True)
class Figures:
    """One award in a year: dossiers that went up here, and those that are only counted."""

    year: int
    title_code: str
    proposed: int = 0
    granted: int = 0
    refused: int = 0
    secret: int = 0
    secret_granted: int = 0

    @property
    def name(self) -> str:
        return known_title(self.title_code).name

    @property
    def total(self) -> int:
        """Everything proposed, secret dossiers included."""
        return self.proposed + self.secret

    @property
    def total_granted(self) -> int:
        return self.granted + self.secret_granted


def statistics(actor: Actor, year: int | None = None) -> list[Figures]:
    """By year of merit and award, what went up and what came of it, newest first.

    Dossiers with state secrets are in the figures, by number alone.
    """
    found: dict[tuple[int, str], Figures] = {}

    def at(in_year: int, code: str) -> Figures:
        return found.setdefault((in_year, code), Figures(in_year, code))

    rows = (
        items(actor)
        .filter(package__sent_on__isnull=False, released_at__isnull=True)
        .order_by()
        .values_list("nomination__round__year", "nomination__title_code")
        .annotate(
            n=Count("pk"),
            granted=Count("pk", filter=Q(outcome=Outcome.GRANTED)),
            refused=Count("pk", filter=Q(outcome=Outcome.REFUSED)),
        )
    )
    for in_year, code, n, granted, refused in rows:
        one = at(in_year, code)
        one.proposed, one.granted, one.refused = n, granted, refused
    secrets = (
        secret_counts(actor)
        .order_by()
        .values_list("year", "title_code")
        .annotate(n=Sum("proposed"), granted=Sum("granted"))
    )
    for in_year, code, n, given in secrets:
        at(in_year, code).secret, at(in_year, code).secret_granted = n, given or 0
    chosen: Iterable[Figures] = found.values()
    if year is not None:
        chosen = [one for one in chosen if one.year == year]
    return sorted(chosen, key=lambda one: (-one.year, RANK[one.title_code]))


# -- files ---------------------------------------------------------------------------------------


def files_for(actor: Actor) -> Q:
    """Stored files of packages: a unit's own dossiers' papers, the office's of what it may know.

    Papers that tell of other people too are closed to whoever keeps away from one of them.
    """
    mine = PackagePaper.objects.filter(authority_id=actor.authority_id)
    if actor.role in UNIT_ROLES:
        seen = mine.filter(item__in=items(actor).values("pk"))
        return _files(seen.exclude(kind__in=NOT_FOR_UNITS))
    hidden = PackageItem.objects.filter(kept_from(actor, "nomination_id"))
    seen = mine.filter(package__in=visible_to(actor).order_by().values("pk")).exclude(
        Q(item__in=hidden.values("pk")) | Q(item__isnull=True, package__in=hidden.values("package"))
    )
    if not actor.is_any(Role.OFFICER, Role.INSPECTOR):
        seen = seen.exclude(kind__in=CLOSED)
    return _files(seen)


def _files(found: QuerySet[PackagePaper]) -> Q:
    return Q(pk__in=found.filter(docx__isnull=False).values("docx")) | Q(
        pk__in=found.filter(pdf__isnull=False).values("pdf")
    )


def may_export(actor: Actor, package: Package) -> bool:
    """The whole of a package in one file: officers free of every dossier of it."""
    return actor.is_any(Role.OFFICER) and not hides_something(actor, package)
