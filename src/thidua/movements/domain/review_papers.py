"""The report of a review: the numbers as data, and the paper made of them.

`figures_of` gives plain data. Once the report is frozen the paper is made of what was kept, so that
it never changes with what units do afterwards.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from thidua.commendation.enums import Subject
from thidua.core.errors import Refusal
from thidua.movements.domain.wording import figure, letterhead, lines, period
from thidua.movements.enums import ResultState
from thidua.movements.models import Movement, MovementReview
from thidua.movements.standing import standing
from thidua.organizations.models import Authority
from thidua.papers import PaperError, Signature
from thidua.papers.report import Grid, ReportPaper, Section, report_files

NOT_SAID = "Chưa ghi"


def figures_of(review: MovementReview) -> dict[str, Any]:
    """Who registered, who reported, pledges reached, good examples; accepted reports only."""
    if review.frozen:
        return dict(review.frozen)
    now = standing(review.movement)
    results = list(
        review.results.filter(state=ResultState.ACCEPTED)
        .prefetch_related("figures__pledge", "examples")
        .order_by("unit_name", "pk")
    )
    reported = {row.unit_id for row in results}
    return {
        "registered": len(now.registered),
        "late": sum(1 for row in now.registered if row.is_late),
        "members": now.members,
        "missing": [unit.name for unit in now.missing],
        "reported": [row.unit_name for row in results],
        "silent": [row.unit_name for row in now.registered if row.unit_id not in reported],
        "pledges": [_pledge(row.unit_name, one) for row in results for one in row.figures.all()],
        "examples": [
            {
                "unit": row.unit_name,
                "kind": one.kind,
                "name": one.name,
                "position": one.position,
                "words": one.words,
            }
            for row in results
            for one in row.examples.all()
        ],
        "words": [
            {
                "unit": row.unit_name,
                "words": row.words,
                "difficulties": row.difficulties,
                "proposals": row.proposals,
            }
            for row in results
        ],
    }


def _pledge(unit_name: str, one: Any) -> dict[str, Any]:
    reached, amount = one.reached, one.pledge.amount
    return {
        "unit": unit_name,
        "words": one.pledge.words,
        "promised": figure(amount, one.pledge.measure),
        "reached": figure(reached, one.pledge.measure),
        "is_reached": _is_reached(reached, amount),
        "note": one.words,
    }


def _is_reached(reached: Decimal | None, amount: Decimal | None) -> bool | None:
    """None: not known. Whether more is better is not asked: pledges are things to attain."""
    return None if reached is None or amount is None else reached >= amount


def review_files(review: MovementReview) -> tuple[bytes, bytes]:
    """(DOCX, PDF). Raises Refusal when the paper cannot be made."""
    try:
        return report_files(review_paper(review))
    except PaperError as error:
        raise Refusal(str(error)) from error


def review_paper(review: MovementReview) -> ReportPaper:
    """Results, numbers, limits, tasks, good examples; a draft until the review is frozen."""
    movement = review.movement
    authority = Authority.objects.get(pk=movement.authority_id)
    return ReportPaper(
        kind="Báo cáo",
        letterhead=letterhead(movement.body, authority),
        number=review.number,
        issued_on=review.paper_on,
        subject=f"{review.get_kind_display()} phong trào thi đua\n“{movement.name}”",
        sections=tuple(_sections(review, movement, figures_of(review))),
        signatures=(Signature((), movement.signer_post or "NGƯỜI ĐỨNG ĐẦU", movement.signer_name),),
        recipients=("Các đơn vị tham gia phong trào",),
        draft=not review.frozen_at and not review.frozen,
    )


def _sections(
    review: MovementReview, movement: Movement, data: dict[str, Any]
) -> Iterator[Section]:
    yield Section(
        "Tham gia phong trào",
        facts=tuple(_facts(movement, data)),
        paragraphs=tuple(_absent(data)),
    )
    achieved = lines(review.achieved) or ("……",)
    yield Section("Kết quả đạt được", paragraphs=achieved, grids=tuple(_pledges(data)))
    if data["words"]:
        yield Section("Báo cáo của các đơn vị", grids=(_words(data),))
    if data["examples"]:
        yield Section("Điển hình", grids=(_examples(data),))
    if review.limits:
        yield Section("Hạn chế, nguyên nhân", paragraphs=lines(review.limits))
    if review.next_steps:
        yield Section("Nhiệm vụ tiếp theo", paragraphs=lines(review.next_steps))


def _facts(movement: Movement, data: dict[str, Any]) -> Iterator[tuple[str, str]]:
    yield "Thời gian của phong trào", period(movement.starts_on, movement.ends_on)
    yield "Số đơn vị đăng ký", f"{data['registered']} (đăng ký sau hạn: {data['late']})"
    yield "Số cá nhân, tập thể, hộ đăng ký qua đơn vị", str(data["members"])
    yield "Số đơn vị báo cáo", str(len(data["reported"]))
    known = [one for one in data["pledges"] if one["is_reached"] is not None]
    if known:
        done = sum(1 for one in known if one["is_reached"])
        yield "Dòng giao ước có số liệu đã đạt", f"{done} trong {len(known)}"


def _absent(data: dict[str, Any]) -> Iterator[str]:
    if data["silent"]:
        yield f"Đã đăng ký, chưa báo cáo: {', '.join(data['silent'])}."
    if data["missing"]:
        yield f"Chưa đăng ký: {', '.join(data['missing'])}."


def _pledges(data: dict[str, Any]) -> Iterator[Grid]:
    rows = tuple(
        (one["unit"], one["words"], one["promised"] or NOT_SAID, one["reached"] or NOT_SAID)
        for one in data["pledges"]
    )
    if rows:
        yield Grid(("Đơn vị", "Cam kết", "Đăng ký", "Đạt"), (2.0, 3.0, 1.3, 1.3), rows)


def _words(data: dict[str, Any]) -> Grid:
    rows = tuple(
        (one["unit"], one["words"], "\n".join(filter(None, _troubles(one))))
        for one in data["words"]
    )
    return Grid(("Đơn vị", "Kết quả", "Khó khăn, kiến nghị"), (1.6, 3.4, 2.4), rows)


def _troubles(one: dict[str, Any]) -> tuple[str, str]:
    return one["difficulties"], one["proposals"]


def _examples(data: dict[str, Any]) -> Grid:
    rows = tuple(
        (
            one["name"],
            ", ".join(filter(None, (one["position"], one["unit"]))),
            Subject(one["kind"]).label,
            one["words"],
        )
        for one in data["examples"]
    )
    return Grid(("Tên", "Chức vụ, đơn vị", "Đối tượng", "Việc làm"), (1.8, 2.0, 1.0, 3.0), rows)
