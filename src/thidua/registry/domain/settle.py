"""Where each line of a file stands: ready, asked, written before, faulty, left out.

Everything is worked out anew from the file, the answers given so far and the record as it is now;
nothing is written to the record. The unit comes before the person, for two people of one name are
told apart by their unit.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from thidua.core.codes import new_code
from thidua.law import known_title, known_titles
from thidua.lists.matching import Match, MatchKind
from thidua.lists.units import unit_key
from thidua.organizations.models import Person
from thidua.registry.domain.lines import (
    COLLECTIVE,
    HOUSEHOLD,
    PERSON,
    AwardLine,
    RatingLine,
    Who,
)
from thidua.registry.domain.people_book import HouseholdBook, Known, PeopleBook
from thidua.registry.domain.repeats import Placed, mark_repeats
from thidua.registry.domain.unit_book import NamedUnit, UnitBook
from thidua.registry.enums import AskedAbout, BatchKind, RowState
from thidua.registry.models import ImportBatch, ImportRow
from thidua.vietnamese.text import fold, spelling_key

NEW: Final = "new"
LEAVE_OUT: Final = "leave_out"
NEW_UNIT: Final = "new:"
"""Code, with its key, of a unit that applying the file will add."""
KEY_LENGTH: Final = 250

UNIT_ASKED: Final = "Tên đơn vị này không có trong danh mục đơn vị của năm đó."
NO_UNIT: Final = "Hộ gia đình phải ghi rõ đơn vị (xã, phường, thôn)."


@dataclass(slots=True)
class Settlement:
    """The whole file understood: its lines and the books they were understood by."""

    units: UnitBook
    people: PeopleBook
    households: HouseholdBook
    placed: list[Placed] = field(default_factory=list)

    def ready(self) -> list[Placed]:
        return [one for one in self.placed if one.row.state == RowState.READY]


def settle(batch: ImportBatch, rows: Sequence[ImportRow]) -> Settlement:
    """Work out the standing of every row not yet applied; changes the given rows, saves nothing."""
    units = UnitBook(batch.authority_id)
    found = Settlement(
        units, PeopleBook(batch.authority_id, units), HouseholdBook(batch.authority_id)
    )
    for row in rows:
        _forget(row)
        if row.answer == LEAVE_OUT:
            row.state = RowState.LEFT_OUT
        elif row.content.get("faulty"):
            row.state = RowState.FAULTY
        else:
            found.placed.append(Placed(row, _line(batch, row)))
    told_units = [one for one in found.placed if _place_unit(batch, found.units, one)]
    told = [one for one in told_units if _place_title(batch, one)]
    _place_others(found, told)
    _PeopleSettler(found.people, batch.authority_id).run(
        [one for one in told if one.who.kind == PERSON]
    )
    mark_repeats(batch, found.placed)
    return found


def _forget(row: ImportRow) -> None:
    row.state, row.asked, row.asked_key, row.why = RowState.READY, "", "", ""
    row.candidates = []


def _line(batch: ImportBatch, row: ImportRow) -> AwardLine | RatingLine:
    kind = RatingLine if batch.kind == BatchKind.RATINGS else AwardLine
    return kind.from_json(row.content)


def ask(
    row: ImportRow, about: str, key: str, candidates: list[dict[str, Any]], why: str = ""
) -> None:
    """Put the row to a person."""
    row.state, row.asked, row.asked_key = RowState.ASKED, about, key[:KEY_LENGTH]
    row.candidates, row.why = candidates, why


# -- units and titles -----------------------------------------------------------------------------


def unit_words(who: Who) -> str:
    """The words that name the unit: a collective is itself one."""
    return who.name if who.kind == COLLECTIVE else who.unit_words


def _place_unit(batch: ImportBatch, units: UnitBook, one: Placed) -> bool:
    words = unit_words(one.who)
    if not words:
        if one.who.kind == HOUSEHOLD:
            one.row.state, one.row.why = RowState.FAULTY, NO_UNIT
        return one.who.kind == PERSON
    one.unit = units.find(words, one.who.year) or _answered_unit(batch, units, words)
    if one.unit is None:
        ask(one.row, AskedAbout.UNIT, unit_key(words), _similar(units, one.who, words), UNIT_ASKED)
    return one.unit is not None


def _answered_unit(batch: ImportBatch, units: UnitBook, words: str) -> NamedUnit | None:
    key = unit_key(words)[:KEY_LENGTH]
    answer = batch.answers.get(AskedAbout.UNIT, {}).get(key)
    if answer == NEW:
        return units.expect(f"{NEW_UNIT}{key}", words)
    return units.of_code(answer) if answer else None


def _similar(units: UnitBook, who: Who, words: str) -> list[dict[str, Any]]:
    return [
        {"code": name.code, "name": name.name, "reasons": [_near(words, name)]}
        for name in units.similar(words, who.year)
    ]


def _near(words: str, name: NamedUnit) -> str:
    alike = any(fold(unit_key(words)) == fold(key) for key in name.keys)
    return "chỉ khác dấu" if alike else "tên gần giống"


def _place_title(batch: ImportBatch, one: Placed) -> bool:
    if isinstance(one.line, RatingLine):
        return True
    key = fold(one.line.title_words)[:KEY_LENGTH]
    answered = batch.answers.get(AskedAbout.TITLE, {}).get(key, "")
    one.title = one.line.title_code or (answered if answered in known_titles() else "")
    if not one.title:
        offers = [
            {"code": code, "name": known_title(code).name, "reasons": []}
            for code in one.line.title_choices
        ]
        ask(one.row, AskedAbout.TITLE, key, offers, one.line.title_question)
    return bool(one.title)


def _place_others(found: Settlement, told: Iterable[Placed]) -> None:
    """Collectives are units; households are known by exact name and unit."""
    for one in told:
        if one.who.kind == COLLECTIVE:
            one.row.subject = one.unit_code[:12] if one.unit and one.unit.unit_id else ""
        elif one.who.kind == HOUSEHOLD:
            books = found.households
            code = books.find(one.who.name, one.unit_code) or one.row.subject or new_code()
            books.add(one.who.name, one.unit_code, code)
            one.row.subject = code


# -- people ---------------------------------------------------------------------------------------


class _PeopleSettler:
    """Puts each line to a person: on record, new with this file, or asked.

    Lines that say most come first, so that "Bùi T. Hạnh" is asked against "Bùi Thị Hạnh" and not
    the other way round, and a line without a birth year joins those that have one.
    """

    def __init__(self, people: PeopleBook, authority_id: int) -> None:
        self.people = people
        self.merged = dict(
            Person.objects.filter(authority_id=authority_id, merged_into__isnull=False).values_list(
                "code", "merged_into__code"
            )
        )
        self.moved: dict[str, str] = {}
        self.doubts: dict[str, Match] = {}

    def run(self, lines: list[Placed]) -> None:
        said_new = [one for one in lines if one.row.answer == NEW]
        said_who = [one for one in lines if one.row.answer not in ("", NEW)]
        rest = [one for one in lines if not one.row.answer]
        fullest_first = _order_of(lines)
        for one in sorted(said_new, key=fullest_first):
            self._take_as_new(one)
        for one in sorted(rest, key=fullest_first):
            self._match(one)
        for one in said_who:
            self._take_answer(one)
        for one in lines:
            self._ask_if_doubtful(one)

    def _take_as_new(self, one: Placed) -> None:
        code = one.row.subject
        if code in self.people.known:
            self._join(one, self.people.known[code])
        else:
            self._found(one, code)

    def _match(self, one: Placed) -> None:
        name = one.unit.name if one.unit else ""
        match = self.people.match(one.who, one.unit_code, name)
        before = one.row.subject
        if match.kind is MatchKind.CERTAIN:
            self._join(one, self.people.known[str(match.possibilities[0].candidate.id)])
        else:
            code = self._fresh_code(before)
            self._found(one, code, is_asked=match.kind is MatchKind.DOUBTFUL)
            if match.kind is MatchKind.DOUBTFUL:
                self.doubts[code] = match
        if before and before != one.row.subject:
            self.moved[before] = one.row.subject

    def _fresh_code(self, before: str) -> str:
        """The code given when the file was last looked at, so that answers keep their meaning."""
        taken = before in self.people.known or before in self.merged
        return before if before and not taken else new_code()

    def _found(self, one: Placed, code: str, *, is_asked: bool = False) -> None:
        who = one.who
        units = (one.unit_code,) if one.unit else ()
        person = Known(code, who.name, who.birth, units, is_asked=is_asked)
        self.people.add(person)
        self._join(one, person)

    def _join(self, one: Placed, person: Known) -> None:
        one.row.subject = person.code
        person.rows.append(one.row.row)

    def _take_answer(self, one: Placed) -> None:
        code = one.row.answer
        for steps in (self.moved, self.merged):
            while code not in self.people.known and code in steps:
                code = steps[code]
        if code in self.people.known:
            self._join(one, self.people.known[code])
        else:
            self._match(one)

    def _ask_if_doubtful(self, one: Placed) -> None:
        person = self.people.known[one.row.subject]
        match = self.doubts.get(person.code)
        if match is None:
            return
        offers = [
            self._offer(str(found.candidate.id), found.reasons) for found in match.possibilities
        ]
        ask(one.row, AskedAbout.PERSON, person.code, offers, _sentence(match))

    def _offer(self, code: str, reasons: tuple[str, ...]) -> dict[str, Any]:
        person = self.people.known[code]
        names = [name for unit in person.units for name in self.people.units.names_of(unit)[:1]]
        return {
            "code": code,
            "name": person.name,
            "birth": person.birth.text() if person.birth else "",
            "unit": ", ".join(names),
            "reasons": list(reasons),
            "on_record": person.pk is not None,
            "rows": sorted(person.rows),
            "waits": person.is_asked,
        }


def _sentence(match: Match) -> str:
    reason = match.reason
    return f"{reason[:1].upper()}{reason[1:]}."


def _order_of(lines: Sequence[Placed]) -> Any:
    """Fullest first: name in full, birth known, the usual spelling and year, then by row."""
    spellings = Counter(spelling_key(one.who.name) for one in lines)
    years = Counter((spelling_key(one.who.name), _year(one.who)) for one in lines)

    def key(one: Placed) -> tuple[bool, bool, int, int, int, int]:
        who, name = one.who, spelling_key(one.who.name)
        detail = 0 if who.birth is None else 1 + (who.birth.month is not None) + who.birth.is_full
        return (
            _is_abbreviated(who.name),
            who.birth is None,
            -spellings[name],
            -years[name, _year(who)],
            -detail,
            one.row.row,
        )

    return key


def _year(who: Who) -> int | None:
    return who.birth.year if who.birth else None


def _is_abbreviated(name: str) -> bool:
    *others, given = name.split()
    return given.endswith(".") or any(one.endswith(".") or len(one) == 1 for one in others)
