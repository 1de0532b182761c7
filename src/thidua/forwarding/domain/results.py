"""What the higher level decided: each dossier's award in the register, or the reason why not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from thidua.commendation.models import Nomination
from thidua.commendation.workflow import NOMINATIONS
from thidua.core.actors import Actor
from thidua.core.constraints import sentence_for
from thidua.core.editing import lock, stamp
from thidua.core.errors import Refusal
from thidua.decisions.domain.initiatives import record_uses_under
from thidua.decisions.domain.issuing import AWARD_LEVELS
from thidua.forwarding.domain.effects import not_ahead
from thidua.forwarding.enums import UP_THERE, Outcome
from thidua.forwarding.models import Package, PackageItem
from thidua.forwarding.rules import refuse_others
from thidua.forwarding.workflow import PACKAGES
from thidua.law import Level, decider, known_title
from thidua.registry.domain.awards import fill_keys
from thidua.registry.models import Award
from thidua.registry.queries import records, subject_of
from thidua.vietnamese.dates import format_day
from thidua.vietnamese.text import clean, fold


@dataclass(frozen=True, slots=True)
class DecisionAbove:
    """The decision that came down; `notified_on` the day it came."""

    number: str
    decided_on: date
    decider: str
    notified_on: date | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """What was decided of one dossier; a refusal has its reason."""

    item: PackageItem
    outcome: str
    reason: str = ""


def record_results(
    *,
    actor: Actor,
    package: Package,
    said: Sequence[Said],
    decision: DecisionAbove | None = None,
    revision: int | None = None,
) -> Package:
    """Write down results, of all dossiers of a package or of some; the rest wait.

    One transaction: awards enter the register, dossiers become awarded or not approved,
    initiatives are used up; with the last result the package ends. `decision` may be left out
    where nobody was given anything. Raises Refusal with every fault.
    """
    with (
        transaction.atomic(),
        sentence_for(Award),
        sentence_for(PackageItem),
        sentence_for(Package),
    ):
        row = lock(Package, package.pk, revision=revision)
        refuse_others(row, actor)
        if row.state not in UP_THERE:
            raise Refusal("Chỉ ghi kết quả khi hồ sơ đang ở cấp trên.")
        chosen = _locked(row, said)
        granted = [one.item for one in chosen if one.outcome == Outcome.GRANTED]
        _check(row, chosen, granted, decision)
        if granted and decision is not None:
            _give(actor, granted, decision)
        for one in chosen:
            if one.outcome == Outcome.REFUSED:
                _turn_down(actor, one)
        row.notified_on = decision.notified_on if decision else row.notified_on
        stamp(row, actor)
        row.save()
        return _end(actor, row)


def _locked(package: Package, said: Sequence[Said]) -> list[Said]:
    """Results to write, on locked lines; those already written or still waiting are passed by."""
    wanted = {one.item.pk: one for one in said if one.outcome != Outcome.WAITING}
    rows = (
        package.lines()
        .select_for_update(of=("self",))
        .filter(pk__in=wanted, outcome=Outcome.WAITING)
        .select_related("nomination__round", "package")
    )
    found = [Said(row, wanted[row.pk].outcome, wanted[row.pk].reason) for row in rows]
    if not found:
        raise Refusal("Chưa chọn kết quả cho hồ sơ nào, hoặc các hồ sơ này đã có kết quả.")
    return found


def _check(
    package: Package,
    said: Sequence[Said],
    granted: Sequence[PackageItem],
    decision: DecisionAbove | None,
) -> None:
    reasons = [
        f"{one.item.nomination.name}: ghi lý do không được khen thưởng."
        for one in said
        if one.outcome == Outcome.REFUSED and not clean(one.reason)
    ]
    if granted:
        reasons += _decision_faults(package, decision)
    if decision is not None and granted and not reasons:
        reasons += _already_held(granted, decision)
    if reasons:
        raise Refusal.of(reasons)


def _decision_faults(package: Package, decision: DecisionAbove | None) -> list[str]:
    if decision is None or not clean(decision.number) or not clean(decision.decider):
        return ["Ghi số, ngày và nơi ban hành quyết định khen thưởng của cấp trên."]
    not_ahead(decision.decided_on, "Ngày quyết định")
    faults = []
    if package.signed_on and decision.decided_on < package.signed_on:
        faults.append(f"Quyết định không thể trước tờ trình ngày {format_day(package.signed_on)}.")
    if decision.notified_on and decision.notified_on < decision.decided_on:
        faults.append("Ngày nhận kết quả không thể trước ngày quyết định.")
    if decision.notified_on:
        not_ahead(decision.notified_on, "Ngày nhận kết quả")
    return faults


def _already_held(granted: Sequence[PackageItem], decision: DecisionAbove) -> list[str]:
    """A title is given once a year. The same decision already in the register is no fault: the
    award was imported before and is taken over."""
    held = records(subject_of(item.nomination) for item in granted)
    return [
        f"{item.nomination.name} đã có {known_title(award.title_code).name} năm {award.year} trong "
        f"sổ khen thưởng theo quyết định khác (số {award.decision_number or 'chưa ghi'})."
        for item in granted
        for award in held[subject_of(item.nomination)].awards
        if _same_award(award, item.nomination)
        and known_title(award.title_code).kind == "title"
        and not _same_number(award, decision)
    ]


def _same_award(award: Award, row: Nomination) -> bool:
    return (award.title_code, award.year) == (row.title_code, row.round.year)


def _same_number(award: Award, decision: DecisionAbove) -> bool:
    return fold(award.decision_number).lstrip("0") == fold(decision.number).lstrip("0")


def _give(actor: Actor, granted: Sequence[PackageItem], decision: DecisionAbove) -> None:
    number = clean(decision.number)[:60]
    held = records(subject_of(item.nomination) for item in granted)
    record_uses_under(number, [item.nomination for item in granted])
    for item in granted:
        row = item.nomination
        known = (
            award
            for award in held[subject_of(row)].awards
            if _same_award(award, row) and _same_number(award, decision)
        )
        item.award = next(known, None) or _award(item, decision, number)
        item.outcome, item.decision_number = Outcome.GRANTED, number
        item.decided_on, item.decider = decision.decided_on, clean(decision.decider)[:200]
        stamp(item, actor)
        item.save()
        words = f"{number} ngày {format_day(decision.decided_on)}"
        NOMINATIONS.perform(row, "award_above", actor=actor, decision=words)


def _award(item: PackageItem, decision: DecisionAbove, number: str) -> Award:
    """The register's row; its level is that of the office that decides the award on that day."""
    row = item.nomination
    kind, pk = subject_of(row)
    who = decider(row.title_code, decision.decided_on)
    level = who.level if who else Level(item.package.level)
    award = Award(
        authority_id=item.authority_id,
        title_code=row.title_code,
        year=row.round.year,
        level=AWARD_LEVELS[level],
        decision_number=number,
        decided_on=decision.decided_on,
        unit_id=row.unit_id,
        unit_words=row.unit_name,
        citation=" ".join(row.achievement.split())[:500],
        source=f"Quyết định số {number} của {clean(decision.decider)}, hồ sơ {row.code}"[:300],
        **{f"{kind}_id": pk},
    )
    fill_keys(award, row.name).save()
    return award


