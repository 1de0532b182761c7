"""States of a sudden feat on its way to an award."""

from __future__ import annotations

from django.db import models


class FeatState(models.TextChoices):
    """From the report to the award in hand; the moves between them stand in `feat_workflow.py`."""

    REPORTED = "reported", "Đã báo, chờ kiểm tra"
    CHECKED = "checked", "Đã kiểm tra, chờ đề nghị"
    PROPOSED = "proposed", "Đã đề nghị, chờ quyết định"
    DECIDED = "decided", "Đã có quyết định, chờ trao"
    HANDED_OVER = "handed_over", "Đã trao"
    TURNED_DOWN = "turned_down", "Không đề nghị"


OPEN = (FeatState.REPORTED, FeatState.CHECKED, FeatState.PROPOSED, FeatState.DECIDED)
"""States in which somebody still waits."""
