"""Reporting a sudden feat and walking it to an award; the moves are `feat_workflow.FEATS`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from thidua.commendation.domain.nominate import CLAIMS
from thidua.commendation.domain.one_by_one import NewSubject, nominate_one
from thidua.commendation.domain.rounds import RoundPlan, open_round
from thidua.commendation.enums import RoundKind, RoundState, Subject
from thidua.commendation.models import Nomination, Round
from thidua.core.actors import Actor, Role
from thidua.core.constraints import sentence_for
from thidua.core.editing import lock, stamp
from thidua.core.errors import NotAllowed, Refusal
from thidua.honours.feat_enums import OPEN, FeatState
from thidua.honours.feat_rules import may_check, may_propose, may_report
from thidua.honours.feat_workflow import FEATS
from thidua.honours.models import FeatReport, FeatSubject
from thidua.journal.domain.record import record
from thidua.law import SubjectKind, Title, catalogue
from thidua.organizations.models import Unit
from thidua.organizations.queries import names_on
from thidua.vietnamese.dates import BadDate, PartialDate, parse_date
from thidua.vietnamese.text import clean, clean_lines, fold

PAPERS = frozenset({"proposal", "report"})
"""Codes of the papers that the simplified procedure asks for (`law.dossier`)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeatFacts:
    """What the report says: time, place, act, result, witnesses, certifier."""

    name: str
    happened_at: datetime
    place: str
    act: str
    result: str = ""
    witnesses: str = ""
    certifier: str = ""
    certificate: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Doer:
    """Somebody the feat is about, as reported."""

    kind: str
    name: str
    birth_words: str = ""
    position: str = ""


def report_feat(
    *, actor: Actor, unit: Unit, facts: FeatFacts, doers: Sequence[Doer] = ()
) -> FeatReport:
    """Write a feat down; hours count from `happened_at` and from now. Raises Refusal."""
    if denied := may_report(actor, unit.pk):
        raise NotAllowed(denied)
    with transaction.atomic(), sentence_for(FeatReport):
        today = timezone.localdate()
        feat = FeatReport.objects.create(
            authority_id=actor.authority_id,
            unit=unit,
            unit_name=names_on([unit.pk], today).get(unit.pk, ""),
            reported_by_name=actor.name,
            changed_by_name=actor.name,
            **_tidied(facts),
        )
        for doer in doers:
            _add(feat, doer)
        record(
            actor=actor,
            verb="feat.report",
            obj=feat,
            sentence=f"Báo thành tích đột xuất: {feat.name}",
            data={"happened_at": feat.happened_at, "unit": feat.unit_name},
        )
    return feat


def change_feat(
    *, actor: Actor, feat: FeatReport, facts: FeatFacts, revision: int | None
) -> FeatReport:
    """Complete or correct a report that has not been proposed yet."""
    _may_change(actor, feat)
    with transaction.atomic(), sentence_for(FeatReport):
        row = _changeable(feat, revision)
        for key, value in _tidied(facts).items():
            setattr(row, key, value)
        stamp(row, actor)
        row.save()
        record(actor=actor, verb="feat.change", obj=row, sentence=f"Sửa báo cáo: {row.name}")
    return row


def add_doer(*, actor: Actor, feat: FeatReport, doer: Doer) -> FeatSubject:
    """Name one more person, collective or household."""
    _may_change(actor, feat)
    with transaction.atomic(), sentence_for(FeatSubject):
        row = _changeable(feat, None)
        made = _add(row, doer)
        record(actor=actor, verb="feat.doer", obj=row, sentence=f"Thêm {made.name}")
    return made


