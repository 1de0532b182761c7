"""The papers as data: what a caller fills in, nothing about how it looks.

Every text is composed (NFC) and freed of control characters when the value is built, so two
papers that differ only in how their letters were typed are equal and print the same. Days are
days in Viet Nam; amounts are whole dong. A value that contradicts itself (a total that is not
the sum of its lines, more votes than members) is refused here with :class:`PaperError`.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date, datetime

from thidua.papers.entry import composed
from thidua.vietnamese.numbers import format_number


class PaperError(ValueError):
    """This data cannot become a paper; the message is the Vietnamese sentence to show."""


@dataclass(frozen=True, slots=True)
class Composed:
    """Base of every value here: composes its own texts."""

    def __post_init__(self) -> None:
        for field in fields(self):
            object.__setattr__(self, field.name, composed(getattr(self, field.name)))


@dataclass(frozen=True, slots=True)
class Letterhead(Composed):
    """Who issues: parent body (none for a People's Committee), issuer, place of the date line.

    A line break in ``parent`` or ``issuer`` is kept; without one a long name is broken where
    offices break it ("ỦY BAN NHÂN DÂN" over "HUYỆN AN DƯƠNG").
    """

    parent: str | None
    issuer: str
    place: str


@dataclass(frozen=True, slots=True)
class Signature(Composed):
    """Who signs: authority ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH"), post, full name.

    ``post`` is left out where the last authority line already says it. Decree 30/2020 allows no
    degree or honour before the name in an administrative paper: the caller gives the bare name.
    """

    authority_lines: tuple[str, ...]
    post: str
    name: str


@dataclass(frozen=True, slots=True)
class Recipients(Composed):
    """Nơi nhận: the lines without dash or semicolon, and where the file copy is kept."""

    lines: tuple[str, ...]
    archive: str = "VT"


@dataclass(frozen=True, slots=True)
class Article(Composed):
    """An article: its text ("\\n" starts a new paragraph) and its numbered clauses (khoản)."""

    text: str
    clauses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AwardLine(Composed):
    """One recipient in an annexed list. ``detail`` is post and unit, ``amount`` whole dong."""

    order: int
    name: str
    detail: str = ""
    award_name: str = ""
    amount: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class AwardGroup(Composed):
    """Lines under one heading; ``total`` is the sum of their amounts, in dong.

    Raises:
        PaperError: ``total`` is not the sum of the amounts given.
    """

    title: str
    lines: tuple[AwardLine, ...]
    total: int | None = None

    def __post_init__(self) -> None:
        Composed.__post_init__(self)
        amounts = [line.amount for line in self.lines if line.amount is not None]
        if amounts and self.total is not None and sum(amounts) != self.total:
            raise PaperError(
                f"Nhóm “{self.title}”: cộng các dòng được {format_number(sum(amounts))} đồng, "
                f"tổng ghi {format_number(self.total)} đồng. Sửa tổng hoặc mức thưởng từng dòng."
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionPaper(Composed):
    """A decision to award (quyết định cá biệt).

    ``number`` is printed with ``symbol`` ("QĐ-UBND") as "05/QĐ-UBND"; without a number, or in a
    draft, the number and the day stay blank. ``subject`` is the trích yếu, ``authority`` the
    deciding post in capitals ("CHỦ TỊCH ỦY BAN NHÂN DÂN HUYỆN AN DƯƠNG").
    """

    letterhead: Letterhead
    number: int | None
    symbol: str
    issued_on: date | None
    subject: str
    authority: str
    bases: tuple[str, ...]
    articles: tuple[Article, ...]
    signature: Signature
    recipients: Recipients
    annex: tuple[AwardGroup, ...] = ()
    annex_title: str = ""
    draft: bool = False


@dataclass(frozen=True, slots=True)
class AwardCount(Composed):
    """How many are proposed for one award, by kind of subject."""

    award_name: str
    persons: int = 0
    collectives: int = 0
    households: int = 0

    @property
    def total(self) -> int:
        """All subjects proposed for this award."""
        return self.persons + self.collectives + self.households


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmissionPaper(Composed):
    """A submission (tờ trình) proposing awards.

    ``body`` carries the account of the review (minutes, vote); ``counts`` is printed as a
    table; ``commitments`` follow it as dashes, then ``closing``.
    """

    letterhead: Letterhead
    number: int | None
    symbol: str
    issued_on: date | None
    subject: str
    addressees: tuple[str, ...]
    bases: tuple[str, ...]
    body: tuple[str, ...]
    counts: tuple[AwardCount, ...]
    signature: Signature
    recipients: Recipients
    commitments: tuple[str, ...] = ()
    closing: str = "Kính đề nghị xem xét, quyết định."
    annex: tuple[AwardGroup, ...] = ()
    annex_title: str = ""
    draft: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PlainPaper(Composed):
    """A paper of paragraphs with its list, if any: `kind` names it ("Thông báo", "Báo cáo").

    A paragraph that ends with ":" introduces what follows; "\\n" starts a new one.
    """

    kind: str
    letterhead: Letterhead
    number: int | None
    symbol: str
    issued_on: date | None
    subject: str
    body: tuple[str, ...]
    signature: Signature
    recipients: Recipients
    addressees: tuple[str, ...] = ()
    annex: tuple[AwardGroup, ...] = ()
    annex_title: str = ""
    draft: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterPaper(Composed):
    """An official letter (công văn): no name of its own, the trích yếu stands under its number.

    ``number`` is whole, as the register of outgoing papers gave it ("45/NV-TĐKT"); empty leaves
    the number and the day blank. ``annex_rows`` fill ``annex_heads`` and are numbered here.

    Raises:
        PaperError: a row of the annex does not fit its heads.
    """

    letterhead: Letterhead
    number: str
    issued_on: date | None
    subject: str
    addressees: tuple[str, ...]
    body: tuple[str, ...]
    signature: Signature
    recipients: Recipients
    annex_title: str = ""
    annex_heads: tuple[str, ...] = ()
    annex_rows: tuple[tuple[str, ...], ...] = ()

    def __post_init__(self) -> None:
        Composed.__post_init__(self)
        if any(len(row) != len(self.annex_heads) for row in self.annex_rows):
            raise PaperError("Danh sách kèm theo có dòng thiếu hoặc thừa cột.")


@dataclass(frozen=True, slots=True)
class Member(Composed):
    """A council member: name and post."""

    name: str
    post: str = ""


@dataclass(frozen=True, slots=True)
class AbsentMember(Composed):
    """A member who was away; ``written_opinion`` is empty where none was received."""

    name: str
    post: str = ""
    written_opinion: str = ""


@dataclass(frozen=True, slots=True)
class CandidateVotes(Composed):
    """The count for one candidate; written opinions of absent members are counted in it.

    ``outcome`` is printed as it is where the count alone does not decide it.
    """

    order: int
    name: str
    detail: str
    votes_for: int
    votes_against: int
    abstained: int = 0
    invalid: int = 0
    outcome: str = ""


@dataclass(frozen=True, slots=True)
class VoteGroup(Composed):
    """The candidates for one award with its threshold.

    ``threshold_percent`` is a share of all members, ``votes_needed`` the same as a count (who
    decides the threshold is not this package's business); ``None`` where no vote is required.
    ``note`` is a sentence before the table: papers issued, collected, valid, invalid.
    """

    award_name: str
    votes: tuple[CandidateVotes, ...]
    threshold_percent: int | None = None
    votes_needed: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MinutesPaper(Composed):
    """Minutes of a council session (biên bản họp Hội đồng).

    Shares are of ``total_members``, never of those present: Decree 98/2023 art. 30(7).
    ``present_count`` counts everyone in the room, ``present`` names them where known.

    Raises:
        PaperError: more people or votes than there are members.
    """

    letterhead: Letterhead
    number: int | None
    symbol: str
    subject: str
    started_at: datetime
    ended_at: datetime | None
    venue: str
    chair: Member
    secretary: Member
    total_members: int
    present_count: int
    present: tuple[Member, ...] = ()
    absent: tuple[AbsentMember, ...] = ()
    guests: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    discussion: tuple[str, ...] = ()
    ballots: tuple[VoteGroup, ...] = ()
    conclusion: tuple[str, ...] = ()
    chair_signature: Signature | None = None
    secretary_signature: Signature | None = None
    recipients: Recipients = Recipients(())
    draft: bool = False

    def __post_init__(self) -> None:
        Composed.__post_init__(self)
        self._check_attendance()
        for group in self.ballots:
            for votes in group.votes:
                self._check_votes(votes)

    def _check_attendance(self) -> None:
        counted = self.present_count + len(self.absent)
        if counted > self.total_members or len(self.present) > self.present_count:
            raise PaperError(
                f"Hội đồng có {self.total_members} thành viên nhưng biên bản ghi có mặt "
                f"{max(self.present_count, len(self.present))}, vắng {len(self.absent)}. "
                "Kiểm tra lại danh sách có mặt, vắng mặt."
            )

    def _check_votes(self, votes: CandidateVotes) -> None:
        counts = (votes.votes_for, votes.votes_against, votes.abstained, votes.invalid)
        if min(counts) < 0 or sum(counts) > self.total_members:
            raise PaperError(
                f"{votes.name}: ghi {votes.votes_for} phiếu đồng ý, {votes.votes_against} phiếu "
                f"không đồng ý, Hội đồng có {self.total_members} thành viên. "
                "Kiểm tra lại biên bản kiểm phiếu."
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificatePaper(Composed):
    """A certificate: Giấy khen or the certificate of a title.

    Layout of Decree 98/2023 art. 104, which stopped applying on 2025-07-01; the design that
    replaced it is not known here. ``kind`` "cstdcs" has red flags either side of the emblem.
    ``decision_number`` is whole ("05/QĐ-UBND"); ``golden_book`` is the recipient's order number
    in the decision. Without ``verify_url`` there is no QR. ``revoked`` prints a mark across it.
    """

    kind: str
    issuer_title: str
    verb: str
    award_name: str
    recipient: str
    recipient_detail: str
    achievement: str
    decision_number: str
    decision_date: date
    golden_book: str
    place: str
    signed_on: date
    signer_title: str
    signer_name: str
    verify_url: str
    verify_code: str
    revoked: bool = False


@dataclass(frozen=True, slots=True)
class GoldenLine(Composed):
    """One award in the golden book; ``number`` is its order number in its decision."""

    number: str
    name: str
    detail: str
    award: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class GoldenDecision(Composed):
    """The awards of one decision in the golden book; ``heading`` is its number and day."""

    heading: str
    lines: tuple[GoldenLine, ...]


@dataclass(frozen=True, slots=True)
class GoldenBook(Composed):
    """The golden book of a year: whose it is, the year in words, and its decisions in order."""

    title: str
    issuer: str
    period: str
    decisions: tuple[GoldenDecision, ...]
