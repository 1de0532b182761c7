"""People: who they are as far as the record needs, what they achieved, and two records made one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Prefetch, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils import timezone

from thidua.commendation.queries import journal_for
from thidua.core.actors import Role
from thidua.core.screens import screen
from thidua.journal.queries import events_of
from thidua.organizations.domain.people import merge_people, undo_merge
from thidua.organizations.models import Person, PersonMerge, Post
from thidua.organizations.queries import names_on, people, search_people, versions_on
from thidua.registry.models import Award
from thidua.registry.queries import look_alikes, merge_obstacles
from thidua.web.office import people_acts
from thidua.web.office.people_shown import birth_words, held, record_of
from thidua.web.office.register import shown

PAGE_SIZE = 50
EVENTS_SHOWN = 15
READERS = (Role.OFFICER, Role.INSPECTOR)


def person_or_404(request: HttpRequest, code: str) -> Person:
    """A person of the authority, merged ones too: their page says whom they became."""
    rows = Person.objects.filter(
        authority_id=request.actor.authority_id, withdrawn_at__isnull=True
    ).select_related("merged_into")
    return get_object_or_404(rows, code=code)


# -- the list -------------------------------------------------------------------------------------


@screen(*READERS)
def people_list(request: HttpRequest) -> HttpResponse:
    """People by name, with or without diacritics, of one unit or of all."""
    words, unit = request.GET.get("q", "").strip()[:100], request.GET.get("don_vi", "")[:12]
    found = _with_awards(search_people(request.actor.authority_id, words))
    if unit:
        found = found.filter(posts__unit__code=unit, posts__withdrawn_at__isnull=True).distinct()
    page = Paginator(found.order_by("sort_key", "pk"), PAGE_SIZE).get_page(request.GET.get("trang"))
    today = timezone.localdate()
    context = {
        "page": page,
        "rows": _lines(page.object_list),
        "words": words,
        "unit": unit,
        "units": [
            (version.unit.code, version.name)
            for version in versions_on(request.actor.authority_id, today)
        ],
        "is_filtered": bool(words or unit),
    }
    template = "office/people.html"
    if request.htmx and not request.htmx.boosted:
        template += "#list"
    return render(request, template, context)


def _with_awards(found: QuerySet[Person]) -> QuerySet[Person]:
    """Each person with posts, and how many awards in force."""
    in_force = Q(awards__withdrawn_at__isnull=True, awards__revoked_on__isnull=True)
    posts = Post.objects.filter(withdrawn_at__isnull=True).order_by("since", "pk")
    return found.annotate(
        award_count=Count("awards", filter=in_force, distinct=True)
    ).prefetch_related(Prefetch("posts", posts, to_attr="live_posts"))


def _lines(rows: Any) -> list[dict[str, Any]]:
    found = list(rows)
    units = [post.unit_id for person in found for post in person.live_posts]
    names = names_on(units, timezone.localdate())
    return [
        {
            "code": person.code,
            "name": person.full_name,
            "birth": birth_words(person),
            "posts": [
                ", ".join(part for part in (post.title, names.get(post.unit_id, "")) if part)
                for post in person.live_posts
            ],
            "awards": person.award_count,
        }
        for person in found
    ]


# -- one person -----------------------------------------------------------------------------------


@screen(*READERS)
def person(request: HttpRequest, code: str) -> HttpResponse:
    """Everything on record about one person; a merged record leads to the one that was kept."""
    one = person_or_404(request, code)
    if one.merged_into is not None:
        messages.info(request, f"Hồ sơ {one.full_name} ({one.code}) đã gộp vào hồ sơ dưới đây.")
        return redirect("office:person", one.merged_into.code)
    keeps = request.actor.role == Role.OFFICER
    events = journal_for(request.actor, events_of(one))[:EVENTS_SHOWN]
    context = record_of(one) | {
        "person": one,
        "keeps": keeps,
        "awards": _timeline(one),
        "merges": PersonMerge.objects.filter(kept=one, undone_at__isnull=True)
        .select_related("absorbed")
        .order_by("-merged_at"),
        "events": [
            {"when": event.at, "title": event.sentence, "text": event.actor_name}
            for event in events
        ],
    }
    return render(request, "office/person.html", context)


def _timeline(one: Person) -> list[dict[str, Any]]:
    rows = (
        Award.objects.filter(person=one, withdrawn_at__isnull=True)
        .select_related("person", "household")
        .order_by("-year", "-decided_on", "pk")
    )
    return [_award_item(line) for line in shown(rows)]


def _award_item(line: dict[str, Any]) -> dict[str, Any]:
    decided = f"ngày {line['decided_on']:%d/%m/%Y}" if line["decided_on"] else "chưa rõ ngày"
    number = f"QĐ {line['number']}" if line["number"] else "chưa rõ số quyết định"
    text = f"{number} {decided}"
    if line["unit"]:
        text += f"; ở {line['unit']}"
    revoked = line["revoked_on"]
    return {
        "when": f"Năm {line['year']}",
        "title": f"{line['title']} (đã thu hồi {revoked:%d/%m/%Y})" if revoked else line["title"],
        "text": text,
        "note": line["revocation"] or line["restoration"] or line["source"] or "xem trong sổ",
        "url": reverse("office:award", args=[line["code"]]),
        "award": not revoked,
    }


# -- two records of one person --------------------------------------------------------------------


@screen(*READERS)
def look_alike_list(request: HttpRequest) -> HttpResponse:
    """Pairs that may be one person: one name but for marks, births that agree."""
    pairs = look_alikes(people(request.actor.authority_id))
    page = Paginator(pairs, PAGE_SIZE).get_page(request.GET.get("trang"))
    found = {one.pk: one for pair in page.object_list for one in pair}
    lines = {
        line["code"]: line for line in _lines(_with_awards(Person.objects.filter(pk__in=found)))
    }
    rows = [(lines[one.code], lines[other.code]) for one, other in page.object_list]
    context = {"page": page, "rows": rows, "may_merge": request.actor.role == Role.OFFICER}
    return render(request, "office/people_alike.html", context)


@screen(Role.OFFICER, writes=True)
def merge(request: HttpRequest) -> HttpResponse:
    """Side by side, what each record holds; then the second becomes part of the first."""
    data = request.POST if request.method == "POST" else request.GET
    kept = _named(request, data.get("giu", ""))
    absorbed = _named(request, data.get("gop", ""))
    if request.method == "POST" and kept and absorbed:
        merge_people(actor=request.actor, kept=kept, absorbed=absorbed)
        messages.success(
            request,
            f"Đã gộp {absorbed.full_name} ({absorbed.code}) vào hồ sơ này. "
            "Tách lại được ở mục Các lần gộp.",
        )
        return redirect("office:person", kept.code)
    context: dict[str, Any] = {"kept": kept, "absorbed": absorbed}
    if kept and absorbed:
        context |= {
            "sides": [held(kept), held(absorbed)],
            "reasons": merge_obstacles(kept, absorbed),
            "swap": f"{reverse('office:person_merge')}?giu={absorbed.code}&gop={kept.code}",
        }
    elif kept:
        words = request.GET.get("q", "").strip() or kept.full_name
        found = search_people(request.actor.authority_id, words).exclude(pk=kept.pk)[:PAGE_SIZE]
        context |= {"words": words, "rows": _lines(_with_awards(_again(found)))}
    else:
        raise Http404
    return render(request, "office/person_merge.html", context)


def _named(request: HttpRequest, code: str) -> Person | None:
    return people(request.actor.authority_id).filter(code=code).first() if code else None


def _again(found: Any) -> QuerySet[Person]:
    return Person.objects.filter(pk__in=[one.pk for one in found]).order_by("sort_key", "pk")


@screen(Role.OFFICER, reads=False, writes=True)
def unmerge(request: HttpRequest, code: str) -> HttpResponse:
    """Take a merge back: what moved returns to the record it came from."""
    merges = PersonMerge.objects.filter(
        authority_id=request.actor.authority_id, absorbed__code=code, undone_at__isnull=True
    ).select_related("absorbed", "kept")
    found = merges.order_by("-merged_at").first()
    if found is None:
        raise Http404
    undo_merge(actor=request.actor, merge=found)
    messages.success(
        request, f"Đã tách {found.absorbed.full_name} ({found.absorbed.code}) thành hồ sơ riêng."
    )
    return redirect("office:person", found.kept.code)


urlpatterns = [
    path("con-nguoi/", people_list, name="people"),
    path("con-nguoi/co-the-trung/", look_alike_list, name="people_alike"),
    path("con-nguoi/gop/", merge, name="person_merge"),
    path("con-nguoi/<slug:code>/", person, name="person"),
    path("con-nguoi/<slug:code>/tach/", unmerge, name="person_unmerge"),
    *people_acts.urlpatterns,
]
