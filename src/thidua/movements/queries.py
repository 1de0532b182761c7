"""Reading movements: who sees which, what is due, what waits, who stood out."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q, QuerySet

from thidua.commendation.models import Nomination, Recusal, Round
from thidua.core.actors import UNIT_ROLES, Actor, Role
from thidua.core.deadlines import Deadline
from thidua.movements.enums import PUBLISHED, UNDER_WAY, MovementState, ResultState
from thidua.movements.models import (
    GoodExample,
    Movement,
    MovementFile,
    MovementRegistration,
    MovementResult,
    MovementReview,
    MovementVersion,
)
from thidua.organizations.queries import forebears
from thidua.vietnamese.text import fold

OFFICE = (
    Role.OFFICER,
    Role.SECRETARY,
    Role.MEMBER,
    Role.CHAIRMAN,
    Role.INSPECTOR,
    Role.EDITOR,
)
WITH_RESULTS = (Role.OFFICER, Role.SECRETARY, Role.CHAIRMAN, Role.INSPECTOR)
"""Who reads the units' own reports and evidence; the others read what was made of them."""


def visible_to(actor: Actor) -> QuerySet[Movement]:
    """The office all; a unit what was launched and does not name others only, or it registered."""
    mine = Movement.objects.filter(authority_id=actor.authority_id)
    if actor.role in UNIT_ROLES:
        named = Movement.units.through.objects.filter(movement_id=OuterRef("pk"))
        took_part = registrations(actor).filter(movement=OuterRef("pk"))
        return mine.filter(state__in=PUBLISHED | {MovementState.CANCELLED}).filter(
            Q(launched_at__isnull=False) | Q(is_ours=False),
            ~Exists(named) | Exists(named.filter(unit_id__in=actor.unit_ids)) | Exists(took_part),
        )
    return mine if actor.is_any(*OFFICE) else mine.none()


def announced(authority_id: int) -> QuerySet[Movement]:
    """What the authority may put before the public: launched, or noted from above; never a draft,
    never one called off. Whether it does is `planning.public`'s to say."""
    return Movement.objects.filter(authority_id=authority_id, state__in=PUBLISHED)


def registrations(actor: Actor) -> QuerySet[MovementRegistration]:
    """A unit its own and those of units it continues; the office all."""
    mine = MovementRegistration.objects.filter(authority_id=actor.authority_id)
    if actor.role in UNIT_ROLES:
        return mine.filter(unit_id__in=forebears(actor.unit_ids))
    return mine if actor.is_any(*OFFICE) else mine.none()


def results(actor: Actor) -> QuerySet[MovementResult]:
    """A unit its own; the office what was handed in."""
    mine = MovementResult.objects.filter(authority_id=actor.authority_id)
    if actor.role in UNIT_ROLES:
        return mine.filter(unit_id__in=forebears(actor.unit_ids))
    if not actor.is_any(*WITH_RESULTS):
        return mine.none()
    return mine.exclude(handed_in_at=None)


def files_for(actor: Actor) -> Q:
    """Papers of movements the actor sees; evidence of reports the actor sees; made papers."""
    seen = visible_to(actor).order_by().values("pk")
    papers = MovementFile.objects.filter(
        Q(result=None, movement__in=seen) | Q(result__in=results(actor).order_by().values("pk")),
        withdrawn_at=None,
    )
    reports = MovementReview.objects.filter(movement__in=seen).exclude(frozen_at=None)
    reports = reports.exclude(_names_kept(actor))
    if actor.role in UNIT_ROLES:
        # A report names people of other units, whose dossiers may follow.
        reports = reports.none()
    plans = MovementVersion.objects.filter(movement__in=seen).order_by()
    return (
        Q(pk__in=papers.values("file"))
        | Q(pk__in=reports.values("docx"))
        | Q(pk__in=reports.values("pdf"))
        | Q(pk__in=plans.values("docx"))
        | Q(pk__in=plans.values("pdf"))
    )


def listed(found: QuerySet[Movement]) -> QuerySet[Movement]:
    """With how many units registered and the reviews to come, for lists: three queries in all."""
    alive = MovementReview.objects.filter(frozen_at=None, dropped_at=None).order_by("due_on")
    in_force = Q(registrations__superseded_at=None, registrations__withdrawn_at=None)
    return found.annotate(
        registered=Count("registrations", filter=in_force, distinct=True)
    ).prefetch_related(Prefetch("reviews", queryset=alive, to_attr="coming"))


def tree(found: QuerySet[Movement]) -> list[tuple[int, Movement]]:
    """(depth, movement), each under the one it answers, as far as the reader sees it."""
    rows = list(listed(found).order_by("level", "name"))
    held = {row.pk for row in rows}
    below: dict[int | None, list[Movement]] = {}
    for row in rows:
        below.setdefault(row.parent_id if row.parent_id in held else None, []).append(row)
    return list(_walk(below, None, 0))


def _walk(
    below: dict[int | None, list[Movement]], above: int | None, depth: int
) -> Iterable[tuple[int, Movement]]:
    for row in below.get(above, []):
        yield depth, row
        yield from _walk(below, row.pk, depth + 1)


# -- work and due days ---


