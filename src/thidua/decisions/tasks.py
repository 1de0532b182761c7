"""Background work of decisions: their papers and certificates."""

from __future__ import annotations

from procrastinate.contrib.django import app

from thidua.decisions.domain import making


@app.task(queue="papers")
def make_papers(decision_id: int) -> None:
    """The DOCX and PDF of an issued decision, once."""
    making.make_papers(decision_id=decision_id)


@app.task(queue="papers")
def make_certificates(decision_id: int) -> None:
    """The certificates of an issued decision that are not made yet."""
    making.make_certificates(decision_id=decision_id)


@app.task(queue="papers")
def make_print_run(run_id: int) -> None:
    """The files of a print run that are not drawn yet."""
    making.make_print_run(run_id=run_id)


@app.periodic(cron="*/5 * * * *")
@app.task(queue="papers", queueing_lock="resume_certificates")
def resume_certificates(timestamp: int) -> None:
    """Go on with certificates and print runs whose job was killed."""
    making.resume()