def note_papers(
    *, actor: Actor, feat: FeatReport, codes: Sequence[str], revision: int | None = None
) -> FeatReport:
    """Say which papers of the simplified dossier are at hand (codes of `law.dossier`)."""
    _may_change(actor, feat)
    with transaction.atomic():
        row = lock(FeatReport, feat.pk, revision=revision)
        if row.state not in OPEN:
            raise Refusal("Việc đã kết thúc.")
        row.papers = sorted({code for code in codes if code in PAPERS})
        stamp(row, actor)
        row.save()
        record(
            actor=actor,
            verb="feat.papers",
            obj=row,
            sentence="Ghi giấy tờ đã có của hồ sơ đột xuất",
            data={"papers": row.papers},
        )
    return row


def check_feat(
    *, actor: Actor, feat: FeatReport, note: str, revision: int | None = None
) -> FeatReport:
    """The officer has verified it; it enters the year's standing round, opened on first need."""
    if denied := may_check(feat, actor):
        raise NotAllowed(denied)
    with transaction.atomic():
        return FEATS.perform(
            feat,
            "check",
            actor=actor,
            revision=revision,
            reason=clean(note),
            round_=standing_round(actor=actor, on=timezone.localdate()),
        )


def standing_round(*, actor: Actor, on: date) -> Round:
    """The year's round for sudden feats; opened on first need with every form of commendation."""
    found = Round.objects.filter(
        authority_id=actor.authority_id,
        kind=RoundKind.SUDDEN,
        year=on.year,
        state=RoundState.OPEN,
    ).first()
    if found is not None:
        return found
    if not actor.is_any(Role.OFFICER):
        raise NotAllowed("Chuyên viên thi đua, khen thưởng mở đợt khen đột xuất.")
    plan = RoundPlan(
        year=on.year,
        kind=RoundKind.SUDDEN,
        name=f"Khen thưởng đột xuất năm {on.year}",
        titles=tuple(title.code for title in sudden_titles(on)),
        opens_on=date(on.year, 1, 1),
        closes_on=date(on.year, 12, 31),
        considered_on=on,
    )
    return open_round(actor=actor, plan=plan)


def sudden_titles(on: date) -> list[Title]:
    """Forms of commendation of the day: a sudden feat earns a form, never a yearly title."""
    return [title for title in catalogue(on) if title.kind == "form"]


def propose_subject(
    *, actor: Actor, subject: FeatSubject, title_code: str, answer: str = ""
) -> Nomination:
    """Draw up the simplified dossier of one person, collective or household.

    Raises WhoIsMeant when the record knows somebody who may be meant; `answer` settles it.
    """
    feat = subject.feat
    if denied := may_propose(feat, actor):
        raise NotAllowed(denied)
    with transaction.atomic():
        row = lock(FeatReport, feat.pk, revision=None)
        held = FeatSubject.objects.select_for_update(of=("self",)).get(pk=subject.pk)
        if row.state not in {FeatState.CHECKED, FeatState.PROPOSED} or row.round is None:
            raise Refusal("Chuyên viên kiểm tra việc này trước, rồi đơn vị lập hồ sơ.")
        if held.nomination is not None:
            raise Refusal(f"Đã có hồ sơ {held.nomination.code} của {held.name}.")
        made = nominate_one(
            actor=actor,
            round_=row.round,
            unit=row.unit,
            subject=_new_subject(held, answer),
            title_code=title_code,
            claims=_claims(row, held),
        )
        held.nomination = made
        held.save(update_fields=["nomination"])
        if row.state == FeatState.CHECKED:
            FEATS.perform(row, "propose", actor=actor)
    return made


def move_feat(
    *,
    actor: Actor,
    feat: FeatReport,
    name: str,
    reason: str = "",
    at: datetime | None = None,
    revision: int | None = None,
) -> FeatReport:
    """Walk one row of the table. `at`: when it really happened, for the decision and handing over.

    Raises Refusal for a moment that has not come or lies before the step before.
    """
    if name == "check":
        return check_feat(actor=actor, feat=feat, note=reason, revision=revision)
    if at is not None:
        _in_order(feat, at)
    needs = FEATS.by_name[name].needs
    if needs:
        return FEATS.perform(
            feat, name, actor=actor, revision=revision, at=at, reason=clean(reason)
        )
    return FEATS.perform(feat, name, actor=actor, revision=revision, at=at)


