"""From a dossier and the registry to the facts that the law reads.

The official record decides where it speaks; the unit's own claim counts where the record is
silent, and says that it is a claim. Nothing is guessed: what neither says stays unknown.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from thidua.commendation.enums import Subject
from thidua.commendation.models import Nomination
from thidua.law import Facts, FactsBuilder, InitiativeScope, RatingLevel, SubjectKind, known_title
from thidua.registry.enums import DisciplineState
from thidua.registry.models import Award, Coverage, Rating
from thidua.registry.queries import Record, coverage, records, subject_of
from thidua.vietnamese.dates import format_day

CLAIM = "đơn vị kê trong hồ sơ"


@dataclass(frozen=True, slots=True)
class Spans:
    """Years for which the registry is complete."""

    awards: Sequence[tuple[int, int]]
    ratings: Sequence[tuple[int, int]]


def facts_of(nominations: Iterable[Nomination]) -> Mapping[int, Facts]:
    """Facts by nomination id, in a fixed number of queries for any number of dossiers."""
    rows = list(nominations)
    if not rows:
        return {}
    authority = rows[0].authority_id
    spans = Spans(
        coverage(authority, Coverage.Source.AWARDS), coverage(authority, Coverage.Source.RATINGS)
    )
    found = records(subject_of(row) for row in rows)
    return {row.pk: build(row, found[subject_of(row)], spans) for row in rows}


def build(row: Nomination, record: Record, spans: Spans) -> Facts:
    """Facts of one dossier."""
    builder = FactsBuilder(SubjectKind(row.subject_kind), row.round.year)
    _ratings(builder, row, record, spans)
    _awards(builder, row, record, spans)
    if row.subject_kind == Subject.PERSON:
        _initiatives(builder, row, record)
        _service(builder, row)
    else:
        _collective(builder, row)
    _discipline(builder, row, record)
    for criterion, value in row.declared.items():
        builder.declare(criterion, value, CLAIM)
    builder.declare_all(f"{row.unit_name} xác nhận khi đề nghị")
    return builder.build()


def _ratings(builder: FactsBuilder, row: Nomination, record: Record, spans: Spans) -> None:
    year, official = row.round.year, {rating.year: rating for rating in record.ratings}
    for rating in official.values():
        level = None if rating.level is None else RatingLevel(rating.level)
        builder.rating(rating.year, level, _rating_source(rating, row))
    if year not in official and row.rating_level is not None:
        builder.rating(year, RatingLevel(row.rating_level), f"{row.rating_words}, {CLAIM}")


def _rating_source(rating: Rating, row: Nomination) -> str:
    said = rating.words or rating.get_why_none_display()
    source = f"kết quả đánh giá năm {rating.year}: {said}"
    claimed = row.rating_level
    if rating.year == row.round.year and claimed is not None and claimed != rating.level:
        source += f" (hồ sơ ghi: {row.rating_words})"
    return source


def _awards(builder: FactsBuilder, row: Nomination, record: Record, spans: Spans) -> None:
    for award in record.awards:
        builder.award(award.title_code, award.year, award_source(award))
    for first, last in spans.awards:
        builder.awards_on_file(first, last, f"sổ khen thưởng {first}–{last}")
    for claim in row.prior_awards:
        if not any(first <= claim["year"] <= last for first, last in spans.awards):
            builder.award(claim["code"], claim["year"], CLAIM)


def award_source(award: Award) -> str:
    """`Chiến sĩ thi đua cơ sở năm 2022, QĐ 4521/QĐ-UBND ngày 27/12/2022`."""
    words = f"{known_title(award.title_code).name} năm {award.year}"
    if award.decision_number:
        words += f", QĐ {award.decision_number}"
    if award.decided_on:
        words += f" ngày {format_day(award.decided_on)}"
    return words


def _initiatives(builder: FactsBuilder, row: Nomination, record: Record) -> None:
    for initiative in record.initiatives:
        used = next(
            (use.title_code for use in initiative.uses.all() if use.person_id == row.person_id),
            None,
        )
        scope = InitiativeScope(initiative.scope) if initiative.scope else None
        source = f"sáng kiến “{initiative.name}”"
        if initiative.recognition_number:
            source += f", QĐ {initiative.recognition_number}"
        builder.initiative(initiative.year, scope, source, used_for=used)
    if row.initiative_name or row.initiative_decision:
        scope = InitiativeScope(row.initiative_scope) if row.initiative_scope else None
        words = ", ".join(filter(None, (row.initiative_name, row.initiative_decision)))
        builder.initiative(
            row.round.year, scope, f"{words} ({CLAIM})", recognised=row.initiative_recognised
        )
    elif row.list_import_id is None or row.source_row is not None:
        builder.no_other_initiatives(row.round.year, "hồ sơ không kê sáng kiến nào")


def _service(builder: FactsBuilder, row: Nomination) -> None:
    if row.service_months is not None:
        builder.service_months(row.service_months, row.note or CLAIM)


def _collective(builder: FactsBuilder, row: Nomination) -> None:
    if row.ldtt_part is not None and row.ldtt_whole:
        builder.share("LDTT", row.ldtt_part, row.ldtt_whole, CLAIM)
    if row.cstdcs_count is not None:
        builder.count("CSTDCS", row.cstdcs_count, CLAIM)


def _discipline(builder: FactsBuilder, row: Nomination, record: Record) -> None:
    pending = [case for case in record.discipline if case.state == DisciplineState.PENDING]
    if pending:
        builder.blocked("discipline_pending", True, pending[0].words or "sổ kỷ luật")
    elif row.pending_discipline:
        builder.blocked("discipline_pending", True, row.pending_discipline)
    for case in record.discipline:
        if case.state == DisciplineState.DISCIPLINED and case.year == row.round.year:
            builder.blocked("disciplined", True, case.words or case.measure)