def deadlines(actor: Actor, since: date, until: date) -> list[Deadline]:
    """Ends of registration, units' reports, reviews and movements between the two days."""
    page = "unit:movement" if actor.role in UNIT_ROLES else "office:movement"
    seen = visible_to(actor).filter(is_ours=True, state__in=UNDER_WAY).prefetch_related("reviews")
    found = []
    for row in seen:
        address = (page, row.code)
        days = [(row.registration_until, "Hạn đăng ký", False), (row.ends_on, "Kết thúc", False)]
        for review in row.reviews.all():
            if not review.dropped_at:
                label = review.get_kind_display()
                done = review.frozen_at is not None
                days.append((review.due_on, label, done))
                days.append((review.results_until, f"Hạn báo cáo {label.lower()}", done))
        found += [
            Deadline(day, f"{words}: {row.name}", "movement", row.name, done, address)
            for day, words, done in days
            if day and since <= day <= until
        ]
    return sorted(found, key=lambda one: (one.on, one.title))


def open_to_register(actor: Actor) -> QuerySet[Movement]:
    """Movements that the actor's own unit may still register for and has not."""
    mine = registrations(actor).filter(
        movement=OuterRef("pk"), superseded_at=None, withdrawn_at=None
    )
    return visible_to(actor).filter(is_ours=True, state__in=UNDER_WAY).exclude(Exists(mine))


def amendments_unread(actor: Actor) -> QuerySet[MovementRegistration]:
    """Pacts of the actor's own unit that answer a plan which has been amended since."""
    mine = MovementRegistration.objects.filter(
        authority_id=actor.authority_id,
        unit_id=actor.unit_id or 0,
        superseded_at=None,
        withdrawn_at=None,
        movement__state__in=UNDER_WAY,
        plan_version__lt=F("movement__plan_version"),
    )
    return mine.select_related("movement").order_by("pk")


def reports_wanted(actor: Actor) -> QuerySet[MovementReview]:
    """Reviews that wait for the report of the actor's unit."""
    took_part = MovementRegistration.objects.filter(
        movement=OuterRef("movement"),
        unit_id=actor.unit_id or 0,
        superseded_at=None,
        withdrawn_at=None,
    )
    handed_in = MovementResult.objects.filter(
        review=OuterRef("pk"),
        unit_id=actor.unit_id or 0,
        state__in=(ResultState.HANDED_IN, ResultState.ACCEPTED),
    )
    return (
        MovementReview.objects.filter(
            Exists(took_part),
            authority_id=actor.authority_id,
            opened_at__isnull=False,
            frozen_at=None,
            dropped_at=None,
        )
        .exclude(Exists(handed_in))
        .select_related("movement")
        .order_by("due_on")
    )


def reviews_due(actor: Actor, until: date) -> QuerySet[MovementReview]:
    """Reviews of the own movements that are due by then and not frozen."""
    return (
        MovementReview.objects.filter(
            authority_id=actor.authority_id,
            movement__state__in=UNDER_WAY,
            due_on__lte=until,
            frozen_at=None,
            dropped_at=None,
        )
        .select_related("movement")
        .order_by("due_on", "pk")
    )


# -- good examples, apart from dossiers one must keep away from ---


def kept_names(actor: Actor) -> set[str]:
    """Folded names in dossiers the actor must keep away from: not shown beside a movement."""
    if actor.role in UNIT_ROLES:
        return set()
    held = Recusal.objects.filter(user_id=actor.user_id or 0, withdrawn_at=None)
    return {fold(name) for name in held.values_list("nomination__name", flat=True)}


def _names_kept(actor: Actor) -> Exists:
    """Whether the report of the review in the query names somebody kept from the actor."""
    named = GoodExample.objects.filter(
        result__review=OuterRef("pk"), name_key__in=kept_names(actor)
    )
    return Exists(named)


def names_kept(actor: Actor, review: MovementReview) -> bool:
    """Whether the review's report may not be opened by the actor: it names somebody of a dossier
    they must keep away from."""
    return MovementReview.objects.filter(_names_kept(actor), pk=review.pk).exists()


def examples_of(actor: Actor, result: MovementResult) -> QuerySet[GoodExample]:
    """Good examples of one report, but those tied to a dossier kept away."""
    return result.examples.exclude(name_key__in=kept_names(actor))


def shown_examples(actor: Actor) -> Prefetch[str, QuerySet[GoodExample], str]:
    """The same for many reports at once, as `shown`."""
    found = GoodExample.objects.exclude(name_key__in=kept_names(actor))
    return Prefetch("examples", queryset=found, to_attr="shown")


def examples(actor: Actor, movement: Movement) -> QuerySet[GoodExample]:
    """Good examples in reports the office has accepted, but those tied to a dossier kept away."""
    return (
        GoodExample.objects.filter(
            result__review__movement=movement, result__state=ResultState.ACCEPTED
        )
        .exclude(name_key__in=kept_names(actor))
        .select_related("result")
        .order_by("result__unit_name", "pk")
    )


def suggested(actor: Actor, round_: Round) -> list[GoodExample]:
    """Good examples of the actor's own units, where the round was opened from a movement."""
    if actor.role not in UNIT_ROLES:
        return []
    found = GoodExample.objects.filter(
        result__review__movement__rounds__round=round_,
        result__state=ResultState.ACCEPTED,
        result__unit_id__in=forebears(actor.unit_ids),
    )
    nominated = Nomination.objects.filter(round=round_, unit_id__in=actor.unit_ids)
    done = {fold(name) for name in nominated.values_list("name", flat=True)}
    return [one for one in found.order_by("pk") if one.name_key not in done]
