"""A dossier named in free words would be read by those who must keep away from it.

The programme, its conclusions and the papers of a session are seen by every member. A text that
names a person or household before the session is therefore kept only with that dossier chosen,
so that it can be hidden from whoever is connected with it. Names of collectives are not looked
for: the same words say who reports.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from thidua.commendation.enums import Subject
from thidua.commendation.models import Nomination
from thidua.core.errors import Refusal
from thidua.councils.models import Session
from thidua.councils.queries import dossiers_before
from thidua.vietnamese.text import fold

_NOT_WORDS = re.compile(r"[^a-z0-9]+")


def refuse_hidden_names(session: Session, nomination: Nomination | None, *texts: str) -> None:
    """Raise Refusal when a text names a dossier other than the chosen one."""
    text = _words(" ".join(texts))
    chosen = _words(nomination.name) if nomination else ""
    others = (name for name in _names(session) if _words(name) != chosen)
    if named := [name for name in others if _words(name) in text]:
        raise Refusal(
            f"Nội dung nêu tên {', '.join(named)}. Mỗi hồ sơ ghi ở một dòng riêng và chọn hồ sơ "
            "đó, để người có liên quan không thấy."
        )


def _names(session: Session) -> Iterator[str]:
    rows = dossiers_before(session).exclude(subject_kind=Subject.COLLECTIVE)
    names = dict.fromkeys(rows.values_list("name", flat=True))
    # One word alone is too often an ordinary word.
    return (name for name in names if " " in name.strip())


def _words(text: str) -> str:
    """Folded words between single spaces, so that a name is found whole or not at all."""
    return f" {_NOT_WORDS.sub(' ', fold(text)).strip()} "
