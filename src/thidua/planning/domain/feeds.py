"""The secret address of a person's calendar: made, renewed, stopped; opened by its token."""

from __future__ import annotations

import hashlib
import secrets

from django.db import transaction
from django.utils import timezone

from thidua.accounts.models import User
from thidua.accounts.queries import actor_for, roles_of
from thidua.core.actors import Actor
from thidua.core.constraints import sentence_for
from thidua.core.errors import Refusal
from thidua.journal.domain.record import record
from thidua.planning.models import CalendarFeed

TOKEN_BYTES = 32
LONGEST_TOKEN = 100


def digest(token: str) -> str:
    """What is kept of a token. 256 random bits need no salt and no slow hash."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def make_feed(*, actor: Actor) -> str:
    """A new address; one that was in use stops at once. Gives the token, which is kept nowhere."""
    if actor.user_id is None:
        raise Refusal("Chỉ tài khoản của một người có địa chỉ lịch.")
    token = secrets.token_urlsafe(TOKEN_BYTES)
    with transaction.atomic(), sentence_for(CalendarFeed):
        # Two presses at once: the second waits here, and the address it makes is the one left.
        User.objects.select_for_update(of=("self",)).get(pk=actor.user_id)
        stopped = _stop(actor)
        feed = CalendarFeed.objects.create(
            authority_id=actor.authority_id, user_id=actor.user_id, digest=digest(token)
        )
        sentence = "Đổi địa chỉ lịch cá nhân" if stopped else "Tạo địa chỉ lịch cá nhân"
        record(actor=actor, verb="feed.make", obj=feed, sentence=sentence)
    return token


def stop_feed(*, actor: Actor) -> None:
    """The address answers no more. Raises Refusal where there is none."""
    with transaction.atomic():
        feed = CalendarFeed.objects.filter(user_id=actor.user_id or 0, stopped_at=None).first()
        if feed is None or not _stop(actor):
            raise Refusal("Không có địa chỉ lịch nào đang dùng.")
        record(actor=actor, verb="feed.stop", obj=feed, sentence="Ngừng địa chỉ lịch cá nhân")


def _stop(actor: Actor) -> int:
    mine = CalendarFeed.objects.filter(
        authority_id=actor.authority_id, user_id=actor.user_id or 0, stopped_at__isnull=True
    )
    return mine.update(stopped_at=timezone.now())


def hats_of(token: str) -> list[Actor]:
    """The roles that the holder of a token has today; none for a token that opens nothing, or for
    an account that is no longer in use."""
    if not token or len(token) > LONGEST_TOKEN:
        return []
    feed = (
        CalendarFeed.objects.filter(
            digest=digest(token), stopped_at__isnull=True, user__is_active=True
        )
        .select_related("user")
        .first()
    )
    if feed is None:
        return []
    today = timezone.localdate()
    held = roles_of(feed.user, today).filter(authority_id=feed.authority_id).select_related("user")
    return [actor_for(one, today) for one in held]
