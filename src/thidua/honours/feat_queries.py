"""Reading feats: who sees which, how long each step took, what papers the dossier needs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from thidua.commendation.models import Recusal
from thidua.core.actors import UNIT_ROLES, Actor, Role
from thidua.honours.feat_enums import OPEN, FeatState
from thidua.honours.models import FeatReport
from thidua.law import (
    CommendationType,
    Finding,
    Paper,
    SimplifiedCase,
    SubjectKind,
    completeness,
    dossier,
    simplified,
)

OFFICE = (Role.OFFICER, Role.INSPECTOR, Role.SECRETARY, Role.CHAIRMAN)


def visible_to(actor: Actor) -> QuerySet[FeatReport]:
    """A unit its own; the office all but those it must keep away from."""
    mine = FeatReport.objects.filter(authority_id=actor.authority_id)
    if actor.role in UNIT_ROLES:
        return mine.filter(unit_id__in=actor.unit_ids)
    if not actor.is_any(*OFFICE):
        return mine.none()
    return mine.exclude(_kept_from(actor))


def _kept_from(actor: Actor) -> Exists:
    return Exists(
        Recusal.objects.filter(
            nomination__feat_subject__feat=OuterRef("pk"),
            user_id=actor.user_id or 0,
            withdrawn_at__isnull=True,
        )
    )


def acts_kept(actor: Actor) -> Q:
    """Lines of the journal on feats kept from the actor, also from before there was a dossier."""
    if actor.role in UNIT_ROLES:
        return Q(pk__in=())
    kept = FeatReport.objects.filter(_kept_from(actor), authority_id=actor.authority_id)
    return Q(object_type=FeatReport._meta.label_lower, object_code__in=kept.values("code"))


def waiting_for(actor: Actor) -> QuerySet[FeatReport]:
    """Feats whose next step is the actor's."""
    states: dict[Role, tuple[str, ...]] = {
        Role.OFFICER: (FeatState.REPORTED, FeatState.PROPOSED, FeatState.DECIDED),
        Role.CLERK: (FeatState.CHECKED,),
        Role.HEAD: (FeatState.CHECKED,),
    }
    return visible_to(actor).filter(state__in=states.get(actor.role, ()))


@dataclass(frozen=True, slots=True)
class Step:
    """A step with its hours since the deed and since the report; None while it lies ahead."""

    label: str
    at: datetime | None
    since_deed: int | None
    since_report: int | None


_STEPS = (
    ("Báo", "reported_at"),
    ("Kiểm tra", "checked_at"),
    ("Đề nghị", "proposed_at"),
    ("Quyết định", "decided_at"),
    ("Trao", "handed_over_at"),
)


def steps_of(feat: FeatReport) -> tuple[Step, ...]:
    """From the report to the award in hand."""
    found = []
    for label, column in _STEPS:
        at: datetime | None = getattr(feat, column)
        found.append(
            Step(
                label,
                at,
                hours(feat.happened_at, at) if at else None,
                hours(feat.reported_at, at) if at else None,
            )
        )
    return tuple(found)


def hours(since: datetime, until: datetime) -> int:
    """Whole hours that have passed."""
    return int((until - since).total_seconds() // 3600)


def elapsed(feat: FeatReport, now: datetime) -> int:
    """Hours since the deed, up to the award in hand or to now."""
    ended = feat.handed_over_at or feat.turned_down_at
    return hours(feat.happened_at, ended or now)


def is_open(feat: FeatReport) -> bool:
    return feat.state in OPEN


@dataclass(frozen=True, slots=True)
class Papers:
    """The simplified dossier of one award: whether it may be used, what it holds, what is there."""

    case: Finding
    papers: tuple[Paper, ...]
    whole: Finding


def papers_of(title_code: str, kind: str, on: date, present: frozenset[str]) -> Papers:
    """By the law of the day: Điều 85 for the case, the checklist, and what `present` lacks."""
    subject = SubjectKind(kind)
    basis = CommendationType.SUDDEN
    return Papers(
        simplified(SimplifiedCase.SUDDEN, title_code, on),
        dossier(title_code, on, kind=subject, basis=basis, simplified=True),
        completeness(title_code, present, on, kind=subject, basis=basis, simplified=True),
    )
