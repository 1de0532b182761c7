"""Which earlier texts look like a request, and what people answered who read both."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db import connection, transaction
from django.db.models import Q

from thidua.core.actors import Actor
from thidua.core.constraints import sentence_for
from thidua.core.errors import NotAllowed, Refusal
from thidua.initiatives import rules
from thidua.initiatives.conditions import KEYS, condition
from thidua.initiatives.enums import ENDED, Answer, Likeness, Part, State
from thidua.initiatives.models import (
    ConditionAnswer,
    InitiativeRequest,
    KnownText,
    NoveltyAnswer,
)
from thidua.initiatives.shingles import Sketch, sketch
from thidua.journal.domain.record import record
from thidua.vietnamese.text import clean

COMMON: Final = 200
"""A number that more texts share is a set phrase, not a copy."""
LIKE_BODY: Final = 20
"""Percent of the shorter text's numbers found in the other from which a person must look."""
LIKE_NAME: Final = 60
LEAST_SHARED: Final = 3
MOST: Final = 20

_QUERY: Final = """
WITH asked AS (
  SELECT unnest(%(hashes)s::bigint[]) AS hash, unnest(%(parts)s::smallint[]) AS part
), hits AS (
  SELECT s.text_id, s.hash, s.part
  FROM initiatives_shingle s JOIN asked USING (hash, part)
  WHERE s.authority_id = %(authority)s
), telling AS (
  SELECT hash, part FROM hits GROUP BY hash, part HAVING count(*) <= %(common)s
), shared AS (
  SELECT text_id,
         count(*) FILTER (WHERE part = %(name)s) AS names,
         count(*) FILTER (WHERE part = %(body)s) AS bodies
  FROM hits JOIN telling USING (hash, part) GROUP BY text_id
)
SELECT t.id, s.names, s.bodies,
       100 * s.names / greatest(1, %(own_names)s + t.names - s.names) AS like_name,
       100 * s.bodies / greatest(1, least(%(own_bodies)s, t.bodies)) AS like_body
FROM shared s JOIN initiatives_knowntext t ON t.id = s.text_id
WHERE (s.bodies >= %(least)s
       AND 100 * s.bodies >= %(like_body)s * greatest(1, least(%(own_bodies)s, t.bodies)))
   OR 100 * s.names >= %(like_name)s * greatest(1, %(own_names)s + t.names - s.names)
ORDER BY greatest(100 * s.bodies / greatest(1, least(%(own_bodies)s, t.bodies)),
                  100 * s.names / greatest(1, %(own_names)s + t.names - s.names)) DESC, t.id
LIMIT %(most)s
"""


@dataclass(frozen=True, slots=True)
class Alike:
    """An earlier text that looks like the one asked about; shares in percent."""

    text: KnownText
    like_name: int
    like_body: int

    @property
    def title(self) -> str:
        source = self.text.request or self.text.initiative
        return source.name if source else ""

    @property
    def share(self) -> int:
        return max(self.like_name, self.like_body)


def like(authority_id: int, found: Sketch, *, without: int | None = None) -> list[Alike]:
    """Texts that share enough of the sketch, the most alike first: one query and their rows.

    Compared with what was handed in before and with the register; drafts, withdrawn requests and
    withdrawn initiatives are no earlier solution. `without`: the request asked about.
    """
    rows = _rows(authority_id, found)
    texts = {
        text.pk: text
        for text in KnownText.objects.filter(pk__in=[row[0] for row in rows])
        .exclude(request_id=without or 0)
        .filter(
            Q(request__submitted_at__isnull=False) & ~Q(request__state=State.WITHDRAWN)
            | Q(request__isnull=True, initiative__withdrawn_at__isnull=True)
        )
        .select_related("request__paper", "initiative")
    }
    return [Alike(texts[pk], name, body) for pk, _, _, name, body in rows if pk in texts]


def _rows(authority_id: int, found: Sketch) -> list[tuple[int, int, int, int, int]]:
    numbers = [(number, Part.NAME.value) for number in sorted(found.names)]
    numbers += [(number, Part.BODY.value) for number in sorted(found.bodies)]
    if not numbers:
        return []
    values: dict[str, Any] = {
        "hashes": [number for number, _ in numbers],
        "parts": [part for _, part in numbers],
        "authority": authority_id,
        "common": COMMON,
        "name": Part.NAME.value,
        "body": Part.BODY.value,
        "own_names": len(found.names),
        "own_bodies": len(found.bodies),
        "least": LEAST_SHARED,
        "like_body": LIKE_BODY,
        "like_name": LIKE_NAME,
        "most": MOST,
    }
    with connection.cursor() as cursor:
        cursor.execute(_QUERY, values)
        return list(cursor.fetchall())


