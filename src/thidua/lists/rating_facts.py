"""Ratings as facts: the official file decides, the list speaks where there is none."""

from __future__ import annotations

from thidua.law import FactsBuilder, RatingLevel
from thidua.law.signals import LEVEL_WORDS
from thidua.lists.linking import Links, SubjectRecords
from thidua.lists.proposal import Place, Proposal, RatingReading
from thidua.lists.records import RatingsRow
from thidua.lists.remarks import Remarks


def add_ratings(builder: FactsBuilder, proposal: Proposal, links: Links, remarks: Remarks) -> None:
    """Put every known year's rating into ``builder``, unknown ones with their reason."""
    records = links.of(proposal)
    official = records.rated
    is_unclear = _ask_about_doubts(records, remarks)
    claims = {claim.year: claim for claim in proposal.ratings}
    covered = links.ratings.years if links.ratings else ()
    for year, claim in claims.items():
        if official is not None and year in covered:
            continue
        if is_unclear and year in covered:
            builder.rating(year, None, "bảng xếp loại chưa rõ dòng nào của người này")
        else:
            builder.rating(year, claim.level, _claimed(claim))
    if official is not None:
        for record in official.ratings:
            source = official_source(official, record)
            builder.rating(record.year, record.level, source)
            _compare(claims.get(record.year), record, source, remarks)


def _ask_about_doubts(records: SubjectRecords, remarks: Remarks) -> bool:
    """Whether it is not clear which row of the official file is the subject's."""
    if len(records.ratings) > 1:
        rows = ", ".join(str(row.row) for row in records.ratings)
        remarks.question("ratings-twice", f"Bảng xếp loại ghi người này ở các dòng {rows}.")
        return True
    if records.rated is not None:
        return False
    for doubt in records.doubtful_ratings:
        remarks.question(
            "ratings-doubtful",
            f"Bảng xếp loại dòng {doubt.row.row} ({doubt.row.name}) có thể là của người này: "
            f"{doubt.reason}.",
        )
    return bool(records.doubtful_ratings)


def _claimed(claim: RatingReading) -> str:
    said = f"danh sách, {claim.place.text()}"
    return said if claim.reason is None else f"{said}: {claim.reason.label}"


def official_source(row: RatingsRow, record: RatingReading) -> str:
    """``bảng xếp loại, ô J8``, with the reason where there is no rating."""
    place = Place(row.sheet, row.row, record.place.column)
    said = f"bảng xếp loại, {place.text()}"
    return said if record.reason is None else f"{said}: {record.reason.label}"


def _compare(
    claim: RatingReading | None, record: RatingReading, source: str, remarks: Remarks
) -> None:
    if claim is None or claim.level is None or claim.level is record.level:
        return
    official = _level(record.level) if record.level is not None else f'"{record.words}"'
    said = f"Năm {record.year} danh sách ghi {_level(claim.level)}"
    if not record.words:
        remarks.contradiction(
            "rating-missing",
            f"{said}, {source}. Chưa lấy theo danh sách, cần bổ sung bảng xếp loại.",
        )
        return
    remarks.contradiction(
        "rating-differs",
        f"{said}, bảng xếp loại (dòng {record.place.row}) ghi {official}. Lấy theo bảng xếp loại.",
    )


def _level(level: RatingLevel) -> str:
    return LEVEL_WORDS[level]
