"""From a dossier and the registry to the facts that the law reads.

The official record decides where it speaks; the unit's own claim counts where the record is
silent, and says that it is a claim. Nothing is guessed: what neither says stays unknown.
The same rules as `thidua.lists.facts` has for a list beside a register file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from thidua.commendation.domain.more_claims import MoreClaims, OtherInitiative
from thidua.commendation.enums import LEGAL_GROUNDS, Subject
from thidua.commendation.models import Hold, Nomination
from thidua.law import Facts, FactsBuilder, InitiativeScope, RatingLevel, SubjectKind, known_title
from thidua.registry.enums import DisciplineState
from thidua.registry.models import Award, Coverage, Initiative, Rating
from thidua.registry.queries import Record, coverage, records, subject_of
from thidua.registry.queries import Subject as SubjectKey
from thidua.vietnamese.dates import format_day
from thidua.vietnamese.text import fold

CLAIM = "đơn vị kê trong hồ sơ"
NO_HOLDS: Mapping[str, str] = MappingProxyType({})
Spans = Sequence[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class OnFile:
    """What the registry is complete for: years, and of awards also which kinds and codes it keeps.

    A register of persons says nothing by its silence about households, and one without GĐVH
    nothing about GĐVH.
    """

    awards: Spans
    ratings: Spans
    kinds: frozenset[str]
    codes: frozenset[str]

    def holds_awards(self, row: Nomination) -> Spans:
        return self.awards if row.subject_kind in self.kinds else ()

    def denies(self, code: str, year: int) -> bool:
        """Whether an award that the registry does not hold was not given."""
        return code in self.codes and _within(year, self.awards)


def _within(year: int, spans: Spans) -> bool:
    return any(first <= year <= last for first, last in spans)


def facts_of(nominations: Iterable[Nomination]) -> Mapping[int, Facts]:
    """Facts by nomination id, in a fixed number of queries for any number of dossiers."""
    rows = list(nominations)
    return {row.pk: facts for row, facts in zip(rows, facts_for(rows), strict=True)}


def facts_for(rows: Sequence[Nomination]) -> list[Facts]:
    """Facts of each dossier in order; dossiers of subjects not yet on record have claims only."""
    if not rows:
        return []
    on_file = _on_file(rows)
    found = records(key for row in rows if (key := _subject(row)))
    held = _standing_holds(rows)
    facts = []
    for row in rows:
        key = _subject(row)
        record = found[key] if key else Record()
        facts.append(build(row, record, on_file, held.get(row.pk, {})))
    return facts


def _standing_holds(rows: Sequence[Nomination]) -> Mapping[int | None, Mapping[str, str]]:
    """By dossier: what stands against it of the grounds that the law names, with its words."""
    saved = [row.pk for row in rows if row.pk]
    if not saved:
        return {}
    found: dict[int | None, dict[str, str]] = {}
    for hold in Hold.objects.filter(
        nomination__in=saved, ground__in=LEGAL_GROUNDS, lifted_at__isnull=True
    ).order_by("pk"):
        found.setdefault(hold.nomination_id, {}).setdefault(hold.ground, hold.words)
    return found


def _subject(row: Nomination) -> SubjectKey | None:
    known = row.person_id or row.collective_id or row.household_id
    return subject_of(row) if known else None


def _on_file(rows: Sequence[Nomination]) -> OnFile:
    claimed = {claim["code"] for row in rows for claim in row.prior_awards}
    return on_file(rows[0].authority_id, claimed)


def on_file(authority: int, claimed: set[str | None]) -> OnFile:
    """What the authority's registry is complete for, of the codes claimed. Four queries at most."""
    awards = coverage(authority, Coverage.Source.AWARDS)
    return OnFile(
        awards,
        coverage(authority, Coverage.Source.RATINGS),
        *_kept(authority, awards, claimed),
    )


