"""The office's own DOCX templates: checked when they come, used from their day on."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from thidua.core.actors import Actor, Role
from thidua.core.constraints import sentence_for
from thidua.core.errors import NotAllowed, Refusal
from thidua.decisions.domain.images import bytes_of
from thidua.decisions.signing_models import PaperKind, PaperTemplate
from thidua.documents.domain.store import store
from thidua.journal.domain.record import record
from thidua.lists.archive import file_kind
from thidua.lists.refusals import Refused
from thidua.papers.model import DecisionPaper, PaperError, SubmissionPaper
from thidua.papers.own_docx import faults, fields_in, filled
from thidua.papers.own_fields import KNOWN, OwnKind, values_of
from thidua.papers.own_starter import starter_docx
from thidua.vietnamese.text import clean

LARGEST = 5 << 20


def templates(authority_id: int) -> QuerySet[PaperTemplate]:
    """Templates not withdrawn, by kind, the newest day first."""
    return PaperTemplate.objects.filter(
        authority_id=authority_id, withdrawn_at__isnull=True
    ).select_related("file")


def usable(authority_id: int, kind: PaperKind, on: date) -> QuerySet[PaperTemplate]:
    """Templates of that kind that may be used on that day, the newest first."""
    return templates(authority_id).filter(Q(active_from__lte=on), kind=kind)


def add_template(
    *, actor: Actor, kind: str, name: str, active_from: date, data: bytes
) -> PaperTemplate:
    """Keep a DOCX as the authority's template of that kind.

    Raises Refusal naming everything wrong with it: a bomb, macros, what leads out of the file,
    unknown fields with their place, fields that a paper of the kind cannot do without.
    """
    _officer_only(actor)
    if kind not in PaperKind.values or not clean(name):
        raise Refusal("Chọn loại văn bản và đặt tên cho mẫu.")
    own = _own(kind)
    if found := _faults(data, own):
        raise Refusal.of(found)
    with transaction.atomic(), sentence_for(PaperTemplate):
        made = PaperTemplate.objects.create(
            authority_id=actor.authority_id,
            kind=kind,
            name=clean(name)[:120],
            file=store(actor=actor, name=f"mau-{kind}.docx", data=data),
            active_from=active_from,
            fields=fields_in(data),
            checked_at=timezone.now(),
            made_by_name=actor.name,
        )
        record(
            actor=actor,
            verb="template.add",
            obj=made,
            sentence=f"Đưa vào mẫu {made.get_kind_display().lower()} “{made.name}”, "
            f"dùng từ ngày {active_from:%d/%m/%Y}",
            data={"sha256": made.file.sha256},
        )
    return made


def withdraw_template(*, actor: Actor, template: PaperTemplate) -> PaperTemplate:
    """Take a template out of use; drafts and papers made from it keep it."""
    _officer_only(actor)
    with transaction.atomic():
        row = PaperTemplate.objects.select_for_update(of=("self",)).get(pk=template.pk)
        if row.authority_id != actor.authority_id or row.withdrawn_at is not None:
            raise Refusal("Mẫu này không còn dùng.")
        row.withdrawn_at = timezone.now()
        row.save(update_fields=["withdrawn_at"])
        record(actor=actor, verb="template.withdraw", obj=row, sentence=f"Rút mẫu “{row.name}”")
    return row


def starter(kind: str) -> bytes:
    """The built-in layout as a template to start from."""
    return starter_docx(_own(kind))


def known_fields(kind: str) -> dict[str, str]:
    """Fields of a kind with what each becomes."""
    return dict(KNOWN[_own(kind)])


def from_template(template: PaperTemplate, paper: DecisionPaper | SubmissionPaper) -> bytes:
    """A paper in the office's own layout. Raises PaperError as the built-in layout does."""
    return filled(bytes_of(template.file), values_of(paper))


def list_docx(paper: DecisionPaper, template: PaperTemplate | None) -> bytes:
    """The list annexed to a decision as a DOCX of its own, in the office's layout or ours."""
    data = bytes_of(template.file) if template else starter_docx("list")
    try:
        return filled(data, values_of(paper))
    except PaperError as error:
        raise Refusal(str(error)) from error


def _own(kind: str) -> OwnKind:
    if kind == PaperKind.DECISION:
        return "decision"
    return "submission" if kind == PaperKind.SUBMISSION else "list"


def _faults(data: bytes, kind: OwnKind) -> list[str]:
    if len(data) > LARGEST:
        return ["Mẫu lớn hơn 5 MB. Bỏ ảnh trong mẫu hoặc chọn tệp khác."]
    try:
        found = file_kind(data, "mau.docx")
    except Refused as refused:
        return [str(refused)]
    return faults(data, kind) if found == "docx" else ["Tệp không phải văn bản Word (.docx)."]


def _officer_only(actor: Actor) -> None:
    if not actor.is_any(Role.OFFICER):
        raise NotAllowed("Chuyên viên thi đua, khen thưởng giữ các mẫu văn bản.")
