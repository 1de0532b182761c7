"""The invitation to a session as a paper to number and sign: to one member, or to all with a list.

It goes to every member, whoever keeps away from what: points of the programme that are about one
dossier are never on it.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.utils import timezone

from thidua.core.errors import Refusal
from thidua.councils.domain.access import refuse_cancelled
from thidua.councils.domain.minutes import full_body_name
from thidua.councils.enums import ItemState
from thidua.councils.models import Member, Session
from thidua.councils.queries import members_on
from thidua.organizations.models import Authority
from thidua.papers import (
    Letterhead,
    PaperError,
    PlainPaper,
    Recipients,
    Signature,
    plain_docx,
    plain_pdf,
)
from thidua.vietnamese.dates import format_day

SYMBOL = "GM-HĐTĐKT"


def invitation_file(session: Session, form: str, member: Member | None = None) -> bytes:
    """The invitation as `pdf` or `docx`. Raises Refusal where there is nothing to invite to."""
    try:
        paper = invitation_paper(session, member)
        return plain_pdf(paper) if form == "pdf" else plain_docx(paper)
    except PaperError as error:
        raise Refusal(str(error)) from error


def invitation_paper(session: Session, member: Member | None = None) -> PlainPaper:
    """What the invitation says; without a member, to all, named in the order of the list."""
    refuse_cancelled(session)
    if session.convened_at is not None:
        raise Refusal("Phiên họp đã khai mạc, không lập giấy mời nữa.")
    council = session.council
    authority = Authority.objects.get(pk=session.authority_id)
    return PlainPaper(
        kind="Giấy mời",
        letterhead=Letterhead(full_body_name(authority.name), council.name, authority.place),
        number=None,
        symbol=SYMBOL,
        issued_on=timezone.localdate(),
        subject=f"Họp {council.name}",
        addressees=(named(member),) if member else (f"Các thành viên {council.name}",),
        body=tuple(_body(session, member)),
        signature=Signature(("TM. HỘI ĐỒNG",), "CHỦ TỊCH", council.chair_name),
        recipients=Recipients(("Như trên",)),
        draft=True,
    )


def named(member: Member) -> str:
    """`Ông (bà) Trần Thị Lan, Trưởng phòng Tài chính`: which of the two is not on record."""
    words = ", ".join(filter(None, (member.full_name, member.post)))
    return f"Ông (bà) {words}"


def _body(session: Session, member: Member | None) -> Iterator[str]:
    name = session.council.name
    yield f"{name} trân trọng kính mời ông (bà) dự phiên họp: {session.topic.rstrip(' .')}."
    yield f"Thời gian: {_when(session)}."
    yield f"Địa điểm: {session.place.rstrip(' .')}."
    yield from _programme(session)
    yield (
        "Nếu không dự họp được, đề nghị ông (bà) báo thư ký Hội đồng "
        f"({session.council.secretary_name}) trước phiên họp."
    )
    if member is None:
        yield from _listed(session)


def _when(session: Session) -> str:
    hour = session.planned_at
    begun = f"{hour:%H} giờ {hour:%M} phút, " if hour else ""
    end = session.planned_end
    until = f", dự kiến kết thúc lúc {end:%H} giờ {end:%M} phút" if end else ""
    return f"{begun}ngày {format_day(session.held_on)}{until}"


def _programme(session: Session) -> Iterator[str]:
    points = session.agenda.filter(nomination__isnull=True).exclude(state=ItemState.DEFERRED)
    titles = [point.title.rstrip(" .;") for point in points.order_by("order", "pk")]
    if titles:
        yield "Nội dung:"
        yield from (f"{number}. {title}." for number, title in enumerate(titles, start=1))


def _listed(session: Session) -> Iterator[str]:
    seated = list(members_on(session.council, session.held_on))
    if seated:
        yield "Thành viên được mời:"
        yield from (
            f"{number}. {named(one)} ({one.get_seat_display()})."
            for number, one in enumerate(seated, start=1)
        )
