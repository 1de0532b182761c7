"""Reading rounds and nominations. `visible_to` is the same rule as the screens', in SQL."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from thidua.commendation.domain.local_rules import overlay_of
from thidua.commendation.enums import IN_OFFICE, LIVE, RoundState, State, Subject
from thidua.commendation.models import (
    Evidence,
    ListImport,
    LocalRegulation,
    Nomination,
    Recusal,
    Round,
)
from thidua.core.actors import UNIT_ROLES, Actor, Role
from thidua.core.deadlines import Deadline
from thidua.core.search import matching
from thidua.journal.models import AuditEvent
from thidua.law.words import percent

COUNCIL_SEES = (State.AT_COUNCIL, State.DECIDED, State.NOT_APPROVED, State.AWARDED)


def visible_to(actor: Actor) -> QuerySet[Nomination]:
    """Dossiers the actor may open: a unit its own; the office what was handed in; the council
    what came before it. Drafts are the unit's alone. Whoever must keep away from a dossier sees
    nothing of it, in no role but that of the unit that drew it up."""
    mine = Nomination.objects.filter(authority_id=actor.authority_id)
    if actor.role in UNIT_ROLES:
        return mine.filter(unit_id__in=actor.unit_ids)
    mine = mine.exclude(kept_from(actor))
    if actor.is_any(Role.OFFICER, Role.INSPECTOR):
        return mine.filter(submitted_at__isnull=False)
    if actor.is_any(Role.SECRETARY, Role.MEMBER, Role.CHAIRMAN):
        return mine.filter(Q(state__in=COUNCIL_SEES) | Q(state=State.EXAMINED))
    return mine.none()


def kept_from(actor: Actor, dossier: str = "pk") -> Exists:
    """Whether the actor must keep away from the dossier; `dossier` is its key in the query."""
    return Exists(
        Recusal.objects.filter(
            nomination=OuterRef(dossier), user_id=actor.user_id or 0, withdrawn_at__isnull=True
        )
    )


def kept_subject(actor: Actor, row: str = "") -> Exists:
    """Whether the actor keeps away from some dossier of the subject of the row in the query.

    `row` leads from the query to what has the subject's columns: `award__`, or nothing.
    """
    mine = Recusal.objects.filter(user_id=actor.user_id or 0, withdrawn_at__isnull=True)
    return Exists(
        mine.filter(
            Q(nomination__person=OuterRef(f"{row}person_id"))
            | Q(nomination__collective=OuterRef(f"{row}collective_id"))
            | Q(nomination__household=OuterRef(f"{row}household_id"))
        )
    )


def kept_dossiers(actor: Actor) -> QuerySet[Nomination]:
    """Dossiers of which the actor sees nothing; their existence is not to be shown either."""
    return Nomination.objects.filter(kept_from(actor), authority_id=actor.authority_id)


def lists_visible_to(actor: Actor) -> QuerySet[ListImport]:
    """Lists handed in by the actor's unit; every list for the officer, but none that names a
    dossier the officer must keep away from: the file cannot be shown in part."""
    mine = ListImport.objects.filter(authority_id=actor.authority_id)
    if actor.role in UNIT_ROLES:
        return mine.filter(unit_id__in=actor.unit_ids)
    if not actor.is_any(Role.OFFICER, Role.INSPECTOR):
        return mine.none()
    return mine.exclude(Exists(kept_dossiers(actor).filter(list_import=OuterRef("pk"))))


def files_for(actor: Actor) -> Q:
    """Stored files of dossiers the actor sees, and lists they may read."""
    evidence = Evidence.objects.filter(nomination__in=visible_to(actor)).values("file")
    return Q(pk__in=evidence) | Q(pk__in=lists_visible_to(actor).values("file"))


UNIT_MAY_NOT_READ = ("nomination.recuse", "nomination.withdraw_recusal")
"""Who in the council keeps away, and why, is the council's affair."""


def journal_for(actor: Actor, events: QuerySet[AuditEvent]) -> QuerySet[AuditEvent]:
    """The entries the actor may read: none about a dossier they must keep away from, be it the
    thing acted on or named in the entry's data (`nomination`, `nominations`: codes)."""
    if actor.role in UNIT_ROLES:
        return events.exclude(verb__in=UNIT_MAY_NOT_READ)
    codes = list(kept_dossiers(actor).order_by("pk").values_list("code", flat=True))
    if not codes:
        return events
    named = Q(data__nomination__in=codes)
    for code in codes:
        named |= Q(data__nominations__contains=[code])
    about = Q(object_type=Nomination._meta.label_lower, object_code__in=codes)
    # A key that is not there makes the test NULL, which `exclude` alone would drop as well.
    hidden = AuditEvent.objects.filter(named | about, authority_id=actor.authority_id)
    return events.exclude(pk__in=hidden.values("pk"))


def rounds(actor: Actor) -> QuerySet[Round]:
    """Rounds of the authority, newest first; no role is kept from knowing that a round is on."""
    return Round.objects.filter(authority_id=actor.authority_id).order_by("-year", "-opens_on")


