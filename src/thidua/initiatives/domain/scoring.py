"""Members' score sheets, and closing: from then on the result is frozen with its hash.

Until the secretary closes, a member sees only their own sheet, and the secretary who has handed
one in, not what it says. Sheets of whoever keeps away count nowhere.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from thidua.core.actors import Actor, Role
from thidua.core.constraints import sentence_for
from thidua.core.editing import lock, stamp
from thidua.core.errors import NotAllowed, Refusal
from thidua.councils.models import Member
from thidua.initiatives import rules
from thidua.initiatives.enums import Method, VotesOf
from thidua.initiatives.models import CriteriaEdition, Criterion, Score, ScoreSheet, Scoring
from thidua.initiatives.queries import entitled, is_kept_from
from thidua.initiatives.rating import Line, Outcome, Scheme, Sheet, outcome
from thidua.journal.domain.record import record
from thidua.vietnamese.numbers import format_number
from thidua.vietnamese.text import clean


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """A sheet as filled in: points by criterion's key."""

    points: Mapping[int, Decimal]
    recommends: bool
    comment: str = ""


def scheme_of(edition: CriteriaEdition) -> Scheme:
    """The edition as the pure calculation wants it."""
    lines = tuple(
        Line(one.pk, one.name, one.most, one.weight)
        for one in sorted(edition.criteria.all(), key=lambda one: (one.order, one.pk))
    )
    return Scheme(
        lines=lines,
        method=Method(edition.method),
        places=edition.places,
        points_percent=edition.points_percent,
        votes_percent=edition.votes_percent,
        votes_of=VotesOf(edition.votes_of),
    )


def hand_in(
    *, actor: Actor, scoring: Scoring, filled: Filled, revision: int | None = None
) -> ScoreSheet:
    """A member hands in their own sheet, or corrects it while scoring is open."""
    seat = entitled(scoring).filter(user_id=actor.user_id or 0).first()
    if not actor.is_any(Role.MEMBER) or seat is None:
        raise NotAllowed("Chỉ thành viên Hội đồng được chấm đề nghị này mới nộp phiếu chấm.")
    return _keep(actor, scoring, seat, filled, revision, typed_by="")


def enter_sheet(
    *,
    actor: Actor,
    scoring: Scoring,
    member: Member,
    filled: Filled,
    revision: int | None = None,
) -> ScoreSheet:
    """The secretary types the paper sheet of a member without an account."""
    _secretary(actor, scoring)
    seat = entitled(scoring).filter(pk=member.pk).first()
    if seat is None:
        raise Refusal("Người này không chấm đề nghị này: không phải thành viên, hoặc có liên quan.")
    if seat.user_id is not None:
        raise Refusal(f"{seat.full_name} có tài khoản nên tự chấm, không nhập thay.")
    return _keep(actor, scoring, seat, filled, revision, typed_by=actor.name)


def _keep(
    actor: Actor,
    scoring: Scoring,
    seat: Member,
    filled: Filled,
    revision: int | None,
    *,
    typed_by: str,
) -> ScoreSheet:
    with transaction.atomic(), sentence_for(ScoreSheet), sentence_for(Score):
        _open(scoring)
        criteria = list(scoring.sitting.edition.criteria.all())
        points = _checked(criteria, filled.points)
        before = ScoreSheet.objects.filter(scoring=scoring, member=seat).first()
        if before is not None:
            row = lock(ScoreSheet, before.pk, revision=revision)
            stamp(row, actor)
        else:
            row = ScoreSheet(
                authority_id=scoring.authority_id,
                scoring=scoring,
                member=seat,
                changed_by_name=actor.name,
            )
        row.recommends, row.comment = filled.recommends, clean(filled.comment)[:1000]
        row.entered_by_name = typed_by
        row.save()
        row.scores.all().delete()
        Score.objects.bulk_create(
            Score(authority_id=row.authority_id, sheet=row, criterion=one, points=points[one.pk])
            for one in criteria
        )
        record(
            actor=actor,
            verb="initiative_request.score",
            obj=scoring.request,
            sentence=f"{'Sửa' if before else 'Nộp'} phiếu chấm sáng kiến của {seat.full_name}",
        )
    return row


def _checked(criteria: list[Criterion], given: Mapping[int, Decimal]) -> dict[int, Decimal]:
    reasons = []
    for one in criteria:
        points = given.get(one.pk)
        most = format_number(one.most, 2).rstrip("0").rstrip(",")
        if points is None or not points.is_finite():
            reasons.append(f"Chưa cho điểm tiêu chí “{one.name}”.")
        elif not Decimal(0) <= points <= one.most:
            reasons.append(f"Điểm tiêu chí “{one.name}” từ 0 đến {most}.")
        elif points != points.quantize(Decimal("0.01")):
            reasons.append(f"Điểm tiêu chí “{one.name}” ghi tối đa hai chữ số thập phân.")
    if reasons:
        raise Refusal.of(reasons)
    return {one.pk: given[one.pk] for one in criteria}


