"""Reading decisions, what could go into one, and what the public may see."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import (
    Count,
    Exists,
    Func,
    IntegerField,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
    Sum,
)
from django.db.models.functions import Coalesce

from thidua.commendation.enums import State
from thidua.commendation.models import Nomination, Round
from thidua.commendation.queries import kept_dossiers, kept_from, kept_subject, rounds
from thidua.core.actors import Actor, Role
from thidua.core.search import matching
from thidua.councils.queries import RANK
from thidua.decisions.domain.issuing import Competence, competence, issuing_level
from thidua.decisions.models import (
    Certificate,
    Decision,
    DecisionLine,
    DecisionState,
    PrintPart,
)
from thidua.decisions.signing_models import SignedPaper
from thidua.decisions.undone_models import UndoneLine
from thidua.law import known_title
from thidua.organizations.models import Authority, UnitVersion
from thidua.registry.models import Award

DECISION_NUMBER = re.compile(r"0*(\d{1,6})(?:/\S*)?")
READERS = frozenset({Role.OFFICER, Role.SECRETARY, Role.CHAIRMAN, Role.INSPECTOR})


def visible_to(actor: Actor) -> QuerySet[Decision]:
    """Decisions the actor may read, drafts included: the office, the chairman, the inspector.

    What is not issued is not public: whoever must keep away from one of its dossiers does not see
    the draft at all, for it cannot be read in part.
    """
    mine = Decision.objects.filter(authority_id=actor.authority_id)
    if actor.role not in READERS:
        return mine.none()
    kept = DecisionLine.objects.filter(kept_from(actor, "nomination"), decision=OuterRef("pk"))
    undone = UndoneLine.objects.filter(kept_subject(actor, "award__"), decision=OuterRef("pk"))
    hidden = ~Q(state=DecisionState.ISSUED) & (Q(Exists(kept)) | Q(Exists(undone)))
    return mine.exclude(hidden).select_related("round")


def waiting_for_the_seal(actor: Actor) -> QuerySet[Decision]:
    """Issued decisions with one signature, the signer's, and none of the agency's."""
    once = SignedPaper.objects.alias(
        more=Func("signatures", function="jsonb_array_length", output_field=IntegerField())
    ).filter(more=1, order=1)
    signed = visible_to(actor).filter(state=DecisionState.ISSUED, pk__in=once.values("decision"))
    return signed.exclude(signed_papers__order__gt=1)


def files_for(actor: Actor) -> Q:
    """Stored files of decisions the actor may read: the paper, signed copies, certificates.

    Images of hands and seals are no such file: they have a door of their own.
    """
    seen = visible_to(actor).order_by()
    certificates = Certificate.objects.filter(line__decision__in=seen, print_run__isnull=False)
    parts = PrintPart.objects.filter(run__decision__in=seen, file__isnull=False)
    return (
        Q(pk__in=seen.filter(docx__isnull=False).values("docx"))
        | Q(pk__in=seen.filter(pdf__isnull=False).values("pdf"))
        | Q(pk__in=SignedPaper.objects.filter(decision__in=seen).values("file"))
        | Q(pk__in=certificates.values("print_run"))
        | Q(pk__in=parts.values("file"))
    )


def with_sums(decisions: QuerySet[Decision]) -> QuerySet[Decision]:
    """How many awards each decision is about, and their money in đồng."""
    undone = (
        UndoneLine.objects.filter(decision=OuterRef("pk"))
        .order_by()
        .values("decision")
        .annotate(n=Count("pk"))
        .values("n")
    )
    given = Count("lines")
    return decisions.annotate(
        awards=given + Coalesce(Subquery(undone), 0), money=Sum("lines__amount")
    )


def lines_of(decision: Decision) -> QuerySet[DecisionLine]:
    """Lines in their order, with the dossier and the certificate."""
    return (
        DecisionLine.objects.filter(decision=decision)
        .select_related("nomination", "award")
        .prefetch_related(
            Prefetch(
                "certificates", Certificate.objects.filter(replaced_on=None), to_attr="standing"
            )
        )
        .order_by("order")
    )


def searched_lines(lines: QuerySet[DecisionLine], words: str) -> QuerySet[DecisionLine]:
    """Lines whose dossier holds every word, with or without diacritics."""
    if not words.strip():
        return lines
    return lines.filter(nomination__in=matching(Nomination.objects.all(), words))


def free_nominations(round_: Round, actor: Actor | None = None) -> QuerySet[Nomination]:
    """Dossiers that the council passed and no standing decision holds.

    For an `actor` without those they must keep away from: somebody else drafts for these.
    """
    held = DecisionLine.objects.filter(released_at__isnull=True).values("nomination")
    found = Nomination.objects.filter(round=round_, state=State.DECIDED).exclude(pk__in=held)
    return found if actor is None else found.exclude(kept_from(actor))


def rounds_to_decide(actor: Actor) -> QuerySet[Round]:
    """Rounds with dossiers that wait for a decision."""
    held = DecisionLine.objects.filter(released_at__isnull=True).values("nomination")
    waiting = (
        Q(nominations__state=State.DECIDED)
        & ~Q(nominations__in=held)
        & ~Q(nominations__in=kept_dossiers(actor))
    )
    return (
        rounds(actor).annotate(waiting=Count("nominations", filter=waiting)).filter(waiting__gt=0)
    )


def units_to_decide(round_: Round, actor: Actor) -> list[tuple[int, str, int]]:
    """Units with dossiers that wait for a decision: key, name, how many; by name."""
    rows = free_nominations(round_, actor).order_by("unit_name").values("unit_id", "unit_name")
    counted = rows.annotate(waiting=Count("pk")).values_list("unit_id", "unit_name", "waiting")
    return [(pk, name, waiting) for pk, name, waiting in counted]


@dataclass(frozen=True, slots=True)
class Choice:
    """One title that waits for a decision: how many, and whether it is ours to decide."""

    title_code: str
    persons: int
    collectives: int
    households: int
    competence: Competence

    @property
    def total(self) -> int:
        return self.persons + self.collectives + self.households

    @property
    def name(self) -> str:
        return known_title(self.title_code).name


def choices(round_: Round, on: date, actor: Actor | None = None) -> list[Choice]:
    """Titles of a round that wait for a decision, highest first, judged by the law of that day.

    Counted as `free_nominations` gives them to the `actor`.
    """
    counts: dict[str, dict[str, int]] = defaultdict(dict)
    rows = (
        free_nominations(round_, actor)
        .order_by()
        .values("title_code", "subject_kind")
        .annotate(n=Count("pk"))
    )
    for row in rows:
        counts[row["title_code"]][row["subject_kind"]] = row["n"]
    level = issuing_level(Authority.objects.get(pk=round_.authority_id))
    return [
        Choice(
            title_code=code,
            persons=counts[code].get("person", 0),
            collectives=counts[code].get("collective", 0),
            households=counts[code].get("household", 0),
            competence=competence(level, code, on),
        )
        for code in sorted(counts, key=RANK.__getitem__)
    ]


def issued(authority_id: int) -> QuerySet[Decision]:
    """Decisions the public may read, newest first."""
    return Decision.objects.filter(authority_id=authority_id, state=DecisionState.ISSUED).order_by(
        "-issued_on", "-number"
    )


def public_awards(authority_id: int) -> QuerySet[Award]:
    """The public register: revoked awards stay in it and are shown as revoked."""
    return Award.objects.filter(
        authority_id=authority_id, withdrawn_at__isnull=True
    ).select_related("person", "household", "decision_line__decision")


def searched_awards(awards: QuerySet[Award], words: str) -> QuerySet[Award]:
    """Awards by name and unit, or by the number of the decision (`1846`, `1846/QĐ-UBND`)."""
    number = DECISION_NUMBER.fullmatch(words.strip())
    if number:
        stem = f"{number[1]}/"
        return awards.filter(
            Q(decision_number__startswith=stem) | Q(decision_number__startswith=f"0{stem}")
        )
    return matching(awards, words)


@dataclass(frozen=True, slots=True)
class Namesakes:
    """Different persons of one name among the awards found, and where they were."""

    name: str
    persons: int
    units: tuple[str, ...]


def namesakes(awards: QuerySet[Award], most: int = 5) -> list[Namesakes]:
    """Names that several persons bear, in two queries; never told apart by birth or post here."""
    doubled = (
        awards.filter(person__isnull=False)
        .order_by()
        .values("person__search_key")
        .annotate(persons=Count("person", distinct=True))
        .filter(persons__gt=1)
        .order_by("person__search_key")[:most]
    )
    counts = {row["person__search_key"]: row["persons"] for row in doubled}
    rows = (
        awards.filter(person__search_key__in=counts)
        .order_by("person__search_key", "unit_words")
        .values_list("person__search_key", "person__full_name", "unit_words")
        .distinct()
    )
    names: dict[str, str] = {}
    units: dict[str, dict[str, None]] = defaultdict(dict)
    for key, name, unit in rows:
        names.setdefault(key, name)
        if unit:
            units[key][unit] = None
    return [Namesakes(names[key], counts[key], tuple(units[key])) for key in names]


def awards_by_year(authority_id: int, most: int = 6) -> list[dict[str, int]]:
    """Awards in force by year of merit and kind of subject, latest first."""
    return list(
        public_awards(authority_id)
        .filter(revoked_on__isnull=True)
        .order_by()
        .values("year")
        .annotate(
            total=Count("pk"),
            persons=Count("pk", filter=Q(person__isnull=False)),
            collectives=Count("pk", filter=Q(collective__isnull=False)),
            households=Count("pk", filter=Q(household__isnull=False)),
        )
        .order_by("-year")[:most]
    )


def unit_names_at(wanted: Iterable[tuple[int, date]]) -> dict[tuple[int, date], str]:
    """What each unit was called on its own day, in one query; a unit since gone keeps its name."""
    pairs = set(wanted)
    versions: dict[int, list[UnitVersion]] = defaultdict(list)
    found = UnitVersion.objects.filter(unit_id__in={pk for pk, _ in pairs}).order_by("valid")
    for version in found if pairs else ():
        versions[version.unit_id].append(version)
    return {(pk, day): _name_at(versions[pk], day) for pk, day in pairs if versions[pk]}


def _name_at(versions: Sequence[UnitVersion], day: date) -> str:
    began = [
        version for version in versions if not version.valid.lower or version.valid.lower <= day
    ]
    return (began or versions[:1])[-1].name
