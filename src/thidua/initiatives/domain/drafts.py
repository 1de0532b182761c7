"""Drawing a request up: what the unit says, the authors and their shares, the papers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from django.db import connection, transaction
from django.utils import timezone

from thidua.commendation.nominees import own_people
from thidua.core.actors import Actor
from thidua.core.constraints import sentence_for
from thidua.core.editing import lock, stamp
from thidua.core.errors import NotAllowed, Refusal
from thidua.documents.models import StoredFile
from thidua.initiatives import rules
from thidua.initiatives.domain.known_texts import keep_register, keep_request
from thidua.initiatives.enums import EDITABLE, ENDED, State
from thidua.initiatives.models import InitiativeRequest, RequestAuthor, RequestEvidence
from thidua.journal.domain.record import record
from thidua.organizations.models import Person, Unit
from thidua.organizations.queries import names_on
from thidua.vietnamese.dates import format_day
from thidua.vietnamese.names import collation_key, display_name
from thidua.vietnamese.text import clean, clean_lines, fold, spelling_key

LOCK: Final = 7422
LONGEST_TEXT: Final = 20_000
WHOLE: Final = Decimal(100)


@dataclass(frozen=True, slots=True)
class Author:
    """An author as the unit names them."""

    full_name: str
    position: str = ""
    share: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What the unit says of the initiative. Anything but the name may wait until handing in."""

    name: str
    field: str = ""
    first_applied_on: date | None = None
    problem: str = ""
    solution: str = ""
    effect: str = ""
    authors: Sequence[Author] = ()


def draw_up(*, actor: Actor, unit: Unit, content: Content) -> InitiativeRequest:
    """A new draft of the actor's unit."""
    if denied := rules.may_request(actor):
        raise NotAllowed(denied)
    if not actor.acts_for(unit.pk):
        raise NotAllowed("Chỉ lập đề nghị cho đơn vị của mình.")
    _check(content)
    today = timezone.localdate()
    with transaction.atomic(), sentence_for(InitiativeRequest), sentence_for(RequestAuthor):
        row = InitiativeRequest(
            authority_id=actor.authority_id,
            code=_next_code(actor.authority_id, today.year),
            unit=unit,
            unit_name=names_on([unit.pk], today).get(unit.pk, ""),
            year=today.year,
            changed_by_name=actor.name,
        )
        _write(row, content, actor)
        record(
            actor=actor,
            verb="initiative_request.draw_up",
            obj=row,
            sentence=f"Lập đề nghị công nhận sáng kiến “{row.name}”",
        )
    return row


def change(
    *, actor: Actor, request: InitiativeRequest, revision: int | None, content: Content
) -> InitiativeRequest:
    """Change what the unit says, while the request is in its hands."""
    _check(content)
    with transaction.atomic(), sentence_for(InitiativeRequest), sentence_for(RequestAuthor):
        row = _in_hand(actor, request, revision)
        stamp(row, actor)
        _write(row, content, actor)
        record(
            actor=actor,
            verb="initiative_request.change",
            obj=row,
            sentence="Sửa đề nghị công nhận sáng kiến",
        )
    return row


def _in_hand(
    actor: Actor, request: InitiativeRequest, revision: int | None = None
) -> InitiativeRequest:
    row = lock(InitiativeRequest, request.pk, revision=revision)
    if denied := rules.may_edit(row, actor):
        raise NotAllowed(denied)
    if row.state not in EDITABLE:
        raise Refusal(
            f"Đề nghị đang ở bước “{State(row.state).label}” nên không sửa được. "
            "Cần sửa thì đề nghị cơ quan thường trực trả lại."
        )
    return row


def _check(content: Content) -> None:
    if not clean(content.name):
        raise Refusal("Chưa ghi tên sáng kiến.")
    if content.first_applied_on and content.first_applied_on > timezone.localdate():
        day = format_day(content.first_applied_on)
        raise Refusal(f"Ngày áp dụng lần đầu {day} chưa tới. Ghi ngày đã áp dụng hoặc áp dụng thử.")
    for text in (content.problem, content.solution, content.effect):
        if len(text) > LONGEST_TEXT:
            raise Refusal(
                f"Mỗi mục viết tối đa {LONGEST_TEXT} ký tự. Phần chi tiết gửi kèm bằng tệp báo cáo."
            )
    names = [spelling_key(author.full_name) for author in content.authors]
    if len(set(names)) < len(names):
        raise Refusal("Một tác giả được ghi hai lần. Gộp thành một dòng.")