def _in_order(feat: FeatReport, at: datetime) -> None:
    before = feat.decided_at or feat.proposed_at or feat.reported_at
    if at > timezone.now():
        raise Refusal("Thời điểm này chưa tới.")
    if at < before:
        raise Refusal(f"Thời điểm này trước bước trước ({timezone.localtime(before):%d/%m/%Y}).")


def _may_change(actor: Actor, feat: FeatReport) -> None:
    if denied := may_report(actor, feat.unit_id):
        raise NotAllowed(denied)
    if actor.is_any(Role.OFFICER) and (denied := may_check(feat, actor)):
        raise NotAllowed(denied)


def _changeable(feat: FeatReport, revision: int | None) -> FeatReport:
    row = lock(FeatReport, feat.pk, revision=revision)
    if row.state not in {FeatState.REPORTED, FeatState.CHECKED}:
        raise Refusal("Đã đề nghị hoặc đã kết thúc, không sửa báo cáo được. Sửa ở hồ sơ.")
    return row


def _tidied(facts: FeatFacts) -> dict[str, object]:
    if facts.happened_at > timezone.now():
        raise Refusal("Thời điểm xảy ra chưa tới. Kiểm tra lại ngày, giờ.")
    missing = [
        words
        for words, value in (
            ("tên gọi việc", facts.name),
            ("nơi xảy ra", facts.place),
            ("hành động", facts.act),
        )
        if not clean(value)
    ]
    if missing:
        raise Refusal(f"Ghi {', '.join(missing)}.")
    tidy: dict[str, object] = {
        key: clean_lines(value) if key in {"act", "result"} else clean(value)
        for key, value in asdict(facts).items()
        if isinstance(value, str)
    }
    return tidy | {
        "happened_at": facts.happened_at,
        "search_key": fold(f"{facts.name} {facts.place}")[:400],
    }


def _add(feat: FeatReport, doer: Doer) -> FeatSubject:
    if doer.kind not in Subject.values or not clean(doer.name):
        raise Refusal("Chọn đối tượng và ghi họ tên, tên tập thể hoặc hộ.")
    _birth(doer.birth_words)
    made = FeatSubject.objects.create(
        authority_id=feat.authority_id,
        feat=feat,
        kind=doer.kind,
        name=clean(doer.name)[:200],
        birth_words=clean(doer.birth_words)[:40],
        position=clean(doer.position)[:200],
    )
    FeatReport.objects.filter(pk=feat.pk).update(
        search_key=f"{feat.search_key} {fold(made.name)}"[:400]
    )
    feat.refresh_from_db(fields=["search_key"])
    return made


def _birth(words: str) -> PartialDate | None:
    try:
        return parse_date(words) if clean(words) else None
    except BadDate as error:
        raise Refusal(f"{error}.") from error


def _new_subject(held: FeatSubject, answer: str) -> NewSubject:
    return NewSubject(
        kind=SubjectKind(held.kind),
        name=held.name,
        birth=_birth(held.birth_words),
        position=held.position,
        address=held.position if held.kind == Subject.HOUSEHOLD else "",
        answer=answer,
    )


def _claims(feat: FeatReport, held: FeatSubject) -> dict[str, object]:
    when = timezone.localtime(feat.happened_at)
    told = f"{when:%H:%M ngày %d/%m/%Y}, {feat.place}: {feat.act}"
    claims = {
        "name": held.name,
        "birth_words": held.birth_words,
        "position": held.position,
        "achievement": f"{told}\n{feat.result}" if feat.result else told,
        "note": f"Khen đột xuất, thủ tục đơn giản (Điều 85); báo cáo {feat.code}",
    }
    return {key: value for key, value in claims.items() if key in CLAIMS and value}
