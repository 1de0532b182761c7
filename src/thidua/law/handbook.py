"""The rule book as a text to read: a title on a day, and what changed between two days.

Made from the same trees that judge, so that what a citizen reads is what a dossier is held to.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from thidua.law.assessment import Discretion, Joiner
from thidua.law.binding import Binding
from thidua.law.book import binding_at, standards_of, tree_at
from thidua.law.enums import Group, SubjectKind
from thidua.law.instruments import CONFIDENCE_WORDS, LAW, Citation, Confidence
from thidua.law.overlay import Overlay
from thidua.law.standards import Standard
from thidua.law.titles import Title, known_title
from thidua.law.tree import Amended, AnyOf, Node, Not, Open
from thidua.law.words import fill

Subject = tuple[SubjectKind, Group | None]
"""A kind, and the group a standard of its own is for."""


class Chapter(StrEnum):
    """The parts of the handbook, in the order of the law; the value is the heading."""

    TITLES = "Danh hiệu thi đua"
    ORDERS = "Huân chương"
    MEDALS = "Huy chương"
    HONOURS = "Danh hiệu vinh dự nhà nước"
    PRIZES = "Giải thưởng"
    BADGES = "Kỷ niệm chương"
    MERIT = "Bằng khen"
    LETTERS = "Giấy khen"


_PRIZES = frozenset({"GTHCM", "GTNN"})
_TNXP = 96
_LAST_ARTICLE = (
    (32, Chapter.TITLES),
    (53, Chapter.ORDERS),
    (58, Chapter.MEDALS),
    (67, Chapter.HONOURS),
    (70, Chapter.PRIZES),
    (71, Chapter.BADGES),
    (74, Chapter.MERIT),
    (75, Chapter.LETTERS),
)


def chapter(title: Title) -> Chapter:
    """Where the title stands in the law, Chapters II to III."""
    in_law = title.citation.instrument == LAW
    article = title.citation.article if in_law else None
    if title.code in _PRIZES:
        return Chapter.PRIZES
    if article == _TNXP:
        return Chapter.MEDALS
    if article is None:
        return Chapter.TITLES if title.kind == "title" else Chapter.MERIT
    return next(one for last, one in _LAST_ARTICLE if article <= last)


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition to read. ``joiner``: whether all ``parts`` are asked for or any one.

    ``open``: the texts on file do not settle it, so it answers "not known". ``proof``: the paper
    that shows it. ``weak``: how well its source is established, empty when the text was read.
    """

    code: str
    sentence: str
    citation: Citation
    joiner: Joiner
    parts: tuple[Condition, ...]
    open: bool
    proof: str
    weak: str

    def walk(self) -> Iterator[Condition]:
        yield self
        for part in self.parts:
            yield from part.walk()


