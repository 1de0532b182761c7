"""From a paper to its sheet: which words stand where (Decree 30/2020, Phụ lục I to III)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeAlias

from thidua.papers import tables, wording
from thidua.papers.addressees import addressee_lines
from thidua.papers.model import (
    AbsentMember,
    Article,
    DecisionPaper,
    Member,
    MinutesPaper,
    PaperError,
    PlainPaper,
    Signature,
    SubmissionPaper,
)
from thidua.papers.sheet import Annex, Block, Line, Sheet, SignatureBlock

ListedPaper: TypeAlias = DecisionPaper | SubmissionPaper | PlainPaper
AdministrativePaper: TypeAlias = DecisionPaper | SubmissionPaper | PlainPaper | MinutesPaper


def sheet_of(paper: AdministrativePaper) -> Sheet:
    """Return the sheet of an administrative paper.

    Raises:
        PaperError: the paper has no content to sign.
    """
    if isinstance(paper, DecisionPaper):
        return _decision(paper)
    if isinstance(paper, SubmissionPaper):
        return _submission(paper)
    if isinstance(paper, PlainPaper):
        return _plain(paper)
    return _minutes(paper)


def _decision(paper: DecisionPaper) -> Sheet:
    if not paper.articles:
        raise PaperError("Quyết định chưa có điều nào. Ghi ít nhất Điều 1 rồi tạo lại văn bản.")
    blocks = [
        Line("authority", paper.authority.upper()),
        *(Line("base", base) for base in wording.listed(paper.bases)),
        Line("command", "QUYẾT ĐỊNH:"),
        *_articles(paper.articles),
    ]
    signatures = (_signed(paper.signature),)
    return _sheet(paper, "Quyết định", blocks, signatures, _annex(paper, "Quyết định"))


def _submission(paper: SubmissionPaper) -> Sheet:
    blocks: list[Block] = [
        *addressee_lines(paper.addressees),
        *(Line("base", base) for base in wording.listed(paper.bases)),
        *_paragraphs(paper.body),
    ]
    if paper.counts:
        blocks += [*_introduction(paper), tables.count_table(paper.counts)]
    if paper.commitments:
        issuer = paper.letterhead.issuer.replace("\n", " ")
        blocks += map(_body, (f"{issuer} cam kết:", *_dashes(paper.commitments)))
    blocks += _paragraphs((paper.closing,))
    signatures = (_signed(paper.signature),)
    return _sheet(paper, "Tờ trình", blocks, signatures, _annex(paper, "Tờ trình"))


def _plain(paper: PlainPaper) -> Sheet:
    if not paper.body:
        raise PaperError(f"{paper.kind} chưa có nội dung. Ghi nội dung rồi tạo lại văn bản.")
    blocks = [*addressee_lines(paper.addressees), *_paragraphs(paper.body)]
    signatures = (_signed(paper.signature),)
    return _sheet(paper, paper.kind, blocks, signatures, _annex(paper, paper.kind))


def _minutes(paper: MinutesPaper) -> Sheet:
    sections: tuple[tuple[str, list[Block]], ...] = (
        ("Thời gian, địa điểm, thành phần", [*_attendance(paper)]),
        ("Tài liệu", [*map(_body, _dashes(paper.documents))]),
        ("Nội dung", _paragraphs(paper.discussion)),
        ("Kết quả bỏ phiếu", [*_ballots(paper)]),
        ("Kết luận", _paragraphs(paper.conclusion)),
    )
    filled = [(title, content) for title, content in sections if content]
    blocks: list[Block] = []
    for number, (title, content) in enumerate(filled, 1):
        blocks += [Line("heading", f"{wording.roman(number)}. {title.upper()}"), *content]
    blocks.append(_body(_closing(paper)))
    return _sheet(paper, "Biên bản", blocks, _council_signatures(paper), None)


def _sheet(
    paper: AdministrativePaper,
    kind: str,
    blocks: Sequence[Block],
    signatures: tuple[SignatureBlock, ...],
    annex: Annex | None,
) -> Sheet:
    parent, issuer = wording.letterhead_lines(paper.letterhead)
    number = wording.document_number(paper.number, paper.symbol, draft=paper.draft)
    subject = wording.unbroken(paper.subject)
    one_line = subject.replace("\n", " ")
    return Sheet(
        title=f"{'Dự thảo ' if paper.draft else ''}{kind} {number} {one_line}".strip(),
        author=" ".join(issuer),
        parent=parent,
        issuer=issuer,
        number=f"Số: {number}",
        place_date=_place_date(paper),
        name=kind.upper(),
        subject=subject,
        blocks=_ended(blocks),
        signatures=signatures,
        recipients=wording.recipient_lines(paper.recipients),
        annex=annex,
        draft=paper.draft,
    )


def _place_date(paper: AdministrativePaper) -> str:
    # Minutes carry their time and place in the text; the form has no date line.
    if isinstance(paper, MinutesPaper):
        return ""
    return wording.place_date(paper.letterhead.place, paper.issued_on, draft=paper.draft)


def _ended(blocks: Sequence[Block]) -> tuple[Block, ...]:
    *rest, last = blocks
    if isinstance(last, Line):
        last = Line(last.line, wording.finished(last.text), last.lead)
    return (*rest, last)


def _body(text: str) -> Line:
    return Line("body", wording.unbroken(text))


def _paragraphs(texts: Sequence[str]) -> list[Block]:
    return [_body(line) for text in texts for line in text.split("\n")]


def _dashes(texts: Sequence[str]) -> list[str]:
    return [f"- {text}" for text in wording.listed(texts)]


def _articles(articles: Sequence[Article]) -> Iterator[Line]:
    for number, article in enumerate(articles, 1):
        first, *others = article.text.split("\n")
        yield Line("body", wording.unbroken(first), lead=f"Điều {number}.")
        yield from map(_body, others)
        for clause, text in enumerate(article.clauses, 1):
            yield _body(f"{clause}. {text}")


def _introduction(paper: SubmissionPaper) -> Iterator[Line]:
    if not paper.body or not paper.body[-1].endswith(":"):
        yield _body("Số lượng đề nghị:")


def _attendance(paper: MinutesPaper) -> Iterator[Line]:
    away = len(paper.absent)
    yield _body(f"Bắt đầu: {wording.clock(paper.started_at)}.")
    yield _body(f"Địa điểm: {paper.venue.rstrip('.')}.")
    yield _body(f"Chủ tọa: {_named(paper.chair)}.")
    yield _body(f"Thư ký: {_named(paper.secretary)}.")
    yield _body(
        f"Hội đồng có {paper.total_members:02d} thành viên: "
        f"có mặt {paper.present_count:02d}, vắng mặt {away:02d}."
    )
    if paper.present:
        yield _body("Thành viên có mặt:")
        yield from _numbered([_named(member) for member in paper.present])
    if paper.absent:
        yield _body("Thành viên vắng mặt:")
        yield from _numbered([_absence(member) for member in paper.absent])
    if paper.guests:
        yield _body("Khách mời:")
        yield from _numbered(paper.guests)


def _numbered(texts: Sequence[str]) -> Iterator[Line]:
    for number, text in enumerate(wording.listed(texts), 1):
        yield _body(f"{number}. {text}")


def _named(member: Member | AbsentMember) -> str:
    return f"{member.name}, {member.post}" if member.post else member.name


def _absence(member: AbsentMember) -> str:
    opinion = member.written_opinion.rstrip(" ;.")
    if opinion:
        return f"{_named(member)}; ý kiến bằng văn bản: {opinion}"
    return f"{_named(member)}; chưa có ý kiến bằng văn bản"


def _ballots(paper: MinutesPaper) -> Iterator[Block]:
    if paper.ballots:
        yield _body(
            "Tỷ lệ phiếu đồng ý tính trên tổng số thành viên Hội đồng "
            f"({paper.total_members} thành viên), kể cả thành viên vắng mặt."
        )
        yield from (_body(group.note) for group in paper.ballots if group.note)
        yield tables.vote_table(paper.ballots, paper.total_members)


def _closing(paper: MinutesPaper) -> str:
    if paper.ended_at is None:
        return f"Cuộc họp kết thúc lúc {wording.BLANK} giờ {wording.BLANK} phút cùng ngày."
    if paper.ended_at.date() == paper.started_at.date():
        return f"Cuộc họp kết thúc lúc {paper.ended_at:%H} giờ {paper.ended_at:%M} phút cùng ngày."
    return f"Cuộc họp kết thúc lúc {wording.clock(paper.ended_at)}."


def _council_signatures(paper: MinutesPaper) -> tuple[SignatureBlock, ...]:
    secretary = paper.secretary_signature or Signature(("THƯ KÝ",), "", paper.secretary.name)
    chair = paper.chair_signature or Signature(("CHỦ TỌA",), "", paper.chair.name)
    return (_signed(secretary), _signed(chair))


def _signed(signature: Signature) -> SignatureBlock:
    return SignatureBlock(wording.signature_titles(signature), signature.name)


def _annex(paper: ListedPaper, kind: str) -> Annex | None:
    if not paper.annex:
        return None
    number = wording.document_number(paper.number, paper.symbol, draft=paper.draft)
    day = wording.day_line(paper.issued_on, draft=paper.draft)
    blocks: list[Block] = [tables.award_table(paper.annex)]
    total = tables.awarded_total(paper.annex)
    if total is not None:
        blocks.append(_body(wording.money_sentence(total)))
    return Annex(
        label="Phụ lục",
        title=wording.unbroken(paper.annex_title).upper(),
        reference=f"(Kèm theo {kind} số {number} {day})",
        blocks=tuple(blocks),
    )
