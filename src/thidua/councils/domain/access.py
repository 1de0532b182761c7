"""Who may touch a session, and in which of its stages: planned, held, closed."""

from __future__ import annotations

from collections.abc import Collection

from django.utils import timezone

from thidua.commendation.models import Nomination
from thidua.commendation.queries import kept_from
from thidua.core.actors import Actor, Role
from thidua.core.editing import lock
from thidua.core.errors import NotAllowed, Refusal
from thidua.councils.enums import CouncilKind
from thidua.councils.models import Council, Session
from thidua.vietnamese.dates import format_day


def refuse_kept_away(actor: Actor, keys: Collection[int]) -> None:
    """Nobody records anything of a dossier they must keep away from: another secretary does.

    The refusal does not name the dossier: its existence is not to be shown either.
    """
    if Nomination.objects.filter(kept_from(actor), pk__in=keys).exists():
        raise NotAllowed(
            "Có hồ sơ anh, chị đã khai có liên quan. Thư ký khác của Hội đồng ghi kết quả hồ sơ đó."
        )


def secretary_only(actor: Actor) -> None:
    if not actor.is_any(Role.SECRETARY):
        raise NotAllowed("Thư ký Hội đồng mở phiên họp và ghi kết quả của Hội đồng.")


def refuse_initiative_council(council: Council) -> None:
    """Its meetings are the sittings in which requests are scored."""
    if council.kind == CouncilKind.INITIATIVE:
        raise Refusal(f"{council.name} là Hội đồng sáng kiến: mở phiên ở trang “Chấm sáng kiến”.")


def refuse_cancelled(session: Session) -> None:
    if session.cancelled_at is not None:
        day = format_day(timezone.localdate(session.cancelled_at))
        raise Refusal(f"Phiên họp đã hủy ngày {day}: {session.cancel_reason}")


def unclosed_session(actor: Actor, session: Session, revision: int | None) -> Session:
    """The session, locked for its secretary, while it is planned or held."""
    secretary_only(actor)
    row = lock(Session, session.pk, revision=revision)
    if row.authority_id != actor.authority_id:
        raise NotAllowed("Phiên họp thuộc cơ quan khác.")
    if row.closed_at is not None:
        raise Refusal("Phiên họp đã kết thúc, không ghi thêm kết quả được.")
    refuse_cancelled(row)
    return row


def held_session(actor: Actor, session: Session, revision: int | None) -> Session:
    """The session, locked, once it has been convened."""
    row = unclosed_session(actor, session, revision)
    if row.convened_at is None:
        raise Refusal("Phiên họp chưa khai mạc. Điểm danh rồi bấm “Khai mạc” trước.")
    return row


def planned_session(actor: Actor, session: Session, revision: int | None) -> Session:
    """The session, locked, before it is convened."""
    row = unclosed_session(actor, session, revision)
    if row.convened_at is not None:
        raise Refusal("Phiên họp đã khai mạc, không sửa kế hoạch họp được.")
    return row
