"""The submission to a higher level, where somebody above this authority decides."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from thidua.core.errors import Refusal
from thidua.decisions.domain.issuing import body_name, chairman_name
from thidua.decisions.domain.submission import SYMBOL
from thidua.law import known_title
from thidua.organizations.models import Authority
from thidua.papers.docx import submission_docx
from thidua.papers.model import (
    AwardGroup,
    AwardLine,
    Letterhead,
    Recipients,
    Signature,
    SubmissionPaper,
)
from thidua.revocations.domain import wording
from thidua.revocations.domain.judging import deciding, rows_of
from thidua.revocations.enums import Kind
from thidua.revocations.models import UndoCase


def submission_file(case: UndoCase) -> bytes:
    """A draft submission as DOCX, its list annexed, for the office to finish, number and sign.

    Raises Refusal where this authority decides itself.
    """
    found = deciding(case)
    if found.ours:
        raise Refusal("Việc này thuộc thẩm quyền của cơ quan nên không có tờ trình cấp trên.")
    return submission_docx(_paper(case, found.who))


def _paper(case: UndoCase, addressee: str) -> SubmissionPaper:
    authority = Authority.objects.get(pk=case.authority_id)
    *grounds, _ = wording.bases(case, "", case.law_on)
    act = wording.ACTS[Kind(case.kind)]
    papers = "; ".join(case.papers.values_list("words", flat=True))
    body = [f"{body_name(authority)} đề nghị xem xét, quyết định {act} đối với các trường hợp sau:"]
    return SubmissionPaper(
        letterhead=Letterhead(None, body_name(authority), authority.place),
        number=None,
        symbol=SYMBOL,
        issued_on=case.law_on,
        subject=f"Về việc đề nghị {act}",
        addressees=(addressee,),
        bases=tuple(grounds),
        body=(case.summary, *body, *([f"Giấy tờ kèm theo: {papers}."] if papers else [])),
        counts=(),
        signature=Signature(
            ("TM. ỦY BAN NHÂN DÂN",), "CHỦ TỊCH", chairman_name(authority.pk, case.law_on)
        ),
        recipients=Recipients(("Như trên",)),
        annex=tuple(_groups(case)),
        annex_title="Danh sách kèm theo",
        draft=True,
    )


def _groups(case: UndoCase) -> Iterable[AwardGroup]:
    rows = rows_of(case)
    for (code, year), found in groupby(rows, lambda row: (row.award.title_code, row.award.year)):
        yield AwardGroup(
            title=f"{known_title(code).name} năm {year}",
            lines=tuple(
                AwardLine(
                    row.order,
                    row.right_name or row.name,
                    "" if row.unit_name == row.name else row.unit_name,
                    note=f"Quyết định {row.award.decision_number}",
                )
                for row in found
            ),
        )
