"""Background work of packages: papers drawn up after the act that calls for them."""

from __future__ import annotations

from procrastinate.contrib.django import app

from thidua.core.actors import system_actor
from thidua.forwarding.domain.papers import draw_up_whole
from thidua.forwarding.models import Package


@app.task(queue="papers", name="forwarding.submission")
def make_submission(*, package_id: int) -> None:
    """The submission and its list with the number just given."""
    package = Package.objects.filter(pk=package_id).first()
    if package is not None:
        draw_up_whole(actor=system_actor(package.authority_id), package=package)
