"""The notice that a list is open for comment, with the list as its annex: only what is public."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby

from django.utils import timezone

from thidua.core.errors import Refusal
from thidua.law import known_title
from thidua.organizations.models import Authority
from thidua.papers import (
    AwardGroup,
    AwardLine,
    Letterhead,
    PaperError,
    PlainPaper,
    Recipients,
    Signature,
    plain_docx,
    plain_pdf,
)
from thidua.publicity.enums import ListState
from thidua.publicity.models import Candidate, CandidateList
from thidua.publicity.queries import public_lines, reckoning_of_list
from thidua.vietnamese.dates import format_day

SYMBOL = "TB-UBND"


def notice_file(list_: CandidateList, form: str, address: str) -> bytes:
    """The notice as `pdf` or `docx`, a draft to number and sign; `address` is the public page."""
    paper = notice_paper(list_, address)
    try:
        return plain_pdf(paper) if form == "pdf" else plain_docx(paper)
    except PaperError as error:
        raise Refusal(str(error)) from error


def notice_paper(list_: CandidateList, address: str) -> PlainPaper:
    """What the notice says. Raises Refusal for a list without candidates."""
    authority = Authority.objects.get(pk=list_.authority_id)
    body = re.sub(r"^UBND\b", "Ủy ban nhân dân", authority.name)
    groups = tuple(_groups(public_lines(list_)))
    if not groups:
        raise Refusal("Danh sách chưa có trường hợp nào. Thêm hồ sơ từ đợt xét.")
    try:
        return PlainPaper(
            kind="Thông báo",
            letterhead=Letterhead(None, body, authority.place),
            number=None,
            symbol=SYMBOL,
            issued_on=list_.opened_on or timezone.localdate(),
            subject=_subject(list_),
            body=tuple(_body(list_, body, address)),
            signature=Signature(("TM. ỦY BAN NHÂN DÂN",), "CHỦ TỊCH", ""),
            recipients=Recipients(("Các cơ quan, đơn vị có trường hợp được đề nghị",)),
            annex=groups,
            annex_title="Danh sách các trường hợp đề nghị khen thưởng",
            draft=True,
        )
    except PaperError as error:
        raise Refusal(str(error)) from error


def _subject(list_: CandidateList) -> str:
    if list_.name.startswith("Lấy ý kiến"):
        return list_.name
    return f"Lấy ý kiến Nhân dân: {list_.name}"


def _body(list_: CandidateList, body: str, address: str) -> Iterable[str]:
    yield (
        f"{body} công khai danh sách các trường hợp đề nghị khen thưởng để lấy ý kiến Nhân dân. "
        f"Căn cứ: {list_.basis}."
    )
    yield f"Thời gian lấy ý kiến: {list_.working_days} ngày làm việc{_until(list_)}."
    yield f"Nơi xem danh sách và gửi ý kiến:\n{address}"
    if list_.how_else:
        yield f"Ý kiến bằng văn bản, trực tiếp: {list_.how_else}."
    yield (
        "Ý kiến nêu rõ việc, nơi, thời gian. Người góp ý có thể yêu cầu giữ kín danh tính và theo "
        "dõi trả lời bằng mã biên nhận."
    )


def _until(list_: CandidateList) -> str:
    known = reckoning_of_list(list_, timezone.localdate())
    if known is None or list_.state == ListState.DRAFT:
        return ", kể từ ngày làm việc tiếp theo ngày đăng"
    opened = f", từ ngày {format_day(known.opened_on)}"
    if known.last_day is None:
        return f"{opened}; chưa xác định được ngày cuối"
    return f"{opened} đến hết ngày {format_day(known.last_day)}"


def _groups(lines: Iterable[Candidate]) -> Iterable[AwardGroup]:
    ordered = sorted(lines, key=lambda line: (known_title(line.title_code).name, line.sort_key))
    for code, found in groupby(ordered, key=lambda line: line.title_code):
        yield AwardGroup(
            title=known_title(code).name,
            lines=tuple(
                AwardLine(order, line.name, line.detail, note=line.achievement)
                for order, line in enumerate(found, start=1)
            ),
        )