def _turn_down(actor: Actor, said: Said) -> None:
    item = said.item
    item.outcome, item.outcome_reason = Outcome.REFUSED, clean(said.reason)[:500]
    stamp(item, actor)
    item.save()
    NOMINATIONS.perform(item.nomination, "refuse_above", actor=actor, reason=item.outcome_reason)


def _end(actor: Actor, package: Package) -> Package:
    """With the last result the package takes the step that follows from all of them."""
    outcomes = set(package.lines().order_by().values_list("outcome", flat=True))
    if Outcome.WAITING in outcomes:
        return package
    step = (
        "part" if len(outcomes) > 1 else {"granted": "grant", "refused": "refuse"}[outcomes.pop()]
    )
    return PACKAGES.perform(package, step, actor=actor)


# -- a list that came down -----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Named:
    """One line of a result list: whom it names, for what, by which decision."""

    name: str
    place: str
    title_code: str
    number: str
    decided_on: date | None


@dataclass(frozen=True, slots=True)
class Match:
    """What a result list says of a package: lines found by dossier, dossiers that several lines or
    namesakes claim, and lines that name nobody in it."""

    found: dict[int, Named]
    doubtful: tuple[PackageItem, ...]
    strangers: tuple[Named, ...]


def match(items: Iterable[PackageItem], named: Sequence[Named]) -> Match:
    """Match lines to dossiers by name, and by award where the line says one; a name that is not
    unique on either side is left to a person."""
    by_name: dict[str, list[PackageItem]] = {}
    for item in items:
        by_name.setdefault(fold(item.nomination.name), []).append(item)
    found: dict[int, Named] = {}
    doubtful: dict[int, PackageItem] = {}
    strangers = []
    for line in named:
        fitting = [
            item
            for item in by_name.get(fold(line.name), ())
            if line.title_code in ("", item.nomination.title_code)
        ]
        if not fitting:
            strangers.append(line)
        elif len(fitting) > 1 or fitting[0].pk in found:
            doubtful |= {item.pk: item for item in fitting}
        else:
            found[fitting[0].pk] = line
    for pk in doubtful:
        found.pop(pk, None)
    return Match(found, tuple(doubtful.values()), tuple(strangers))
