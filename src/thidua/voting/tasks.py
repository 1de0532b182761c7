"""Background work of the secret ballot. Its arguments name no motion and no person."""

from __future__ import annotations

from procrastinate.contrib.django import app

from thidua.voting.domain.counting import sweep_tally


@app.task(name="voting.sweep", retry=3)
def sweep(*, rewrite: bool) -> None:
    """Remove what the last votes left behind in the tally's file."""
    sweep_tally(rewrite=rewrite)
