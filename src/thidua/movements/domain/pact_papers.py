"""The pact of a unit as a paper to sign."""

from __future__ import annotations

from collections.abc import Iterator

from thidua.commendation.enums import Subject
from thidua.core.errors import Refusal
from thidua.movements.domain.wording import figure, letterhead, lines, period
from thidua.movements.models import MovementRegistration
from thidua.organizations.models import Authority
from thidua.papers import PaperError, Signature
from thidua.papers.report import Grid, ReportPaper, Section, report_files


def pact_files(registration: MovementRegistration) -> tuple[bytes, bytes]:
    """(DOCX, PDF). Raises Refusal when the paper cannot be made."""
    try:
        return report_files(pact_paper(registration))
    except PaperError as error:
        raise Refusal(str(error)) from error


def pact_paper(registration: MovementRegistration) -> ReportPaper:
    """What is pledged, by whom; two signatures stand side by side, further ones in a table."""
    movement = registration.movement
    authority = Authority.objects.get(pk=movement.authority_id)
    signed = [Signature((), one.post.upper(), one.name) for one in registration.signatories.all()]
    return ReportPaper(
        kind="Giao ước thi đua",
        letterhead=letterhead(registration.unit_name, authority),
        number="",
        issued_on=registration.received_on,
        subject=f"Hưởng ứng phong trào “{movement.name}”",
        sections=tuple(_sections(registration)),
        signatures=tuple(reversed(signed[:2])),
        form=f"Lần {registration.version}" if registration.version > 1 else "",
    )


def _sections(registration: MovementRegistration) -> Iterator[Section]:
    movement = registration.movement
    facts = [
        ("Đơn vị đăng ký", registration.unit_name),
        ("Cơ quan phát động", movement.body),
        ("Thời gian của phong trào", period(movement.starts_on, movement.ends_on)),
    ]
    if registration.change_reason:
        facts.append(("Thay đổi so với lần trước vì", registration.change_reason))
    rows = tuple(
        (one.words, figure(one.amount, one.measure) or "–") for one in registration.pledges.all()
    )
    yield Section("Đăng ký", facts=tuple(facts), paragraphs=lines(registration.words))
    yield Section("Cam kết", grids=(Grid(("Nội dung", "Chỉ tiêu"), (4.0, 1.6), rows),))
    members = registration.members.all()
    if members:
        cells = tuple((one.name, Subject(one.kind).label, one.position) for one in members)
        heads = ("Tên", "Đối tượng", "Chức vụ, nơi công tác")
        yield Section("Tham gia qua đơn vị", grids=(Grid(heads, (2.4, 1.2, 2.4), cells),))
    others = registration.signatories.all()[2:]
    if others:
        names = tuple((one.name, one.post, "") for one in others)
        yield Section("Cùng ký", grids=(Grid(("Họ tên", "Đại diện", "Chữ ký"), (2, 2, 2), names),))
