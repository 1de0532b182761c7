"""The letter as a paper: least data, laid out by `thidua.papers`."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Count

from thidua.consultation.models import Consultation, ConsultationSubject
from thidua.core.errors import Refusal
from thidua.organizations.models import Authority, Person
from thidua.papers import Letterhead, LetterPaper, PaperError, Recipients, Signature, letter_docx
from thidua.vietnamese.dates import format_day
from thidua.vietnamese.text import fold


def letter_file(letter: Consultation) -> bytes:
    """The letter with its list as DOCX; without number and day while it is a draft."""
    rows = list(letter.subjects.order_by("sort_key", "pk"))
    try:
        return letter_docx(letter_paper(letter, rows))
    except PaperError as error:
        raise Refusal(str(error)) from error


def letter_paper(letter: Consultation, rows: Sequence[ConsultationSubject]) -> LetterPaper:
    """What the letter says: names and units, years of birth only where a name is not enough."""
    authority = Authority.objects.get(pk=letter.authority_id)
    births = _births(letter, rows)
    heads = ("Họ và tên, tên tập thể, hộ", "Năm sinh", "Đơn vị")
    cells = [
        (row.name, births.get(row.pk, ""), row.unit_name if row.unit_name != row.name else "")
        for row in rows
    ]
    used = [place for place in range(len(heads)) if place == 0 or any(one[place] for one in cells)]
    lines = tuple(line for line in (letter.signer_authority,) if line)
    return LetterPaper(
        letterhead=Letterhead(None, authority.name, authority.place),
        number=letter.number,
        issued_on=letter.asked_on,
        subject=letter.subject,
        addressees=(letter.body.name,),
        body=(letter.question, *_term(letter)),
        signature=Signature(lines, letter.signer_post, letter.signer_name),
        recipients=Recipients(("Như trên",)),
        annex_title="Danh sách các trường hợp lấy ý kiến",
        annex_heads=tuple(heads[place] for place in used),
        annex_rows=tuple(tuple(one[place] for place in used) for one in cells),
    )


def _term(letter: Consultation) -> tuple[str, ...]:
    if letter.due_on is None:
        return ("Đề nghị quý cơ quan trả lời bằng văn bản.",)
    day = format_day(letter.due_on)
    return (f"Đề nghị quý cơ quan trả lời bằng văn bản chậm nhất ngày {day}.",)


def _births(letter: Consultation, rows: Sequence[ConsultationSubject]) -> dict[int, str]:
    """Years of birth to print, by row: everybody's where the officer chose so, else of those whose
    name somebody else on record has too."""
    keys = {row.pk: fold(row.name) for row in rows if row.birth_year}
    if not letter.with_birth:
        doubled = set(
            Person.objects.filter(
                authority_id=letter.authority_id,
                search_key__in=set(keys.values()),
                merged_into__isnull=True,
                withdrawn_at__isnull=True,
            )
            .values("search_key")
            .annotate(n=Count("pk"))
            .filter(n__gt=1)
            .values_list("search_key", flat=True)
        )
        keys = {pk: key for pk, key in keys.items() if key in doubled}
    return {row.pk: str(row.birth_year) for row in rows if row.pk in keys}
