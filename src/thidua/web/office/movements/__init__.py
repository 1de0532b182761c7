"""Emulation movements, seen by the standing office."""

from __future__ import annotations

from thidua.web.office.movements import (
    amending,
    listing,
    page,
    planning,
    registrations,
    reviews,
    rounds,
    titles,
    words,
)

# What has an address of its own under phong-trao/ stands before phong-trao/<code>/.
urlpatterns = [
    *words.urlpatterns,
    *planning.urlpatterns,
    *listing.urlpatterns,
    *reviews.urlpatterns,
    *rounds.urlpatterns,
    *amending.urlpatterns,
    *registrations.urlpatterns,
    *page.urlpatterns,
    *titles.urlpatterns,
]
