"""Background work of the registry."""

from __future__ import annotations

from procrastinate.contrib.django import app

from thidua.registry.domain.imports import read
from thidua.registry.models import ImportBatch


@app.task(name="registry.read_batch", retry=2)
def read_batch(batch_id: int) -> None:
    """Read the file of a batch into rows; leaves when the batch is gone."""
    batch = ImportBatch.objects.select_related("file").filter(pk=batch_id).first()
    if batch is not None:
        read(batch)
