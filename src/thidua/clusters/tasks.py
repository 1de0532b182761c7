"""Background work of clusters."""

from __future__ import annotations

from procrastinate.contrib.django import app

from thidua.clusters.domain.imports import read
from thidua.clusters.models import ScoreImport


@app.task(name="clusters.read_scores", retry=2)
def read_scores(import_id: int) -> None:
    """Read a file of scores; leaves when it is gone."""
    held = ScoreImport.objects.select_related("file", "year__cluster").filter(pk=import_id).first()
    if held is not None:
        read(held)
