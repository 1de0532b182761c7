"""What a reading of a directive proposes. Nothing here is decided: a person confirms it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from thidua.reading.kinds import (
    Comparison,
    Confidence,
    DueKind,
    PhraseKind,
    RepairKind,
    Role,
)
from thidua.vietnamese.dates import PartialDate


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A stretch of ``Reading.text``: ``text[start:end]`` is what the paper shows there."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Found:
    """One thing read. ``value`` is clean; the places show it as written."""

    value: str
    places: tuple[Place, ...]
    confidence: Confidence
    why: str


@dataclass(frozen=True, slots=True)
class PaperNumber:
    """``value`` is the whole number, empty while ``digits`` is blank in the paper."""

    value: str
    digits: str
    symbol: str
    place: Place
    confidence: Confidence
    why: str


@dataclass(frozen=True, slots=True)
class PaperDate:
    """A part that is blank in the paper is ``None``; nothing is filled in."""

    day: int | None
    month: int | None
    year: int | None
    place: Place
    confidence: Confidence
    why: str


@dataclass(frozen=True, slots=True)
class Signer:
    """``form`` is TM., KT., TL., TUQ. or Q. as written, several joined by a space."""

    name: str
    post: str
    form: str
    on_behalf_of: str
    places: tuple[Place, ...]
    confidence: Confidence
    why: str


@dataclass(frozen=True, slots=True)
class Citation:
    """A document the directive rests on or names, once with all its places."""

    type: str
    number: str
    date: PartialDate | None
    issuer: str
    subject: str
    places: tuple[Place, ...]
    confidence: Confidence
    why: str


@dataclass(frozen=True, slots=True)
class Duty:
    """A body and its part in a task. ``inherited``: from the opening, which speaks to everybody."""

    body: str
    role: Role
    place: Place
    confidence: Confidence
    why: str
    inherited: bool = False


@dataclass(frozen=True, slots=True)
class Due:
    """A time limit. ``date`` holds what is known of it; ``words`` are the paper's own."""

    kind: DueKind
    date: PartialDate | None
    words: str
    place: Place
    confidence: Confidence
    why: str


@dataclass(frozen=True, slots=True)
class Point:
    """A sub-point of a task, flat; ``path`` is its full number, for example ``4.a``."""

    path: str
    marker: str
    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class Task:
    """``path`` is unique in the paper: ``3``, or ``II.3`` where sections hold tasks."""

    path: str
    number: str
    section: str
    title: str
    text: str
    place: Place
    duties: tuple[Duty, ...]
    dues: tuple[Due, ...]
    points: tuple[Point, ...]
    confidence: Confidence
    why: str

    @property
    def responsible(self) -> tuple[Duty, ...]:
        return tuple(duty for duty in self.duties if duty.role is not Role.COORDINATE)

    @property
    def coordinating(self) -> tuple[Duty, ...]:
        return tuple(duty for duty in self.duties if duty.role is Role.COORDINATE)


@dataclass(frozen=True, slots=True)
class TargetPlace:
    """A place a target is for; ``suggested`` is the known unit it was probably meant to be."""

    name: str
    suggested: str
    place: Place


@dataclass(frozen=True, slots=True)
class Target:
    """``task`` is the path of its task. ``by`` is a year or a day, as far as known."""

    what: str
    value: Decimal | None
    unit: str
    comparison: Comparison
    measurable: bool
    by: PartialDate | None
    by_words: str
    places_named: tuple[TargetPlace, ...]
    task: str
    place: Place
    confidence: Confidence
    why: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """A quoted phrase. ``launched_by`` is for movements, empty where the paper does not say."""

    text: str
    kind: PhraseKind
    launched_by: str
    task: str
    places: tuple[Place, ...]
    confidence: Confidence
    why: str


@dataclass(frozen=True, slots=True)
class Recipient:
    """A line of Nơi nhận: as written, and with its abbreviations written out."""

    text: str
    full: str
    is_archive: bool
    place: Place


@dataclass(frozen=True, slots=True)
class Body:
    """A body named anywhere; ``is_group``: a group such as "các phòng, ban"."""

    name: str
    is_group: bool
    spellings: tuple[str, ...]
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Repair:
    """What scanning probably broke. Never applied by the reader."""

    kind: RepairKind
    place: Place
    before: str
    after: str
    reason: str
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class NotRead:
    """A thing that was looked for and not found, or found and not understood."""

    code: str
    sentence: str
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """A directive as read. Every place lies in ``text``."""

    name: str
    kind: str
    text: str
    type: Found | None
    number: PaperNumber | None
    date: PaperDate | None
    place: Found | None
    issuer: Found | None
    superior: Found | None
    subject: Found | None
    signer: Signer | None
    addressees: tuple[Duty, ...]
    citations: tuple[Citation, ...]
    tasks: tuple[Task, ...]
    targets: tuple[Target, ...]
    phrases: tuple[Phrase, ...]
    recipients: tuple[Recipient, ...]
    bodies: tuple[Body, ...]
    closing: tuple[Found, ...]
    repairs: tuple[Repair, ...]
    not_read: tuple[NotRead, ...]
    left_over: tuple[Found, ...]

    def phrases_of(self, kind: PhraseKind) -> tuple[Phrase, ...]:
        return tuple(phrase for phrase in self.phrases if phrase.kind is kind)

    @property
    def movements(self) -> tuple[Phrase, ...]:
        return self.phrases_of(PhraseKind.MOVEMENT)

    def quote(self, place: Place) -> str:
        """What the paper shows at a place."""
        return self.text[place.start : place.end]
