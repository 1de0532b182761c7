"""Reading lists and comments. What is kept from somebody is left out here, for every screen."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from thidua.commendation.enums import IN_OFFICE, State
from thidua.commendation.models import Nomination, Recusal
from thidua.commendation.queries import kept_from, visible_to
from thidua.core.actors import UNIT_ROLES, Actor, Role
from thidua.core.deadlines import Deadline
from thidua.core.search import matching
from thidua.publicity.clock import Reckoning, Stop, reckon
from thidua.publicity.enums import SETTLED, SHOWN, WAITING, ListState, Naming
from thidua.publicity.models import Candidate, CandidateList, ClockStop, Comment
from thidua.publicity.terms import terms_of

OFFICE = (Role.OFFICER, Role.INSPECTOR)
COUNCIL = (Role.SECRETARY, Role.MEMBER, Role.CHAIRMAN)
SOON = 3
"""Working days before the end at which a list is said to end soon."""


# -- lists ---------------------------------------------------------------------------------------


def public_lists(authority_id: int) -> QuerySet[CandidateList]:
    """Lists anybody may read, newest first; one that was withdrawn is not among them."""
    return CandidateList.objects.filter(authority_id=authority_id, state__in=SHOWN).order_by(
        "-opened_on", "-pk"
    )


def lists_visible_to(actor: Actor) -> QuerySet[CandidateList]:
    """The office and the inspector see drafts too, the council what was published."""
    mine = CandidateList.objects.filter(authority_id=actor.authority_id)
    if actor.is_any(*OFFICE):
        return mine
    return mine.filter(state__in=SHOWN) if actor.is_any(*COUNCIL) else mine.none()


def lines_visible_to(actor: Actor, list_: CandidateList) -> QuerySet[Candidate]:
    """Lines of the list without those of dossiers the actor must keep away from."""
    found = Candidate.objects.filter(list=list_, list__authority_id=actor.authority_id)
    return found.exclude(kept_from(actor, "nomination_id")).order_by("sort_key", "pk")


def public_lines(list_: CandidateList, words: str = "") -> QuerySet[Candidate]:
    """Lines as everybody reads them; `is_gone` marks a dossier withdrawn since."""
    found = Candidate.objects.filter(list=list_).annotate(
        is_gone=Exists(Nomination.objects.filter(pk=OuterRef("nomination"), state=State.WITHDRAWN))
    )
    return matching(found, words).order_by("sort_key", "pk")


# -- the clock -----------------------------------------------------------------------------------


def reckoning_of_list(list_: CandidateList, today: date) -> Reckoning | None:
    """Where the period of the whole list stands; None before it is posted."""
    return reckonings([list_], today).get(list_.pk)


def reckonings(lists: Iterable[CandidateList], today: date) -> dict[int, Reckoning]:
    """By list, in one query whatever their number. A closed list stands as on its last day."""
    rows = [row for row in lists if row.opened_on is not None]
    stops: dict[int, list[Stop]] = defaultdict(list)
    for one in ClockStop.objects.filter(list__in=rows, candidate__isnull=True):
        stops[one.list_id].append(Stop(one.since, one.until))
    return {row.pk: _reckoned(row, stops[row.pk], today) for row in rows}


def reckonings_of_candidates(list_: CandidateList, today: date) -> dict[int, Reckoning]:
    """By candidate, for those alone whose own clock stood still at some time."""
    whole: list[Stop] = []
    own: dict[int, list[Stop]] = defaultdict(list)
    for one in ClockStop.objects.filter(list=list_):
        held = whole if one.candidate_id is None else own[one.candidate_id]
        held.append(Stop(one.since, one.until))
    return {key: _reckoned(list_, [*whole, *stops], today) for key, stops in own.items()}


def _reckoned(row: CandidateList, stops: list[Stop], today: date) -> Reckoning:
    assert row.opened_on is not None
    if row.state == ListState.CLOSED and row.closed_at is not None:
        today = min(today, timezone.localdate(row.closed_at))
    return reckon(row.opened_on, row.working_days, stops, today, said=row.said_last_day)


def takes_comments(list_: CandidateList, candidate: Candidate | None, today: date) -> bool:
    """While the list is open, and for a candidate whose own clock stood still, beyond it."""
    if list_.state != ListState.OPEN:
        return False
    whole = reckoning_of_list(list_, today)
    if whole is None or not whole.is_over:
        return whole is not None
    own = reckonings_of_candidates(list_, today).get(candidate.pk) if candidate else None
    return own is not None and not own.is_over


def open_now(authority_id: int, today: date) -> list[tuple[CandidateList, Reckoning]]:
    """Lists on which something can be said today, the one that ends first on top."""
    rows = list(public_lists(authority_id).filter(state=ListState.OPEN).select_related("round"))
    known = reckonings(rows, today)
    found = [(row, known[row.pk]) for row in rows if not known[row.pk].is_over]
    return sorted(found, key=lambda pair: (pair[1].last_day or date.max, pair[0].pk))


def open_lists(actor: Actor) -> QuerySet[CandidateList]:
    """Lists on which the clock runs or stands still."""
    running = (ListState.OPEN, ListState.PAUSED)
    return lists_visible_to(actor).filter(state__in=running)


# -- what has to be published --------------------------------------------------------------------


def must_be_published(found: QuerySet[Nomination]) -> QuerySet[Nomination]:
    """Those among them for which the law compels publication (Điều 84 khoản 5)."""
    pairs = set(found.order_by().values_list("title_code", "round__considered_on").distinct())
    wanted = Q(pk__in=())
    for code, on in pairs:
        if terms_of(code, on, on).is_compulsory:
            wanted |= Q(title_code=code, round__considered_on=on)
    return found.filter(wanted)


def unpublished(found: QuerySet[Nomination]) -> QuerySet[Nomination]:
    """Dossiers that must be published before the council meets and are on no list that has closed.

    Whoever prepares or opens a session asks this of the dossiers concerned.
    """
    closed = Candidate.objects.filter(nomination=OuterRef("pk"), list__state=ListState.CLOSED)
    return must_be_published(found).exclude(Exists(closed))


def unpublished_for(actor: Actor) -> QuerySet[Nomination]:
    """Of what the actor may see: in the office or before the council, and not yet published."""
    waiting = (*IN_OFFICE, State.AT_COUNCIL)
    return unpublished(visible_to(actor).filter(state__in=waiting))


# -- comments ------------------------------------------------------------------------------------


def comments_visible_to(actor: Actor) -> QuerySet[Comment]:
    """For the office and the inspector alone, without those about dossiers they keep away from.

    A comment on the whole list may speak of anybody on it: whoever keeps away from one of its
    dossiers does not read it.
    """
    mine = Comment.objects.filter(authority_id=actor.authority_id)
    if not actor.is_any(*OFFICE):
        return mine.none()
    on_list = Recusal.objects.filter(
        nomination__candidacies__list=OuterRef("list_id"),
        user_id=actor.user_id or 0,
        withdrawn_at__isnull=True,
    )
    return mine.exclude(kept_from(actor, "candidate__nomination_id")).exclude(
        Q(candidate__isnull=True) & Exists(on_list)
    )


def waiting_comments(actor: Actor) -> QuerySet[Comment]:
    """Comments that an officer still owes an answer."""
    if not actor.is_any(Role.OFFICER):
        return Comment.objects.none()
    return comments_visible_to(actor).filter(state__in=WAITING)


def state_counts(found: QuerySet[Comment]) -> dict[str, int]:
    rows = found.order_by().values("state").annotate(n=Count("pk")).values_list("state", "n")
    return dict(rows)


@dataclass(frozen=True, slots=True)
class Said:
    """One settled comment as a reader of the dossier may see it: no name, no file."""

    code: str
    words: str
    answer: str
    state: str


@dataclass(frozen=True, slots=True)
class OnDossier:
    """What the people said of a dossier, for whoever reads it."""

    listings: tuple[tuple[CandidateList, Candidate], ...]
    total: int
    waiting: int
    said: tuple[Said, ...]
    may_triage: bool


def on_dossier(row: Nomination, actor: Actor) -> OnDossier | None:
    """None for a dossier on no published list. The caller has it from `visible_to`.

    The unit reads only what was forwarded to it; the council settled comments, a confidential one
    by the officer's account of it.
    """
    lines = list(
        Candidate.objects.filter(nomination=row, list__state__in=SHOWN).select_related("list")
    )
    if not lines:
        return None
    pairs = tuple((line.list, line) for line in lines)
    found = list(Comment.objects.filter(candidate__in=lines).order_by("-pk")[:200])
    if actor.role in UNIT_ROLES:
        sent = [one for one in found if one.forwarded_at is not None]
        said = tuple(Said(one.code, one.substance, "", "") for one in sent)
        return OnDossier(pairs, len(sent), 0, said, may_triage=False)
    settled = [one for one in found if one.state in SETTLED]
    return OnDossier(
        pairs,
        len(found),
        sum(one.state in WAITING for one in found),
        tuple(
            Said(one.code, _readable(one), one.answer, one.get_state_display()) for one in settled
        ),
        may_triage=actor.is_any(*OFFICE),
    )


def _readable(one: Comment) -> str:
    if one.naming == Naming.CONFIDENTIAL:
        return one.substance or "Ý kiến giữ kín danh tính, chuyên viên chưa ghi nội dung chính."
    return one.substance or one.text


def deadlines(actor: Actor, since: date, until: date) -> list[Deadline]:
    """Last days of lists put before the people, of those with a line the actor may know of."""
    known = Candidate.objects.filter(list=OuterRef("pk")).exclude(kept_from(actor, "nomination_id"))
    rows = list(lists_visible_to(actor).filter(Exists(known), state__in=SHOWN))
    by_list = reckonings(rows, timezone.localdate())
    return [
        Deadline(
            day,
            f"Hết hạn lấy ý kiến: {row.name}",
            "comment_list",
            row.name,
            row.state == ListState.CLOSED,
            ("office:candidate_list", row.code),
        )
        for row in rows
        if row.pk in by_list and (day := by_list[row.pk].last_day) and since <= day <= until
    ]
