"""A person's record in words, for the page and for the comparison of two."""

from __future__ import annotations

from typing import Any

from django.db.models import Prefetch
from django.urls import reverse
from django.utils import timezone

from thidua.law import InitiativeScope, known_title
from thidua.organizations.models import Person, Post
from thidua.organizations.queries import names_on
from thidua.registry.domain.initiatives import SCOPE_WORDS
from thidua.registry.domain.ratings import rating_words
from thidua.registry.enums import DisciplineState
from thidua.registry.models import Award, Discipline, Initiative, InitiativeUse, Rating
from thidua.registry.queries import birth_of
from thidua.vietnamese.dates import format_day

CASE_LOOK = {
    DisciplineState.PENDING: "warn",
    DisciplineState.DISCIPLINED: "bad",
    DisciplineState.CLEARED: "ok",
}


def birth_words(person: Person) -> str:
    """As much of the birth as is known."""
    birth = birth_of(person)
    return birth.text() if birth else ""


def record_of(person: Person) -> dict[str, Any]:
    """Identity, posts, ratings, initiatives and discipline of one person."""
    return {
        "facts": _facts(person),
        "posts": _posts(person),
        "ratings": _ratings(person),
        "initiatives": _initiatives(person),
        "cases": _cases(person),
    }


def _facts(person: Person) -> list[dict[str, str]]:
    """The least that tells people of one name apart."""
    return [
        {"label": "Họ và tên", "value": person.full_name},
        {"label": "Ngày sinh, năm sinh", "value": birth_words(person) or "Chưa rõ"},
        {"label": "Giới tính", "value": person.get_sex_display() or "Chưa rõ"},
        {"label": "Mã trong sổ", "value": person.code},
    ]


def _posts(person: Person) -> list[dict[str, str]]:
    rows = list(person.posts.filter(withdrawn_at__isnull=True).order_by("-until", "-since", "pk"))
    names = names_on([post.unit_id for post in rows], timezone.localdate())
    return [
        {
            "when": _span(post),
            "title": names.get(post.unit_id, ""),
            "text": ", ".join(
                part
                for part in (post.title, post.get_group_display() if post.group else "")
                if part
            ),
        }
        for post in rows
    ]


def _span(post: Post) -> str:
    since = f"Từ {format_day(post.since)}" if post.since else "Chưa rõ từ ngày nào"
    return f"{since} đến {format_day(post.until)}" if post.until else since


def _ratings(person: Person) -> list[dict[str, Any]]:
    rows = person.ratings.filter(withdrawn_at__isnull=True).order_by("-year")
    return [_rating(row) for row in rows]


def _rating(row: Rating) -> dict[str, Any]:
    words = rating_words(row.level, row.why_none)
    says_more = row.level is None and row.words.casefold() not in ("", words.casefold())
    written = row.words if says_more else ""
    return {
        "year": row.year,
        "words": words,
        "written": written,
        "known": row.level is not None,
        "source": row.source,
    }


def _initiatives(person: Person) -> list[dict[str, Any]]:
    rows = (
        person.initiatives.filter(withdrawn_at__isnull=True)
        .prefetch_related(
            "authors", Prefetch("uses", InitiativeUse.objects.select_related("person"))
        )
        .order_by("-year", "pk")
    )
    return [_initiative(row, person) for row in rows]


def _initiative(row: Initiative, person: Person) -> dict[str, Any]:
    others = [one.full_name for one in row.authors.all() if one.pk != person.pk]
    used = next((use for use in row.uses.all() if use.person_id == person.pk), None)
    return {
        "code": row.code,
        "name": row.name,
        "year": row.year,
        "number": row.recognition_number,
        "scope": SCOPE_WORDS[InitiativeScope(row.scope)] if row.scope else "",
        "certificate": row.scope_certificate,
        "others": ", ".join(others),
        "used": f"{known_title(used.title_code).name} năm {used.year}" if used else "",
        "used_by": used.decision_number if used else "",
    }


def _cases(person: Person) -> list[dict[str, Any]]:
    rows = Discipline.objects.filter(person=person).order_by("pk")
    live = [(number, row) for number, row in enumerate(rows, start=1) if not row.withdrawn_at]
    return [
        {
            "number": number,
            "state": row.get_state_display(),
            "look": CASE_LOOK[DisciplineState(row.state)],
            "measure": row.measure,
            "year": row.year,
            "since": row.since,
            "until": row.until,
            "words": row.words,
            "pending": row.state == DisciplineState.PENDING,
        }
        for number, row in reversed(live)
    ]


def held(person: Person) -> dict[str, Any]:
    """One side of the comparison: what would move or stay."""
    record = record_of(person)
    awards = Award.objects.filter(person=person, withdrawn_at__isnull=True).order_by("-year")
    return {
        "code": person.code,
        "url": reverse("office:person", args=[person.code]),
        "name": person.full_name,
        "lines": [
            ("Ngày sinh, năm sinh", [birth_words(person) or "chưa rõ"]),
            ("Giới tính", [person.get_sex_display() or "chưa rõ"]),
            ("Đơn vị", [post["title"] for post in record["posts"]]),
            (
                "Khen thưởng",
                [f"{known_title(one.title_code).short} năm {one.year}" for one in awards],
            ),
            ("Đánh giá", [f"{one['year']}: {one['words']}" for one in record["ratings"]]),
            ("Sáng kiến", [one["name"] for one in record["initiatives"]]),
            ("Kỷ luật", [f"{one['state']}: {one['words']}" for one in record["cases"]]),
        ],
    }