def _kept(
    authority: int, spans: Spans, claimed: set[str | None]
) -> tuple[frozenset[str], frozenset[str]]:
    """Kinds of subjects that the register keeps, and which of the claimed codes. Two queries.

    Where somebody vouches for the years by hand, the registry is complete for everything.
    """
    if not spans:
        return frozenset(), frozenset()
    by_hand = Coverage.objects.filter(
        authority_id=authority, source=Coverage.Source.AWARDS, batch__isnull=True
    )
    if by_hand.exists():
        return frozenset(Subject.values), frozenset(filter(None, claimed))
    within = Award.objects.filter(
        authority_id=authority,
        withdrawn_at__isnull=True,
        year__range=(min(first for first, _ in spans), max(last for _, last in spans)),
    ).order_by()
    looked_for = [within.filter(**{f"{kind}__isnull": False}) for kind in Subject.values]
    looked_for += [within.filter(title_code=code) for code in sorted(filter(None, claimed))]
    columns = ("person_id", "collective_id", "household_id", "title_code")
    first, *others = [found.values_list(*columns)[:1] for found in looked_for]
    kinds: set[str] = set()
    codes: set[str] = set()
    for person, collective, household, code in first.union(*others, all=True):
        ids = {"person": person, "collective": collective, "household": household}
        kinds.update(kind for kind, pk in ids.items() if pk is not None)
        codes.add(code)
    return frozenset(kinds), frozenset(codes)


def build(
    row: Nomination, record: Record, on_file: OnFile, holds: Mapping[str, str] = NO_HOLDS
) -> Facts:
    """Facts of one dossier; `holds` are words by the block of the law that they stand for."""
    more = MoreClaims.from_json(row.more_claims)
    kind = SubjectKind(row.subject_kind)
    builder = FactsBuilder(kind, row.round.year, group=row.law_group or None)
    builder.declare_all(f"{row.unit_name} đề nghị và chịu trách nhiệm")
    _ratings(builder, row, record, more, on_file)
    _awards(builder, row, record, on_file)
    _initiatives(builder, row, record, more)
    if kind is SubjectKind.PERSON:
        _service(builder, row, more)
    elif kind is SubjectKind.COLLECTIVE:
        _members(builder, row)
    _discipline(builder, row, record, more)
    for block, words in holds.items():
        builder.blocked(block, True, words)
    for criterion, value in row.declared.items():
        builder.declare(criterion, value, _claim(row))
    return builder.build()


def _claim(row: Nomination) -> str:
    if row.source_row is None:
        return CLAIM
    return f"đơn vị kê, trang “{row.source_sheet}”, dòng {row.source_row}"


def _ratings(
    builder: FactsBuilder, row: Nomination, record: Record, more: MoreClaims, on_file: OnFile
) -> None:
    official = {rating.year: rating for rating in record.ratings}
    for rating in official.values():
        level = None if rating.level is None else RatingLevel(rating.level)
        builder.rating(rating.year, level, _rating_source(rating, row))
    claims = [(one.year, one.level, one.words) for one in more.ratings]
    if row.rating_level is not None or row.rating_words:
        claims.append((row.round.year, row.rating_level, row.rating_words))
    for year, claimed, words in claims:
        # Somebody on the ratings' file for other years: its silence on this one is its answer.
        if year in official or (official and _within(year, on_file.ratings)):
            continue
        level = None if claimed is None else RatingLevel(claimed)
        builder.rating(year, level, ", ".join(filter(None, (words, _claim(row)))))


def _rating_source(rating: Rating, row: Nomination) -> str:
    said = rating.words or rating.get_why_none_display()
    source = f"kết quả đánh giá năm {rating.year}: {said}"
    claimed = row.rating_level
    if rating.year == row.round.year and claimed is not None and claimed != rating.level:
        source += f" (hồ sơ ghi: {row.rating_words})"
    return source


