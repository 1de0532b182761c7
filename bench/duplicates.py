"""Near-duplicates: one check of a request against 10,000 earlier texts, and what is found."""

from __future__ import annotations

import random
import statistics
import time
from datetime import date, timedelta

import django
from django.core.management import call_command
from django.utils import timezone

CHECKS = 50
WORDS = 400
"""Syllables of a text: a description as units write it."""
REPLACED = (0.0, 0.1, 0.3, 0.5)
"""Shares of sentences that a copy has rewritten."""
AUTHORITY = "do-trung-lap"


def sentence(chance: random.Random) -> str:
    """Twelve syllables of a vocabulary as large as a field's own."""
    return " ".join(
        f"{chance.choice('bcdghklmnprstvx')}{chance.randint(0, 220)}" for _ in range(12)
    )


def text(chance: random.Random, set_phrases: list[str]) -> list[str]:
    """Sentences of a text; three in ten are set phrases that many texts share."""
    return [
        chance.choice(set_phrases) if chance.random() < 0.3 else sentence(chance)
        for _ in range(WORDS // 12)
    ]


def prepare(count: int):
    """That many texts on record, made once and kept in the bench's own data folder."""
    from thidua.initiatives.domain.known_texts import keep_request  # noqa: PLC0415
    from thidua.initiatives.enums import State  # noqa: PLC0415
    from thidua.initiatives.models import InitiativeRequest  # noqa: PLC0415
    from thidua.organizations.models import Authority, Unit  # noqa: PLC0415

    authority, _ = Authority.objects.get_or_create(
        code=AUTHORITY, defaults={"name": "Đo trùng lặp", "place": "–"}
    )
    mine = InitiativeRequest.objects.filter(authority=authority)
    chance = random.Random(5)
    set_phrases = [sentence(chance) for _ in range(400)]
    unit = Unit.objects.filter(authority=authority).first() or Unit.objects.create(
        authority=authority, began_on=date(2020, 1, 1)
    )
    began, done = time.perf_counter(), mine.count()
    texts = [text(chance, set_phrases) for _ in range(count)]
    for number in range(done, count):
        row = InitiativeRequest.objects.create(
            authority=authority,
            unit=unit,
            code=f"SK-2020-{number:05d}",
            year=2020,
            name=sentence(chance),
            solution=". ".join(texts[number]),
            state=State.SUBMITTED,
            submitted_at=timezone.now() + timedelta(hours=1),
            search_key="",
            sort_key="",
        )
        keep_request(row)
    if count > done:
        took = time.perf_counter() - began
        print(f"{count - done} texts taken in: {took / (count - done) * 1000:.1f} ms each")
    return authority, texts


def run(count: int = 10_000) -> None:
    """Print the time of a check and the share of copies found, by how much they rewrote."""
    django.setup()
    call_command("migrate", verbosity=0)
    from django.db import connection  # noqa: PLC0415 (needs Django set up)

    from thidua.initiatives.domain.novelty import like  # noqa: PLC0415
    from thidua.initiatives.models import Shingle  # noqa: PLC0415
    from thidua.initiatives.shingles import sketch  # noqa: PLC0415

    authority, texts = prepare(count)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE initiatives_shingle")
    print(f"{count} texts of about {WORDS} syllables, {Shingle.objects.count()} numbers kept")
    chance = random.Random(9)
    for share in REPLACED:
        took, found = [], 0
        for _ in range(CHECKS):
            source = chance.randrange(count)
            copy = [sentence(chance) if chance.random() < share else s for s in texts[source]]
            began = time.perf_counter()
            alike = like(authority.pk, sketch("Tên khác hẳn", ". ".join(copy)))
            took.append((time.perf_counter() - began) * 1000)
            found += any(f"-{source:05d}" in one.text.request.code for one in alike)
        p95 = statistics.quantiles(took, n=20)[18]
        print(
            f"{share:4.0%} rewritten: found {found}/{CHECKS}, "
            f"check {statistics.median(took):.1f} ms, p95 {p95:.1f} ms"
        )
    false = sum(
        bool(
            like(
                authority.pk, sketch("Tên khác hẳn", ". ".join(sentence(chance) for _ in range(33)))
            )
        )
        for _ in range(CHECKS)
    )
    print(f"unrelated texts said to be alike: {false}/{CHECKS}")
