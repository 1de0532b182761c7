"""Reading cases. `visible_to` is the rule of every list, count, file, export and journal line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from thidua.core.actors import UNIT_ROLES, Actor, Role
from thidua.core.deadlines import Deadline
from thidua.core.search import matching
from thidua.honours.case_enums import CaseState, PaperState
from thidua.honours.case_rules import own_units
from thidua.honours.models import (
    BacklogSettings,
    CasePaper,
    CaseRecusal,
    FamilyMember,
    HonourCase,
    LevelLimit,
)


def visible_to(actor: Actor) -> QuerySet[HonourCase]:
    """A commune its own and those of the communes it continues; officers, inspectors and the
    chairman, who answers for them all, every one but those of families close to them."""
    mine = HonourCase.objects.filter(authority_id=actor.authority_id)
    if actor.role in UNIT_ROLES:
        mine = mine.filter(unit_id__in=own_units(actor))
    elif not actor.is_any(Role.OFFICER, Role.INSPECTOR, Role.CHAIRMAN):
        return mine.none()
    return mine.exclude(kept_from(actor))


def kept_from(actor: Actor, case: str = "pk") -> Exists:
    """Whether the actor must keep away from the case; `case` is its key in the query."""
    return Exists(
        CaseRecusal.objects.filter(
            case=OuterRef(case), user_id=actor.user_id or 0, withdrawn_at__isnull=True
        )
    )


def kept_cases(actor: Actor) -> QuerySet[HonourCase]:
    """Cases of which the actor sees nothing."""
    return HonourCase.objects.filter(kept_from(actor), authority_id=actor.authority_id)


def acts_kept(actor: Actor) -> Q:
    """Lines of the journal on cases kept from the actor."""
    label = HonourCase._meta.label_lower
    return Q(object_type=label, object_code__in=kept_cases(actor).values("code"))


def files_for(actor: Actor) -> Q:
    """Papers of the cases the actor sees."""
    held = CasePaper.objects.filter(file__isnull=False, case__in=visible_to(actor))
    return Q(pk__in=held.values("file"))


def searched(found: QuerySet[HonourCase], words: str) -> QuerySet[HonourCase]:
    return matching(found, words)


def state_counts(found: QuerySet[HonourCase]) -> dict[str, int]:
    rows = found.order_by().values("state").annotate(n=Count("pk"))
    return dict(rows.values_list("state", "n"))


def settings_of(authority_id: int) -> BacklogSettings:
    """The authority's alarms; unsaved and silent where it has set none."""
    found = BacklogSettings.objects.filter(authority_id=authority_id).first()
    return found or BacklogSettings(authority_id=authority_id)


def limits_of(authority_id: int) -> list[LevelLimit]:
    """Days per level by the authority's own rules."""
    return list(LevelLimit.objects.filter(authority_id=authority_id, withdrawn_at__isnull=True))


def missing_papers(cases: Iterable[HonourCase]) -> Mapping[int, int]:
    """How many papers are noted as missing, by case."""
    rows = CasePaper.objects.filter(case__in=list(cases), state=PaperState.MISSING)
    return dict(rows.order_by().values("case").annotate(n=Count("pk")).values_list("case", "n"))


def same_certificates(case: HonourCase, actor: Actor) -> dict[str, list[HonourCase]]:
    """Other cases the actor sees that rest on the same Bằng Tổ quốc ghi công, by its number.

    One martyr may count for the mother and for the family, so it is shown, not refused.
    """
    numbers = [one.certificate for one in case.members.all() if one.certificate]
    rows = FamilyMember.objects.filter(
        authority_id=case.authority_id, certificate__in=numbers, case__in=visible_to(actor)
    ).exclude(case=case)
    found: dict[str, list[HonourCase]] = {}
    for row in rows.exclude(case__state=CaseState.WITHDRAWN).select_related("case"):
        found.setdefault(row.certificate, []).append(row.case)
    return found


def alike(case: HonourCase, actor: Actor) -> QuerySet[HonourCase]:
    """Cases of the same kind and name: perhaps entered twice."""
    rows = visible_to(actor).filter(kind=case.kind, sort_key=case.sort_key)
    return rows.exclude(pk=case.pk).exclude(state=CaseState.WITHDRAWN)


def deadlines(actor: Actor, since: date, until: date) -> list[Deadline]:
    """Last days on which cases are posted for the people."""
    page = "unit:honour_case" if actor.role in UNIT_ROLES else "office:honour_case"
    today = timezone.localdate()
    return [
        Deadline(
            row.posted_until,
            f"Kết thúc niêm yết: {row}",
            "honour",
            str(row),
            row.posted_until < today,
            (page, row.code),
        )
        for row in visible_to(actor).filter(posted_until__range=(since, until))
        if row.posted_until is not None
    ]