def sketch_of(request: InitiativeRequest) -> Sketch:
    return sketch(request.name, request.problem, request.solution, request.effect)


def alike(request: InitiativeRequest) -> list[Alike]:
    """Earlier texts that look like the request."""
    earlier = like(request.authority_id, sketch_of(request), without=request.pk)
    mine = request.submitted_at
    return [one for one in earlier if not _came_later(one, mine)]


def _came_later(one: Alike, mine: object) -> bool:
    """Of two requests the one handed in first is the earlier; a draft is later than any."""
    other = one.text.request
    if other is None or other.state == State.RECOGNISED or mine is None:
        return False
    return other.submitted_at is not None and other.submitted_at > mine  # type: ignore[operator]


def unanswered(request: InitiativeRequest) -> list[Alike]:
    """Those that nobody has answered for yet."""
    done = set(request.novelty_answers.values_list("against", flat=True))
    return [one for one in alike(request) if one.text.pk not in done]


def answer_likeness(
    *, actor: Actor, request: InitiativeRequest, against: KnownText, answer: str, reason: str
) -> NoveltyAnswer:
    """Record what was found of two texts read side by side; a later answer replaces it."""
    row = _judged(actor, request)
    if answer not in Likeness.values:
        raise Refusal("Chọn kết luận: khác, trùng một phần, hoặc trùng.")
    if not clean(reason):
        raise Refusal("Ghi lý do của kết luận: phần nào giống, phần nào mới.")
    if against.authority_id != row.authority_id or against.request_id == row.pk:
        raise Refusal("Văn bản đối chiếu không phù hợp. Chọn lại từ danh sách.")
    share = next((one.share for one in alike(row) if one.text.pk == against.pk), 0)
    with transaction.atomic(), sentence_for(NoveltyAnswer):
        made, _ = NoveltyAnswer.objects.update_or_create(
            request=row,
            against=against,
            defaults={
                "authority_id": row.authority_id,
                "answer": Likeness(answer),
                "reason": clean(reason)[:500],
                "share": min(share, 100),
                "made_by_name": actor.name,
            },
        )
        record(
            actor=actor,
            verb="initiative_request.likeness",
            obj=row,
            sentence=f"Kết luận đối chiếu: {made.get_answer_display().lower()}",
            data={"against": against.code, "share": share, "reason": made.reason},
        )
    return made


def answer_condition(
    *, actor: Actor, request: InitiativeRequest, key: str, answer: str, basis: str
) -> ConditionAnswer:
    """Record what was found of one condition; met or not met need a ground."""
    row = _judged(actor, request)
    if key not in KEYS or answer not in Answer.values:
        raise Refusal("Chọn điều kiện và kết luận trong danh sách.")
    if answer != Answer.NOT_KNOWN and not clean(basis):
        raise Refusal("Ghi căn cứ: giấy tờ, số liệu, văn bản cho thấy đạt hay không đạt.")
    with transaction.atomic(), sentence_for(ConditionAnswer):
        made, _ = ConditionAnswer.objects.update_or_create(
            request=row,
            condition=key,
            defaults={
                "authority_id": row.authority_id,
                "answer": Answer(answer),
                "basis": clean(basis)[:300],
                "made_by_name": actor.name,
            },
        )
        record(
            actor=actor,
            verb="initiative_request.condition",
            obj=row,
            sentence=f"{condition(key).sentence}: {made.get_answer_display().lower()}",
            data={"condition": key, "answer": answer, "basis": made.basis},
        )
    return made


def _judged(actor: Actor, request: InitiativeRequest) -> InitiativeRequest:
    row = InitiativeRequest.objects.get(pk=request.pk)
    if denied := rules.may_judge(row, actor):
        raise NotAllowed(denied)
    if row.submitted_at is None or row.state in {*ENDED, State.GIVEN_BACK}:
        raise Refusal(f"Đề nghị đang ở bước “{State(row.state).label}” nên không ghi kết luận.")
    return row


def said_of(request: InitiativeRequest, found: Sequence[Alike]) -> dict[int, NoveltyAnswer]:
    """Answers by the text they are about."""
    wanted = {one.text.pk for one in found}
    return {
        one.against_id: one for one in request.novelty_answers.all() if one.against_id in wanted
    }
