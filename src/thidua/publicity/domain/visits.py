"""At most so many comments from one address: a token bucket, the address never kept.

The address is hashed with a secret of the day that is erased on the next: afterwards nobody, not
even with the database and the server's key, can tell which address wrote.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from datetime import datetime

from django.utils import timezone

from thidua.core.errors import Refusal
from thidua.publicity.models import DaySalt, VisitBucket

CAPACITY = 8.0
SECONDS_A_TOKEN = 240.0
"""Eight at once, then one in four minutes: everybody behind one address can still write."""


class TooMany(Refusal):
    """This address has sent too much; `wait` is in minutes."""

    def __init__(self, wait: int) -> None:
        super().__init__(
            f"Từ mạng này vừa gửi nhiều ý kiến. Nội dung vẫn còn, gửi lại sau {wait} phút."
        )
        self.wait = wait


def admit(*, authority_id: int, address: str, at: datetime | None = None) -> None:
    """Take one token for the address; raises TooMany. Within the caller's transaction."""
    now = at or timezone.now()
    bucket = _bucket(authority_id, address, now)
    gained = (now - bucket.filled_at).total_seconds() / SECONDS_A_TOKEN
    tokens = min(CAPACITY, bucket.tokens + max(0.0, gained))
    if tokens < 1:
        raise TooMany(max(1, -int(-(1 - tokens) * SECONDS_A_TOKEN // 60)))
    bucket.tokens, bucket.filled_at = tokens - 1, now
    bucket.save(update_fields=["tokens", "filled_at"])


def _bucket(authority_id: int, address: str, now: datetime) -> VisitBucket:
    day = timezone.localdate(now)
    DaySalt.objects.filter(authority_id=authority_id, day__lt=day).delete()
    VisitBucket.objects.filter(authority_id=authority_id, day__lt=day).delete()
    salt, _ = DaySalt.objects.get_or_create(
        authority_id=authority_id, day=day, defaults={"salt": secrets.token_hex(32)}
    )
    key = hmac.new(salt.salt.encode(), address.encode(), hashlib.sha256).hexdigest()
    VisitBucket.objects.get_or_create(
        authority_id=authority_id,
        day=day,
        key=key,
        defaults={"tokens": CAPACITY, "filled_at": now},
    )
    return VisitBucket.objects.select_for_update().get(authority_id=authority_id, day=day, key=key)
