"""Papers laid before the members of a session."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from thidua.commendation.models import Nomination
from thidua.core.actors import Actor
from thidua.core.errors import NotAllowed, Refusal
from thidua.councils.domain.access import unclosed_session
from thidua.councils.domain.naming import refuse_hidden_names
from thidua.councils.models import AgendaItem, Session, SessionPaper
from thidua.councils.queries import agenda_of, dossiers_before, papers_of
from thidua.documents.models import StoredFile
from thidua.journal.domain.record import record
from thidua.vietnamese.text import clean


def add_paper(
    *,
    actor: Actor,
    session: Session,
    title: str,
    file: StoredFile,
    item: AgendaItem | None = None,
    nomination: Nomination | None = None,
) -> SessionPaper:
    """Lay a paper before the members, by itself or under a point of the programme.

    A paper of one dossier is hidden from whoever keeps away from it.
    """
    with transaction.atomic():
        row = unclosed_session(actor, session, None)
        if not clean(title):
            raise Refusal("Ghi tên tài liệu.")
        if item is not None and not agenda_of(row, actor).filter(pk=item.pk).exists():
            raise Refusal("Nội dung này không thuộc chương trình phiên họp.")
        whose = nomination or (item.nomination if item else None)
        if whose and not dossiers_before(row, actor).filter(pk=whose.pk).exists():
            raise Refusal("Hồ sơ này không thuộc phiên họp.")
        refuse_hidden_names(row, whose, title, file.name)
        paper = SessionPaper.objects.create(
            authority_id=row.authority_id,
            session=row,
            item=item,
            nomination=whose,
            title=clean(title)[:200],
            file=file,
        )
        _recorded(actor, paper, "Thêm tài liệu")
    return paper


def withdraw_paper(*, actor: Actor, paper: SessionPaper) -> SessionPaper:
    """Take a paper back; the file itself is kept."""
    with transaction.atomic():
        session = unclosed_session(actor, paper.session, None)
        if not papers_of(session, actor).filter(pk=paper.pk).exists():
            raise NotAllowed("Không có tài liệu này, hoặc anh, chị không tham gia xét hồ sơ đó.")
        row = SessionPaper.objects.select_for_update(of=("self",)).get(pk=paper.pk)
        row.withdrawn_at = timezone.now()
        row.save()
        _recorded(actor, row, "Rút tài liệu")
    return row


def _recorded(actor: Actor, paper: SessionPaper, act: str) -> None:
    data: dict[str, object] = {"sha256": paper.file.sha256}
    if paper.nomination is not None:
        data["nomination"] = paper.nomination.code
    record(
        actor=actor,
        verb="session.paper",
        obj=paper.session,
        sentence=f"{act}: {paper.title}",
        data=data,
    )
