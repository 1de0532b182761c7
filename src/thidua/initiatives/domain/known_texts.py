"""Keeping the numbers that new texts are held against, whenever a text is saved."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from django.db import connection

from thidua.initiatives.enums import Part
from thidua.initiatives.models import InitiativeRequest, KnownText, Shingle
from thidua.initiatives.shingles import Sketch, sketch
from thidua.registry.models import Initiative

LOCK: Final = 7421
"""First half of the advisory lock's key; the second half is the authority."""


def keep_request(request: InitiativeRequest) -> KnownText:
    """Renew the numbers of a request; called in the transaction that saves it."""
    found = sketch(request.name, request.problem, request.solution, request.effect)
    text, _ = KnownText.objects.update_or_create(
        request=request,
        defaults={
            "authority_id": request.authority_id,
            "names": len(found.names),
            "bodies": len(found.bodies),
        },
    )
    text.shingles.all().delete()
    Shingle.objects.bulk_create(_rows(text, found), batch_size=2000)
    return text


def keep_register(authority_id: int) -> int:
    """Take in initiatives on record that have no numbers yet (imports write many at once); how
    many were taken in. Of these only the names are known."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [LOCK, authority_id])
    missing = list(
        Initiative.objects.filter(
            authority_id=authority_id, withdrawn_at__isnull=True, known_text__isnull=True
        )
    )
    sketches = [sketch(one.name) for one in missing]
    texts = KnownText.objects.bulk_create(
        [
            KnownText(authority_id=authority_id, initiative=one, names=len(found.names))
            for one, found in zip(missing, sketches, strict=True)
        ],
        batch_size=1000,
    )
    Shingle.objects.bulk_create(
        [row for text, found in zip(texts, sketches, strict=True) for row in _rows(text, found)],
        batch_size=2000,
    )
    return len(texts)


def _rows(text: KnownText, found: Sketch) -> Iterable[Shingle]:
    for part, numbers in ((Part.NAME, found.names), (Part.BODY, found.bodies)):
        for number in sorted(numbers):
            yield Shingle(authority_id=text.authority_id, text=text, part=part.value, hash=number)
