"""The facts of one subject as plain data (JSON, TOML), read into ``Facts``.

One description (``FACTS``) drives the reader and the JSON Schema of ``thidua law schema``. ``null``
and ``""`` say "not known"; what is not said at all is not known either, unless a register is said
to be complete for the year.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import Any

from thidua.law import signals
from thidua.law.book import change_dates, questions
from thidua.law.builder import FactsBuilder
from thidua.law.criteria import LOCAL, criteria, quantities
from thidua.law.enums import BLOCKS, Group, InitiativeScope, RatingLevel, SubjectKind
from thidua.law.errors import BadFact
from thidua.law.facts import Facts
from thidua.law.overlay import Overlay, Settlement
from thidua.law.service import Post
from thidua.law.service_levels import LEVELS
from thidua.law.shape import (
    YEAR,
    Amount,
    Field,
    Flag,
    ListOf,
    MapOf,
    Month,
    OneOf,
    Record,
    Text,
    Whole,
    Wrong,
    YearKey,
)
from thidua.law.titles import known_titles

SOURCE = "hồ sơ"
"""Where a fact stands when nobody says."""
ANSWERED = "Câu hỏi đã được trả lời trong hồ sơ"
OTHER_AWARD = "other"
"""An initiative served an award that has no code here."""


@dataclass(frozen=True, slots=True)
class Form:
    """What was read: the facts, and the open questions somebody answered with them."""

    facts: Facts
    overlay: Overlay | None


def _same(names: Callable[[], Any]) -> Callable[[], Mapping[str, str]]:
    """Names that stand for themselves, looked up when first read."""
    return cache(lambda: {name: name for name in names()})


@cache
def _questions() -> Mapping[str, str]:
    return {question: question for day in change_dates() for question in questions(day)}


TITLE = OneOf(_same(known_titles))
SUBJECT = OneOf(lambda: {kind.value: kind for kind in SubjectKind})
RATING = OneOf(lambda: {level.name: level for level in reversed(RatingLevel)})
SCOPE = OneOf(lambda: {scope.name: scope for scope in InitiativeScope})
_GROUP = OneOf(_same(lambda: [group.value for group in Group]))
_USED_FOR = OneOf(_same(lambda: [*known_titles(), OTHER_AWARD]))
_CRITERION = OneOf(_same(criteria), beside=LOCAL)
_QUANTITY = OneOf(_same(quantities))
_BLOCK = OneOf(_same(lambda: BLOCKS))
_QUESTION = OneOf(_questions)
_LEVEL = OneOf(_same(lambda: LEVELS))
_WHERE = Field(Text(), "where this stands: number of a decision, name of a register")
_SPAN = ListOf(YEAR, least=2, most=2)

AWARD = Record(
    {
        "code": Field(TITLE, "code of the title or form", required=True),
        "year": Field(YEAR, "the year of merit it was conferred for", required=True),
        "merit": Field(
            Flag(),
            "false: for a sudden feat or a thematic movement, no ground for a merit proposal",
            certain=True,
        ),
        "source": _WHERE,
    }
)
INITIATIVE = Record(
    {
        "year": Field(YEAR, "year of recognition", required=True),
        "scope": Field(SCOPE, "how far it is certified to reach; unit, province, nation"),
        "recognised": Field(Flag(), "recognised by the unit; true when left out"),
        "used_for": Field(_USED_FOR, "code of the award it has already served, or “other”"),
        "source": _WHERE,
    }
)
POST = Record(
    {
        "level": Field(_LEVEL, "level of the post for long service, I the highest", required=True),
        "from": Field(Month(), "first month in the post", required=True),
        "to": Field(Month(), "last month in the post; left out while it is held"),
        "woman_leader": Field(
            Flag(), "a woman whose statutory retirement age is not the higher one"
        ),
        "former": Field(
            _LEVEL,
            "level of the post before, where this one is lower by reorganisation or transfer",
        ),
        "former_until": Field(
            Month(), "month in which the term in the former post would have ended"
        ),
    }
)


def _members() -> Record:
    """Composition of a collective: what the book counts, as heads."""
    counted = dict.fromkeys((*signals.SHARE_WORDS, *signals.COUNT_WORDS))
    special = {"complete": "members who completed their duties"}
    heads = {
        name: Field(Whole(), special.get(name, f"members who hold {name} for the year"))
        for name in counted
    }
    return Record({"total": Field(Whole(least=1), "members in all"), **heads})


FACTS = Record(
    {
        "subject": Field(SUBJECT, "who is judged", required=True),
        "year": Field(YEAR, "the year of merit that is judged", required=True),
        "group": Field(_GROUP, "group with a standard of its own; staff when left out"),
        "source": Field(Text(), "where the facts stand that name no source of their own"),
        "ratings": Field(
            MapOf(YearKey(), RATING), "yearly rating of task completion, highest first, by year"
        ),
        "ratings_complete": Field(_SPAN, "first and last year the ratings are complete for"),
        "awards": Field(ListOf(AWARD), "titles and forms held"),
        "awards_complete": Field(_SPAN, "first and last year the awards are complete for"),
        "initiatives": Field(ListOf(INITIATIVE), "initiatives recognised, one entry each"),
        "no_other_initiatives": Field(
            ListOf(YEAR),
            "years for which no other initiative, accepted work or the like is claimed",
        ),
        "no_other_achievements": Field(Flag(), "nothing is claimed but the achievements declared"),
        "service_months": Field(Whole(most=12), "months in service in the year judged"),
        "posts": Field(ListOf(POST), "every leadership post held, for long-service awards"),
        "long_service_award": Field(
            Month(), "month of an earlier long-service award; only later posts count"
        ),
        "quantities": Field(
            MapOf(_QUANTITY, Amount()), "other numbers of the year judged: years of service, …"
        ),
        "members": Field(_members(), "composition of the collective"),
        "declared": Field(
            MapOf(_CRITERION, Flag()),
            "criteria somebody declares, by id: conduct, achievements, clusters and movements led",
        ),
        "vouched": Field(
            Flag(), "the proposing unit vouches for conduct, service and nothing pending"
        ),
        "blocks": Field(MapOf(_BLOCK, Flag()), "discipline and pending matters"),
        "settled": Field(MapOf(_QUESTION, Flag()), "open questions of the book, answered"),
    }
)


def read_form(data: object) -> Form:
    """The facts of a document; ``Wrong`` names the field that cannot be taken."""
    given = FACTS.read(data)
    return build_form(given)


def build_form(given: Mapping[str, Any]) -> Form:
    """From what ``FACTS`` has read."""
    source = given.get("source") or SOURCE
    builder = FactsBuilder(given["subject"], given["year"], group=given.get("group"))
    _years(builder, given, source)
    _achievements(builder, given, source)
    _this_year(builder, given, source)
    return Form(builder.build(), _settled(given, source))


@contextmanager
def _field(path: str) -> Iterator[None]:
    """A refusal of the builder, with the field it is about."""
    try:
        yield
    except BadFact as fault:
        raise Wrong(str(fault), path) from None


def _years(builder: FactsBuilder, given: Mapping[str, Any], source: str) -> None:
    for year, level in (given.get("ratings") or {}).items():
        builder.rating(year, level, source)
    for name, register in (
        ("ratings_complete", builder.ratings_on_file),
        ("awards_complete", builder.awards_on_file),
    ):
        if (span := given.get(name)) is not None:
            first, last = span
            with _field(name):
                register(first, last, source)


def _achievements(builder: FactsBuilder, given: Mapping[str, Any], source: str) -> None:
    for award in given.get("awards") or ():
        where = award.get("source") or source
        builder.award(award["code"], award["year"], where, merit=award.get("merit", True))
    for one in given.get("initiatives") or ():
        builder.initiative(
            one["year"],
            one.get("scope"),
            one.get("source") or source,
            recognised=one.get("recognised", True),
            used_for=one.get("used_for"),
        )
    for year in given.get("no_other_initiatives") or ():
        builder.no_other_initiatives(year, source)
    if given.get("no_other_achievements"):
        builder.no_other_achievements(source)


def _this_year(builder: FactsBuilder, given: Mapping[str, Any], source: str) -> None:
    if "service_months" in given:
        builder.service_months(given["service_months"], source)
    if (posts := given.get("posts")) is not None:
        after = given.get("long_service_award") or ""
        builder.posts(_posts(posts), source, after=after)
    for name, value in (given.get("quantities") or {}).items():
        builder.quantity(name, value, source)
    for criterion, answer in (given.get("declared") or {}).items():
        builder.declare(criterion, answer, source)
    for kind, answer in (given.get("blocks") or {}).items():
        builder.blocked(kind, answer, source)
    if given.get("vouched"):
        builder.declare_all(source)
    _composition(builder, given.get("members") or {}, source)


def _posts(rows: Sequence[Mapping[str, Any]]) -> list[Post]:
    held = []
    for index, row in enumerate(rows):
        with _field(f"posts[{index}]"):
            held.append(Post.read(row))
    return held


def _composition(builder: FactsBuilder, members: Mapping[str, Any], source: str) -> None:
    """Heads that are not known, or shares of a whole that is not, stay unknown."""
    total = members.get("total")
    for name, heads in members.items():
        if name == "total" or heads is None:
            continue
        if name in signals.COUNT_WORDS:
            builder.count(name, heads, source)
        if name in signals.SHARE_WORDS and total is not None:
            with _field(f"members.{name}"):
                builder.share(name, heads, total, source)


def _settled(given: Mapping[str, Any], source: str) -> Overlay | None:
    answers = (given.get("settled") or {}).items()
    settlements = tuple(
        Settlement(question, answer, source) for question, answer in answers if answer is not None
    )
    return Overlay(ANSWERED, settlements=settlements) if settlements else None
