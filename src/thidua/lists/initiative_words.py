"""Initiatives as lists claim them: a name, a decision or the lack of one, how far it reaches.

Luật 06/2022/QH15, Điều 3 khoản 4: an initiative is one recognised by a competent level. A name
without a decision is therefore a claim that waits, never a fact.
"""

from __future__ import annotations

import re
from typing import Final

from thidua.law import InitiativeScope
from thidua.lists.cells import folded, is_dash
from thidua.lists.decisions import Decision, find_decision
from thidua.lists.proposal import InitiativeReading, Place

_PENDING: Final = re.compile(
    r"\b(dang cho|cho|chua co|chua) (qd|quyet dinh|cong nhan|ket qua|kq|hop)\b"
    r"|\bchua duoc cong nhan\b"
)
_NAMED: Final = re.compile(r"\b(sang kien|skkn|de tai|giai phap)\b")
_QUOTED: Final = re.compile(r"[\"“”«](?P<name>[^\"“”«»]{3,})[\"“”»]")
_BRACKETS: Final = re.compile(
    r"\s*\((?=[^()]*(?:QĐ|QD|quyết định|công nhận))[^()]*\)", re.IGNORECASE
)
_CONFIRMED: Final = r"\b(?:xac nhan|cong nhan|chung nhan)\b"
_EXTENT: Final = r"\b(?:pham vi|anh huong|nhan rong)\b"
_REACH: Final = r"(?:tinh|tp|thanh pho|toan quoc)\b"
_CERTIFIED: Final = re.compile(
    rf"{_CONFIRMED}.*{_EXTENT}.*\b(?P<after>{_REACH})"
    rf"|{_EXTENT}.*\b(?P<before>{_REACH}).*{_CONFIRMED}"
)


def read_initiative(name: str, decision: str, place: Place) -> InitiativeReading | None:
    """Read an initiative from its own columns, either of which may be empty.

    Raises:
        BadDate: the decision's date is no day of the calendar.
    """
    words = "; ".join(part for part in (name, decision) if part and not is_dash(part))
    if not words:
        return None
    cited = find_decision(decision, in_own_column=True) or find_decision(name)
    return _reading(_bare_name(name), cited, words, place)


def read_mixed(text: str, place: Place) -> InitiativeReading | None:
    """Read a column that holds initiatives or achievements: only what says it is an initiative."""
    words = folded(text)
    if not _is_pending(text) and not _NAMED.search(words) and find_decision(text) is None:
        return None
    return read_initiative(text, "", place)


def read_note_initiative(note: str, place: Place) -> InitiativeReading | None:
    """Read a note: it must both name an initiative and cite a decision."""
    if not _NAMED.search(folded(note)):
        return None
    cited = find_decision(note)
    quoted = _QUOTED.search(note)
    if cited is None or quoted is None:
        return None
    return _reading(quoted["name"].strip(), cited, note, place)


def _reading(name: str, cited: Decision | None, words: str, place: Place) -> InitiativeReading:
    recognised = True if cited is not None else None
    year = cited.year if cited else None
    return InitiativeReading(name, cited, recognised, _scope(words), year, words, place)


def _is_pending(words: str) -> bool:
    return _PENDING.search(folded(words)) is not None


def _scope(words: str) -> InitiativeScope | None:
    plain = folded(words)
    found = None if "chua" in plain else _CERTIFIED.search(plain)
    if found is None:
        return None
    reach = found["after"] or found["before"]
    return InitiativeScope.TOAN_QUOC if reach == "toan quoc" else InitiativeScope.TINH


def _bare_name(name: str) -> str:
    return " ".join(_BRACKETS.sub("", name).split())
