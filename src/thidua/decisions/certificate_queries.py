"""Reading certificates: whose an actor may see, how far a batch is, what the public may check."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, F, Q, QuerySet

from thidua.commendation.models import Nomination
from thidua.commendation.queries import kept_from
from thidua.core.actors import Actor
from thidua.core.search import matching
from thidua.decisions.models import (
    Certificate,
    CertificateKey,
    CertificateLayout,
    Decision,
    DecisionState,
    PrintRun,
)
from thidua.decisions.queries import READERS
from thidua.papers.statement import StatementKey

HASHED = 10
"""Bytes of a code's hash in the list of revoked certificates: codes hold 65 random bits."""


def certificates_visible_to(actor: Actor) -> QuerySet[Certificate]:
    """Certificates the actor may read; none of a dossier they must keep away from."""
    mine = Certificate.objects.filter(authority_id=actor.authority_id)
    if actor.role not in READERS:
        return mine.none()
    return mine.exclude(kept_from(actor, "line__nomination"))


def of_decision(found: QuerySet[Certificate], decision: Decision) -> QuerySet[Certificate]:
    """Those of one decision in the order of the golden book, with what a list shows."""
    return (
        found.filter(line__decision=decision)
        .select_related("line__nomination", "line__award", "print_run")
        .order_by("line__order", "pk")
    )


def searched_certificates(found: QuerySet[Certificate], words: str) -> QuerySet[Certificate]:
    """By name or unit with or without diacritics, or by code."""
    if not words.strip():
        return found
    code = "".join(words.split()).replace("-", "").upper()
    named = Q(line__nomination__in=matching(Nomination.objects.all(), words))
    return found.filter(named | Q(code=code))


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the certificates of a decision are."""

    total: int
    made: int
    faulty: int

    @property
    def running(self) -> bool:
        return self.made + self.faulty < self.total


def certificate_progress(
    decision: Decision, found: QuerySet[Certificate] | None = None
) -> Progress:
    """Certificates made, and those that cannot be drawn as they are; of `found` only, if given."""
    rows = Certificate.objects.all() if found is None else found
    counts = rows.filter(line__decision=decision).aggregate(
        total=Count("pk"),
        made=Count("pk", filter=Q(print_run__isnull=False)),
        faulty=Count("pk", filter=Q(print_run__isnull=True) & ~Q(fault="")),
    )
    return Progress(**counts)


def unfinished() -> QuerySet[Decision]:
    """Issued decisions with certificates that wait and are not faulty: a job was interrupted."""
    waiting = Certificate.objects.filter(print_run__isnull=True, fault="")
    return Decision.objects.filter(
        state=DecisionState.ISSUED, pk__in=waiting.values("line__decision")
    )


def faulty_decisions(actor: Actor) -> QuerySet[Decision]:
    """Decisions with certificates that could not be drawn, and how many: work for the officer."""
    return (
        Decision.objects.filter(authority_id=actor.authority_id)
        .filter(
            lines__certificates__in=certificates_visible_to(actor)
            .filter(print_run__isnull=True)
            .exclude(fault="")
        )
        .annotate(faulty=Count("lines__certificates", distinct=True))
        .order_by("-issued_on")
    )


def layouts(
    authority_id: int, title_codes: Iterable[str] | None = None
) -> QuerySet[CertificateLayout]:
    """Layouts in use, by name; with titles, those made for one of them or for any."""
    found = CertificateLayout.objects.filter(authority_id=authority_id, retired_at__isnull=True)
    if title_codes is not None:
        found = found.filter(title_code__in=["", *title_codes])
    return found.order_by("name")


def print_runs_visible_to(actor: Actor) -> QuerySet[PrintRun]:
    """Print runs of the authority; one that holds a dossier kept from the actor is left out."""
    mine = PrintRun.objects.filter(authority_id=actor.authority_id)
    if actor.role not in READERS:
        return mine.none()
    hidden = Certificate.objects.filter(kept_from(actor, "line__nomination")).values_list(
        "pk", "line__decision"
    )
    found = list(hidden.filter(authority_id=actor.authority_id))
    for key, _ in found:
        mine = mine.exclude(parts__certificates__contains=key)
    return mine.order_by("-pk")


def certificate_by_code(authority_id: int, code: str) -> Certificate | None:
    """The certificate of that code, with what its page shows."""
    return (
        Certificate.objects.filter(authority_id=authority_id, code=code)
        .select_related("line__award", "line__decision", "line__nomination", "replaced_by")
        .first()
    )


def current_key(authority_id: int) -> CertificateKey | None:
    """The key that signs now; none before the first certificate."""
    return CertificateKey.objects.filter(
        authority_id=authority_id, valid_until__isnull=True
    ).first()


def published_keys(authority_id: int) -> QuerySet[CertificateKey]:
    """Keys that certificates are checked with, newest first; leaked ones are left out."""
    return CertificateKey.objects.filter(
        authority_id=authority_id, leaked_at__isnull=True
    ).order_by("-valid_from", "-pk")


def ring(authority_id: int) -> list[StatementKey]:
    """The published keys as the verification reads them."""
    return [
        StatementKey(
            authority=key.issuer,
            public=bytes.fromhex(key.public),
            valid_from=key.valid_from,
            valid_until=key.valid_until,
        )
        for key in published_keys(authority_id)
    ]


def no_longer_standing(authority_id: int) -> QuerySet[Certificate]:
    """Certificates revoked, replaced, or of an award revoked or taken from the register."""
    return Certificate.objects.filter(authority_id=authority_id).filter(
        Q(revoked_on__isnull=False)
        | Q(replaced_on__isnull=False)
        | Q(line__award__revoked_on__isnull=False)
        | Q(line__award__withdrawn_at__isnull=False)
    )


def revoked_codes(authority_id: int) -> list[str]:
    """Hashes of the codes that no longer stand, sorted: who holds a code can look it up, and
    nobody can read codes out of the list."""
    found = no_longer_standing(authority_id).values_list("code", flat=True)
    return sorted(code_hash(code) for code in found)


def code_hash(code: str) -> str:
    """The hash of a code as the list of revoked certificates holds it."""
    return hashlib.sha256(code.encode("ascii")).digest()[:HASHED].hex()


def golden_book(authority_id: int, year: int) -> QuerySet[Certificate]:
    """Certificates of the decisions of a year by decision and number; replaced ones left out."""
    return (
        Certificate.objects.filter(
            authority_id=authority_id, line__decision__year=year, replaced_on__isnull=True
        )
        .select_related("line__decision", "line__nomination", "line__award")
        .order_by(F("line__decision__issued_on"), "line__decision__number", "line__order")
    )
