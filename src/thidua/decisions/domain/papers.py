"""Decisions and certificates as papers: what the record says, laid out by `thidua.papers`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby

from django.conf import settings
from django.urls import reverse

from thidua.commendation.enums import Subject
from thidua.commendation.models import Nomination
from thidua.decisions.domain.issuing import (
    SUBJECT_WORDS,
    body_name,
    deciding_post,
    form_name,
)
from thidua.decisions.domain.wording import group_of
from thidua.decisions.models import (
    Certificate,
    Decision,
    DecisionKind,
    DecisionLine,
    DecisionState,
)
from thidua.law import known_title
from thidua.organizations.models import Authority
from thidua.papers.model import (
    Article,
    AwardGroup,
    AwardLine,
    CertificatePaper,
    DecisionPaper,
    Letterhead,
    PaperError,
    Recipients,
    Signature,
)

WITH_CERTIFICATE = frozenset(
    {
        *("CSTDTQ", "CSTD-BO-TINH", "CSTDCS", "TTLDXS", "XPTTTB", "TDPVH"),
        *("BKTTG", "BKT", "BK-BO", "GK-HUYEN", "GK-XA", "GK-DV"),
    }
)
"""Awards that come with a certificate (Nghị định 152/2025/NĐ-CP, Điều 50, and the forms).

Lao động tiên tiến and Tập thể lao động tiên tiến bring money only. For Gia đình văn hóa no rule
on its certificate is on file, so none is made.
"""
LONGEST_ACHIEVEMENT = 400


def decision_paper(decision: Decision, lines: Sequence[DecisionLine]) -> DecisionPaper:
    """The decision with its annexed list; a draft carries the marks of a draft."""
    authority = Authority.objects.get(pk=decision.authority_id)
    draft = decision.state != DecisionState.ISSUED
    issued_on = decision.planned_on if draft else decision.issued_on
    return DecisionPaper(
        letterhead=Letterhead(None, body_name(authority), authority.place),
        number=decision.number,
        symbol=decision.symbol,
        issued_on=issued_on,
        subject=decision.subject,
        authority=deciding_post(authority),
        bases=tuple(decision.bases),
        articles=tuple(Article(text) for text in decision.articles),
        signature=Signature(
            tuple(decision.signer_authority), decision.signer_post, decision.signer_name
        ),
        recipients=Recipients(tuple(decision.recipients), decision.archive),
        annex=tuple(_groups(lines, issued_on)) or undone_groups(decision),
        annex_title=UNDONE_TITLES.get(DecisionKind(decision.kind)) or annex_title(lines),
        draft=draft,
    )


UNDONE_TITLES = {
    DecisionKind.REVOKE: "Danh sách khen thưởng bị hủy bỏ",
    DecisionKind.STRIP: "Danh sách bị tước danh hiệu",
    DecisionKind.RESTORE: "Danh sách được phục hồi, trao lại",
    DecisionKind.REISSUE: "Danh sách được cấp đổi, cấp lại",
}


def undone_groups(decision: Decision) -> tuple[AwardGroup, ...]:
    """The awards that a decision takes back, gives back or makes out again, by title."""
    groups: dict[str, list[AwardLine]] = {}
    for line in decision.undone():
        title = known_title(line.award.title_code)
        name = title.name_on(line.award.decided_on or date(line.award.year, 12, 31))
        row = AwardLine(order=line.order, name=line.name, detail=line.detail, note=line.note)
        groups.setdefault(f"{name} năm {line.award.year}", []).append(row)
    return tuple(AwardGroup(title=title, lines=tuple(rows)) for title, rows in groups.items())


def annex_title(lines: Iterable[DecisionLine]) -> str:
    """`Danh sách tập thể, cá nhân được khen thưởng`: only the kinds that are in it."""
    kinds = {line.nomination.subject_kind for line in lines}
    order = (Subject.COLLECTIVE, Subject.PERSON, Subject.HOUSEHOLD)
    words = [SUBJECT_WORDS[kind.value] for kind in order if kind.value in kinds]
    return f"Danh sách {', '.join(words)} được khen thưởng"


def _groups(lines: Sequence[DecisionLine], issued_on: date | None) -> Iterable[AwardGroup]:
    for (code, kind), found in groupby(lines, key=lambda line: group_of(line.nomination)):
        rows = list(found)
        paid = [line.amount for line in rows if line.amount is not None]
        # A draft without a day takes the newest name.
        name = known_title(code).name_on(issued_on or date.max)
        yield AwardGroup(
            title=f"{name}: {len(rows):02d} {SUBJECT_WORDS[kind]}",
            lines=tuple(_line(line) for line in rows),
            total=sum(paid) if paid else None,
        )


def _line(line: DecisionLine) -> AwardLine:
    row = line.nomination
    return AwardLine(
        order=line.order,
        name=row.name,
        detail=detail_of(row),
        amount=line.amount,
        note="" if line.amount is not None else line.amount_basis,
    )


def detail_of(row: Nomination) -> str:
    """Post and unit, without saying the unit twice."""
    if row.subject_kind == Subject.COLLECTIVE and row.name == row.unit_name:
        return ""
    if row.unit_name in row.position:
        return row.position
    return ", ".join(filter(None, (row.position, row.unit_name)))


def certificate_paper(certificate: Certificate, authority: Authority) -> CertificatePaper:
    """The certificate of one line; its QR leads to the public page that verifies it."""
    line = certificate.line
    decision, row = line.decision, line.nomination
    issued_on = decision.issued_on
    if issued_on is None:
        raise PaperError("Quyết định chưa ban hành nên chưa in giấy chứng nhận được.")
    title = known_title(row.title_code)
    is_title = title.kind == "title"
    return CertificatePaper(
        kind="cstdcs" if row.title_code == "CSTDCS" else "giay-khen",
        issuer_title=deciding_post(authority),
        verb="Tặng danh hiệu" if is_title else "Tặng",
        award_name=title.name_on(issued_on) if is_title else form_name(title.name),
        recipient=certificate.corrected_name or row.name,
        recipient_detail=detail_of(row),
        achievement=achievement_of(row),
        decision_number=decision.full_number,
        decision_date=issued_on,
        golden_book=certificate.golden_book,
        place=authority.place,
        signed_on=issued_on,
        signer_title=_signer_title(decision),
        signer_name=decision.signer_name,
        verify_url=verify_url(certificate.code),
        verify_code=grouped(certificate.code),
    )


def _signer_title(decision: Decision) -> str:
    """The post; a deputy's `KT.` stays, `TM.` goes: the chairman gives the award, not the body."""
    lines = [line for line in decision.signer_authority if not line.startswith("TM.")]
    return "\n".join([*lines, decision.signer_post])


def achievement_of(row: Nomination) -> str:
    """What the certificate says the award is for: the unit's words when they fit on it."""
    if known_title(row.title_code).kind == "title":
        return f"Năm {row.round.year}"
    own = " ".join(row.achievement.split())
    if own and len(own) <= LONGEST_ACHIEVEMENT:
        return own
    name = row.round.name
    return f"Đã có thành tích trong {name[0].lower()}{name[1:]}"


def verify_url(code: str) -> str:
    """The public address that the QR holds."""
    return f"{settings.PUBLIC_URL}{reverse('public:verified', args=[grouped(code)])}"


def grouped(code: str) -> str:
    """A code in groups of four, as it is printed, read aloud and written in the address."""
    return "-".join(code[start : start + 4] for start in range(0, len(code), 4))
