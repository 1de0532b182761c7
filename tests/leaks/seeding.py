"""What the later parts of the system know of hidden dossiers: ballots, consultation, comments of
the people, feats, initiatives, and everything that follows an issued decision."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from unittest.mock import patch

from django.test import TestCase
from django.utils import timezone

from tests import factories as make
from tests.consultation import making as consulting
from tests.councils import making as voting
from tests.decisions import signed, stages
from tests.initiatives import making as inventing
from tests.publicity import making as publishing
from tests.rewards import making as rewarding
from thidua.accounts.models import User
from thidua.commendation.domain.holds import put_hold
from thidua.commendation.domain.recusals import recuse
from thidua.commendation.enums import HoldGround
from thidua.commendation.models import Nomination, Round
from thidua.consultation.domain.answers import Said, record_answer
from thidua.consultation.enums import Outcome
from thidua.core.actors import Actor
from thidua.councils.domain.ballots import make_sheet, open_sheet
from thidua.councils.domain.dossiers import defer_dossier
from thidua.councils.domain.freezing import freeze_minutes
from thidua.councils.domain.sessions import (
    change_attendance,
    close_session,
    open_session,
)
from thidua.councils.enums import Presence
from thidua.councils.models import Attendance, Council, Session
from thidua.decisions.domain import layouts, printing, templates
from thidua.decisions.domain.signing import sign_decision
from thidua.decisions.models import Certificate, Decision
from thidua.documents.domain.store import store
from thidua.honours.domain import feats
from thidua.initiatives.domain import recusals as apart
from thidua.initiatives.domain.scope import Asking, Reply, ask_scope, record_reply
from thidua.initiatives.models import InitiativeRequest
from thidua.papers.signing import child, outside
from thidua.publicity.domain import triage
from thidua.rewards.domain import handing, lists, paying, recovering, stock
from thidua.rewards.domain.preparing import prepare_payments
from thidua.rewards.enums import MovementKind

PUBLISHED = "Lã Được Đăng"
"""Of a dossier everybody may read the name of: it was published, passed and decided."""
COMMENT = "Ý kiến kín 5514: hồ sơ này khai khống thành tích suốt hai năm liền."
GIST = "Nội dung chính kín 1147"
WRITER, CONTACT = "Mạc Người Tố", "0912 555 774"
HOLD, ANSWER, STOP = "Việc phải làm rõ kín 6120", "Nợ thuế kín 7745", "Vi phạm kín 3390"
DEFERRED, FEAT = "Để lại kín 9031", "Cứu người kín 9917"
REQUEST, SOLUTION, SCORED = "Bể lọc nước kín 4409", "Cách làm kín 8836", "Nhận xét kín 2751"
SCOPE = "Trả lời phạm vi kín 6638"
ONLY_AFTER_ASKING = (WRITER, CONTACT)
"""Who wrote a comment is told one reader at a time, on a form that is recorded."""
SECRETS = (
    COMMENT, GIST, WRITER, CONTACT, HOLD, ANSWER, STOP, DEFERRED, FEAT, REQUEST, SOLUTION,
    SCORED, SCOPE,
)  # fmt: skip
RECEIPTS: list[str] = []
"""Receipts of comments: told once and kept nowhere."""


def kept_away(house: make.House, row: Nomination, words: str) -> None:
    recuse(
        actor=house.secretary,
        nomination=row,
        user_id=house.member.user_id,
        ground="family",
        words=words,
    )


# -- the council ----------------------------------------------------------------------------------


def balloted(house: make.House, round_: Round, council: Council, others: list[Actor]) -> Session:
    """A session with one paper counted and one people still vote on; all sit at the table."""
    held = open_session(
        actor=house.secretary,
        council=council,
        round_=round_,
        held_on=date(2024, 12, 16),
        place="Phòng họp 3",
        present=6,
        started_at=time(8),
    )
    for member in council.members.filter(user__isnull=False):
        Attendance.objects.create(
            authority=house.authority, session=held, member=member, presence=Presence.PRESENT
        )
    table = voting.Table(house, round_, [], held, others)
    counted = table.opened("CSTDCS")
    for voter in (house.chairman, house.secretary, house.member, *others):
        table.vote(voter, counted, "agree")
    table.closed(counted)
    sheet = make_sheet(actor=house.secretary, session=held, title_code="GK-HUYEN")
    open_sheet(actor=house.secretary, sheet=sheet, hours=voting.hours())
    return held


def deferred(house: make.House, session: Session, row: Nomination) -> None:
    defer_dossier(actor=house.secretary, session=session, nomination=row, reason=DEFERRED)


def frozen(house: make.House, session: Session) -> None:
    change_attendance(
        actor=house.secretary,
        session=session,
        revision=None,
        present=6,
        written_opinions=0,
        started_at=time(14),
        ended_at=time(16),
    )
    close_session(actor=house.secretary, session=session, revision=None)
    freeze_minutes(actor=house.secretary, session=session)


# -- what others say of it ------------------------------------------------------------------------


def consulted(house: make.House, round_: Round, row: Nomination, pdf: bytes) -> None:
    """A letter about everybody, its answer about the hidden one, and a list that names them."""
    letter = consulting.sent(house, round_, titles=("LDTT",))
    subject = letter.subjects.get(person=row.person)
    said = Said(
        Outcome.VIOLATION,
        "77/CCT",
        HoldGround.OTHER,
        ANSWER,
        store(actor=house.officer, name="tra-loi.pdf", data=pdf + b" tra loi"),
    )
    record_answer(actor=house.officer, subject=subject, said=said)
    who = row.person
    consulting.stop_list(house, (row.name, str(who.birth_year), "Trường THCS An Đồng", STOP))
    put_hold(actor=house.officer, nomination=row, ground=HoldGround.OTHER, words=HOLD)


def commented(house: make.House, row: Nomination) -> None:
    """A published list with a confidential comment on the hidden line, and one on the whole."""
    list_ = publishing.opened(house, row)
    line = publishing.line_of(list_, row)
    about = {"naming": "confidential", "text": COMMENT, "name": WRITER, "contact": CONTACT}
    received = publishing.said(list_, line, **about, file_name="y-kien.pdf", file_data=_PDF)
    RECEIPTS.append(received.receipt)
    taken = triage.move_comment(actor=house.officer, comment=received.comment, name="take")
    triage.note_substance(actor=house.officer, comment=taken, substance=GIST)
    RECEIPTS.append(publishing.said(list_, **about).receipt)


_PDF = b"%PDF-1.7 y kien kin"


def feat(house: make.House) -> Nomination:
    """A feat whose dossier the member must keep away from."""
    facts = feats.FeatFacts(
        name=FEAT,
        happened_at=datetime(2024, 12, 2, 0, 30, tzinfo=UTC),
        place="Bến đò xã Hồng Thái",
        act=FEAT,
        certifier="Công an xã Hồng Thái",
    )
    doer = feats.Doer(kind="person", name=f"Đoàn {FEAT}", birth_words="1990")
    row = feats.report_feat(actor=house.clerk, unit=house.school, facts=facts, doers=[doer])
    row = feats.check_feat(actor=house.officer, feat=row, note=FEAT)
    return feats.propose_subject(actor=house.clerk, subject=row.subjects.get(), title_code="GK-XA")


# -- initiatives ----------------------------------------------------------------------------------


def initiatives(house: make.House) -> list[InitiativeRequest]:
    """One waiting at its council, one recognised (its name is public), one everybody may read."""
    board = inventing.board(house)
    hidden = inventing.other_words(name=REQUEST, solution=f"{SOLUTION}. {inventing.SOLUTION}")
    made = [_request(house, board, **hidden), inventing.recognised(house, board)]
    row = inventing.recognised(
        house, board, name="Tủ sách dùng chung của xóm", problem="Sách ít, người đọc xa.",
        solution=f"{SOLUTION}, tủ sách quay vòng theo tuần giữa các nhà văn hóa.",
        effect="Lượt đọc tăng gấp ba.", known=True,
    )  # fmt: skip
    _kept(house, row)
    asked = ask_scope(
        actor=house.officer,
        initiative=row.initiative,
        asking=Asking(reach=2, asked_of="UBND tỉnh", asked_on=date(2024, 12, 6)),
    )
    reply = Reply(granted=False, number="9/UBND", answered_on=date(2024, 12, 9), words=SCOPE)
    record_reply(actor=house.officer, asked=asked, reply=reply)
    return [*made, row]


def _request(house: make.House, board: inventing.Board, **words: str) -> InitiativeRequest:
    row = inventing.accepted(house, **words)
    _kept(house, row)
    scoring = inventing.bring(actor=house.officer, request=row, sitting=board.sitting).scoring
    filled = inventing.filled(board, 30, 40, comment=SCORED)
    inventing.hand_in(actor=board.second, scoring=scoring, filled=filled)
    inventing.close(actor=house.secretary, scoring=scoring)
    return row


def _kept(house: make.House, row: InitiativeRequest) -> None:
    apart.recuse(
        actor=house.secretary,
        request=row,
        ground="family",
        words="Em ruột",
        user=User.objects.get(pk=house.member.user_id),
    )


# -- after the decision ---------------------------------------------------------------------------


def decided(house: make.House, row: Nomination) -> Decision:
    """Issued, certificates drawn and printed again, signed, with templates and images."""
    start = templates.starter("decision")
    templates.add_template(
        actor=house.officer, kind="decision", name="Mẫu", active_from=date(2025, 1, 1), data=start
    )
    signed.with_images(house)
    with TestCase.captureOnCommitCallbacks(execute=True):
        decision = stages.issued(house, row.round, row.title_code)
    layout = layouts.save_layout(actor=house.officer, plan=layouts.LayoutPlan(name="Phôi A4"))
    with TestCase.captureOnCommitCallbacks(execute=True):
        printing.order_print(
            actor=house.officer,
            decision=decision,
            certificates=list(Certificate.objects.filter(line__decision=decision)),
            layout=layout,
        )
    decision.refresh_from_db()
    with patch.object(outside, "_asked", lambda pdf, roots: child._answer(pdf, list(roots))):
        sign_decision(actor=house.chairman, decision=decision, key=signed.key_of(signed.CHAIRMAN))
    return decision


def rewarded(house: make.House, decision: Decision) -> None:
    """Paid and asked back, handed over at a ceremony, its blanks taken from the store."""
    prepare_payments(actor=house.officer, decision=decision)
    year = timezone.localdate().year
    fund = rewarding.fund(house, year=year)
    rewarding.income(house, fund, 5_000_000)
    payments = rewarding.payments(decision)
    lists.draw_up(actor=house.officer, payments=payments)
    given = rewarding.given(on=date(year, 1, 10))
    paying.pay(actor=house.officer, payments=rewarding.payments(decision), given=given)
    item = rewarding.item(house)
    for kind, held in ((MovementKind.RECEIVED, None), (MovementKind.USED, decision)):
        move = stock.Move(kind=kind, quantity=2, on=date(year, 1, 10), decision=held)
        stock.move_stock(actor=house.officer, item=item, given=move)
    ceremony = rewarding.ceremony(house, decision)
    for line in decision.lines.select_related("nomination"):
        receipt = handing.Receipt(on=rewarding.PAID_ON, certificate=True)
        handing.hand_over(actor=house.officer, line=line, given=receipt, ceremony=ceremony)
        recovering.recover_payment(
            actor=house.officer, award_or_line=line, words="Quyết định thu hồi"
        )
