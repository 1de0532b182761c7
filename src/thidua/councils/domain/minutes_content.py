"""What the minutes of a session say, as data: the one source of the papers and of their hash."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from thidua.commendation.enums import State
from thidua.commendation.models import Nomination, Recusal
from thidua.councils.ballot_queries import all_lines, attended, sheets_of, voters
from thidua.councils.domain.thresholds import requirement
from thidua.councils.enums import ItemState, Presence, SheetState
from thidua.councils.models import (
    Attendance,
    BallotLine,
    BallotSheet,
    Deferral,
    Result,
    Session,
)
from thidua.councils.queries import RANK, members_on, results_of
from thidua.law import known_title
from thidua.organizations.models import Authority
from thidua.voting.enums import Option
from thidua.voting.enums import State as MotionState
from thidua.voting.queries import MotionResult, frozen_results

SENT = "có, kèm theo biên bản"


def minutes_content(session: Session) -> dict[str, Any]:
    """Everything the minutes say. Persons are named as present, away or keeping away, never with
    what they chose."""
    authority = Authority.objects.get(pk=session.authority_id)
    council = session.council
    groups = [*_sheets(session), *_typed(session)]
    groups.sort(key=lambda group: (RANK[group["title_code"]], group["sheet"] or 0))
    return {
        "session": session.code,
        "authority": {"name": authority.name, "place": authority.place},
        "council": council.name,
        "chair": [council.chair_name, council.chair_post],
        "secretary": council.secretary_name,
        "number": session.minutes_number,
        "topic": session.topic,
        "held_on": session.held_on.isoformat(),
        "started_at": _hour(session.started_at),
        "ended_at": _hour(session.ended_at),
        "venue": session.place,
        "total_members": session.total_members,
        **_attendance(session),
        "agenda": [*_agenda(session)],
        "recusals": [*_recusals(session)],
        "groups": groups,
        "lapsed": [sheet.name for sheet in _ended(session, SheetState.LAPSED)],
        "dropped": [
            [sheet.name, sheet.drop_reason] for sheet in _ended(session, SheetState.DROPPED)
        ],
        "deferred": [*_deferred(session)],
        "lowered": [*_lowered(session)],
    }


def _hour(hour: Any) -> str | None:
    return hour.strftime("%H:%M") if hour else None


def _person(one: Attendance) -> list[str]:
    return [one.member.full_name, one.member.post or one.member.get_seat_display()]


def _attendance(session: Session) -> dict[str, Any]:
    """By name where the members were called, else by number alone."""
    there = [_person(one) for one in attended(session, Presence.PRESENT)]
    away = [
        [*_person(one), SENT if one.presence == Presence.WRITTEN else ""]
        for one in attended(session, Presence.WRITTEN, Presence.ABSENT)
    ]
    present = len(there) if there or away else session.present
    unnamed = session.total_members - present - len(away)
    opinions = session.written_opinions - sum(bool(one[2]) for one in away)
    away += [["", "", SENT if number < opinions else ""] for number in range(unnamed)]
    return {"present_count": present, "present": there, "absent": away}


def _agenda(session: Session) -> Iterator[dict[str, str]]:
    for item in session.agenda.all():
        left = ItemState(item.state).label if item.state == ItemState.DEFERRED else ""
        yield {"title": item.title, "note": item.note, "left": left}


def _recusals(session: Session) -> Iterator[list[str]]:
    """Members of the day who kept away from a dossier of the session; the ground stays theirs."""
    dossiers = Nomination.objects.filter(pk__in=[*_dossier_keys(session)])
    seated = {m.user_id: m.full_name for m in members_on(session.council, session.held_on)}
    rows = Recusal.objects.filter(
        nomination__in=dossiers, user_id__in=[key for key in seated if key], withdrawn_at=None
    ).select_related("nomination")
    for row in rows.order_by("nomination__sort_key", "nomination_id", "user__full_name", "pk"):
        yield [seated[row.user_id], row.nomination.name, row.nomination.code]


def _dossier_keys(session: Session) -> Iterator[int]:
    yield from Result.objects.filter(session=session).values_list("nomination_id", flat=True)
    lines = BallotLine.objects.filter(sheet__session=session, motion__isnull=False)
    yield from lines.values_list("nomination_id", flat=True)


def _ended(session: Session, state: SheetState) -> Iterable[BallotSheet]:
    """Papers that came to no count."""
    return sheets_of(session).filter(state=state).order_by("number")


def _sheets(session: Session) -> Iterator[dict[str, Any]]:
    for sheet in sheets_of(session).filter(state=SheetState.CLOSED).order_by("number"):
        lines = list(all_lines(sheet))
        results = frozen_results([line.motion for line in lines if line.motion is not None])
        people = voters(sheet)
        yield _group(session, sheet.title_code) | {
            "sheet": sheet.number,
            "issued": len(people),
            "collected": sum(one.voted for one in people),
            "in_writing": sum(one.in_writing for one in people),
            "closed_by": [sheet.asked_by_name, sheet.confirmed_by_name],
            "votes": [_line(line, results.get(line.motion_id or 0)) for line in lines],
        }


def _group(session: Session, title_code: str) -> dict[str, Any]:
    asked = requirement(title_code, session.held_on, session.total_members)
    return {
        "title_code": title_code,
        "award": known_title(title_code).name_on(session.held_on),
        "percent": asked.percent,
        "votes_needed": asked.votes,
        "needed": asked.words,
        "source": asked.source if asked.share is not None else "",
        "confidence": asked.confidence,
    }


def _line(line: BallotLine, result: MotionResult | None) -> dict[str, Any]:
    found = _dossier(line.nomination)
    if result is None or line.motion is None or line.motion.state != MotionState.CLOSED:
        return found | {"counts": None, "passed": None}
    counts = result.counts
    held = line.nomination.state == State.AT_COUNCIL
    return found | {
        "counts": [
            counts[Option.AGREE],
            counts[Option.DISAGREE],
            counts[Option.ABSTAIN],
            counts.get(Option.INVALID, 0),
        ],
        "passed": result.passed,
        "on_hold": held,
        "motion": line.motion.code,
        "sha256": result.sha256,
    }


def _dossier(row: Nomination) -> dict[str, Any]:
    detail = ", ".join(filter(None, (row.position, row.unit_name)))
    return {"code": row.code, "name": row.name, "detail": detail}


def _typed(session: Session) -> Iterator[dict[str, Any]]:
    """Results the secretary typed from a paper ballot."""
    by_ballot = BallotLine.objects.filter(sheet__session=session, motion__state=MotionState.CLOSED)
    rows = results_of(session).exclude(nomination__in=by_ballot.values("nomination"))
    found = sorted(rows, key=lambda one: RANK[one.nomination.title_code])
    for code, results in groupby(found, key=lambda one: one.nomination.title_code):
        yield _group(session, code) | {
            "sheet": None,
            "votes": [
                _dossier(one.nomination)
                | {
                    "counts": [one.in_favour, one.against, one.abstained, one.invalid],
                    "passed": one.passed,
                }
                for one in results
            ],
        }


def _deferred(session: Session) -> Iterator[list[str]]:
    rows = Deferral.objects.filter(session=session, withdrawn_at__isnull=True)
    for row in rows.select_related("nomination").order_by("nomination__sort_key", "pk"):
        yield [row.nomination.name, known_title(row.nomination.title_code).name, row.reason]


def _lowered(session: Session) -> Iterator[list[str]]:
    keys = set(_dossier_keys(session))
    rows = Nomination.objects.filter(pk__in=keys, lowered_from__isnull=False)
    for row in rows.select_related("lowered_from").order_by("sort_key", "pk"):
        assert row.lowered_from is not None
        before = known_title(row.lowered_from.title_code).name
        yield [row.name, before, known_title(row.title_code).name]