def _awards(builder: FactsBuilder, row: Nomination, record: Record, on_file: OnFile) -> None:
    for award in record.awards:
        builder.award(award.title_code, award.year, award_source(award))
    for first, last in on_file.holds_awards(row):
        builder.awards_on_file(first, last, f"sổ khen thưởng {first}–{last}")
    # The record speaks for what it holds and for what was taken back: neither is claimed anew.
    held = {(award.title_code, award.year) for award in (*record.awards, *record.undone)}
    for claim in row.prior_awards:
        code, year = claim.get("code"), claim.get("year")
        if not code or not year or (code, year) in held or on_file.denies(code, year):
            continue
        builder.award(code, year, _claim(row))


def award_source(award: Award) -> str:
    """`Chiến sĩ thi đua cơ sở năm 2022, QĐ 4521/QĐ-UBND ngày 27/12/2022`."""
    words = f"{known_title(award.title_code).name} năm {award.year}"
    if award.decision_number:
        words += f", QĐ {award.decision_number}"
    if award.decided_on:
        words += f" ngày {format_day(award.decided_on)}"
    return words


def _initiatives(builder: FactsBuilder, row: Nomination, record: Record, more: MoreClaims) -> None:
    for initiative in record.initiatives:
        used = next(
            (use.title_code for use in initiative.uses.all() if use.person_id == row.person_id),
            None,
        )
        source = f"sáng kiến “{initiative.name}”"
        if initiative.recognition_number:
            source += f", QĐ {initiative.recognition_number}"
        builder.initiative(initiative.year, _scope(initiative.scope), source, used_for=used)
    for claim in _claimed_initiatives(row, more):
        if any(_is_same(claim, initiative) for initiative in record.initiatives):
            continue
        builder.initiative(
            claim.year,
            _scope(claim.scope),
            f"{claim.words} ({_claim(row)})",
            recognised=claim.recognised,
        )
    if more.closed:
        builder.no_other_initiatives(row.round.year, f"{_claim(row)}: không ghi sáng kiến nào khác")


def _claimed_initiatives(row: Nomination, more: MoreClaims) -> Iterator[OtherInitiative]:
    if row.initiative_name or row.initiative_decision:
        yield OtherInitiative(
            more.initiative_year or row.round.year,
            row.initiative_name,
            row.initiative_decision,
            row.initiative_scope,
            row.initiative_recognised,
        )
    yield from more.initiatives


def _is_same(claim: OtherInitiative, known: Initiative) -> bool:
    """Claimed and on record: counted once, as the record has it."""
    if claim.name:
        return fold(claim.name) == fold(known.name)
    number = known.recognition_number
    return bool(number) and number in claim.decision.split()


def _scope(scope: int | None) -> InitiativeScope | None:
    return InitiativeScope(scope) if scope else None


def _service(builder: FactsBuilder, row: Nomination, more: MoreClaims) -> None:
    if row.service_months is not None:
        builder.service_months(row.service_months, row.note or _claim(row))
    elif more.service_unknown:
        builder.service_months(None, more.service_unknown)


def _members(builder: FactsBuilder, row: Nomination) -> None:
    if row.ldtt_part is not None and row.ldtt_whole:
        builder.share("LDTT", row.ldtt_part, row.ldtt_whole, _claim(row))
    if row.cstdcs_count is not None:
        builder.count("CSTDCS", row.cstdcs_count, _claim(row))


def _discipline(builder: FactsBuilder, row: Nomination, record: Record, more: MoreClaims) -> None:
    """Pending discipline stands in the way; decided discipline in its own year, and nobody knows
    while the year is not given."""
    pending = [case for case in record.discipline if case.state == DisciplineState.PENDING]
    if pending:
        builder.blocked("discipline_pending", True, pending[0].words or "sổ kỷ luật")
    elif row.pending_discipline:
        builder.blocked("discipline_pending", True, row.pending_discipline)
    decided = [(one.year, one.words) for one in more.disciplined]
    decided += [
        (case.year, case.words or case.measure or "sổ kỷ luật")
        for case in record.discipline
        if case.state == DisciplineState.DISCIPLINED
    ]
    year = row.round.year
    for when, words in sorted(decided, key=lambda one: one[0] == year):
        if when is None or when == year:
            builder.blocked("disciplined", None if when is None else True, words)
