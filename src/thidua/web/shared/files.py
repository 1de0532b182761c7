"""Stored files, given only to those who may see what they belong to."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path

from thidua.commendation.models import Evidence, ListImport, Nomination
from thidua.commendation.queries import kept_dossiers, lists_visible_to, visible_to
from thidua.consultation.queries import closed_files
from thidua.core.actors import Actor, Role
from thidua.core.screens import screen
from thidua.councils.models import Session, SessionPaper
from thidua.councils.queries import paper_of, touching
from thidua.documents.models import StoredFile
from thidua.forwarding import queries as forwarding
from thidua.initiatives.queries import files, files_kept
from thidua.publicity.models import Comment


def files_visible_to(actor: Actor) -> Q:
    """Evidence of dossiers the actor sees, lists of its unit; the office sees its own papers, but
    for what other bodies said of people: see `consultation.queries.closed_files`."""
    evidence = Evidence.objects.filter(nomination__in=visible_to(actor)).values("file")
    lists = lists_visible_to(actor).values("file")
    allowed = Q(pk__in=evidence) | Q(pk__in=lists) | files(actor)
    if actor.is_any(Role.OFFICER, Role.SECRETARY, Role.CHAIRMAN, Role.INSPECTOR):
        # Papers made or filed by the office itself: minutes, decisions, imported registers.
        # What came with a comment of the people has its own door, each opening recorded.
        comments = Comment.objects.filter(file__isnull=False).values("file")
        elsewhere = Q(pk__in=Evidence.objects.values("file")) | Q(pk__in=comments)
        allowed |= ~elsewhere & ~closed_files(actor) & ~_naming(kept_dossiers(actor))
    allowed |= forwarding.unit_files(actor)
    return allowed & ~files_kept(actor) & ~forwarding.files_kept(actor)


def _naming(kept: QuerySet[Nomination]) -> Q:
    """Files in which one of these dossiers can be read: its unit's list, papers of its session,
    the minutes, which name everybody."""
    lists = ListImport.objects.filter(nominations__in=kept).values("file")
    papers = SessionPaper.objects.filter(paper_of(kept)).values("file")
    minutes = Session.objects.filter(touching(kept), minutes_file__isnull=False)
    return Q(pk__in=lists) | Q(pk__in=papers) | Q(pk__in=minutes.values("minutes_file"))


@screen()
def stored_file(request: HttpRequest, key: UUID) -> HttpResponse:
    """The file as it was handed in, always as a download: nothing uploaded is ever rendered."""
    allowed = StoredFile.objects.filter(
        files_visible_to(request.actor), authority_id=request.actor.authority_id
    )
    file = get_object_or_404(allowed, key=key)
    inline = file.media_type == "application/pdf" and "xem" in request.GET
    return FileResponse(
        file.content.open("rb"),
        as_attachment=not inline,
        filename=file.name,
        content_type=file.media_type,
    )


urlpatterns = [path("tep/<uuid:key>/", stored_file, name="file")]
