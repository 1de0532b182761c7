"""“Is my vote secret?”, answered from the code to anyone who asks."""

from __future__ import annotations

from django.apps import apps
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from thidua.core.screens import public_screen
from thidua.voting.domain.server import SETTINGS
from thidua.voting.enums import MINIMUM_VOTERS, OBLIGATORY, Option


@public_screen()
def secret_ballot(request: HttpRequest) -> HttpResponse:
    """What protects a vote here, and what does not; figures are those the program runs with."""
    counts = apps.get_model("voting", "Tally")
    columns = [field for field in counts._meta.fields if not field.primary_key]
    tables = apps.get_app_config("voting").get_models()
    context = {
        "minimum": MINIMUM_VOTERS,
        "options": [Option(value).label for value in OBLIGATORY],
        "columns": [str(field.verbose_name) for field in columns],
        "tables": [str(model._meta.verbose_name) for model in tables],
        "settings": SETTINGS,
    }
    return render(request, "public/secret_ballot.html", context)


urlpatterns = [path("phieu-kin/", secret_ballot, name="secret_ballot")]