def searched(found: QuerySet[Nomination], words: str) -> QuerySet[Nomination]:
    """Dossiers whose name, code or unit holds every word, with or without diacritics."""
    return matching(found, words)


def waiting_for(actor: Actor) -> QuerySet[Nomination]:
    """Dossiers whose next step is the actor's."""
    seen = visible_to(actor)
    states: dict[Role, tuple[str, ...]] = {
        Role.CLERK: (State.DRAFT, State.GIVEN_BACK),
        Role.HEAD: (State.DRAFT, State.GIVEN_BACK),
        Role.OFFICER: tuple(IN_OFFICE),
        Role.SECRETARY: (State.EXAMINED, State.AT_COUNCIL),
        Role.MEMBER: (State.AT_COUNCIL,),
        Role.CHAIRMAN: (State.DECIDED,),
    }
    return seen.filter(state__in=states.get(actor.role, ()))


def state_counts(found: QuerySet[Nomination]) -> dict[str, int]:
    """How many dossiers stand at each step, in one query."""
    rows = found.order_by().values("state").annotate(n=Count("pk")).values_list("state", "n")
    return dict(rows)


@dataclass(frozen=True, slots=True)
class Quota:
    """A unit's CSTĐCS proposals beside what the round's local cap leaves."""

    unit_id: int
    unit_name: str
    base: int
    proposed: int
    allowed: int | None

    @property
    def over(self) -> int:
        return max(0, self.proposed - self.allowed) if self.allowed is not None else 0


@dataclass(frozen=True, slots=True)
class RoundCap:
    """At most this share of those who meet LĐTT may be proposed for CSTĐCS, and by which text."""

    share: Fraction
    basis: str

    @property
    def percent(self) -> str:
        """As it is written beside a count: “15 %”."""
        return percent(self.share)


def cap_of(round_: Round, regulations: Iterable[LocalRegulation]) -> RoundCap | None:
    """The round's own cap or that of a local regulation of its day, the lower of the two.

    `regulations`: those of the round's day. `None`: no cap, as everywhere since 2024-01-01 unless
    an authority sets one.
    """
    own = round_.cap_percent
    found = [RoundCap(Fraction(own, 100), round_.cap_basis)] if own else []
    overlay = overlay_of(regulations)
    if overlay is not None and (local := overlay.cap("CSTDCS")) is not None:
        found.append(RoundCap(local.share, local.citation.text))
    return min(found, key=lambda cap: cap.share, default=None)


def quotas(
    round_: Round, unit_id: int | None, cap: RoundCap | None, actor: Actor | None = None
) -> list[Quota]:
    """Per unit: who meets LĐTT (proposed for LĐTT or CSTĐCS), and how many CSTĐCS of them.

    `cap` is `cap_of` the round; `unit_id` narrows to one unit. For an `actor` without what they
    must keep away from; the rule itself counts everybody.
    """
    handed_in = Nomination.objects.filter(round=round_, state__in=LIVE).exclude(state=State.DRAFT)
    if actor is not None and actor.role not in UNIT_ROLES:
        handed_in = handed_in.exclude(kept_from(actor))
    if unit_id is not None:
        handed_in = handed_in.filter(unit_id=unit_id)
    rows = (
        handed_in.order_by()
        .values("unit_id", "unit_name")
        .annotate(
            base=Count("person", filter=Q(title_code__in=("LDTT", "CSTDCS")), distinct=True),
            proposed=Count("pk", filter=Q(title_code="CSTDCS")),
        )
    )
    return sorted(
        (
            Quota(
                row["unit_id"],
                row["unit_name"],
                row["base"],
                row["proposed"],
                None if cap is None else int(row["base"] * cap.share),
            )
            for row in rows
            if row["base"] or row["proposed"]
        ),
        key=lambda quota: (-quota.over, quota.unit_name),
    )


@dataclass(frozen=True, slots=True)
class Composition:
    """Who is being proposed: for the fairness picture, never a rule."""

    persons: int
    direct: int
    leaders: int
    women: int
    collectives: int
    households: int


def composition(found: QuerySet[Nomination]) -> Composition:
    person = Q(subject_kind=Subject.PERSON)
    counts = found.order_by().aggregate(
        persons=Count("person", filter=person, distinct=True),
        direct=Count("person", filter=person & Q(group="direct"), distinct=True),
        leaders=Count("person", filter=person & Q(group="leader"), distinct=True),
        women=Count("person", filter=person & Q(sex="female"), distinct=True),
        collectives=Count("collective", distinct=True),
        households=Count("household", distinct=True),
    )
    return Composition(**counts)


def deadlines(actor: Actor, since: date, until: date) -> list[Deadline]:
    """Last days of rounds; nobody is kept from knowing that a round is on."""
    return [
        Deadline(
            row.closes_on,
            f"Hạn nộp hồ sơ: {row.name}",
            "round",
            row.name,
            row.state == RoundState.CLOSED,
            ("web:round", row.code),
        )
        for row in rounds(actor).filter(closes_on__range=(since, until))
    ]
