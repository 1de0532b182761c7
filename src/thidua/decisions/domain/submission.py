"""The submission to a higher level for awards that this authority may only propose."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby

from thidua.commendation.models import Nomination, Round
from thidua.core.actors import Actor
from thidua.core.errors import Refusal
from thidua.decisions.domain.issuing import (
    SUBJECT_WORDS,
    body_name,
    chairman_name,
    competence,
    issuing_level,
)
from thidua.decisions.domain.papers import detail_of
from thidua.decisions.domain.templates import from_template, usable
from thidua.decisions.domain.wording import bases, group_of, in_order
from thidua.decisions.queries import free_nominations
from thidua.decisions.signing_models import PaperKind
from thidua.law import known_title
from thidua.organizations.models import Authority
from thidua.papers.docx import submission_docx
from thidua.papers.model import (
    AwardCount,
    AwardGroup,
    AwardLine,
    Letterhead,
    Recipients,
    Signature,
    SubmissionPaper,
)

SYMBOL = "TTr-UBND"


def to_propose(round_: Round, on: date, actor: Actor | None = None) -> list[Nomination]:
    """Passed dossiers whose award is decided above this authority on that day, in list order;
    for an `actor` without those they must keep away from."""
    level = issuing_level(Authority.objects.get(pk=round_.authority_id))
    rows = list(free_nominations(round_, actor).select_related("round"))
    higher = {
        code for code in {row.title_code for row in rows} if competence(level, code, on).higher
    }
    return in_order([row for row in rows if row.title_code in higher])


def submission_file(round_: Round, on: date, actor: Actor | None = None) -> bytes:
    """A draft submission (tờ trình) as DOCX, for the office to finish, number and sign.

    In the office's own layout where it has one for that day. Raises Refusal when
    nothing goes up.
    """
    rows = to_propose(round_, on, actor)
    if not rows:
        raise Refusal("Đợt xét này không có hồ sơ nào phải đề nghị cấp trên.")
    paper = submission_paper(round_, rows, on)
    template = usable(round_.authority_id, PaperKind.SUBMISSION, on).first()
    return from_template(template, paper) if template else submission_docx(paper)


def submission_paper(round_: Round, rows: Sequence[Nomination], on: date) -> SubmissionPaper:
    """The submission with its list; number and day stay blank."""
    authority = Authority.objects.get(pk=round_.authority_id)
    level = issuing_level(authority)
    deciders = dict.fromkeys(competence(level, row.title_code, on).decider for row in rows)
    *grounds, _ = bases(rows, "", on)
    return SubmissionPaper(
        letterhead=Letterhead(None, body_name(authority), authority.place),
        number=None,
        symbol=SYMBOL,
        issued_on=on,
        subject=f"Về việc đề nghị khen thưởng {round_.name[0].lower()}{round_.name[1:]}",
        addressees=tuple(deciders),
        bases=tuple(grounds),
        body=(f"{body_name(authority)} đề nghị xét, khen thưởng các trường hợp sau:",),
        counts=tuple(_counts(rows, on)),
        signature=Signature(("TM. ỦY BAN NHÂN DÂN",), "CHỦ TỊCH", chairman_name(authority.pk, on)),
        recipients=Recipients(("Như trên",)),
        annex=tuple(_groups(rows, on)),
        annex_title="Danh sách đề nghị khen thưởng",
        draft=True,
    )


def _counts(rows: Sequence[Nomination], on: date) -> Iterable[AwardCount]:
    for code, found in groupby(rows, key=lambda row: row.title_code):
        kinds = Counter(row.subject_kind for row in found)
        yield AwardCount(
            known_title(code).name_on(on),
            kinds["person"],
            kinds["collective"],
            kinds["household"],
        )


def _groups(rows: Sequence[Nomination], on: date) -> Iterable[AwardGroup]:
    for (code, kind), found in groupby(rows, key=group_of):
        yield AwardGroup(
            title=f"{known_title(code).name_on(on)} ({SUBJECT_WORDS[kind]})",
            lines=tuple(
                AwardLine(order, row.name, detail_of(row))
                for order, row in enumerate(found, start=1)
            ),
        )
