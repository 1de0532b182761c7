"""What a published result suggests: flags for leaders, within the shares the law knows.

Suggestions only. Titles, articles, conditions left to people and notes come from the rule book;
where the law names no flag for the level, the cluster's own rule is all there is.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from django.db import transaction
from django.utils import timezone

from thidua.clusters.domain.guarded import keepers_only
from thidua.clusters.domain.papers import leader_words
from thidua.clusters.enums import Organiser
from thidua.clusters.models import ClusterSettings, FlagSuggestion, ResultLine
from thidua.clusters.queries import leaders, settings_of
from thidua.core.actors import Actor
from thidua.core.constraints import sentence_for
from thidua.core.editing import stamp
from thidua.core.errors import Refusal
from thidua.journal.domain.record import record
from thidua.law import (
    Assessment,
    FactsBuilder,
    FlagShare,
    SubjectKind,
    explain,
    flag_share,
    known_title,
)
from thidua.vietnamese.text import clean

FLAGS: Final = {
    Organiser.CENTRAL: "CTD-CP",
    Organiser.MINISTRY: "CTD-BO",
    Organiser.PROVINCE: "CTD-TINH",
}
"""The flag for which the leader may be considered, by who set the cluster up (Điều 25, 26)."""
GOVERNMENT: Final = "CTD-CP"


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
    """How many leaders may go on to the Government's flag: as the rule book has it, and as the
    authority settled it where it did. Only clusters scored on this installation are counted."""

    leaders: int
    by_law: FlagShare
    own: ClusterSettings

    @property
    def most_by_law(self) -> int | None:
        return self.by_law.most(self.leaders)

    @property
    def most_of_own(self) -> int | None:
        """Rounded down; None where the authority settled nothing."""
        share = self.own.flag_share
        return None if share is None else int(self.leaders * share / 100)


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
    """Of the leaders of the clusters of ministry or province on record, by the law of the year."""
    held = [
        line
        for line in leaders(authority_id, year)
        if line.result.year.cluster.organiser in (Organiser.PROVINCE, Organiser.MINISTRY)
    ]
    return GovernmentShare(len(held), flag_share(date(year, 12, 31)), settings_of(authority_id))


def keep_settings(
    *, actor: Actor, flag_share: Decimal | None, flag_share_basis: str
) -> ClusterSettings:
    """What the authority settled about the share, with the paper it stands in; or nothing."""
    keepers_only(actor)
    with transaction.atomic(), sentence_for(ClusterSettings):
        row, _ = ClusterSettings.objects.select_for_update(of=("self",)).get_or_create(
            authority_id=actor.authority_id
        )
        row.flag_share, row.flag_share_basis = flag_share, clean(flag_share_basis)[:300]
        stamp(row, actor)
        row.save()
        record(
            actor=actor,
            verb="cluster.settings",
            obj=row,
            sentence="Đặt tỷ lệ đề nghị Cờ thi đua của Chính phủ",
            data={"flag_share": str(flag_share) if flag_share is not None else None},
        )
    return row


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
