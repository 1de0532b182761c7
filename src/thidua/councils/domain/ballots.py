"""Ballot papers from drawing up to closing, and the votes cast on them.

Choices pass through here on their way to `voting` and are kept nowhere: not in a variable that
outlives the call, not in a sentence, not in the journal.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Max, QuerySet
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables

from thidua.commendation.models import Nomination, Recusal
from thidua.core.actors import Actor, Role
from thidua.core.constraints import sentence_for
from thidua.core.editing import lock, stamp
from thidua.core.errors import NotAllowed, Refusal
from thidua.councils.ballot_queries import (
    attended,
    lines_for,
    motions_of,
    own_entries,
    own_lines,
    recused_by_dossier,
    sheets,
    votable,
)
from thidua.councils.domain.access import refuse_cancelled
from thidua.councils.domain.ballot_effects import paper_of
from thidua.councils.domain.settling import settle_lines, waiting_lines
from thidua.councils.enums import Presence, SheetState
from thidua.councils.models import BallotLine, BallotSheet, Member, Result, Session
from thidua.councils.workflow import (
    ASK,
    ASK_TO_DROP,
    CLOSE,
    DISCARD,
    DROP,
    LAPSE,
    OPEN,
    SHEETS,
    may_manage,
)
from thidua.journal.domain.record import record
from thidua.law import Verdict, ballot, known_title
from thidua.vietnamese.text import clean
from thidua.voting.domain.casting import TWICE, Absentee, cast_sheet, enter_written_sheet
from thidua.voting.domain.locking import locked
from thidua.voting.domain.opening import extend, strike
from thidua.voting.models import Motion, RollEntry

CHANGED = "Phiếu đã thay đổi từ khi anh, chị mở trang. Mở lại trang bỏ phiếu để xem phiếu mới."


@dataclass(frozen=True, slots=True)
class Hours:
    """Votes are taken in [opens_at, closes_at)."""

    opens_at: datetime
    closes_at: datetime


def must_be_balloted(title_code: str, session: Session) -> bool:
    """Whether the law asks for a vote with a share of its own for this award on that day."""
    total = max(session.total_members, 1)
    found = ballot(title_code, session.held_on, members=total, in_favour=0)
    return found.verdict is not Verdict.NOT_KNOWN


def make_sheet(*, actor: Actor, session: Session, title_code: str) -> BallotSheet:
    """Draw up the paper of one award: what is before the session, not on hold, in list order."""
    if denied := may_manage(BallotSheet(), actor):
        raise NotAllowed(denied)
    with transaction.atomic(), sentence_for(BallotSheet):
        row = _session_on(actor, session)
        found = votable(row).filter(title_code=title_code).select_related("round")
        # Locked before they are read: another session's secretary may be drawing up a paper too.
        list(found.select_for_update(of=("self",)).order_by("pk"))
        dossiers = list(found)
        if not dossiers:
            raise Refusal("Không có hồ sơ nào của danh hiệu, hình thức này để đưa lên phiếu.")
        sheet = BallotSheet.objects.create(
            authority_id=row.authority_id,
            session=row,
            number=(row.sheets.aggregate(last=Max("number"))["last"] or 0) + 1,
            title_code=title_code,
            name=f"{known_title(title_code).name_on(row.held_on)} năm {dossiers[0].round.year}",
            changed_by_name=actor.name,
        )
        BallotLine.objects.bulk_create(
            BallotLine(authority_id=row.authority_id, sheet=sheet, nomination=one, order=order)
            for order, one in enumerate(dossiers, start=1)
        )
        record(
            actor=actor,
            verb="sheet.make",
            obj=sheet,
            sentence=f"Lập {paper_of(sheet).words}: {sheet.name}",
            data={"nominations": [one.code for one in dossiers]},
        )
    return sheet


def _session_on(actor: Actor, session: Session) -> Session:
    row = lock(Session, session.pk, revision=None)
    if row.authority_id != actor.authority_id:
        raise NotAllowed("Phiên họp thuộc cơ quan khác.")
    if row.closed_at is not None:
        raise Refusal("Phiên họp đã kết thúc.")
    refuse_cancelled(row)
    return row


def open_sheet(
    *, actor: Actor, sheet: BallotSheet, hours: Hours, revision: int | None = None
) -> BallotSheet:
    """Open the vote for the members present, less those who keep away from a line."""
    _ours(actor, sheet)
    return SHEETS.perform(
        sheet,
        OPEN.name,
        actor=actor,
        revision=revision,
        opens_at=hours.opens_at,
        closes_at=hours.closes_at,
    )


def extend_sheet(
    *, actor: Actor, sheet: BallotSheet, closes_at: datetime, revision: int | None = None
) -> BallotSheet:
    """Take votes longer, while the paper is open; never shorter, and voters are shown it."""
    _ours(actor, sheet)
    if denied := may_manage(sheet, actor):
        raise NotAllowed(denied)
    with transaction.atomic(), sentence_for(BallotSheet):
        row = lock(BallotSheet, sheet.pk, revision=revision)
        if row.state != SheetState.OPEN or row.closes_at is None:
            raise Refusal("Chỉ gia hạn được phiếu kín đang bỏ phiếu.")
        if closes_at <= max(row.closes_at, timezone.now()):
            raise Refusal(
                f"Giờ hết bỏ phiếu mới phải sau giờ đang có ({_moment(row.closes_at)}) và sau bây "
                "giờ. Giờ bỏ phiếu chỉ được kéo dài, không rút ngắn."
            )
        extend(actor=actor, motions=motions_of(row), closes_at=closes_at)
        before, row.closes_at = row.closes_at, closes_at
        row.extended_from = row.extended_from or before
        stamp(row, actor)
        row.save()
        record(
            actor=actor,
            verb="sheet.extend",
            obj=row,
            sentence=f"Gia hạn bỏ phiếu từ {_moment(before)} đến {_moment(closes_at)}",
            data={"from": before, "to": closes_at},
        )
    return row


def _moment(at: datetime) -> str:
    return timezone.localtime(at).strftime("%H:%M, %d/%m/%Y")


def discard_sheet(*, actor: Actor, sheet: BallotSheet) -> BallotSheet:
    """Throw a paper away before anybody could vote on it."""
    _ours(actor, sheet)
    return SHEETS.perform(sheet, DISCARD.name, actor=actor)


@sensitive_variables()
def cast_ballot(*, actor: Actor, sheet: BallotSheet, choices: Mapping[str, str]) -> None:
    """Cast the actor's paper: a choice for every one of its lines, by code of the dossier.

    All or none, once. Raises NotAllowed to who is not on the roll, Refusal when the paper is not
    the one that was shown, the hours are over, or the person has voted.
    """
    _ours(actor, sheet)
    with transaction.atomic():
        lines = list(own_lines(actor, sheet))
        entries = own_entries(actor, sheet)
        if not entries.exists():
            raise NotAllowed("Anh, chị không có tên trong danh sách bỏ phiếu của phiếu này.")
        if entries.filter(voted=True).exists():
            raise Refusal(TWICE)
        _strike(actor, sheet, {actor.user_id} if actor.user_id else set())
        chosen = _by_motion(lines, choices)
        cast_sheet(actor=actor, paper=paper_of(sheet), choices=chosen)


@sensitive_variables()
def _by_motion(lines: Collection[BallotLine], choices: Mapping[str, str]) -> dict[Motion, str]:
    if {line.nomination.code for line in lines} != set(choices):
        raise Refusal(CHANGED)
    return {line.motion: choices[line.nomination.code] for line in lines if line.motion is not None}


def _strike(actor: Actor, sheet: BallotSheet, users: set[int]) -> None:
    """Take off the rolls who turned out to keep away after the paper was opened.

    Locks all motions of the persons first, in their order, as casting does.
    """
    rolls = RollEntry.objects.filter(motion__in=_motion_keys(sheet), voter_id__in=users)
    rows = {row.pk: row for row in locked(rolls.values_list("motion_id", flat=True))}
    lines = BallotLine.objects.filter(sheet=sheet, motion__in=rows)
    motions = dict(lines.values_list("nomination_id", "motion_id"))
    away = recused_by_dossier(Nomination.objects.filter(pk__in=motions))
    for dossier, motion in motions.items():
        if motion and (keys := users & away.get(dossier, set())):
            strike(actor=actor, paper=paper_of(sheet), motion=rows[motion], voter_ids=keys)


def _motion_keys(sheet: BallotSheet) -> QuerySet[BallotLine, int | None]:
    return BallotLine.objects.filter(sheet=sheet).values_list("motion_id", flat=True)


def absentees(sheet: BallotSheet) -> list[Member]:
    """Members marked as away, whose written opinion may be entered."""
    there = attended(sheet.session, Presence.WRITTEN, Presence.ABSENT)
    return [one.member for one in there]


def lines_to_enter(actor: Actor, sheet: BallotSheet, member: Member) -> list[BallotLine]:
    """Lines on which the member's opinion is still to be entered, as far as the secretary who
    enters it may see them: the rest is for another one."""
    entries = RollEntry.objects.filter(motion__in=_motion_keys(sheet), voted=True)
    if member.user_id is not None:
        entries = entries.filter(voter_id=member.user_id)
    else:
        entries = entries.filter(voter__isnull=True, voter_name=member.full_name)
    away = Recusal.objects.filter(user_id=member.user_id or 0, withdrawn_at__isnull=True)
    lines = lines_for(actor, sheet).exclude(nomination__in=away.values("nomination"))
    return list(lines.exclude(motion__in=entries.values("motion")))


@sensitive_variables()
def enter_opinions(
    *, actor: Actor, sheet: BallotSheet, member: Member, choices: Mapping[str, str]
) -> None:
    """Count the written opinion of a member who is away, for all lines that `lines_to_enter`."""
    _ours(actor, sheet)
    with transaction.atomic():
        if member.pk not in {one.pk for one in absentees(sheet)}:
            raise Refusal(
                f"{member.full_name} không được điểm danh là vắng mặt. Sửa điểm danh trước."
            )
        chosen = _by_motion(lines_to_enter(actor, sheet, member), choices)
        enter_written_sheet(
            actor=actor,
            paper=paper_of(sheet),
            absentee=Absentee(member.user_id, member.full_name),
            choices=chosen,
        )


def ask_to_close_sheet(*, actor: Actor, sheet: BallotSheet) -> BallotSheet:
    """The first person: refused while somebody on the roll may still vote."""
    _ours(actor, sheet)
    with transaction.atomic():
        if sheet.state == SheetState.OPEN and actor.is_any(Role.SECRETARY):
            _strike(actor, sheet, _unvoted(sheet))
        return SHEETS.perform(sheet, ASK.name, actor=actor)


def _unvoted(sheet: BallotSheet) -> set[int]:
    rows = RollEntry.objects.filter(
        motion__in=_motion_keys(sheet), voted=False, voter__isnull=False
    )
    return {user for user in rows.values_list("voter_id", flat=True) if user is not None}


def close_sheet(*, actor: Actor, sheet: BallotSheet) -> BallotSheet:
    """The second person: counts are frozen and every dossier has its result."""
    _ours(actor, sheet)
    return SHEETS.perform(sheet, CLOSE.name, actor=actor)


def lapse_sheet(*, actor: Actor, sheet: BallotSheet) -> BallotSheet:
    """The second person: too few voted, no count is read."""
    _ours(actor, sheet)
    return SHEETS.perform(sheet, LAPSE.name, actor=actor)


def ask_to_drop_sheet(*, actor: Actor, sheet: BallotSheet, reason: str) -> BallotSheet:
    """The first person: roll and tally disagree, so the vote is given up without a count."""
    _ours(actor, sheet)
    return SHEETS.perform(sheet, ASK_TO_DROP.name, actor=actor, reason=clean(reason))


def drop_sheet(*, actor: Actor, sheet: BallotSheet) -> BallotSheet:
    """The second person: the dossiers can go on another paper."""
    _ours(actor, sheet)
    return SHEETS.perform(sheet, DROP.name, actor=actor)


def settle_sheet(*, actor: Actor, sheet: BallotSheet) -> list[Result]:
    """Record what was counted for dossiers whose hold has been lifted since the closing."""
    _ours(actor, sheet)
    if denied := may_manage(sheet, actor):
        raise NotAllowed(denied)
    with transaction.atomic():
        row = lock(BallotSheet, sheet.pk, revision=None)
        if not waiting_lines(row):
            raise Refusal("Mọi hồ sơ đã kiểm phiếu đều có kết quả.")
        made = settle_lines(row)
        if not made:
            raise Refusal("Các hồ sơ còn lại vẫn đang tạm dừng.")
        record(
            actor=actor,
            verb="sheet.settle",
            obj=row,
            sentence=f"Ghi kết quả đã kiểm của {paper_of(row).words}",
            data={"nominations": [one.nomination.code for one in made]},
        )
    return made


def _ours(actor: Actor, sheet: BallotSheet) -> None:
    if not sheets(actor).filter(pk=sheet.pk).exists():
        raise NotAllowed("Phiếu kín này không thuộc phiên họp mà anh, chị được xem.")
