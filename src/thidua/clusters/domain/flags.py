"""What a published result suggests: flags for leaders, within the shares the law knows.

Suggestions only. Titles, articles, conditions left to people and notes come from the rule book;
where the law names no flag for the level, the cluster's own rule is all there is.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db import transaction
from django.utils import timezone

from thidua.clusters.domain.guarded import keepers_only
from thidua.clusters.domain.papers import leader_words
from thidua.clusters.enums import Organiser
from thidua.clusters.models import FlagSuggestion, ResultLine
from thidua.clusters.queries import leaders
from thidua.core.actors import Actor
from thidua.core.constraints import sentence_for
from thidua.core.errors import Refusal
from thidua.journal.domain.record import record
from thidua.law import Assessment, FactsBuilder, SubjectKind, explain, known_title

FLAGS: Final = {
    Organiser.CENTRAL: "CTD-CP",
    Organiser.MINISTRY: "CTD-BO",
    Organiser.PROVINCE: "CTD-TINH",
}
"""The flag for which the leader may be considered, by who set the cluster up (Điều 25, 26)."""
GOVERNMENT: Final = "CTD-CP"
SHARE: Final = 20
"""At most a fifth of all leaders go on to the Government's flag: Công văn 5007/BNV-TĐKT (2023),
under a decree no longer in force; whether it still applies is not established, and the screen says
so with the rule book's own note."""


@dataclass(frozen=True, slots=True)
class Suggested:
    """One flag a leader may be proposed for, with its ground and what minutes should say."""

    line: ResultLine
    title_code: str
    name: str
    basis: str
    confidence: str
    notes: tuple[str, ...]
    minutes: str
    sent: FlagSuggestion | None = None


@dataclass(frozen=True, slots=True)
class GovernmentShare:
    """How many leaders may go on to the Government's flag, as far as this installation knows."""

    leaders: int
    most: int
    note: str


def suggested(line: ResultLine) -> list[Suggested]:
    """Flags for one leader; none where the law and the cluster name none."""
    year = line.result.year
    cluster = year.cluster
    sent = {one.name: one for one in line.suggestions.filter(withdrawn_at__isnull=True)}
    minutes = leader_words(line.result.content, line.unit_name)
    found = []
    if code := FLAGS.get(Organiser(cluster.organiser)):
        found.append(_by_law(line, code, minutes, sent))
    if cluster.organiser in (Organiser.PROVINCE, Organiser.MINISTRY):
        found.append(_by_law(line, GOVERNMENT, minutes, sent))
    if cluster.flag_name:
        found.append(
            Suggested(
                line,
                "",
                cluster.flag_name,
                cluster.flag_basis,
                "policy",
                (),
                minutes,
                sent.get(cluster.flag_name),
            )
        )
    return found


def _by_law(
    line: ResultLine, code: str, minutes: str, sent: dict[str, FlagSuggestion]
) -> Suggested:
    title = known_title(code)
    said = _judged(code, line.result.year.year)
    left_to_people = tuple(f"{one.sentence} ({one.by})" for one in said.discretion)
    return Suggested(
        line,
        code,
        title.name,
        title.citation.text,
        title.citation.confidence.value,
        (*left_to_people, *said.notes),
        minutes,
        sent.get(title.name),
    )


def _judged(code: str, year: int) -> Assessment:
    """What the rule book says of the title on the last day of the year, of nobody in particular."""
    facts = FactsBuilder(SubjectKind.COLLECTIVE, year).build()
    return explain(facts, code, date(year, 12, 31))


def government_share(authority_id: int, year: int) -> GovernmentShare:
    """A fifth of the leaders of the clusters of ministry or province on record, rounded down."""
    held = [
        line
        for line in leaders(authority_id, year)
        if line.result.year.cluster.organiser in (Organiser.PROVINCE, Organiser.MINISTRY)
    ]
    note = next((one for one in _judged(GOVERNMENT, year).notes if "20" in one), "")
    return GovernmentShare(len(held), len(held) * SHARE // 100, note)


def send_suggestion(*, actor: Actor, line: ResultLine, name: str) -> FlagSuggestion:
    """Tell the leading unit what it may propose; the unit decides whether it does."""
    keepers_only(actor, line.authority_id)
    if line.rank != 1 or hasattr(line.result, "superseded_by"):
        raise Refusal("Chỉ gợi ý cho đơn vị dẫn đầu trong kết quả đang có hiệu lực.")
    chosen = next((one for one in suggested(line) if one.name == name), None)
    if chosen is None:
        raise Refusal("Cụm, khối này không có gợi ý đó. Tải lại trang rồi chọn lại.")
    with transaction.atomic(), sentence_for(FlagSuggestion):
        row = FlagSuggestion.objects.create(
            authority_id=line.authority_id,
            line=line,
            title_code=chosen.title_code,
            name=chosen.name,
            basis=chosen.basis[:500],
            sent_by_name=actor.name,
        )
        record(
            actor=actor,
            verb="cluster.suggest",
            obj=line.result.year,
            sentence=f"Gợi ý {line.unit_name} đề nghị {chosen.name}",
        )
    return row


def withdraw_suggestion(*, actor: Actor, suggestion: FlagSuggestion) -> None:
    keepers_only(actor, suggestion.authority_id)
    with transaction.atomic():
        row = FlagSuggestion.objects.select_for_update(of=("self",)).get(pk=suggestion.pk)
        if row.withdrawn_at is not None:
            raise Refusal("Gợi ý này đã rút.")
        row.withdrawn_at = timezone.now()
        row.save()
        year = row.line.result.year
        record(actor=actor, verb="cluster.suggest", obj=year, sentence=f"Rút gợi ý {row.name}")
