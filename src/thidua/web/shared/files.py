"""Stored files, given only to those who may see what they belong to."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path

from thidua.commendation.models import Evidence
from thidua.commendation.queries import lists_visible_to, visible_to
from thidua.consultation.queries import closed_files
from thidua.core.actors import Actor, Role
from thidua.core.screens import screen
from thidua.documents.models import StoredFile


def files_visible_to(actor: Actor) -> Q:
    """Evidence of dossiers the actor sees, lists of its unit; the office sees its own papers, but
    for what other bodies said of people: see `consultation.queries.closed_files`."""
    evidence = Evidence.objects.filter(nomination__in=visible_to(actor)).values("file")
    lists = lists_visible_to(actor).values("file")
    allowed = Q(pk__in=evidence) | Q(pk__in=lists)
    if actor.is_any(Role.OFFICER, Role.SECRETARY, Role.CHAIRMAN, Role.INSPECTOR):
        # Papers made or filed by the office itself: minutes, decisions, imported registers.
        allowed |= ~Q(pk__in=Evidence.objects.values("file")) & ~closed_files(actor)
    return allowed


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