def obstacles_to_close(scoring: Scoring) -> list[str]:
    """What the council's own rule still wants before the result may be drawn."""
    if scoring.closed_at is not None:
        return ["Đề nghị này đã kết thúc chấm."]
    members = entitled(scoring)
    whole = members.count()
    sheets = ScoreSheet.objects.filter(scoring=scoring, member__in=members).count()
    percent = scoring.sitting.edition.sheets_percent
    if not sheets:
        return ["Chưa có phiếu chấm nào."]
    if percent is not None and sheets * 100 < percent * whole:
        reason = (
            f"Mới có {sheets} phiếu chấm trong {whole} thành viên được chấm; quy chế cần ít nhất "
            f"{percent} % ({scoring.sitting.edition.basis})."
        )
        return [reason]
    return []


def close(*, actor: Actor, scoring: Scoring) -> Scoring:
    """Draw the result and freeze it. Raises Refusal while the council's own rule is not met."""
    _secretary(actor, scoring)
    with transaction.atomic(), sentence_for(Scoring):
        row = _open(scoring)
        if reasons := obstacles_to_close(row):
            raise Refusal.of(reasons)
        found, content = _drawn(row)
        row.closed_at, row.closed_by_name = timezone.now(), actor.name
        row.passed, row.percent = found.passed, found.points_share
        row.content, row.sha256 = content, digest(content)
        row.save()
        record(
            actor=actor,
            verb="initiative_request.close_scoring",
            obj=row.request,
            sentence=f"Kết thúc chấm sáng kiến: {'đạt' if found.passed else 'không đạt'}",
            data={"sha256": row.sha256, "passed": found.passed},
        )
    return row


def _drawn(scoring: Scoring) -> tuple[Outcome, dict[str, Any]]:
    edition = scoring.sitting.edition
    members = {one.pk: one for one in entitled(scoring)}
    rows = list(
        scoring.sheets.filter(member__in=members).prefetch_related("scores").order_by("member")
    )
    sheets = [
        Sheet({one.criterion_id: one.points for one in row.scores.all()}, row.recommends)
        for row in rows
    ]
    scheme = scheme_of(edition)
    found = outcome(
        scheme, sheets, council_members=scoring.sitting.total_members, entitled=len(members)
    )
    return found, _content(scoring, scheme, found, rows, members)


def _content(
    scoring: Scoring,
    scheme: Scheme,
    found: Outcome,
    rows: list[ScoreSheet],
    members: Mapping[int, Member],
) -> dict[str, Any]:
    """Everything the result rests on, in plain values; numbers as text, so none is rounded."""
    edition = scoring.sitting.edition
    averages = dict(found.averages)
    return {
        "request": scoring.request.code,
        "edition": {
            "code": edition.code,
            "name": str(edition),
            "method": edition.method,
            "places": edition.places,
            "points_percent": edition.points_percent,
            "votes_percent": edition.votes_percent,
            "votes_of": edition.votes_of,
            "basis": edition.basis,
        },
        "criteria": [
            {
                "key": line.key,
                "name": line.name,
                "most": str(line.most),
                "weight": str(line.weight),
                "average": str(averages[line.key]),
            }
            for line in scheme.lines
        ],
        "members": {"council": scoring.sitting.total_members, "entitled": len(members)},
        "sheets": [
            {
                "member": members[row.member_id].full_name,
                "recommends": row.recommends,
                "comment": row.comment,
                "from_paper": bool(row.entered_by_name),
                "points": {
                    str(one.criterion_id): str(one.points)
                    for one in sorted(row.scores.all(), key=lambda one: one.criterion_id)
                },
            }
            for row in rows
        ],
        "total": str(found.total),
        "most": str(found.most),
        "points_share": str(found.points_share),
        "in_favour": found.in_favour,
        "votes_whole": found.votes_whole,
        "votes_share": str(found.votes_share),
        "passes_points": found.passes_points,
        "passes_votes": found.passes_votes,
        "passed": found.passed,
    }


def digest(content: Mapping[str, Any]) -> str:
    """SHA-256 of the canonical JSON."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def is_intact(scoring: Scoring) -> bool:
    """Whether the frozen result is still what it was."""
    return scoring.sha256 == digest(scoring.content)


def _secretary(actor: Actor, scoring: Scoring) -> None:
    if denied := rules.may_keep_sittings(actor):
        raise NotAllowed(denied)
    if scoring.authority_id != actor.authority_id:
        raise NotAllowed("Phiên chấm thuộc cơ quan khác.")
    if is_kept_from(actor, scoring.request):
        raise NotAllowed(rules.KEPT)


def _open(scoring: Scoring) -> Scoring:
    row = (
        Scoring.objects.select_for_update(of=("self",))
        .select_related("request", "sitting__edition", "sitting__council")
        .get(pk=scoring.pk)
    )
    if row.closed_at is not None:
        raise Refusal("Đề nghị này đã kết thúc chấm, phiếu không sửa được nữa.")
    return row
