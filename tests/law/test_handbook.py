"""The handbook reads what the rule book judges by, on any day."""

from __future__ import annotations

from datetime import date

import pytest

from thidua.law import SubjectKind, catalogue, known_titles
from thidua.law.book import change_dates, standards_of, tree_at
from thidua.law.handbook import Chapter, changes, chapter, sections, subject_words
from thidua.law.overlay import Overlay
from thidua.law.tree import Amended, Node, Not, Open

ON = date(2025, 12, 31)


def read(code: str, day: date = ON, overlay: Overlay | None = None) -> list[str]:
    return [
        one.code
        for section in sections(code, day, overlay)
        for top in section.conditions
        for one in top.walk()
    ]


def judging(code: str) -> list[Node]:
    """The nodes of a title's trees that a reader is to see."""
    return [
        node
        for standard in standards_of(code)
        if standard.covers(ON)
        for top in tree_at(standard, ON).parts
        for node in seen(top)
    ]


def seen(node: Node) -> list[Node]:
    """The contrary inside a "not", and what stands for an unread text, are not shown."""
    hidden = isinstance(node, Not)
    below = node.children[:2] if isinstance(node, Amended) else node.children
    return [node] + ([] if hidden else [deep for part in below for deep in seen(part)])


def test_every_condition_that_judges_stands_in_the_handbook() -> None:
    for title in catalogue(ON):
        assert [node.code for node in judging(title.code)] == read(title.code)


def test_open_questions_are_marked_open() -> None:
    for title in catalogue(ON):
        asked = {node.code for node in judging(title.code) if isinstance(node, Open)}
        marked = {
            one.code
            for section in sections(title.code, ON)
            for top in section.conditions
            for one in top.walk()
            if one.open
        }
        assert marked == asked


def test_no_sentence_keeps_a_placeholder() -> None:
    for title in catalogue(ON):
        for day in change_dates():
            for section in sections(title.code, day):
                for top in section.conditions:
                    for one in top.walk():
                        assert "{" not in one.sentence + one.proof, one.code


def test_same_day_has_no_change_and_two_days_mirror_each_other() -> None:
    first, second = date(2024, 12, 31), ON
    for title in catalogue(first):
        assert changes(title.code, first, first) == ()
        there = {(one.before, one.after) for one in changes(title.code, first, second)}
        back = {(one.after, one.before) for one in changes(title.code, second, first)}
        assert there == back


def test_service_rule_moves_to_the_new_circular() -> None:
    moved = [one for one in changes("LDTT", date(2024, 12, 31), ON) if one.before and one.after]

    assert ("01/2024/TT-BNV", "15/2025/TT-BNV") in {
        (one.before.citation.instrument, one.after.citation.instrument) for one in moved
    }


def test_local_rules_stand_with_the_law() -> None:
    overlay = Overlay.from_dict(
        {
            "name": "Quy chế",
            "numbers": {"share-ldtt-for-ttldxs": "0.85"},
            "conditions": [{"code": "x", "sentence": "Thêm một điều", "titles": ["TTLDXS"]}],
        }
    )

    said = [
        one.sentence
        for section in sections("TTLDXS", ON, overlay)
        for top in section.conditions
        for one in top.walk()
    ]

    assert "Thêm một điều" in said
    assert any("85\N{NO-BREAK SPACE}%" in sentence for sentence in said)


@pytest.mark.parametrize(
    ("code", "heading"),
    [
        ("LDTT", Chapter.TITLES),
        ("HCLD3", Chapter.ORDERS),
        ("HC-TNXPVV", Chapter.MEDALS),
        ("BMVNAH", Chapter.HONOURS),
        ("GTNN", Chapter.PRIZES),
        ("KNC", Chapter.BADGES),
        ("BKT", Chapter.MERIT),
        ("GK-XA", Chapter.LETTERS),
    ],
)
def test_titles_stand_in_the_chapter_of_the_law(code: str, heading: Chapter) -> None:
    assert chapter(known_titles()[code]) is heading


def test_every_title_has_a_chapter_and_every_chapter_a_title() -> None:
    assert {chapter(title) for title in known_titles().values()} == set(Chapter)


def test_a_section_says_who_it_is_for() -> None:
    kinds = {
        subject_words(section.kind, section.group)
        for title in catalogue(ON)
        for section in sections(title.code, ON)
    }

    assert subject_words(SubjectKind.HOUSEHOLD, None) in kinds
    assert all(kinds)


def test_awards_named_by_a_decree_do_not_stand_among_the_orders() -> None:
    assert chapter(known_titles()["CTD-QKDHQG"]) is Chapter.TITLES
    assert chapter(known_titles()["BK-QKDHQG"]) is Chapter.MERIT