@dataclass(frozen=True, slots=True)
class Section:
    """The standard for one kind and group of subjects; ``group`` ``None``: everybody else."""

    kind: SubjectKind
    group: Group | None
    conditions: tuple[Condition, ...]
    discretion: tuple[Discretion, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """A condition on two days; ``None`` on the day it does not stand. ``subjects``: for whom."""

    subjects: tuple[Subject, ...]
    before: Condition | None
    after: Condition | None


def sections(code: str, on: date, overlay: Overlay | None = None) -> tuple[Section, ...]:
    """The title's standards on a day, one for each kind and group; empty where the book has none.

    ``UnknownTitle`` for a code the law does not have.
    """
    title = known_title(code)
    held = [one for one in standards_of(title.code) if one.covers(on)]
    return tuple(_section(standard, on, overlay) for standard in held)


def changes(code: str, before: date, after: date) -> tuple[Change, ...]:
    """What reads differently on two days: conditions that came, went, or changed words or place.

    A part that only moved to another place together with what it belongs to is not told again, and
    what changed alike for several kinds of subjects is told once.
    """
    known_title(code)
    old, new = _by_subject(code, before), _by_subject(code, after)
    found: dict[tuple[Condition | None, Condition | None], list[Subject]] = {}
    for subject in dict.fromkeys((*old, *new)):
        here, there = old.get(subject, {}), new.get(subject, {})
        for place in dict.fromkeys((*here, *there)):
            pair = here.get(place, _NOWHERE), there.get(place, _NOWHERE)
            if _differs(*pair):
                found.setdefault((pair[0].condition, pair[1].condition), []).append(subject)
    return tuple(Change(tuple(subjects), *pair) for pair, subjects in found.items())


def subject_words(kind: SubjectKind, group: Group | None) -> str:
    """Who a section is for: “Cá nhân: công nhân, nông dân, người lao động”."""
    words = GROUP_WORDS.get((kind, group)) if group else None
    return f"{KIND_NAMES[kind]}: {words}" if words else KIND_NAMES[kind]


KIND_NAMES = {
    SubjectKind.PERSON: "Cá nhân",
    SubjectKind.COLLECTIVE: "Tập thể",
    SubjectKind.HOUSEHOLD: "Hộ gia đình",
}
GROUP_WORDS: dict[tuple[SubjectKind, Group], str] = {
    (SubjectKind.PERSON, Group.STAFF): "cán bộ, công chức, viên chức, người lao động",
    (SubjectKind.PERSON, Group.ARMED): "lực lượng vũ trang nhân dân, dân quân tự vệ",
    (SubjectKind.PERSON, Group.WORKER): "công nhân, nông dân, người lao động",
    (SubjectKind.PERSON, Group.ENTREPRENEUR): "doanh nhân, trí thức, nhà khoa học",
    (SubjectKind.PERSON, Group.UNRATED): "người không thuộc diện đánh giá, xếp loại hằng năm",
    (SubjectKind.COLLECTIVE, Group.STAFF): "cơ quan, đơn vị được đánh giá, xếp loại hằng năm",
    (SubjectKind.COLLECTIVE, Group.ARMED): "đơn vị lực lượng vũ trang",
    (SubjectKind.PERSON, Group.OVERSEAS): "người Việt Nam ở nước ngoài",
    (SubjectKind.PERSON, Group.FOREIGN): "người nước ngoài",
    (SubjectKind.COLLECTIVE, Group.UNRATED): "tập thể không thuộc diện đánh giá, xếp loại hằng năm",
    (SubjectKind.COLLECTIVE, Group.ENTERPRISE): "doanh nghiệp và tổ chức kinh tế khác",
    (SubjectKind.COLLECTIVE, Group.OVERSEAS): "tập thể người Việt Nam ở nước ngoài",
    (SubjectKind.COLLECTIVE, Group.FOREIGN): "tập thể người nước ngoài",
}


def _section(standard: Standard, on: date, overlay: Overlay | None) -> Section:
    binding = binding_at(on.year, on)
    nodes = tree_at(standard, on).parts
    if overlay is not None:
        binding = overlay.bind(binding)
        nodes += overlay.conditions_for(standard.title)
    return Section(
        standard.kind,
        standard.group,
        tuple(_condition(node, binding) for node in nodes),
        standard.discretion,
        standard.notes,
    )


def _condition(node: Node, binding: Binding) -> Condition:
    shown = () if isinstance(node, Not) else node.children
    if isinstance(node, Amended):
        shown = shown[:2]
    mark = node.citation.confidence
    return Condition(
        code=node.code,
        sentence=_read(node.sentence, node, binding),
        citation=node.citation,
        joiner="any" if isinstance(node, AnyOf) else "all",
        parts=tuple(_condition(part, binding) for part in shown),
        open=isinstance(node, Open),
        proof=_read(node.proof, node, binding),
        weak="" if mark is Confidence.VERIFIED else CONFIDENCE_WORDS[mark],
    )


def _read(text: str, node: Node, binding: Binding) -> str:
    """The handbook is for any year: it says “năm xét” where a verdict names the year."""
    return fill(text.replace("{year}", "xét"), node, binding)


@dataclass(frozen=True, slots=True)
class _Standing:
    """A condition of a day and what it belongs to."""

    condition: Condition | None
    parent: Condition | None


_NOWHERE = _Standing(None, None)


def _by_subject(code: str, on: date) -> dict[Subject, dict[tuple[str, int], _Standing]]:
    """Every condition of a day by code; a code that stands twice is told apart by its turn."""
    found: dict[Subject, dict[tuple[str, int], _Standing]] = {}
    for section in sections(code, on):
        held = found.setdefault((section.kind, section.group), {})
        for top in section.conditions:
            for one, parent in _with_parents(top, None):
                turn = sum(place[0] == one.code for place in held)
                held[one.code, turn] = _Standing(one, parent)
    return found


def _with_parents(
    condition: Condition, parent: Condition | None
) -> Iterator[tuple[Condition, Condition | None]]:
    yield condition, parent
    for part in condition.parts:
        yield from _with_parents(part, condition)


def _differs(old: _Standing, new: _Standing) -> bool:
    before, after = old.condition, new.condition
    if before is None or after is None:
        return True
    if before.sentence != after.sentence:
        return True
    moved = before.citation, after.citation
    if old.parent and new.parent and moved == (old.parent.citation, new.parent.citation):
        return False
    return moved[0] != moved[1]
