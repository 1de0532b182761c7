"""Stored files, given only to those who may see what they belong to.

Each app says which of its files an actor may open (`files_for`); what no app answers for is given
to nobody here. Files with a door of their own, each opening of which is recorded or judged apart:
what came with a comment of the people, images of hands and seals, templates, backgrounds.
"""

from __future__ import annotations

from uuid import UUID

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path

from thidua.clusters import queries as clusters
from thidua.commendation import queries as commendation
from thidua.consultation import queries as consultation
from thidua.core.actors import Actor
from thidua.core.screens import screen
from thidua.councils import queries as councils
from thidua.decisions import queries as decisions
from thidua.directives import queries as directives
from thidua.documents.models import StoredFile
from thidua.forwarding import queries as forwarding
from thidua.honours import case_queries as honours
from thidua.initiatives import queries as initiatives
from thidua.movements import queries as movements
from thidua.obstacles import queries as obstacles
from thidua.planning import queries as planning
from thidua.registry import queries as registry
from thidua.revocations import queries as revocations
from thidua.targets import queries as targets

SOURCES = (
    commendation,
    clusters,
    registry,
    councils,
    decisions,
    directives,
    consultation,
    initiatives,
    honours,
    revocations,
    forwarding,
    planning,
    movements,
    targets,
    obstacles,
)


def may_open(actor: Actor, file: StoredFile) -> bool:
    """Whether the file belongs to something the actor may see; asked source by source, for one
    question to all of them at once takes longer to plan than to answer."""
    this = StoredFile.objects.filter(pk=file.pk)
    return any(this.filter(source.files_for(actor)).exists() for source in SOURCES)


@screen()
def stored_file(request: HttpRequest, key: UUID) -> HttpResponse:
    """The file as it was handed in, always as a download: nothing uploaded is ever rendered."""
    file = get_object_or_404(StoredFile, key=key, authority_id=request.actor.authority_id)
    if not may_open(request.actor, file):
        raise Http404
    inline = file.media_type == "application/pdf" and "xem" in request.GET
    return FileResponse(
        file.content.open("rb"),
        as_attachment=not inline,
        filename=file.name,
        content_type=file.media_type,
    )


urlpatterns = [path("tep/<uuid:key>/", stored_file, name="file")]