def _write(row: InitiativeRequest, content: Content, actor: Actor) -> None:
    values = asdict(content) | {"authors": None}
    row.name, row.field = clean(content.name)[:400], clean(content.field)[:150]
    row.first_applied_on = content.first_applied_on
    for name in ("problem", "solution", "effect"):
        setattr(row, name, clean_lines(values[name]))
    authors = [display_name(author.full_name)[:120] for author in content.authors]
    row.search_key = fold(" ".join((row.code, row.name, row.unit_name, *authors)))[:700]
    row.sort_key = collation_key(row.name)[:1200]
    row.save()
    _write_authors(row, content.authors, actor)
    keep_request(row)
    keep_register(row.authority_id)


def _write_authors(row: InitiativeRequest, authors: Sequence[Author], actor: Actor) -> None:
    """Authors anew; who was linked to somebody in the register stays so under the same name."""
    linked = {spelling_key(one.full_name): one.person for one in row.authors.all() if one.person}
    row.authors.all().delete()
    for order, author in enumerate(authors, start=1):
        name = display_name(author.full_name)[:120]
        share = WHOLE if author.share is None and len(authors) == 1 else author.share
        RequestAuthor.objects.create(
            authority_id=row.authority_id,
            request=row,
            order=order,
            full_name=name,
            position=clean(author.position)[:200],
            share=share,
            person=linked.get(spelling_key(name)) or _own_person(actor, name),
        )


def _own_person(actor: Actor, name: str) -> Person | None:
    """Somebody of the unit who alone bears the name; of namesakes a person must choose."""
    found = [
        person
        for person in own_people(actor).filter(search_key=fold(name)[:120])[:5]
        if spelling_key(person.full_name) == spelling_key(name)
    ]
    return found[0] if len(found) == 1 else None


def link_author(*, actor: Actor, author: RequestAuthor, person: Person) -> RequestAuthor:
    """Say who in the register an author is: the unit while it writes, the office afterwards."""
    with transaction.atomic():
        row = lock(InitiativeRequest, author.request_id, revision=None)
        if rules.may_receive(row, actor) and (denied := rules.may_edit(row, actor)):
            raise NotAllowed(denied)
        if row.state in ENDED or person.authority_id != row.authority_id:
            raise Refusal("Đề nghị đã kết thúc, hoặc người này không có trong sổ.")
        if row.authors.filter(person=person).exclude(pk=author.pk).exists():
            raise Refusal(f"{person.full_name} đã là một tác giả khác của đề nghị này.")
        author.person = person
        author.save(update_fields=("person",))
        record(
            actor=actor,
            verb="initiative_request.link",
            obj=row,
            sentence=f"Nối tác giả {author.full_name} với người trong sổ",
            data={"person": person.code},
        )
    return author


def add_evidence(
    *, actor: Actor, request: InitiativeRequest, file: StoredFile, note: str = ""
) -> RequestEvidence:
    """Add a paper to the request."""
    with transaction.atomic():
        row = _in_hand(actor, request)
        paper = RequestEvidence.objects.create(
            authority_id=row.authority_id, request=row, file=file, note=clean(note)[:200]
        )
        record(
            actor=actor,
            verb="initiative_request.evidence",
            obj=row,
            sentence=f"Thêm tài liệu “{file.name}”",
            data={"sha256": file.sha256},
        )
    return paper


def withdraw_evidence(*, actor: Actor, evidence: RequestEvidence) -> RequestEvidence:
    """Take a paper out of the request; the file itself is kept."""
    with transaction.atomic():
        row = _in_hand(actor, evidence.request)
        evidence.withdrawn_at = timezone.now()
        evidence.save(update_fields=("withdrawn_at",))
        record(
            actor=actor,
            verb="initiative_request.evidence_withdraw",
            obj=row,
            sentence=f"Bỏ tài liệu “{evidence.file.name}”",
        )
    return evidence


def _next_code(authority_id: int, year: int) -> str:
    """SK-2026-0012, in order within a year. Serialised until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [LOCK, year])
    prefix = f"SK-{year}-"
    last = (
        InitiativeRequest.objects.filter(authority_id=authority_id, code__startswith=prefix)
        .order_by("-pk")
        .values_list("code", flat=True)
        .first()
    )
    return f"{prefix}{(int(last.removeprefix(prefix)) if last else 0) + 1:04d}"
